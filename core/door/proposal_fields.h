// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of api.proposal become proposals. Only repositories include this.

#include "core/door/door.h"

namespace steward {

template <class V>
void fields(V &v, Proposal &p)
{
    v("id", p.id);
    v("reference", p.reference);
    v("version", p.version);
    v("operation", p.operation);
    v("title", p.title);
    v("arguments", p.arguments);
    v("reason", p.reason);
    v("note", p.note);
    v("amount", p.amount.minor);
    v("on_record", p.onRecord.minor);
    v("in_day", p.inDay.minor);
    v("per_record", p.perRecord.minor);
    v("per_day", p.perDay.minor);
    for (Money *money : { &p.amount, &p.onRecord, &p.inDay, &p.perRecord, &p.perDay })
        v("currency", money->currency.code);
    v("proposer", p.proposer);
    v("proposed_at", p.proposedAt);
    v("expires_at", p.expiresAt);
    v("mine", p.mine);
    v("objection", p.objection);
}

} // namespace steward
