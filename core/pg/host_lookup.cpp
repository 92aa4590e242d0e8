// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/host_lookup.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QHostInfo>

namespace steward {

namespace {

bool isSocketFolder(const QString &host)
{
    return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@');
}

} // namespace

HostLookup::HostLookup(const ConnectionOptions &options, QObject *parent)
    : QObject(parent)
{
    const QString hosts = options.host.isEmpty() ? qEnvironmentVariable("PGHOST") : options.host;
    const auto names = hosts.split(u',');
    const auto ports = options.port.split(u',');
    for (qsizetype i = 0; i < names.size(); ++i)
        m_asked.append(HostAddress(names[i].trimmed(), {}, ports.size() == names.size() ? ports[i] : ports[0]));
    m_known.resize(m_asked.size());
    m_missing = m_asked.size();
    for (qsizetype i = 0; i < m_asked.size(); ++i)
        lookUp(i);
}

void HostLookup::lookUp(qsizetype index)
{
    const HostAddress &asked = m_asked[index];
    const bool isAddress = QHostAddress().setAddress(asked.host);
    if (isSocketFolder(asked.host) || isAddress) {
        m_known[index].append(HostAddress(asked.host, isAddress ? asked.host : QString(), asked.port));
        if (--m_missing == 0)
            QMetaObject::invokeMethod(
                this, [this] { finish(); }, Qt::QueuedConnection);
        return;
    }
    QHostInfo::lookupHost(asked.host, this, [this, index](const QHostInfo &info) {
        const HostAddress &host = m_asked[index];
        for (const QHostAddress &address : info.addresses())
            m_known[index].append(HostAddress(host.host, address.toString(), host.port));
        if (info.addresses().isEmpty())
            m_why = QCoreApplication::translate("Connection", "No computer called “%1” is known.").arg(host.host);
        if (--m_missing == 0)
            finish();
    });
}

void HostLookup::finish()
{
    QList<HostAddress> all;
    for (const auto &addresses : m_known)
        all.append(addresses);
    emit found(all, m_why);
}

} // namespace steward
