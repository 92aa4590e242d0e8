// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/booking_columns.h"

#include "views/bookings/booking_words.h"
#include "views/shell/moments.h"
#include "views/widgets/cell.h"
#include "views/widgets/dense_table.h"
#include "views/widgets/header_view.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("BookingColumns", text);
}

QVariant bookingData(const BookingRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return row.reference;
    case cell::second_line:
        return serviceText(row);
    case cell::strong:
        return true;
    case Qt::AccessibleTextRole:
        return words("%1, %2").arg(row.reference, serviceText(row));
    default:
        return {};
    }
}

QVariant partiesData(const BookingRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return row.customer;
    case cell::second_line:
        return row.provider;
    case Qt::AccessibleTextRole:
        return words("Customer %1, provider %2").arg(row.customer, row.provider);
    default:
        return {};
    }
}

QVariant startData(const BookingRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return whenText(row.startsAt, row.zone);
    case cell::second_line:
        return row.city;
    case Qt::ToolTipRole:
        return exactText(row.startsAt, row.zone);
    case Qt::AccessibleTextRole:
        return words("Starts %1 in %2").arg(whenText(row.startsAt, row.zone), row.city);
    default:
        return {};
    }
}

QVariant stateData(const BookingRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return stateTitle(row.state);
    case cell::tone:
        return static_cast<int>(toneOf(row.state));
    case Qt::ToolTipRole:
        return words("Since %1").arg(exactText(row.enteredAt, row.zone));
    case Qt::AccessibleTextRole:
        return words("State %1").arg(stateTitle(row.state));
    default:
        return {};
    }
}

QVariant amountData(const BookingRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return formatAmount(row.amount, QLocale());
    case cell::second_line:
        return row.amount.currency.code;
    case Qt::AccessibleTextRole:
        return formatMoney(row.amount, QLocale());
    default:
        return {};
    }
}

} // namespace

QList<WindowColumn<BookingRow>> bookingColumns()
{
    const Qt::Alignment leading = Qt::AlignLeading | Qt::AlignVCenter;
    return {
        { words("Booking"), u"created"_s, leading, bookingData },
        { words("Customer, provider"), {}, leading, partiesData },
        { words("Start"), u"start"_s, leading, startData },
        { words("State"), {}, leading, stateData },
        { words("Amount"), {}, Qt::AlignTrailing | Qt::AlignVCenter, amountData },
    };
}

void layOutBookingColumns(DenseTable &table)
{
    const auto place = [&](BookingColumn column, CellKind kind, QHeaderView::ResizeMode mode, int width) {
        const int index = static_cast<int>(column);
        table.setColumnKind(index, kind);
        table.header()->setSectionResizeMode(index, mode);
        if (width > 0)
            table.header()->resizeSection(index, width);
    };
    table.header()->setStretchLastSection(false);
    place(BookingColumn::Booking, CellKind::TwoLine, QHeaderView::Interactive, 148);
    place(BookingColumn::Parties, CellKind::TwoLine, QHeaderView::Stretch, 0);
    place(BookingColumn::Start, CellKind::TwoLine, QHeaderView::Interactive, 124);
    place(BookingColumn::State, CellKind::Pill, QHeaderView::Interactive, 128);
    place(BookingColumn::Amount, CellKind::Money, QHeaderView::Interactive, 96);
}

} // namespace steward
