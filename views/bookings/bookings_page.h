// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/base/intent_key.h"
#include "core/booking/booking.h"
#include "views/bookings/forms/argument_editors.h"
#include "views/shell/activity/activity_form.h"
#include "views/shell/area.h"
#include "views/shell/desk.h"

#include <QTimer>

class QStackedWidget;

namespace steward {

class ArgumentEditor;
class Attendance;
class BookingDetails;
class BookingList;
class BookingRepository;
class CalendarPane;
class DateJump;
class FormPlace;
struct BookingPast;
struct CalendarBlock;
class MarketRepository;
class Panes;
class WhyPanel;
struct Outcome;

/// The Bookings area: the list, the details of one booking, and the form of what is done to it.
class BookingsPage final : public Area
{
    Q_OBJECT

public:
    BookingsPage(const Desk &desk, const BookingRepository &bookings, const MarketRepository &markets, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *entrance() const override;
    void refresh() override;
    [[nodiscard]] Task<Result<QList<FoundRecord>>> find(QString words) const override;
    void open(qint64 key) override;
    bool openReference(const QString &reference) override;
    void openList(const QJsonObject &conditions) override;
    [[nodiscard]] bool wantsRoom() const override;
    [[nodiscard]] QJsonObject place() const override;
    void restore(const QJsonObject &place) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void makeListActions();
    void makeViewActions();
    void makeSavedActions();
    void offerViews();
    void makeCopyActions();
    void makeRecordActions();
    void makeCalendarActions();
    void showCalendarActions();
    void show(BookingId id);
    void take(const Result<Booking> &answer);
    void askDetails();
    void closeDetails();
    void askPast(Task<Result<BookingPast>> question);
    void askForMoment();
    /// The list of those who have a seat of the booking's session.
    void showSession();
    /// Why what has the focus, or is under the mouse, is as it is; else why the booking is in its state.
    void askWhy();
    void showEventBefore();
    void showEventAfter();
    void showRecordActions();
    /// `step`: which of the automatic steps, for an operation on one.
    void openForm(const QString &operation, const QString &step = {});
    /// The same call in the name of a proposal, as its second person.
    void openApproval(const Proposal &proposal);
    /// What a customer or provider may do, for them.
    void openActing(const BookingActing &acting);
    void offerActing();
    /// The calendar in the list's place.
    void openCalendar(ProviderId provider, const QString &name, const QDate &day);
    void openCalendarOfBooking();
    /// What is known of the booking that is open, also while the rest of it is asked for; null where nothing is.
    [[nodiscard]] const BookingRow *shownRow() const;
    void closeCalendar();
    void openBlock(const CalendarBlock &block);
    /// Why the provider of the calendar can not be marked as away from its day on; empty where they can.
    [[nodiscard]] QString awayFromDayRefusal() const;
    /// The list, or the calendar in its place.
    [[nodiscard]] QWidget *frontView() const;
    void showSeats(SessionId session, const QString &when);
    /// Its provider is away: what becomes of this and of their other bookings.
    void openAway(const QDate &from = {});
    void openBack();
    [[nodiscard]] ActivityForm::Subject aboutProvider(const Operation &operation) const;
    void openWithdrawal(const Proposal &proposal);
    void openRejection(const Proposal &proposal);
    void decide(const Proposal &proposal);
    void openReveal(PersonId person, const QString &name);
    /// Another outcome beside the form that is open: which, is asked.
    void askForVariant();
    void openVariant(const QString &operation);
    /// What changed was seen once, and holds for every form about the booking.
    void takeNewState();
    /// One of the ways in which a booking can go on by an operator's decision, which can be compared with the others.
    [[nodiscard]] static bool isDecision(const QString &operation);
    [[nodiscard]] ActivityForm::Subject subjectOf(const BookingAction &action) const;
    void placeForm(const ActivityForm::Subject &subject, ArgumentEditor *editor);
    [[nodiscard]] ActivityForm::Subject aboutProposal(const Proposal &proposal, const QString &operation, const QString &title) const;
    [[nodiscard]] Choice choiceOf(const QString &operation, const QString &title) const;
    [[nodiscard]] EffectsWords wordsOf(const Booking &booking) const;
    void closeForm();
    void closeFormByHand();
    /// Something is being done just now: its form stays until its outcome is known.
    [[nodiscard]] bool isConfirming() const;
    bool refuseWhileConfirming();
    void focusNextPane();
    void undo(const QString &invocation);
    void afterAction(const Outcome &outcome, const QString &what);
    /// Others are told what is open here.
    void tellPresence();
    /// The status line names the market of the booking that is to be seen, and of none that is not.
    void tellMarket();
    void onRecordChanged(const QString &entity, qint64 id);
    void lookAgain();

    const Desk &m_desk;
    const BookingRepository &m_bookings;
    BookingList *m_list;
    CalendarPane *m_calendar;
    QStackedWidget *m_front; ///< the list, or the calendar
    BookingDetails *m_details;
    FormPlace *m_formPlace;
    ActivityForm *m_form = nullptr; ///< the one in front
    Panes *m_panes;
    Attendance *m_attendance;
    BookingId m_shown;
    QString m_shownReference; ///< what was asked for by it, while its id is not known
    QString m_formWanted; ///< opened as soon as the details are there: a restored session
    bool m_isRestoring = false; ///< until the first answer about what was open last time
    std::optional<std::pair<QString, IntentKey>> m_undoKey; ///< of the invocation that is being taken back
    QTimer m_look; ///< others work too: what is seen is asked for again now and then
    DateJump *m_moment = nullptr;
    WhyPanel *m_why = nullptr;
    Latest m_detailsQuestion, m_undoQuestion, m_pastQuestion, m_whyQuestion;
};

} // namespace steward
