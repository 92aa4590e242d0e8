// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette finds in the Bookings area: providers, whose calendars open, and bookings.
#include "core/booking/booking_repository.h"
#include "views/bookings/bookings_page.h"
#include "views/shell/moments.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// Those providers of some bookings whose own names the words are of; their calendars open. Their keys stand below
/// zero, those of bookings above.
QList<FoundRecord> providersOf(const QList<BookingRow> &rows, const QString &words)
{
    QList<FoundRecord> found;
    for (const BookingRow &row : rows) {
        const qint64 key = -row.providerId.value();
        const auto isKnown = [key](const FoundRecord &record) { return record.key == key; };
        if (!row.provider.contains(words.trimmed(), Qt::CaseInsensitive) || std::ranges::any_of(found, isKnown))
            continue;
        FoundRecord record;
        record.key = key;
        record.icon = u"calendar"_s;
        record.title = row.provider;
        record.subtitle = BookingsPage::tr("Provider, %1").arg(row.market);
        record.state = BookingsPage::tr("Calendar");
        found.append(record);
    }
    return found;
}

Task<Result<QList<FoundRecord>>> findRecords(const BookingRepository &bookings, QString words)
{
    constexpr int most = 12;
    if (!areWordsEnough(words))
        co_return QList<FoundRecord>();
    const auto rows = co_await bookings.find(words, most);
    if (!rows)
        co_return std::unexpected(rows.error());
    QList<FoundRecord> found = providersOf(*rows, words);
    for (const BookingRow &row : *rows) {
        FoundRecord record;
        record.key = row.id.value();
        record.icon = row.categoryIcon;
        record.title = row.reference + u" · "_s + row.listing;
        record.subtitle = row.customer + u", "_s + row.provider + u" · "_s + whenText(row.startsAt, row.zone);
        record.state = stateTitle(row.state);
        found.append(record);
    }
    co_return found;
}

} // namespace

Task<Result<QList<FoundRecord>>> BookingsPage::find(QString words) const
{
    return findRecords(m_bookings, std::move(words));
}

} // namespace steward
