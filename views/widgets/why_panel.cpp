// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/why_panel.h"

#include "views/widgets/button.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCursor>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr QSize card { 560, 420 };
constexpr const char *subject_property = "whySubject";

/// Of the widget or what it is a part of, within `area`.
QString subjectOf(const QWidget *widget, const QWidget *area)
{
    if (widget == nullptr || !area->isAncestorOf(widget))
        return {};
    for (; widget != nullptr && widget != area; widget = widget->parentWidget()) {
        if (const QVariant subject = widget->property(subject_property); subject.isValid())
            return subject.toString();
    }
    return {};
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the one that was just pressed
        }
        delete item;
    }
}

} // namespace

WhyPanel::WhyPanel(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Why?"), window)
    , m_title(new Label(theme, {}, Type::Title, Token::Text, QFont::DemiBold))
    , m_summary(new Label(theme, {}, Type::Body, Token::Text2))
    , m_content(new QWidget)
    , m_lines(new QVBoxLayout(m_content))
    , m_ways(new QHBoxLayout)
    , m_close(new Button(theme, tr("Close"), Button::Kind::Secondary))
{
    setObjectName(u"why"_s);
    m_title->setObjectName(u"why.title"_s);
    m_summary->setObjectName(u"why.summary"_s);
    m_summary->setWordWrap(true);
    m_content->setObjectName(u"why.lines"_s);
    m_content->setAccessibleName(tr("What made it so"));
    m_close->setObjectName(u"why.close"_s);
    m_lines->setContentsMargins({});
    m_lines->setSpacing(12);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    m_ways->setSpacing(grid::gap);
    auto *buttons = new QHBoxLayout;
    buttons->addLayout(m_ways);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 18, 20, 18);
    body->setSpacing(12);
    body->addWidget(m_title);
    body->addWidget(m_summary);
    body->addWidget(scroll, 1);
    body->addLayout(buttons);
    cardLayout()->addLayout(body);
    connect(m_close, &QAbstractButton::clicked, this, &WhyPanel::closeOverlay);
}

void WhyPanel::open(const WhyAnswer &answer)
{
    m_title->setText(answer.title);
    m_summary->setText(answer.summary);
    showLines(answer.lines);
    showWays(answer.ways);
    setAccessibleName(answer.title);
    openOverlay();
    m_close->setFocus(Qt::OtherFocusReason);
}

void WhyPanel::showWays(const QStringList &ways)
{
    clear(m_ways);
    for (int way = 0; way < ways.size(); ++way) {
        auto *button = new Button(theme(), ways.at(way), Button::Kind::Secondary);
        button->setObjectName(u"why.way-%1"_s.arg(way + 1));
        button->setIconName(u"rows-3"_s);
        connect(button, &QAbstractButton::clicked, this, [this, way] {
            closeOverlay();
            emit wayChosen(way);
        });
        m_ways->addWidget(button);
    }
}

void WhyPanel::showLines(const QList<WhyLine> &lines)
{
    clear(m_lines);
    int number = 0;
    for (const WhyLine &line : lines) {
        auto *whole = new QWidget(m_content);
        auto *row = new QHBoxLayout(whole);
        row->setContentsMargins({});
        row->setSpacing(12);
        row->addWidget(new IconView(theme(), line.holds ? u"check"_s : line.icon, line.holds ? Token::Ok : Token::Text2, 18), 0, Qt::AlignTop);
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        auto *text = new Label(theme(), line.holds ? tr("%1 (this holds now)").arg(line.text) : line.text, Type::Body, Token::Text, line.holds ? QFont::DemiBold : QFont::Normal);
        text->setObjectName(u"why.line-%1"_s.arg(++number));
        text->setWordWrap(true);
        words->addWidget(text);
        if (!line.detail.isEmpty()) {
            auto *detail = new Label(theme(), line.detail, Type::Small, Token::Text2);
            detail->setWordWrap(true);
            words->addWidget(detail);
        }
        row->addLayout(words, 1);
        if (!line.amount.isEmpty()) {
            auto *amount = new Label(theme(), line.amount, Type::Body, Token::Text, QFont::Medium);
            amount->setObjectName(u"why.amount-%1"_s.arg(number));
            row->addWidget(amount, 0, Qt::AlignTop);
        }
        m_lines->addWidget(whole);
    }
    if (lines.isEmpty())
        m_lines->addWidget(new Label(theme(), tr("Nothing of that kind has happened."), Type::Body, Token::Text2));
    m_lines->addStretch(1);
}

void WhyPanel::setSubject(QWidget *widget, const QString &subject)
{
    widget->setProperty(subject_property, subject);
}

QString WhyPanel::subjectWithin(const QWidget *area)
{
    const QString focused = subjectOf(QApplication::focusWidget(), area);
    return focused.isEmpty() ? subjectAt(area, QCursor::pos()) : focused;
}

QString WhyPanel::subjectAt(const QWidget *area, const QPoint &place)
{
    return subjectOf(QApplication::widgetAt(place), area);
}

QRect WhyPanel::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), std::min(card.height(), height() - 32));
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

} // namespace steward
