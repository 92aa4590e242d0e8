// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/desk.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace steward {

class Avatar;
class Badge;
class Banner;
class BookingMoneyTab;
class BookingOverviewTab;
class Button;
class ElidedLabel;
class Label;
class StatePill;
class StateStack;
class TabBar;

/// One booking: what it is, who takes part, what comes by itself, what happened, its money, and what can be done.
class BookingDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit BookingDetails(const Desk &desk, QWidget *parent = nullptr);

    void showLoading();
    void showBooking(const Booking &booking);
    void showError(const Error &why);
    /// The list stands behind: a way back to it is offered.
    void offerWayBack(bool offered);

    [[nodiscard]] const std::optional<Booking> &booking() const { return m_booking; }
    void showTab(int index);
    void focusFirst();

signals:
    void actionRequested(const QString &operation);
    void undoRequested(const QString &invocation);
    void closeRequested();
    void retryRequested();

private:
    void build();
    QWidget *buildHeader();
    void showActions();
    void showUndo();
    void tickUndo();

    const Desk &m_desk;
    std::optional<Booking> m_booking;
    StateStack *m_states;
    Button *m_back, *m_close, *m_copy;
    Avatar *m_avatar;
    Label *m_reference;
    ElidedLabel *m_service;
    StatePill *m_state;
    Badge *m_version;
    Banner *m_undo;
    TabBar *m_tabs;
    QStackedWidget *m_pages;
    BookingOverviewTab *m_overview;
    BookingMoneyTab *m_money;
    QWidget *m_actions;
    QTimer m_undoTick;
};

} // namespace steward
