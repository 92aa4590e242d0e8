// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/pg/pool.h"
#include "tests/support/cluster.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

namespace steward::test {

/// The answer to `task`, for a test that has nothing else to do meanwhile.
template <class T> T answerTo(Task<T> task, int timeoutMs = 20'000)
{
    QObject context;
    QEventLoop loop; // QTest::qWaitFor would sleep 10 ms at a time
    std::optional<T> answer;
    const auto question = deliver(std::move(task), &context, [&](T value) {
        answer.emplace(std::move(value));
        loop.quit();
    });
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    loop.exec();
    if (!answer)
        qFatal("There was no answer in %d ms.", timeoutMs);
    return *std::move(answer);
}

inline ConnectionOptions optionsFor(const TestDatabase &database, const QString &login = {})
{
    return *ConnectionOptions::parse(database.dsn(login));
}

inline QString cell(const Result<Rows> &rows, int row = 0, int column = 0)
{
    if (!rows)
        return QStringLiteral("error %1: %2").arg(rows.error().code, rows.error().message);
    const auto text = rows->at(row).cell(column);
    return text ? QString::fromUtf8(text->data(), static_cast<qsizetype>(text->size())) : QString();
}

inline Statement read(QByteArray text, QList<Statement::Value> values = {})
{
    return Statement(std::move(text), std::move(values));
}

inline Statement write(QByteArray text, QList<Statement::Value> values = {})
{
    return Statement(std::move(text), std::move(values), Statement::Kind::Write);
}

} // namespace steward::test
