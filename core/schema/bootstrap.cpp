// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/bootstrap.h"

namespace steward {
namespace {

constexpr const char *bootstrap = R"sql(
do $$
begin
    if not exists (select from pg_roles where rolname = 'steward_owner') then
        create role steward_owner nologin;
    end if;
end
$$;
create schema if not exists market authorization steward_owner;
create table market.schema_head (
    singleton boolean primary key default true check (singleton),
    program text not null
);
create table market.schema_step (
    number int primary key,
    path text not null,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp()
);
create table market.schema_text (
    path text primary key,
    sha256 text not null,
    position int not null,
    objects jsonb not null default '[]'
);
alter table market.schema_head enable row level security;
alter table market.schema_step enable row level security;
alter table market.schema_text enable row level security;
alter table market.schema_head owner to steward_owner;
alter table market.schema_step owner to steward_owner;
alter table market.schema_text owner to steward_owner;
comment on schema market is 'Tables of the marketplace. Changed by steps only; people reach them through the schema api.';
comment on table market.schema_head is 'One row: the program that migrated this database last. Its lock is what two migrations queue for.';
comment on table market.schema_step is 'Steps that were applied, with the checksum that proves that they were not edited since.';
comment on table market.schema_text is 'Texts as they were applied last, and the views, triggers and policies that each made.';
insert into market.schema_head (program) values ('');
)sql";

} // namespace

QByteArray bootstrapSql()
{
    return bootstrap;
}

const QList<QByteArray> &openingStatements()
{
    static const QList<QByteArray> statements {
        "begin isolation level read committed",
        "set local lock_timeout = '500ms'",
        "set local search_path = pg_catalog, pg_temp",
        "set local timezone = 'UTC'",
        "set local datestyle = 'ISO'",
        "set local intervalstyle = 'iso_8601'",
        "set local client_min_messages = warning",
        "set local statement_timeout = 0",
    };
    return statements;
}

} // namespace steward
