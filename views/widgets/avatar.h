// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// A party as two initials on a colour that is always the same for the same name; or a subject as an icon.
class Avatar final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ name)

public:
    explicit Avatar(const Theme &theme, const QString &name = {}, int side = 40, QWidget *parent = nullptr);

    void setName(const QString &name);
    [[nodiscard]] QString name() const { return m_name; }
    /// Shows an icon in place of initials.
    void setIcon(const QString &icon, Tone tone);

    static void paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &name);
    [[nodiscard]] static QString initials(const QString &name);
    [[nodiscard]] static Tone toneOf(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    QString m_icon;
    Tone m_tone = Tone::Info;
};

} // namespace steward
