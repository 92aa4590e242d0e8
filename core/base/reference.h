// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace steward {

/// What people read aloud and paste: a prefix, seven random characters of Crockford's base 32 and a check character
/// (Luhn, modulo 32), written `BK-7F3K-92Q7`. The check catches any single wrong character and nearly every swap of
/// two.
class Reference final {
public:
    /// Recognises a reference in any case, with or without hyphens, I and L read as 1, O as 0. Nothing if the check
    /// fails.
    [[nodiscard]] static std::optional<Reference> parse(QStringView text);

    /// The check character for seven characters of the alphabet.
    [[nodiscard]] static QChar checkCharacter(QStringView seven);

    [[nodiscard]] QString prefix() const { return m_prefix; }
    [[nodiscard]] QString text() const; ///< with hyphens, as shown

    bool operator==(const Reference &) const = default;

private:
    Reference(QString prefix, QString body);
    QString m_prefix;
    QString m_body;
};

} // namespace steward
