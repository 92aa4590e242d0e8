// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/attendance.h"

#include "core/door/door_repository.h"
#include "views/shell/desk.h"
#include "views/shell/link_status.h"

namespace steward {

namespace {

/// A third of how long it holds there, so that one answer that is lost makes nobody blink.
constexpr std::chrono::seconds say_again { 10 };

} // namespace

Attendance::Attendance(const Desk &desk, const QString &entity, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_entity(entity)
    , m_console(QUuid::createUuid())
{
    m_again.setInterval(say_again);
    connect(&m_again, &QTimer::timeout, this, &Attendance::ask);
    connect(&desk.link, &LinkStatus::healed, this, [this] {
        if (m_record != 0)
            ask();
    });
    connect(&desk.link, &LinkStatus::lost, this, [this] { take({}); }); // nobody knows
}

void Attendance::setRecord(qint64 record, bool acting)
{
    if (m_record == record && m_acting == acting)
        return;
    if (m_record != record)
        take({});
    m_record = record;
    m_acting = acting;
    ask();
    if (record != 0)
        m_again.start();
    else
        m_again.stop();
}

void Attendance::ask()
{
    if (!m_desk.link.isLive())
        return;
    m_question.ask(m_desk.door.attend(m_console, m_entity, m_record, m_acting), this, [this](const Result<QList<Attendant>> &answer) {
        if (answer) // else it is asked again soon, and what was known is as good as anything
            take(*answer);
    });
}

void Attendance::take(const QList<Attendant> &others)
{
    if (others.isEmpty() && m_others.isEmpty())
        return;
    m_others = others;
    emit changed();
}

} // namespace steward
