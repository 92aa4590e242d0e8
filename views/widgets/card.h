// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace steward {

class Label;

/// A raised surface with rounded corners that keep its content inside, tables included.
class Card final : public QWidget
{
    Q_OBJECT

public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);

    /// Where its content goes. No margins: a table reaches the edge, other content calls setPadded().
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void setPadded();
    /// The ground beyond the corners, if it is not the page's.
    void setOutside(Token outside);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void childEvent(QChildEvent *event) override;

private:
    class Corners;

    const Theme &m_theme;
    QVBoxLayout *m_body;
    Corners *m_corners = nullptr;
    Token m_outside = Token::Bg;
};

/// A title with an optional smaller line under it, and room for actions at the trailing edge.
class SectionHeader final : public QWidget
{
    Q_OBJECT

public:
    SectionHeader(const Theme &theme, const QString &title, const QString &subtitle = {}, Type type = Type::Title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    void addAction(QWidget *control);
    using QWidget::addAction;

private:
    Label *m_title;
    Label *m_subtitle;
    QHBoxLayout *m_actions;
};

/// A hairline between parts.
class Divider final : public QWidget
{
    Q_OBJECT

public:
    explicit Divider(const Theme &theme, Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace steward
