#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everybody × every operation × every state, with one's own and with foreign ids. The operations come from the catalogue, so a
new one without an entry in the law below fails; the law is written here by hand, from the design and not from the database."""
import datetime
import json
import pathlib
import sys

import psycopg2

from tests.support.cluster import TestDatabase

FIXTURE = (pathlib.Path(__file__).resolve().parents[1] / 'fixture.sql').read_text()

STATES = ['pending_payment', 'requested', 'confirmed', 'confirmed_due', 'confirmed_proposed', 'in_progress', 'completed', 'no_show', 'disputed', 'settled', 'declined', 'expired', 'cancelled']
# operation: (who may run it, from which states)
LAW = {
    'authorised': ({'worker'}, {'pending_payment'}),
    'accept': ({'provider', 'operations'}, {'requested'}),
    'decline': ({'provider', 'operations'}, {'requested'}),
    'expire': ({'worker'}, {'pending_payment', 'requested'}),
    'cancel': ({'customer', 'provider', 'support', 'operations'}, {'pending_payment', 'requested', 'confirmed', 'confirmed_due'}),
    'override_cancel': ({'support', 'operations'}, {'pending_payment', 'requested', 'confirmed', 'confirmed_due', 'in_progress', 'completed', 'no_show', 'disputed', 'settled'}),
    'start': ({'provider', 'worker'}, {'confirmed_due'}),
    'complete': ({'provider', 'operations', 'worker'}, {'in_progress'}),
    'confirm_completion': ({'customer'}, {'completed'}),
    'settle': ({'worker'}, {'completed', 'no_show'}),
    'report_no_show': ({'customer', 'provider', 'support', 'operations'}, {'confirmed_due', 'in_progress'}),
    'dispute': ({'customer', 'provider', 'support'}, {'in_progress', 'completed', 'no_show', 'settled'}),
    'resolve': ({'support', 'operations'}, {'disputed'}),
    'propose_reschedule': ({'customer', 'provider'}, {'confirmed'}),
    'accept_reschedule': ({'customer', 'provider'}, {'confirmed', 'confirmed_due'}),
    'refuse_reschedule': ({'customer', 'provider'}, {'confirmed', 'confirmed_due'}),
    'lapse_reschedule': ({'worker'}, {'confirmed_proposed'}),
    'override_reschedule': ({'operations'}, {'requested', 'confirmed', 'confirmed_due'}),
    'override_move_session': ({'operations'}, {'requested', 'confirmed', 'confirmed_due'}),
    'override_reassign': ({'operations'}, {'requested', 'confirmed'}),
    'override_reprice': ({'operations', 'finance'}, {'pending_payment', 'requested', 'confirmed', 'confirmed_due', 'in_progress', 'completed', 'no_show'}),
    'charge_answered': ({'worker'}, {'requested', 'confirmed', 'confirmed_due', 'in_progress', 'completed', 'no_show', 'cancelled'}),
    'override_complete': ({'operations'}, {'confirmed_due', 'in_progress', 'no_show'}),
    'override_reopen': ({'operations'}, {'completed', 'no_show', 'cancelled'}),
    'goodwill_credit': ({'support', 'operations', 'finance'}, set(STATES)),
    'override_extend': ({'support', 'operations'}, {'pending_payment', 'requested', 'confirmed', 'confirmed_due', 'in_progress', 'completed', 'no_show'}),
    'override_stop': ({'support', 'operations'}, {'confirmed', 'confirmed_due', 'in_progress'}),
    'payment_declined': ({'worker'}, {'pending_payment'}),
    'request_failed': ({'worker'}, set(STATES)),
    'ask_gateway': ({'support', 'operations', 'finance'}, set(STATES)),
    'retry_request': ({'operations', 'finance'}, set(STATES)),
    'settle_request': ({'finance'}, set(STATES)),
    'retry_step': ({'support', 'operations'}, {'pending_payment', 'requested', 'confirmed', 'confirmed_due', 'in_progress', 'completed', 'no_show'}),
}
# What support and operations may do for a customer or provider who may do it.
ACTED = {'accept', 'decline', 'cancel', 'start', 'complete', 'confirm_completion', 'report_no_show', 'dispute', 'propose_reschedule', 'accept_reschedule', 'refuse_reschedule'}
# What is ahead of a booking in each state; elsewhere any step is as good.
STEPS = {'pending_payment': 'expire', 'requested': 'expire', 'in_progress': 'complete', 'completed': 'settle', 'no_show': 'settle'}
# Where the state allows it, but nothing is there to do it to: only what was captured has a request whose answer is missing.
NOTHING = {'ask_gateway': {'pending_payment', 'requested', 'declined', 'expired'}}
# A provider cancels what is confirmed; before, they decline.
NARROWER = {('cancel', 'provider'): {'confirmed', 'confirmed_due'}}
# A rule refuses what the state would allow: there is nothing to answer, it is one's own, or it was asked already.
RULED = {('accept_reschedule', state) for state in ('confirmed', 'confirmed_due')} | {('refuse_reschedule', state) for state in ('confirmed', 'confirmed_due')} | {
    ('accept_reschedule', 'confirmed_proposed', 'customer'), ('refuse_reschedule', 'confirmed_proposed', 'customer'), ('propose_reschedule', 'confirmed_proposed')} | {
    ('charge_answered', state) for state in STATES} | {  # none of them waits for a further charge
    ('override_move_session', state) for state in STATES}  # none of them is a seat
EXTRA = {
    'authorised': {'gateway_reference': 'matrix', 'expires': '2199-01-01T00:00:00Z'},
    'override_cancel': {'to_customer': 0, 'to_provider': 0},
    'resolve': {'to_customer': 0, 'to_provider': 0},
    'goodwill_credit': {'amount': 1},
    'override_reprice': {'price': 1, 'bearer': 'provider'},
    'charge_answered': {'charge': 2, 'outcome': 'authorised'},
    'request_failed': {'request': 1},
}
REASONED = {'override_move_session', 'override_reprice', 'override_reschedule', 'override_reassign', 'override_cancel', 'override_extend', 'override_stop', 'override_complete', 'override_reopen', 'resolve', 'goodwill_credit', 'settle_request', 'schedule_terms', 'withdraw_terms', 'provider_away'}


def arguments(operation, state, kind=None):
    if operation == 'report_no_show':
        return {} if kind in ('customer', 'provider') else {'absent': 'customer'}  # each of them can only report the other
    if operation in ('propose_reschedule', 'override_reschedule', 'override_move_session'):
        start = (datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=300)).isoformat()
        return {'starts_at': start, **({'displace': []} if operation == 'override_reschedule' else {})}
    step = STEPS.get(state, 'start')
    if operation == 'override_extend':
        return {'step': step, 'due': (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=30 if step == 'expire' else 99999)).isoformat()}
    if operation in ('override_stop', 'retry_step'):
        return {'step': step}
    return EXTRA.get(operation, {})


# other operations: who may run them, and what their target is
OTHERS = {
    'approve_provider': ({'operations', 'worker'}, 'provider', {}),
    'set_availability': ({'provider'}, 'provider', {'hours': []}),
    'set_payout_account': ({'provider'}, 'provider', {'holder': 'H', 'number': 'DE89370400440532013000'}),
    'publish_listing': ({'provider'}, 'provider', {'category': 1, 'city': 101, 'title': 'T', 'duration': 'PT1H', 'price': 100, 'policy': 1}),
    'book': ({'customer'}, 'listing', {'starts_at': '2027-01-01T00:00:00Z'}),
    'provider_away': ({'operations'}, 'provider', {}),
    'end_absence': ({'operations'}, 'provider', {}),
    'draft_terms': ({'administrator'}, 'terms', {}),
    'change_terms': ({'administrator'}, 'terms', {'commission_bp': 1}),
    'schedule_terms': ({'administrator'}, 'terms', {'active_from': '2199-01-01T00:00:00Z'}),
    'withdraw_terms': ({'administrator'}, 'terms', {}),
}
# What the state of the one there is does not allow: it is approved, or active, already.
SETTLED = {'approve_provider', 'change_terms', 'schedule_terms', 'withdraw_terms'}


class World:
    """Two of each kind: the ones a booking belongs to, and strangers of another market."""

    def __init__(self, db):
        self.db = db
        self.links = {}
        self.setup = db.connect()
        cursor = self.setup.cursor()
        cursor.execute(FIXTURE)
        cursor.execute('select fixture.operators()')
        cursor.execute('select fixture.new_customer(1), fixture.new_provider(101), fixture.new_customer(3), fixture.new_provider(301)')
        self.customer, self.provider, self.other_customer, self.other_provider = cursor.fetchone()
        cursor.execute('select fixture.new_listing(%s)', (self.provider,))
        self.listing = cursor.fetchone()[0]
        cursor.execute('select fixture.provider_id(%s)', (self.provider,))
        self.provider_id = cursor.fetchone()[0]
        cursor.execute('select id from market.terms where market_id = 1')
        self.terms = cursor.fetchone()[0]
        self.bookings = {}
        for n, state in enumerate(STATES):
            cursor.execute("select fixture.new_booking(%s, %s, fixture.ahead(%s), %s)",
                           (self.customer, self.listing, 100 + 2 * n, 'confirmed' if state.startswith('confirmed_') else state))
            self.bookings[state] = cursor.fetchone()[0]
        cursor.execute("select fixture.customer(%s, 'propose_reschedule', jsonb_build_object('booking', %s, 'starts_at', fixture.ahead(200)))", (self.customer, self.bookings['confirmed_proposed']))
        cursor.execute('select fixture.new_listing(fixture.new_provider(101))')
        EXTRA['override_reassign'] = {'listing': cursor.fetchone()[0]}
        far = (datetime.date.today() + datetime.timedelta(days=300)).isoformat()
        OTHERS['provider_away'][2].update(first_day=far, last_day=far)
        cursor.execute("select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', %s, 'first_day', %s, 'last_day', %s), jsonb_build_object('reason_code', 'sick'))", (self.provider_id, far, far))
        cursor.execute('select id from market.absence')
        OTHERS['end_absence'][2]['absence'] = cursor.fetchone()[0]
        cursor.execute("select fixture.earlier(%s, booking.starts_at - guard.clock() + booking.id * interval '2 hours') from market.booking where id = %s",
                       (self.bookings['confirmed_due'], self.bookings['confirmed_due']))
        cursor.execute('select fixture.make_due(booking.id) from market.booking where state <> %s', ('confirmed',))
        cursor.execute("update market.timer set due = guard.clock() where operation = 'lapse_reschedule'")
        cursor.execute("update market.timer set parked_at = guard.clock() where state = 'pending'")
        cursor.execute("update market.gateway_intent set state = case kind when 'authorise' then 'failed' else 'unknown' end where kind in ('authorise', 'capture')")
        cursor.execute('select id from market.booking where authorised_until is null')
        unpaid = {booking for (booking,) in cursor.fetchall()}
        self.unheard = {state for state, booking in self.bookings.items() if booking in unpaid}
        cursor.execute(f"create role {db.login('stranger')} login")
        cursor.execute(f"grant connect on database {db.name} to {db.login('stranger')}; grant usage on schema api to {db.login('stranger')};"
                       f"grant execute on function api.invoke(text, jsonb, jsonb) to {db.login('stranger')}")
        # name: (login, role, actor, reach)
        public = 'steward_gate_public'
        self.actors = {
            'support': (db.login('support'), None, None, True),
            'operations': (db.login('operations'), None, None, True),
            'operations_one_market': (db.login('operations_one_market'), None, None, True),
            'finance': (db.login('finance'), None, None, True),
            'auditor': (db.login('auditor'), None, None, True),
            'administrator': (db.login('administrator'), None, None, True),
            'operations through the gate': ('steward_gate_admin', db.login('operations'), None, True),
            'worker': ('steward_worker', None, None, True),
            'customer': (public, 'steward_customer', self.customer, True),
            'another customer': (public, 'steward_customer', self.other_customer, False),
            'provider': (public, 'steward_provider', self.provider, True),
            'another provider': (public, 'steward_provider', self.other_provider, False),
            'a provider as customer': (public, 'steward_customer', self.provider, False),
            'a customer as provider': (public, 'steward_provider', self.customer, False),
            'anonymous': (public, 'steward_anonymous', None, False),
            'nobody at the gate': (public, 'steward_customer', None, None),
            'the gate itself': (public, None, None, None),
            'the admin gate itself': ('steward_gate_admin', None, None, None),
            'a stranger': (db.login('stranger'), None, None, None),
        }
        cursor.execute(f"select operator.id from market.operator where login = '{db.login('operations_one_market')}'")
        self.limited = cursor.fetchone()[0]

    def attempt(self, who, operation, arguments, on_behalf_of=None):
        login, role, actor, _ = self.actors[who]
        if login not in self.links:
            self.links[login] = self.db.connect(login)
        cursor = self.links[login].cursor()
        options = {'preview': True} | ({'on_behalf_of': on_behalf_of} if on_behalf_of else {})
        if operation in REASONED:
            options |= {'reason_code': 'by_transfer' if operation == 'settle_request' else 'other', 'note': 'every cell of it'}
        try:
            cursor.execute('begin')
            if role:
                cursor.execute("select set_config('role', %s, true)", (role,))
            cursor.execute("select set_config('steward.actor', %s, true)", (str(actor) if actor else '',))
            cursor.execute('select api.invoke(%s, %s, %s)', (operation, json.dumps(arguments), json.dumps(options)))
            return 'ok'
        except psycopg2.Error as refused:
            return refused.pgcode
        finally:
            cursor.execute('commit')  # a look is over: had it left anything, it would stand now

    def standing(self):
        """How much there is of everything that an operation writes."""
        cursor = self.setup.cursor()
        cursor.execute('select (select sum(version) from market.booking), (select sum(version) from market.payment), ' + ', '.join(
            f'(select count(*) from market.{table})' for table in ('booking', 'booking_slot', 'payment', 'refund', 'gateway_intent', 'message',
                'ledger_entry', 'timer', 'event', 'event_pending', 'audit_entry', 'reply')))
        return cursor.fetchone()

    def kind(self, who):
        """Which law applies."""
        return {'operations_one_market': 'operations', 'operations through the gate': 'operations', 'another customer': 'customer',
                'another provider': 'provider', 'a provider as customer': 'customer', 'a customer as provider': 'provider'}.get(who, who)


def expected(world, who, may, allowed):
    """allowed: the state lets it happen. The gate without a role and strangers are nobody; 42501 if they cannot even call."""
    if world.actors[who][3] is None:
        return {'MP011', '42501'}
    if world.kind(who) not in may:
        return {'MP012'}
    if not world.actors[who][3]:
        return {'MP021'}
    return {'ok'} if allowed else {'MP031'}


def booking_cells(world):
    cursor = world.setup.cursor()
    cursor.execute("select name, parameters[1] from market.operation where entity = 'booking' order by name")
    for operation, target in cursor.fetchall():
        may, states = LAW[operation]
        for who in world.actors:
            for state in STATES:
                given = NARROWER.get((operation, world.kind(who)), states)
                allowed = state in given or state == 'confirmed_proposed' and 'confirmed' in given
                outcome = world.attempt(who, operation, {target: world.bookings[state], **arguments(operation, state, world.kind(who))})
                want = expected(world, who, may, allowed)
                if world.kind(who) == 'provider' and state in world.unheard and want <= {'ok', 'MP031'}:
                    want = {'MP021'}  # a provider never heard of what was not paid
                if want == {'ok'} and (state in NOTHING.get(operation, ()) or (operation, state) in RULED or (operation, state, world.kind(who)) in RULED):
                    want = {'MP032'}
                yield f'{who} runs {operation} on {state}', outcome, want
            outcome = world.attempt(who, operation, {target: 987654321, **arguments(operation, None, world.kind(who))})
            want = expected(world, who, may, True)
            yield f'{who} runs {operation} on nothing', outcome, {'MP021'} if want == {'ok'} else want


def acting_cells(world):
    """For the customer or the provider: what is theirs by the law above, from the same states, and by support and operations only."""
    people = {'customer': world.customer, 'provider': world.provider}
    for operation, (may, states) in LAW.items():
        for kind, person in people.items():
            for who in world.actors:
                for state in STATES if who == 'support' else ['confirmed']:
                    outcome = world.attempt(who, operation, {'booking': world.bookings[state], **arguments(operation, state, kind)}, f'{kind}:{person}')
                    if world.actors[who][3] is None:
                        want = {'MP011', '42501'}
                    elif world.kind(who) not in ('support', 'operations') or operation not in ACTED or kind not in may:
                        want = {'MP012'}
                    elif kind == 'provider' and state in world.unheard:
                        want = {'MP021'}
                    elif (operation, state) in RULED or (operation, state, kind) in RULED:
                        want = {'MP032'}
                    else:
                        given = NARROWER.get((operation, kind), states)
                        want = {'ok'} if state in given or state == 'confirmed_proposed' and 'confirmed' in given else {'MP031'}
                    yield f'{who} runs {operation} on {state} for the {kind}', outcome, want
            yield f'support runs {operation} for another {kind}', world.attempt('support', operation, {'booking': world.bookings['confirmed'], **arguments(operation, 'confirmed', kind)},
                f'{kind}:{world.other_customer if kind == "customer" else world.other_provider}'), {'MP021'} if operation in ACTED and kind in may else {'MP012'}


def other_cells(world):
    cursor = world.setup.cursor()
    cursor.execute("select name, parameters[1] from market.operation where entity in ('provider', 'listing', 'terms') order by name")
    for operation, target in cursor.fetchall():
        may, entity, extra = OTHERS[operation]
        for who in world.actors:
            outcome = world.attempt(who, operation, {target: {'provider': world.provider_id, 'listing': world.listing, 'terms': world.terms}[entity], **extra})
            want = expected(world, who, may, operation not in SETTLED)
            if operation == 'book' and world.kind(who) == 'customer' and world.actors[who][3] is False:
                want = {'MP032'}  # a listing is for everybody to see; it is offered in another market
            yield f'{who} runs {operation}', outcome, want


def foreign_market(world):
    """An operator limited to another market finds nothing to act on, and cannot tell it from nothing."""
    cursor = world.setup.cursor()
    cursor.execute('set session_replication_role = replica; update market.operator_market set market_id = 3 where operator_id = %s;'
                   "update market.operator set markets = '{3}' where id = %s; set session_replication_role = origin", (world.limited, world.limited))
    for operation, (may, _) in LAW.items():
        for state in STATES:
            outcome = world.attempt('operations_one_market', operation, {'booking': world.bookings[state], **arguments(operation, state)})
            yield f'operations of another market run {operation} on {state}', outcome, {'MP021'} if 'operations' in may else {'MP012'}


def main():
    with TestDatabase() as db:
        world = World(db)
        cells, wrong = 0, []
        before = world.standing()
        for source in (booking_cells, acting_cells, other_cells, foreign_market):
            for what, outcome, want in source(world):
                cells += 1
                if outcome not in want:
                    wrong.append(f'{what}: {outcome} instead of {" or ".join(sorted(want))}')
        for line in wrong[:40]:
            print('#', line)
        print(f'{"not ok" if wrong else "ok"} 1 - {cells} cells, {len(wrong)} wrong', flush=True)
        left = before != world.standing()
        print(f'{"not ok" if left else "ok"} 2 - none of them left anything behind')
        print('1..2')
        for link in world.links.values():
            link.close()
        world.setup.close()
        return 1 if wrong or left else 0


if __name__ == '__main__':
    sys.exit(main())
