// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "views/widgets/tokens.h"

#include <QList>
#include <QString>

namespace steward {

/// One line of a posting. Exactly one of debit and credit is not zero.
struct ShownLedgerLine {
    ShownLedgerLine() = default;
    ShownLedgerLine(QString account_, Money debit_, Money credit_)
        : account(std::move(account_))
        , debit(std::move(debit_))
        , credit(std::move(credit_))
    {
    }
    QString account; ///< in the operator's language, with its owner: "Escrow, this booking"
    Money debit, credit;
};

/// A record enters, leaves or changes its state. An empty `from` means that it is new.
struct ShownStateChange {
    QString what; ///< "Booking BK-7F3K-92Q7"
    QString from, to;
    Tone fromTone = Tone::Mute, toTone = Tone::Mute;
};

/// A field of a record changes, both values ready to read.
struct ShownFieldChange {
    QString what; ///< "Payment, refunded"
    QString from, to;
};

/// What somebody will be told, in their language.
struct ShownMessage {
    QString id;      ///< given back by previewRequested
    QString to;      ///< "Customer · e-mail in German"
    QString subject; ///< as it will be sent
    QString body;
    QString note = {}; ///< "Left out: they told us themselves"
    bool silent = false; ///< nobody is told
    bool editable = false; ///< it can be put into other words, or left out
};

/// An automatic step that is added, moved, cancelled or, after it had failed for good, tried again.
struct ShownStep {
    enum class Change { Added, Moved, Cancelled, Retried };
    QString what; ///< "Remind both"
    QString when; ///< ready to read
    Change change = Change::Added;
};

/// What the payment gateway will be asked.
struct ShownGatewayOrder {
    QString what; ///< "Refund €74.40 to Visa •••• 4417"
    QString when; ///< "in 60 s, until then it can be taken back"
};

/// What becomes of one of several records that an action is about.
struct ShownRow {
    QString what; ///< "BK-7F3K-92Q7"
    QString result; ///< "Moved", "Not done"
    Tone tone = Tone::Mute;
    QString why; ///< a sentence, where it is not done
};

/// All that an action does or would do, ready to read: the effects panel knows no business types.
struct ShownEffects {
    QString note; ///< beside the title: "Dry run 09:41 · v14"
    QList<ShownRow> rows;
    QList<ShownStateChange> states;
    QList<ShownFieldChange> fields;
    QList<ShownLedgerLine> ledger;
    QList<ShownGatewayOrder> gateway;
    QList<ShownMessage> messages;
    QList<ShownStep> steps;
};

} // namespace steward
