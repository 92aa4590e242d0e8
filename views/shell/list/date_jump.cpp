// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/date_jump.h"

#include "views/shell/moments.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr QSize card { 400, 236 };
}

DateJump::DateJump(const Theme &theme, QWidget *window, const QString &zone)
    : Overlay(theme, tr("Jump to a date"), window)
    , m_zone(zone)
    , m_title(new Label(theme, {}, Type::Title, Token::Text, QFont::DemiBold))
    , m_what(new Label(theme, {}, Type::Body, Token::Text2))
    , m_typed(new QLineEdit)
    , m_field(new Field(theme, zone.isEmpty() ? tr("Date, in your own time zone") : tr("Date, in %1").arg(zone), m_typed))
    , m_cancel(new Button(theme, tr("Cancel")))
    , m_jump(new Button(theme, {}, Button::Kind::Primary))
{
    m_typed->setPlaceholderText(tr("12 May, 2027-05-12 14:00, today, +7d"));
    setWords(u"jump"_s, tr("Jump to a date"), tr("Jump"));
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
    buttons->addWidget(m_jump);
    body->addLayout(buttons);
    cardLayout()->addLayout(body);
    connect(m_typed, &QLineEdit::textChanged, this, &DateJump::read);
    connect(m_typed, &QLineEdit::returnPressed, this, &DateJump::jump);
    connect(m_jump, &QAbstractButton::clicked, this, &DateJump::jump);
    connect(m_cancel, &QAbstractButton::clicked, this, &DateJump::closeOverlay);
}

void DateJump::setWords(const QString &names, const QString &title, const QString &go)
{
    setObjectName(names);
    setAccessibleName(title);
    m_typed->setObjectName(names + u".date"_s);
    m_cancel->setObjectName(names + u".cancel"_s);
    m_jump->setObjectName(names + u".go"_s);
    m_title->setText(title);
    m_jump->setText(go);
}

void DateJump::ask(const QString &what)
{
    m_what->setText(what);
    m_typed->clear();
    read();
    openOverlay();
    m_typed->setFocus(Qt::ShortcutFocusReason);
}

QRect DateJump::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), card.height());
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

std::optional<QDateTime> DateJump::typed() const
{
    const QDateTime now = QDateTime::currentDateTime();
    return typedMoment(m_typed->text(), m_zone.isEmpty() ? now : now.toTimeZone(zoneNamed(m_zone)), QLocale(), m_towards);
}

void DateJump::read()
{
    m_field->setError({});
    const auto moment = typed();
    m_field->setHelp(moment ? QLocale().toString(*moment, u"dddd d MMMM yyyy, HH:mm"_s) : tr("A day, and a time if you like."));
}

void DateJump::jump()
{
    const auto moment = typed();
    if (!moment) {
        const QString words = m_typed->text().simplified();
        m_field->setError(words.isEmpty() ? tr("Write a day, such as 12 May or today.")
                                          : tr("“%1” is no day from 1970 to 2199 that can be read. Write it like 12 May, 2027-05-12, today or +7d.").arg(words.left(40)));
        m_typed->setFocus();
        return;
    }
    if (const QString refused = m_check ? m_check(*moment) : QString(); !refused.isEmpty()) {
        m_field->setError(refused);
        m_typed->setFocus();
        return;
    }
    closeOverlay();
    emit chosen(*moment);
}

} // namespace steward
