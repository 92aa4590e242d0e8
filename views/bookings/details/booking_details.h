// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking_past.h"
#include "views/shell/desk.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace steward {

class ActionBar;
class AttendanceLine;
class Avatar;
class Badge;
class Banner;
class BookingMoneyTab;
class BookingOverviewTab;
class Button;
class ElidedLabel;
class Label;
class ProposalNotices;
class PastBar;
class StatePill;
class StateStack;
class TabBar;

/// One booking: what it is, who takes part, what comes by itself, what happened, its money, and what can be done.
class BookingDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit BookingDetails(const Desk &desk, QWidget *parent = nullptr);

    /// Another booking is asked for; `known` is what the list knows of it.
    void showLoading(const BookingRow *known);
    void showBooking(const Booking &booking);
    void showError(const Error &why);
    /// The same booking as it was, unmistakably; what it is stays known and comes back with showNow().
    void showPast(const BookingPast &past);
    void showNow();
    /// Who else has it open.
    void setOthers(const QList<Attendant> &others);
    /// The list stands behind: a way back to it is offered.
    void offerWayBack(bool offered);
    /// A form is open: what else could be done waits.
    void setActionsEnabled(bool enabled);

    [[nodiscard]] const std::optional<Booking> &booking() const { return m_booking; }
    [[nodiscard]] const std::optional<BookingPast> &past() const { return m_past; }
    void showTab(int index);
    void focusFirst();
    /// That its provider is away can be marked here.
    void offerAway();
    /// Opens the menu of what could be done for its customer or provider.
    void openActing(const QString &party);
    /// It is being taken back.
    void setUndoBusy(bool busy);

signals:
    /// `step`: of the automatic steps the one that it is about; empty where it is about none.
    void actionRequested(const QString &operation, const QString &step);
    void actingRequested(const steward::BookingActing &acting);
    void awayRequested();
    void backRequested();
    /// What waits for a second person is to be decided, or withdrawn.
    void proposalRequested(const steward::Proposal &proposal);
    void sessionRequested(); ///< who else has a seat of its session
    void calendarRequested(); ///< of its provider
    void revealRequested(steward::PersonId person, const QString &name);
    void undoRequested(const QString &invocation);
    /// How it was at that moment; at the event before or after the one that is seen.
    void pastRequested(const QDateTime &moment);
    void momentRequested();
    void eventBeforeRequested();
    void eventAfterRequested();
    void pastLeft();
    void closeRequested();
    void retryRequested();

private:
    void build();
    QWidget *buildHeader();
    void forget();
    void render();
    /// Null: which it is, is not known yet.
    void showHeader(const BookingRow *known);
    void showUndo();

    const Desk &m_desk;
    std::optional<Booking> m_booking;
    std::optional<BookingPast> m_past;
    BookingId m_read; ///< the last one that was shown
    StateStack *m_states, *m_parts; ///< all of it; what is below its head
    Button *m_back, *m_close, *m_copy, *m_asOf;
    Avatar *m_avatar;
    Label *m_reference;
    ElidedLabel *m_service;
    StatePill *m_state;
    Badge *m_version;
    AttendanceLine *m_others;
    QWidget *m_undoPlace;
    Banner *m_undo;
    ProposalNotices *m_proposals;
    PastBar *m_pastBar;
    TabBar *m_tabs;
    QStackedWidget *m_pages;
    BookingOverviewTab *m_overview;
    BookingMoneyTab *m_money;
    ActionBar *m_actions;
    QTimer m_undoTick;
};

} // namespace steward
