// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/theme.h"

#include <QAbstractButton>

namespace steward {

/// A state in the flow map: icon, count, name, and how long the oldest has been there.
class FlowNode final : public QAbstractButton
{
    Q_OBJECT

public:
    FlowNode(const Theme &theme, BookingState state, QWidget *parent = nullptr);

    void setState(const OverviewState &state, const QDateTime &now);
    [[nodiscard]] BookingState state() const { return m_state; }
    [[nodiscard]] const OverviewState &content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    BookingState m_state;
    OverviewState m_content;
    QString m_count, m_age;
    bool m_isEmpty = true;
};

/// How many went along an arrow.
class FlowNumber final : public QAbstractButton
{
    Q_OBJECT

public:
    FlowNumber(const Theme &theme, const OverviewArrow &arrow, QWidget *parent = nullptr);

    void setArrow(const OverviewArrow &arrow);
    [[nodiscard]] const OverviewArrow &arrow() const { return m_arrow; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    OverviewArrow m_arrow;
};

} // namespace steward
