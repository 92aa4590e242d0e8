// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/split_editor.h"

#include "views/widgets/label.h"
#include "views/widgets/money_split.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

SplitEditor::SplitEditor(const Theme &theme, const Booking &booking, Purpose purpose, QWidget *parent)
    : ArgumentEditor(parent)
    , m_purpose(purpose)
    , m_available(booking.split ? booking.split->available : 0, booking.row.amount.currency)
    , m_split(new MoneySplit(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    auto *nothing = new Label(theme, tr("Nothing was captured yet: the reserved amount is released and there is nothing to divide."), Type::Small,
        Token::Text2, QFont::Normal, this);
    nothing->setObjectName(u"activity.nothing-to-divide"_s);
    nothing->setWordWrap(true);
    column->addWidget(nothing);
    column->addWidget(m_split);
    auto *fees = new Label(theme, tr("Commission and its tax come out of the provider's share; the ledger below has them apart."), Type::Small,
        Token::Text2, QFont::Normal, this);
    fees->setObjectName(u"activity.fees-note"_s);
    fees->setWordWrap(true);
    fees->setVisible(m_available.minor != 0);
    column->addWidget(fees);
    m_split->setNames(u"activity"_s);
    m_split->setTotal(m_available, booking.split ? booking.split->customerDefault : 0, booking.split ? booking.split->providerDefault : 0);
    nothing->setVisible(m_available.minor == 0);
    m_split->setVisible(m_available.minor != 0);
    connect(m_split, &MoneySplit::changed, this, &ArgumentEditor::changed);
}

QJsonObject SplitEditor::arguments() const
{
    return { { u"to_customer"_s, static_cast<qint64>(m_split->toCustomer().minor) },
             { u"to_provider"_s, static_cast<qint64>(m_split->toProvider().minor) } };
}

void SplitEditor::restore(const QJsonObject &arguments)
{
    m_split->setTotal(m_available, arguments.value("to_customer"_L1).toInteger(), arguments.value("to_provider"_L1).toInteger());
}

QString SplitEditor::problem() const
{
    return m_split->isValid() ? QString() : tr("Correct the amounts to see what will happen.");
}

void SplitEditor::setSettled(bool settled)
{
    m_split->setSettled(settled);
}

QString SplitEditor::confirmText() const
{
    const bool resolves = m_purpose == Purpose::Resolve;
    if (!m_split->isValid())
        return resolves ? tr("Resolve the dispute") : tr("Cancel booking"); // no figure that is not the one in the field
    if (m_split->toCustomer().minor == 0)
        return resolves ? tr("Resolve without a refund") : tr("Cancel booking without a refund");
    const QString refund = formatMoney(m_split->toCustomer(), QLocale());
    return (resolves ? tr("Resolve and refund %1") : tr("Cancel booking and refund %1")).arg(refund);
}

} // namespace steward
