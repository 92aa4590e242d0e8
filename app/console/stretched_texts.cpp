// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/stretched_texts.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr double longer = 0.4; // what German and Finnish take over English, and more

QChar accented(QChar letter)
{
    static const QString plain = u"AEIOUYaeiouyCNScnszZ"_s, marked = u"ÅÉÎÕÛÝåéîõûýÇÑŠçñšžŽ"_s;
    const auto at = plain.indexOf(letter);
    return at < 0 ? letter : marked.at(at);
}

} // namespace

QString StretchedTexts::stretched(const QString &text)
{
    static const QRegularExpression kept(u"%L?[0-9n]+|<[^>]*>|&[a-z]+;"_s);
    QString result;
    qsizetype letters = 0, at = 0;
    const auto mark = [&](QStringView part) {
        for (const QChar letter : part) {
            result.append(accented(letter));
            letters += letter.isLetter() ? 1 : 0;
        }
    };
    for (auto parts = kept.globalMatch(text); parts.hasNext();) {
        const auto part = parts.next();
        mark(QStringView(text).mid(at, part.capturedStart() - at));
        result.append(part.capturedView());
        at = part.capturedEnd();
    }
    mark(QStringView(text).mid(at));
    if (letters == 0) // "%1 · %2" is put together, not said
        return result;
    // In short words, which break where a translation's would.
    const auto more = static_cast<qsizetype>(std::ceil(static_cast<double>(text.size()) * longer));
    QString added;
    while (added.size() < more)
        added.append(u" õñé"_s);
    return result.append(added);
}

QString StretchedTexts::translate(const char *, const char *source, const char *, int) const
{
    return stretched(QString::fromUtf8(source));
}

} // namespace steward
