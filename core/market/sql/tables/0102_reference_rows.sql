-- SPDX-License-Identifier: GPL-3.0-or-later
-- The markets that a fresh installation knows, with their cities, categories, policies and fees.

insert into market.currency (code, decimals, name) values
    ('EUR', 2, 'Euro'),
    ('GBP', 2, 'Pound sterling'),
    ('JPY', 0, 'Yen'),
    ('KWD', 3, 'Kuwaiti dinar'),
    ('BRL', 2, 'Brazilian real');

insert into market.locale (code, name, moment_pattern, decimal_mark, group_mark) values
    ('en', 'English', 'FMDD Mon YYYY, HH24:MI', '.', ','),
    ('de', 'German', 'DD.MM.YYYY, HH24:MI', ',', '.'),
    ('es', 'Spanish', 'DD/MM/YYYY, HH24:MI', ',', '.'),
    ('ja', 'Japanese', 'YYYY"年"FMMM"月"FMDD"日" HH24:MI', '.', ','),
    ('pt', 'Portuguese', 'DD/MM/YYYY, HH24:MI', ',', '.'),
    ('ar', 'Arabic', 'YYYY/MM/DD HH24:MI', '.', ',');

insert into market.market (id, code, name, currency, zone) values
    (1, 'DE', 'Germany', 'EUR', 'Europe/Berlin'),
    (2, 'GB', 'Great Britain', 'GBP', 'Europe/London'),
    (3, 'JP', 'Japan', 'JPY', 'Asia/Tokyo'),
    (4, 'KW', 'Kuwait', 'KWD', 'Asia/Kuwait'),
    (5, 'BR', 'Brazil', 'BRL', 'America/Sao_Paulo'),
    (6, 'ES', 'Spain', 'EUR', 'Europe/Madrid');

insert into market.city (id, market_id, name, zone) values
    (101, 1, 'Berlin', 'Europe/Berlin'),
    (102, 1, 'Hamburg', 'Europe/Berlin'),
    (103, 1, 'München', 'Europe/Berlin'),
    (104, 1, 'Köln', 'Europe/Berlin'),
    (201, 2, 'London', 'Europe/London'),
    (202, 2, 'Manchester', 'Europe/London'),
    (203, 2, 'Glasgow', 'Europe/London'),
    (301, 3, 'Tokyo', 'Asia/Tokyo'),
    (302, 3, 'Osaka', 'Asia/Tokyo'),
    (303, 3, 'Sapporo', 'Asia/Tokyo'),
    (401, 4, 'Kuwait City', 'Asia/Kuwait'),
    (402, 4, 'Hawalli', 'Asia/Kuwait'),
    (501, 5, 'São Paulo', 'America/Sao_Paulo'),
    (502, 5, 'Rio de Janeiro', 'America/Sao_Paulo'),
    (503, 5, 'Manaus', 'America/Manaus'),
    (601, 6, 'Madrid', 'Europe/Madrid'),
    (602, 6, 'Barcelona', 'Europe/Madrid'),
    (603, 6, 'Las Palmas de Gran Canaria', 'Atlantic/Canary');

insert into market.category (id, name, icon) values
    (1, 'Cleaning', 'sparkles'),
    (2, 'Plumbing', 'wrench'),
    (3, 'Electrical', 'zap'),
    (4, 'Painting', 'paintbrush'),
    (5, 'Moving', 'truck'),
    (6, 'Locksmith', 'lock'),
    (7, 'Flooring', 'layers'),
    (8, 'Gardening', 'leaf');

insert into market.cancellation_policy (id, name, tiers) values
    (1, 'Flexible', '[{"before": "PT24H", "percent": 100}, {"before": "PT2H", "percent": 50}]'),
    (2, 'Moderate', '[{"before": "PT48H", "percent": 100}, {"before": "PT24H", "percent": 50}]'),
    (3, 'Strict', '[{"before": "PT168H", "percent": 100}, {"before": "PT48H", "percent": 50}]');

insert into market.market_fee (market_id, commission_bp, tax_bp, penalty_bp) values
    (1, 1500, 1900, 1000),
    (2, 1500, 2000, 1000),
    (3, 1200, 1000, 1000),
    (4, 1000, 0, 500),
    (5, 1800, 1250, 1000),
    (6, 1500, 2100, 1000);
