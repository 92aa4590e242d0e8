-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Letters with a code in them. Each goes through the outbox in the recipient's language; the code stands apart.

insert into market.message_template (template, locale, audience, subject, body)
select prefix.words || letter.template, letter.locale, prefix.audience, letter.subject, letter.body
from (values ('', 'customer'), ('provider_', 'provider')) prefix (words, audience)
cross join (values
    ('email_verification', 'en', 'Confirm your e-mail address',
        E'Hello {name}, please confirm that this is your address. Your code:\n\n{secret}\n\nIt is good for two days. If you did not register, you need not do anything.'),
    ('email_verification', 'de', 'Bestätigen Sie Ihre E-Mail-Adresse',
        E'Guten Tag {name}, bitte bestätigen Sie, dass dies Ihre Adresse ist. Ihr Code:\n\n{secret}\n\nEr gilt zwei Tage. Falls Sie sich nicht angemeldet haben, brauchen Sie nichts zu tun.'),
    ('email_verification', 'es', 'Confirme su dirección de correo',
        E'Hola, {name}: confirme que esta es su dirección. Su código:\n\n{secret}\n\nEs válido durante dos días. Si no se ha registrado, no tiene que hacer nada.'),
    ('email_verification', 'ja', 'メールアドレスのご確認',
        E'{name} 様、このメールアドレスがご本人のものであることをご確認ください。確認コード：\n\n{secret}\n\n有効期間は 2 日間です。お心当たりがない場合は、何もなさる必要はありません。'),
    ('email_verification', 'pt', 'Confirme o seu endereço de e-mail',
        E'Olá, {name}! Confirme que este é o seu endereço. O seu código:\n\n{secret}\n\nEle vale por dois dias. Se você não se cadastrou, não precisa fazer nada.'),
    ('email_verification', 'ar', 'أكِّد عنوان بريدك الإلكتروني',
        E'مرحبًا {name}، نرجو أن تؤكد أن هذا عنوانك. رمزك:\n\n{secret}\n\nوهو صالح ليومين. إن لم تسجل لدينا فلا يلزمك فعل شيء.'),
    ('password_reset', 'en', 'Your new password',
        E'Hello {name}, with this code you can set a new password:\n\n{secret}\n\nIt is good for an hour. If you did not ask for it, you need not do anything: your password stays as it is.'),
    ('password_reset', 'de', 'Ihr neues Passwort',
        E'Guten Tag {name}, mit diesem Code können Sie ein neues Passwort setzen:\n\n{secret}\n\nEr gilt eine Stunde. Falls Sie nicht darum gebeten haben, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.'),
    ('password_reset', 'es', 'Su nueva contraseña',
        E'Hola, {name}: con este código puede establecer una nueva contraseña:\n\n{secret}\n\nEs válido durante una hora. Si no lo pidió, no tiene que hacer nada: su contraseña no cambia.'),
    ('password_reset', 'ja', '新しいパスワード',
        E'{name} 様、次のコードで新しいパスワードを設定できます：\n\n{secret}\n\n有効期間は 1 時間です。お心当たりがない場合は、何もなさる必要はありません。パスワードは変わりません。'),
    ('password_reset', 'pt', 'A sua nova senha',
        E'Olá, {name}! Com este código você pode definir uma nova senha:\n\n{secret}\n\nEle vale por uma hora. Se você não pediu, não precisa fazer nada: a sua senha continua a mesma.'),
    ('password_reset', 'ar', 'كلمة مرورك الجديدة',
        E'مرحبًا {name}، بهذا الرمز يمكنك تعيين كلمة مرور جديدة:\n\n{secret}\n\nوهو صالح لساعة واحدة. إن لم تطلبه فلا يلزمك فعل شيء: تبقى كلمة مرورك كما هي.')
) letter (template, locale, subject, body)
on conflict (template, locale) do update
set subject = excluded.subject,
    body = excluded.body
where (message_template.subject, message_template.body) is distinct from (excluded.subject, excluded.body);

create or replace function guard.send_ticket(person bigint, purpose text, hash text, ticket text)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moment timestamptz := statement_timestamp();
    told record;
    made bigint;
