// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/message_dialog.h"

#include "views/widgets/button.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace steward {

MessageDialog::MessageDialog(const Theme &theme, const MessageEffect &message, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"message.dialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Message to %1").arg(message.recipient));
    resize(480, 360);
    auto *to = new Label(theme, tr("To %1 by %2").arg(message.recipient, message.channel), Type::Small, Token::Text2, QFont::Normal, this);
    to->setObjectName(u"message.recipient"_s);
    auto *subject = new Label(theme, message.subject, Type::Title, Token::Text, QFont::DemiBold, this);
    subject->setObjectName(u"message.subject"_s);
    subject->setWordWrap(true);
    auto *body = new QPlainTextEdit(message.body, this);
    body->setObjectName(u"message.body"_s);
    body->setReadOnly(true);
    body->setAccessibleName(tr("Text of the message"));
    const Qt::LayoutDirection direction = QLocale(message.locale).textDirection();
    body->setLayoutDirection(direction);
    auto *close = new Button(theme, tr("Close"), Button::Kind::Secondary, this);
    close->setObjectName(u"message.close"_s);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::pad);
    column->setSpacing(12);
    column->addWidget(to);
    column->addWidget(subject);
    column->addWidget(body, 1);
    column->addLayout(buttons);
    close->setFocus();
}

} // namespace steward
