-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- Both come with PostgreSQL: words are found by their trigrams, and a provider's time is exclusive to one booking.

create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
