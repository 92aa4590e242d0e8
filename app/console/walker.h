// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QString>
#include <QWidget>

#include <chrono>
#include <functional>

namespace steward {

/// Uses a window as a person would, by the object names of what is on it: waits for things, presses, types, reads.
class Walker final
{
public:
    explicit Walker(QWidget *window)
        : m_window(window)
    {
    }

    /// Until `holds` or the patience is over. `what` names it in the error: "the list".
    [[nodiscard]] static Task<Result<bool>> until(QString what, std::function<bool()> holds, std::chrono::milliseconds patience);

    /// The widget of that name once it is shown and enabled.
    [[nodiscard]] Task<Result<QWidget *>> find(QString name) const;
    [[nodiscard]] Task<Result<bool>> press(QString name) const;
    [[nodiscard]] Task<Result<bool>> type(QString name, QString text) const;
    /// Chooses a combo box's entry by its place.
    [[nodiscard]] Task<Result<bool>> choose(QString name, int index) const;
    /// Waits until what the widget says begins with `text`.
    [[nodiscard]] Task<Result<QString>> read(QString name, QString text = {}) const;

private:
    [[nodiscard]] QWidget *shown(const QString &name) const;

    QWidget *m_window;
};

} // namespace steward
