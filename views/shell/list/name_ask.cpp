// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/name_ask.h"

#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr QSize card { 400, 236 };
}

NameAsk::NameAsk(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Name"), window)
    , m_title(new Label(theme, {}, Type::Title, Token::Text, QFont::DemiBold))
    , m_what(new Label(theme, {}, Type::Body, Token::Text2))
    , m_typed(new QLineEdit)
    , m_field(new Field(theme, tr("Name"), m_typed))
    , m_cancel(new Button(theme, tr("Cancel")))
    , m_confirm(new Button(theme, {}, Button::Kind::Primary))
{
    setObjectName(u"name"_s);
    m_typed->setObjectName(u"name.text"_s);
    m_cancel->setObjectName(u"name.cancel"_s);
    m_confirm->setObjectName(u"name.confirm"_s);
    m_what->setWordWrap(true);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 18, 20, 18);
    body->setSpacing(12);
    body->addWidget(m_title);
    body->addWidget(m_what);
    body->addWidget(m_field);
    body->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_confirm);
    body->addLayout(buttons);
    cardLayout()->addLayout(body);
    connect(m_typed, &QLineEdit::textChanged, this, [this] { m_field->setError({}); });
    connect(m_typed, &QLineEdit::returnPressed, this, &NameAsk::take);
    connect(m_confirm, &QAbstractButton::clicked, this, &NameAsk::take);
    connect(m_cancel, &QAbstractButton::clicked, this, &NameAsk::closeOverlay);
}

void NameAsk::ask(const Question &question)
{
    m_question = question;
    setAccessibleName(question.title);
    m_title->setText(question.title);
    m_what->setText(question.what);
    m_confirm->setText(question.confirm);
    m_typed->setText(question.name);
    m_field->setError({});
    openOverlay();
    m_typed->setFocus(Qt::ShortcutFocusReason);
    m_typed->selectAll();
}

QRect NameAsk::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), card.height());
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

void NameAsk::take()
{
    const QString name = m_typed->text().simplified();
    const QString problem = m_question.problem(name);
    if (!problem.isEmpty()) {
        m_field->setError(problem);
        m_typed->setFocus();
        return;
    }
    closeOverlay();
    m_question.then(name);
}

} // namespace steward
