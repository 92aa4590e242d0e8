// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace steward {

/// Passwords as Argon2id strings, by libsodium with its interactive limits: 64 MiB and some fifty milliseconds of a core for
/// each. They are made and compared on threads of their own, few at once, so that a flood of sign-ins takes neither the
/// event loop nor the memory; what is one too many is answered Busy.
class PasswordWork final : public QObject {
    Q_OBJECT
public:
    struct Limits {
        Limits() = default;
        int atOnce = 2;
        int waiting = 16; ///< a second's work; whoever waits longer is better told
    };

    explicit PasswordWork(Limits limits, QObject *parent = nullptr);
    ~PasswordWork() override;

    /// Busy: too many at once.
    [[nodiscard]] Task<Result<QByteArray>> hash(QByteArray password);
    /// Whether `password` is the one of `stored`. Busy: too many at once.
    [[nodiscard]] Task<Result<bool>> fits(QByteArray password, QByteArray stored);

    /// At once, on this thread: for a program that does nothing else. Empty: there is not enough memory.
    [[nodiscard]] static QByteArray hashNow(QByteArray password);

private:
    struct Job;
    class Done;

    void begin(const std::shared_ptr<Job> &job);
    [[nodiscard]] Task<Result<QByteArray>> run(std::function<QByteArray()> work);

    Limits m_limits;
    int m_load = 0; ///< under way and waiting
    QThreadPool m_threads; ///< the last member: its end waits for its threads, which tell this object
};

/// The characters that a person typed, as the bytes that are hashed: one form for what looks alike (NFKC), as another
/// keyboard may write the same letter otherwise.
[[nodiscard]] QByteArray passwordBytes(const QString &typed);

/// Why nobody may take it, as a sentence; empty: they may. Length only (NIST SP 800-63B, 5.1.1.2; at least 12 characters for
/// operators as PCI DSS 4.0, 8.3.6 asks), and not the account itself.
[[nodiscard]] QString faultOfPassword(const QString &typed, const QString &account, int shortest);

} // namespace steward
