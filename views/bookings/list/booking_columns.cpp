// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/booking_columns.h"

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

using Field = CopiedField<BookingRow>;

Field momentField(const char *title, QDateTime BookingRow::*at)
{
    return { words(title), [at](const BookingRow &row) { return isoText(row.*at, row.zone); } };
}

Field textField(const char *title, QString BookingRow::*text)
{
    return { words(title), [text](const BookingRow &row) { return row.*text; } };
}

Field lengthField()
{
    return { words("Duration"), [](const BookingRow &row) { return durationText(row.startsAt.secsTo(row.endsAt)); } };
}

Field stateField()
{
    return { words("State"), [](const BookingRow &row) { return stateTitle(row.state); } };
}

/// With a point and without separators, whatever the operator's language: a figure for other programs.
QList<Field> amountFields()
{
    QLocale plain(QLocale::English, QLocale::UnitedKingdom);
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return { { words("Amount"), [plain](const BookingRow &row) { return formatAmount(row.amount, plain); } },
        { words("Currency"), [](const BookingRow &row) { return row.amount.currency.code; } } };
}

/// A fact alone, in a column of its own.
WindowColumn<BookingRow> fact(const char *title, const char *spoken, QString BookingRow::*text)
{
    const auto data = [spoken, text](const BookingRow &row, int role) -> QVariant {
        if (role == Qt::DisplayRole)
            return row.*text;
        return role == Qt::AccessibleTextRole ? QVariant(words(spoken).arg(row.*text)) : QVariant();
    };
    return { words(title), {}, Qt::AlignLeading | Qt::AlignVCenter, data, { textField(title, text) } };
}

/// A moment alone, in the market's zone.
WindowColumn<BookingRow> moment(const char *title, const QString &sortName, const char *spoken, QDateTime BookingRow::*at)
{
    const auto data = [spoken, at](const BookingRow &row, int role) -> QVariant {
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
    return { words(title), sortName, Qt::AlignLeading | Qt::AlignVCenter, data, { momentField(title, at) } };
}

} // namespace

QList<WindowColumn<BookingRow>> bookingColumns()
{
    const Qt::Alignment leading = Qt::AlignLeading | Qt::AlignVCenter;
    return {
        { words("Booking"), u"created"_s, leading, bookingData,
            { textField("Booking", &BookingRow::reference), textField("Service", &BookingRow::listing), lengthField() } },
        { words("Parties"), {}, leading, partiesData, { textField("Customer", &BookingRow::customer), textField("Provider", &BookingRow::provider) } },
        { words("Start"), u"start"_s, leading, startData, { momentField("Start", &BookingRow::startsAt), textField("City", &BookingRow::city) } },
        { words("State"), {}, leading, stateData, { stateField() } },
        { words("Amount"), {}, Qt::AlignTrailing | Qt::AlignVCenter, amountData, amountFields() },
        fact(QT_TRANSLATE_NOOP("BookingColumns", "Service"), QT_TRANSLATE_NOOP("BookingColumns", "Service %1"), &BookingRow::listing),
        fact(QT_TRANSLATE_NOOP("BookingColumns", "Category"), QT_TRANSLATE_NOOP("BookingColumns", "Category %1"), &BookingRow::category),
        fact(QT_TRANSLATE_NOOP("BookingColumns", "Customer"), QT_TRANSLATE_NOOP("BookingColumns", "Customer %1"), &BookingRow::customer),
        fact(QT_TRANSLATE_NOOP("BookingColumns", "Provider"), QT_TRANSLATE_NOOP("BookingColumns", "Provider %1"), &BookingRow::provider),
        fact(QT_TRANSLATE_NOOP("BookingColumns", "Market"), QT_TRANSLATE_NOOP("BookingColumns", "Market %1"), &BookingRow::market),
        fact(QT_TRANSLATE_NOOP("BookingColumns", "City"), QT_TRANSLATE_NOOP("BookingColumns", "City %1"), &BookingRow::city),
        moment(QT_TRANSLATE_NOOP("BookingColumns", "End"), {}, QT_TRANSLATE_NOOP("BookingColumns", "Ends %1"), &BookingRow::endsAt),
        moment(QT_TRANSLATE_NOOP("BookingColumns", "Made"), u"created"_s, QT_TRANSLATE_NOOP("BookingColumns", "Made %1"), &BookingRow::createdAt),
        moment(QT_TRANSLATE_NOOP("BookingColumns", "In its state since"), {}, QT_TRANSLATE_NOOP("BookingColumns", "In its state since %1"), &BookingRow::enteredAt),
        moment(QT_TRANSLATE_NOOP("BookingColumns", "Last change"), {}, QT_TRANSLATE_NOOP("BookingColumns", "Last changed %1"), &BookingRow::changedAt),
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
