// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/why_words.h"

#include "views/bookings/booking_words.h"
#include "views/shell/moments.h"
#include "views/widgets/painting.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("BookingWhy", text);
}

/// "the provider or operations": those whom the workflow lets take a step.
QString actorsText(const QJsonArray &codes)
{
    static const QHash<QString, const char *> names { { u"C"_s, QT_TRANSLATE_NOOP("BookingWhy", "the customer") },
        { u"P"_s, QT_TRANSLATE_NOOP("BookingWhy", "the provider") }, { u"S"_s, QT_TRANSLATE_NOOP("BookingWhy", "support") },
        { u"O"_s, QT_TRANSLATE_NOOP("BookingWhy", "operations") }, { u"F"_s, QT_TRANSLATE_NOOP("BookingWhy", "finance") },
        { u"A"_s, QT_TRANSLATE_NOOP("BookingWhy", "administrators") }, { u"sys"_s, QT_TRANSLATE_NOOP("BookingWhy", "Steward by itself") } };
    QStringList parts;
    for (const QJsonValue &code : codes)
        parts << (names.contains(code.toString()) ? words(names.value(code.toString())) : code.toString());
    return parts.join(words(" or "));
}

QString pointText(const QString &point)
{
    static const QHash<QString, const char *> names { { u"entered"_s, QT_TRANSLATE_NOOP("BookingWhy", "its entry into this state") },
        { u"starts_at"_s, QT_TRANSLATE_NOOP("BookingWhy", "the start") }, { u"ends_at"_s, QT_TRANSLATE_NOOP("BookingWhy", "the end") },
        { u"authorised_until"_s, QT_TRANSLATE_NOOP("BookingWhy", "the end of the card's reservation") },
        { u"over_at"_s, QT_TRANSLATE_NOOP("BookingWhy", "the moment it was over") }, { u"proposed_at"_s, QT_TRANSLATE_NOOP("BookingWhy", "the proposal") },
        { u"proposed_until"_s, QT_TRANSLATE_NOOP("BookingWhy", "the earlier of both starts") } };
    return names.contains(point) ? words(names.value(point)) : point;
}

/// A time expression of the workflow ("min(entered + P3D, starts_at - PT1H)") in words. What this console does not read is told
/// as it is written, never as something else.
QString clockText(const QString &expression)
{
    static const QRegularExpression whole(u"^ *(?:(min|max) *[(])?([^()]*)[)]? *$"_s);
    static const QRegularExpression term(u"^ *([a-z][a-z0-9_]*) *(?:([+-]) *(P[0-9A-Z.]+))? *$"_s);
    const auto outer = whole.match(expression);
    if (!outer.hasMatch())
        return expression;
    QStringList parts;
    for (const QString &piece : outer.captured(2).split(u',')) {
        const auto inner = term.match(piece);
        const auto length = inner.hasMatch() && !inner.captured(3).isEmpty() ? periodSeconds(inner.captured(3)) : std::nullopt;
        if (!inner.hasMatch() || (!inner.captured(3).isEmpty() && !length))
            return expression;
        if (!length)
            parts << pointText(inner.captured(1));
        else
            parts << (inner.captured(2) == "-"_L1 ? words("%1 before %2") : words("%1 after %2")).arg(durationText(*length), pointText(inner.captured(1)));
    }
    if (parts.size() == 1)
        return parts.first();
    return (outer.captured(1) == "max"_L1 ? words("the latest of: %1") : words("the earliest of: %1")).arg(parts.join(u"; "_s));
}

QString stateWords(const QJsonValue &state)
{
    return titleOfStateName(state.toString());
}

QString stepText(const QJsonObject &facts)
{
    if (facts.value("from"_L1).isNull())
        return words("made as %1").arg(stateWords(facts.value("to"_L1)));
    if (facts.value("from"_L1) == facts.value("to"_L1))
        return words("while %1").arg(stateWords(facts.value("from"_L1)));
    return words("from %1 to %2").arg(stateWords(facts.value("from"_L1)), stateWords(facts.value("to"_L1)));
}

QDateTime momentOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

/// Ten-thousandths of a minor unit as the amount they are: "1248.0252" cents are "12.480252".
QString exactText(QString minor, int decimals)
{
    const qsizetype point = minor.indexOf(u'.');
    QString whole = point < 0 ? minor : minor.left(point);
    const QString part = point < 0 ? QString() : minor.mid(point + 1);
    whole = whole.rightJustified(decimals + 1, u'0');
    return whole.left(whole.size() - decimals) + QLocale().decimalPoint() + whole.right(decimals) + part;
}

