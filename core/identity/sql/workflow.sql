-- SPDX-License-Identifier: GPL-3.0-or-later
-- Passwords are given to operators who may sign in.

select guard.declare_transition('operator', 1, 'active', 'set_password', 'active', array['A', 'sys'], title => 'Set the password');
