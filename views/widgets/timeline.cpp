// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/timeline.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QAbstractListModel>
#include <QPainter>
#include <QStyledItemDelegate>

namespace steward {

namespace {
constexpr int entry_height = 44;
constexpr int medal = 28;
} // namespace

class Timeline::Model final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(const QList<TimelineEntry> &entries)
    {
        beginResetModel();
        m_entries = entries;
        endResetModel();
    }

    [[nodiscard]] const TimelineEntry &at(int row) const { return m_entries[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const TimelineEntry &entry = m_entries[index.row()];
        switch (role) {
        case Qt::DisplayRole: return entry.title;
        case Qt::AccessibleTextRole: return entry.isAhead ? Timeline::tr("%1, %2, not yet then").arg(entry.title, entry.detail) : Timeline::tr("%1, %2").arg(entry.title, entry.detail);
        case Qt::ToolTipRole: return entry.hint;
        default: return {};
        }
    }

private:
    QList<TimelineEntry> m_entries;
};

class Timeline::Painter final : public QStyledItemDelegate
{
public:
    Painter(const Theme &theme, const Model *model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_model(model)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return { 120, entry_height }; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const TimelineEntry &entry = m_model->at(index.row());
        const Tone tone = entry.isAhead ? Tone::Mute : entry.tone;
        const QRect &box = option.rect;
        const auto visual = [&](const QRect &logical) { return QStyle::visualRect(option.direction, box, logical); };
        painter->save();
        painter->setLayoutDirection(option.direction);
        const int middle = box.center().y();
        const QRect circle(box.left(), middle - medal / 2, medal, medal);
        const int spine = circle.center().x();
        const QColor line = m_theme.colour(Token::Border);
        if (index.row() > 0)
            painter->fillRect(visual(QRect(spine, box.top(), 2, circle.top() - box.top() - 2)), line);
        if (index.row() + 1 < m_model->rowCount())
            painter->fillRect(visual(QRect(spine, circle.bottom() + 3, 2, box.bottom() - circle.bottom() - 2)), line);
        const bool outlined = m_theme.scheme() == Scheme::HighContrast;
        paintRounded(painter, visual(circle), medal / 2.0, m_theme.colour(soft(tone)), outlined ? line : QColor());
        paintIcon(painter, entry.icon, visual(circle).adjusted(6, 6, -6, -6), m_theme.colour(ink(tone)));
        const QRect words = visual(box.adjusted(medal + 12, 0, -4, 0));
        const auto shade = [&](Token now) { return m_theme.colour(entry.isAhead ? Token::Text3 : now); };
        paintText(painter, QRect(words.left(), middle - 17, words.width(), 18), entry.title, m_theme.font(Type::Body), shade(Token::Text));
        paintText(painter, QRect(words.left(), middle, words.width(), 18), entry.detail, m_theme.font(Type::Small), shade(Token::Text2));
        const auto *view = qobject_cast<const QListView *>(option.widget);
        if (view != nullptr && hasKeyboardFocus(view) && view->currentIndex() == index)
            paintFocusRing(painter, m_theme, QRectF(words).adjusted(-6, 2, 3, -2), 6);
        painter->restore();
    }

private:
    const Theme &m_theme;
    const Model *m_model;
};

Timeline::Timeline(const Theme &theme, const QString &name, QWidget *parent)
    : QListView(parent)
    , m_model(new Model(this))
{
    setAccessibleName(name);
    setModel(m_model);
    setItemDelegate(new Painter(theme, m_model, this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformItemSizes(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { emit chosen(m_model->at(index.row()).id); });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

Timeline::~Timeline() = default;

void Timeline::setEntries(const QList<TimelineEntry> &entries)
{
    const int row = m_model->rowCount() - currentIndex().row(); // from the end: what is older stays
    const bool hadCurrent = currentIndex().isValid();
    m_model->set(entries);
    if (!entries.isEmpty()) // a screen reader that finds focus without a current item fails in Qt 6.4
        setCurrentIndex(m_model->index(hadCurrent ? std::max(0, m_model->rowCount() - row) : 0));
    updateGeometry();
}

QSize Timeline::sizeHint() const
{
    return { 240, m_model->rowCount() * entry_height };
}

QSize Timeline::minimumSizeHint() const
{
    return { 160, sizeHint().height() };
}

} // namespace steward