QString percentText(int basisPoints)
{
    return QLocale().toString(basisPoints / 100.0, 'g', 6);
}

class Teller
{
public:
    explicit Teller(const Booking &booking)
        : m_booking(booking)
        , m_currency(booking.row.amount.currency)
    {
    }

    [[nodiscard]] WhyLine line(const BookingReason &reason) const
    {
        const QJsonObject facts = reason.facts.toObject();
        if (reason.kind == "event"_L1)
            return event(reason, facts);
        if (reason.kind == "rule"_L1)
            return rule(reason, facts);
        if (reason.kind == "clock"_L1)
            return clock(reason, facts);
        if (reason.kind == "posting"_L1)
            return posting(reason, facts);
        if (reason.kind == "share"_L1)
            return share(reason, facts);
        if (reason.kind == "terms"_L1)
            return terms(reason, facts);
        return tier(reason, facts);
    }
    [[nodiscard]] QString money(qint64 minor) const { return formatMoney(Money(minor, m_currency), QLocale()); }
    [[nodiscard]] QString when(const QDateTime &moment) const { return whenInSentence(moment, m_booking.row.zone); }

private:
    [[nodiscard]] WhyLine event(const BookingReason &reason, const QJsonObject &facts) const
    {
        WhyLine line;
        line.icon = u"workflow"_s;
        line.text = words("%1, by %2, %3").arg(reason.title, reason.actor.isEmpty() ? reason.role : isolated(reason.actor), when(reason.at));
        line.detail = stepText(facts);
        if (!reason.note.isEmpty())
            line.detail = words("%1. Reason: %2").arg(line.detail, reason.note);
        return line;
    }
    [[nodiscard]] WhyLine rule(const BookingReason &reason, const QJsonObject &facts) const
    {
        WhyLine line;
        line.icon = u"scroll-text"_s;
        line.text = words("Rule: %1, %2, by %3").arg(reason.title, stepText(facts), actorsText(facts.value("actors"_L1).toArray()));
        line.holds = facts.value("here"_L1).toBool() && facts.value("mine"_L1).toBool();
        QStringList details;
        const auto tell = [&](const char *form, const char *with, QLatin1String name, QLatin1String moment) {
            const QString expression = facts.value(name).toString();
            if (expression.isEmpty())
                return;
            const QDateTime at = momentOf(facts.value(moment));
            details << (at.isValid() ? words(with).arg(clockText(expression), when(at)) : words(form).arg(clockText(expression)));
        };
        tell(QT_TRANSLATE_NOOP("BookingWhy", "by itself at: %1"), "", "due"_L1, "due_at"_L1);
        tell(QT_TRANSLATE_NOOP("BookingWhy", "possible from: %1"), QT_TRANSLATE_NOOP("BookingWhy", "possible from: %1 (%2)"), "opens"_L1, "opens_at"_L1);
        tell(QT_TRANSLATE_NOOP("BookingWhy", "possible until: %1"), QT_TRANSLATE_NOOP("BookingWhy", "possible until: %1 (%2)"), "closes"_L1, "closes_at"_L1);
        if (facts.contains("mine"_L1) && !facts.value("mine"_L1).toBool())
            details << words("not by your role");
        line.detail = details.join(u"; "_s);
        return line;
    }
    [[nodiscard]] WhyLine clock(const BookingReason &reason, const QJsonObject &facts) const
    {
        WhyLine line;
        line.icon = u"timer"_s;
        line.text = words("Clock: %1, %2, then %3").arg(reason.title, when(reason.at), stateWords(facts.value("to"_L1)));
        line.detail = facts.value("moved"_L1).toBool() ? words("moved from where the rule puts it: %1").arg(clockText(facts.value("due"_L1).toString()))
                                                       : clockText(facts.value("due"_L1).toString());
        if (facts.value("parked"_L1).toBool())
            line.detail = words("%1. It failed and waits for somebody: %2").arg(line.detail, reason.note);
        return line;
    }
    [[nodiscard]] WhyLine posting(const BookingReason &reason, const QJsonObject &facts) const
    {
        WhyLine line;
        line.icon = u"banknote"_s;
        line.text = reason.title;
        line.detail = words("%1 · %2").arg(facts.value("account"_L1).toString(), when(reason.at));
        line.amount = money(reason.amount.value_or(0));
        return line;
    }
    [[nodiscard]] WhyLine share(const BookingReason &reason, const QJsonObject &facts) const
    {
        const QString part = facts.value("part"_L1).toString();
        WhyLine line;
        line.icon = u"banknote"_s;
        if (part == "commission"_L1)
            line.text = words("Commission, without its tax: of %1 %").arg(percentText(facts.value("commission_bp"_L1).toInt()));
        else if (part == "tax"_L1)
            line.text = words("Tax on the commission: %1 %").arg(percentText(facts.value("tax_bp"_L1).toInt()));
        else
            line.text = words("The provider's");
        line.detail = words("before rounding %1").arg(exactText(facts.value("exact"_L1).toString(), m_currency.decimals()));
        line.amount = money(reason.amount.value_or(0));
        return line;
    }
    [[nodiscard]] WhyLine terms(const BookingReason &reason, const QJsonObject &facts) const
    {
        WhyLine line;
        line.icon = u"scroll-text"_s;
        line.text = words("Terms: version %1 of %2, in force since %3").arg(QString::number(facts.value("number"_L1).toInt()), isolated(reason.title), when(reason.at));
        line.detail = facts.value("present"_L1).toBool() ? words("Fees, policy and clocks are its. It is in force now, too.")
                                                         : words("Fees, policy and clocks are its. What is booked now lives by another version.");
        return line;
    }
    [[nodiscard]] WhyLine tier(const BookingReason &reason, const QJsonObject &facts) const
    {
        const int percent = facts.value("percent"_L1).toInt();
        WhyLine line;
        line.icon = u"scroll-text"_s;
        line.holds = facts.value("applies"_L1).toBool();
        if (reason.at.isValid()) {
            const auto ahead = periodSeconds(facts.value("before"_L1).toString());
            line.text = words("Until %1: %2 % back").arg(when(reason.at)).arg(percent);
            line.detail = words("%1 before the start").arg(ahead ? durationText(*ahead) : facts.value("before"_L1).toString());
        } else {
            line.text = words("Afterwards: nothing back");
        }
        line.amount = money(reason.amount.value_or(0));
        return line;
    }

