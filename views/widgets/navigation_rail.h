// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/environment.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

class Label;
class RailEntry;

/// The areas of the console along the leading edge, with what waits in each.
class NavigationRail final : public QWidget
{
    Q_OBJECT

public:
    struct Entry {
        QString id;
        QString text;
        QString icon;
        QString keys; ///< "G B", shown on hover
    };
    enum class Place { Top, Bottom };

    explicit NavigationRail(const Theme &theme, QWidget *parent = nullptr);

    void addEntry(const Entry &entry, Place place = Place::Top);
    /// What waits there; 0 shows nothing.
    void setCount(const QString &id, qint64 count);
    void setCurrent(const QString &id);
    [[nodiscard]] QString current() const;
    void setEnvironment(Environment environment, const QString &text);
    /// Icons alone, for narrow windows.
    void setCompact(bool compact);
    [[nodiscard]] bool isCompact() const { return m_compact; }

signals:
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *m_mark;
    Label *m_title;
    EnvironmentTag *m_environment;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    QList<RailEntry *> m_entries;
    bool m_compact = false;
};

} // namespace steward
