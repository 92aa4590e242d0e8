// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QSplitter>

namespace steward {

/// A list with panels that open beside it, never over it. Each panel keeps the width it was last given.
class DetailSplitter final : public QSplitter
{
    Q_OBJECT

public:
    /// Takes `main`, which always stays open.
    DetailSplitter(const Theme &theme, QWidget *main, QWidget *parent = nullptr);

    /// Takes `panel`, closed at first, `width` wide when it opens; never narrower than `least`.
    void addPanel(QWidget *panel, int width, int least = 300);
    void openPanel(QWidget *panel);
    void closePanel(QWidget *panel);
    [[nodiscard]] bool isOpen(const QWidget *panel) const;

signals:
    void panelOpened(QWidget *panel);
    void panelClosed(QWidget *panel);

protected:
    QSplitterHandle *createHandle() override;

private:
    class Handle;

    const Theme &m_theme;
    QHash<const QWidget *, int> m_widths;
};

} // namespace steward
