// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/booking/provider_calendar.h"
#include "views/shell/desk.h"

#include <QTimer>
#include <QWidget>

namespace steward {

class BookingRepository;
class Button;
class CalendarView;
class DateJump;
class ElidedLabel;
class Label;
class StateStack;

/// The calendar of one provider, week by week, with each of its states: loading, nothing booked, failed, offline.
class CalendarPane final : public QWidget
{
    Q_OBJECT

public:
    CalendarPane(const Desk &desk, const BookingRepository &bookings, QWidget *parent = nullptr);

    /// The week of a day; an invalid day is today.
    void open(ProviderId provider, const QString &name, const QDate &day);
    /// That booking is current as soon as its week is there.
    void choose(BookingId booking);
    /// Nobody's any more.
    void close();
    [[nodiscard]] bool isOpen() const { return m_provider.isValid(); }
    [[nodiscard]] ProviderId provider() const { return m_provider; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] CalendarView *view() const { return m_view; }
    [[nodiscard]] QDate day() const { return m_day; } ///< that is current, or will be when its week is read
    [[nodiscard]] QDate today() const; ///< of the provider's zone

    /// The same days as they are now. What is shown stays until they are here, and where they can not be had.
    void refresh();
    /// The same in a moment: much may change at once.
    void refreshSoon();
    void turn(int weeks);
    void goTo(const QDate &day);
    /// To the present moment.
    void goToNow();
    void askForDate();
    /// Why nobody can be marked as away from the current day; empty where they can.
    void setAwayRefusal(const QString &why);
    void offerAway();

signals:
    void closeRequested();
    void blockOpened(const steward::CalendarBlock &block);
    void awayRequested();
    /// Another day, or block, is current.
    void moved();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildHeader();
    void ask();
    void take(const Result<ProviderCalendar> &answer);
    /// Keys work on while the days give way to something else, and lead on in the days when they are back.
    void keepFocus();
    void showName();
    void showDays();

    const Desk &m_desk;
    const BookingRepository &m_bookings;
    ProviderId m_provider;
    QString m_name, m_zone;
    QDate m_day, m_week; ///< the current day, and the first of those that are shown or asked for
    Button *m_back, *m_before, *m_today, *m_after, *m_jump, *m_away;
    ElidedLabel *m_title, *m_days;
    Label *m_note;
    CalendarView *m_view;
    StateStack *m_states;
    DateJump *m_dateJump = nullptr; ///< made when it is first wanted: it lies over the whole window
    bool m_wantsNow = false; ///< the present moment is shown as soon as its day is there
    bool m_wantsFocus = false; ///< the days had it when they gave way
    QTimer m_rest; ///< between two looks at what changed
    BookingId m_wanted; ///< current as soon as it is there
    Latest m_question;
};

} // namespace steward
