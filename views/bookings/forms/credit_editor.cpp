// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/credit_editor.h"

#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

CreditEditor::CreditEditor(const Theme &theme, const Booking &booking, QWidget *parent)
    : ArgumentEditor(parent)
    , m_currency(booking.price.currency)
    , m_typed(new QLineEdit)
{
    m_typed->setObjectName(u"activity.amount"_s);
    m_field = new Field(theme, tr("Credit in %1").arg(m_currency.code), m_typed, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_field);
    connect(m_typed, &QLineEdit::textChanged, this, &CreditEditor::readAmount);
}

void CreditEditor::readAmount()
{
    const Result<Money> read = parseMoney(m_typed->text(), m_currency, QLocale());
    m_amount = read && read->minor > 0 ? read->minor : 0; // how much it may be at most, the preview says
    QString error;
    if (m_amount == 0 && !m_typed->text().trimmed().isEmpty())
        error = read ? tr("Enter more than nothing.") : read.error().message;
    m_field->setError(error);
    emit changed();
}

QJsonObject CreditEditor::arguments() const
{
    return { { u"amount"_s, static_cast<qint64>(m_amount) } };
}

void CreditEditor::restore(const QJsonObject &arguments)
{
    const auto amount = arguments.value("amount"_L1).toInteger();
    m_typed->setText(amount > 0 ? formatAmount(Money(amount, m_currency), QLocale()) : QString());
}

QString CreditEditor::problem() const
{
    return m_amount > 0 ? QString() : tr("Enter an amount to see what will happen.");
}

QString CreditEditor::confirmText() const
{
    return m_amount > 0 ? tr("Credit %1").arg(formatMoney(Money(m_amount, m_currency), QLocale())) : tr("Give the credit");
}

} // namespace steward
