// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/view_bar.h"

#include "views/bookings/list/booking_conditions.h"
#include "views/shell/link_status.h"
#include "views/widgets/button.h"
#include "views/widgets/tab_bar.h"

#include <QBoxLayout>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
const QString saved_prefix = u"saved/"_s;
/// Each tab's count is a question of its own.
constexpr std::chrono::seconds count_rest { 3 };
}

BookingViewBar::BookingViewBar(const Desk &desk, const SavedViews &saved, Counter count, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_saved(saved)
    , m_count(std::move(count))
    , m_presets(bookingPresets(QDateTime::currentDateTimeUtc()))
    , m_tabs(new TabBar(desk.theme, tr("Views of the list"), this))
    , m_save(Button::iconOnly(desk.theme, u"plus"_s, tr("Save the view as… (Ctrl+S)"), this))
{
    m_tabs->setObjectName(u"bookings.views"_s);
    m_save->setObjectName(u"bookings.save-view"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::unit);
    row->addWidget(m_tabs);
    row->addWidget(m_save);
    row->addStretch(1);
    fill();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { emit chosen(current()); });
    connect(m_save, &QAbstractButton::clicked, this, &BookingViewBar::saveRequested);
    connect(&saved, &SavedViews::changed, this, [this] {
        fill();
        askCounts();
    });
    m_rest.setSingleShot(true);
    m_rest.setInterval(count_rest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (isVisible())
            askCounts();
        else
            m_isStale = true;
    });
    connect(&desk.link, &LinkStatus::recordChanged, this, [this](const QString &entity) {
        if (entity == "booking"_L1)
            askCountsSoon();
    });
    connect(&desk.link, &LinkStatus::healed, this, &BookingViewBar::askCountsSoon);
}

void BookingViewBar::askCountsSoon()
{
    if (!isVisible())
        m_isStale = true;
    else if (!m_rest.isActive())
        m_rest.start();
}

void BookingViewBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        askCountsSoon();
}

QStringList BookingViewBar::presetTitles() const
{
    QStringList titles;
    for (const BookingPreset &preset : m_presets)
        titles << preset.title;
    return titles;
}

BookingPreset BookingViewBar::preset(const QString &id)
{
    const QList<BookingPreset> now = bookingPresets(QDateTime::currentDateTimeUtc());
    const auto found = std::ranges::find(now, id, &BookingPreset::id);
    m_presets = now; // only here: the id may be one of those that stood there
    return found == now.end() ? now.first() : *found;
}

QString BookingViewBar::current() const
{
    const int index = m_tabs->currentIndex();
    return index < m_presets.size() ? m_presets.at(index).id : saved_prefix + m_views.at(index - m_presets.size()).id;
}

std::optional<SavedView> BookingViewBar::currentSaved() const
{
    const qsizetype index = m_tabs->currentIndex() - m_presets.size();
    return index < 0 ? std::nullopt : std::optional(m_views.at(index));
}

bool BookingViewBar::setCurrent(const QString &id)
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        if (id != (index < m_presets.size() ? m_presets.at(index).id : saved_prefix + m_views.at(index - m_presets.size()).id))
            continue;
        const QSignalBlocker quiet(m_tabs);
        m_tabs->setCurrentIndex(index);
        setChanged(false);
        return true;
    }
    return false;
}

void BookingViewBar::setChanged(bool changed)
{
    m_isChanged = changed;
    showTitles();
}

/// The same view stays the current one while others come and go; when it went itself, all bookings are.
void BookingViewBar::fill()
{
    const QSignalBlocker quiet(m_tabs);
    const QString before = m_tabs->count() > 0 ? current() : QString();
    m_views = m_saved.all();
    const auto wanted = static_cast<int>(m_presets.size() + m_views.size());
    while (m_tabs->count() > wanted)
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < wanted)
        m_tabs->addTab({});
    m_questions = std::vector<Latest>(static_cast<std::size_t>(wanted));
    for (auto index = static_cast<int>(m_presets.size()); index < wanted; ++index)
        m_tabs->setCount(index, -1); // it may be another view's by now
    showTitles();
    if (!before.isEmpty() && !setCurrent(before))
        setCurrent(m_presets.first().id);
}

void BookingViewBar::showTitles()
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        const bool isPreset = index < m_presets.size();
        const QString name = isPreset ? m_presets.at(index).title : m_views.at(index - m_presets.size()).name;
        const bool isMarked = !isPreset && m_isChanged && index == m_tabs->currentIndex();
        m_tabs->setTabToolTip(index, isMarked ? tr("It was changed since it was saved (Ctrl+Shift+S saves the changes)") : QString());
        m_tabs->setTabText(index, isMarked ? name + u" •"_s : name);
        m_tabs->nameTab(index, isMarked ? tr("%1, changed").arg(name) : name);
    }
}

BookingFilter BookingViewBar::filterOf(const QJsonObject &shows)
{
    BookingFilter filter = preset(shows.value("view"_L1).toString()).filter;
    readConditions(shows, filter);
    return filter;
}

void BookingViewBar::askCounts()
{
    m_isStale = false;
    for (int index = 0; index < m_tabs->count(); ++index) {
        const BookingFilter filter = index < m_presets.size() ? m_presets.at(index).filter : filterOf(m_views.at(index - m_presets.size()).shows);
        m_questions.at(static_cast<std::size_t>(index)).ask(m_count(filter), this, [this, index](const Result<Total> &answer) {
            if (answer)
                m_tabs->setCount(index, answer->rows, answer->exact);
        });
    }
}

} // namespace steward
