// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

class Button;
class IconView;
class Label;

/// A lasting condition of the page, across its width: information, a warning, an error, the link lost.
class Banner final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Info, Ok, Warning, Error, Offline };

    explicit Banner(const Theme &theme, Kind kind = Kind::Info, QWidget *parent = nullptr);

    /// `title` says what is the case, `text` what it means or what to do. Announced to assistive technology.
    void setContent(Kind kind, const QString &title, const QString &text = {});
    /// The way out, if there is one; an empty text takes the button away.
    void setActionText(const QString &text);
    void setDismissible(bool dismissible);
    [[nodiscard]] Button *action() const { return m_action; }

signals:
    void actionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    IconView *m_sign;
    Label *m_title;
    Label *m_text;
    Button *m_action;
    Button *m_close;
    Kind m_kind = Kind::Info;
};

} // namespace steward
