// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

class QHBoxLayout;
class QVBoxLayout;

namespace steward {

class Button;
class Label;

/// One line of an answer.
struct WhyLine {
    WhyLine() = default;
    QString icon, text, detail;
    QString amount; ///< where lines sum up to a figure
    bool holds = false; ///< of several rules or tiers the one that applies
};

/// Why something is as it is, in words.
struct WhyAnswer {
    WhyAnswer() = default;
    QString title; ///< the question
    QString summary; ///< the answer in a sentence
    QList<WhyLine> lines;
    QStringList ways; ///< what can be looked at behind it, as buttons say it
};

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
    /// What within `area` is at that place of the screen; empty if nothing is.
    [[nodiscard]] static QString subjectAt(const QWidget *area, const QPoint &place);

signals:
    /// One of the answer's ways was chosen, by its place among them. The panel is closed by then.
    void wayChosen(int way);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    void showLines(const QList<WhyLine> &lines);
    void showWays(const QStringList &ways);

    Label *m_title, *m_summary;
    QWidget *m_content;
    QVBoxLayout *m_lines;
    QHBoxLayout *m_ways;
    Button *m_close;
};

} // namespace steward
