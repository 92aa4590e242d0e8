// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/field.h"

#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace steward {

Field::Field(const Theme &theme, const QString &label, QWidget *control, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_label(new ElidedLabel(theme, label, Type::Small, Token::Text2, QFont::Medium))
    , m_optional(new Label(theme, tr("optional"), Type::Small, Token::Text3))
    , m_sign(new IconView(theme, u"circle-alert"_s, Token::Bad, 14))
    , m_line(new QWidget)
    , m_message(new Label(theme, QString(), Type::Small, Token::Text3))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::unit);
    auto *title = new QHBoxLayout;
    title->setSpacing(6);
    title->addWidget(m_label);
    title->addWidget(m_optional);
    title->addStretch();
    column->addLayout(title);
    column->addWidget(control);
    auto *below = new QHBoxLayout(m_line);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(5);
    below->addWidget(m_sign, 0, Qt::AlignTop);
    below->addWidget(m_message, 1);
    m_message->setWordWrap(true);
    column->addWidget(m_line);
    m_optional->hide();
    m_line->hide();
    m_label->setBuddy(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    setFocusProxy(control);
    setSizePolicy(QSizePolicy::Preferred, control->sizePolicy().verticalPolicy());
}

void Field::setHelp(const QString &help)
{
    m_help = help;
    showMessage();
}

void Field::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    showMessage();
    m_control->setProperty("error", !error.isEmpty());
    m_control->style()->unpolish(m_control);
    m_control->style()->polish(m_control);
    QAccessibleEvent announced(m_message, error.isEmpty() ? QAccessible::NameChanged : QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
}

void Field::setOptional()
{
    m_optional->show();
}

void Field::showMessage()
{
    const bool wrong = !m_error.isEmpty();
    m_message->setText(wrong ? m_error : m_help);
    m_message->setInk(wrong ? Token::Bad : Token::Text3);
    m_sign->setVisible(wrong);
    m_line->setVisible(wrong || !m_help.isEmpty());
}

} // namespace steward
