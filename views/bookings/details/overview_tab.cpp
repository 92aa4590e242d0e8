// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/overview_tab.h"

#include "views/bookings/booking_words.h"
#include "views/bookings/details/facts.h"
#include "views/bookings/details/gateway_requests.h"
#include "views/bookings/details/party_card.h"
#include "views/shell/counts.h"
#include "views/shell/moments.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/timeline.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString iconOfKind(const QString &kind)
{
    if (kind == "message"_L1)
        return u"mail"_s;
    if (kind == "money"_L1)
        return u"banknote"_s;
    if (kind == "audit"_L1)
        return u"scroll-text"_s;
    return u"workflow"_s;
}

QString iconOfStep(const QString &operation)
{
    if (operation == "start"_L1)
        return u"play"_s;
    if (operation == "expire"_L1)
        return u"hourglass"_s;
    if (operation == "complete"_L1)
        return u"circle-check"_s;
    return u"timer"_s;
}

QString kindTitle(const QString &kind)
{
    if (kind == "message"_L1)
        return BookingOverviewTab::tr("Message");
    if (kind == "money"_L1)
        return BookingOverviewTab::tr("Money");
    if (kind == "audit"_L1)
        return BookingOverviewTab::tr("Audit");
    return BookingOverviewTab::tr("Event");
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

/// Why an automatic step did not happen yet, as a sentence; nothing while it need not have.
QString troubleOf(const BookingTimer &timer, const QDateTime &now)
{
    constexpr qint64 patience_s = 120; // a worker looks every second
    if (timer.parked)
        return BookingOverviewTab::tr("It failed and waits for somebody: %1").arg(timer.failure);
    if (timer.due.secsTo(now) <= patience_s)
        return {};
    if (!timer.failure.isEmpty())
        return BookingOverviewTab::tr("It failed and is tried again by itself: %1").arg(timer.failure);
    return BookingOverviewTab::tr("It should have happened %1 ago: is a worker running?").arg(durationText(timer.due.secsTo(now)));
}

/// In groups of four, as it is printed and compared.
QString grouped(const QString &number)
{
    QStringList groups;
    for (qsizetype i = 0; i < number.size(); i += 4)
        groups << number.sliced(i, std::min<qsizetype>(4, number.size() - i));
    return isolated(groups.join(u' '));
}

/// "Paid to •••• 2051", or the whole number, as the operator may read it.
QString accountText(const Booking &booking)
{
    if (booking.providerAccount.isEmpty())
        return {};
    return BookingOverviewTab::tr("Paid to %1").arg(booking.providerAccountNumber.isEmpty() ? u"•••• "_s + booking.providerAccount : grouped(booking.providerAccountNumber));
}

/// "Provider · rated 4.8 · away until Fri 4 Dec"
QString providerAbout(const Booking &booking)
{
    QString about = booking.providerRating.isEmpty()
        ? BookingOverviewTab::tr("Provider")
        : BookingOverviewTab::tr("Provider · rated %1").arg(booking.providerRating);
    if (!booking.providerAbsence)
        return about;
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(zoneNamed(booking.row.zone)).date();
    const ProviderAbsence &absence = *booking.providerAbsence;
    const QString last = dayText(absence.lastDay, today);
    return about
        + (absence.firstDay <= today
               ? BookingOverviewTab::tr(" · away until %1").arg(last)
               : BookingOverviewTab::tr(" · away %1 to %2").arg(dayText(absence.firstDay, today), last));
}

} // namespace

