// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/flow_node.h"

#include "views/overview/counted_list.h"
#include "views/overview/figure_words.h"
#include "views/shell/counts.h"
#include "views/shell/moments.h"
#include "views/shell/state_look.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString idOf(BookingState state)
{
    return stateName(state).replace(u'_', u'-');
}

bool isPress(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

} // namespace

FlowNode::FlowNode(const Theme &theme, BookingState state, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_state(state)
{
    m_content.state = state;
    setObjectName(u"overview.state-"_s + idOf(state));
    setText(stateTitle(state));
    setAccessibleName(text());
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

void FlowNode::setState(const OverviewState &state, const QDateTime &now)
{
    m_content = state;
    const QString count = QLocale().toString(state.count) + (state.more ? u"+"_s : QString());
    const bool waits = state.oldest.isValid() && state.count > 0;
    const qint64 age = waits ? std::max<qint64>(0, state.oldest.secsTo(now)) : 0;
    m_age = waits ? tr("oldest %1").arg(ageText(age)) : QString();
    m_isEmpty = state.count == 0;
    m_count = count;
    const QString bookings = state.count == 1 ? tr("1 booking") : tr("%1 bookings").arg(count);
    QString sentence = tr("%1: %2").arg(text(), bookings);
    if (waits)
        sentence += tr(", the oldest for %1").arg(durationText(age));
    setAccessibleName(sentence);
    setToolTip(sentence + u". "_s + tr("Opens their list; W says what is counted."));
    update();
}

void FlowNode::keyPressEvent(QKeyEvent *event)
{
    if (isPress(event))
        return click();
    QAbstractButton::keyPressEvent(event);
}

void FlowNode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    const Tone tone = m_isEmpty ? Tone::Mute : toneOf(m_state);
    paintRounded(&painter, rect(), grid::control_radius, of(isHovered(this) ? Token::Hover : Token::Raised), of(Token::Border));
    const QRect inner = rect().adjusted(8, 8, -8, -6);
    const QRect sign = mirrored(this, QRect(inner.left(), inner.top(), 24, 24));
    paintRounded(&painter, sign, 6, of(soft(tone)));
    paintIcon(&painter, iconOf(m_state), QRectF(sign).adjusted(4, 4, -4, -4), of(ink(tone)));
    const QRect figure = mirrored(this, QRect(inner.left() + 32, inner.top(), inner.width() - 32, 24));
    paintTabular(&painter, figure, m_count, m_theme.font(Type::Title, QFont::DemiBold), of(m_isEmpty ? Token::Text3 : Token::Text), isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    paintText(&painter, QRect(inner.left(), inner.top() + 26, inner.width(), 16), text(), m_theme.font(Type::Small, QFont::Medium), of(m_isEmpty ? Token::Text2 : Token::Text));
    paintText(&painter, QRect(inner.left(), inner.top() + 42, inner.width(), 16), m_age, m_theme.font(Type::Small), of(Token::Text3));
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), grid::control_radius);
}

FlowNumber::FlowNumber(const Theme &theme, const OverviewArrow &arrow, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_arrow(arrow)
{
    setObjectName(u"overview.arrow-"_s + (arrow.from ? idOf(*arrow.from) : u"made"_s) + u'-' + idOf(arrow.to));
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

void FlowNumber::setArrow(const OverviewArrow &arrow)
{
    m_arrow = arrow;
    setText(QLocale().toString(arrow.count));
    const QString sentence = tr("%1: %2 in this range").arg(arrowText(arrow), countedText(arrow.count, tr("1 booking"), tr("%1 bookings")));
    setAccessibleName(sentence);
    setToolTip(tr("%1 (%2). Opens their list; W says what is counted.").arg(sentence, arrow.titles.join(u", "_s)));
    update();
}

QSize FlowNumber::sizeHint() const
{
    return { static_cast<int>(tabularWidth(text(), m_theme.font(Type::Small, QFont::DemiBold))) + 10, 18 };
}

void FlowNumber::keyPressEvent(QKeyEvent *event)
{
    if (isPress(event))
        return click();
    QAbstractButton::keyPressEvent(event);
}

void FlowNumber::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool isLit = isHovered(this) || hasKeyboardFocus(this);
    paintRounded(&painter, rect(), 6, m_theme.colour(isLit ? Token::AccentSoft : Token::Surface));
    const QFont font = m_theme.font(Type::Small, QFont::DemiBold);
    paintTabular(&painter, QRectF(5, 0, width() - 10, height()), text(), font, m_theme.colour(isLit ? Token::Accent : Token::Text2), Qt::AlignLeft);
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), 6);
}

} // namespace steward
