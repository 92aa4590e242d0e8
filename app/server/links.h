// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/caller.h"
#include "core/pg/pool.h"

namespace steward {

/// A gate's connections, and how it becomes whoever asks. A connection on which the role changes plans every statement again
/// (0.41 ms becomes 0.95), so customers have a pool of their own, and an operator comes to the same connection each time. What
/// takes longer than a page (searches, counts, functions) goes beside, and holds up nobody's page.
class Links final {
public:
    /// How many connections there are of each kind; 0: nobody of that kind comes by this gate.
    struct Shape {
        Shape() = default;
        int customers = 0;
        int others = 0; ///< providers, and who is not signed in
        int operators = 0;
        int slow = 0;
        [[nodiscard]] int sum() const { return customers + others + operators + slow; }
    };
    enum class Pace { Quick, Slow };

    /// `sessionCheck`: a statement that fails for a session ($1) that has ended; empty: there are no sessions.
    /// `control`, which must outlive this, carries the cancels of slow questions whose client has gone.
    Links(const ConnectionOptions &options, const Shape &shape, QByteArray sessionCheck, Pool *control);

    void open();
    /// Answers all that waits or is under way: the database has fallen silent. What was under way may have been done.
    void giveUp();
    /// Tries at once what waits for its next attempt, or was given up.
    void reconnect();

    /// Runs a statement as `caller`, in one round trip: role, person, session, statement. What meets a
    /// deadlock is repeated.
    [[nodiscard]] Task<Result<Rows>> ask(const Caller &caller, Statement statement, Pace pace);

private:
    [[nodiscard]] Pool *poolOf(const Caller &caller) const;
    [[nodiscard]] std::vector<Pool *> all() const;

    QByteArray m_sessionCheck;
    std::unique_ptr<Pool> m_customers;
    std::unique_ptr<Pool> m_others;
    std::vector<std::unique_ptr<Pool>> m_operators; ///< one connection each
    std::unique_ptr<Pool> m_slow;
};

} // namespace steward
