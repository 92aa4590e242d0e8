-- SPDX-License-Identifier: GPL-3.0-or-later
-- A slot without an end passed the check: of such a range upper() is null, and a check that is null holds.

alter table market.booking_slot
    drop constraint booking_slot_during,
    add constraint booking_slot_during check (
        not isempty(during) and not lower_inf(during) and not upper_inf(during)
        and isfinite(lower(during)) and isfinite(upper(during)) and lower_inc(during) and not upper_inc(during));
