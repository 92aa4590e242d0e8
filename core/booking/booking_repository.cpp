// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking_repository.h"

#include "core/backend/backend.h"
#include "core/backend/decode.h"
#include "core/booking/booking_past_fields.h"

#include <QCoreApplication>

namespace steward {

namespace {

using Comparison = ListQuery::Comparison;

QString instant(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODateWithMs);
}

QString sortColumn(BookingFilter::Sort sort)
{
    switch (sort) {
    case BookingFilter::Sort::Start:
        return QStringLiteral("starts_at");
    case BookingFilter::Sort::Created:
        return QStringLiteral("created_at");
    case BookingFilter::Sort::Happened:
        return QStringLiteral("happened_at");
    }
    Q_UNREACHABLE();
}

QStringList stateNames(const QList<BookingState> &states)
{
    QStringList names;
    for (const BookingState state : states)
        names << stateName(state);
    return names;
}

QString viewOf(const BookingFilter &filter)
{
    if (!filter.happened)
        return QStringLiteral("booking_list");
    return filter.happened->what == BookingHappening::What::Refund ? QStringLiteral("booking_refund_list") : QStringLiteral("booking_step_list");
}

void addHappening(ListQuery &query, const BookingHappening &happened)
{
    query.where(QStringLiteral("happened_at"), Comparison::From, { instant(happened.since) });
    query.where(QStringLiteral("happened_at"), Comparison::Before, { instant(happened.before) });
    if (!happened.from.isEmpty())
        query.where(QStringLiteral("step_from"), Comparison::OneOf, stateNames(happened.from));
    if (!happened.to.isEmpty())
        query.where(QStringLiteral("step_to"), Comparison::OneOf, stateNames(happened.to));
    // Each booking once: by the time after which none follows in the range.
    query.where(happened.isSameStep ? QStringLiteral("same_again_at") : QStringLiteral("again_at"), Comparison::From, { instant(happened.before) });
}

ListQuery listQuery(const BookingFilter &filter)
{
    ListQuery query(viewOf(filter));
    if (!filter.words.trimmed().isEmpty())
        query.matching(QStringLiteral("booking_match"), filter.words.trimmed());
    if (!filter.states.isEmpty())
        query.where(QStringLiteral("state"), Comparison::OneOf, stateNames(filter.states));
    QList<int> markets;
    for (const MarketId market : filter.markets)
        markets << static_cast<int>(market.value());
    if (!markets.isEmpty())
        query.inMarkets(markets); // laid out market by market: an index's order serves each
    if (filter.startsFrom.isValid())
        query.where(QStringLiteral("starts_at"), Comparison::From, { instant(filter.startsFrom) });
    if (filter.startsBefore.isValid())
        query.where(QStringLiteral("starts_at"), Comparison::Before, { instant(filter.startsBefore) });
    if (filter.madeFrom.isValid())
        query.where(QStringLiteral("created_at"), Comparison::From, { instant(filter.madeFrom) });
    if (filter.madeBefore.isValid())
        query.where(QStringLiteral("created_at"), Comparison::Before, { instant(filter.madeBefore) });
    if (filter.isAuthorised)
        query.where(QStringLiteral("authorised_until"), Comparison::IsNotNull, {});
    if (!filter.currency.isEmpty())
        query.where(QStringLiteral("currency"), Comparison::Equals, { filter.currency });
    if (filter.happened)
        addHappening(query, *filter.happened);
    if (filter.session.isValid())
        query.where(QStringLiteral("session_id"), Comparison::Equals, { QString::number(filter.session.value()) });
    query.orderedBy(sortColumn(filter.sort), filter.descending);
    return query;
}

QStringList texts(const QList<BookingId> &ids)
{
    QStringList values;
    for (const BookingId id : ids)
        values << QString::number(id.value());
    return values;
}

template <class Record>
Task<Result<QList<Record>>> readFew(Backend &backend, ListQuery query)
{
    const auto rows = co_await backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Record>(*rows);
}

Error noSuchBooking()
{
    return { Error::Kind::NotFound, QCoreApplication::translate("BookingRepository", "There is no such booking, or it is not yours to see."),
        QCoreApplication::translate("BookingRepository", "Check the reference, or ask who may see this market.") };
}

Task<Result<Booking>> readOne(Backend &backend, ListQuery query)
{
    const auto rows = co_await backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->size() == 0)
        co_return std::unexpected(noSuchBooking());
    co_return decode<Booking>(rows->at(0));
}

} // namespace

BookingRepository::BookingRepository(Backend &backend)
    : m_backend(backend)
{
}

Task<Result<Page<BookingRow>>> BookingRepository::page(BookingFilter filter, PageRequest where) const
{
    auto answer = co_await m_backend.page(listQuery(filter), std::move(where));
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return decodePage<BookingRow>(*answer);
}

