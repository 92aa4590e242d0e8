// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

class QMenu;
class QScrollArea;
class QVBoxLayout;

namespace steward {

class Button;
class FlowLayout;
class Theme;

/// What can be done with a booking. What cannot is told by "Why not more?", each with its reason.
class ActionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ActionBar(const Theme &theme, QWidget *parent = nullptr);

    void setActions(const QList<BookingAction> &actions);
    /// What could be done for customer and provider, each apart from what the operator does as such.
    void setActing(const QList<BookingActing> &acting);
    /// Besides, that the provider is away can be marked.
    void offerAway();
    /// Whether the provider is, or will be, away: then they can also be marked as back.
    void setAway(bool away);
    /// Opens the menu of what could be done for a customer or provider.
    void openActing(const QString &party);
    void showReasons(bool shown);
    /// None of it can be done at present, and why; an empty text takes that back.
    void setRefusal(const QString &why);

signals:
    void requested(const QString &operation);
    void actingRequested(const steward::BookingActing &acting);
    void awayRequested();
    void backRequested();

private:
    void fillReasons();
    struct Acting {
        Button *button;
        QMenu *menu;
    };
    Acting makeActing(const QString &party, const QString &words);
    void fillActing(const Acting &place, const QString &party);

    const Theme &m_theme;
    QList<BookingAction> m_actions;
    QList<BookingActing> m_acting;
    QWidget *m_buttons;
    FlowLayout *m_flow;
    Button *m_why;
    Acting m_forCustomer, m_forProvider;
    QScrollArea *m_reasons;
    QVBoxLayout *m_lines;
    bool m_reasonsShown = false;
    bool m_isAwayOffered = false;
    bool m_isAway = false;
    QString m_refusal;
};

} // namespace steward
