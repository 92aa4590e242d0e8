-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where cities lie, so that who is looked for elsewhere can be told by distance.

alter table market.city
    add column latitude double precision constraint city_latitude check (latitude between -90 and 90),
    add column longitude double precision constraint city_longitude check (longitude between -180 and 180),
    add constraint city_somewhere check ((latitude is null) = (longitude is null));
comment on column market.city.latitude is 'Of its middle, in degrees north; null: nobody has said.';
comment on column market.city.longitude is 'Of its middle, in degrees east.';
update market.city
set latitude = place.latitude,
    longitude = place.longitude
from (values -- from the articles on each in the English Wikipedia
    (101, 52.5200, 13.4050), (102, 53.5500, 10.0000), (103, 48.1375, 11.5750), (104, 50.9364, 6.9528),
    (201, 51.5072, -0.1275), (202, 53.4790, -2.2452), (203, 55.8611, -4.2500),
    (301, 35.6897, 139.6922), (302, 34.6939, 135.5022), (303, 43.0619, 141.3544),
    (401, 29.3697, 47.9783), (402, 29.3328, 48.0286),
    (501, -23.5500, -46.6333), (502, -22.9111, -43.2056), (503, -3.1189, -60.0217),
    (601, 40.4169, -3.7033), (602, 41.3828, 2.1769), (603, 28.1272, -15.4314)) place (id, latitude, longitude)
where city.id = place.id;
