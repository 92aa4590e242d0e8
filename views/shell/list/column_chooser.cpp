// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/column_chooser.h"

#include "views/shell/list/shown_columns.h"
#include "views/widgets/button.h"
#include "views/widgets/check_delegate.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int card_width = 460;
constexpr int card_height = 620;
constexpr int step = 16;
}

ColumnChooser::ColumnChooser(const Theme &theme, ShownColumns &columns, QWidget *window)
    : Overlay(theme, tr("Columns of the list"), window)
    , m_columns(columns)
    , m_list(new QListWidget)
    , m_forward(Button::iconOnly(theme, u"arrow-up"_s, tr("Move forward (Alt+Up)")))
    , m_back(Button::iconOnly(theme, u"arrow-down"_s, tr("Move back (Alt+Down)")))
    , m_wider(Button::iconOnly(theme, u"plus"_s, tr("Wider (+)")))
    , m_narrower(Button::iconOnly(theme, u"minus"_s, tr("Narrower (-)")))
    , m_usual(new Button(theme, tr("Usual columns")))
    , m_close(new Button(theme, tr("Done"), Button::Kind::Primary))
{
    setObjectName(u"columns"_s);
    m_list->setObjectName(u"columns.list"_s);
    m_list->setAccessibleName(tr("Columns"));
    m_list->setItemDelegate(new CheckDelegate(theme, m_list));
    m_list->installEventFilter(this);
    const std::array named { std::pair { m_forward, u"columns.forward"_s }, std::pair { m_back, u"columns.back"_s }, std::pair { m_wider, u"columns.wider"_s },
        std::pair { m_narrower, u"columns.narrower"_s }, std::pair { m_usual, u"columns.usual"_s }, std::pair { m_close, u"columns.close"_s } };
    for (const auto &[button, name] : named)
        button->setObjectName(name);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 18, 20, 18);
    body->setSpacing(12);
    body->addWidget(new Label(theme, tr("Columns of the list"), Type::Title, Token::Text, QFont::DemiBold));
    auto *how = new Label(theme, tr("A click or Space shows or hides a column."), Type::Small, Token::Text2);
    how->setWordWrap(true);
    body->addWidget(how);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_list, 1);
    auto *side = new QVBoxLayout;
    side->setSpacing(grid::gap);
    for (Button *button : { m_forward, m_back, m_wider, m_narrower })
        side->addWidget(button);
    side->addStretch(1);
    middle->addLayout(side);
    body->addLayout(middle, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_usual);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    body->addLayout(buttons);
    cardLayout()->addLayout(body);

    connect(m_list, &QListWidget::itemChanged, this, &ColumnChooser::takeCheck);
    connect(m_list, &QListWidget::currentRowChanged, this, &ColumnChooser::showButtons);
    connect(m_forward, &QAbstractButton::clicked, this, [this] { move(-1); });
    connect(m_back, &QAbstractButton::clicked, this, [this] { move(1); });
    connect(m_wider, &QAbstractButton::clicked, this, [this] { widen(step); });
    connect(m_narrower, &QAbstractButton::clicked, this, [this] { widen(-step); });
    connect(m_usual, &QAbstractButton::clicked, &m_columns, &ShownColumns::reset);
    connect(m_close, &QAbstractButton::clicked, this, &ColumnChooser::closeOverlay);
    // Queued: a list is not filled anew while it tells of one of its lines.
    connect(&m_columns, &ShownColumns::changed, this, &ColumnChooser::fill, Qt::QueuedConnection);
}

void ColumnChooser::choose()
{
    m_list->clear();
    fill();
    openOverlay();
    m_list->setFocus(Qt::ShortcutFocusReason);
}

QRect ColumnChooser::cardPlace() const
{
    const QSize size(std::min(card_width, width() - 32), std::min(card_height, height() - 32));
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

/// Those that show, as they stand; below them the others.
void ColumnChooser::fill()
{
    const int before = current();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QList<int> columns = m_columns.shown();
    for (int column = 0; column < m_columns.shapes().size(); ++column) {
        if (!columns.contains(column))
            columns.append(column);
    }
    for (const int column : columns) {
        const ColumnShape &shape = m_columns.shapes().at(column);
        auto *item = new QListWidgetItem(shape.title, m_list);
        item->setData(Qt::UserRole, column);
        item->setCheckState(m_columns.isShown(column) ? Qt::Checked : Qt::Unchecked);
        if (shape.isFixed) {
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
            item->setText(tr("%1 (always)").arg(shape.title));
        }
        if (column == before)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    showButtons();
}

int ColumnChooser::current() const
{
    return m_list->currentItem() == nullptr ? -1 : m_list->currentItem()->data(Qt::UserRole).toInt();
}

void ColumnChooser::showButtons()
{
    const QList<int> columns = m_columns.shown();
    const bool shows = columns.contains(current());
    const QString hidden = shows ? QString() : tr("It is not shown.");
    m_forward->setRefusal(shows && columns.first() == current() ? tr("It is the first.") : hidden);
    m_back->setRefusal(shows && columns.last() == current() ? tr("It is the last.") : hidden);
    m_wider->setRefusal(hidden);
    m_narrower->setRefusal(hidden);
    m_usual->setRefusal(m_columns.isUsual() ? tr("They are the usual ones.") : QString());
}

void ColumnChooser::takeCheck(const QListWidgetItem *item)
{
    m_columns.setShown(item->data(Qt::UserRole).toInt(), item->checkState() == Qt::Checked);
}

void ColumnChooser::move(int by)
{
    if (m_columns.isShown(current()))
        m_columns.move(current(), by);
}

void ColumnChooser::widen(int pixels)
{
    if (m_columns.isShown(current()))
        m_columns.widen(current(), pixels);
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress && current() >= 0) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool up = key->key() == Qt::Key_Up, down = key->key() == Qt::Key_Down;
        if (key->modifiers() == Qt::AltModifier && (up || down)) {
            move(up ? -1 : 1);
            return true;
        }
        if (key->text() == "+"_L1 || key->text() == "-"_L1) {
            widen(key->text() == "+"_L1 ? step : -step);
            return true;
        }
    }
    return Overlay::eventFilter(watched, event);
}

} // namespace steward
