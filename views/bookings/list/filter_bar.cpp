// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/filter_bar.h"

#include "views/widgets/button.h"
#include "views/widgets/filter_chip.h"
#include "views/widgets/search_field.h"

#include <QBoxLayout>
#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

template <class T>
void toggle(QList<T> &list, const T &value)
{
    if (!list.removeOne(value))
        list.append(value);
}

/// "Made 3 Nov – 9 Nov", in the zone of the moments themselves.
QString happenedText(const QString &what, const QDateTime &from, const QDateTime &before)
{
    const auto day = [](const QDateTime &moment) { return QLocale().toString(moment.date(), u"d MMM yyyy"_s); };
    const QDateTime last = before.isValid() ? before.addMSecs(-1) : QDateTime();
    if (!last.isValid())
        return BookingFilterBar::tr("%1 since %2").arg(what, day(from));
    if (!from.isValid())
        return BookingFilterBar::tr("%1 until %2").arg(what, day(last));
    return from.date() == last.date() ? BookingFilterBar::tr("%1 %2").arg(what, day(from)) : BookingFilterBar::tr("%1 %2 – %3").arg(what, day(from), day(last));
}

} // namespace

BookingFilterBar::BookingFilterBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(new SearchField(theme, tr("Filter bookings"), tr("Reference, e-mail or name"), this))
    , m_stateChip(new FilterChip(theme, {}, this))
    , m_marketChip(new FilterChip(theme, {}, this))
    , m_madeChip(new FilterChip(theme, {}, this))
    , m_paymentChip(new FilterChip(theme, {}, this))
    , m_happenedChip(new FilterChip(theme, {}, this))
    , m_sessionChip(new FilterChip(theme, {}, this))
    , m_add(new Button(theme, tr("Filter"), Button::Kind::Dashed, this))
    , m_menu(new QMenu(this))
{
    m_words->setObjectName(u"bookings.filter-field"_s);
    m_words->setKeyHint(u"/"_s);
    m_words->setMinimumWidth(196);
    m_words->setMaximumWidth(300);
    m_stateChip->setObjectName(u"bookings.state-chip"_s);
    m_stateChip->setAccessibleName(tr("State filter"));
    m_marketChip->setObjectName(u"bookings.market-chip"_s);
    m_marketChip->setAccessibleName(tr("Market filter"));
    m_madeChip->setObjectName(u"bookings.made-chip"_s);
    m_madeChip->setAccessibleName(tr("Filter by when it was made"));
    m_paymentChip->setObjectName(u"bookings.payment-chip"_s);
    m_paymentChip->setAccessibleName(tr("Filter by payment"));
    m_happenedChip->setObjectName(u"bookings.happened-chip"_s);
    m_happenedChip->setAccessibleName(tr("Filter by what happened, and when"));
    m_sessionChip->setObjectName(u"bookings.session-chip"_s);
    m_sessionChip->setAccessibleName(tr("Session filter"));
    m_add->setObjectName(u"bookings.add-filter"_s);
    m_add->setIconName(u"plus"_s);
    m_add->setAccessibleName(tr("Add a filter"));
    m_add->setMenu(m_menu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_words, 3);
    for (FilterChip *chip : chips())
        row->addWidget(chip);
    row->addWidget(m_add);
    row->addStretch(1);

    connect(m_words, &SearchField::downPressed, this, &BookingFilterBar::leftWords);
    connect(m_words, &QLineEdit::returnPressed, this, &BookingFilterBar::leftWords);
    connect(m_words, &SearchField::settled, this, &BookingFilterBar::changed);
    connect(m_words, &SearchField::escaped, this, &BookingFilterBar::leftWords);
    connectChips();
    connect(m_menu, &QMenu::aboutToShow, this, &BookingFilterBar::fillMenu);
    showChips();
}

QList<FilterChip *> BookingFilterBar::chips() const
{
    return { m_stateChip, m_marketChip, m_madeChip, m_paymentChip, m_happenedChip, m_sessionChip };
}

void BookingFilterBar::connectChips()
{
    for (const FilterChip *chip : chips())
        connect(chip, &QAbstractButton::toggled, this, &BookingFilterBar::changed);
    const auto takeAway = [this](const FilterChip *chip, const std::function<void()> &forget) {
        connect(chip, &FilterChip::removed, this, [this, forget] {
            forget();
            showChips();
            m_add->setFocus();
            emit changed();
        });
    };
    takeAway(m_stateChip, [this] { m_states.clear(); });
    takeAway(m_marketChip, [this] { m_chosenMarkets.clear(); });
    takeAway(m_madeChip, [this] { m_madeFrom = m_madeBefore = {}; });
    takeAway(m_paymentChip, [this] {
        m_isAuthorised = false;
        m_currency.clear();
    });
    takeAway(m_happenedChip, [this] { m_happened.reset(); });
    takeAway(m_sessionChip, [this] {
        m_session = {};
        m_sessionText.clear();
    });
}

void BookingFilterBar::setMarkets(const QList<Market> &markets)
{
    m_markets = markets;
    showChips();
}

