// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/attendance_line.h"

#include "views/shell/moments.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString aboutOne(const Attendant &other)
{
    if (other.mine)
        return other.acting ? QCoreApplication::translate("Attendance", "You have a form open in another window") : QCoreApplication::translate("Attendance", "You have this open in another window");
    return (other.acting ? QCoreApplication::translate("Attendance", "%1 has a form open") : QCoreApplication::translate("Attendance", "%1 is here too")).arg(isolated(other.name));
}

} // namespace

QString attendanceWords(const QList<Attendant> &others)
{
    if (others.isEmpty())
        return {};
    const QString first = aboutOne(others.front());
    const auto more = static_cast<int>(others.size()) - 1;
    return more == 0 ? first : QCoreApplication::translate("Attendance", "%1, and %n more", nullptr, more).arg(first);
}

AttendanceLine::AttendanceLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sign(new IconView(theme, u"users"_s, Token::Info))
    , m_words(new ElidedLabel(theme, {}, Type::Small, Token::Text2))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(6);
    row->addWidget(m_sign);
    row->addWidget(m_words, 1);
    hide();
}

void AttendanceLine::setOthers(const QList<Attendant> &others)
{
    const bool acting = !others.isEmpty() && others.front().acting; // those with a form come first
    m_sign->setIcon(acting ? u"pencil"_s : u"users"_s, acting ? Token::Warn : Token::Info);
    m_words->setInk(acting ? Token::Text : Token::Text2);
    m_words->setText(attendanceWords(others));
    QStringList lines;
    for (const Attendant &other : others)
        lines << QCoreApplication::translate("Attendance", "%1, since %2").arg(aboutOne(other), whenInSentence(other.since, QString::fromLatin1(QTimeZone::systemTimeZoneId())));
    setToolTip(lines.join(u'\n')); // not the words': a label that gives way has a tool tip of its own
    setVisible(!others.isEmpty());
}

} // namespace steward
