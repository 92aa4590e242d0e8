// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/no_show_editor.h"

#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

NoShowEditor::NoShowEditor(const Theme &theme, const Booking &booking, QWidget *parent)
    : ArgumentEditor(parent)
    , m_who(new ComboBox(theme))
{
    m_who->setObjectName(u"activity.absent"_s);
    m_who->addItem(tr("Choose…")); // no default: it decides who is paid
    m_who->addItem(tr("The customer, %1").arg(booking.row.customer), u"customer"_s);
    m_who->addItem(tr("The provider, %1").arg(booking.row.provider), u"provider"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    auto *field = new Field(theme, tr("Who did not come?"), m_who, this);
    field->setHelp(tr("For three days the other side can object. Then it is settled as the policy says; to a provider who did not come nothing is paid."));
    column->addWidget(field);
    connect(m_who, &QComboBox::currentIndexChanged, this, &ArgumentEditor::changed);
}

QString NoShowEditor::absent() const
{
    return m_who->currentData().toString();
}

QJsonObject NoShowEditor::arguments() const
{
    return { { u"absent"_s, absent() } };
}

void NoShowEditor::restore(const QJsonObject &arguments)
{
    m_who->setCurrentIndex(std::max(0, m_who->findData(arguments.value("absent"_L1).toString())));
}

QString NoShowEditor::problem() const
{
    return absent().isEmpty() ? tr("Say who did not come to see what will happen.") : QString();
}

QString NoShowEditor::confirmText() const
{
    if (absent().isEmpty())
        return tr("Report a no-show");
    return absent() == "provider"_L1 ? tr("Report that the provider did not come") : tr("Report that the customer did not come");
}

} // namespace steward
