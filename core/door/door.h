// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QMap>
#include <QStringList>

#include <optional>

namespace steward {

/// Whom the database takes the caller for, and what kind of installation this is.
struct Session {
    Session() = default;
    QString login, kind, person;
    QStringList roles; ///< group roles, such as "steward_support"
    QList<int> markets; ///< empty: all
    QStringList marketNames;
    QString installation; ///< "simulation" or "production"
    QString installationName;
    bool demonstration = false; ///< a private socket: whoever uses this machine may sign in as anybody
    QDateTime clock; ///< the server's, when it answered
    qint64 ahead_ms = 0; ///< how far that is ahead of this machine's
    int undoSeconds = 60;

    /// The server's present time: what is due, and what can still be taken back, is measured by it.
    [[nodiscard]] QDateTime now() const { return QDateTime::currentDateTimeUtc().addMSecs(ahead_ms); }
    [[nodiscard]] bool isProduction() const { return installation == QLatin1String("production"); }
};

/// One parameter of an operation, as its function declares it.
struct OperationArgument {
    OperationArgument() = default;
    QString name, type;
    bool required = false;
};

/// Something the caller may run through the door.
struct Operation {
    Operation() = default;
    QString name, title, description, entity;
    bool danger = false;
    bool needsReason = false;
    bool undoable = true; ///< what is done with it can be taken back for a while
    QList<OperationArgument> arguments;
};

/// Why an operation is run, from a list; the note is in the operator's own words.
struct Reason {
    Reason() = default;
    QString operation, code, title;
    int shortestNote = 0; ///< In characters; 0 where none is needed.
    bool acting = false; ///< how somebody asked for what is done for them; else why an operator does it
};

/// Somebody who has the same record open.
struct Attendant {
    Attendant() = default;
    QString name;
    bool acting = false; ///< a form is open there
    bool mine = false; ///< the same operator, in another window
    QDateTime since;
};

/// What an operator says of a message that an action would send: other words, or why nobody is told.
struct SaidOfMessage {
    SaidOfMessage() = default;
    QString subject, body; ///< the operator's words
    QString silence; ///< why nobody is told; the words count for nothing then
    bool operator==(const SaidOfMessage &) const = default;
};

/// One call that a form makes: what, on what, and why.
struct Activity {
    Activity(QString name, QJsonObject values)
        : operation(std::move(name))
        , arguments(std::move(values))
    {
    }
    QString operation;
    QJsonObject arguments;
    std::optional<int> version; ///< of the target as the form showed it
    QString reasonCode, note;
    QString proposal; ///< the call is made for this proposal, as its second person
    QString onBehalfOf; ///< "customer:17" or "provider:4", for whom the operator acts; empty: as themselves
    QMap<QString, SaidOfMessage> messages; ///< by MessageEffect::name
};

/// One thing that changed about a record, as its events tell it.
struct RecordChange {
    RecordChange() = default;
    int version = 0; ///< that it has since
    QDateTime at;
    QString actor, title; ///< by whom, and what they did
    QString field, was, became; ///< as the database writes them; no field where only the step itself is told
};

/// A call that one person alone may not make: it waits for a second one, who makes it as it stands here.
struct Proposal {
    Proposal() = default;
    qint64 id = 0;
    QString reference; ///< PR-7F3K-92QD
    int version = 0;
    QString operation, title;
    QJsonValue arguments; ///< an object, exactly as the second person's call must have it
    QString reason, note;
    Money amount; ///< what it would move
    Money onRecord, inDay; ///< what its person had moved within 24 hours: on this record, and in all
    Money perRecord, perDay; ///< what the role may move alone
    QString proposer;
    QDateTime proposedAt, expiresAt;
    bool mine = false; ///< the person who reads it proposed it
    QString objection; ///< why the person who reads it cannot be the second one; empty if they can
};

} // namespace steward
