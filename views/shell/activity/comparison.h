// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

class QGridLayout;

namespace steward {

class ActivityForm;
class Button;
class Label;

/// What two or three forms would do, side by side: where they differ stands out. One of them is chosen; confirming it is
/// still that form's own button.
class Comparison final : public Overlay
{
    Q_OBJECT

public:
    Comparison(const Theme &theme, QWidget *window);

    /// Shows these, which stay somebody else's; called again whenever one of them knows more.
    void showForms(const QList<const ActivityForm *> &forms, qsizetype current);

    /// The focus goes to the button that chooses the form in front.
    void focusCurrent();

    /// "A", "B", "C".
    [[nodiscard]] static QString letter(qsizetype form);

signals:
    void chosen(qsizetype form);
    void dropped(qsizetype form);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    struct Column {
        Label *title, *summary, *refusal;
        Button *choose, *drop;
    };
    void makeColumn(qsizetype at);
    void showLines(const QList<const ActivityForm *> &forms);

    QWidget *m_content;
    QGridLayout *m_grid;
    QList<Column> m_columns;
    qsizetype m_current = 0;
    QList<QWidget *> m_cells;
};

} // namespace steward