BookingOverviewTab::BookingOverviewTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_facts(new KeyValueGrid(theme, this))
    , m_session(new Button(theme, tr("Who else comes"), Button::Kind::Link, this))
    , m_customer(new PartyCard(theme, this))
    , m_provider(new PartyCard(theme, this))
    , m_steps(new QWidget(this))
    , m_noSteps(new Label(theme, tr("Nothing happens by itself from here."), Type::Small, Token::Text2, QFont::Normal, this))
    , m_timeline(new Timeline(theme, tr("Timeline"), this))
{
    m_facts->setNames(u"booking"_s);
    m_facts->setNameWidth(84);
    m_customer->setNames(u"booking.customer"_s);
    m_provider->setNames(u"booking.provider"_s);
    m_noSteps->setWordWrap(true);
    m_session->setObjectName(u"booking.session-seats"_s);
    m_session->setAccessibleName(tr("Who else comes to this session"));
    connect(m_session, &QAbstractButton::clicked, this, &BookingOverviewTab::sessionRequested);
    m_steps->setObjectName(u"booking.steps"_s);
    m_steps->setAccessibleName(tr("Automatic steps ahead"));
    m_timeline->setObjectName(u"booking.timeline"_s);
    connect(m_customer, &PartyCard::revealRequested, this, [this] { emit revealRequested(m_booked.first.first, m_booked.first.second); });
    connect(m_provider, &PartyCard::revealRequested, this, [this] { emit revealRequested(m_booked.second.first, m_booked.second.second); });
    m_provider->offerCalendar();
    connect(m_provider, &PartyCard::calendarRequested, this, &BookingOverviewTab::calendarRequested);
    connect(m_timeline, &Timeline::chosen, this, [this](const QString &id) { emit momentChosen(m_moments.at(id.toLongLong())); });
    auto *steps = new QVBoxLayout(m_steps);
    steps->setContentsMargins({});
    steps->setSpacing(grid::gap);

    auto *parties = new Card(theme, this);
    parties->setOutside(Token::Surface);
    parties->body()->addWidget(m_customer);
    parties->body()->addWidget(new Divider(theme));
    parties->body()->addWidget(m_provider);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::pad, grid::pad, grid::pad, grid::pad);
    column->setSpacing(12);
    column->addWidget(m_facts);
    column->addWidget(m_session, 0, Qt::AlignLeading);
    column->addWidget(parties);
    column->addSpacing(4);
    column->addWidget(makeOverline(theme, tr("Automatic steps ahead"), this));
    column->addWidget(m_noSteps);
    column->addWidget(m_steps);
    column->addSpacing(4);
    column->addWidget(makeOverline(theme, tr("Timeline"), this));
    column->addWidget(m_timeline);
    column->addStretch(1);
}

void BookingOverviewTab::setBooking(const Booking &booking, const QDateTime &now)
{
    showFacts(*m_facts, factsOf(booking), nullptr);
    m_session->setVisible(booking.session.isValid());
    showParties(booking);
    m_noSteps->setText(tr("Nothing happens by itself from here."));
    showSteps(booking, now);
    showTimeline(booking, {});
}

void BookingOverviewTab::setPast(const Booking &then, const Booking &booking, const QDateTime &asOf)
{
    QList<Fact> now = factsOf(booking);
    now.removeIf([](const Fact &fact) { return fact.key == "gateway"_L1 || fact.key == "if-cancelled"_L1 || fact.key == "session"_L1; }); // hang on what no event holds
    showFacts(*m_facts, factsOf(then), &now);
    m_session->hide();
    showParties(then);
    m_noSteps->setText(tr("What was to happen by itself then is not kept."));
    showSteps(then, asOf);
    showTimeline(booking, asOf);
}

void BookingOverviewTab::showParties(const Booking &booking)
{
    const QString bookings = countedText(booking.customerBookings, tr("1 booking"), tr("%1 bookings"));
    QString about = tr("Customer · %1 · %2").arg(bookings, languageText(booking.customerLocale));
    if (booking.customerCredit.minor > 0)
        about = tr("%1 · %2 of credit").arg(about, formatMoney(booking.customerCredit, QLocale()));
    m_customer->setParty(booking.row.customer, about, booking.customerEmail, booking.customerPhone);
    m_customer->setRevealable(m_mayReveal && booking.customerEmail.isEmpty());
    m_provider->setParty(booking.row.provider, providerAbout(booking), booking.providerEmail, booking.providerPhone);
    m_provider->setRevealable(m_mayReveal && booking.providerEmail.isEmpty());
    m_provider->setAccount(accountText(booking));
    m_booked = { { booking.customerPerson, booking.row.customer }, { booking.providerPerson, booking.row.provider } };
}

