// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overview/figure_card.h"

#include "views/overview/figure_words.h"
#include "views/widgets/button.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"
#include "views/widgets/why_panel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int pill_height = 20;
constexpr int why_side = 24;
}

FigureCard::FigureCard(const Theme &theme, const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_why(Button::iconOnly(theme, u"circle-help"_s, tr("What does it count? (W)"), this))
{
    QString id = name;
    setObjectName(u"overview.figure-"_s + id.replace(u'_', u'-'));
    WhyPanel::setSubject(this, u"figure:"_s + name);
    m_why->setObjectName(objectName() + u".why"_s);
    m_why->setFocusPolicy(Qt::NoFocus); // W does the same, without ten more steps of Tab
    m_why->setFixedSize(why_side, why_side);
    m_why->hide();
    connect(m_why, &QAbstractButton::clicked, this, &FigureCard::whyAsked);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureCard::setFigure(const Figure &figure, int days)
{
    m_figure = figure;
    m_days = days;
    const QString sentence = figureSentence(figure, days);
    setText(figureText(figure.unit, figure.currency, figure.value()));
    setAccessibleName(sentence);
    setAccessibleDescription(figure.rule);
    setToolTip(sentence + u"\n\n"_s + figure.rule);
    update();
}

bool FigureCard::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        m_why->setVisible(event->type() == QEvent::Enter || event->type() == QEvent::FocusIn || (event->type() == QEvent::Leave ? hasFocus() : underMouse()));
        break;
    default:
        break;
    }
    return QAbstractButton::event(event);
}

void FigureCard::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    m_why->setGeometry(mirrored(this, QRect(width() - why_side - 8, 8, why_side, why_side)));
}

void FigureCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void FigureCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    paintRounded(&painter, rect(), grid::card_radius, of(isHovered(this) ? Token::Hover : Token::Surface), of(Token::Border));
    const QRect inner = rect().adjusted(grid::pad, 12, -grid::pad, -12);
    paintText(&painter, mirrored(this, QRect(inner.left(), inner.top(), inner.width() - (m_why->isVisible() ? why_side : 0), 20)), m_figure.title, m_theme.font(Type::Body), of(Token::Text2));
    const QRect line(inner.left(), inner.top() + 24, inner.width(), 28);
    const QFont usual = m_theme.font(Type::Page, QFont::DemiBold);
    const QFont large = tabularWidth(text(), usual) <= line.width() ? usual : m_theme.font(Type::Title, QFont::DemiBold);
    paintTabular(&painter, line, text(), large, of(m_figure.value() ? Token::Text : Token::Text3), isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    paintDays(&painter, QRectF(inner.left(), inner.top() + 60, inner.width(), 28));
    paintChange(&painter, line, QRect(inner.left(), inner.bottom() - 17, inner.width(), 18));
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), grid::card_radius);
}

void FigureCard::paintChange(QPainter *painter, const QRect &line, const QRect &below) const
{
    const FigureChange change = changeOf(m_figure);
    const QFont font = m_theme.font(Type::Small, QFont::DemiBold), plain = m_theme.font(Type::Small);
    const QColor quiet = m_theme.colour(Token::Text3), colour = m_theme.colour(ink(change.tone));
    const QString arrow = change.way == FigureChange::Way::Up ? u"arrow-up"_s : change.way == FigureChange::Way::Down ? u"arrow-down"_s : u"minus"_s;
    const auto value = static_cast<int>(tabularWidth(text(), m_theme.font(Type::Page, QFont::DemiBold))) + 1;
    const auto words = static_cast<int>(tabularWidth(change.text, font)) + 1;
    const int wide = words + 32;
    if (change.text.isEmpty() || value + grid::gap + wide <= line.width())
        paintText(painter, below, beforeText(m_figure, m_days), plain, quiet);
    if (change.text.isEmpty())
        return;
    if (value + grid::gap + wide > line.width()) {
        paintIcon(painter, arrow, mirrored(this, QRect(below.left(), below.center().y() - 6, 12, 12)), colour);
        paintTabular(painter, mirrored(this, QRect(below.left() + 14, below.top(), words, below.height())), change.text, font, colour, Qt::AlignLeft);
        paintText(painter, mirrored(this, below.adjusted(words + 18, 0, 0, 0)), beforeText(m_figure, 0), plain, quiet);
        return;
    }
    const QRect pill = mirrored(this, QRect(line.right() - wide + 1, line.center().y() - pill_height / 2, wide, pill_height));
    paintRounded(painter, pill, pill_height / 2.0, m_theme.colour(soft(change.tone)));
    paintIcon(painter, arrow, QRectF(pill.left() + 8, pill.center().y() - 5.5, 12, 12), colour);
    paintTabular(painter, QRectF(pill.left() + 23, pill.top(), words, pill.height()), change.text, font, colour, Qt::AlignLeft);
}

void FigureCard::paintDays(QPainter *painter, const QRectF &area) const
{
    const qsizetype days = m_figure.parts.size();
    if (days < 2)
        return;
    // A day without anything to measure has no height: the line goes on from the day before.
    qint64 least = std::numeric_limits<qint64>::max(), most = std::numeric_limits<qint64>::min();
    for (qsizetype day = 0; day < days; ++day) {
        if (const auto value = m_figure.valueOfDay(day)) {
            least = std::min(least, *value);
            most = std::max(most, *value);
        }
    }
    if (most < least)
        return;
    least = std::min<qint64>(least, 0);
    const qreal span = std::max<qreal>(1, static_cast<qreal>(most - least));
    QPolygonF points;
    for (qsizetype day = 0; day < days; ++day) {
        const auto value = m_figure.valueOfDay(day);
        if (!value)
            continue;
        const qreal along = static_cast<qreal>(day) / static_cast<qreal>(days - 1);
        const qreal across = isRightToLeft() ? area.right() - along * area.width() : area.left() + along * area.width();
        points.append(QPointF(across, area.bottom() - 2 - (area.height() - 4) * static_cast<qreal>(*value - least) / span));
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_theme.colour(Token::S1);
    if (points.size() == 1) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(points.first(), 2, 2);
        painter->restore();
        return;
    }
    QPainterPath under;
    under.moveTo(points.first().x(), area.bottom());
    for (const QPointF &point : points)
        under.lineTo(point);
    under.lineTo(points.last().x(), area.bottom());
    QLinearGradient soft(area.topLeft(), area.bottomLeft());
    QColor top = ink, bottom = ink;
    top.setAlphaF(0.18F);
    bottom.setAlphaF(0.0F);
    soft.setColorAt(0, top);
    soft.setColorAt(1, bottom);
    painter->fillPath(under, soft);
    painter->setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(points);
    painter->restore();
}

} // namespace steward
