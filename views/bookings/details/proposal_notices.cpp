// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/proposal_notices.h"

#include "views/shell/activity/approval_words.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

ProposalNotices::ProposalNotices(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"booking.proposals"_s);
    m_column->setContentsMargins(grid::pad, 0, grid::pad, 8);
    m_column->setSpacing(8);
    hide();
}

void ProposalNotices::setProposals(const QList<Proposal> &proposals, const QString &zone)
{
    while (m_notices.size() > proposals.size())
        m_notices.takeLast()->deleteLater();
    while (m_notices.size() < proposals.size()) {
        auto *notice = new Banner(m_theme, Banner::Kind::Warning, this);
        notice->setObjectName(u"booking.proposal-%1"_s.arg(m_notices.size() + 1));
        notice->action()->setObjectName(u"booking.decide-%1"_s.arg(m_notices.size() + 1));
        notice->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // as tall as its words are at this width
        m_column->addWidget(notice);
        m_notices.append(notice);
    }
    for (qsizetype n = 0; n < proposals.size(); ++n) {
        const Proposal &proposal = proposals.at(n);
        Banner *notice = m_notices.at(n);
        const QString amount = formatMoney(proposal.amount, QLocale());
        notice->setContent(Banner::Kind::Warning, tr("%1, %2: waits for a second person").arg(proposal.title, amount),
            proposalWords(proposal, zone) + (proposal.mine || proposal.objection.isEmpty() ? QString() : u' ' + proposal.objection));
        notice->setActionText(proposal.mine ? tr("Withdraw…") : tr("Decide…"));
        notice->action()->setRefusal(proposal.mine ? QString() : proposal.objection);
        disconnect(notice, &Banner::actionTriggered, this, nullptr);
        connect(notice, &Banner::actionTriggered, this, [this, proposal] { emit requested(proposal); });
    }
    setVisible(!proposals.isEmpty());
}

} // namespace steward
