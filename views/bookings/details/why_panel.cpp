// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/why_panel.h"

#include "views/bookings/details/why_words.h"
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

QString subjectOf(const QWidget *widget, const QWidget *area)
{
    for (; widget != nullptr && widget != area; widget = widget->parentWidget()) {
        if (const QVariant subject = widget->property(subject_property); subject.isValid())
            return subject.toString();
    }
    return {};
}

} // namespace

WhyPanel::WhyPanel(const Theme &theme, QWidget *window)
    : Overlay(theme, tr("Why?"), window)
    , m_title(new Label(theme, {}, Type::Title, Token::Text, QFont::DemiBold))
    , m_summary(new Label(theme, {}, Type::Body, Token::Text2))
    , m_content(new QWidget)
    , m_lines(new QVBoxLayout(m_content))
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
    auto *buttons = new QHBoxLayout;
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
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_title->setText(answer.title);
    m_summary->setText(answer.summary);
    int number = 0;
    for (const WhyLine &line : answer.lines) {
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
    if (answer.lines.isEmpty())
        m_lines->addWidget(new Label(theme(), tr("Nothing of that kind has happened."), Type::Body, Token::Text2));
    m_lines->addStretch(1);
    setAccessibleName(answer.title);
    openOverlay();
    m_close->setFocus(Qt::OtherFocusReason);
}

void WhyPanel::setSubject(QWidget *widget, const QString &subject)
{
    widget->setProperty(subject_property, subject);
}

QString WhyPanel::subjectWithin(const QWidget *area)
{
    const auto asked = [area](const QWidget *widget) { return widget != nullptr && area->isAncestorOf(widget) ? subjectOf(widget, area) : QString(); };
    const QString focused = asked(QApplication::focusWidget());
    return focused.isEmpty() ? asked(QApplication::widgetAt(QCursor::pos())) : focused;
}

QRect WhyPanel::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), std::min(card.height(), height() - 32));
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

} // namespace steward
