-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What each gate signs with: its own keys, made by its own processes. The gate's login says whose they are, so the users'
-- gate can neither read nor make what operators' tokens are signed with.

create or replace function guard.key_signs()
returns interval
language sql
immutable
begin atomic
    select interval 'P30D';
end;
comment on function guard.key_signs() is 'How old a key becomes before there is a newer one.';
select guard.allow_function('guard.key_signs()', '{}');

create or replace function api.signing_keys()
returns table (kid text, seed text, signs boolean, due boolean)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    asking text := guard.gate();
begin
    return query
    select k.kid, encode(k.seed, 'hex'),
        k.number = (
            select max(ripe.number)
            from market.signing_key ripe
            where ripe.gate = k.gate
                and ripe.signs_from <= statement_timestamp()),
        k.created_at < statement_timestamp() - guard.key_signs()
            and not exists (select from market.signing_key newer where newer.gate = k.gate and newer.number > k.number)
    from market.signing_key k
    where k.gate = asking
        and coalesce(k.expires_at, 'infinity') > statement_timestamp()
    order by k.number;
end
$$;
comment on function api.signing_keys() is 'The keys of the gate that asks: which are good, which of them signs, and whether the last is due to be followed by a newer one.';
select guard.allow_function('api.signing_keys()', array['steward_gate_public', 'steward_gate_admin']);

create or replace function api.offer_signing_key(kid text, seed text, at_once boolean default false)
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    asking text := guard.gate();
    moment timestamptz := statement_timestamp();
    newest market.signing_key;
begin
    select k.* into newest
    from market.signing_key k
    where k.gate = asking
    order by k.number desc
    limit 1;
    if newest.created_at > moment - guard.key_signs() and not offer_signing_key.at_once then
        return false;
    end if;
    -- Of two processes that offer one at the same moment, the second is not taken.
    insert into market.signing_key (gate, number, kid, seed, signs_from, created_at)
    values (asking, coalesce(newest.number, 0) + 1, offer_signing_key.kid, decode(offer_signing_key.seed, 'hex'),
        case when newest.gate is null or offer_signing_key.at_once then moment else moment + interval 'PT5M' end, moment) -- all processes look once a minute
    on conflict on constraint signing_key_pkey do nothing;
    if not found then
        return false;
    end if;
    update market.signing_key k
    set expires_at = moment + case when offer_signing_key.at_once then interval 'PT0S' else interval 'PT1H' end -- what it signs until its successor does has lapsed long before
    where k.gate = asking
        and k.number <= newest.number
        and (k.expires_at is null or offer_signing_key.at_once);
    delete from market.signing_key k
    where k.gate = asking
        and k.expires_at <= moment;
    return true;
end
$$;
comment on function api.offer_signing_key(text, text, boolean) is 'A new key for the gate that asks: taken if it has none, or its last is a month old. at_once: in place of all others, which are good no more, as after a key became known. False: not needed.';
select guard.allow_function('api.offer_signing_key(text, text, boolean)', array['steward_gate_public', 'steward_gate_admin']);
