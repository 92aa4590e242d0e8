// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/tokens.h"

#include <QDBusVariant>
#include <QObject>

namespace steward {

/// What the desktop asks for: light, dark or high contrast.
///
/// Qt 6.4 has no QStyleHints::colorScheme, so the desktop portal is asked (org.freedesktop.appearance; 1 is dark,
/// 2 is light, 0 no preference) without waiting; until and unless it answers, the first palette decides.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] Scheme scheme() const;

signals:
    void changed();

private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &key);
    void take(const QString &key, const QVariant &value);

    bool m_dark;
    bool m_highContrast = false;
};

} // namespace steward
