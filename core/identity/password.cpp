// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/password.h"

#include <QRunnable>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_characters = 256; ///< Argon2 would take more, but nobody types it

void forget(QByteArray &secret)
{
    sodium_memzero(secret.data(), static_cast<size_t>(secret.size()));
}

} // namespace

struct PasswordWork::Job {
    explicit Job(std::function<QByteArray()> what)
        : work(std::move(what))
    {
    }
    std::function<QByteArray()> work;
    std::coroutine_handle<> waiter; ///< null once nobody waits any more
    QByteArray answer;
};

/// The innermost awaiter. Its end withdraws the question; the thread's work is done all the same, and heard by nobody.
class PasswordWork::Done final {
public:
    Done(PasswordWork *work, std::shared_ptr<Job> job)
        : m_work(work)
        , m_job(std::move(job))
    {
    }
    Q_DISABLE_COPY_MOVE(Done)
    ~Done() { m_job->waiter = {}; }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter)
    {
        m_job->waiter = waiter;
        m_work->begin(m_job);
    }
    QByteArray await_resume() { return std::move(m_job->answer); }

private:
    PasswordWork *m_work;
    std::shared_ptr<Job> m_job;
};

PasswordWork::PasswordWork(Limits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    m_threads.setMaxThreadCount(limits.atOnce);
    if (sodium_init() < 0)
        qFatal("libsodium can not begin");
}

PasswordWork::~PasswordWork() = default;

void PasswordWork::begin(const std::shared_ptr<Job> &job)
{
    ++m_load;
    m_threads.start([this, job] {
        QByteArray answer = job->work();
        QMetaObject::invokeMethod(
            this,
            [this, job, answer = std::move(answer)] {
                --m_load;
                job->answer = answer;
                if (const auto waiter = std::exchange(job->waiter, {}))
                    resume(waiter);
            },
            Qt::QueuedConnection);
    });
}

Task<Result<QByteArray>> PasswordWork::run(std::function<QByteArray()> work)
{
    if (m_load >= m_limits.atOnce + m_limits.waiting)
        co_return std::unexpected(Error(Error::Kind::Busy, u"Too many people are signing in just now."_s, u"Try again in a moment."_s, u"too_many_sign_ins"_s));
    co_return co_await Done(this, std::make_shared<Job>(std::move(work)));
}

QByteArray PasswordWork::hashNow(QByteArray password)
{
    QByteArray made(crypto_pwhash_STRBYTES, '\0');
    const bool isMade = crypto_pwhash_str(made.data(), password.constData(), static_cast<unsigned long long>(password.size()), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE)
        == 0;
    forget(password);
    return isMade ? QByteArray(made.constData()) : QByteArray();
}

Task<Result<QByteArray>> PasswordWork::hash(QByteArray password)
{
    // GCC 12 frees twice what a lambda captured that is made within what a coroutine awaits.
    std::function<QByteArray()> work = [password = std::move(password)]() mutable { return hashNow(std::exchange(password, {})); };
    auto made = co_await run(std::move(work));
    if (made && made->isEmpty())
        co_return std::unexpected(Error(Error::Kind::Busy, u"There is not enough memory just now."_s, u"Try again in a moment."_s, u"too_many_sign_ins"_s));
    co_return made;
}

Task<Result<bool>> PasswordWork::fits(QByteArray password, QByteArray stored)
{
    std::function<QByteArray()> work = [password = std::move(password), stored = std::move(stored)]() mutable {
        const bool isIt = crypto_pwhash_str_verify(stored.constData(), password.constData(), static_cast<unsigned long long>(password.size())) == 0;
        forget(password);
        return QByteArray(isIt ? "y" : "n");
    };
    const auto answer = co_await run(std::move(work));
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return *answer == "y";
}

QByteArray passwordBytes(const QString &typed)
{
    return typed.normalized(QString::NormalizationForm_KC).toUtf8();
}

QString faultOfPassword(const QString &typed, const QString &account, int shortest)
{
    const QString form = typed.normalized(QString::NormalizationForm_KC);
    const auto length = form.toUcs4().size();
    if (length < shortest)
        return u"A password has %1 characters or more; several words are easy to keep in mind."_s.arg(shortest);
    if (length > most_characters)
        return u"A password has %1 characters or fewer."_s.arg(most_characters);
    if (!account.isEmpty() && form.compare(account.normalized(QString::NormalizationForm_KC), Qt::CaseInsensitive) == 0)
        return u"The password must not be the account itself."_s;
    return {};
}

} // namespace steward
