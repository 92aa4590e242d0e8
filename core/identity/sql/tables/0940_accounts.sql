-- SPDX-License-Identifier: GPL-3.0-or-later
-- How people and operators prove over the API who they are. Nothing of this is seen by anybody: the door's own functions
-- read and write it, for the gates. (Operators who come straight to PostgreSQL prove it to PostgreSQL.)

create domain market.password_hash as text
    check (value ~ '^[$]argon2id[$]v=19[$]m=[0-9]{4,7},t=[0-9]{1,2},p=1[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}$');
comment on domain market.password_hash is 'a password as its Argon2id string, never the password itself';

create domain market.secret_hash as text
    check (value ~ '^[0-9a-f]{64}$');
comment on domain market.secret_hash is 'SHA-256 of a secret in hexadecimal, never the secret itself';

create domain market.factor_secret as text
    check (value ~ '^[0-9a-f]{40}$');
comment on domain market.factor_secret is 'the 20 bytes of a second factor''s secret in hexadecimal';

create type guard.account as (
    credential_id bigint,
    name text,
    kind text,
    role text,
    actor bigint,
    active boolean,
    hash text
);
comment on type guard.account is 'Somebody who may sign in at a gate: under which name, as whom the gate acts for them, and their password''s hash';

create table market.credential (
    id bigint generated always as identity primary key,
    person_id bigint references market.person,
    operator_id bigint references market.operator,
    hash market.password_hash not null,
    changed_at timestamptz not null,
    constraint credential_of_one check (num_nonnulls(person_id, operator_id) = 1)
);
create unique index credential_person on market.credential (person_id) where person_id is not null;
create unique index credential_operator on market.credential (operator_id) where operator_id is not null;
comment on table market.credential is 'What a customer, provider or operator proves who they are with.';
comment on index market.credential_person is 'A person has one password.';
comment on index market.credential_operator is 'An operator has one password.';
alter table market.credential enable row level security;

create table market.session_policy (
    kind text primary key check (kind in ('customer', 'provider', 'operator')),
    idle interval not null,
    lasts interval not null,
    source text not null,
    constraint session_policy_lasts check (idle >= 'PT1M' and lasts >= idle and lasts <= 'P90D')
);
comment on table market.session_policy is 'How long a session lasts, and may lie idle: data of the installation, with the rule that each figure follows.';
alter table market.session_policy enable row level security;
insert into market.session_policy (kind, idle, lasts, source) values
    ('operator', 'PT15M', 'PT12H', 'PCI DSS 4.0, 8.2.8: idle for 15 minutes; NIST SP 800-63B, 4.2.3: 12 hours'),
    ('provider', 'P14D', 'P30D', 'NIST SP 800-63B, 4.1.3: proved again after 30 days'),
    ('customer', 'P14D', 'P30D', 'NIST SP 800-63B, 4.1.3: proved again after 30 days');

create table market.login_session (
    id uuid primary key,
    credential_id bigint not null references market.credential,
    kind text not null references market.session_policy,
    complete boolean not null,
    created_at timestamptz not null,
    used_at timestamptz not null,
    proved_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_for text,
    constraint login_session_ended check ((ended_at is null) = (ended_for is null)
        and coalesce(ended_for, 'signed_out') in ('signed_out', 'revoked', 'reused', 'password', 'crowded'))
);
comment on table market.login_session is 'Somebody who signed in on one device. Its tokens are refused from the moment that it has ended.';
comment on column market.login_session.complete is 'False for an operator without a second factor: such a session only enrols one.';
comment on column market.login_session.used_at is 'When it was last used, to a minute.';
comment on column market.login_session.proved_at is 'When the password, and the second factor if there is one, were last given in it.';
comment on column market.login_session.ended_for is 'signed_out, revoked: by its owner. reused: a refresh token came twice. password: another one was set. crowded: too many were open.';
create index login_session_open on market.login_session (credential_id, created_at) where ended_at is null;
comment on index market.login_session_open is 'The sessions of one person that are open.';
create index login_session_over on market.login_session (expires_at);
comment on index market.login_session_over is 'Which can be forgotten.';
alter table market.login_session enable row level security;

