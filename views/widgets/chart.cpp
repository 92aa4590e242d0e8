// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chart.h"

#include "views/widgets/painting.h"
#include "views/widgets/value_accessible.h"

#include <QAreaSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QStackedBarSeries>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int legend_height = 24;
constexpr int label_width = 72; ///< for each word along the time axis
constexpr int most_steps = 4;

/// 1, 2, 2.5 or 5 times a power of ten, so that at most four of them reach `highest`; whole numbers only.
qint64 stepFor(qint64 highest)
{
    qint64 power = 1;
    for (;;) {
        for (const qint64 tenths : { 10, 20, 25, 50 }) {
            const qint64 step = power * tenths / 10;
            if (power * tenths % 10 == 0 && step * most_steps >= highest)
                return step;
        }
        power *= 10;
    }
}

} // namespace

/// Lies over the plot: a line at the place that is read, and what stands there.
class Chart::Reading final : public QWidget
{
public:
    explicit Reading(Chart *chart)
        : QWidget(chart)
        , m_chart(chart)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Content &content = m_chart->m_content;
        const int place = m_chart->m_place;
        if (place < 0 || place >= content.places.size())
            return;
        const Theme &theme = m_chart->m_theme;
        QPainter painter(this);
        const QRectF plot = m_chart->plot();
        const qreal across = plot.left() + plot.width() * (place + 0.5) / static_cast<qreal>(content.places.size());
        painter.setPen(QPen(theme.colour(Token::BorderStrong), 1));
        painter.drawLine(QPointF(across, plot.top()), QPointF(across, plot.bottom()));
        const QFont small = theme.font(Type::Small), strong = theme.font(Type::Small, QFont::DemiBold);
        const int line = 18, pad = 10;
        qreal names = QFontMetricsF(strong).horizontalAdvance(content.places.at(place)), amounts = 0;
        for (const Series &series : content.series) {
            names = std::max(names, QFontMetricsF(small).horizontalAdvance(series.title) + 14);
            amounts = std::max(amounts, tabularWidth(content.words(series.values.value(place)), strong));
        }
        const qreal wide = names + 16 + amounts + 2 * pad;
        const qreal high = line * static_cast<qreal>(content.series.size() + 1) + 12;
        const qreal left = across + 8 + wide < width() ? across + 8 : across - 8 - wide;
        const QRectF card(std::max(0.0, left), plot.top() + 4, wide, high);
        paintShadow(&painter, theme, card, grid::control_radius, 6);
        paintRounded(&painter, card, grid::control_radius, theme.colour(Token::Raised), theme.colour(Token::Border));
        QRectF row(card.left() + pad, card.top() + 6, wide - 2 * pad, line);
        paintText(&painter, row, content.places.at(place), strong, theme.colour(Token::Text));
        for (const Series &series : content.series) {
            row.translate(0, line);
            paintRounded(&painter, QRectF(row.left(), row.center().y() - 4, 8, 8), 2, theme.colour(series.token));
            paintText(&painter, row.adjusted(14, 0, 0, 0), series.title, small, theme.colour(Token::Text2));
            paintTabular(&painter, row, content.words(series.values.value(place)), strong, theme.colour(Token::Text), Qt::AlignRight);
        }
    }

private:
    Chart *m_chart;
};

