-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nobody sees how others prove who they are; what people are shown of their own sessions is a view over a function.

select guard.open_table('market.credential');
select guard.open_table('market.session_policy');
select guard.open_table('market.login_session');
select guard.open_table('market.login_session_client');
select guard.open_table('market.refresh_token');
select guard.open_table('market.second_factor');
select guard.open_table('market.recovery_code');
select guard.open_table('market.sign_in_attempt');
select guard.open_table('market.familiar_network');
select guard.open_table('market.signing_key');
select guard.open_table('market.verification');

grant select on market.credential, market.session_policy, market.login_session, market.login_session_client, market.refresh_token,
    market.second_factor, market.recovery_code, market.sign_in_attempt, market.familiar_network, market.signing_key, market.verification to steward_door;
grant insert on market.credential, market.login_session, market.login_session_client, market.refresh_token,
    market.second_factor, market.recovery_code, market.sign_in_attempt, market.familiar_network, market.signing_key, market.verification to steward_door;
grant update (hash, changed_at) on market.credential to steward_door;
grant update (complete, used_at, proved_at, ended_at, ended_for) on market.login_session to steward_door;
grant update (replaced_at, successor) on market.refresh_token to steward_door;
grant update (secret, confirmed_at, last_step) on market.second_factor to steward_door;
grant update (used_at) on market.recovery_code to steward_door;
grant update (began_at, last_at, tries) on market.sign_in_attempt to steward_door;
grant update (last_at) on market.familiar_network to steward_door;
grant update (used_at) on market.verification to steward_door;
grant update (expires_at) on market.signing_key to steward_door;
grant delete on market.login_session, market.login_session_client, market.refresh_token, market.second_factor, market.recovery_code,
    market.sign_in_attempt, market.familiar_network, market.signing_key, market.verification to steward_door;
