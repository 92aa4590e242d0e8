// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mail/mail.h"

#include <QLocale>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype longest_line = 76; // of quoted-printable, with the "=" at its end
constexpr qsizetype word_bytes = 42; // in base64 56, so that an encoded-word and its header's name fit into 78
constexpr qsizetype plain_bytes = 60; // what is longer is folded, and only encoded-words fold without changing blanks

/// One line of visible characters: an end of line in a name would be the beginning of another header.
QString oneLine(const QString &text)
{
    QString line = text;
    for (QChar &letter : line) {
        if (letter.category() == QChar::Other_Control || letter == QChar::LineSeparator
            || letter == QChar::ParagraphSeparator)
            letter = u' ';
    }
    return line.simplified();
}

bool isPlain(const QString &line)
{
    return line.size() <= plain_bytes && !line.contains("=?"_L1)
        && std::ranges::all_of(line, [](QChar letter) { return letter.unicode() < 0x7f; });
}

/// As encoded-words, each of whole characters.
QByteArray encodedWords(const QString &line)
{
    QByteArrayList words;
    QByteArray part;
    const auto close = [&] {
        words << "=?UTF-8?B?" + part.toBase64() + "?=";
        part.clear();
    };
    for (qsizetype i = 0; i < line.size();) {
        const qsizetype length = line.at(i).isHighSurrogate() && i + 1 < line.size() ? 2 : 1;
        const QByteArray letter = line.mid(i, length).toUtf8();
        if (part.size() + letter.size() > word_bytes)
            close();
        part += letter;
        i += length;
    }
    close();
    return words.join("\r\n ");
}

QByteArray textHeader(const QString &text)
{
    const QString line = oneLine(text);
    return isPlain(line) ? line.toLatin1() : encodedWords(line);
}

QByteArray party(const MailParty &who)
{
    const QString name = oneLine(who.name);
    // A host has a form in ASCII; what stands before it has none, and only goes to servers that speak UTF-8.
    const QByteArray address
        = '<' + who.address.section(u'@', 0, 0).toUtf8() + '@' + QUrl::toAce(who.address.section(u'@', 1)) + '>';
    if (name.isEmpty())
        return address;
    if (!isPlain(name))
        return encodedWords(name) + "\r\n " + address;
    QString quoted = name;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return '"' + quoted.toLatin1() + "\" " + address;
}

/// The day and time of RFC 5322, in English whatever the machine speaks.
QByteArray dateOf(const QDateTime &at)
{
    return QLocale::c().toString(at.toUTC(), u"ddd, d MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

QByteArray quotedPrintable(const QString &text)
{
    QByteArray encoded;
    for (const QByteArray &line : text.toUtf8().replace("\r\n", "\n").replace('\r', '\n').split('\n')) {
        qsizetype column = 0;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const char letter = line.at(i);
            const bool isLast = i + 1 == line.size();
            const bool stands = letter > ' ' && letter < 0x7f && letter != '=';
            const bool blank = (letter == ' ' || letter == '\t') && !isLast; // at the end of a line servers drop it
            const QByteArray written
                = stands || blank ? QByteArray(1, letter) : '=' + QByteArray(1, letter).toHex().toUpper();
            if (column + written.size() > longest_line - (isLast ? 0 : 1)) {
                encoded += "=\r\n";
                column = 0;
            }
            encoded += written;
            column += written.size();
        }
        encoded += "\r\n";
    }
    return encoded;
}

} // namespace

bool isMailAddress(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    if (at < 1 || at == address.size() - 1 || address.size() > 254)
        return false;
    return std::ranges::all_of(address,
                               [](QChar letter) {
                                   return letter > u' ' && letter != u'\x7f' && !letter.isSpace()
                                       && letter.category() != QChar::Other_Control
                                       && letter.category() != QChar::Other_Format
                                       && !u"<>()[],;:\\\""_s.contains(letter);
                               })
        && address.count(u'@') == 1;
}

QByteArray composed(const Mail &mail)
{
    QByteArray text;
    const auto header
        = [&text](const char *name, const QByteArray &value) { text += QByteArray(name) + ": " + value + "\r\n"; };
    header("Date", dateOf(mail.writtenAt));
    header("From", party(mail.from));
    header("To", party(mail.to));
    header("Message-ID", oneLine(QString::fromLatin1(mail.messageId)).toLatin1());
    header("Subject", textHeader(mail.subject));
    header("Auto-Submitted", "auto-generated"); // so that nobody's absence note answers a machine
    header("Content-Language", textHeader(mail.language));
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=UTF-8");
    header("Content-Transfer-Encoding", "quoted-printable");
    return text + "\r\n" + quotedPrintable(mail.body);
}

} // namespace steward
