// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/cluster/private_cluster.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>

namespace steward::ctl {

/// What the exit status says, the same for every command; --help prints this.
enum class Exit {
    Done = 0, ///< it is done, or as asked for
    Failed = 1, ///< refused or failed; the last line on the error stream says why
    Usage = 2, ///< the command line was not understood
    NotRunning = 3, ///< the cluster or server does not answer
    NotHeld = 4, ///< verify: an invariant does not hold, or was to be lived and is not
};

/// Prints one line for a person, on the output or on the error stream.
void say(const QString &line);
void complain(const QString &line);
void complainOf(const Error &error);

class Arguments;

/// In place of any command's options: their names are printed, a line each.
inline constexpr QLatin1StringView optionsWord("--names-of-options");

/// The options that say which private cluster is meant, and which database of which server.
void addClusterOption(Arguments &arguments);
void addDatabaseOptions(Arguments &arguments);
/// The private cluster that `arguments` means.
[[nodiscard]] PrivateCluster clusterOf(const Arguments &arguments);
/// How to sign in as `role` to what `arguments` means. Unavailable: the private cluster does not run.
[[nodiscard]] Result<QString> dsnOf(const Arguments &arguments, const QString &role);
/// Lets the machine's user sign in as every login that the private cluster has now; nothing to do elsewhere.
[[nodiscard]] Task<Result<bool>> refreshLogins(const Arguments &arguments);

/// The options that a command takes, and help that is worth reading. A wrong command line is told and yields nothing.
class Arguments final {
public:
    Arguments(QString command, QString description);

    Arguments &option(const QString &name, const QString &description, const QString &valueName = QString(),
                      const QString &standard = QString());
    Arguments &positional(const QString &name, const QString &description);

    [[nodiscard]] bool knows(const QString &name) const { return m_names.contains(name); }

    /// False: help was shown, or what was wrong was told; `status()` is what to exit with.
    [[nodiscard]] bool parse(const QStringList &words);
    [[nodiscard]] Exit status() const { return m_status; }

    [[nodiscard]] bool has(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }
    [[nodiscard]] QStringList words() const { return m_parser.positionalArguments(); }
    /// A whole number from `least` to `most`; nothing, and told, when it is none.
    [[nodiscard]] std::optional<qint64> number(const QString &name, qint64 least, qint64 most);

private:
    QString m_command;
    QCommandLineParser m_parser;
    QStringList m_names; ///< of its options
    qsizetype m_most = 0; ///< positional words that it takes
    Exit m_status = Exit::Done;
};

/// The commands; `words` are what follows the command's name.
[[nodiscard]] Task<Exit> clusterCommand(QStringList words);
[[nodiscard]] Task<Exit> keysCommand(QStringList words);
[[nodiscard]] Task<Exit> liveCommand(QStringList words);
[[nodiscard]] Task<Exit> migrateCommand(QStringList words);
[[nodiscard]] Task<Exit> simulateCommand(QStringList words);
[[nodiscard]] Task<Exit> verifyCommand(QStringList words);
[[nodiscard]] Task<Exit> openapiCommand(QStringList words);
[[nodiscard]] Task<Exit> operatorCommand(QStringList words);
[[nodiscard]] Task<Exit> invokeCommand(QStringList words);
[[nodiscard]] Task<Exit> completionCommand(QStringList words);
/// "bookings list …": what is listed or shown comes first. `words` are all of them.
[[nodiscard]] bool isAboutRecords(const QStringList &words);
[[nodiscard]] Task<Exit> recordsCommand(QStringList words);

} // namespace steward::ctl
