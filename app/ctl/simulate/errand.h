// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace steward::ctl {

/// A call that an operator makes, and makes again where they look first, take it back, or somebody else is to say yes.
struct Errand {
    Errand() = default;
    QString login;
    QString operation;
    QJsonObject words;
    QJsonObject options; ///< reason, for whom, and what people are told
    QString proposal; ///< the reference under which it waits for a second person
};

} // namespace steward::ctl
