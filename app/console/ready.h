// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace steward {

/// Says "ready" on standard output when the first thing to work with is painted: the sign-in page, or the rows of a list
/// where the command line signs in at once. For whoever starts the console and must know when it can be used.
class Ready final : public QObject
{
    Q_OBJECT

public:
    Ready(bool signsInAtOnce, QObject *parent);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_signsInAtOnce;
};

} // namespace steward
