// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/reprice_editor.h"

#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace steward {

RepriceEditor::RepriceEditor(const Theme &theme, const Booking &booking, QWidget *parent)
    : ArgumentEditor(parent)
    , m_former(booking.price)
    , m_typed(new QLineEdit)
    , m_bearer(new ComboBox(theme))
{
    m_typed->setObjectName(u"activity.price"_s);
    m_bearer->setObjectName(u"activity.bearer"_s);
    m_field = new Field(theme, tr("New price in %1").arg(m_former.currency.code), m_typed, this);
    m_field->setHelp(tr("The customer pays %1 now.").arg(formatMoney(m_former, QLocale())));
    m_bearerField = new Field(theme, tr("Who bears the difference?"), m_bearer, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_field);
    column->addWidget(m_bearerField);
    setFocusProxy(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &RepriceEditor::readPrice);
    connect(m_bearer, &QComboBox::currentIndexChanged, this, &ArgumentEditor::changed);
    offerBearers();
}

void RepriceEditor::readPrice()
{
    const Result<Money> read = parseMoney(m_typed->text(), m_former.currency, QLocale());
    QString error;
    if (!m_typed->text().trimmed().isEmpty()) {
        if (!read)
            error = read.error().message;
        else if (read->minor <= 0)
            error = tr("A service that costs nothing is none: cancel the booking, or give a credit.");
        else if (*read == m_former)
            error = tr("That is the price it has.");
    }
    m_price = read && error.isEmpty() ? read->minor : 0;
    m_field->setError(error);
    offerBearers();
    emit changed();
}

void RepriceEditor::offerBearers()
{
    const int side = m_price == 0 ? 0 : m_price > m_former.minor ? 1 : -1;
    if (side == m_offered && m_bearer->count() > 0)
        return;
    const QSignalBlocker quiet(m_bearer); // whoever typed says so once
    m_offered = side;
    m_bearer->clear();
    m_bearer->addItem(side == 0 ? tr("Enter a price first") : tr("Choose…")); // no default: it decides who pays
    if (side > 0) {
        m_bearer->addItem(tr("The customer is charged further"), u"customer"_s);
        m_bearer->addItem(tr("The platform pays the provider more"), u"platform"_s);
    } else if (side < 0) {
        m_bearer->addItem(tr("The provider is paid less"), u"provider"_s);
        m_bearer->addItem(tr("The platform; the provider is paid as before"), u"platform"_s);
    }
    m_bearer->setEnabled(side != 0);
    m_bearerField->setHelp(side > 0 ? tr("A customer's further charge is asked of the gateway; the price changes when it has been reserved.")
            : side < 0              ? tr("The customer gets back what was captured beyond the new price.")
                                    : QString());
}

QString RepriceEditor::bearer() const
{
    return m_bearer->currentData().toString();
}

QJsonObject RepriceEditor::arguments() const
{
    return { { u"price"_s, static_cast<qint64>(m_price) }, { u"bearer"_s, bearer() } };
}

void RepriceEditor::restore(const QJsonObject &arguments)
{
    const auto price = arguments.value("price"_L1).toInteger();
    m_typed->setText(price > 0 ? formatAmount(Money(price, m_former.currency), QLocale()) : QString());
    m_bearer->setCurrentIndex(std::max(0, m_bearer->findData(arguments.value("bearer"_L1).toString())));
}

QString RepriceEditor::problem() const
{
    if (m_price == 0)
        return tr("Enter another price to see what will happen.");
    return bearer().isEmpty() ? tr("Say who bears the difference to see what will happen.") : QString();
}

QString RepriceEditor::confirmText() const
{
    if (!problem().isEmpty())
        return tr("Reprice booking");
    const QString price = formatMoney(Money(m_price, m_former.currency), QLocale());
    if (m_price < m_former.minor)
        return tr("Lower the price to %1").arg(price);
    if (bearer() == "platform"_L1)
        return tr("Pay the provider of %1").arg(price);
    return tr("Charge %1 further").arg(formatMoney(Money(m_price - m_former.minor, m_former.currency), QLocale()));
}

} // namespace steward