Task<Result<Total>> BookingRepository::count(BookingFilter filter) const
{
    return m_backend.count(listQuery(filter));
}

QByteArray BookingRepository::cursorAt(const BookingFilter &filter, const QDateTime &moment) const
{
    return listQuery(filter).cursorAt(instant(moment), 0); // no booking has the id 0: those of the moment itself lie after it
}

PageRequest::Direction BookingRepository::cursorDirection(const BookingFilter &filter) const
{
    return filter.descending ? PageRequest::Direction::Backward : PageRequest::Direction::Forward;
}

Task<Result<Total>> BookingRepository::countBefore(BookingFilter filter, QDateTime moment) const
{
    ListQuery query = listQuery(filter);
    query.where(sortColumn(filter.sort), filter.descending ? Comparison::From : Comparison::Before, { instant(moment) });
    return m_backend.count(std::move(query));
}

Task<Result<QList<BookingRow>>> BookingRepository::rows(QList<BookingId> ids) const
{
    ListQuery query(QStringLiteral("booking_list"));
    query.where(QStringLiteral("id"), Comparison::OneOf, texts(ids));
    return readFew<BookingRow>(m_backend, std::move(query));
}

Task<Result<QList<BookingRow>>> BookingRepository::matchingRows(BookingFilter filter, QList<BookingId> ids) const
{
    ListQuery query = listQuery(filter);
    query.where(QStringLiteral("id"), Comparison::OneOf, texts(ids));
    return readFew<BookingRow>(m_backend, std::move(query));
}

Task<Result<Booking>> BookingRepository::byId(BookingId id) const
{
    ListQuery query(QStringLiteral("booking"));
    query.where(QStringLiteral("id"), Comparison::Equals, { QString::number(id.value()) });
    return readOne(m_backend, std::move(query));
}

Task<Result<Booking>> BookingRepository::byReference(QString reference) const
{
    ListQuery query(QStringLiteral("booking"));
    query.where(QStringLiteral("reference"), Comparison::Equals, { std::move(reference) });
    return readOne(m_backend, std::move(query));
}

Task<Result<QList<BookingCandidate>>> BookingRepository::candidates(BookingId id) const
{
    ListQuery query(QStringLiteral("booking_candidates"));
    query.given({ QString::number(id.value()) });
    return readFew<BookingCandidate>(m_backend, std::move(query));
}

Task<Result<QList<BookingOpening>>> BookingRepository::openings(BookingId id) const
{
    ListQuery query(QStringLiteral("booking_slots"));
    query.given({ QString::number(id.value()) });
    return readFew<BookingOpening>(m_backend, std::move(query));
}

Task<Result<QList<TimeHolder>>> BookingRepository::holders(BookingId id, QDateTime start) const
{
    ListQuery query(QStringLiteral("booking_holders"));
    query.given({ QString::number(id.value()), start.toUTC().toString(Qt::ISODate) });
    return readFew<TimeHolder>(m_backend, std::move(query));
}

Task<Result<QList<AwayBooking>>> BookingRepository::awayPlan(ProviderId provider, QDate first, QDate last,
                                                             BookingId after, int most) const
{
    ListQuery query(QStringLiteral("away_plan"));
    query.given({ QString::number(provider.value()), first.toString(Qt::ISODate), last.toString(Qt::ISODate),
                  QString::number(after.value()), QString::number(most) });
    return readFew<AwayBooking>(m_backend, std::move(query));
}

Task<Result<BookingPast>> BookingRepository::asOf(BookingId id, QDateTime moment) const
{
    ListQuery query(QStringLiteral("booking_as_of"));
    query.given({ QString::number(id.value()), moment.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz999Z")) }); // the millisecond's end
    const auto rows = co_await m_backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->size() == 0)
        co_return std::unexpected(noSuchBooking());
    auto past = decode<BookingPast>(rows->at(0));
    if (past)
        past->asOf = moment;
    co_return past;
}

Task<Result<QList<BookingReason>>> BookingRepository::why(BookingId id, QString subject) const
{
    ListQuery query(QStringLiteral("booking_why"));
    query.given({ QString::number(id.value()), std::move(subject) });
    return readFew<BookingReason>(m_backend, std::move(query));
}

Task<Result<QList<BookingRow>>> BookingRepository::find(QString words, int most) const
{
    BookingFilter filter;
    filter.words = std::move(words);
    auto found = co_await page(std::move(filter), PageRequest({}, PageRequest::Direction::Forward, most));
    if (!found)
        co_return std::unexpected(found.error());
    co_return std::move(found->rows);
}

} // namespace steward
