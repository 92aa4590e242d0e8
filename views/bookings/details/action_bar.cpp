// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/action_bar.h"

#include "views/widgets/button.h"
#include "views/widgets/flow_layout.h"
#include "views/widgets/label.h"
#include "views/widgets/why_panel.h"

#include <QBoxLayout>
#include <QMenu>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int highest_reasons = 132; ///< more of them are scrolled, so that the buttons stay in the window

} // namespace

ActionBar::ActionBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_buttons(new QWidget(this))
    , m_flow(new FlowLayout(grid::gap, grid::gap, m_buttons))
    , m_why(new Button(theme, tr("Why not more?"), Button::Kind::Link, m_buttons))
    , m_forCustomer(makeActing(u"customer"_s, tr("For the customer…")))
    , m_forProvider(makeActing(u"provider"_s, tr("For the provider…")))
    , m_reasons(new QScrollArea(this))
    , m_lines(new QVBoxLayout)
{
    setObjectName(u"booking.actions"_s);
    setAccessibleName(tr("What can be done"));
    m_why->setObjectName(u"booking.why"_s);
    m_why->setAccessibleName(tr("Why some actions are not possible"));
    m_flow->setContentsMargins({});
    m_lines->setContentsMargins({});
    m_lines->setSpacing(2);
    auto *lines = new QWidget;
    lines->setLayout(m_lines);
    m_reasons->setObjectName(u"booking.reasons"_s);
    m_reasons->setAccessibleName(tr("Why some actions are not possible"));
    m_reasons->setWidgetResizable(true);
    m_reasons->setFrameShape(QFrame::NoFrame);
    m_reasons->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_reasons->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_reasons->setMaximumHeight(highest_reasons);
    m_reasons->setWidget(lines);
    lines->setAutoFillBackground(false);
    m_reasons->viewport()->setAutoFillBackground(false);
    m_reasons->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::pad, 12, grid::pad, 12);
    column->setSpacing(grid::gap);
    column->addWidget(m_reasons);
    column->addWidget(m_buttons);
    connect(m_why, &QAbstractButton::clicked, this, [this] { showReasons(!m_reasonsShown); });
}

void ActionBar::setActions(const QList<BookingAction> &actions)
{
    m_actions = actions;
    std::ranges::stable_partition(m_actions, &BookingAction::allowed);
    // Buttons stay while their operations do, so that the focus stays with them.
    QHash<QString, Button *> before;
    for (Button *button : m_buttons->findChildren<Button *>(Qt::FindDirectChildrenOnly)) {
        if (button != m_why && button != m_forCustomer.button && button != m_forProvider.button)
            before.insert(button->objectName(), button);
    }
    while (QLayoutItem *item = m_flow->takeAt(0))
        delete item;
    bool refused = false;
    for (const BookingAction &action : std::as_const(m_actions)) {
        QString name = action.operation;
        const QString id = u"booking."_s + name.replace(u'_', u'-');
        Button *button = before.take(id);
        if (button == nullptr) {
            const auto kind = action.danger ? Button::Kind::DangerOutline : Button::Kind::Secondary;
            button = new Button(m_theme, tr("%1…").arg(action.title), kind, m_buttons);
            button->setAccessibleName(action.title);
            button->setObjectName(id);
            WhyPanel::setSubject(button, action.operation);
            connect(button, &QAbstractButton::clicked, this, [this, operation = action.operation] { emit requested(operation); });
        }
        button->setRefusal(action.allowed ? m_refusal : action.why);
        refused = refused || !action.allowed;
        m_flow->addWidget(button);
        button->setVisible(action.allowed);
    }
    qDeleteAll(before);
    m_flow->addWidget(m_forCustomer.button);
    m_flow->addWidget(m_forProvider.button);
    m_flow->addWidget(m_why);
    m_why->setVisible(refused);
    setVisible(!actions.isEmpty() || !m_acting.isEmpty());
    m_flow->invalidate();
    fillReasons();
}

