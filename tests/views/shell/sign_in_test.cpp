// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "views/shell/sign_in/sign_in_page.h"
#include "views/widgets/theme.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

class SignInTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    QTemporaryDir m_folder;

private slots:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }

    // The past is made once: a key that was meant for something else must not cut it short.
    void aStraySpaceDoesNotCutThePastShort()
    {
        Workspace workspace(m_folder.path());
        SignInPage page(m_theme, workspace);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        const auto shows = [&page](const char *name) { return page.findChild<QWidget *>(QLatin1String(name))->isVisible(); };
        QSignalSpy cut(&page, &SignInPage::startNowRequested), stopped(&page, &SignInPage::cancelRequested);
        page.submit();
        page.showProgress(u"1 % of the history"_s);
        page.offerStartNow();
        QVERIFY(shows("sign-in.start-now") && !shows("sign-in.sign-in"));
        QTest::keyClick(page.focusWidget(), Qt::Key_Space);
        QCOMPARE(cut.count(), 0);
        QCOMPARE(stopped.count(), 1);
        page.showIdle();
        QVERIFY(shows("sign-in.sign-in") && !shows("sign-in.start-now"));
        QCOMPARE(page.focusWidget()->objectName(), u"sign-in.sign-in");
    }
};

QTEST_MAIN(SignInTest)
#include "sign_in_test.moc"
