// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking.h"

#include <QCoreApplication>

#include <algorithm>

namespace steward {

namespace {
constexpr std::array known_states { BookingState::PendingPayment, BookingState::Requested, BookingState::Confirmed, BookingState::InProgress,
    BookingState::Completed, BookingState::Settled, BookingState::Declined, BookingState::Expired, BookingState::Cancelled,
    BookingState::NoShow, BookingState::Disputed };
}

const QList<BookingState> &bookingStates()
{
    using enum BookingState;
    static const QList<BookingState> present { PendingPayment, Requested, Confirmed, InProgress, Completed, NoShow, Disputed, Settled, Declined, Expired, Cancelled };
    return present;
}

QString stateName(BookingState state)
{
    switch (state) {
    case BookingState::PendingPayment:
        return QStringLiteral("pending_payment");
    case BookingState::Requested:
        return QStringLiteral("requested");
    case BookingState::Confirmed:
        return QStringLiteral("confirmed");
    case BookingState::Declined:
        return QStringLiteral("declined");
    case BookingState::Expired:
        return QStringLiteral("expired");
    case BookingState::Cancelled:
        return QStringLiteral("cancelled");
    case BookingState::InProgress:
        return QStringLiteral("in_progress");
    case BookingState::NoShow:
        return QStringLiteral("no_show");
    case BookingState::Completed:
        return QStringLiteral("completed");
    case BookingState::Settled:
        return QStringLiteral("settled");
    case BookingState::Disputed:
        return QStringLiteral("disputed");
    }
    Q_UNREACHABLE();
}

QString stateTitle(BookingState state)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("BookingState", text); };
    switch (state) {
    case BookingState::PendingPayment:
        return words(QT_TRANSLATE_NOOP("BookingState", "Awaiting payment"));
    case BookingState::Requested:
        return words(QT_TRANSLATE_NOOP("BookingState", "Requested"));
    case BookingState::Confirmed:
        return words(QT_TRANSLATE_NOOP("BookingState", "Confirmed"));
    case BookingState::Declined:
        return words(QT_TRANSLATE_NOOP("BookingState", "Declined"));
    case BookingState::Expired:
        return words(QT_TRANSLATE_NOOP("BookingState", "Expired"));
    case BookingState::Cancelled:
        return words(QT_TRANSLATE_NOOP("BookingState", "Cancelled"));
    case BookingState::InProgress:
        return words(QT_TRANSLATE_NOOP("BookingState", "In progress"));
    case BookingState::NoShow:
        return words(QT_TRANSLATE_NOOP("BookingState", "No show"));
    case BookingState::Completed:
        return words(QT_TRANSLATE_NOOP("BookingState", "Completed"));
    case BookingState::Settled:
        return words(QT_TRANSLATE_NOOP("BookingState", "Settled"));
    case BookingState::Disputed:
        return words(QT_TRANSLATE_NOOP("BookingState", "Disputed"));
    }
    Q_UNREACHABLE();
}

bool fromText(std::string_view text, BookingState &state)
{
    const QString name = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (const BookingState candidate : known_states) {
        if (name == stateName(candidate)) {
            state = candidate;
            return true;
        }
    }
    return false;
}

bool areWordsEnough(const QString &words)
{
    constexpr int least = 3, least_of_names = 2;
    const QString given = words.trimmed();
    const auto isWritten = [](QChar c) { // as api.booking_match has it: kana, Chinese characters, hangul
        return (c >= u'\u3040' && c <= u'\u30ff') || (c >= u'\u3400' && c <= u'\u4dbf') || (c >= u'\u4e00' && c <= u'\u9fff')
            || (c >= u'\uac00' && c <= u'\ud7af');
    };
    if (given.size() == least_of_names && std::ranges::all_of(given, isWritten))
        return true;
    return std::ranges::count_if(given, [](QChar c) { return c.isLetterOrNumber(); }) >= least;
}

} // namespace steward
