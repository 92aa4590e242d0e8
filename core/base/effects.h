// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace steward {

/// Fingerprint of what a person saw an action would do; the commit that carries it is refused if it would do otherwise.
struct EffectsHash {
    EffectsHash() = default;
    explicit EffectsHash(QString hex)
        : text(std::move(hex))
    {
    }
    QString text;
    bool operator==(const EffectsHash &) const = default;
};

struct StateEffect { ///< a record enters, leaves or changes its state
    StateEffect() = default;
    QString entity, reference, action, from, to;
    bool isNew = false;
};

struct FieldEffect { ///< a field of a record changes
    FieldEffect() = default;
    QString entity, reference, field, from, to;
};

struct LedgerEffect { ///< one line of a posting; exactly one of debit and credit is not zero
    LedgerEffect() = default;
    QString account, title, owner; ///< `title` is the account's name in words
    Money debit, credit;
};

struct MessageEffect { ///< what somebody will be told, in their language
    MessageEffect() = default;
    QString audience, recipient, channel, locale, subject, body;
    QString name; ///< its template's; what is to be said otherwise refers to it
    QString duty; ///< why it can not be left out; empty where it can
    QString silence; ///< why it is left out; empty where it is sent
    QString formerSubject, formerBody; ///< what the template says, where an operator said it in other words
    QDateTime due;

    [[nodiscard]] bool isReworded() const { return !formerBody.isEmpty(); }
};

struct GatewayEffect { ///< what the payment gateway will be asked to do
    GatewayEffect() = default;
    QString kind, state;
    Money amount;
    QDateTime due;
};

struct SeatEffect { ///< seats of a session that are taken or given back
    SeatEffect() = default;
    QString session, starts; ///< what it is called, and when it begins, in words
    int from = 0, to = 0, capacity = 0; ///< how many are taken, of how many
};

struct ProviderEffect { ///< a booking is given to another provider
    ProviderEffect() = default;
    QString reference, from, to;
};

struct TimerEffect { ///< an automatic step that is added, moved, cancelled or tried again
    enum class Change { Added, Moved, Cancelled, Retried };
    TimerEffect() = default;
    QString entity, reference, action, title;
    Change change = Change::Added;
    QDateTime due;
};

struct AbsenceEffect { ///< somebody is marked as away, or back again
    AbsenceEffect() = default;
    QDate firstDay, lastDay;
    QDate freeFrom; ///< valid where they are back
};

struct RowEffect { ///< what becomes of one of several records that an action is about
    enum class Result { Done, Refused, Left };
    RowEffect() = default;
    QString reference, choice;
    Result result = Result::Left;
    QString refusal; ///< why it stays as it is, in a sentence
};

/// All that an action does, or would do.
struct Effects {
    Effects() = default;
    QList<StateEffect> states;
    QList<FieldEffect> fields;
    QList<LedgerEffect> ledger;
    QList<MessageEffect> messages;
    QList<GatewayEffect> gateway;
    QList<TimerEffect> timers;
    QList<SeatEffect> seats;
    QList<ProviderEffect> providers;
    QList<AbsenceEffect> absences;
    QList<RowEffect> rows;
    EffectsHash hash;
    QDateTime at; ///< when the server worked it out
    int version = 0; ///< of the target as it was found
};

/// What an operator's action moves, against what the role may move alone. It takes a second person.
struct Weighed {
    Weighed() = default;
    Money amount;
    Money onRecord, inDay; ///< what the same person moved before, within 24 hours: on this record, and in all
    Money perRecord, perDay; ///< the limits
    bool asProposed = true; ///< of a call made for a proposal: it would do what it would have done then
};

/// How an action ended.
struct Outcome {
    Outcome() = default;
    QString invocation; ///< names it in the audit, and to undo
    QString reference; ///< of the target
    int version = 0; ///< of the target afterwards
    bool replayed = false; ///< an earlier call with this key had done it already
    QDateTime undoUntil; ///< invalid where it cannot be taken back
    std::optional<Weighed> weighed; ///< there where it takes a second person
    QString proposal; ///< nothing was done: this waits for a second person
    QDateTime proposalUntil; ///< until when it waits
    Effects effects;
};

} // namespace steward
