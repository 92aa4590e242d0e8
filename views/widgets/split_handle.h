// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// A knob on a SplitBar: stands at `value` of `total` minor units and moves between two limits. A slider to assistive
/// technology. Arrows move by a hundredth of the total, with Shift by one minor unit, Page keys by a tenth; Home, End.
class SplitHandle final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int side = 22;

    SplitHandle(const Theme &theme, const QString &name, QWidget *parent);

    void set(const Money &total, std::int64_t value, std::int64_t least, std::int64_t most);
    [[nodiscard]] std::int64_t value() const { return m_value; }
    [[nodiscard]] std::int64_t least() const { return m_least; }
    [[nodiscard]] std::int64_t most() const { return m_most; }
    [[nodiscard]] Currency currency() const { return m_total.currency; }
    /// Asks to stand at `value`, held within the limits.
    void ask(std::int64_t value);
    /// What assistive technology reads as its value: "€74.40, 60 %".
    void setSpokenValue(const QString &text) { m_spoken = text; }
    [[nodiscard]] QString spokenValue() const { return m_spoken; }

signals:
    void asked(std::int64_t value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    const Theme &m_theme;
    Money m_total;
    std::int64_t m_value = 0;
    std::int64_t m_least = 0;
    std::int64_t m_most = 0;
    QString m_spoken;
    int m_grip = 0;
};

/// `part` of `whole` in tenths of a percent, rounded to the nearest.
[[nodiscard]] int tenthsOfPercent(std::int64_t part, std::int64_t whole);
/// "60 %" or "33.3 %".
[[nodiscard]] QString percentText(std::int64_t part, std::int64_t whole);

} // namespace steward
