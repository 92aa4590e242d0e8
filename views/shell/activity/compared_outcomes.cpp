// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/compared_outcomes.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

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

} // namespace

bool ComparedLine::differs() const
{
    QStringList known = values;
    known.removeAll(QString());
    return known.removeDuplicates() < values.size() - values.count(QString()) - 1;
}

QList<ComparedLine> comparedLines(const QList<std::optional<ShownEffects>> &outcomes)
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
                    added.values << (outcome ? u"–"_s : QString());
                compared.append(added);
                line = compared.end() - 1;
            }
            line->values[at] = value;
        }
    }
    return compared;
}

} // namespace steward
