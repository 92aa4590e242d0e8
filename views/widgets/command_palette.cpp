// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/command_palette.h"

#include "views/widgets/card.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"
#include "views/widgets/palette_delegate.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>

using namespace Qt::StringLiterals;

namespace steward {

CommandPalette::CommandPalette(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Command palette"), window)
    , m_model(new PaletteModel(this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_foot(new Label(theme, QString(), Type::Small, Token::Text3))
{
    setObjectName(u"palette"_s);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(17, 0, 16, 0);
    top->setSpacing(12);
    top->addWidget(new IconView(theme, u"search"_s, Token::Text2, 18));
    top->addWidget(m_field, 1);
    cardLayout()->addLayout(top);
    cardLayout()->addWidget(new Divider(theme));
    cardLayout()->addWidget(m_list, 1);
    cardLayout()->addWidget(new Divider(theme));
    auto *bottom = new QHBoxLayout; // the style sheet takes a label's own margins away
    bottom->setContentsMargins(16, 7, 16, 8);
    bottom->addWidget(m_foot);
    cardLayout()->addLayout(bottom);

    m_field->setObjectName(u"palette.query"_s);
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->setPlaceholderText(tr("Reference, e-mail, name, or a command"));
    m_field->setProperty("bare", true);
    m_field->setFont(theme.font(Type::Title));
    m_field->setFixedHeight(50);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"palette.results"_s);
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus); // typing never stops: the arrows in the field move the choice
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(120);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::onTyped);
    connect(&m_rest, &QTimer::timeout, this, [this] { emit searched(m_field->text().trimmed()); });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(this, &Overlay::opened, this, [this] {
        m_field->clear();
        refresh();
        m_field->setFocus(Qt::OtherFocusReason);
    });
    refresh();
}

void CommandPalette::setEntries(const QList<PaletteEntry> &entries)
{
    m_model->setLocal(entries);
    refresh();
}

void CommandPalette::setRecent(const QList<PaletteEntry> &entries)
{
    m_model->setRecent(entries);
    refresh();
}

void CommandPalette::showFound(const QString &typed, const QList<PaletteEntry> &entries)
{
    if (typed != m_field->text().trimmed())
        return;
    m_waiting = false;
    m_model->setFound(entries);
    refresh();
}

void CommandPalette::showSearchProblem(const QString &typed, const QString &text)
{
    if (typed != m_field->text().trimmed())
        return;
    m_waiting = false;
    refresh();
    m_foot->setText(text);
}

void CommandPalette::onTyped(const QString &text)
{
    const QString typed = text.trimmed();
    m_model->setTyped(typed);
    m_waiting = !typed.isEmpty();
    if (m_waiting)
        m_rest.start();
    else
        m_rest.stop();
    refresh();
}

void CommandPalette::refresh()
{
    const int first = m_model->selectable(0, 1);
    m_list->setCurrentIndex(first < 0 ? QModelIndex() : m_model->index(first));
    m_list->scrollToTop();
    if (m_waiting)
        m_foot->setText(tr("Searching the whole database…"));
    else if (first < 0)
        m_foot->setText(m_field->text().isEmpty() ? QString() : tr("Nothing fits “%1”.").arg(m_field->text().trimmed()));
    else
        m_foot->setText(tr("↑↓ move    Enter open    Esc close"));
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid() || m_model->isSection(index.row()) || !index.data(PaletteModel::refusal_role).toString().isEmpty())
        return;
    const QString id = index.data(PaletteModel::id_role).toString();
    closeOverlay();
    emit chosen(id);
}

void CommandPalette::move(int step)
{
    const int here = m_list->currentIndex().row();
    const int there = m_model->selectable(here < 0 ? 0 : here + step, step);
    if (there >= 0)
        m_list->setCurrentIndex(m_model->index(there));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return Overlay::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down: move(1); return true;
    case Qt::Key_Up: move(-1); return true;
    case Qt::Key_PageDown: move(5); return true;
    case Qt::Key_PageUp: move(-5); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(m_list->currentIndex()); return true;
    case Qt::Key_Escape: closeOverlay(); return true;
    default: return false;
    }
}

QRect CommandPalette::cardPlace() const
{
    const int wide = std::min(640, width() - 2 * grid::page);
    const int high = std::min(460, height() - 2 * grid::page);
    return { (width() - wide) / 2, std::min(72, (height() - high) / 2), wide, high };
}

} // namespace steward
