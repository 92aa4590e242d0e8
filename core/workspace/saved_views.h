// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>

#include <optional>

namespace steward {

class Workspace;

/// A list as an operator wants to come back to it.
struct SavedView {
    SavedView() = default;
    QString id; ///< stays when the name changes
    QString name;
    QJsonObject shows; ///< conditions, order and columns, in the words of the list that it is of
    int place = 0; ///< among the others, as they were made

    bool operator==(const SavedView &) const = default;
};

/// The views of one list that an operator saved, kept on this machine. What `shows` holds is never looked into here, and never
/// changed but by the operator: a view that another release wrote stays as it is.
class SavedViews final : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 30;
    static constexpr int longest_name = 40;

    /// `list` names the list ("bookings"), `owner` whose they are.
    SavedViews(Workspace &workspace, const QString &list, const QString &owner, QObject *parent = nullptr);

    [[nodiscard]] QList<SavedView> all() const; ///< in the order in which they were made
    [[nodiscard]] std::optional<SavedView> byId(const QString &id) const;
    /// Why a view cannot be called that, as a sentence; `id` is its own, empty for a new one. `taken` are names that the list uses itself.
    [[nodiscard]] QString problem(const QString &name, const QString &id, const QStringList &taken) const;

    QString add(const QString &name, const QJsonObject &shows); ///< its id
    /// Puts it in the place of what its id stood for; also brings back one that was removed.
    void keep(const SavedView &view);
    void remove(const QString &id);

signals:
    void changed();

private:
    Workspace &m_workspace;
    QString m_scope;
};

} // namespace steward
