// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/effects_panel.h"

#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/flow_layout.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"
#include "views/widgets/ledger_table.h"
#include "views/widgets/painting.h"
#include "views/widgets/skeleton.h"
#include "views/widgets/state_pill.h"

#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int indent = 24; // the icon's column
constexpr int one_row = 300; // what a name and its value may need to stand in one line: the content of the narrowest form

QHBoxLayout *row()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    return row;
}

IconView *arrow(const Theme &theme)
{
    auto *made = new IconView(theme, u"arrow-right"_s, Token::Text3, 14);
    made->setDirectional();
    return made;
}

/// A name and its value, in one line where both fit whole: a value never gives way to words beside it.
void addPair(QVBoxLayout *section, QWidget *what, QWidget *value)
{
    if (what->sizeHint().width() + grid::gap + value->sizeHint().width() > one_row) {
        section->addWidget(what);
        section->addWidget(value, 0, Qt::AlignTrailing);
        return;
    }
    auto *line = row();
    line->addWidget(what, 1);
    line->addWidget(value);
    section->addLayout(line);
}

} // namespace

EffectsPanel::EffectsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new Label(theme, tr("What will happen"), Type::Title, Token::Text, QFont::DemiBold))
    , m_note(new ElidedLabel(theme, QString(), Type::Small, Token::Text2))
    , m_banner(new Banner(theme))
    , m_prompt(new Label(theme, QString(), Type::Body, Token::Text2))
    , m_skeleton(new Skeleton(theme, Skeleton::Shape::Lines))
    , m_sections(new QWidget)
    , m_column(new QVBoxLayout(m_sections))
    , m_prefix(u"effects"_s)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    auto *head = row();
    head->setContentsMargins(12, 8, 12, 8);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_note);
    column->addLayout(head);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(12, 0, 12, 8);
    inset->addWidget(m_banner);
    inset->addWidget(m_prompt);
    inset->addWidget(m_skeleton);
    column->addLayout(inset);
    column->addWidget(m_sections);
    m_prompt->setWordWrap(true);
    m_banner->hide();
    m_prompt->hide();
    m_skeleton->hide();
    m_skeleton->setFixedHeight(120);
    setAccessibleName(m_title->text());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_banner, &Banner::actionTriggered, this, &EffectsPanel::actionTriggered);
}

void EffectsPanel::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EffectsPanel::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *gone = item->widget()) {
            gone->hide();
            gone->deleteLater(); // a section's own button may be on the stack
        }
        delete item;
    }
    m_banner->hide();
    m_prompt->hide();
    m_skeleton->hide();
    m_shown = false;
}

void EffectsPanel::setEffects(const ShownEffects &effects)
{
    clear();
    m_shown = true;
    m_lastNote = effects.note;
    m_note->setText(effects.note);
    addRows(effects.rows);
    addStates(effects.states);
    addFields(effects.fields);
    addLedger(effects.ledger);
    addGateway(effects.gateway);
    addMessages(effects.messages);
    addSteps(effects.steps);
    if (m_column->count() == 0)
        showPrompt(tr("Nothing would change."));
    m_sections->setEnabled(true);
}

void EffectsPanel::showLoading()
{
    m_note->setText(tr("Working it out…"));
    m_banner->hide();
    m_prompt->hide();
    m_skeleton->setVisible(!m_shown);
    m_sections->setEnabled(false);
}

void EffectsPanel::showPrompt(const QString &text)
{
    clear();
    m_note->clear();
    m_prompt->setText(text);
    m_prompt->show();
}

void EffectsPanel::showError(const QString &title, const QString &text, const QString &action)
{
    clear();
    m_note->clear();
    m_banner->setContent(Banner::Kind::Error, title, text);
    m_banner->setActionText(action);
    m_banner->show();
}

QString EffectsPanel::named(const QString &part, qsizetype number) const
{
    return u"%1.%2-%3"_s.arg(m_prefix, part).arg(number);
}

QVBoxLayout *EffectsPanel::addSection(const QString &icon, const QString &title, const QString &count, QWidget *trailing)
{
    m_column->addWidget(new Divider(m_theme));
    auto *section = new QWidget;
    section->setAccessibleName(title);
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(2);
    auto *head = row();
    head->addWidget(new IconView(m_theme, icon, Token::Text2));
    head->addWidget(new Label(m_theme, title, Type::Body, Token::Text, QFont::Medium));
    if (!count.isEmpty())
        head->addWidget(new Label(m_theme, count, Type::Small, Token::Text2));
    head->addStretch();
    if (trailing != nullptr)
        head->addWidget(trailing);
    column->addLayout(head);
    auto *indented = new QHBoxLayout; // a margin would not be mirrored
    indented->setSpacing(0);
    indented->addSpacing(indent);
    auto *content = new QVBoxLayout;
    content->setSpacing(2);
    indented->addLayout(content, 1);
    column->addLayout(indented);
    m_column->addWidget(section);
    return content;
}