create table market.login_session_client (
    session_id uuid primary key references market.login_session on delete cascade,
    user_agent text not null,
    address inet not null,
    constraint login_session_client_short check (length(user_agent) <= 200)
);
comment on table market.login_session_client is 'From where a session was begun, shown to its owner only; apart, so that it can be erased.';
alter table market.login_session_client enable row level security;

create table market.refresh_token (
    hash bytea primary key,
    session_id uuid not null references market.login_session on delete cascade,
    replaced_at timestamptz,
    successor bytea,
    constraint refresh_token_hashed check (length(hash) = 32),
    constraint refresh_token_replaced check (successor is null or replaced_at is not null)
);
comment on table market.refresh_token is 'The present and the former refresh tokens of each session, as SHA-256. A former one that comes again ends the session.';
comment on column market.refresh_token.successor is 'What it was replaced by last. Null for the present one, and for one that was handed out in an answer that got lost.';
create unique index refresh_token_present on market.refresh_token (session_id) where replaced_at is null;
comment on index market.refresh_token_present is 'A session has one refresh token that is good.';
create index refresh_token_session on market.refresh_token (session_id);
comment on index market.refresh_token_session is 'All tokens of a session, which go with it.';
alter table market.refresh_token enable row level security;

create table market.second_factor (
    credential_id bigint primary key references market.credential,
    secret bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    constraint second_factor_secret check (length(secret) = 20)
);
comment on table market.second_factor is 'The secret that time-based codes are made from (RFC 6238); good once a first code has confirmed it.';
comment on column market.second_factor.last_step is 'The step of the last code that was taken: none counts twice, nor an older one.';
alter table market.second_factor enable row level security;

create table market.recovery_code (
    credential_id bigint not null references market.credential,
    hash market.secret_hash not null,
    used_at timestamptz,
    primary key (credential_id, hash)
);
comment on table market.recovery_code is 'Codes that stand in for the second factor, once each.';
alter table market.recovery_code enable row level security;

create table market.sign_in_attempt (
    account bytea not null,
    network inet not null,
    began_at timestamptz not null,
    last_at timestamptz not null,
    tries integer not null default 0,
    primary key (account, network),
    constraint sign_in_attempt_tries check (tries >= 0)
);
comment on table market.sign_in_attempt is 'How often somebody tried to sign in of late and failed: by account and network, and by network (the empty account).';
comment on column market.sign_in_attempt.account is 'A hash: people type passwords where the account belongs, and unknown accounts are counted like known ones.';
create index sign_in_attempt_old on market.sign_in_attempt (last_at);
comment on index market.sign_in_attempt_old is 'Which can be forgotten.';
alter table market.sign_in_attempt enable row level security;

create table market.familiar_network (
    credential_id bigint not null references market.credential,
    network inet not null,
    last_at timestamptz not null,
    primary key (credential_id, network)
);
comment on table market.familiar_network is 'From where somebody has signed in before: what others fail at there does not keep them out.';
alter table market.familiar_network enable row level security;

create table market.signing_key (
    gate text not null check (gate in ('users', 'operators')),
    number integer not null,
    kid text not null unique,
    seed bytea not null,
    signs_from timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    primary key (gate, number),
    constraint signing_key_seed check (length(seed) = 32),
    constraint signing_key_kid check (kid ~ '^[A-Za-z0-9_-]{11}$')
);
comment on table market.signing_key is 'What each gate signs access tokens with (Ed25519), its own only. A new one is made each month; the one before is good until what it signed has lapsed.';
comment on column market.signing_key.signs_from is 'By then every process of the gate knows it.';
comment on column market.signing_key.expires_at is 'Null until there is a newer one.';
alter table market.signing_key enable row level security;

insert into market.refusal (code, kind, meaning) values
    ('MP013', 'Unauthenticated', 'The session has ended: it was revoked, is too old or was idle for too long'),
    ('MP014', 'Forbidden', 'The session is not complete: its second factor is still to be enrolled, or who it is has to be proved again')
on conflict do nothing;
