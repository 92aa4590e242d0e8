-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: superuser
-- The four schemas (the migrator has made market before it could write down its first step), and what nobody gets by
-- default. Without IN SCHEMA on purpose: a default privilege of a schema can only add to the built-in grant to PUBLIC.

create schema if not exists market authorization steward_owner;
create schema guard authorization steward_owner;
create schema op authorization steward_door;
create schema api authorization steward_owner;

comment on schema market is 'Tables, indexes and constraints of the marketplace';
comment on schema guard is 'Helpers and trigger functions: who is acting, what he may touch, what is recorded';
comment on schema op is 'Operations, one function each, reached through api.invoke only';
comment on schema api is 'What people and programs use: the door api.invoke, views, a few read functions';

grant usage on schema market, guard to steward_door, steward_roles;
grant create on schema guard, api to steward_door;
grant create on schema guard to steward_roles;
grant usage on schema api to
  steward_door, steward_worker, steward_support, steward_operations, steward_finance, steward_auditor,
  steward_administrator, steward_customer, steward_provider, steward_anonymous;

alter default privileges for role steward_door revoke execute on functions from public;
alter default privileges for role steward_owner revoke execute on functions from public;
alter default privileges for role steward_roles revoke execute on functions from public;
