// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <initializer_list>

namespace steward {

/// SIGTERM and SIGINT, or others, as a signal of Qt's, so that what is under way can be ended first. One for each signal, made before any thread.
class EndSignals final : public QObject {
    Q_OBJECT
public:
    explicit EndSignals(QObject *parent = nullptr);
    explicit EndSignals(std::initializer_list<int> numbers, QObject *parent = nullptr);
    ~EndSignals() override;

signals:
    void asked();

private:
    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace steward
