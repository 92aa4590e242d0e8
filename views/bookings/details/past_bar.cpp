// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/past_bar.h"

#include "views/shell/moments.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

PastBar::PastBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(theme, Banner::Kind::Warning, this))
    , m_before(new Button(theme, tr("Event before"), Button::Kind::Secondary, this))
    , m_after(new Button(theme, tr("Event after"), Button::Kind::Secondary, this))
{
    m_banner->setObjectName(u"booking.past"_s);
    m_banner->action()->setObjectName(u"booking.past-now"_s);
    m_before->setObjectName(u"booking.past-before"_s);
    m_before->setIconName(u"chevron-left"_s);
    m_after->setObjectName(u"booking.past-after"_s);
    m_after->setIconName(u"chevron-right"_s);
    m_banner->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // as tall as its words are at this width
    auto *steps = new QHBoxLayout;
    steps->setSpacing(grid::gap);
    steps->addWidget(m_before);
    steps->addWidget(m_after);
    steps->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::pad, 0, grid::pad, 8);
    column->setSpacing(grid::gap);
    column->addWidget(m_banner);
    column->addLayout(steps);
    connect(m_banner, &Banner::actionTriggered, this, &PastBar::nowRequested);
    connect(m_before, &QAbstractButton::clicked, this, &PastBar::beforeRequested);
    connect(m_after, &QAbstractButton::clicked, this, &PastBar::afterRequested);
}

void PastBar::setPast(const BookingPast &past, const Booking &now)
{
    const QString states = past.state == now.row.state ? tr("%1 then as now").arg(stateTitle(past.state)) : tr("%1 then, %2 now").arg(stateTitle(past.state), stateTitle(now.row.state));
    m_banner->setContent(Banner::Kind::Warning, tr("As of %1").arg(whenInSentence(past.asOf, now.row.zone)),
        tr("%1. Version %2 of %3, %4 held.").arg(states).arg(past.version).arg(now.row.version).arg(formatMoney(past.held, QLocale())));
    m_banner->setToolTip(exactText(past.asOf, now.row.zone));
    m_banner->setActionText(tr("Back to now"));
    m_before->setRefusal(past.previousAt.isValid() ? QString() : tr("This is its first event."));
}

} // namespace steward