QList<Fact> BookingOverviewTab::factsOf(const Booking &b)
{
    const QLocale locale;
    QList<Fact> facts;
    facts.append(Fact(u"start"_s, tr("Start"), spanText(b.row.startsAt, b.row.endsAt, b.row.zone), exactText(b.row.startsAt, b.row.zone)));
    if (b.sessionSeats)
        facts.append(Fact(u"session"_s, tr("Session"), tr("%1 of %2 seats taken").arg(locale.toString(b.sessionTaken.value_or(0)), locale.toString(*b.sessionSeats)),
            tr("A group comes together then; this booking is one seat.")));
    if (b.outsideHours)
        facts.append(Fact(u"hours"_s, tr("Hours"), tr("Outside of the provider's"), tr("An operator set this time although the provider does not work then.")));
    if (!b.proposedBy.isEmpty())
        facts.append(Fact(u"proposal"_s, tr("Proposed"), (b.proposedBy == "provider"_L1 ? tr("%1, by the provider") : tr("%1, by the customer")).arg(whenText(b.proposedStart, b.row.zone)),
            tr("Both times are held until the other side answers, %1 at the latest.").arg(whenInSentence(b.proposedUntil, b.row.zone))));
    if (!b.absent.isEmpty())
        facts.append(Fact(u"absent"_s, tr("Did not come"), b.absent == "provider"_L1 ? tr("The provider") : tr("The customer")));
    if (const QString trouble = gatewayTroubleOf(b); !trouble.isEmpty())
        facts.append(Fact(u"gateway"_s, tr("Gateway"), trouble, tr("See Money")));
    facts.append(Fact(u"place"_s, tr("Place"), b.place.isEmpty() ? b.row.city : b.place, tr("Times are those of %1").arg(b.row.zone)));
    facts.append(Fact(u"price"_s, tr("Price"), tr("%1, %2").arg(formatMoney(b.price, locale), b.paymentStateTitle.toLower()),
        tr("Commission %1, tax %2").arg(formatMoney(b.commission, locale), formatMoney(b.tax, locale)), u"price"_s));
    if (b.platformBears.minor != 0)
        facts.append(Fact(u"platform-bears"_s, tr("Borne"), tr("%1 by the platform").arg(formatMoney(b.platformBears, locale)), tr("The provider is paid of this and the price together.")));
    if (b.furtherCharge)
        facts.append(Fact(u"further-charge"_s, tr("Waiting"), tr("%1 more to be charged").arg(formatMoney(Money(*b.furtherCharge, b.row.amount.currency), locale)),
            b.awaits == "reopen"_L1 ? tr("The booking takes place again when the gateway has reserved it.") : tr("The price changes when the gateway has reserved it.")));
    if (!b.cardLast4.isEmpty())
        facts.append(Fact(u"paid-with"_s, tr("Paid with"), b.cardBrand + u" •••• "_s + b.cardLast4));
    facts.append(Fact(u"policy"_s, tr("Policy"), tr("%1, frozen %2").arg(b.policy.name, whenInSentence(b.row.createdAt, b.row.zone)), policyText(b.policy), u"policy"_s));
    const bool canBeCancelled = std::ranges::any_of(b.actions, [](const BookingAction &a) { return a.allowed && a.operation == "cancel"_L1; });
    if (canBeCancelled && b.split && b.split->available > 0)
        facts.append(Fact(u"if-cancelled"_s, tr("If cancelled"), tr("%1 back to the customer").arg(formatMoney(Money(b.split->customerDefault, b.row.amount.currency), locale)), policyText(b.policy), u"policy"_s));
    facts.append(Fact(u"made"_s, tr("Made"), whenText(b.row.createdAt, b.row.zone), exactText(b.row.createdAt, b.row.zone)));
    return facts;
}

void BookingOverviewTab::showSteps(const Booking &booking, const QDateTime &now)
{
    clear(m_steps->layout());
    int number = 0;
    for (const BookingTimer &timer : booking.timers) {
        if (timer.state == "pending"_L1)
            m_steps->layout()->addWidget(makeStep(booking, timer, now, ++number));
    }
    m_steps->setVisible(number > 0);
    m_noSteps->setVisible(number == 0);
}

