// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/effects_words.h"

#include "views/shell/moments.h"
#include "views/widgets/painting.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("EffectsWords", text);
}

/// "Payment"; with its reference where there are several of its kind.
QString recordText(const QString &entity, const QString &reference, const Effects &effects)
{
    if (reference.isEmpty())
        return words("%1, new").arg(humanised(entity));
    const auto isOther = [&](const auto &effect) { return effect.entity == entity && !effect.reference.isEmpty() && effect.reference != reference; };
    if (std::ranges::any_of(effects.states, isOther) || std::ranges::any_of(effects.fields, isOther))
        return humanised(entity) + u' ' + reference;
    return humanised(entity);
}

QString valueText(const QString &value, const EffectsWords &how)
{
    if (const QDateTime moment = QDateTime::fromString(value, Qt::ISODateWithMs); moment.isValid())
        return whenText(moment, how.zone);
    if (value == "true"_L1 || value == "false"_L1)
        return value == "true"_L1 ? words("yes") : words("no");
    bool isNumber = false;
    const qint64 minor = value.toLongLong(&isNumber);
    return isNumber ? formatMoney(Money(minor, Currency(how.currency)), QLocale()) : humanised(value);
}

QString languageOf(const QString &locale)
{
    const QLocale language(locale);
    return language.language() == QLocale::C ? locale : QLocale::languageToString(language.language());
}

QString channelText(const QString &channel)
{
    return channel == "email"_L1 ? words("e-mail") : channel;
}

QString dueText(const QDateTime &due, const QDateTime &now)
{
    const qint64 left = now.secsTo(due);
    return left <= 1 ? words("at once") : words("after %1").arg(durationText(left));
}

QString gatewayText(const GatewayEffect &order)
{
    const QString amount = formatMoney(order.amount, QLocale());
    if (order.kind == "refund"_L1)
        return words("Refund %1").arg(amount);
    if (order.kind == "capture"_L1)
        return words("Capture %1").arg(amount);
    if (order.kind == "void"_L1)
        return words("Release the reserved %1").arg(amount);
    return humanised(order.kind) + u' ' + amount;
}

ShownStep::Change changeOf(TimerEffect::Change change)
{
    switch (change) {
    case TimerEffect::Change::Added:
        return ShownStep::Change::Added;
    case TimerEffect::Change::Moved:
        return ShownStep::Change::Moved;
    case TimerEffect::Change::Retried:
        return ShownStep::Change::Retried;
    case TimerEffect::Change::Cancelled:
        return ShownStep::Change::Cancelled;
    }
    Q_UNREACHABLE();
}

/// "Tue 1 Dec to Fri 4 Dec"; where it ended, from which day on.
QString absenceText(const AbsenceEffect &absence, const QDate &today)
{
    if (absence.freeFrom.isValid())
        return words("back from %1 on").arg(dayText(absence.freeFrom, today));
    const QString first = dayText(absence.firstDay, today), last = dayText(absence.lastDay, today);
    return first == last ? first : words("%1 to %2").arg(first, last);
}

ShownRow shownRow(const RowEffect &row)
{
    ShownRow shown;
    shown.what = row.reference;
    shown.why = row.refusal;
    switch (row.result) {
    case RowEffect::Result::Done:
        shown.result = row.choice == "reassign"_L1 ? words("Given to somebody else")
            : row.choice == "reschedule"_L1        ? words("Moved")
                                                   : words("Cancelled");
        shown.tone = row.choice == "cancel"_L1 ? Tone::Bad : Tone::Ok;
        return shown;
    case RowEffect::Result::Refused:
        shown.result = words("Not done");
        shown.tone = Tone::Warn;
        return shown;
    case RowEffect::Result::Left:
        shown.result = words("Stays");
        return shown;
    }
    Q_UNREACHABLE();
}

QStringList linesOf(const ShownEffects &effects)
{
    QStringList lines;
    for (const ShownRow &row : effects.rows)
        lines << words("%1: %2").arg(row.what, row.result);
    for (const ShownStateChange &state : effects.states)
        lines << words("%1: %2 → %3").arg(state.what, state.from, state.to);
    for (const ShownFieldChange &field : effects.fields)
        lines << words("%1: %2 → %3").arg(field.what, field.from, field.to);
    for (const ShownLedgerLine &line : effects.ledger) {
        const bool debit = line.debit.minor != 0;
        lines << (debit ? words("%1: debit %2") : words("%1: credit %2"))
                     .arg(line.account, formatMoney(debit ? line.debit : line.credit, QLocale()));
    }
    for (const ShownGatewayOrder &order : effects.gateway)
        lines << order.what;
    for (const ShownMessage &message : effects.messages)
        lines << message.to + u": "_s + (message.silent ? message.note : message.subject + u" – "_s + message.body);
    for (const ShownStep &step : effects.steps)
        lines << step.what;
    return lines;
}

} // namespace

