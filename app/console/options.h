// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace steward {

/// What the command line asks for.
struct ConsoleOptions {
    QString profile; ///< signs in at once with this profile, where that needs no password
    QString user;
    QString reference; ///< a record to show: "BK-7F3K-92Q7" or "steward://booking/BK-7F3K-92Q7"
    QString theme; ///< light, dark, contrast or system; empty: as it was left
    QString script; ///< runs a journey through the console's own widgets and exits
    QString picturesFolder; ///< takes a picture of every page and exits
    bool saysReady = false; ///< tells on standard output when it can be used
    bool stretches = false; ///< every text is longer, to see what does not fit
    bool lives = false; ///< the demonstration's customers and providers go on meanwhile
    bool gallery = false; ///< shows every widget in every state
    QString galleryFolder;

    /// Reads them; on a mistake or for --help and --version it writes what is to be said and returns the exit status.
    [[nodiscard]] static std::optional<int> read(const QStringList &arguments, ConsoleOptions &options);
};

} // namespace steward
