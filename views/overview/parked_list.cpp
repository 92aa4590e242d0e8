// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/parked_list.h"

#include "views/shell/counts.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int most_rows = 5;
}

ParkedList::ParkedList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_header(new SectionHeader(theme, tr("Steps that failed for good")))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"overview.parked"_s);
    auto *card = new Card(theme);
    card->setPadded();
    card->body()->addWidget(m_header);
    card->body()->addLayout(m_rows);
    m_rows->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(card);
    hide();
}

void ParkedList::setSteps(const QList<ParkedStep> &steps)
{
    QStringList shown;
    for (const ParkedStep &step : steps)
        shown << QString::number(step.id.value()) + step.failure + step.reference;
    setVisible(!steps.isEmpty());
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem *row = m_rows->takeAt(0)) {
        delete row->widget();
        delete row;
    }
    m_header->setTitle(countedText(steps.size(), tr("1 step failed for good"), tr("%1 steps failed for good")));
    m_header->setSubtitle(steps.size() == 1 ? tr("It waits until somebody tries it again, moves it or stops it.")
                                            : tr("They wait until somebody tries them again, moves them or stops them."));
    for (const ParkedStep &step : steps.first(std::min<qsizetype>(steps.size(), most_rows))) {
        auto *row = new QWidget;
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 4, 0, 4);
        line->setSpacing(12);
        line->addWidget(new IconView(m_theme, u"triangle-alert"_s, Token::Warn, 18));
        auto *text = new QVBoxLayout;
        text->setSpacing(0);
        text->addWidget(new ElidedLabel(m_theme, tr("%1 · %2, %3").arg(step.title, step.subject, step.reference), Type::Body, Token::Text, QFont::DemiBold));
        text->addWidget(new ElidedLabel(m_theme, tr("Tried %1 times: %2").arg(step.attempts).arg(step.failure), Type::Small, Token::Text2));
        line->addLayout(text, 1);
        auto *open = new Button(m_theme, tr("Open"), Button::Kind::Secondary);
        open->setObjectName(u"overview.parked-"_s + step.reference.toLower());
        open->setAccessibleName(tr("Open %1").arg(step.reference));
        connect(open, &QAbstractButton::clicked, this, [this, entity = step.entity, id = step.entityId] { emit opened(entity, id); });
        line->addWidget(open);
        m_rows->addWidget(row);
    }
    if (steps.size() > most_rows)
        m_rows->addWidget(new Label(m_theme, tr("and %1 more").arg(steps.size() - most_rows), Type::Small, Token::Text2));
}

} // namespace steward
