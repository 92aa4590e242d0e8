// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUuid>

#include <optional>

namespace steward {

/// Made when a form opens and sent with whatever it does, so that a double click, a repeat or a second try after a lost
/// link is one action.
class IntentKey final {
public:
    [[nodiscard]] static IntentKey make() { return IntentKey(QUuid::createUuid()); }
    /// One that was made elsewhere. Nothing: it is no UUID.
    [[nodiscard]] static std::optional<IntentKey> parse(const QString &text)
    {
        const QUuid value(text);
        return value.isNull() ? std::nullopt : std::optional(IntentKey(value));
    }
    [[nodiscard]] QString text() const { return m_value.toString(QUuid::WithoutBraces); }
    bool operator==(const IntentKey &) const = default;

private:
    explicit IntentKey(QUuid value)
        : m_value(value)
    {
    }
    QUuid m_value;
};

} // namespace steward
