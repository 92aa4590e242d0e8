// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

class Label;
class SectionHeader;

/// Automatic steps that failed for good, each with why, and a way to its record.
class ParkedList final : public QWidget
{
    Q_OBJECT

public:
    explicit ParkedList(const Theme &theme, QWidget *parent = nullptr);

    void setSteps(const QList<ParkedStep> &steps);

signals:
    void opened(const QString &entity, qint64 id);

private:
    const Theme &m_theme;
    SectionHeader *m_header;
    QVBoxLayout *m_rows;
    QStringList m_shown; ///< what stands there: the same is not built again
};

} // namespace steward
