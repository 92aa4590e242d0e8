// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/confirm_bar.h"

#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

ConfirmBar::ConfirmBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_notes(new QVBoxLayout)
    , m_back(new Button(theme, tr("Back")))
    , m_confirm(new Button(theme, tr("Confirm"), Button::Kind::Danger))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::pad, 10, grid::pad, 12);
    column->setSpacing(10);
    m_notes->setSpacing(2);
    column->addLayout(m_notes);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_back);
    row->addWidget(m_confirm, 1);
    m_confirm->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_confirm, &QPushButton::clicked, this, &ConfirmBar::confirmed);
    connect(m_back, &QPushButton::clicked, this, &ConfirmBar::backed);
}

void ConfirmBar::setConfirmText(const QString &text, Button::Kind kind)
{
    m_confirm->setText(text);
    m_confirm->setKind(kind);
}

void ConfirmBar::setBackText(const QString &text)
{
    m_back->setText(text);
}

void ConfirmBar::setNotes(const QList<Note> &notes)
{
    while (QLayoutItem *item = m_notes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Note &note : notes) {
        const bool quiet = note.tone == Tone::Mute;
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(new IconView(m_theme, note.icon, quiet ? Token::Text2 : ink(note.tone), 14), 0, Qt::AlignVCenter);
        auto *text = new Label(m_theme, note.text, Type::Small, quiet ? Token::Text2 : ink(note.tone), quiet ? QFont::Normal : QFont::DemiBold);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        m_notes->addWidget(line);
    }
}

void ConfirmBar::setBusy(bool busy)
{
    m_confirm->setLoading(busy);
    m_back->setEnabled(!busy);
}

void ConfirmBar::setRefusal(const QString &why)
{
    m_confirm->setRefusal(why);
}

void ConfirmBar::setNames(const QString &prefix)
{
    m_confirm->setObjectName(prefix + ".confirm"_L1);
    m_back->setObjectName(prefix + ".back"_L1);
}

void ConfirmBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.colour(Token::Border));
}

} // namespace steward
