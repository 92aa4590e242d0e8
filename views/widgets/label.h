// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QLabel>

namespace steward {

/// A label in the theme's type and ink.
/// Its text is plain, never markup: what it shows often comes from customers.
class Label : public QLabel
{
    Q_OBJECT

public:
    Label(const Theme &theme, const QString &text, Type type = Type::Body, Token inkToken = Token::Text,
          QFont::Weight weight = QFont::Normal, QWidget *parent = nullptr);

    void setInk(Token inkToken);
    void setWeight(QFont::Weight weight);

    /// Leading and trailing follow the reading direction of the page, not of the text.
    void setAlignment(Qt::Alignment alignment);

    /// The value can be marked and copied with the mouse.
    void makeCopyable();

protected:
    void changeEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    Type m_type;
    Token m_ink = Token::Text;
    Qt::Alignment m_alignment = Qt::AlignLeading | Qt::AlignVCenter;
};

/// A label of one line that gives way: too long a text ends in an ellipsis and is the tool tip, where it has no other.
class ElidedLabel final : public Label
{
    Q_OBJECT

public:
    using Label::Label;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QString m_whole; ///< the tool tip that it gave itself
};

/// The heading of a part of a panel: small capitals.
[[nodiscard]] Label *makeOverline(const Theme &theme, const QString &text, QWidget *parent = nullptr);

} // namespace steward
