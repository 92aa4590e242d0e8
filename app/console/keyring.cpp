// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/keyring.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
const QString service_name = u"steward"_s;
}

QString Keyring::entryName(const QString &profile, const QString &login)
{
    return profile + u'/' + login;
}

void Keyring::read(const QString &profile, const QString &login)
{
    if (const QString known = m_memory.value(entryName(profile, login)); !known.isEmpty()) {
        emit found(profile, login, known);
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service_name, this);
    job->setInsecureFallback(false);
    job->setKey(entryName(profile, login));
    connect(job, &QKeychain::Job::finished, this, [this, job, profile, login] {
        if (job->error() == QKeychain::NoError) {
            setProblem({});
            emit found(profile, login, job->textData());
        } else if (job->error() == QKeychain::EntryNotFound) { // which is also what a locked keyring answers
            setProblem(tr("This desktop's keyring gave no password for %1: none is kept, or the keyring is locked.").arg(login));
        } else {
            setProblem(tr("This desktop has no keyring that answers: a password is kept in memory only, until Steward ends."));
        }
    });
    job->start();
}

void Keyring::keep(const QString &profile, const QString &login, const QString &password)
{
    m_memory.insert(entryName(profile, login), password);
    auto *job = new QKeychain::WritePasswordJob(service_name, this);
    job->setInsecureFallback(false);
    job->setKey(entryName(profile, login));
    job->setTextData(password);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError)
            setProblem({});
        else if (job->error() == QKeychain::AccessDenied)
            setProblem(tr("This desktop's keyring is locked, so the password could not be put into it: it is kept in memory only, until Steward ends."));
        else
            setProblem(tr("The password could not be put into this desktop's keyring: it is kept in memory only, until Steward ends."));
    });
    job->start();
}

void Keyring::forget(const QString &profile, const QString &login)
{
    m_memory.remove(entryName(profile, login));
    auto *job = new QKeychain::DeletePasswordJob(service_name, this);
    job->setInsecureFallback(false);
    job->setKey(entryName(profile, login));
    job->start(); // gone or never there: both are what was wanted
}

void Keyring::setProblem(const QString &sentence)
{
    if (m_problem == sentence)
        return;
    m_problem = sentence;
    emit problemChanged();
}

} // namespace steward
