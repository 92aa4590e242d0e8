-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Both come with PostgreSQL: words are found by their trigrams, and a provider's time is exclusive to one booking. Nobody but
-- who makes the indexes needs the schema in which they stand.

create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
grant usage on schema public to steward_owner;
