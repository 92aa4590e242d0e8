// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/rejection_editor.h"

#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int longest_why = 2000; ///< as market.long_text
}

RejectionEditor::RejectionEditor(const Theme &theme, const QString &proposer, QWidget *parent)
    : ArgumentEditor(parent)
    , m_why(new QPlainTextEdit)
{
    m_why->setObjectName(u"activity.why"_s);
    m_why->setTabChangesFocus(true);
    m_why->setFixedHeight(QFontMetrics(theme.font(Type::Body)).lineSpacing() * 4 + 16);
    auto *field = new Field(theme, tr("Why not? %1 reads it.").arg(proposer), m_why, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(field);
    setFocusProxy(m_why);
    connect(m_why, &QPlainTextEdit::textChanged, this, &RejectionEditor::changed);
}

QJsonObject RejectionEditor::arguments() const
{
    return { { u"why"_s, m_why->toPlainText().trimmed() } };
}

void RejectionEditor::restore(const QJsonObject &arguments)
{
    m_why->setPlainText(arguments.value("why"_L1).toString());
}

QString RejectionEditor::problem() const
{
    const QString why = m_why->toPlainText().trimmed();
    if (why.isEmpty())
        return tr("Say why, so that it can be done better.");
    return why.size() > longest_why ? tr("That is longer than 2,000 characters.") : QString();
}

QString RejectionEditor::confirmText() const
{
    return tr("Reject the proposal");
}

} // namespace steward
