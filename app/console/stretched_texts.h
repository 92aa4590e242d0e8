// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace steward {

/// A language that nobody speaks: every text of the console with accents and at least 40 % longer, so that what does not
/// fit, what is cut, and what was never meant to be translated is seen before a translation is made. What a text is built
/// of stays as it is: places ("%1", "%n"), tags, and the mark of a key ("&").
class StretchedTexts final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    [[nodiscard]] static QString stretched(const QString &text);

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
};

} // namespace steward
