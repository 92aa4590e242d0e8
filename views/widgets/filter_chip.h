// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QAbstractButton>

namespace steward {

class Button;

/// One condition of a filter. A click (or Space) switches it off and on without losing it; the cross, Delete or
/// Backspace removes it. Signals: QAbstractButton::toggled, and `removed`.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT

public:
    FilterChip(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    /// A chip that may be switched but not removed has no cross.
    void setRemovable(bool removable);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont face() const;
    void arrange();

    const Theme &m_theme;
    Button *m_cross;
};

} // namespace steward
