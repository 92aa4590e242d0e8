-- SPDX-License-Identifier: GPL-3.0-or-later
-- Services that several customers come to at once.

insert into market.category (id, name, icon) values
    (9, 'Fitness & yoga', 'dumbbell'),
    (10, 'Language lessons', 'graduation-cap');