    const Booking &m_booking;
    Currency m_currency;
};

QString sumText(const char *form, const QList<BookingReason> &reasons, const Teller &teller)
{
    qint64 sum = 0;
    for (const BookingReason &reason : reasons)
        sum += reason.amount.value_or(0);
    return words(form).arg(teller.money(sum));
}

} // namespace

WhyAnswer whyAnswer(const Booking &booking, const QString &subject, const QList<BookingReason> &reasons)
{
    const Teller teller(booking);
    WhyAnswer answer;
    for (const BookingReason &reason : reasons)
        answer.lines.append(teller.line(reason));
    if (subject == "state"_L1) {
        answer.title = words("Why is it %1?").arg(stateTitle(booking.row.state));
        const bool waits = std::ranges::any_of(reasons, [](const BookingReason &reason) { return reason.kind == "clock"_L1; });
        answer.summary = waits ? words("What made it so, and what will change it by itself.") : words("What made it so. Nothing changes it by itself.");
    } else if (subject == "captured"_L1) {
        answer.title = words("Why is that captured?");
        answer.summary = sumText(QT_TRANSLATE_NOOP("BookingWhy", "These ledger lines sum to %1."), reasons, teller);
    } else if (subject == "refunded"_L1) {
        answer.title = words("Why is that refunded?");
        answer.summary = sumText(QT_TRANSLATE_NOOP("BookingWhy", "These ledger lines sum to %1."), reasons, teller);
    } else if (subject == "price"_L1) {
        answer.title = words("How is the price divided?");
        answer.summary = sumText(QT_TRANSLATE_NOOP("BookingWhy", "By the rates that were frozen when it was made; the parts sum to %1. Everybody gets the whole units of their exact share, and what is left goes, unit by unit, to whose share lost most by that."), reasons, teller);
    } else if (subject == "policy"_L1) {
        answer.title = words("What does the policy give back?");
        answer.summary = words("“%1” as it was frozen when the booking was made, of what is paid and not yet given back. Times are those of %2.").arg(booking.policy.name, booking.row.zone);
    } else {
        const auto action = std::ranges::find(booking.actions, subject, &BookingAction::operation);
        const QString title = action != booking.actions.end() ? action->title : subject;
        answer.title = words("Is “%1” possible?").arg(title);
        answer.summary = action == booking.actions.end() ? words("Not for your role.") : action->allowed ? words("Yes, now.") : words("Not now. %1").arg(action->why);
    }
    return answer;
}

} // namespace steward
