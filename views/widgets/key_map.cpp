// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/key_map.h"

#include "views/widgets/badge.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

KeyMapOverlay::KeyMapOverlay(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Keys"), window)
    , m_scroller(new QScrollArea)
{
    setObjectName(u"key-map"_s);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(20, 12, 20, 12);
    head->addWidget(new Label(theme, tr("Keys"), Type::Title, Token::Text, QFont::DemiBold));
    head->addStretch();
    auto *close = Button::iconOnly(theme, u"x"_s, tr("Close the key map"));
    close->setObjectName(u"key-map.close"_s);
    head->addWidget(close);
    cardLayout()->addLayout(head);
    cardLayout()->addWidget(new Divider(theme));
    cardLayout()->addWidget(m_scroller, 1);
    m_scroller->setWidgetResizable(true);
    m_scroller->viewport()->setAutoFillBackground(false);
    m_scroller->setAccessibleName(tr("List of keys"));
    m_scroller->setFocusPolicy(Qt::NoFocus);
    connect(close, &QPushButton::clicked, this, &Overlay::closeOverlay);
    connect(this, &Overlay::opened, close, [close] { close->setFocus(Qt::OtherFocusReason); });
}

void KeyMapOverlay::setGroups(const QList<Group> &groups)
{
    auto *page = new QWidget;
    page->setAutoFillBackground(false);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(20, 16, 20, 20);
    columns->setSpacing(32);
    qsizetype all = 0;
    for (const Group &group : groups)
        all += group.lines.size() + 2;
    QVBoxLayout *column = nullptr;
    qsizetype filled = 0;
    for (const Group &group : groups) {
        if (column == nullptr || filled * 2 >= all) { // two columns of about one height
            if (column != nullptr)
                column->addStretch();
            column = new QVBoxLayout;
            column->setSpacing(grid::pad);
            columns->addLayout(column, 1);
            filled = filled == 0 ? 0 : filled - all; // no third column
        }
        filled += group.lines.size() + 2;
        auto *block = new QGridLayout;
        block->setHorizontalSpacing(12);
        block->setVerticalSpacing(6);
        block->setColumnStretch(0, 1);
        block->addWidget(makeOverline(theme(), group.title), 0, 0, 1, 2);
        for (int i = 0; i < group.lines.size(); ++i) {
            block->addWidget(new ElidedLabel(theme(), group.lines[i].text, Type::Body, Token::Text), i + 1, 0);
            block->addWidget(new KeyHint(theme(), group.lines[i].keys), i + 1, 1, Qt::AlignTrailing);
        }
        column->addLayout(block);
    }
    if (column != nullptr)
        column->addStretch();
    m_scroller->setWidget(page);
    page->setAutoFillBackground(false); // the scroll area has just turned it on
}

QRect KeyMapOverlay::cardPlace() const
{
    const int wanted = m_scroller->widget() != nullptr ? m_scroller->widget()->sizeHint().height() + 64 : 400;
    const int wide = std::min(760, width() - 2 * grid::page);
    const int high = std::min(wanted, height() - 2 * grid::page);
    return { (width() - wide) / 2, (height() - high) / 2, wide, high };
}

void KeyMapOverlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Question)
        closeOverlay();
    else
        Overlay::keyPressEvent(event);
}

} // namespace steward
