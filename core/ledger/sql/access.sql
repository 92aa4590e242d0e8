-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sees the ledger. The door adds to it and reads it; nobody changes it.

select guard.open_table('market.ledger_account_kind');
select guard.open_table('market.ledger_account');
select guard.open_table('market.ledger_transaction');
select guard.open_table('market.ledger_entry');

select guard.stamp('market.ledger_transaction');

create constraint trigger ledger_entry_balances
    after insert on market.ledger_entry
    deferrable initially deferred
    for each row execute function guard.ledger_balances();
comment on trigger ledger_entry_balances on market.ledger_entry is 'Postings sum to zero, and escrow and credit hold no less than nothing, at the latest when the transaction ends.';
create trigger ledger_account_never before update or delete or truncate on market.ledger_account
    for each statement execute function guard.never();
comment on trigger ledger_account_never on market.ledger_account is 'The ledger is only added to.';
create trigger ledger_transaction_never before update or delete or truncate on market.ledger_transaction
    for each statement execute function guard.never();
comment on trigger ledger_transaction_never on market.ledger_transaction is 'The ledger is only added to.';
create trigger ledger_entry_never before update or delete or truncate on market.ledger_entry
    for each statement execute function guard.never();
comment on trigger ledger_entry_never on market.ledger_entry is 'The ledger is only added to.';

revoke all on market.ledger_account_kind, market.ledger_account, market.ledger_transaction, market.ledger_entry from steward_door;
grant select on market.ledger_account_kind to steward_door;
grant select, insert on market.ledger_account, market.ledger_transaction, market.ledger_entry to steward_door;

grant select on market.ledger_account_kind, market.ledger_account, market.ledger_transaction, market.ledger_entry
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

create policy operators on market.ledger_account_kind for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (true);
create policy operators on market.ledger_account for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
create policy operators on market.ledger_transaction for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
create policy operators on market.ledger_entry for select
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator
    using (market_id = any ((select guard.my_markets())::int[]));
comment on policy operators on market.ledger_account_kind is 'Every operator knows the kinds of accounts.';
comment on policy operators on market.ledger_account is 'Operators see the accounts of their markets.';
comment on policy operators on market.ledger_transaction is 'Operators see the postings of their markets.';
comment on policy operators on market.ledger_entry is 'Operators see the lines of their markets.';