void EffectsPanel::addRows(const QList<ShownRow> &rows)
{
    if (rows.isEmpty())
        return;
    QVBoxLayout *section = addSection(u"rows-3"_s, tr("One by one"), QLocale().toString(rows.size()));
    section->setSpacing(grid::unit);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        auto *result = new StatePill(m_theme, rows[i].result, rows[i].tone);
        result->setObjectName(named(u"row"_s, i + 1));
        result->setAccessibleName(tr("%1: %2").arg(rows[i].what, rows[i].result));
        addPair(section, new ElidedLabel(m_theme, rows[i].what, Type::Small, Token::Text2), result);
        if (rows[i].why.isEmpty())
            continue;
        auto *why = new Label(m_theme, rows[i].why, Type::Small, Token::Text2);
        why->setObjectName(named(u"row-why"_s, i + 1));
        why->setWordWrap(true);
        section->addWidget(why);
    }
}

void EffectsPanel::addStates(const QList<ShownStateChange> &states)
{
    if (states.isEmpty())
        return;
    const auto pills = [this](const ShownStateChange &change, qsizetype number) {
        auto *line = new QWidget;
        auto *cells = new QHBoxLayout(line);
        cells->setContentsMargins(0, 0, 0, 0);
        cells->setSpacing(grid::gap);
        if (!change.from.isEmpty()) {
            auto *from = new StatePill(m_theme, change.from, change.fromTone);
            from->setObjectName(named(u"state-from"_s, number));
            from->setGivesWay(true);
            cells->addWidget(from);
            cells->addWidget(arrow(m_theme));
        }
        auto *to = new StatePill(m_theme, change.to, change.toTone);
        to->setObjectName(named(u"state-to"_s, number));
        to->setGivesWay(true);
        cells->addWidget(to);
        return line;
    };
    if (states.size() == 1) {
        addSection(u"workflow"_s, tr("State"), QString(), pills(states.first(), 1));
        return;
    }
    QVBoxLayout *section = addSection(u"workflow"_s, tr("State"), QLocale().toString(states.size()));
    section->setSpacing(grid::unit);
    for (qsizetype i = 0; i < states.size(); ++i)
        addPair(section, new ElidedLabel(m_theme, states[i].what, Type::Small, Token::Text2), pills(states[i], i + 1));
}

void EffectsPanel::addFields(const QList<ShownFieldChange> &fields)
{
    if (fields.isEmpty())
        return;
    QVBoxLayout *section = addSection(u"pencil"_s, tr("Changes"), QString());
    for (qsizetype i = 0; i < fields.size(); ++i) {
        auto *value = new QWidget;
        QHBoxLayout *cells = row();
        cells->setContentsMargins(0, 0, 0, 0);
        value->setLayout(cells);
        if (!fields[i].from.isEmpty()) {
            cells->addWidget(new Label(m_theme, fields[i].from, Type::Small, Token::Text2));
            cells->addWidget(arrow(m_theme));
        }
        auto *to = new Label(m_theme, fields[i].to, Type::Small, Token::Text, QFont::Medium);
        to->setObjectName(named(u"change"_s, i + 1));
        cells->addWidget(to);
        addPair(section, new ElidedLabel(m_theme, fields[i].what, Type::Small, Token::Text2), value);
    }
}

void EffectsPanel::addLedger(const QList<ShownLedgerLine> &lines)
{
    QStringList currencies;
    for (const ShownLedgerLine &line : lines) {
        const Money &amount = line.debit.minor != 0 ? line.debit : line.credit;
        if (!currencies.contains(amount.currency.code))
            currencies.append(amount.currency.code);
    }
    for (const QString &code : std::as_const(currencies)) {
        QList<ShownLedgerLine> own;
        for (const ShownLedgerLine &line : lines)
            if ((line.debit.minor != 0 ? line.debit : line.credit).currency.code == code)
                own.append(line);
        auto *table = new LedgerTable(m_theme, tr("Ledger lines in %1").arg(code));
        table->setObjectName(u"%1.ledger-%2"_s.arg(m_prefix, code.toLower()));
        table->setLines(own, Currency { code });
        auto *titles = new QWidget;
        auto *cells = new QHBoxLayout(titles);
        cells->setContentsMargins(0, 0, 0, 0);
        cells->setSpacing(0);
        for (const QString &title : { tr("Debit"), tr("Credit") }) {
            auto *label = new Label(m_theme, title, Type::Small, Token::Text2);
            label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            label->setFixedWidth(table->figureWidth());
            cells->addWidget(label);
        }
        QVBoxLayout *section = addSection(u"banknote"_s, tr("Money"), code, titles);
        section->addWidget(table);
    }
}

