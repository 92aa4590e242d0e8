// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/gateway_requests.h"

#include "views/shell/moments.h"
#include "views/widgets/label.h"
#include "views/widgets/state_pill.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString titleOf(const BookingRequest &request)
{
    const QString amount = formatMoney(request.amount, QLocale());
    if (request.kind == "authorise"_L1)
        return GatewayRequests::tr("Authorise %1").arg(amount);
    if (request.kind == "capture"_L1)
        return GatewayRequests::tr("Capture %1").arg(amount);
    if (request.kind == "void"_L1)
        return GatewayRequests::tr("Let go of %1").arg(amount);
    return GatewayRequests::tr("Refund %1").arg(amount);
}

struct Shown {
    QString state;
    Tone tone;
    QString words; ///< what more there is to say
};

Shown shownOf(const BookingRequest &request, const QString &zone)
{
    const auto when = [&](const QDateTime &moment) { return whenText(moment, zone); };
    if (request.state == "not yet told"_L1)
        return { GatewayRequests::tr("Not yet told"), Tone::Mute, GatewayRequests::tr("Told from %1 on").arg(when(request.due)) };
    if (request.state == "told"_L1)
        return { GatewayRequests::tr("Asked"), Tone::Info, GatewayRequests::tr("Asked %1").arg(when(request.toldAt)) };
    if (request.state == "unknown"_L1)
        return { GatewayRequests::tr("Unknown"), Tone::Warn, GatewayRequests::tr("It may have been done; the gateway is asked again by itself. %1").arg(request.failure) };
    if (request.state == "failed"_L1)
        return { GatewayRequests::tr("Refused"), Tone::Bad, request.failure };
    if (request.state == "declined"_L1)
        return { GatewayRequests::tr("Declined"), Tone::Bad, request.failure };
    if (request.state == "by hand"_L1)
        return { GatewayRequests::tr("By hand"), Tone::Mute, GatewayRequests::tr("Seen to elsewhere, %1").arg(when(request.answeredAt)) };
    if (request.state == "withdrawn"_L1)
        return { GatewayRequests::tr("Withdrawn"), Tone::Mute, GatewayRequests::tr("The gateway was never told") };
    if (request.refundState == "submitted"_L1)
        return { GatewayRequests::tr("On its way"), Tone::Info, GatewayRequests::tr("Accepted %1").arg(when(request.answeredAt)) };
    return { GatewayRequests::tr("Done"), Tone::Ok, GatewayRequests::tr("Done %1").arg(when(request.answeredAt)) };
}

bool isTrouble(const BookingRequest &request)
{
    return request.state == "failed"_L1 || request.state == "unknown"_L1;
}

} // namespace

QString gatewayTroubleOf(const Booking &booking)
{
    const auto trouble = std::ranges::find_if(booking.requests, isTrouble);
    if (trouble == booking.requests.end())
        return {};
    const Shown shown = shownOf(*trouble, booking.row.zone);
    return GatewayRequests::tr("%1: %2").arg(titleOf(*trouble), shown.state.toLower());
}

GatewayRequests::GatewayRequests(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
}

void GatewayRequests::setBooking(const Booking &booking)
{
    while (QLayoutItem *item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int number = 0;
    for (const BookingRequest &request : booking.requests)
        layout()->addWidget(makeRow(request, booking.row.zone, ++number));
    setVisible(number > 0);
}

QWidget *GatewayRequests::makeRow(const BookingRequest &request, const QString &zone, int number)
{
    const Shown shown = shownOf(request, zone);
    auto *row = new QWidget;
    auto *lines = new QVBoxLayout(row);
    lines->setContentsMargins({});
    lines->setSpacing(2);
    auto *first = new QHBoxLayout;
    first->setSpacing(grid::gap);
    const QString title = request.attempt > 1 ? tr("%1, attempt %2").arg(titleOf(request)).arg(request.attempt) : titleOf(request);
    first->addWidget(new ElidedLabel(m_theme, title, Type::Body, Token::Text), 1);
    auto *pill = new StatePill(m_theme, shown.state, shown.tone);
    pill->setObjectName(u"booking-money.request-%1"_s.arg(number));
    pill->setAccessibleName(tr("%1: %2").arg(title, shown.state));
    first->addWidget(pill);
    lines->addLayout(first);
    if (!shown.words.isEmpty()) {
        auto *words = new Label(m_theme, shown.words, Type::Small, request.state == "failed"_L1 ? Token::Bad : Token::Text2);
        words->setObjectName(u"booking-money.request-%1.words"_s.arg(number));
        words->setWordWrap(true);
        lines->addWidget(words);
    }
    return row;
}

} // namespace steward
