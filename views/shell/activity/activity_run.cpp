// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/activity_run.h"

#include "core/door/door_repository.h"

namespace steward {

namespace {
constexpr std::chrono::milliseconds typing_rest { 180 };
}

ActivityRun::ActivityRun(const DoorRepository &door, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_key(IntentKey::make())
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(typing_rest);
    connect(&m_rest, &QTimer::timeout, this, &ActivityRun::ask);
}

void ActivityRun::edit()
{
    if (m_phase == Phase::Confirming || m_phase == Phase::Done)
        return;
    m_rest.stop();
    m_preview.withdraw();
    m_activity.reset();
    if (m_phase != Phase::Outdated)
        enter(Phase::Editing);
}

void ActivityRun::complete(const Activity &activity)
{
    if (m_phase == Phase::Confirming || m_phase == Phase::Done)
        return;
    const bool onlyNoteDiffers = m_activity && m_activity->operation == activity.operation && m_activity->arguments == activity.arguments
        && m_activity->version == activity.version && m_activity->reasonCode == activity.reasonCode && m_activity->messages == activity.messages;
    m_activity = activity;
    if (m_phase == Phase::Outdated)
        return; // it is kept, and previewed once what changed was seen
    if (onlyNoteDiffers && (m_phase == Phase::Previewed || m_phase == Phase::Previewing))
        return; // a note changes no effects: they stay on the screen while it is typed
    m_preview.withdraw();
    if (!std::exchange(m_isRenewed, false))
        m_former.reset();
    m_rest.start();
    enter(Phase::Previewing);
}

void ActivityRun::retry()
{
    if (!m_activity || m_phase == Phase::Outdated || m_phase == Phase::Confirming || m_phase == Phase::Done)
        return;
    if (isOutcomeUnknown()) {
        confirm(); // it may have been done already: the same call again, with the same key, has one effect
        return;
    }
    enter(Phase::Previewing);
    ask();
}

bool ActivityRun::outdate()
{
    if (m_phase == Phase::Confirming || m_phase == Phase::Done || isOutcomeUnknown())
        return false; // it may be this very action that changed the record: only the same call, sent again, can tell
    m_rest.stop();
    m_preview.withdraw();
    if (m_outcome)
        m_former = std::exchange(m_outcome, std::nullopt); // what it would have done is compared with what it would do now
    m_error.reset();
    enter(Phase::Outdated);
    return true;
}

void ActivityRun::renew()
{
    if (m_phase != Phase::Outdated)
        return;
    m_isRenewed = true;
    m_activity.reset();
    enter(Phase::Editing);
}

bool ActivityRun::isOutcomeUnknown() const
{
    return m_phase == Phase::Refused && m_failedToConfirm && m_error && m_error->isTransient();
}

void ActivityRun::ask()
{
    m_preview.ask(m_door.preview(*m_activity), this, [this](const Result<Outcome> &answer) {
        if (!answer) {
            refuse(answer.error(), false);
            return;
        }
        m_outcome = *answer;
        m_error.reset();
        enter(Phase::Previewed);
    });
}

void ActivityRun::confirm()
{
    // Only what is on the screen: an outcome worked out for other arguments is none.
    if (!m_activity || !m_outcome || (m_phase != Phase::Previewed && !isOutcomeUnknown()))
        return;
    m_rest.stop();
    m_preview.withdraw();
    m_error.reset();
    enter(Phase::Confirming);
    m_commit.ask(m_door.apply(*m_activity, m_outcome->effects.hash, m_key), this, [this](const Result<Outcome> &answer) {
        if (!answer) {
            refuse(answer.error(), true);
            return;
        }
        m_outcome = *answer;
        enter(Phase::Done);
        emit done(*m_outcome);
    });
}

void ActivityRun::refuse(const Error &why, bool confirming)
{
    m_error = why;
    m_failedToConfirm = confirming;
    const bool stale = why.kind == Error::Kind::Stale;
    if (stale && m_outcome)
        m_former = std::exchange(m_outcome, std::nullopt);
    else if (!confirming || !why.isTransient())
        m_outcome.reset();
    enter(Phase::Refused);
    if (stale)
        emit targetChanged();
}

void ActivityRun::enter(Phase phase)
{
    m_phase = phase;
    emit changed();
}

} // namespace steward
