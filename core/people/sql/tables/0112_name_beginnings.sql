-- SPDX-License-Identifier: GPL-3.0-or-later
-- In scripts of ideographs and syllables two letters are a whole family name, and no trigram: such names are found by
-- their beginning. Ordered by bytes, whatever the database's collation, or a prefix would be no range of the index.

create index person_name_beginning on market.person (display_name collate "C");
comment on index market.person_name_beginning is 'Finds people by the beginning of a name of two letters, through api.booking_match.';
create index provider_name_beginning on market.provider (name collate "C");
comment on index market.provider_name_beginning is 'Finds providers by the beginning of a name of two letters, through api.booking_match.';
