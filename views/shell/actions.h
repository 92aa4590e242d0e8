// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <functional>

namespace steward {

/// Everything the operator can do in this window, in one place: buttons, keys, the command palette and the key map all
/// show the same action. An action that cannot be done now stays, disabled, and says why.
class Actions final : public QObject
{
    Q_OBJECT

public:
    /// Where an action's key works.
    enum class Reach {
        Window, ///< everywhere in the window
        Page, ///< only while its page's list or panel has the focus: single letters (WCAG 2.1.4)
    };

    explicit Actions(QWidget *window);

    /// `id` is `page.verb-noun`, also the object name. `icon` is a name of resources/icons.
    QAction *add(const QString &id, const QString &title, const QString &icon, const QKeySequence &key,
                 const std::function<void()> &run);
    /// The same for a key that works only within `places`.
    QAction *addWithin(const QList<QWidget *> &places, const QString &id, const QString &title, const QString &icon,
                       const QKeySequence &key, const std::function<void()> &run);
    /// Takes away every action whose id begins with `prefix`.
    void removeAll(const QString &prefix);

    [[nodiscard]] const QList<QAction *> &all() const { return m_all; }
    [[nodiscard]] QAction *find(const QString &id) const;

    /// Disables it with a sentence, or enables it when the sentence is empty.
    static void setRefusal(QAction *action, const QString &why);
    [[nodiscard]] static QString refusal(const QAction *action);
    [[nodiscard]] static QString iconName(const QAction *action);

signals:
    void changed();
    /// It was asked for: time to show the page that it acts on.
    void aboutToRun(const QString &id);

private:
    QAction *make(const QString &id, const QString &title, const QString &icon, const QKeySequence &key,
                  const std::function<void()> &run);

    QWidget *m_window;
    QList<QAction *> m_all;
};

} // namespace steward
