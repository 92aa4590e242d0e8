// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/base/page.h"
#include "core/workspace/saved_views.h"
#include "views/bookings/list/presets.h"
#include "views/shell/desk.h"

#include <QTimer>
#include <QWidget>

namespace steward {

class Button;
class TabBar;

/// The views of the list as tabs with their counts: those that stand ready, then the operator's own, then a way to save one more.
class BookingViewBar final : public QWidget
{
    Q_OBJECT

public:
    using Counter = std::function<Task<Result<Total>>(BookingFilter)>;

    BookingViewBar(const Desk &desk, const SavedViews &saved, Counter count, QWidget *parent = nullptr);

    [[nodiscard]] const QList<BookingPreset> &presets() const { return m_presets; }
    [[nodiscard]] QStringList presetTitles() const;
    /// The preset of that id, as of now ("today" may be another day by now); all bookings where there is none.
    [[nodiscard]] BookingPreset preset(const QString &id);
    /// The id of the preset, or "saved/" and that of the saved view.
    [[nodiscard]] QString current() const;
    [[nodiscard]] std::optional<SavedView> currentSaved() const;
    /// Shows it as the current one and tells nobody; false when there is no such view.
    bool setCurrent(const QString &id);
    /// The current view was saved otherwise than the list stands now.
    void setChanged(bool changed);
    void askCounts();
    /// Soon, where something may have changed: at most every few seconds, and not before somebody sees it.
    void askCountsSoon();

    /// Which bookings a saved view is of.
    [[nodiscard]] BookingFilter filterOf(const QJsonObject &shows);

signals:
    void chosen(const QString &id);
    void saveRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    void showTitles();

    const Desk &m_desk;
    const SavedViews &m_saved;
    Counter m_count;
    QList<BookingPreset> m_presets;
    QList<SavedView> m_views; ///< in the order of their tabs
    TabBar *m_tabs;
    Button *m_save;
    bool m_isChanged = false;
    bool m_isStale = false; ///< something changed while nothing of this was to be seen
    QTimer m_rest; ///< runs until the counts are asked for again
    std::vector<Latest> m_questions;
};

} // namespace steward