void BookingFilterBar::setFilter(const BookingFilter &filter)
{
    m_words->setQuery(filter.words);
    m_states = filter.states;
    m_chosenMarkets = filter.markets;
    m_madeFrom = filter.madeFrom;
    m_madeBefore = filter.madeBefore;
    m_isAuthorised = filter.isAuthorised;
    m_currency = filter.currency;
    m_happened = filter.happened;
    m_session = filter.session;
    m_sessionText = filter.sessionText;
    for (FilterChip *chip : chips()) {
        const QSignalBlocker quiet(chip);
        chip->setChecked(true);
    }
    showChips();
}

BookingFilter BookingFilterBar::applyTo(BookingFilter base) const
{
    base.words = m_words->text().trimmed();
    base.states = m_stateChip->isChecked() ? m_states : QList<BookingState>();
    base.markets = m_marketChip->isChecked() ? m_chosenMarkets : QList<MarketId>();
    base.madeFrom = m_madeChip->isChecked() ? m_madeFrom : QDateTime();
    base.madeBefore = m_madeChip->isChecked() ? m_madeBefore : QDateTime();
    base.isAuthorised = m_paymentChip->isChecked() && m_isAuthorised;
    base.currency = m_paymentChip->isChecked() ? m_currency : QString();
    base.happened = m_happenedChip->isChecked() ? m_happened : std::nullopt;
    if (base.happened)
        base.sort = BookingFilter::Sort::Happened;
    else if (base.sort == BookingFilter::Sort::Happened)
        base.sort = BookingFilter::Sort::Created;
    base.session = m_sessionChip->isChecked() ? m_session : SessionId();
    base.sessionText = m_sessionChip->isChecked() ? m_sessionText : QString();
    return base;
}

void BookingFilterBar::toggleState(BookingState state)
{
    toggle(m_states, state);
    m_stateChip->setChecked(true);
    showChips();
    emit changed();
}

void BookingFilterBar::toggleMarket(MarketId market)
{
    toggle(m_chosenMarkets, market);
    m_marketChip->setChecked(true);
    showChips();
    emit changed();
}

void BookingFilterBar::clear()
{
    setFilter({});
    emit changed();
}

void BookingFilterBar::focusWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool BookingFilterBar::isEmpty() const
{
    return applyTo({}) == BookingFilter();
}

QString BookingFilterBar::marketName(MarketId id) const
{
    const auto found = std::ranges::find(m_markets, id, &Market::id);
    return found == m_markets.end() ? QString::number(id.value()) : found->name;
}

void BookingFilterBar::showChips()
{
    const auto show = [](FilterChip *chip, const QString &what, const QStringList &values) {
        chip->setVisible(!values.isEmpty());
        const QString text = values.size() <= 2 ? values.join(u", "_s) : BookingFilterBar::tr("one of %1").arg(values.size());
        chip->setText(values.isEmpty() ? what : BookingFilterBar::tr("%1 is %2").arg(what, text));
        chip->setToolTip(values.join(u", "_s));
    };
    QStringList states, markets;
    for (const BookingState state : std::as_const(m_states))
        states << stateTitle(state);
    for (const MarketId market : std::as_const(m_chosenMarkets))
        markets << marketName(market);
    show(m_stateChip, tr("State"), states);
    show(m_marketChip, tr("Market"), markets);
    m_madeChip->setVisible(m_madeFrom.isValid() || m_madeBefore.isValid());
    m_madeChip->setText(happenedText(tr("Made"), m_madeFrom, m_madeBefore));
    m_paymentChip->setVisible(m_isAuthorised || !m_currency.isEmpty());
    m_paymentChip->setText(!m_isAuthorised ? tr("Currency is %1").arg(m_currency) : m_currency.isEmpty() ? tr("Payment authorised") : tr("Authorised in %1").arg(m_currency));
    m_paymentChip->setToolTip(m_isAuthorised ? tr("Without bookings for which no payment was ever authorised") : m_paymentChip->text());
    m_happenedChip->setVisible(m_happened.has_value());
    m_happenedChip->setText(m_happened ? happenedText(m_happened->text, m_happened->since, m_happened->before) : QString());
    m_happenedChip->setToolTip(m_happenedChip->text());
    m_sessionChip->setVisible(m_session.isValid());
    m_sessionChip->setText(tr("Session %1").arg(m_sessionText));
    m_sessionChip->setToolTip(m_sessionText);
}

void BookingFilterBar::fillMenu()
{
    m_menu->clear();
    m_menu->addAction(tr("State"))->setEnabled(false); // a heading: sections have no words under our style
    for (const BookingState state : bookingStates()) {
        QAction *action = m_menu->addAction(stateTitle(state), this, [this, state] { toggleState(state); });
        action->setCheckable(true);
        action->setChecked(m_states.contains(state));
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Market"))->setEnabled(false);
    for (const Market &market : std::as_const(m_markets)) {
        QAction *action = m_menu->addAction(market.name, this, [this, id = market.id] { toggleMarket(id); });
        action->setCheckable(true);
        action->setChecked(m_chosenMarkets.contains(market.id));
    }
}

} // namespace steward
