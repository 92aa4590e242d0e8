// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/provider_calendar.h"

#include "core/backend/backend.h"
#include "core/backend/decode.h"
#include "core/booking/booking_repository.h"
#include "core/booking/provider_calendar_fields.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// Nothing for a kind that this console does not know: it is left out, and the rest can be read.
std::optional<CalendarBlock::Kind> blockKind(const QString &kind)
{
    if (kind == "booking"_L1)
        return CalendarBlock::Kind::Booking;
    if (kind == "session"_L1)
        return CalendarBlock::Kind::Session;
    if (kind == "held"_L1)
        return CalendarBlock::Kind::Held;
    if (kind == "released"_L1)
        return CalendarBlock::Kind::Released;
    return {};
}

CalendarSpan spanOf(const CalendarRow &row)
{
    CalendarSpan span;
    span.from = row.startsAt;
    span.to = row.endsAt;
    return span;
}

CalendarBlock blockOf(const CalendarRow &row, CalendarBlock::Kind kind)
{
    CalendarBlock block;
    block.kind = kind;
    block.booking = row.booking;
    if (kind == CalendarBlock::Kind::Session)
        block.session = SessionId(row.id);
    block.reference = row.reference;
    block.state = row.state.value_or(BookingState::Confirmed);
    block.time = spanOf(row);
    block.service = row.title;
    block.customer = row.customer;
    block.until = row.until;
    block.seats = static_cast<int>(row.seats.value_or(0));
    block.taken = static_cast<int>(row.taken.value_or(0));
    block.isOutsideHours = row.outsideHours;
    return block;
}

ProviderCalendar calendarOf(const QList<CalendarRow> &rows)
{
    ProviderCalendar calendar;
    for (const CalendarRow &row : rows) {
        if (row.kind == "provider"_L1) {
            calendar.provider = ProviderId(row.id);
            calendar.name = row.title;
            calendar.zone = row.zone;
        } else if (row.kind == "hours"_L1) {
            calendar.hours.append(spanOf(row));
        } else if (row.kind == "absence"_L1) {
            calendar.absences.append(spanOf(row));
        } else if (const auto kind = blockKind(row.kind)) {
            calendar.blocks.append(blockOf(row, *kind));
        }
    }
    return calendar;
}

} // namespace

Task<Result<ProviderCalendar>> BookingRepository::calendar(ProviderId provider, QDate first, QDate last) const
{
    ListQuery query(u"provider_calendar"_s);
    query.given({ QString::number(provider.value()), first.toString(Qt::ISODate), last.toString(Qt::ISODate) });
    const auto rows = co_await m_backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->size() == 0)
        co_return std::unexpected(
            Error(Error::Kind::NotFound,
                  QCoreApplication::translate("BookingRepository", "There is no such provider, or it is not yours to see."),
                  QCoreApplication::translate("BookingRepository", "Ask who may see this market.")));
    const auto decoded = decodeAll<CalendarRow>(*rows);
    if (!decoded)
        co_return std::unexpected(decoded.error());
    ProviderCalendar calendar = calendarOf(*decoded);
    calendar.firstDay = first;
    calendar.lastDay = last;
    co_return calendar;
}

} // namespace steward
