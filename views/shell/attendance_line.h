// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/door/door.h"

#include <QWidget>

namespace steward {

class ElidedLabel;
class IconView;
class Theme;

/// Who else has the record open, in one line; not there when nobody has.
class AttendanceLine final : public QWidget
{
    Q_OBJECT

public:
    explicit AttendanceLine(const Theme &theme, QWidget *parent = nullptr);

    void setOthers(const QList<Attendant> &others);

private:
    IconView *m_sign;
    ElidedLabel *m_words;
};

/// "Mara Lindt has a form open, and 2 more"
[[nodiscard]] QString attendanceWords(const QList<Attendant> &others);

} // namespace steward
