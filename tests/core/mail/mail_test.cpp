// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mail/mail.h"
#include "core/mail/mail_server.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

Mail mail()
{
    Mail written;
    written.messageId = "<0b7c1f9e-2f43-4f0e-9d0e-1c2d3e4f5a6b@market.example>";
    written.from = MailParty(u"bookings@market.example"_s, u"Steward"_s);
    written.to = MailParty(u"chloe@example.org"_s, u"Chloe Lindner"_s);
    written.language = u"de"_s;
    written.subject = u"Your booking"_s;
    written.body = u"Hello."_s;
    written.writtenAt = QDateTime(QDate(2026, 3, 9), QTime(7, 5, 1), Qt::UTC);
    return written;
}

QByteArray headersOf(const QByteArray &text)
{
    return text.left(text.indexOf("\r\n\r\n") + 2);
}
QByteArray bodyOf(const QByteArray &text)
{
    return text.mid(text.indexOf("\r\n\r\n") + 4);
}

/// A header's value, unfolded, its encoded-words read as RFC 2047 reads them.
QString header(const QByteArray &text, const QByteArray &name)
{
    const QByteArray unfolded = headersOf(text).replace("\r\n ", " ");
    for (const QByteArray &line : unfolded.split('\n')) {
        if (!line.startsWith(name + ": "))
            continue;
        QString value = QString::fromLatin1(line.mid(name.size() + 2).trimmed());
        static const QRegularExpression between(u"\\?= +=\\?"_s), word(u"=\\?UTF-8\\?B\\?([^?]*)\\?="_s);
        value.replace(between, u"?==?"_s);
        qsizetype read = 0; // what was decoded is not looked at again
        for (auto found = word.match(value); found.hasMatch(); found = word.match(value, read)) {
            const QString part = QString::fromUtf8(QByteArray::fromBase64(found.captured(1).toLatin1()));
            value.replace(found.capturedStart(), found.capturedLength(), part);
            read = found.capturedStart() + part.size();
        }
        return value;
    }
    return u"(none)"_s;
}

QString decoded(QByteArray quoted)
{
    quoted.replace("=\r\n", "");
    QByteArray plain;
    for (qsizetype i = 0; i < quoted.size(); ++i) {
        if (quoted.at(i) == '=') {
            plain += QByteArray::fromHex(quoted.mid(i + 1, 2));
            i += 2;
        } else {
            plain += quoted.at(i);
        }
    }
    return QString::fromUtf8(plain).replace(u"\r\n"_s, u"\n"_s);
}

} // namespace

/// Mail as it travels, and the file that says where to.
class MailTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &text,
                  QFileDevice::Permissions permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner) const
    {
        QFile file(m_folder.filePath(name));
        file.remove();
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
        file.setPermissions(permissions);
        return file.fileName();
    }
    /// Why the file is refused; empty: it is not.
    QString refused(const QByteArray &text) const
    {
        const auto server = readMailServer(write(u"mail.conf"_s, text));
        return server ? QString() : server.error().message;
    }

