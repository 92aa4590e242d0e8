// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/comparison.h"

#include "views/shell/activity/activity_form.h"
#include "views/shell/activity/argument_editor.h"
#include "views/shell/activity/compared_outcomes.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QBoxLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr QSize card { 980, 640 };
constexpr int names_width = 150;
/// Above the lines: title, what the button would say, what stands in the way, the buttons.
constexpr int head_rows = 4;

} // namespace

Comparison::Comparison(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Outcomes side by side"), window)
    , m_content(new QWidget)
    , m_grid(new QGridLayout(m_content))
{
    setObjectName(u"comparison"_s);
    auto *title = new Label(theme, tr("Which outcome?"), Type::Title, Token::Text, QFont::DemiBold);
    title->setObjectName(u"comparison.title"_s);
    auto *what = new Label(theme, tr("Lines in bold differ. Nothing is done until the chosen form is confirmed."), Type::Small, Token::Text2);
    what->setWordWrap(true);
    auto *close = Button::iconOnly(theme, u"x"_s, tr("Close the comparison"));
    close->setObjectName(u"comparison.close"_s);
    connect(close, &QAbstractButton::clicked, this, &Overlay::closeOverlay);
    auto *head = new QHBoxLayout;
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(what);
    head->addLayout(texts, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(grid::pad);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, names_width);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"comparison.lines"_s);
    scroll->setAccessibleName(tr("What each would do"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(20, 18, 12, 18);
    column->setSpacing(grid::pad);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    cardLayout()->addLayout(column);
}

QString Comparison::letter(qsizetype form)
{
    return QString(QChar(u'A' + static_cast<char16_t>(form)));
}

void Comparison::makeColumn(qsizetype at)
{
    const QString name = letter(at).toLower();
    Column column {};
    column.title = new Label(theme(), {}, Type::Body, Token::Text, QFont::DemiBold);
    column.title->setObjectName(u"comparison.title-"_s + name);
    column.summary = new Label(theme(), {}, Type::Small, Token::Text2);
    column.summary->setObjectName(u"comparison.summary-"_s + name);
    column.refusal = new Label(theme(), {}, Type::Small, Token::Warn);
    column.refusal->setObjectName(u"comparison.refusal-"_s + name);
    for (Label *label : { column.title, column.summary, column.refusal })
        label->setWordWrap(true);
    column.choose = new Button(theme(), tr("Choose %1").arg(letter(at)));
    column.choose->setObjectName(u"comparison.choose-"_s + name);
    column.drop = Button::iconOnly(theme(), u"x"_s, tr("Take %1 away").arg(letter(at)));
    column.drop->setObjectName(u"comparison.drop-"_s + name);
    connect(column.choose, &QAbstractButton::clicked, this, [this, at] {
        closeOverlay();
        emit chosen(at);
    });
    connect(column.drop, &QAbstractButton::clicked, this, [this, at] { emit dropped(at); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(column.choose);
    buttons->addWidget(column.drop);
    buttons->addStretch(1);
    const int place = static_cast<int>(at) + 1;
    m_grid->addWidget(column.title, 0, place);
    m_grid->addWidget(column.summary, 1, place);
    m_grid->addWidget(column.refusal, 2, place);
    m_grid->addLayout(buttons, 3, place);
    m_columns.append(column);
}

void Comparison::showForms(const QList<const ActivityForm *> &forms, qsizetype current)
{
    m_current = current;
    while (m_columns.size() < forms.size())
        makeColumn(m_columns.size());
    for (qsizetype at = 0; at < m_columns.size(); ++at) {
        const Column &column = m_columns.at(at);
        const bool isShown = at < forms.size();
        for (QWidget *part : { static_cast<QWidget *>(column.title), static_cast<QWidget *>(column.summary), static_cast<QWidget *>(column.refusal),
                 static_cast<QWidget *>(column.choose), static_cast<QWidget *>(column.drop) })
            part->setVisible(isShown);
        m_grid->setColumnStretch(static_cast<int>(at) + 1, isShown ? 1 : 0);
        if (!isShown)
            continue;
        const ActivityForm &form = *forms.at(at);
        column.title->setText(u"%1 · %2"_s.arg(letter(at), form.subject().title));
        column.summary->setText(form.editor().confirmText());
        column.refusal->setText(form.outcome() ? QString() : form.refusal());
        column.refusal->setVisible(!form.outcome());
        column.choose->setKind(at == current ? Button::Kind::Primary : Button::Kind::Secondary);
    }
    showLines(forms);
}

void Comparison::focusCurrent()
{
    m_columns.at(m_current).choose->setFocus(Qt::ShortcutFocusReason);
}

void Comparison::showLines(const QList<const ActivityForm *> &forms)
{
    for (QWidget *cell : std::as_const(m_cells)) {
        m_grid->removeWidget(cell);
        cell->hide();
        cell->deleteLater();
    }
    m_cells.clear();
    QList<std::optional<ShownEffects>> outcomes;
    bool takesSecond = false;
    for (const ActivityForm *form : forms) {
        const auto &outcome = form->outcome();
        outcomes << (outcome ? std::optional(shownEffects(*outcome, form->subject().words, true)) : std::nullopt);
        takesSecond = takesSecond || (outcome && outcome->weighed);
    }
    QList<ComparedLine> lines = comparedLines(outcomes);
    if (takesSecond) {
        ComparedLine line;
        line.what = tr("Second person");
        for (const ActivityForm *form : forms)
            line.values << (!form->outcome() ? QString() : form->outcome()->weighed ? tr("needed") : tr("not needed"));
        lines.append(line);
    }
    int row = head_rows;
    for (const ComparedLine &line : std::as_const(lines)) {
        auto *divider = new Divider(theme());
        m_grid->addWidget(divider, row++, 0, 1, static_cast<int>(forms.size()) + 1);
        m_cells << divider;
        const bool differs = line.differs();
        const auto add = [&](const QString &text, int place) {
            auto *cell = new Label(theme(), isolated(text), Type::Small, differs ? Token::Text : Token::Text2, differs ? QFont::DemiBold : QFont::Normal);
            cell->setWordWrap(true);
            m_grid->addWidget(cell, row, place, Qt::AlignTop);
            m_cells << cell;
            return cell;
        };
        add(line.what, 0);
        for (qsizetype at = 0; at < line.values.size(); ++at) {
            Label *cell = add(line.values.at(at), static_cast<int>(at) + 1);
            cell->setObjectName(u"comparison.%1-%2"_s.arg(letter(at).toLower()).arg((row - head_rows) / 2 + 1));
            if (!line.values.at(at).isEmpty())
                cell->setAccessibleName(differs ? tr("%1, %2: %3, differs").arg(letter(at), line.what, line.values.at(at)) : tr("%1, %2: %3").arg(letter(at), line.what, line.values.at(at)));
        }
        ++row;
    }
    m_grid->setRowStretch(row, 1);
}

QRect Comparison::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), std::min(card.height(), height() - 32));
    return { QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size };
}

} // namespace steward
