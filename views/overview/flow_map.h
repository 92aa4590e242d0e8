// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

class FlowNode;
class FlowNumber;

/// The booking's workflow as it is now: every state with its bookings, every arrow with what went along it in the range.
/// Arrow keys go from one to the nearest in that direction; each opens its list.
class FlowMap final : public QWidget
{
    Q_OBJECT

public:
    explicit FlowMap(const Theme &theme, QWidget *parent = nullptr);

    void setFlow(const OverviewFlow &flow, const QDateTime &now);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// "requested>confirmed"; ">pending_payment" of the one that makes bookings.
    [[nodiscard]] static QString arrowName(const OverviewArrow &arrow);

signals:
    void stateChosen(const steward::OverviewState &state);
    void arrowChosen(const steward::OverviewArrow &arrow);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void paintArrow(QPainter *painter, const OverviewArrow &arrow, qint64 most) const;
    /// Only reading direction differs: ways and nodes are laid out from the left.
    [[nodiscard]] QPolygonF inReadingDirection(QPolygonF way) const;
    bool moveFocus(const QWidget *from, int key);

    const Theme &m_theme;
    QList<FlowNode *> m_nodes;
    QList<FlowNumber *> m_numbers;
    QList<OverviewArrow> m_arrows;
};

} // namespace steward