Chart::Chart(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_reading(new Reading(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chart->legend()->hide(); // it is always centred; ours stands above
    m_chart->setAnimationOptions(QChart::NoAnimation); // what is live would never stand still
    m_chart->setMargins(QMargins(0, 4, 4, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    setMinimumHeight(208);
    connect(&theme, &Theme::changed, this, &Chart::draw);
}

Chart::~Chart() = default;

void Chart::setContent(const Content &content)
{
    const bool same = content.places == m_content.places && content.series == m_content.series;
    m_content = content;
    if (same)
        return; // words may have changed; what is drawn has not
    if (m_place >= content.places.size())
        m_place = -1;
    draw();
    announceValue(this);
}

qint64 Chart::highest() const
{
    qint64 most = 0;
    for (qsizetype place = 0; place < m_content.places.size(); ++place) {
        qint64 stacked = 0;
        for (const Series &series : m_content.series) {
            const qint64 value = series.values.value(place);
            stacked += series.kind == Series::Kind::Bar ? value : 0;
            most = std::max({ most, value, stacked });
        }
    }
    return std::max<qint64>(most, 1);
}

void Chart::draw()
{
    m_chart->removeAllSeries();
    for (QAbstractAxis *axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        delete axis;
    }
    m_chart->setBackgroundBrush(m_theme.colour(Token::Surface));
    m_view->setBackgroundBrush(m_theme.colour(Token::Surface));
    if (!m_content.places.isEmpty()) {
        drawSeries();
        drawAxes();
    }
    update();
    m_reading->update();
}

void Chart::drawSeries()
{
    auto *bars = new QStackedBarSeries;
    bars->setBarWidth(m_content.places.size() > 20 ? 0.72 : 0.56);
    for (const Series &series : std::as_const(m_content.series)) {
        const QColor ink = m_theme.colour(series.token);
        if (series.kind == Series::Kind::Bar) {
            auto *set = new QBarSet(series.title);
            for (const qint64 value : series.values)
                set->append(static_cast<qreal>(value));
            set->setBrush(ink);
            set->setPen(QPen(m_theme.colour(Token::Surface), 1));
            bars->append(set);
            continue;
        }
        auto *line = new QLineSeries;
        for (qsizetype place = 0; place < series.values.size(); ++place)
            line->append(static_cast<qreal>(place), static_cast<qreal>(series.values.at(place)));
        if (series.kind == Series::Kind::Area) {
            auto *ground = new QLineSeries;
            ground->replace(line->points());
            auto *area = new QAreaSeries(ground); // owns its line
            QLinearGradient soft(0, 0, 0, 1);
            soft.setCoordinateMode(QGradient::ObjectBoundingMode);
            QColor top = ink, bottom = ink;
            top.setAlphaF(0.22F);
            bottom.setAlphaF(0.02F);
            soft.setColorAt(0, top);
            soft.setColorAt(1, bottom);
            area->setBrush(soft);
            area->setPen(Qt::NoPen); // it would go round the sides and the base
            m_chart->addSeries(area);
            line->setPen(QPen(ink, 2.2));
        } else {
            QPen dashed(ink, 1.4, Qt::CustomDashLine);
            dashed.setDashPattern({ 4, 3 });
            line->setPen(dashed);
        }
        m_chart->addSeries(line);
    }
    if (bars->count() > 0)
        m_chart->addSeries(bars);
    else
        delete bars;
}

void Chart::drawAxes()
{
    const auto dress = [this](QCategoryAxis *axis) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setLabelsFont(m_theme.font(Type::Small));
        axis->setLabelsColor(m_theme.colour(Token::Text3));
        axis->setGridLinePen(QPen(m_theme.colour(Token::Grid), 1));
    };
    auto *across = new QCategoryAxis;
    dress(across);
    across->setGridLineVisible(false);
    across->setLinePen(QPen(m_theme.colour(Token::Grid), 1));
    const auto places = static_cast<int>(m_content.places.size());
    const int room = std::max(1, (width() - label_width) / label_width);
    const int every = std::max(1, (places + room - 1) / room);
    across->setStartValue(-0.5);
    for (int place = 0; place < places; place += every)
        across->append(m_content.places.at(place), place);
    across->setRange(-0.5, places - 0.5);
    auto *up = new QCategoryAxis;
    dress(up);
    up->setLineVisible(false);
    const qint64 step = stepFor(highest());
    const qint64 top = (highest() + step - 1) / step * step;
    up->setStartValue(0);
    for (qint64 value = 0; value <= top; value += step)
        up->append(m_content.axisWords(value), static_cast<qreal>(value));
    up->setRange(0, static_cast<qreal>(top));
    m_chart->addAxis(across, Qt::AlignBottom);
    m_chart->addAxis(up, Qt::AlignLeft);
    for (QAbstractSeries *series : m_chart->series()) {
        series->attachAxis(across);
        series->attachAxis(up);
    }
}

QRectF Chart::plot() const
{
    return m_chart->plotArea().translated(m_view->pos());
}

int Chart::placeAt(const QPointF &position) const
{
    const QRectF area = plot();
    if (m_content.places.isEmpty() || area.width() <= 0 || !area.adjusted(0, -8, 0, 8).contains(position))
        return -1;
    const auto places = static_cast<int>(m_content.places.size());
    return std::clamp(static_cast<int>((position.x() - area.left()) / area.width() * places), 0, places - 1);
}

void Chart::read(int place)
{
    if (place == m_place)
        return;
    m_place = place;
    m_reading->update();
    announceValue(this);
}

QString Chart::wordsOf(int place) const
{
    QStringList parts;
    for (const Series &series : m_content.series)
        parts << tr("%1 %2").arg(series.title, m_content.words(series.values.value(place)));
    return tr("%1: %2").arg(m_content.places.value(place), parts.join(u", "_s));
}

QString Chart::spokenText() const
{
    return m_place >= 0 ? wordsOf(m_place) : m_content.name + u". "_s + m_content.finding;
}

void Chart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_view->setGeometry(0, legend_height, width(), height() - legend_height);
    m_reading->setGeometry(rect());
    m_reading->raise();
    draw(); // how many words fit along the axis
}

void Chart::mouseMoveEvent(QMouseEvent *event)
{
    read(placeAt(event->position()));
}

void Chart::mouseReleaseEvent(QMouseEvent *event)
{
    const int place = placeAt(event->position());
    if (event->button() == Qt::LeftButton && place >= 0)
        emit chosen(place);
}

void Chart::leaveEvent(QEvent *)
{
    read(-1);
}

void Chart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    read(-1);
    update();
}

void Chart::keyPressEvent(QKeyEvent *event)
{
    const auto places = static_cast<int>(m_content.places.size());
    const int ahead = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    if (places == 0)
        return QWidget::keyPressEvent(event);
    if (event->key() == ahead)
        read(std::min(m_place + 1, places - 1));
    else if (event->key() == back)
        read(m_place < 0 ? places - 1 : std::max(m_place - 1, 0));
    else if (event->key() == Qt::Key_Home)
        read(0);
    else if (event->key() == Qt::Key_End)
        read(places - 1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_place >= 0)
        emit chosen(m_place);
    else if (event->key() == Qt::Key_Escape && m_place >= 0)
        read(-1);
    else
        QWidget::keyPressEvent(event);
}

void Chart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = m_theme.font(Type::Small);
    qreal left = 0;
    for (const Series &series : std::as_const(m_content.series)) {
        const qreal wide = QFontMetricsF(font).horizontalAdvance(series.title);
        const QRect swatch = mirrored(this, QRect(static_cast<int>(left), 6, 12, 8));
        if (series.kind == Series::Kind::Compared) {
            painter.setPen(QPen(m_theme.colour(series.token), 1.4, Qt::DashLine));
            painter.drawLine(swatch.left(), swatch.center().y(), swatch.right(), swatch.center().y());
        } else {
            paintRounded(&painter, swatch, 2, m_theme.colour(series.token));
        }
        paintText(&painter, mirrored(this, QRect(static_cast<int>(left) + 18, 0, static_cast<int>(wide) + 2, 20)), series.title, font, m_theme.colour(Token::Text2));
        left += wide + 32;
    }
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), grid::control_radius);
}

} // namespace steward