QString humanised(const QString &name)
{
    QString text = name;
    text.replace(u'_', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString addressed(const MessageEffect &message)
{
    return words("%1 %2 · %3 in %4").arg(humanised(message.audience), message.recipient, channelText(message.channel), languageOf(message.locale));
}

ShownEffects shownEffects(const Outcome &outcome, const EffectsWords &how, bool preview)
{
    const Effects &effects = outcome.effects;
    ShownEffects shown;
    shown.note = preview ? words("Dry run %1 · v%2").arg(QLocale().toString(effects.at.toLocalTime().time(), u"HH:mm:ss"_s)).arg(effects.version)
                         : words("Done %1 · v%2").arg(QLocale().toString(effects.at.toLocalTime().time(), u"HH:mm:ss"_s)).arg(outcome.version);
    for (const AbsenceEffect &absence : effects.absences)
        shown.fields.append(
            { words("Away"), {}, absenceText(absence, effects.at.toTimeZone(zoneNamed(how.zone)).date()) });
    for (const RowEffect &row : effects.rows)
        shown.rows.append(shownRow(row));
    for (const StateEffect &state : effects.states) {
        ShownStateChange change;
        change.what = recordText(state.entity, state.isNew ? QString() : state.reference, effects);
        change.from = state.isNew || state.from.isEmpty() ? QString() : how.stateTitle(state.entity, state.from);
        change.to = how.stateTitle(state.entity, state.to);
        change.fromTone = how.stateTone(state.entity, state.from);
        change.toTone = how.stateTone(state.entity, state.to);
        shown.states.append(change);
    }
    for (const FieldEffect &field : effects.fields) {
        ShownFieldChange change;
        change.what = words("%1, %2").arg(recordText(field.entity, field.reference, effects), humanised(field.field).toLower());
        change.from = valueText(field.from, how);
        change.to = valueText(field.to, how);
        shown.fields.append(change);
    }
    for (const ProviderEffect &given : effects.providers)
        shown.fields.append({ effects.providers.size() == 1 ? words("Provider") : words("Provider of %1").arg(given.reference), given.from, given.to });
    for (const SeatEffect &seats : effects.seats) {
        const auto taken = [&](int count) { return words("%1 of %2").arg(QLocale().toString(count), QLocale().toString(seats.capacity)); };
        shown.fields.append({ words("Seats taken, %1").arg(seats.starts), taken(seats.from), taken(seats.to) });
    }
    for (const LedgerEffect &line : effects.ledger) {
        const QString owner = line.owner == how.target ? words("this booking") : line.owner;
        shown.ledger.append(ShownLedgerLine(owner.isEmpty() ? line.title : words("%1, %2").arg(line.title, owner),
            line.debit, line.credit));
    }
    for (const GatewayEffect &order : effects.gateway)
        shown.gateway.append({ gatewayText(order), order.state == "by hand"_L1 ? words("seen to elsewhere") : dueText(order.due, effects.at) });
    for (const MessageEffect &message : effects.messages) {
        ShownMessage said;
        said.id = QString::number(shown.messages.size());
        said.to = addressed(message);
        said.subject = message.subject;
        said.body = message.body;
        said.silent = !message.silence.isEmpty();
        if (said.silent)
            said.note = words("Left out: %1").arg(isolated(message.silence));
        else if (message.isReworded())
            said.note = words("In other words than the template’s");
        shown.messages.append(said);
    }
    for (const TimerEffect &timer : effects.timers)
        shown.steps.append({ timer.title, timer.due.isValid() ? whenText(timer.due, how.zone) : QString(), changeOf(timer.change) });
    return shown;
}

QString changesText(const QList<RecordChange> &changes, const QString &entity, const EffectsWords &how)
{
    QStringList lines;
    for (const RecordChange &change : changes) {
        QString line = words("%1, %2: %3").arg(whenText(change.at, how.zone), change.actor, change.title);
        if (change.field == "state"_L1)
            line += u' ' + words("(state: %1 → %2)").arg(how.stateTitle(entity, change.was), how.stateTitle(entity, change.became));
        else if (!change.field.isEmpty())
            line += u' ' + words("(%1: %2 → %3)").arg(humanised(change.field).toLower(), valueText(change.was, how), valueText(change.became, how));
        lines << line;
    }
    return lines.join(u'\n');
}

QStringList differences(const ShownEffects &before, const ShownEffects &after)
{
    const QStringList was = linesOf(before), is = linesOf(after);
    QStringList differences;
    for (const QString &line : was) {
        if (!is.contains(line))
            differences << words("No longer: %1").arg(line);
    }
    for (const QString &line : is) {
        if (!was.contains(line))
            differences << words("Now: %1").arg(line);
    }
    return differences;
}

} // namespace steward
