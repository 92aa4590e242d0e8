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
        return shortWhenText(row.startsAt, row.zone);
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
    case cell::strong:
        return true;
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
        { words("Parties"), {}, leading, partiesData },
        { words("Start"), u"start"_s, leading, startData },
        { words("State"), {}, leading, stateData },
        { words("Amount"), {}, Qt::AlignTrailing | Qt::AlignVCenter, amountData },
    };
}

void layOutBookingColumns(DenseTable &table)
{
    const std::array kinds { CellKind::TwoLine, CellKind::TwoLine, CellKind::TwoLine, CellKind::Pill, CellKind::Money };
    for (std::size_t column = 0; column < kinds.size(); ++column)
        table.setColumnKind(static_cast<int>(column), kinds.at(column));
    table.header()->setStretchLastSection(false);
    table.header()->setSectionResizeMode(QHeaderView::Fixed);
    table.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void fitBookingColumns(DenseTable &table, int width)
{
    struct Share {
        int least, part; // part: of what is left over, in hundredths
    };
    constexpr std::array shares { Share { 134, 24 }, Share { 98, 38 }, Share { 110, 12 }, Share { 112, 22 }, Share { 78, 4 } };
    int spare = width;
    for (const Share &share : shares)
        spare -= share.least;
    int left = width;
    for (std::size_t column = 0; column < shares.size(); ++column) {
        const bool last = column + 1 == shares.size();
        const int own = last ? left : shares.at(column).least + spare * shares.at(column).part / 100;
        table.header()->resizeSection(static_cast<int>(column), std::max(48, own));
        left -= own;
    }
}

} // namespace steward
