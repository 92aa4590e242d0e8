// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QAbstractButton>

namespace steward {

/// Turns one thing on or off, at once. Its text stands before it; on is also told by the knob's tick.
class Switch final : public QAbstractButton
{
    Q_OBJECT

public:
    Switch(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace steward
