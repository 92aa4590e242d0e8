// SPDX-License-Identifier: GPL-3.0-or-later
// "Why?" on the Overview: what a figure, a state or an arrow counts, and the lists behind it.
#include "views/overview/counted_list.h"
#include "views/overview/counted_words.h"
#include "views/overview/flow_map.h"
#include "views/overview/overview_page.h"

#include <QContextMenuEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace steward {

std::optional<OverviewPage::Counted> OverviewPage::countedAs(const QString &subject) const
{
    const QString kind = subject.section(u':', 0, 0), name = subject.section(u':', 1);
    const QString market = marketName(kind == "figure"_L1 ? m_asked.market : m_flowMarket);
    Counted counted;
    if (kind == "figure"_L1 && m_figures) {
        const auto figure = std::ranges::find_if(m_figures->figures, [&](const Figure &f) { return f.name == name && (f.currency.isEmpty() || f.currency == m_currency); });
        if (figure == m_figures->figures.end())
            return std::nullopt;
        counted.answer = whyFigure(*figure, market);
        for (const FigureList &list : figure->lists)
            counted.lists.append(listBehind(*figure, list, m_asked.market));
        return counted;
    }
    if (!m_flowing)
        return std::nullopt;
    if (kind == "state"_L1) {
        const auto state = std::ranges::find_if(m_flowing->states, [&name](const OverviewState &s) { return stateName(s.state) == name; });
        if (state == m_flowing->states.end())
            return std::nullopt;
        counted.answer = whyState(*state, market, m_desk.session.now());
        counted.lists.append(listBehind(*state, m_flowMarket));
        return counted;
    }
    const auto arrow = std::ranges::find_if(m_flowing->arrows, [&name](const OverviewArrow &a) { return FlowMap::arrowName(a) == name; });
    if (arrow == m_flowing->arrows.end())
        return std::nullopt;
    counted.answer = whyArrow(*arrow, market);
    counted.lists.append(listBehind(*arrow, m_flowMarket));
    return counted;
}

void OverviewPage::askWhy(const QString &subject)
{
    const auto counted = countedAs(subject);
    if (!counted) {
        Notice notice;
        notice.kind = Notice::Kind::Information;
        notice.text = tr("Choose a figure, or a state or number of the flow, and ask again: with Tab, or by pointing at it.");
        return m_desk.notify(notice);
    }
    if (m_why == nullptr) {
        m_why = new WhyPanel(m_desk.theme, window());
        connect(m_why, &WhyPanel::wayChosen, this, [this](int way) { openBookings(m_whyLists.at(way)); });
    }
    m_whyLists = counted->lists;
    m_why->open(counted->answer);
}

void OverviewPage::contextMenuEvent(QContextMenuEvent *event)
{
    const QString subject = event->reason() == QContextMenuEvent::Keyboard ? WhyPanel::subjectWithin(this) : WhyPanel::subjectAt(this, event->globalPos());
    const auto counted = countedAs(subject);
    if (!counted)
        return Area::contextMenuEvent(event);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"overview.menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (qsizetype way = 0; way < counted->lists.size(); ++way)
        menu->addAction(counted->answer.ways.at(way), this, [this, list = counted->lists.at(way)] { openBookings(list); });
    menu->addSeparator();
    menu->addAction(tr("Why?"), QKeySequence(Qt::Key_W), this, [this, subject] { askWhy(subject); });
    menu->popup(event->globalPos());
}

} // namespace steward
