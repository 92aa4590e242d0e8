// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QPushButton>
#include <QTimer>

namespace steward {

/// Every push button of the console: text, icon, key hint, loading state, painted in the theme.
class Button final : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind {
        Primary,   ///< the one thing to do here
        Secondary, ///< anything else
        Danger,    ///< does what is hard to take back
        DangerOutline, ///< leads to something dangerous
        Ghost,     ///< no outline until hovered; for tool bars and icons alone
        Link,      ///< accent text within a row
        QuietLink, ///< the same beside a Link, less loud
        Dashed,    ///< adds one more of something
        Pill,      ///< something came and can be shown: "12 new"
        Field,     ///< opens what one types into: looks like a field, words leading, key trailing; as wide as it is given
    };

    Button(const Theme &theme, const QString &text, Kind kind = Kind::Secondary, QWidget *parent = nullptr);

    /// An icon alone. `name` says what it does: accessible name and tool tip.
    [[nodiscard]] static Button *iconOnly(const Theme &theme, const QString &icon, const QString &name, QWidget *parent = nullptr);

    void setKind(Kind kind);
    void setIconName(const QString &name);
    /// The key that does the same, shown in the button.
    void setKeyHint(const QString &key);
    /// A spinner in place of the icon; clicks are ignored until it is false again. Width and text stay.
    void setLoading(bool loading);
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// Disables it and says why, in tool tip and accessible description; an empty reason enables it.
    void setRefusal(const QString &why);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Colours {
        QColor fill, outline, text;
    };
    [[nodiscard]] Colours colours() const;
    [[nodiscard]] QFont face() const;
    [[nodiscard]] QString shownText() const;

    const Theme &m_theme;
    Kind m_kind;
    QString m_icon;
    QString m_keyHint;
    QTimer m_spin;
    int m_angle = 0;
    bool m_loading = false;
};

} // namespace steward
