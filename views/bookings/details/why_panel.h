// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

class QVBoxLayout;

namespace steward {

class Button;
class Label;
struct WhyAnswer;

/// Answers why something is as it is: what happened, the rule and the clock behind it, or the lines that a figure sums up.
class WhyPanel final : public Overlay
{
    Q_OBJECT

public:
    WhyPanel(const Theme &theme, QWidget *window);

    void open(const WhyAnswer &answer);

    /// Marks what is shown there as something that may be asked about, and what it is.
    static void setSubject(QWidget *widget, const QString &subject);
    /// What is asked about within `area`: where the focus is, else where the mouse is; empty if neither is on anything.
    [[nodiscard]] static QString subjectWithin(const QWidget *area);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    Label *m_title, *m_summary;
    QWidget *m_content;
    QVBoxLayout *m_lines;
    Button *m_close;
};

} // namespace steward
