-- SPDX-License-Identifier: GPL-3.0-or-later
-- Services are looked for by place, kind and price, and by words.

create index listing_offered on market.listing (city_id, category_id, price, id) where active;
comment on index market.listing_offered is 'What is offered in a city, by kind and price.';
create index listing_price on market.listing (price, id) where active;
comment on index market.listing_price is 'What is offered, the cheapest first.';
create index listing_words on market.listing using gin (public.plain_words(title) public.gin_trgm_ops) where active;
comment on index market.listing_words is 'What is offered, by a part of its title.';
