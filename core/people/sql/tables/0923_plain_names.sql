-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Whoever types a name leaves out what their keyboard has not: names are found without accents, and people by their telephone.
-- What an index is made of must be there before any text, so it stands beside the extensions, out of reach of those who replace texts.

create extension if not exists unaccent with schema public;
create function public.plain_words(words text)
returns text
language sql
immutable strict parallel safe -- as long as nobody changes the dictionary that PostgreSQL brings
begin atomic
    select lower(public.unaccent('public.unaccent'::regdictionary, words));
end;
comment on function public.plain_words(text) is 'Words as they are compared: in small letters, without accents.';
alter function public.plain_words(text) owner to steward_owner;
revoke execute on function public.plain_words(text) from public;
grant execute on function public.plain_words(text) to steward_door; -- who writes and finds
grant usage on schema public to steward_door;

create index person_plain_name on market.person using gin (public.plain_words(display_name) public.gin_trgm_ops);
comment on index market.person_plain_name is 'Finds people by a part of their name, through api.booking_match.';
drop index market.person_display_name;
create index provider_plain_name on market.provider using gin (public.plain_words(name) public.gin_trgm_ops);
comment on index market.provider_plain_name is 'Finds providers by a part of their name, through api.booking_match and api.listing_match.';
drop index market.provider_name;
create index person_contact_phone on market.person_contact using gin (phone public.gin_trgm_ops);
comment on index market.person_contact_phone is 'Finds people by a part of their telephone number, through api.booking_match.';
