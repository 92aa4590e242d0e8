// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/compared_outcomes.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr QStringView nothing = u"–"; ///< where an action does nothing of the kind

QString words(const char *text)
{
    return QCoreApplication::translate("ComparedOutcomes", text);
}

/// The lines of one outcome, in the order in which an effects panel has them.
class Lines
{
public:
    void add(const QString &what, const QString &value)
    {
        const auto known = std::ranges::find(m_lines, what, &std::pair<QString, QString>::first);
        if (known == m_lines.end())
            m_lines.append({ what, value });
        else
            known->second += u'\n' + value;
    }
    [[nodiscard]] const QList<std::pair<QString, QString>> &all() const { return m_lines; }

private:
    QList<std::pair<QString, QString>> m_lines;
};

void addMoney(Lines &lines, const QList<ShownLedgerLine> &ledger)
{
    QStringList accounts;
    for (const ShownLedgerLine &line : ledger) {
        if (!accounts.contains(line.account))
            accounts << line.account;
    }
    for (const QString &account : std::as_const(accounts)) {
        std::optional<Money> sum;
        for (const ShownLedgerLine &line : ledger) {
            if (line.account != account)
                continue;
            const Money &amount = line.debit.minor != 0 ? line.debit : line.credit;
            const qint64 gets = line.credit.minor - line.debit.minor;
            sum = Money((sum ? sum->minor : 0) + gets, amount.currency);
        }
        lines.add(account, formatMoney(*sum, QLocale()));
    }
}

/// What messages say under their subjects. Somebody who is not told has none.
Lines textsOf(const ShownEffects &effects)
{
    Lines lines;
    for (const ShownMessage &message : effects.messages) {
        if (!message.silent)
            lines.add(message.to, message.body);
    }
    return lines;
}

Lines linesOf(const ShownEffects &effects)
{
    Lines lines;
    for (const ShownStateChange &state : effects.states)
        lines.add(words("%1, state").arg(state.what), state.to);
    for (const ShownFieldChange &field : effects.fields)
        lines.add(field.what, field.to);
    addMoney(lines, effects.ledger);
    for (const ShownGatewayOrder &order : effects.gateway)
        lines.add(words("Payment gateway"), order.what);
    for (const ShownMessage &message : effects.messages)
        lines.add(message.to, message.silent ? message.note : message.subject);
    for (const ShownStep &step : effects.steps)
        lines.add(words("Step: %1").arg(step.what), step.change == ShownStep::Change::Cancelled ? words("cancelled") : step.when);
    return lines;
}

QList<ComparedLine> sideBySide(const QList<std::optional<ShownEffects>> &outcomes, Lines (*linesOf)(const ShownEffects &))
{
    QList<ComparedLine> compared;
    for (qsizetype at = 0; at < outcomes.size(); ++at) {
        if (!outcomes.at(at))
            continue;
        const Lines lines = linesOf(*outcomes.at(at));
        for (const auto &[what, value] : lines.all()) {
            auto line = std::ranges::find(compared, what, &ComparedLine::what);
            if (line == compared.end()) {
                ComparedLine added;
                added.what = what;
                for (const auto &outcome : outcomes)
                    added.values << (outcome ? nothing.toString() : QString());
                compared.append(added);
                line = compared.end() - 1;
            }
            line->values[at] = value;
        }
    }
    return compared;
}

/// Of texts only the lines that are not in all of them: a dash where that is nothing.
QStringList differingParts(const QStringList &texts)
{
    QStringList parts;
    for (const QString &text : texts) {
        QStringList own = text.split(u'\n');
        own.removeIf([&texts](const QString &line) {
            return std::ranges::all_of(texts, [&line](const QString &other) {
                return other.isEmpty() || other == nothing || other.split(u'\n').contains(line);
            });
        });
        const QString part = own.join(u'\n').trimmed();
        parts << (part.isEmpty() && !text.isEmpty() ? nothing.toString() : part);
    }
    return parts;
}

} // namespace

bool ComparedLine::differs() const
{
    QStringList known = values;
    known.removeAll(QString());
    return known.removeDuplicates() < values.size() - values.count(QString()) - 1;
}

QList<ComparedLine> comparedLines(const QList<std::optional<ShownEffects>> &outcomes)
{
    QList<ComparedLine> compared = sideBySide(outcomes, &linesOf);
    for (const ComparedLine &text : sideBySide(outcomes, &textsOf)) {
        ComparedLine said;
        said.what = words("%1, text").arg(text.what);
        said.values = differingParts(text.values);
        if (std::ranges::any_of(said.values, [](const QString &part) { return !part.isEmpty() && part != nothing; }))
            compared.insert(std::ranges::find(compared, text.what, &ComparedLine::what) + 1, said);
    }
    return compared;
}

} // namespace steward
