// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

class Banner;
class Theme;

/// What waits for a second person on a booking: one notice each, with the way to decide it, or to withdraw one's own.
class ProposalNotices final : public QWidget
{
    Q_OBJECT

public:
    explicit ProposalNotices(const Theme &theme, QWidget *parent = nullptr);

    void setProposals(const QList<Proposal> &proposals, const QString &zone);

signals:
    void requested(const steward::Proposal &proposal);

private:
    const Theme &m_theme;
    QVBoxLayout *m_column;
    QList<Banner *> m_notices;
};

} // namespace steward
