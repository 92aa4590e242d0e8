// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

class Button;
class FlowLayout;
class Theme;

/// What can be done with a booking. What cannot is there too, disabled, and "Why?" says why of all of it.
class ActionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ActionBar(const Theme &theme, QWidget *parent = nullptr);

    void setActions(const QList<BookingAction> &actions);
    void showReasons(bool shown);
    /// None of it can be done at present, and why; an empty text takes that back.
    void setRefusal(const QString &why);

signals:
    void requested(const QString &operation);

private:
    void fillReasons();

    const Theme &m_theme;
    QList<BookingAction> m_actions;
    QWidget *m_buttons;
    FlowLayout *m_flow;
    Button *m_why;
    QWidget *m_reasons;
    QVBoxLayout *m_lines;
    bool m_reasonsShown = false;
    QString m_refusal;
};

} // namespace steward
