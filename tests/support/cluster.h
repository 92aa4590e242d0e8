// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QString>
#include <QStringList>

namespace steward::test {

/// A fresh database on the tests' throwaway cluster, cloned from the migrated template in some 20 ms, and dropped with
/// the logins that carry its name (`<name>_support`) when this goes out of scope.
///
/// The cluster is what the ctest fixture `cluster` (or, by hand, `tests/support/cluster start build/dev`) has started. It
/// is found by the folder STEWARD_TEST_CLUSTER, otherwise `../test-cluster` beside the executable's folder. Any login
/// signs in without a password. STEWARD_TEST_TEMPLATE names another database to clone; so the mutants come in.
///
/// No method returns after a failure: it ends the test program with the server's own words.
class TestDatabase final
{
public:
    TestDatabase();
    ~TestDatabase();
    Q_DISABLE_COPY_MOVE(TestDatabase)

    [[nodiscard]] QString name() const { return m_name; }

    /// A libpq connection string for `login`, the superuser if empty.
    [[nodiscard]] QString dsn(const QString &login = {}) const;

    /// `<name>_<what>`: a role name that no other test has.
    [[nodiscard]] QString login(const QString &what) const;

    /// Runs statements as the superuser, each call on a connection of its own.
    void run(QAnyStringView sql) const;

    /// The first cell of the answer, as the superuser; null for no row and for null.
    [[nodiscard]] QString value(QAnyStringView sql) const;

    /// The first column of the answer.
    [[nodiscard]] QStringList column(QAnyStringView sql) const;

private:
    QString m_name;
};

/// The cluster's own folder: its file `dsn` holds the superuser's connection string.
[[nodiscard]] QString clusterFolder();

} // namespace steward::test
