// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// A state as a word on its tone's soft ground, with a dot or an icon: never by colour alone.
class StatePill final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ text)

public:
    explicit StatePill(const Theme &theme, QWidget *parent = nullptr);
    StatePill(const Theme &theme, const QString &text, Tone tone, QWidget *parent = nullptr);

    /// An empty `icon` shows the dot.
    void setState(const QString &text, Tone tone, const QString &icon = {});
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] Tone tone() const { return m_tone; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Where its place is narrow its word ends in an ellipsis, and is the tool tip; else it keeps its width.
    void setGivesWay(bool gives);

    /// The same pill for delegates, leading in `rect` and centred in its height.
    static void paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &text, Tone tone, const QString &icon = {});
    [[nodiscard]] static QSize sizeFor(const Theme &theme, const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    QString m_icon;
    Tone m_tone = Tone::Mute;
    bool m_givesWay = false;
};

} // namespace steward
