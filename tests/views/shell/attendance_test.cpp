// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/attendance_line.h"
#include "views/widgets/theme.h"

#include <QTest>

using namespace steward;
using namespace Qt::StringLiterals;

namespace {

Attendant somebody(const QString &name, bool acting, bool mine = false)
{
    Attendant other;
    other.name = name;
    other.acting = acting;
    other.mine = mine;
    other.since = QDateTime::currentDateTimeUtc();
    return other;
}

/// Without the marks that keep a name's reading direction to itself.
QString plain(QString words)
{
    return words.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

/// Who else has a record open, in words.
class AttendanceTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsSayWhoAndWhether()
    {
        QCOMPARE(attendanceWords({}), QString());
        QCOMPARE(plain(attendanceWords({ somebody(u"Mara"_s, false) })), u"Mara is here too"_s);
        QCOMPARE(plain(attendanceWords({ somebody(u"Mara"_s, true), somebody(u"Joel"_s, false), somebody(u"Fay"_s, false) })), u"Mara has a form open, and 2 more"_s);
        QCOMPARE(plain(attendanceWords({ somebody(u"Sana"_s, false, true) })), u"You have this open in another window"_s);
        QCOMPARE(plain(attendanceWords({ somebody(u"Sana"_s, true, true) })), u"You have a form open in another window"_s);
    }

    void lineIsThereForOthersOnly()
    {
        Theme theme;
        AttendanceLine line(theme);
        QVERIFY(line.isHidden());
        line.setOthers({ somebody(u"Mara"_s, true), somebody(u"Joel"_s, false) });
        QVERIFY(!line.isHidden());
        QCOMPARE(line.toolTip().count(u'\n'), 1); // one line each
        QVERIFY(line.toolTip().contains(u"Joel"_s));
        line.setOthers({});
        QVERIFY(line.isHidden());
    }
};

QTEST_MAIN(AttendanceTest)
#include "attendance_test.moc"
