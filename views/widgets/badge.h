// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// A few characters on a soft ground: a count, a version ("v14"), "12 new".
class Badge final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ text)

public:
    Badge(const Theme &theme, const QString &text, Tone tone = Tone::Mute, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setTone(Tone tone);
    /// Counts are grouped as the locale groups, and end at 9,999+.
    void setCount(qint64 count);
    [[nodiscard]] QString text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] static QString countText(qint64 count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    Tone m_tone;
};

/// A key as it is printed on a keyboard: "Ctrl K".
class KeyHint final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ keys)

public:
    KeyHint(const Theme &theme, const QString &keys, QWidget *parent = nullptr);

    [[nodiscard]] QString keys() const { return m_keys; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    static void paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &keys);
    [[nodiscard]] static QSize sizeFor(const Theme &theme, const QString &keys);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_keys;
};

} // namespace steward