void EffectsPanel::addGateway(const QList<ShownGatewayOrder> &orders)
{
    if (orders.isEmpty())
        return;
    QVBoxLayout *section = addSection(u"credit-card"_s, tr("Payment gateway"), QString());
    for (qsizetype i = 0; i < orders.size(); ++i) {
        auto *what = new ElidedLabel(m_theme, orders[i].what, Type::Small, Token::Text, QFont::Medium);
        what->setObjectName(named(u"gateway"_s, i + 1));
        addPair(section, what, new Label(m_theme, orders[i].when, Type::Small, Token::Text2));
    }
}

void EffectsPanel::addMessages(const QList<ShownMessage> &messages)
{
    if (messages.isEmpty())
        return;
    QVBoxLayout *section = addSection(u"mail"_s, tr("Messages"), QLocale().toString(messages.size()));
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const ShownMessage &message = messages[i];
        auto *line = row();
        line->addWidget(new ElidedLabel(m_theme, message.to, Type::Small, Token::Text2), 1);
        auto *preview = new Button(m_theme, message.editable ? tr("Edit…") : tr("Preview"), Button::Kind::Link);
        preview->setAccessibleName((message.editable ? tr("Edit the message to %1") : tr("Preview the message to %1")).arg(message.to));
        preview->setObjectName(named(u"preview-message"_s, i + 1));
        connect(preview, &QPushButton::clicked, this, [this, id = message.id] { emit messagePreviewRequested(id); });
        line->addWidget(preview);
        section->addLayout(line);
        auto *subject = new ElidedLabel(m_theme, isolated(message.subject), Type::Small, Token::Text, QFont::Medium);
        subject->setObjectName(named(u"message"_s, i + 1));
        section->addWidget(subject);
        if (!message.note.isEmpty()) {
            auto *note = new Label(m_theme, message.note, Type::Small, Token::Warn);
            note->setObjectName(named(u"message-note"_s, i + 1));
            note->setWordWrap(true);
            section->addWidget(note);
        }
        if (message.silent) {
            QFont font = subject->font();
            font.setStrikeOut(true);
            subject->setFont(font);
            subject->setAccessibleName(tr("%1, left out").arg(message.subject));
        } else if (!message.body.isEmpty()) {
            auto *body = new Label(m_theme, isolated(message.body), Type::Small, Token::Text2);
            body->setObjectName(named(u"message-text"_s, i + 1));
            body->setWordWrap(true);
            section->addWidget(body);
        }
        if (i + 1 < messages.size())
            section->addSpacing(grid::gap);
    }
}

void EffectsPanel::addSteps(const QList<ShownStep> &steps)
{
    if (steps.isEmpty())
        return;
    const auto cancelled = std::ranges::count(steps, ShownStep::Change::Cancelled, &ShownStep::change);
    auto *summary = new Label(m_theme, QString(), Type::Small, Token::Text, QFont::Medium);
    if (cancelled > 0)
        summary->setText(tr("%n cancelled", nullptr, static_cast<int>(cancelled)));
    QVBoxLayout *section = addSection(cancelled > 0 ? u"timer-off"_s : u"timer"_s, tr("Automatic steps"), QString(), summary);
    auto *flow = new FlowLayout(12, 2); // the names of cancelled steps stand in one line, as far as it goes
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const ShownStep &step = steps[i];
        const bool gone = step.change == ShownStep::Change::Cancelled;
        auto *what = new Label(m_theme, step.what, Type::Small, gone ? Token::Text2 : Token::Text);
        what->setObjectName(named(u"step"_s, i + 1));
        if (gone) {
            QFont font = what->font();
            font.setStrikeOut(true);
            what->setFont(font);
            what->setAccessibleName(tr("%1, cancelled").arg(step.what));
            flow->addWidget(what);
            continue;
        }
        auto *line = row();
        line->addWidget(what, 1);
        const QString verb = step.change == ShownStep::Change::Moved ? tr("moved to %1").arg(step.when)
            : step.change == ShownStep::Change::Retried              ? tr("tried again at once")
                                                                     : tr("added, %1").arg(step.when);
        line->addWidget(new Label(m_theme, verb, Type::Small, Token::Text2));
        section->addLayout(line);
    }
    if (cancelled > 0)
        section->addLayout(flow);
    else
        delete flow;
}

void EffectsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(&painter, rect(), grid::card_radius, m_theme.colour(Token::Inset), m_theme.colour(Token::Border));
}

} // namespace steward
