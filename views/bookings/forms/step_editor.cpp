// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/step_editor.h"

#include "views/shell/moments.h"
#include "views/shell/typed_moment.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
const QString moving = u"override_extend"_s;
const QString stopping = u"override_stop"_s;
const QString retrying = u"retry_step"_s;
constexpr int title_role = Qt::UserRole + 1;
} // namespace

bool StepEditor::isFor(const QString &operation)
{
    return operation == moving || operation == stopping || operation == retrying;
}

StepEditor::StepEditor(const Theme &theme, const Booking &booking, const QString &operation, const QString &step, const QDateTime &now, QWidget *parent)
    : ArgumentEditor(parent)
    , m_operation(operation)
    , m_zone(booking.row.zone)
    , m_now(now.toTimeZone(zoneNamed(booking.row.zone)))
    , m_steps(new ComboBox(theme))
{
    m_steps->setObjectName(u"activity.step"_s);
    for (const BookingTimer &timer : booking.timers) {
        if (operation == retrying && !timer.parked)
            continue;
        m_steps->addItem(tr("%1 · %2").arg(timer.title, whenInSentence(timer.due, m_zone)), timer.operation);
        m_steps->setItemData(m_steps->count() - 1, timer.title, title_role);
    }
    m_steps->setCurrentIndex(std::max(0, m_steps->findData(step)));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(new Field(theme, tr("Automatic step"), m_steps, this));
    connect(m_steps, &QComboBox::currentIndexChanged, this, &ArgumentEditor::changed);
    if (operation != moving)
        return;
    m_typed = new QLineEdit;
    m_typed->setObjectName(u"activity.due"_s);
    m_typed->setPlaceholderText(tr("+2h, tomorrow 14:00, 12 May 09:30"));
    m_field = new Field(theme, tr("New moment, in %1").arg(m_zone), m_typed, this);
    column->addWidget(m_field);
    connect(m_typed, &QLineEdit::textChanged, this, &StepEditor::readDue);
    readDue();
}

QDateTime StepEditor::due() const
{
    return typedMoment(m_typed->text(), m_now, QLocale(), Towards::Future).value_or(QDateTime());
}

void StepEditor::readDue()
{
    const QDateTime read = due();
    const QString typed = m_typed->text().simplified();
    m_field->setHelp(read.isValid() ? QLocale().toString(read, u"dddd d MMMM yyyy, HH:mm"_s) : tr("A day and a time, or how far from now."));
    m_field->setError(read.isValid() || typed.isEmpty()
            ? QString()
            : tr("“%1” can not be read as a moment. Write it like +2h, tomorrow 14:00 or 12 May 09:30.").arg(typed.left(40)));
    emit changed();
}

QJsonObject StepEditor::arguments() const
{
    QJsonObject chosen { { u"step"_s, m_steps->currentData().toString() } };
    if (m_typed != nullptr)
        chosen.insert(u"due"_s, due().toUTC().toString(Qt::ISODate));
    return chosen;
}

void StepEditor::restore(const QJsonObject &arguments)
{
    m_steps->setCurrentIndex(std::max(0, m_steps->findData(arguments.value("step"_L1).toString())));
    if (m_typed == nullptr)
        return;
    const QDateTime moment = QDateTime::fromString(arguments.value("due"_L1).toString(), Qt::ISODate).toTimeZone(m_now.timeZone());
    m_typed->setText(moment.isValid() ? moment.toString(u"yyyy-MM-dd HH:mm"_s) : QString());
}

QString StepEditor::problem() const
{
    return m_typed == nullptr || due().isValid() ? QString() : tr("Say when it should happen to see what that changes.");
}

QString StepEditor::title() const
{
    return m_steps->currentData(title_role).toString();
}

QString StepEditor::confirmText() const
{
    if (m_operation == stopping)
        return tr("Stop “%1”").arg(title());
    if (m_operation == retrying)
        return tr("Try “%1” again").arg(title());
    return due().isValid() ? tr("Move “%1” to %2").arg(title(), whenInSentence(due(), m_zone)) : tr("Move “%1”").arg(title());
}

} // namespace steward
