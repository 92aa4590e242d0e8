// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"
#include "tests/views/house.h"
#include "views/shell/main_window.h"
#include "views/widgets/banner.h"
#include "views/widgets/theme.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTcpServer>

#include <algorithm>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// Every way in which signing in can fail says what is wrong and stands at the field that mends it.
class SignInTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;
    Theme m_theme;
    std::unique_ptr<Console> m_console;

    template <class W>
    W *find(const char *name) const
    {
        return m_console->signInPage()->findChild<W *>(QLatin1String(name));
    }
    /// Everything that the page says of its failure.
    QString failure() const
    {
        const auto *banner = find<Banner>("sign-in.failure");
        if (!banner->isVisible())
            return {};
        QStringList words;
        for (const QLabel *label : banner->findChildren<QLabel *>())
            words << label->text();
        return words.join(u' ');
    }
    void chooseServer(const QString &host, int port, const QString &database, const QString &user, const QString &password = {})
    {
        auto *profile = find<QComboBox>("sign-in.profile");
        profile->setCurrentIndex(profile->findText(u"Another server…"_s));
        find<QLineEdit>("sign-in.host")->setText(host);
        find<QSpinBox>("sign-in.port")->setValue(port);
        find<QLineEdit>("sign-in.database")->setText(database);
        find<QLineEdit>("sign-in.user")->setText(user);
        find<QLineEdit>("sign-in.password")->setText(password);
        auto *tls = find<QComboBox>("sign-in.tls");
        tls->setCurrentIndex(tls->findText(u"Not encrypted (this machine only)"_s));
    }
    QString socketFolder() const { return optionsFor(m_house->database).host; }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->backend.reset();
    }
    void cleanupTestCase() { m_house.reset(); }
    void init()
    {
        m_console = std::make_unique<Console>(m_theme, ConsoleOptions());
        m_console->showSignIn();
        QVERIFY(QTest::qWaitForWindowExposed(m_console->signInWindow()));
    }
    void cleanup() { m_console.reset(); }

    void anOperatorComesIn()
    {
        chooseServer(socketFolder(), 5432, m_house->database.name(), m_house->database.login(u"operations"_s));
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->window() != nullptr, 15'000);
        QVERIFY(m_console->window()->windowTitle().contains(m_house->database.login(u"operations"_s)));
    }

    void whatCanNotBeKeptIsSaid()
    {
        const QString kept = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/workspace.sqlite"_s;
        m_console.reset();
        const QString aside = kept + u".aside"_s;
        const bool wasThere = QFile::rename(kept, aside);
        QFile broken(kept);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray(4096, 'x'));
        broken.close();
        init();
        chooseServer(socketFolder(), 5432, m_house->database.name(), m_house->database.login(u"operations"_s));
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->window() != nullptr, 15'000);
        const auto isSaid = [this] {
            const QList<QLabel *> labels = m_console->window()->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"drafts and window places are not kept"); });
        };
        QTRY_VERIFY(isSaid());
        m_console.reset();
        QVERIFY(QFile::remove(kept));
        if (wasThere)
            QVERIFY(QFile::rename(aside, kept));
    }

    void nobodyListensThere()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const int port = closed.serverPort();
        closed.close();
        chooseServer(u"127.0.0.1"_s, port, u"steward"_s, u"mara"_s);
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(!failure().isEmpty(), 15'000);
        QVERIFY2(failure().contains(u"127.0.0.1"), qPrintable(failure()));
        QCOMPARE(m_console->signInWindow()->focusWidget(), find<QLineEdit>("sign-in.host"));
    }

    void aHostThatDoesNotExist()
    {
        chooseServer(u"nowhere.invalid"_s, 5432, u"steward"_s, u"mara"_s);
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(!failure().isEmpty(), 20'000);
        QVERIFY2(failure().contains(u"nowhere.invalid"), qPrintable(failure()));
        QVERIFY(find<QLineEdit>("sign-in.host")->isEnabled());
    }

    void noSuchOperator()
    {
        chooseServer(socketFolder(), 5432, m_house->database.name(), u"nobody_of_that_name"_s);
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(!failure().isEmpty(), 15'000);
        QVERIFY(m_console->window() == nullptr);
    }

    void noSuchDatabase()
    {
        chooseServer(socketFolder(), 5432, u"no_such_database"_s, m_house->database.login(u"operations"_s));
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(!failure().isEmpty(), 15'000);
        QVERIFY2(failure().contains(u"no_such_database"), qPrintable(failure()));
    }

    void whatIsMissingIsSaidAtItsField()
    {
        chooseServer({}, 5432, u"steward"_s, u"mara"_s);
        m_console->signInPage()->submit();
        QCOMPARE(m_console->signInWindow()->focusWidget(), find<QLineEdit>("sign-in.host"));
        QVERIFY(failure().isEmpty());
    }

    void anUnknownEntryOfTheServiceFile()
    {
        auto *profile = find<QComboBox>("sign-in.profile");
        profile->setCurrentIndex(profile->findText(u"An entry of the service file…"_s));
        find<QLineEdit>("sign-in.service")->setText(u"no_such_entry"_s);
        m_console->signInPage()->submit();
        QTRY_VERIFY_WITH_TIMEOUT(!failure().isEmpty(), 15'000);
        QVERIFY2(failure().contains(u"no_such_entry"), qPrintable(failure()));
    }

    // The keyring answers late: a password never lands beside another server's name.
    void aLatePasswordOfAnotherProfileIsNotTaken()
    {
        chooseServer(u"a.example"_s, 5432, u"steward"_s, u"mara"_s);
        m_console->signInPage()->takePassword(u"b.example"_s, u"mara"_s, u"s3cret"_s);
        QCOMPARE(find<QLineEdit>("sign-in.password")->text(), QString());
        m_console->signInPage()->takePassword(u"a.example"_s, u"mara"_s, u"s3cret"_s);
        QCOMPARE(find<QLineEdit>("sign-in.password")->text(), u"s3cret");
    }
};

QTEST_MAIN(SignInTest)
#include "sign_in_test.moc"
