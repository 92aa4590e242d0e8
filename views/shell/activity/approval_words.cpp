// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/approval_words.h"

#include "views/shell/moments.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Approval", words);
}

QString text(const Money &money)
{
    return formatMoney(money, QLocale());
}

} // namespace

QString limitWords(const Weighed &weighed)
{
    if (weighed.amount.minor == 0)
        return tr("This takes a second person: it waits until somebody else has approved it.");
    const bool ofRecord = weighed.onRecord.minor + weighed.amount.minor > weighed.perRecord.minor;
    const Money &limit = ofRecord ? weighed.perRecord : weighed.perDay;
    const Money &before = ofRecord ? weighed.onRecord : weighed.inDay;
    QString words = ofRecord ? tr("It moves %1, and you may move %2 on one record in 24 hours alone: a second person must approve it.")
                             : tr("It moves %1, and you may move %2 in 24 hours alone: a second person must approve it.");
    words = words.arg(text(weighed.amount), text(limit));
    if (before.minor != 0)
        words += u' ' + tr("You have moved %1 already.").arg(text(before));
    return words;
}

QString proposalWords(const Proposal &proposal, const QString &zone)
{
    QString why = proposal.reason;
    if (!proposal.note.isEmpty())
        why += (why.isEmpty() ? QString() : u": "_s) + proposal.note;
    QString words = tr("Proposed by %1, %2.").arg(proposal.mine ? tr("you") : proposal.proposer, whenInSentence(proposal.proposedAt, zone));
    if (!why.isEmpty())
        words += u' ' + why + (why.endsWith(u'.') ? QString() : u"."_s);
    return words + u' ' + tr("It waits until %1.").arg(whenInSentence(proposal.expiresAt, zone));
}

} // namespace steward