ActionBar::Acting ActionBar::makeActing(const QString &party, const QString &words)
{
    Acting place { new Button(m_theme, words, Button::Kind::Secondary, m_buttons), new QMenu(this) };
    place.button->setObjectName(u"booking.for-"_s + party);
    place.button->setIconName(u"user"_s);
    place.button->setVisible(false);
    place.menu->setObjectName(u"booking.for-%1-menu"_s.arg(party));
    place.menu->setToolTipsVisible(true);
    // Qt lists no popups for assistive technology: that the button is pressed says that its menu is open.
    connect(place.menu, &QMenu::aboutToShow, place.button, [button = place.button] { button->setDown(true); });
    connect(place.menu, &QMenu::aboutToHide, place.button, [button = place.button] { button->setDown(false); });
    connect(place.button, &QAbstractButton::clicked, this, [this, party] { openActing(party); });
    return place;
}

void ActionBar::setActing(const QList<BookingActing> &acting)
{
    m_acting = acting;
    // What is possible first, and what is hard to take back last of it.
    std::ranges::stable_sort(m_acting, {}, [](const BookingActing &a) { return std::pair(!a.allowed, a.danger); });
    fillActing(m_forCustomer, u"customer"_s);
    fillActing(m_forProvider, u"provider"_s);
}

void ActionBar::fillActing(const Acting &place, const QString &party)
{
    place.menu->clear();
    bool any = false;
    for (const BookingActing &acting : std::as_const(m_acting)) {
        if (acting.party != party)
            continue;
        QAction *action = place.menu->addAction(tr("%1…").arg(acting.title), this, [this, acting] { emit actingRequested(acting); });
        action->setEnabled(acting.allowed);
        action->setToolTip(acting.why);
        any = any || acting.allowed;
    }
    if (m_isAwayOffered && party == "provider"_L1) {
        place.menu->addSeparator();
        place.menu->addAction(tr("Provider is away…"), this, &ActionBar::awayRequested);
        if (m_isAway)
            place.menu->addAction(tr("Provider is back…"), this, &ActionBar::backRequested);
        any = true;
    }
    place.button->setVisible(!place.menu->isEmpty());
    place.button->setRefusal(!m_refusal.isEmpty() ? m_refusal : any ? QString() : tr("Nothing of theirs is possible now."));
}

void ActionBar::offerAway()
{
    m_isAwayOffered = true;
}

void ActionBar::setAway(bool away)
{
    m_isAway = away;
}

void ActionBar::openActing(const QString &party)
{
    const Acting &place = party == "customer"_L1 ? m_forCustomer : m_forProvider;
    if (place.button->isVisible() && place.button->isEnabled())
        place.menu->popup(place.button->mapToGlobal(QPoint(0, place.button->height())));
}

void ActionBar::showReasons(bool shown)
{
    m_reasonsShown = shown;
    m_why->setText(shown ? tr("Hide why") : tr("Why not more?"));
    setActions(QList<BookingAction>(m_actions));
}

void ActionBar::setRefusal(const QString &why)
{
    if (m_refusal == why)
        return;
    m_refusal = why;
    setActions(QList<BookingAction>(m_actions));
    setActing(QList<BookingActing>(m_acting));
}

void ActionBar::fillReasons()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const BookingAction &action : std::as_const(m_actions)) {
        if (action.allowed)
            continue;
        QString name = action.operation;
        auto *line = new Label(m_theme, tr("%1: %2").arg(action.title, action.why), Type::Small, Token::Text2, QFont::Normal, m_reasons->widget());
        line->setObjectName(u"booking.why-"_s + name.replace(u'_', u'-'));
        line->setWordWrap(true);
        WhyPanel::setSubject(line, action.operation);
        m_lines->addWidget(line);
    }
    m_reasons->setVisible(m_reasonsShown && m_lines->count() > 0);
    m_lines->addStretch(1);
}

} // namespace steward
