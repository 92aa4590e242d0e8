// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/status_line.h"

#include "core/door/door.h"
#include "views/shell/link_status.h"
#include "views/shell/moments.h"
#include "views/widgets/environment.h"
#include "views/widgets/label.h"
#include "views/widgets/status_parts.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int line_height = 30;

QString rolesText(const Session &session)
{
    QStringList roles;
    for (QString role : session.roles)
        roles << role.remove(u"steward_"_s).replace(u'_', u' ');
    return roles.join(u", "_s);
}

} // namespace

QString StatusLine::installationText(const Session &session)
{
    if (!session.demonstration)
        return session.installationName;
    return session.installationName == "Demonstration"_L1 ? tr("Demonstration")
                                                          : tr("%1 · demonstration").arg(session.installationName);
}

StatusLine::StatusLine(const Theme &theme, const Session &session, const LinkStatus &link, QWidget *parent)
    : QFrame(parent)
    , m_link(link)
    , m_indicator(new ConnectionIndicator(theme, this))
    , m_operator(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_market(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
{
    setProperty("ground", u"surface"_s);
    setFixedHeight(line_height);
    auto *environment = new EnvironmentTag(theme, EnvironmentTag::Shape::Block, this);
    environment->setObjectName(u"window.installation"_s);
    environment->setEnvironment(session.isProduction() ? Environment::Production : Environment::Simulation,
        installationText(session));
    environment->setToolTip(session.demonstration
            ? tr("A private simulation on this machine: whoever uses the machine may sign in as any operator.")
            : tr("What is done here is done to the real marketplace."));
    m_indicator->setObjectName(u"window.link"_s);
    m_operator->setObjectName(u"window.acting"_s);
    m_market->setObjectName(u"window.market"_s);
    const QString scope = session.markets.isEmpty() ? tr("all markets") : session.marketNames.join(u", "_s);
    m_operator->setText(QStringList { session.person, rolesText(session), scope }.join(u" · "_s));
    m_operator->setToolTip(tr("Who acts (%1), in which roles and markets").arg(session.login));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::pad);
    row->addWidget(environment);
    row->addWidget(m_indicator);
    row->addWidget(m_operator);
    row->addStretch(1);
    row->addWidget(m_market);
    row->addSpacing(grid::pad); // margins do not follow the reading direction, what stands in the row does
    connect(&link, &LinkStatus::changed, this, &StatusLine::showLink);
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (!m_link.isLive())
            showLink(); // the seconds until the next try
    });
    m_clock.start();
    showLink();
    showMarket();
}

void StatusLine::showLink()
{
    const Link &shown = m_link.shown();
    const QString where = shown.why.isEmpty() ? shown.server : shown.server + u'\n' + shown.why;
    using State = ConnectionIndicator::State;
    switch (shown.state) {
    case Link::State::Connecting:
        m_indicator->setState(State::Connecting, shown.route, -1, where);
        return;
    case Link::State::Live:
        m_indicator->setState(State::Live, shown.route, shown.latencyMs, where);
        return;
    case Link::State::Reconnecting:
    case Link::State::Refused:
    case Link::State::Closed: {
        const qint64 left = QDateTime::currentDateTimeUtc().secsTo(shown.retryAt);
        const QString next = shown.retryAt.isValid() && left > 0 ? tr("next try in %1 s").arg(left) : shown.route;
        m_indicator->setState(State::Offline, next, -1, where);
        return;
    }
    }
}

void StatusLine::setMarket(const QString &zone, const QString &currency)
{
    m_zone = zone;
    m_currency = currency;
    showMarket();
}

void StatusLine::showMarket()
{
    m_market->setText(m_zone.isEmpty() ? QString() : m_zone + u" · "_s + m_currency);
    m_market->setToolTip(tr("Zone and currency of the booking that is shown"));
}

} // namespace steward
