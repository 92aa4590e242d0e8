// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

class QBoxLayout;

namespace steward {

struct Fact;
class Button;
class KeyValueGrid;
class Label;
class PartyCard;
class Theme;
class Timeline;

/// The facts of a booking, its parties, the automatic steps ahead and everything that happened.
class BookingOverviewTab final : public QWidget
{
    Q_OBJECT

public:
    explicit BookingOverviewTab(const Theme &theme, QWidget *parent = nullptr);

    void setBooking(const Booking &booking, const QDateTime &now);
    /// The booking as it was beside what it is.
    void setPast(const Booking &then, const Booking &booking, const QDateTime &asOf);
    /// A form is open: what else could be done waits.
    void setStepActionsEnabled(bool enabled);
    /// The operator may see for a reason what is masked.
    void setMayReveal(bool may) { m_mayReveal = may; }

signals:
    void sessionRequested(); ///< who else has a seat of its session
    void calendarRequested(); ///< of its provider
    void stepActionRequested(const QString &operation, const QString &step);
    void revealRequested(steward::PersonId person, const QString &name);
    /// Something that happened was chosen: how it was then.
    void momentChosen(const QDateTime &moment);

private:
    [[nodiscard]] static QList<Fact> factsOf(const Booking &booking);
    void showParties(const Booking &booking);
    void showSteps(const Booking &booking, const QDateTime &now);
    [[nodiscard]] QWidget *makeStep(const Booking &booking, const BookingTimer &timer, const QDateTime &now, int number);
    void addStepActions(const Booking &booking, const BookingTimer &timer, QBoxLayout &row);
    void showTimeline(const Booking &booking, const QDateTime &asOf);

    const Theme &m_theme;
    KeyValueGrid *m_facts;
    Button *m_session;
    PartyCard *m_customer, *m_provider;
    QWidget *m_steps;
    Label *m_noSteps;
    Timeline *m_timeline;
    std::pair<std::pair<PersonId, QString>, std::pair<PersonId, QString>> m_booked; ///< customer and provider
    QList<QDateTime> m_moments; ///< of the timeline's entries
    bool m_stepActionsEnabled = true;
    bool m_mayReveal = false;
};

} // namespace steward
