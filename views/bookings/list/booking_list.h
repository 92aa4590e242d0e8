// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/workspace/saved_views.h"
#include "views/bookings/list/booking_columns.h"
#include "views/shell/desk.h"
#include "views/shell/list/name_ask.h"

#include <QWidget>

namespace steward {

class Banner;
class BookingFilterBar;
class BookingRepository;
class BookingCopy;
class BookingViewBar;
class Button;
class ColumnChooser;
class DateJump;
class ListFoot;
class MarketRepository;
class SectionHeader;
class StateStack;
class WindowView;
struct Market;

/// The list of bookings with its views, conditions, order, count, and each of its states: loading, empty, failed, offline.
class BookingList final : public QWidget
{
    Q_OBJECT

public:
    BookingList(const Desk &desk, const BookingRepository &bookings, const MarketRepository &markets, QWidget *parent = nullptr);

    [[nodiscard]] WindowView *view() const { return m_view; }
    [[nodiscard]] BookingFilterBar *filters() const { return m_filters; }
    [[nodiscard]] const BookingRow *find(BookingId id) const { return m_window->find(id.value()); }
    [[nodiscard]] const QList<Market> &markets() const { return m_markets; }

    void showPreset(int index);
    [[nodiscard]] int presetCount() const;
    [[nodiscard]] QString presetTitle(int index) const;
    /// The operator's own views of the list.
    [[nodiscard]] const SavedViews &savedViews() const { return *m_saved; }
    [[nodiscard]] std::optional<SavedView> savedView() const; ///< that is shown
    /// The list stands otherwise than the view that is shown was saved.
    [[nodiscard]] bool isViewChanged() const;
    void showSaved(const QString &id);
    void saveViewAs();
    void saveViewChanges();
    void renameView();
    void deleteView();
    /// Takes back the last change of a saved view, or brings back one that was deleted.
    void undoView();
    [[nodiscard]] bool canUndoView() const { return m_viewBefore.has_value(); }
    void sortBy(BookingFilter::Sort sort, bool descending);
    /// The list from its start, counts included. Without a link what is shown stays, and this is done when it is back.
    void refresh();
    /// Asks for the present state of these rows; they keep their places, and stay dimmed where they left the filter.
    void update(const QList<BookingId> &ids);
    /// The same for the rows that the operator sees, and for one that stands beside the list.
    void updateSeen(BookingId beside = {});
    /// Shows the list with what came to its beginning since.
    void showNewcomers();
    /// Which of its columns show, in which order and how wide.
    [[nodiscard]] ShownColumns *columns() const { return m_columns; }
    void chooseColumns();
    /// Takes the selected bookings, or all that match, to the clipboard.
    [[nodiscard]] BookingCopy *copying() const { return m_copy; }
    [[nodiscard]] QList<BookingRow> selectedRows() const;
    void copySelected(bool asMarkdown);
    void copyAll(bool asMarkdown);
    /// Asks for a date, then shows the list there.
    void askForDate();
    /// The booking that starts then or next (was made, where the list is sorted by that) is chosen, with its neighbours.
    void jumpTo(const QDateTime &moment);

    [[nodiscard]] QJsonObject place() const;
    void restore(const QJsonObject &place);
    /// All bookings by these conditions and no others, named as place() names them.
    void openBy(const QJsonObject &conditions);

signals:
    /// What a row is now, as it was asked for by update() or updateSeen().
    void rowRead(const steward::BookingRow &row);
    void chosen(BookingId id);
    void opened(BookingId id);
    void marketsChanged();
    /// Which view is shown, what it shows, or which there are.
    void viewChanged();
    /// How many bookings wait above what is shown.
    void newcomersChanged(int count);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    [[nodiscard]] static QString ownName(const Desk &desk);
    void takeFilter();
    [[nodiscard]] BookingFilter asked(BookingFilter filter) const;
    void reload();
    void askCount();
    void showView(const QString &id);
    [[nodiscard]] bool openSaved(const QString &id);
    void showOwnColumns();
    void noteColumns();
    void noteView();
    void noteUndo(const SavedView &before, const QString &what);
    void askName(const NameAsk::Question &question);
    /// As it would be saved: conditions, order, columns, and the preset that it began with.
    [[nodiscard]] QJsonObject shows() const;
    void askMarkets();
    void showPhase();
    void showNewcomerChip();
    void landed();
    void updateSortArrow();
    void askUpdates();
    [[nodiscard]] QString sortSentence() const;
    /// Too few letters stand in the field: no list, but words about it.
    [[nodiscard]] bool asksForMoreWords() const;

    const Desk &m_desk;
    const BookingRepository &m_bookings;
    const MarketRepository &m_marketRepository;
    SavedViews *m_saved;
    std::optional<SavedView> m_viewBefore; ///< what the last change of a saved view can be taken back to
    QString m_preset; ///< that the view began with: its times of start are of the day on which it is looked at
    QJsonObject m_openedAs; ///< the saved view that is shown, as it opened
    BookingFilter m_filter;
    BookingWindow *m_window;
    SectionHeader *m_header;
    BookingViewBar *m_bar = nullptr;
    Banner *m_viewNotice = nullptr;
    BookingFilterBar *m_filters;
    WindowView *m_view;
    StateStack *m_states;
    ShownColumns *m_columns = nullptr; ///< made with the view
    ListFoot *m_foot;
    Button *m_newcomers;
    Button *m_columnsButton = nullptr; ///< made with the view
    DateJump *m_dateJump = nullptr; ///< made when it is first wanted: it lies over the whole window
    ColumnChooser *m_columnChooser = nullptr; ///< the same
    NameAsk *m_nameAsk = nullptr; ///< the same
    Banner *m_trouble;
    BookingCopy *m_copy = nullptr;
    QList<Market> m_markets;
    std::optional<Total> m_total;
    QDateTime m_jumpedTo; ///< the moment that the list was last shown from
    bool m_missedRefresh = false;
    QList<BookingId> m_toUpdate; ///< asked for together, when the question before is answered
    Latest m_countQuestion, m_placeQuestion, m_marketQuestion, m_updateQuestion;
};

} // namespace steward
