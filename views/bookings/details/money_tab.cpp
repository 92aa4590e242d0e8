// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/money_tab.h"

#include "views/bookings/booking_words.h"
#include "views/bookings/details/facts.h"
#include "views/bookings/details/gateway_requests.h"
#include "views/shell/moments.h"
#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/ledger_table.h"

#include <QBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

BookingMoneyTab::BookingMoneyTab(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_facts(new KeyValueGrid(theme, this))
    , m_requestsTitle(makeOverline(theme, tr("Payment gateway"), this))
    , m_requests(new GatewayRequests(theme, this))
    , m_empty(new Label(theme, tr("Nothing was posted yet: the amount is taken when the booking is confirmed."), Type::Small, Token::Text2,
          QFont::Normal, this))
    , m_postings(new QWidget(this))
{
    m_facts->setNames(u"booking-money"_s);
    m_facts->setNameWidth(84);
    m_empty->setWordWrap(true);
    auto *postings = new QVBoxLayout(m_postings);
    postings->setContentsMargins({});
    postings->setSpacing(grid::gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::pad, grid::pad, grid::pad, grid::pad);
    column->setSpacing(12);
    column->addWidget(m_facts);
    column->addSpacing(4);
    column->addWidget(m_requestsTitle);
    column->addWidget(m_requests);
    column->addSpacing(4);
    column->addWidget(makeOverline(theme, tr("Ledger"), this));
    column->addWidget(m_empty);
    column->addWidget(m_postings);
    column->addStretch(1);
}

QList<Fact> BookingMoneyTab::factsOf(const Booking &b)
{
    const QLocale locale;
    QList<Fact> facts {
        Fact(u"price"_s, tr("Price"), formatMoney(b.price, locale), {}, u"price"_s),
        Fact(u"payment"_s, tr("Payment"), b.paymentStateTitle),
        Fact(u"captured"_s, tr("Captured"), formatMoney(b.captured, locale), {}, u"captured"_s),
        Fact(u"refunded"_s, tr("Refunded"), formatMoney(b.refunded, locale), {}, u"refunded"_s),
        Fact(u"commission"_s, tr("Commission"), tr("%1 and %2 tax, frozen").arg(formatMoney(b.commission, locale), formatMoney(b.tax, locale)), {}, u"price"_s),
    };
    if (b.credit.minor <= 0)
        return facts;
    if (b.creditRefunded.minor > 0)
        facts[3].value = tr("%1, %2 of it as credit").arg(formatMoney(b.refunded, locale), formatMoney(b.creditRefunded, locale));
    facts.insert(1, Fact(u"credit"_s, tr("By credit"), formatMoney(b.credit, locale), tr("The customer's credit pays this part. Of what goes back it comes back first; the card gets the rest.")));
    return facts;
}

void BookingMoneyTab::setBooking(const Booking &b)
{
    showFacts(*m_facts, factsOf(b), nullptr);
    showLedger(b);
}

void BookingMoneyTab::setPast(const Booking &then, const Booking &booking)
{
    const QList<Fact> now = factsOf(booking);
    showFacts(*m_facts, factsOf(then), &now);
    showLedger(then);
}

void BookingMoneyTab::showLedger(const Booking &b)
{
    m_requests->setBooking(b);
    m_requestsTitle->setVisible(!b.requests.isEmpty());

    auto *column = static_cast<QVBoxLayout *>(m_postings->layout());
    while (QLayoutItem *item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int number = 0;
    for (qsizetype at = 0; at < b.ledger.size();) {
        const BookingLedgerLine &first = b.ledger.at(at);
        QList<ShownLedgerLine> lines;
        while (at < b.ledger.size() && b.ledger.at(at).posting == first.posting) {
            const BookingLedgerLine &line = b.ledger.at(at++);
            const QString owner = line.owner == b.row.reference ? tr("this booking") : line.owner;
            const QString account = owner.isEmpty() ? line.account : tr("%1, %2").arg(line.account, owner);
            lines.append(ShownLedgerLine(account, line.debit, line.credit));
        }
        auto *heading = new ElidedLabel(m_theme, first.text, Type::Body, Token::Text, QFont::Medium);
        auto *moment = new Label(m_theme, whenText(first.at, b.row.zone), Type::Small, Token::Text2);
        moment->setToolTip(exactText(first.at, b.row.zone));
        auto *table = new LedgerTable(m_theme, tr("Posting: %1, %2").arg(first.text, whenText(first.at, b.row.zone)));
        table->setObjectName(u"booking-money.posting-%1"_s.arg(++number));
        table->setLines(lines, first.debit.currency);
        auto *titles = new QHBoxLayout;
        titles->setSpacing(0);
        titles->addWidget(heading, 1);
        for (const QString &name : { tr("Debit"), tr("Credit") }) {
            auto *label = new Label(m_theme, name, Type::Small, Token::Text2);
            label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            label->setFixedWidth(table->figureWidth());
            titles->addWidget(label);
        }
        auto *posting = new QWidget;
        auto *both = new QVBoxLayout(posting);
        both->setContentsMargins({});
        both->setSpacing(4);
        both->addLayout(titles);
        both->addWidget(moment);
        both->addWidget(table);
        column->addWidget(posting);
        column->addSpacing(grid::gap);
    }
    m_empty->setVisible(number == 0);
    m_postings->setVisible(number > 0);
}

} // namespace steward
