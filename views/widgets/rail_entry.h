// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QAbstractButton>

namespace steward {

/// One area in the NavigationRail. A page tab to assistive technology, selected when it is the current one.
class RailEntry final : public QAbstractButton
{
    Q_OBJECT

public:
    RailEntry(const Theme &theme, const QString &id, const QString &text, const QString &icon, const QString &keys, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const { return m_id; }
    void setCount(qint64 count);
    void setCurrent(bool current);
    [[nodiscard]] bool isCurrent() const { return m_current; }
    /// The icon alone; the words become the tool tip.
    void setCompact(bool compact);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void name();

    const Theme &m_theme;
    QString m_id;
    QString m_icon;
    QString m_keys;
    QString m_count;
    bool m_current = false;
    bool m_compact = false;
};

} // namespace steward