QWidget *BookingOverviewTab::makeStep(const Booking &booking, const BookingTimer &timer, const QDateTime &now, int number)
{
    auto *step = new QWidget(m_steps);
    auto *lines = new QVBoxLayout(step);
    lines->setContentsMargins({});
    lines->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(new IconView(m_theme, timer.parked ? u"triangle-alert"_s : iconOfStep(timer.operation), timer.parked ? Token::Bad : Token::Text2, 18));
    row->addSpacing(4);
    auto *text = new ElidedLabel(m_theme, timer.title + u" · "_s + whenInSentence(timer.due, booking.row.zone), Type::Body, Token::Text);
    text->setObjectName(u"booking.step-%1"_s.arg(number));
    text->setToolTip(exactText(timer.due, booking.row.zone));
    row->addWidget(text, 1);
    row->addWidget(new ElidedLabel(m_theme, distanceText(timer.due, now), Type::Small, Token::Text2));
    addStepActions(booking, timer, *row);
    lines->addLayout(row);
    if (const QString trouble = troubleOf(timer, now); !trouble.isEmpty()) {
        auto *why = new Label(m_theme, trouble, Type::Small, timer.parked ? Token::Bad : Token::Warn);
        why->setObjectName(u"booking.step-%1.trouble"_s.arg(number));
        why->setWordWrap(true);
        lines->addWidget(why);
    }
    return step;
}

void BookingOverviewTab::addStepActions(const Booking &booking, const BookingTimer &timer, QBoxLayout &row)
{
    const auto offer = [&](const QString &operation, const QString &icon, const QString &what) {
        const auto action = std::ranges::find(booking.actions, operation, &BookingAction::operation);
        if (action == booking.actions.end() || !action->allowed)
            return;
        Button *button = Button::iconOnly(m_theme, icon, what.arg(timer.title));
        QString name = operation;
        button->setObjectName(u"booking."_s + name.replace(u'_', u'-') + u'.' + timer.operation);
        button->setEnabled(m_stepActionsEnabled);
        connect(button, &QAbstractButton::clicked, this, [this, operation, step = timer.operation] { emit stepActionRequested(operation, step); });
        row.addWidget(button);
    };
    if (timer.parked)
        offer(u"retry_step"_s, u"refresh-cw"_s, tr("Try “%1” again…"));
    offer(u"override_extend"_s, u"clock"_s, tr("Move “%1”…"));
    offer(u"override_stop"_s, u"timer-off"_s, tr("Stop “%1”…"));
}

void BookingOverviewTab::setStepActionsEnabled(bool enabled)
{
    m_stepActionsEnabled = enabled;
    for (Button *button : m_steps->findChildren<Button *>())
        button->setEnabled(enabled);
}

void BookingOverviewTab::showTimeline(const Booking &booking, const QDateTime &asOf)
{
    m_moments.clear();
    QList<TimelineEntry> entries;
    for (const BookingTimelineEntry &happened : booking.timeline) {
        TimelineEntry entry;
        entry.icon = iconOfKind(happened.kind);
        entry.title = happened.amount ? tr("%1 · %2").arg(formatMoney(Money(*happened.amount, Currency(happened.currency)), QLocale()), happened.title)
                                      : happened.title;
        QStringList details { kindTitle(happened.kind) };
        const bool isMessage = happened.kind == "message"_L1;
        if (isMessage)
            details << happened.role; // where it is, before whom it is for: the end of a long line is not seen
        if (!happened.actor.isEmpty())
            details << happened.actor;
        details << whenInSentence(happened.at, booking.row.zone);
        entry.detail = details.join(u" · "_s);
        entry.hint = exactText(happened.at, booking.row.zone) + (isMessage ? u'\n' + happened.role : QString())
            + (happened.text.isEmpty() ? QString() : u'\n' + happened.text) + u'\n' + tr("Enter or a double click shows the booking as it was then.");
        entry.tone = happened.stateTo.isEmpty() ? Tone::Mute : toneOfStateName(happened.stateTo);
        entry.id = QString::number(m_moments.size());
        entry.isAhead = asOf.isValid() && happened.at > asOf;
        m_moments.append(happened.at);
        entries.append(entry);
    }
    m_timeline->setEntries(entries);
}

} // namespace steward
