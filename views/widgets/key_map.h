// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

class QHBoxLayout;
class QScrollArea;

namespace steward {

/// All keys that do something here, by group, on one card ("?").
class KeyMapOverlay final : public Overlay
{
    Q_OBJECT

public:
    struct Line {
        QString keys; ///< "Ctrl K"
        QString text; ///< what they do
    };
    struct Group {
        QString title;
        QList<Line> lines;
    };

    KeyMapOverlay(const Theme &theme, QWidget *window);

    void setGroups(const QList<Group> &groups);

protected:
    [[nodiscard]] QRect cardPlace() const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QScrollArea *m_scroller;
};

} // namespace steward
