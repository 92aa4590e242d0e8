// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

#include <optional>

namespace steward {

/// The part of a form in which an operation's own arguments are chosen. Everything else of a form is the same for all. Its
/// focus proxy, if it has one, is where the form begins.
class ArgumentEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The chosen arguments, without the target.
    [[nodiscard]] virtual QJsonObject arguments() const = 0;
    virtual void restore(const QJsonObject &arguments) = 0;
    /// What is missing or wrong, as a sentence; empty when nothing is.
    [[nodiscard]] virtual QString problem() const { return {}; }
    /// What the button says: a verb, its object and the figure that matters.
    [[nodiscard]] virtual QString confirmText() const = 0;
    /// Whether what is chosen is hard to take back. Nothing: as the operation itself is.
    [[nodiscard]] virtual std::optional<bool> isDangerous() const { return {}; }

    /// Whether what these arguments would do is known and shown: figures that lead there look like it.
    virtual void setSettled(bool) { }

signals:
    void changed();
};

} // namespace steward
