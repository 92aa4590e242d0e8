// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/booking_columns.h"

#include "views/bookings/booking_words.h"
#include "views/shell/moments.h"
#include "views/widgets/cell.h"

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

/// A fact alone, in a column of its own.
std::function<QVariant(const BookingRow &, int)> fact(const char *spoken, QString (*text)(const BookingRow &))
{
    return [spoken, text](const BookingRow &row, int role) -> QVariant {
        if (role == Qt::DisplayRole)
            return text(row);
        return role == Qt::AccessibleTextRole ? QVariant(words(spoken).arg(text(row))) : QVariant();
    };
}

/// A moment alone, in the market's zone.
std::function<QVariant(const BookingRow &, int)> moment(const char *spoken, QDateTime BookingRow::*at)
{
    return [spoken, at](const BookingRow &row, int role) -> QVariant {
        switch (role) {
        case Qt::DisplayRole:
            return shortWhenText(row.*at, row.zone);
        case Qt::ToolTipRole:
            return exactText(row.*at, row.zone);
        case Qt::AccessibleTextRole:
            return words(spoken).arg(whenText(row.*at, row.zone));
        default:
            return {};
        }
    };
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
        { words("Service"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "Service %1"), [](const BookingRow &row) { return row.listing; }) },
        { words("Category"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "Category %1"), [](const BookingRow &row) { return row.category; }) },
        { words("Customer"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "Customer %1"), [](const BookingRow &row) { return row.customer; }) },
        { words("Provider"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "Provider %1"), [](const BookingRow &row) { return row.provider; }) },
        { words("Market"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "Market %1"), [](const BookingRow &row) { return row.market; }) },
        { words("City"), {}, leading, fact(QT_TRANSLATE_NOOP("BookingColumns", "City %1"), [](const BookingRow &row) { return row.city; }) },
        { words("End"), {}, leading, moment(QT_TRANSLATE_NOOP("BookingColumns", "Ends %1"), &BookingRow::endsAt) },
        { words("Made"), u"created"_s, leading, moment(QT_TRANSLATE_NOOP("BookingColumns", "Made %1"), &BookingRow::createdAt) },
        { words("In its state since"), {}, leading, moment(QT_TRANSLATE_NOOP("BookingColumns", "In its state since %1"), &BookingRow::enteredAt) },
        { words("Last change"), {}, leading, moment(QT_TRANSLATE_NOOP("BookingColumns", "Last changed %1"), &BookingRow::changedAt) },
    };
}

QList<ColumnShape> bookingColumnShapes()
{
    const auto titled = [titles = bookingColumns()](BookingColumn column) { return titles.at(static_cast<int>(column)).title; };
    constexpr bool usual = true, fixed = true;
    return {
        { u"booking"_s, titled(BookingColumn::Booking), CellKind::TwoLine, 134, 24, usual, fixed },
        { u"parties"_s, titled(BookingColumn::Parties), CellKind::TwoLine, 98, 38, usual },
        { u"start"_s, titled(BookingColumn::Start), CellKind::TwoLine, 110, 12, usual },
        { u"state"_s, titled(BookingColumn::State), CellKind::Pill, 112, 22, usual },
        { u"amount"_s, titled(BookingColumn::Amount), CellKind::Money, 78, 4, usual },
        { u"service"_s, titled(BookingColumn::Service), CellKind::Plain, 110, 24 },
        { u"category"_s, titled(BookingColumn::Category), CellKind::Plain, 98, 12 },
        { u"customer"_s, titled(BookingColumn::Customer), CellKind::Plain, 98, 20 },
        { u"provider"_s, titled(BookingColumn::Provider), CellKind::Plain, 98, 20 },
        { u"market"_s, titled(BookingColumn::Market), CellKind::Plain, 86, 8 },
        { u"city"_s, titled(BookingColumn::City), CellKind::Plain, 86, 8 },
        { u"end"_s, titled(BookingColumn::End), CellKind::Plain, 110, 6 },
        { u"made"_s, titled(BookingColumn::Made), CellKind::Plain, 110, 6 },
        { u"state-since"_s, titled(BookingColumn::StateSince), CellKind::Plain, 136, 6 },
        { u"last-change"_s, titled(BookingColumn::LastChange), CellKind::Plain, 110, 6 },
    };
}

} // namespace steward
