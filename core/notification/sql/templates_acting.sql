-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What people are told whose action an operator did for them, beside what the action itself tells: whoever did not ask hears of it.

insert into market.message_template (template, locale, audience, subject, body) values
    ('done_for_you', 'en', 'customer',
        'Done for you by our staff',
        'Hello {customer}, what was just done with your booking {reference}, "{listing}" on {starts}, our staff did for you, because you asked us to. If you did not ask, please tell us at once.'),
    ('done_for_you', 'de', 'customer',
        'Von unserem Team für Sie erledigt',
        'Guten Tag {customer}, was gerade mit Ihrer Buchung {reference}, „{listing}“ am {starts}, geschehen ist, hat unser Team auf Ihren Wunsch für Sie getan. Falls Sie nicht darum gebeten haben, sagen Sie uns bitte sofort Bescheid.'),
    ('done_for_you', 'es', 'customer',
        'Hecho por nuestro equipo en su nombre',
        'Hola, {customer}: lo que se acaba de hacer con su reserva {reference}, «{listing}» el {starts}, lo hizo nuestro equipo por usted, a petición suya. Si no lo pidió, avísenos de inmediato.'),
    ('done_for_you', 'ja', 'customer',
        '担当者が代わりにお手続きしました',
        '{customer} 様、ご予約 {reference}「{listing}」（{starts}）についての先ほどのお手続きは、ご依頼により当社の担当者が代わりに行いました。お心当たりがない場合は、すぐにご連絡ください。'),
    ('done_for_you', 'pt', 'customer',
        'Feito por você pela nossa equipe',
        'Olá, {customer}! O que acabou de ser feito com a sua reserva {reference}, "{listing}" em {starts}, a nossa equipe fez por você, a seu pedido. Se você não pediu, avise-nos imediatamente.'),
    ('done_for_you', 'ar', 'customer',
        'أنجزه فريقنا نيابةً عنك',
        'مرحبًا {customer}، ما جرى للتو في حجزك {reference}، «{listing}» بتاريخ {starts}، أنجزه فريقنا نيابةً عنك بناءً على طلبك. إن لم تطلب ذلك فأخبرنا فورًا.'),
    ('provider_done_for_you', 'en', 'provider',
        'Done for you by our staff',
        'What was just done with booking {reference}, "{listing}" for {customer} on {starts}, our staff did for you, because you asked us to. If you did not ask, please tell us at once.'),
    ('provider_done_for_you', 'de', 'provider',
        'Von unserem Team für Sie erledigt',
        'Was gerade mit der Buchung {reference}, „{listing}“ für {customer} am {starts}, geschehen ist, hat unser Team auf Ihren Wunsch für Sie getan. Falls Sie nicht darum gebeten haben, sagen Sie uns bitte sofort Bescheid.'),
    ('provider_done_for_you', 'es', 'provider',
        'Hecho por nuestro equipo en su nombre',
        'Lo que se acaba de hacer con la reserva {reference}, «{listing}» para {customer} el {starts}, lo hizo nuestro equipo por usted, a petición suya. Si no lo pidió, avísenos de inmediato.'),
    ('provider_done_for_you', 'ja', 'provider',
        '担当者が代わりにお手続きしました',
        'ご予約 {reference}（{customer} 様の「{listing}」、{starts}）についての先ほどのお手続きは、ご依頼により当社の担当者が代わりに行いました。お心当たりがない場合は、すぐにご連絡ください。'),
    ('provider_done_for_you', 'pt', 'provider',
        'Feito por você pela nossa equipe',
        'O que acabou de ser feito com a reserva {reference}, "{listing}" para {customer} em {starts}, a nossa equipe fez por você, a seu pedido. Se você não pediu, avise-nos imediatamente.'),
    ('provider_done_for_you', 'ar', 'provider',
        'أنجزه فريقنا نيابةً عنك',
        'ما جرى للتو في الحجز {reference}، «{listing}» للعميل {customer} بتاريخ {starts}، أنجزه فريقنا نيابةً عنك بناءً على طلبك. إن لم تطلب ذلك فأخبرنا فورًا.')
on conflict (template, locale) do update
set subject = excluded.subject,
    body = excluded.body
where (message_template.subject, message_template.body) is distinct from (excluded.subject, excluded.body);

create or replace function guard.tell_acted(changes jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.tell(touched.booking, case guard.party_kind() when 'customer' then '{"done_for_you": {}}' else '{"provider_done_for_you": {}}' end::jsonb)
    from (
        select distinct (change.value ->> 'id')::bigint as booking
        from jsonb_array_elements(tell_acted.changes) change
        where change.value ->> 'entity' = 'booking') touched;
end
$$;
comment on function guard.tell_acted(jsonb) is 'Tells the customer or provider that an operator acted for them, by what was changed.';
select guard.allow_function('guard.tell_acted(jsonb)', '{}');
select guard.declare_told('guard.tell_acted(jsonb)'::regprocedure);

create or replace function guard.invariant_acting_is_told()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s times an operator acted for somebody in a booking, %s of them untold', count(*), count(*) filter (where not told.known)),
            coalesce(bool_and(told.known), true), count(*)
        from (
            select exists (
                select
                from market.message
                where message.booking_id = acted.entity_id
                    and message.invocation_id = acted.invocation_id
                    and message.recipient = acted.for_person
                    and message.template in ('done_for_you', 'provider_done_for_you')) as known
            from (
                select distinct event.invocation_id, event.entity_id, event.for_person
                from market.event
                where event.entity = 'booking'
                    and event.for_person is not null
                    and event.undoes is null) acted) told;
end
$$;
comment on function guard.invariant_acting_is_told() is 'Whoever had something done for them is told so';
select guard.allow_function('guard.invariant_acting_is_told()', '{}');