begin
    select human.market_id, human.kind, human.locale, human.display_name, contact.email into told
    from market.person human
    join market.person_contact contact on contact.person_id = human.id
    where human.id = send_ticket.person
        and human.active
        and human.market_id is not null;
    if not found
        or 5 <= (select count(*) from market.verification sent where sent.person_id = send_ticket.person and sent.created_at > moment - interval 'PT1H')
    then
        return false; -- nobody's letterbox is filled by others
    end if;
    insert into market.verification (hash, person_id, purpose, email_hash, created_at, expires_at)
    values (send_ticket.hash, send_ticket.person, send_ticket.purpose, sha256(convert_to(lower(told.email), 'UTF8')), moment,
        moment + case send_ticket.purpose when 'reset' then interval 'PT1H' else interval 'P2D' end);
    insert into market.message (market_id, audience, recipient, channel, template, locale, subject, body, due, created_at)
    select told.market_id, text.audience, send_ticket.person, 'email', text.template, text.locale, text.subject,
        replace(text.body, '{name}', translate(told.display_name, '{}', '()')), guard.clock(), guard.clock()
    from market.message_template text
    where text.template = case told.kind when 'provider' then 'provider_' else '' end || case send_ticket.purpose when 'reset' then 'password_reset' else 'email_verification' end
        and text.locale = told.locale
    returning message.id into strict made;
    insert into market.message_secret (message_id, secret)
    values (made, send_ticket.ticket);
    delete from market.verification old
    where old.hash in (
        select gone.hash
        from market.verification gone
        where gone.expires_at < moment - interval 'P30D'
            and gone.purpose = 'reset'
        limit 20
        for update skip locked);
    return true;
end
$$;
comment on function guard.send_ticket(bigint, text, text, text) is 'Sends somebody a ticket (to verify their address: email; to set a password: reset), kept as its SHA-256. False: they can not be written to, or were five times within the hour.';
select guard.allow_function('guard.send_ticket(bigint, text, text, text)', '{}');

create or replace function guard.use_ticket(hash text, purpose text)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    person bigint;
begin
    update market.verification sent
    set used_at = statement_timestamp()
    where sent.hash = use_ticket.hash
        and sent.purpose = use_ticket.purpose
        and sent.used_at is null
        and sent.expires_at > statement_timestamp()
        and exists (
            select
            from market.person human
            join market.person_contact contact on contact.person_id = human.id
            where human.id = sent.person_id
                and human.active
                and sha256(convert_to(lower(contact.email), 'UTF8')) = sent.email_hash)
    returning sent.person_id into person;
    if person is null then
        perform guard.refuse('MP032', 'This code is not good, or not any more.', 'Ask for another one; it comes by e-mail.');
    end if;
    return person;
end
$$;
comment on function guard.use_ticket(text, text) is 'Whose ticket this is, which is used up with it; refuses one that is none, was used, is too old, or was sent to an address that is no longer theirs.';
select guard.allow_function('guard.use_ticket(text, text)', '{}');

create or replace function api.request_reset(account text, address inet, hash text, ticket text)
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
    asked bytea := guard.account_key(guard.gate() || ':reset', request_reset.account);
    person bigint;
begin
    if guard.take_try(asked, guard.network_of(request_reset.address), guard.most_tries(false)) > 0 then
        return true;
    end if;
    select contact.person_id into person
    from market.person_contact contact
    where lower(contact.email) = lower(request_reset.account);
    if person is not null and session_user = 'steward_gate_public' then
        perform guard.send_ticket(person, 'reset', request_reset.hash, request_reset.ticket);
    end if;
    return true;
end
$$;
comment on function api.request_reset(text, inet, text, text) is 'Sends somebody who forgot their password a code to set another, if there is such an account. Who asks is never told.';
select guard.allow_function('api.request_reset(text, inet, text, text)', array['steward_gate_public']);

create or replace function api.open_account(email text, password text, hash text, ticket text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    person bigint;
begin
    perform guard.gate();
    select contact.person_id into strict person
    from market.person_contact contact
    where lower(contact.email) = lower(open_account.email);
    insert into market.credential (person_id, hash, changed_at)
    values (person, open_account.password, statement_timestamp());
    perform guard.send_ticket(person, 'email', open_account.hash, open_account.ticket);
    return jsonb_build_object('person', person);
end
$$;
comment on function api.open_account(text, text, text, text) is 'Gives whoever registered in the same transaction their password (as its Argon2id string), and sends them a code to verify their address. Fails where there is a password.';
select guard.allow_function('api.open_account(text, text, text, text)', array['steward_gate_public']);
