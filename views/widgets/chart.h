// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

#include <functional>

class QChart;
class QChartView;

namespace steward {

/// Amounts over time as stacked bars, or as a line with another one to compare. The only place that knows Qt Charts, which
/// knows neither palettes nor style sheets, nor how to write a currency: colours are set anew with every theme, and all
/// words come from whoever shows it.
///
/// The pointer, or Left and Right while it has the focus, reads one place; a click or Enter chooses it.
class Chart final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ spokenText)

public:
    struct Series {
        enum class Kind {
            Bar, ///< stacked on the one before
            Area, ///< the line that it is about
            Compared, ///< a dashed line beside it
        };
        Series() = default;
        Series(QString name, Kind how, Token ink, QList<qint64> amounts)
            : title(std::move(name))
            , kind(how)
            , token(ink)
            , values(std::move(amounts))
        {
        }
        QString title;
        Kind kind = Kind::Bar;
        Token token = Token::S1;
        QList<qint64> values;
        bool operator==(const Series &) const = default;
    };
    struct Content {
        Content() = default;
        QString name; ///< what is shown, for assistive technology
        QString finding; ///< in a sentence, for assistive technology
        QStringList places; ///< "3 Nov", one for each value
        QList<Series> series;
        std::function<QString(qint64)> words; ///< an amount as it is read: "€1,240.00"
        std::function<QString(qint64)> axisWords; ///< the same, shorter
    };

    explicit Chart(const Theme &theme, QWidget *parent = nullptr);
    ~Chart() override;

    void setContent(const Content &content);
    [[nodiscard]] QString spokenText() const;
    /// The place that is read just now; -1 for none.
    [[nodiscard]] int place() const { return m_place; }

    [[nodiscard]] QSize sizeHint() const override { return { 480, 248 }; }

signals:
    void chosen(int place);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Reading;
    void draw();
    void drawSeries();
    void drawAxes();
    void read(int place);
    [[nodiscard]] int placeAt(const QPointF &position) const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] qint64 highest() const;
    [[nodiscard]] QString wordsOf(int place) const;

    const Theme &m_theme;
    Content m_content;
    QChart *m_chart;
    QChartView *m_view;
    Reading *m_reading;
    int m_place = -1;
};

} // namespace steward