private slots:
    void aPlainMailIsReadable()
    {
        QCOMPARE(composed(mail()),
                 QByteArray("Date: Mon, 9 Mar 2026 07:05:01 +0000\r\n"
                            "From: \"Steward\" <bookings@market.example>\r\n"
                            "To: \"Chloe Lindner\" <chloe@example.org>\r\n"
                            "Message-ID: <0b7c1f9e-2f43-4f0e-9d0e-1c2d3e4f5a6b@market.example>\r\n"
                            "Subject: Your booking\r\n"
                            "Auto-Submitted: auto-generated\r\n"
                            "Content-Language: de\r\n"
                            "MIME-Version: 1.0\r\n"
                            "Content-Type: text/plain; charset=UTF-8\r\n"
                            "Content-Transfer-Encoding: quoted-printable\r\n"
                            "\r\n"
                            "Hello.\r\n"));
    }

    void everyScriptArrives_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("umlauts") << u"Grüße aus Köln: „Rohrbruch“ ist erledigt"_s;
        QTest::newRow("Japanese") << u"ご予約リクエストを送信しました。返答があり次第お知らせします"_s;
        QTest::newRow("Arabic") << u"مرحبًا، تم إرسال طلبك وسنخبرك فور وصول الرد"_s;
        QTest::newRow("beyond sixteen bits")
            << u"🛠️🔧 𠮷野家 🛠️🔧🛠️🔧🛠️🔧🛠️🔧🛠️🔧"_s;
        QTest::newRow("as long as may be") << QString(199, u'é') + u'!';
        QTest::newRow("long and plain") << u"word "_s.repeated(39) + u"word"_s;
        QTest::newRow("looks encoded") << u"=?UTF-8?B?QmNj?= is no header"_s;
        QTest::newRow("marks") << u"\"quoted\", <angles> \\ and a, comma; a = sign"_s;
    }
    void everyScriptArrives()
    {
        QFETCH(QString, words);
        Mail written = mail();
        written.subject = words;
        written.to.name = words;
        written.body = words + u"\n\n.\n..\nFrom here on a line of blanks \t\n"_s + words.repeated(9);
        const QByteArray text = composed(written);
        QCOMPARE(header(text, "Subject"), words);
        QString name = header(text, "To");
        if (name.startsWith(u'"'))
            name = name.mid(1, name.lastIndexOf(u'"') - 1).replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s)
                + u" <chloe@example.org>"_s;
        QCOMPARE(name, words + u" <chloe@example.org>"_s);
        QCOMPARE(decoded(bodyOf(text)), written.body + u'\n');
        for (const QByteArray &line : text.split('\n')) {
            QVERIFY2(line.size() <= 78, line.constData());
            QVERIFY2(line.isEmpty() || line.endsWith('\r'), line.constData());
            QVERIFY2(std::ranges::all_of(line, [](char c) { return c >= ' ' ? c < 0x7f : c == '\r'; }),
                     line.constData());
            QVERIFY2(!line.chopped(line.isEmpty() ? 0 : 1).endsWith(' '), line.constData());
        }
    }

    void aHostInLettersOfItsOwnIsWrittenInAscii()
    {
        Mail written = mail();
        written.to.address = u"ann@exämple.org"_s;
        QCOMPARE(header(composed(written), "To"), u"\"Chloe Lindner\" <ann@xn--exmple-cua.org>"_s);
    }

    void nothingAddsAHeader_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("carriage return and line feed") << u"\r\n"_s;
        QTest::newRow("line feed") << u"\n"_s;
        QTest::newRow("carriage return") << u"\r"_s;
        QTest::newRow("next line") << QString(QChar(0x85));
        QTest::newRow("line separator") << QString(QChar(0x2028));
        QTest::newRow("form feed") << u"\f"_s;
        QTest::newRow("two") << u"\r\n\r\n"_s;
    }
    void nothingAddsAHeader()
    {
        QFETCH(QString, ending);
        const QString wicked = u"Chloe"_s + ending + u"Bcc: everybody@example.org"_s;
        Mail written = mail();
        written.to.name = wicked;
        written.from.name = wicked;
        written.subject = wicked;
        written.language = wicked;
        written.messageId += wicked.toLatin1();
        const QByteArray text = composed(written);
        QCOMPARE(headersOf(text).count('\n'), headersOf(composed(mail())).count('\n') + headersOf(text).count("\r\n "));
        QVERIFY(!text.contains("\nBcc"));
        QCOMPARE(header(text, "Subject"), u"Chloe Bcc: everybody@example.org"_s);
        QCOMPARE(bodyOf(text), bodyOf(composed(mail())));
    }

    void onlyOneMailboxIsAnAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("is");
        const auto row
            = [](const char *what, const QString &address, bool is) { QTest::newRow(what) << address << is; };
        row("plain", u"chloe@example.org"_s, true);
        row("with marks", u"o'brien+bookings_1@example.org"_s, true);
        row("umlauts", u"jörg@exämple.org"_s, true);
        row("nothing", QString(), false);
        row("nobody", u"@example.org"_s, false);
        row("nowhere", u"chloe@"_s, false);
        row("two", u"a@example.org,b@example.org"_s, false);
        row("two ats", u"a@b@example.org"_s, false);
        row("another command", u"a@example.org>\r\nRCPT TO:<b@example.org"_s, false);
        row("a parameter", u"a@example.org> NOTIFY=NEVER"_s, false);
        row("brackets", u"<a@example.org>"_s, false);
        row("quotes", u"\"a b\"@example.org"_s, false);
        row("what turns the direction", u"a\u202e@example.org"_s, false);
        row("too long", QString(250, u'a') + u"@b.org"_s, false);
    }
    void onlyOneMailboxIsAnAddress()
    {
        QFETCH(QString, address);
        QFETCH(bool, is);
        QCOMPARE(isMailAddress(address), is);
    }

    void theFileSaysWhereTo()
    {
        write(u"mail.password"_s, "se=cret, with #marks\n");
        const auto server = readMailServer(
            write(u"mail.conf"_s,
                  "# Ours\nurl = smtp://mail.example.org:587\nfrom = bookings@Market.Example\nname = Steward, Berlin\n"
                  "user = steward\npassword_file = mail.password\nca_file = own.pem\ntimeout_s = 90\n"));
        QVERIFY2(server, qPrintable(server ? QString() : server.error().message));
        QCOMPARE(server->url, QByteArray("smtp://mail.example.org:587"));
        QVERIFY(!server->isPlain);
        QCOMPARE(server->from.address, u"bookings@Market.Example"_s);
        QCOMPARE(server->from.name, u"Steward, Berlin"_s);
        QCOMPARE(server->host(), u"Market.Example"_s);
        QCOMPARE(server->user, QByteArray("steward"));
        QCOMPARE(server->password, QByteArray("se=cret, with #marks"));
        QCOMPARE(server->caFile, QFile::encodeName(m_folder.filePath(u"own.pem"_s)));
        QCOMPARE(server->timeout, std::chrono::seconds(90));
    }

    void aPlainLinkIsAskedForInSoManyWords()
    {
        const auto server
            = readMailServer(write(u"mail.conf"_s, "url = smtp+plain://localhost:25\nfrom = a@b.example\n"));
        QVERIFY(server && server->isPlain);
        QCOMPARE(server->url, QByteArray("smtp://localhost:25"));
    }

    void aFileThatIsWrongSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        const auto row
            = [](const char *what, const QByteArray &text, const QString &why) { QTest::newRow(what) << text << why; };
        row("empty", "", u"url must be"_s);
        row("another protocol", "url = http://mail.example.org\nfrom = a@b.example\n", u"url must be"_s);
        row("a password in the url", "url = smtp://me:word@mail.example.org\nfrom = a@b.example\n",
            u"password_file are their place"_s);
        row("no sender", "url = smtp://mail.example.org\n", u"from must be"_s);
        row("a sender with a name", "url = smtp://mail.example.org\nfrom = Us <a@b.example>\n", u"from must be"_s);
        row("a misspelt key", "url = smtp://mail.example.org\nfrom = a@b.example\npasword_file = x\n",
            u"\"pasword_file\" is not known"_s);
        row("a password over a plain link", "url = smtp+plain://mail.example.org\nfrom = a@b.example\nuser = me\n",
            u"readable for all"_s);
        // (Of another length than the next: QSettings takes a file of the same size and millisecond for the one that it has read.)
        row("no password file", "url = smtp://mail.example.org\nfrom = a@b.example\nuser = me\npassword_file = nothing\n",
            u"cannot be read"_s);
        row("a password for everybody",
            "url = smtp://mail.example.org\nfrom = a@b.example\nuser = me\npassword_file = open\n", u"chmod 600"_s);
        row("too long a time", "url = smtp://mail.example.org\nfrom = a@b.example\ntimeout_s = 121\n", u"1 to 120"_s);
        row("no time", "url = smtp://mail.example.org\nfrom = a@b.example\ntimeout_s = soon\n", u"1 to 120"_s);
    }
    void aFileThatIsWrongSaysWhy()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        write(u"open"_s, "secret", QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup);
        const QString said = refused(text);
        QVERIFY2(said.contains(why), qPrintable(said));
        QVERIFY2(!said.contains(u"secret"_s) && !said.contains(u"word@"_s), qPrintable(said));
    }

    void noFileIsSaidToo()
    {
        const auto server = readMailServer(m_folder.filePath(u"nothing"_s));
        QVERIFY(!server && server.error().message.contains(u"nothing"_s));
    }
};

QTEST_GUILESS_MAIN(MailTest)
#include "mail_test.moc"
