// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/reassign_editor.h"

#include "core/booking/booking_repository.h"
#include "views/bookings/forms/choice_list.h"
#include "views/shell/moments.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString differenceText(const Money &difference)
{
    if (difference.minor == 0)
        return ReassignEditor::tr("same");
    const QString amount = formatMoney(difference, QLocale());
    return difference.minor > 0 ? u'+' + amount : amount;
}

QString differenceSpoken(const Money &difference)
{
    if (difference.minor == 0)
        return ReassignEditor::tr("the same price");
    const QString amount = formatMoney(Money(std::abs(difference.minor), difference.currency), QLocale());
    return (difference.minor > 0 ? ReassignEditor::tr("%1 dearer") : ReassignEditor::tr("%1 cheaper")).arg(amount);
}

} // namespace

ReassignEditor::ReassignEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, QWidget *parent)
    : ArgumentEditor(parent)
    , m_bookings(bookings)
    , m_booking(booking.row.id)
    , m_city(booking.row.city)
    , m_price(booking.price)
    , m_list(new ChoiceList(theme, tr("Providers who could deliver it"), u"activity.candidates"_s,
          { { tr("Free %1").arg(whenInSentence(booking.row.startsAt, booking.row.zone)), CellKind::TwoLine }, { tr("Rated"), CellKind::Figure }, { tr("Price"), CellKind::Money } },
          this))
    , m_bearer(new ComboBox(theme))
    , m_note(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
{
    m_note->setObjectName(u"activity.price-note"_s);
    m_note->setWordWrap(true);
    m_bearer->setObjectName(u"activity.bearer"_s);
    m_bearerField = new Field(theme, tr("The difference in price"), m_bearer, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_list);
    column->addWidget(m_bearerField);
    column->addWidget(m_note);
    setFocusProxy(m_list);
    connect(m_list, &ChoiceList::retryRequested, this, &ReassignEditor::ask);
    connect(m_list, &ChoiceList::choiceChanged, this, [this] {
        m_wanted = {};
        showPrice();
        emit changed();
    });
    connect(m_bearer, &QComboBox::currentIndexChanged, this, [this] {
        showPrice();
        emit changed();
    });
    showPrice();
    ask();
}

void ReassignEditor::ask()
{
    m_list->showLoading();
    m_isNobodyFree = false;
    m_question.ask(m_bookings.candidates(m_booking), this, [this](const Result<QList<BookingCandidate>> &answer) {
        if (answer)
            take(*answer);
        else
            m_list->showError(answer.error());
    });
}

void ReassignEditor::take(const QList<BookingCandidate> &candidates)
{
    m_candidates = candidates;
    m_isNobodyFree = candidates.isEmpty();
    m_note->setVisible(!m_isNobodyFree);
    if (m_isNobodyFree) {
        m_list->showNone(tr("Nobody is free"), tr("No other provider of this service works and is free at that time. Move the booking to another time, or cancel it."));
        emit changed();
        return;
    }
    QList<QList<ChoiceList::Cell>> rows;
    for (const BookingCandidate &candidate : candidates) {
        const QString place = candidate.isInCity || !candidate.km ? candidate.city : tr("%1, %2 km").arg(candidate.city, QLocale().toString(*candidate.km));
        const QString where = candidate.isInCity ? candidate.title : tr("%1 · %2").arg(candidate.title, place);
        rows.append({
            { candidate.provider, where, tr("%1, %2, in %3").arg(candidate.provider, candidate.title, place), true },
            { candidate.rating, {}, candidate.rating.isEmpty() ? tr("not rated yet") : tr("rated %1").arg(candidate.rating) },
            { formatMoney(candidate.price, QLocale()), differenceText(candidate.difference), differenceSpoken(candidate.difference) },
        });
    }
    m_list->showChoices(rows);
    if (!m_wanted.isValid())
        return;
    for (qsizetype row = 0; row < candidates.size(); ++row) {
        if (candidates.at(row).listing == m_wanted)
            m_list->choose(static_cast<int>(row));
    }
    m_wanted = {};
    showPrice();
    emit changed();
}

const BookingCandidate *ReassignEditor::chosen() const
{
    const int row = m_list->chosen();
    return row >= 0 && row < m_candidates.size() ? &m_candidates.at(row) : nullptr;
}

void ReassignEditor::offerBearers()
{
    const BookingCandidate *other = chosen();
    const int side = other == nullptr || other->difference.minor == 0 ? 0 : other->difference.minor > 0 ? 1 : -1;
    m_bearerField->setVisible(side != 0);
    if (side == m_offered && m_wantedBearer.isEmpty())
        return;
    const QSignalBlocker quiet(m_bearer); // whoever chose says so once
    m_offered = side;
    m_bearer->clear();
    m_bearer->addItem(tr("The provider is paid of the agreed price"), u"provider"_s);
    if (side > 0)
        m_bearer->addItem(tr("The platform pays the provider more"), u"platform"_s);
    else if (side < 0)
        m_bearer->addItem(tr("The customer pays less"), u"customer"_s);
    m_bearer->setCurrentIndex(std::max(0, m_bearer->findData(m_wantedBearer)));
    if (side != 0)
        m_wantedBearer.clear();
}

void ReassignEditor::showPrice()
{
    offerBearers();
    const QString price = formatMoney(m_price, QLocale());
    const BookingCandidate *other = chosen();
    if (other == nullptr || other->difference.minor == 0) {
        m_note->setText(tr("The customer keeps paying %1, and of that the new provider is paid.").arg(price));
        return;
    }
    const QString theirs = formatMoney(other->price, QLocale());
    const QString bearer = m_bearer->currentData().toString();
    if (bearer == "platform"_L1) {
        m_note->setText(tr("The customer keeps paying %1, the platform adds %2, and of both %3 is paid.")
                .arg(price, formatMoney(other->difference, QLocale()), other->provider));
    } else if (bearer == "customer"_L1) {
        m_note->setText(tr("The customer pays %1 instead of %2, and of that %3 is paid.").arg(theirs, price, other->provider));
    } else {
        m_note->setText(tr("The customer keeps paying %1, and of that %2 is paid, whose own price is %3 (%4).")
                .arg(price, other->provider, theirs, differenceSpoken(other->difference)));
    }
}

QJsonObject ReassignEditor::arguments() const
{
    const BookingCandidate *other = chosen();
    return { { u"listing"_s, static_cast<qint64>(other != nullptr ? other->listing.value() : m_wanted.value()) },
        { u"bearer"_s, m_wantedBearer.isEmpty() ? m_bearer->currentData().toString() : m_wantedBearer } };
}

void ReassignEditor::restore(const QJsonObject &arguments)
{
    m_wanted = ListingId(arguments.value("listing"_L1).toInteger());
    m_wantedBearer = arguments.value("bearer"_L1).toString();
}

QString ReassignEditor::problem() const
{
    if (m_isNobodyFree)
        return tr("Nobody is free to deliver it instead.");
    return chosen() != nullptr ? QString() : tr("Choose who delivers it to see what will happen.");
}

QString ReassignEditor::confirmText() const
{
    const BookingCandidate *other = chosen();
    return other != nullptr ? tr("Reassign to %1").arg(other->provider) : tr("Reassign booking");
}

} // namespace steward
