-- SPDX-License-Identifier: GPL-3.0-or-later
-- Names are made of what people see: also without soft hyphens, fillers, blank patterns and tags.

alter domain market.short_text add constraint short_text_is_seen
    check (value !~ '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U000e0000-\U000e007f]');
