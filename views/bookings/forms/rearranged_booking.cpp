// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/rearranged_booking.h"

#include "views/shell/moments.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace steward {

RearrangedBooking::RearrangedBooking(const Theme &theme, const AwayBooking &booking, const QString &group,
                                     qsizetype number, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_booking(booking)
    , m_choice(new ComboBox(theme, this))
{
    auto *words = new ElidedLabel(
        theme, tr("%1 · %2 · %3").arg(booking.reference, whenText(booking.startsAt, booking.zone), booking.customer),
        Type::Small, Token::Text2, QFont::Normal, this);
    words->setObjectName(u"activity.%1-booking-%2"_s.arg(group).arg(number));
    words->setToolTip(tr("%1, %2, %3").arg(booking.title, booking.stateTitle, formatMoney(booking.price, QLocale())));
    m_choice->setObjectName(u"activity.%1-choice-%2"_s.arg(group).arg(number));
    m_choice->setAccessibleName(
        tr("What becomes of %1, %2").arg(booking.reference, whenInSentence(booking.startsAt, booking.zone)));
    m_choice->setAccessibleDescription(m_choice->accessibleName()); // its name is what is chosen
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(16);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(words);
    column->addWidget(m_choice);
    if (booking.listing)
        offerLast(
            u"reassign"_s,
            tr("To %1, %2")
                .arg(booking.candidate,
                     formatMoney(Money(booking.candidatePrice.value_or(0), booking.price.currency), QLocale())));
    if (booking.nextStart.isValid())
        offerLast(u"reschedule"_s, tr("Move to %1").arg(whenInSentence(booking.nextStart, booking.zone)));
    offerLast(u"cancel"_s,
              booking.refund.minor > 0 ? tr("Cancel, %1 back").arg(formatMoney(booking.refund, QLocale()))
                                       : tr("Cancel, nothing was paid"));
    connect(m_choice, &QComboBox::currentIndexChanged, this, &RearrangedBooking::changed);
}

void RearrangedBooking::offerFirst(const QString &choice, const QString &words)
{
    const QSignalBlocker quiet(m_choice);
    m_choice->insertItem(0, words, choice);
}

void RearrangedBooking::offerLast(const QString &choice, const QString &words)
{
    const QSignalBlocker quiet(m_choice);
    m_choice->addItem(words, choice);
}

void RearrangedBooking::refuse(const QString &why)
{
    m_choice->hide();
    auto *words = new Label(m_theme, why, Type::Small, Token::Bad, QFont::Normal, this);
    words->setObjectName(QString(m_choice->objectName()).replace("-choice-"_L1, "-obstacle-"_L1));
    words->setWordWrap(true);
    layout()->addWidget(words);
}

QString RearrangedBooking::choice() const
{
    return m_choice->currentData().toString();
}

bool RearrangedBooking::choose(const QString &choice)
{
    const int index = m_choice->findData(choice);
    const QSignalBlocker quiet(m_choice);
    if (index >= 0)
        m_choice->setCurrentIndex(index);
    return index >= 0;
}

QJsonObject RearrangedBooking::line() const
{
    QJsonObject line { { u"booking"_s, static_cast<qint64>(m_booking.id.value()) }, { u"choice"_s, choice() } };
    if (choice() == "reassign"_L1)
        line.insert(u"listing"_s, static_cast<qint64>(m_booking.listing->value()));
    else if (choice() == "reschedule"_L1)
        line.insert(u"starts_at"_s, m_booking.nextStart.toUTC().toString(Qt::ISODate));
    return line;
}

QString withRearranged(const QString &deed, qsizetype cancelled, qsizetype others)
{
    QString words = deed;
    if (cancelled > 0)
        words = RearrangedBooking::tr("%1, cancel %2").arg(words, QLocale().toString(cancelled));
    if (others > 0)
        words = RearrangedBooking::tr("%1, rearrange %2").arg(words, QLocale().toString(others));
    return words;
}

} // namespace steward
