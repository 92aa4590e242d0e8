// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of api.overview_… become the values of the Overview. Only the repository includes this.

#include "core/overview/overview.h"

namespace steward {

template <class V>
void fields(V &v, FigureList &l)
{
    v("basis", l.basis);
    v("share", l.share);
    v("title", l.title);
    v("from", l.from);
    v("to", l.to);
    v("note", l.note);
}

template <class V>
void rangeFields(V &v, OverviewSpan &s)
{
    v("zone", s.zone);
    v("begins", s.begins);
    v("ends", s.ends);
    v("counted_at", s.countedAt);
}

template <class V>
void fields(V &v, Figure &f)
{
    v("figure", f.name);
    v("title", f.title);
    v("rule", f.rule);
    v("moment", f.moment);
    v("part_words", f.partWords);
    v("whole_words", f.wholeWords);
    rangeFields(v, f.span);
    v("earlier_begins", f.span.earlierBegins);
    v("earlier_ends", f.span.earlierEnds);
    v("lists", f.lists);
    v("unit", f.unit);
    v("currency", f.currency);
    v("part", f.part);
    v("whole", f.whole);
    v("part_before", f.partBefore);
    v("whole_before", f.wholeBefore);
    v("parts", f.parts);
    v("wholes", f.wholes);
    v("parts_before", f.partsBefore);
}

template <class V>
void fields(V &v, OverviewOutcome &o)
{
    v("outcome", o.name);
    v("title", o.title);
    v("counts", o.counts);
}

template <class V>
void fields(V &v, OverviewState &s)
{
    v("state", s.state);
    v("final", s.final);
    v("ordinal", s.ordinal);
    v("n", s.count);
    v("more", s.more);
    v("oldest", s.oldest);
    v("rule", s.rule);
    v("counted_at", s.countedAt);
}

template <class V>
void fields(V &v, OverviewArrow &a)
{
    v("from_state", a.from);
    v("to_state", a.to);
    v("titles", a.titles);
    v("n", a.count);
    v("rule", a.rule);
    v("note", a.note);
    rangeFields(v, a.span);
}

template <class V>
void fields(V &v, ParkedStep &p)
{
    v("id", p.id);
    v("entity", p.entity);
    v("entity_id", p.entityId);
    v("reference", p.reference);
    v("subject", p.subject);
    v("title", p.title);
    v("failure", p.failure);
    v("attempts", p.attempts);
    v("due", p.due);
    v("parked_at", p.parkedAt);
}

} // namespace steward
