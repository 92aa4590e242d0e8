// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "core/market/market.h"

#include <QWidget>

class QMenu;

namespace steward {

class Button;
class FilterChip;
class SearchField;
class Theme;

/// The conditions of the list of bookings: words, states, markets, when they were made, which session they are seats of. Each is a chip that can be switched off or removed.
class BookingFilterBar final : public QWidget
{
    Q_OBJECT

public:
    BookingFilterBar(const Theme &theme, QWidget *parent = nullptr);

    void setMarkets(const QList<Market> &markets);
    /// Shows this filter's conditions; tells nobody.
    void setFilter(const BookingFilter &filter);
    /// `base` with the conditions that are switched on here.
    [[nodiscard]] BookingFilter applyTo(BookingFilter base) const;

    void toggleState(BookingState state);
    void toggleMarket(MarketId market);
    void clear();
    void focusWords();
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] SearchField *words() const { return m_words; }

signals:
    void changed();
    void leftWords(); ///< Down, Enter, or Escape in the empty field: the list should have the focus

private:
    [[nodiscard]] QList<FilterChip *> chips() const;
    void connectChips();
    void showChips();
    void fillMenu();
    [[nodiscard]] QString marketName(MarketId id) const;

    const Theme &m_theme;
    QList<Market> m_markets;
    QList<BookingState> m_states;
    QList<MarketId> m_chosenMarkets;
    QDateTime m_madeFrom, m_madeBefore;
    bool m_isAuthorised = false;
    QString m_currency;
    std::optional<BookingHappening> m_happened;
    SessionId m_session;
    QString m_sessionText;
    SearchField *m_words;
    FilterChip *m_stateChip, *m_marketChip, *m_madeChip, *m_paymentChip, *m_happenedChip, *m_sessionChip;
    Button *m_add;
    QMenu *m_menu;
};

} // namespace steward
