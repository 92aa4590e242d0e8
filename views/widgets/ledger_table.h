// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/shown_effects.h"
#include "views/widgets/theme.h"

#include <QTableView>

namespace steward {

/// The lines of one posting in one currency, debit and credit in columns, with their sums and whether they agree.
/// As tall as its content; a table to assistive technology.
class LedgerTable final : public QTableView
{
    Q_OBJECT

public:
    LedgerTable(const Theme &theme, const QString &name, QWidget *parent = nullptr);
    ~LedgerTable() override;

    /// All lines are of `currency`; the caller shows one table for each.
    void setLines(const QList<ShownLedgerLine> &lines, const Currency &currency);
    [[nodiscard]] bool isBalanced() const;
    /// How wide each of the two columns of figures is, for titles above them.
    [[nodiscard]] int figureWidth() const { return m_figureWidth; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Model;
    class Painter;

    const Theme &m_theme;
    Model *m_model;
    int m_figureWidth = 64;
};

} // namespace steward
