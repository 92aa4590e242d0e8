// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/cast.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace steward::ctl {
namespace {

/// "Jörg Weiß" → "jorg.weiss": letters that people type into e-mail addresses.
QString latinOf(const QString &name)
{
    QString latin;
    for (const QChar letter :
         name.toLower().replace(QLatin1Char(u'ß'), QLatin1String("ss")).normalized(QString::NormalizationForm_D)) {
        if (letter.unicode() == 0x142) // ł has no decomposition
            latin += QLatin1Char('l');
        else if (letter.unicode() == 0x131) // nor has ı
            latin += QLatin1Char('i');
        else if (letter.unicode() < 128 && letter.isLetterOrNumber())
            latin += letter;
        else if (letter.isSpace() || letter == QLatin1Char('-'))
            latin += QLatin1Char('.');
    }
    return latin;
}

/// One market of the demonstration's book of names.
class Market final {
public:
    Market(const QJsonObject &book, QSet<QString> &taken)
        : m_book(book)
        , m_taken(taken)
    {
    }

    int id() const { return m_book[QStringLiteral("id")].toInt(); }
    /// What support moves alone by the limits that come with an installation, in minor units.
    qint64 alone() const { return m_book[QStringLiteral("alone")].toInt(); }
    double weight() const { return m_book[QStringLiteral("weight")].toDouble(); }
    QString locale() const { return m_book[QStringLiteral("locale")].toString(); }
    QString regret() const { return m_book[QStringLiteral("regret")].toString(); }
    QJsonArray list(const char *name) const { return m_book[QLatin1String(name)].toArray(); }

    PlannedPerson person(Dice &dice) const
    {
        PlannedPerson person;
        person.market = id();
        person.locale = locale();
        const QJsonArray given = list("given");
        QString latin;
        // Every market has people from elsewhere; some markets' own names are whole.
        if (given.isEmpty() || dice.chance(0.12)) {
            const QString both = word(dice, list("other"));
            person.name = both.section(QLatin1Char('|'), 0, 0);
            latin = both.contains(QLatin1Char('|')) ? both.section(QLatin1Char('|'), 1) : latinOf(person.name);
        } else {
            person.name = word(dice, given) + QLatin1Char(' ') + word(dice, list("family"));
            latin = latinOf(person.name);
        }
        person.email = address(latin);
        person.phone
            = m_book[QStringLiteral("phone")].toString() + QString::number(dice.between(10'000'000, 99'999'999));
        return person;
    }

    /// An account as the market's banks number them: # is a digit, taken from the telephone's, so that everybody has one of their own;
    /// ?? are the check digits of an IBAN (ISO 13616: with them the remainder of 97 is 1).
    QString account(const QString &phone) const
    {
        QString number = m_book[QStringLiteral("account")].toString();
        qsizetype digit = phone.size();
        for (QChar &sign : number) {
            if (sign == QLatin1Char('#'))
                sign = phone.at(digit = digit > 1 ? digit - 1 : phone.size() - 1);
        }
        if (!number.contains(QLatin1String("??")))
            return number;
        number.replace(QLatin1String("??"), QLatin1String("00"));
        int remainder = 0;
        for (const QChar sign : number.mid(4) + number.left(4)) {
            const int value = sign.isDigit() ? sign.digitValue() : sign.unicode() - 'A' + 10;
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return number.replace(2, 2, QStringLiteral("%1").arg(98 - remainder, 2, 10, QLatin1Char('0')));
    }

    /// A street and a number in one of city()'s cities.
    static QString street(Dice &dice, const QJsonArray &city)
    {
        return QStringLiteral("%1 %2").arg(word(dice, city.at(4).toArray())).arg(dice.between(1, 180));
    }

    /// A city, the bigger ones more often.
    QJsonArray city(Dice &dice) const
    {
        const QJsonArray cities = list("cities");
        qint64 all = 0;
        for (const auto &city : cities)
            all += city.toArray().at(3).toInt();
        qint64 place = dice.below(all);
        for (const auto &city : cities) {
            place -= city.toArray().at(3).toInt();
            if (place < 0)
                return city.toArray();
        }
        return cities.first().toArray();
    }

    qint64 price(Dice &dice, qint64 base, double level) const
    {
        const qint64 step = m_book[QStringLiteral("rounding")].toInt();
        const double wanted
            = static_cast<double>(base) * m_book[QStringLiteral("minor")].toDouble() * level * (0.92 + 0.16 * dice.fraction());
        return std::max<qint64>(1, qRound64(wanted / static_cast<double>(step))) * step;
    }

    static QString word(Dice &dice, const QJsonArray &words)
    {
        return words.at(static_cast<qsizetype>(dice.below(words.size()))).toString();
    }

private:
    QString address(const QString &latin) const
    {
        const QString host = m_book[QStringLiteral("prefix")].toString() + QStringLiteral(".example.com");
        QString found = latin + QLatin1Char('@') + host;
        for (int n = 2; m_taken.contains(found); ++n)
            found = QStringLiteral("%1%2@%3").arg(latin).arg(n).arg(host);
        m_taken.insert(found);
        return found;
    }

    QJsonObject m_book;
    QSet<QString> &m_taken;
};

PlannedHours hoursOf(const Market &market, const CastWish &wish, Dice &dice)
{
    const QJsonArray weeks = market.list("weekdays");
    const QJsonArray week = weeks.at(static_cast<qsizetype>(dice.below(weeks.size()))).toArray();
    PlannedHours hours;
    hours.from_minute = static_cast<int>(dice.between(14, 18)) * 30;
    hours.to_minute = static_cast<int>(dice.between(34, 40)) * 30;
    if (wish.isUniform) {
        hours.weekdays = { 1, 2, 3, 4, 5, 6, 7 };
        return hours;
    }
    for (int day = week.at(0).toInt();; day = day % 7 + 1) { // a week may begin on Sunday
        hours.weekdays.push_back(day);
        if (day == week.at(1).toInt())
            break;
    }
    return hours;
}

/// Some are there from the first day; more come every month.
qint64 joiningOf(const CastWish &wish, double early, Dice &dice)
{
    constexpr double day_ms = 86'400'000;
    const bool isEarly = dice.chance(early);
    const double late = std::sqrt(dice.fraction()) * static_cast<double>(wish.present_ms - wish.begin_ms - 5 * 3'600'000LL);
    const double some = dice.fraction() * day_ms / 3;
    return wish.begin_ms + static_cast<qint64>(isEarly || wish.isUniform ? some : late);
}

/// The firm's ways. Who is good at it has its price, says yes more often, and lets fewer people down.
void characterOf(PlannedProvider &provider, Dice &dice)
{
    provider.popularity = dice.fame(40);
    provider.contents = 0.55 + 0.42 * std::pow(dice.fraction(), 0.5);
    provider.dearness = 0.72 + 0.35 * provider.contents + 0.15 * dice.fraction();
    provider.answer_h = std::min(40.0, dice.lognormal(3.5, 0.9));
    provider.accepts = 0.82 + 0.16 * provider.contents;
    provider.cancels = 0.004 + 0.06 * (1 - provider.contents);
    provider.forgets = dice.chance(0.2) ? 0.3 : 0.02;
}

void characterOf(PlannedCustomer &customer, Dice &dice)
{
    customer.activity = dice.lognormal(1, 1.15);
    customer.budget = 0.9 + 0.3 * dice.fraction();
    customer.ahead_d = std::min(25.0, dice.lognormal(3.8, 0.7));
    customer.loyalty = 0.15 + 0.7 * dice.fraction();
    const bool isUnsteady = dice.chance(0.12);
    customer.pays = isUnsteady ? 0.82 : 0.975;
    customer.cancels = isUnsteady ? 0.28 : 0.07;
    customer.staysAway = isUnsteady ? 0.06 : 0.006;
}

/// One of the trades, with groups or for one customer at a time: a group's offers say for how many they are.
qsizetype tradeOf(const QJsonArray &services, bool isGroup, Dice &dice)
{
    std::vector<qsizetype> fitting;
    for (qsizetype i = 0; i < services.size(); ++i) {
        const QJsonArray offers = services.at(i).toObject()[QStringLiteral("offers")].toArray();
        if ((offers.at(0).toArray().size() > 2) == isGroup)
            fitting.push_back(i);
    }
    return dice.pick(fitting);
}

PlannedProvider providerOf(const Market &market, Dice &dice, const QJsonArray &services, const CastWish &wish, bool isGroup)
{
    PlannedProvider provider;
    const QJsonArray city = market.city(dice);
    const qsizetype trade = tradeOf(services, isGroup, dice);
    const QJsonObject service = services.at(trade).toObject();
    provider.person = market.person(dice);
    provider.account = market.account(provider.person.phone);
    provider.city = city.at(0).toInt();
    provider.cityName = city.at(2).toString();
    provider.street = Market::street(dice, city);
    provider.zone = city.at(1).toString().toLatin1();
    provider.firm = market.list("firms").at(trade).toString();
    provider.firm.replace(QLatin1String("{family}"), Market::word(dice, market.list("family")))
        .replace(QLatin1String("{city}"), city.at(2).toString());
    provider.hours = hoursOf(market, wish, dice);
    provider.person.joins_ms = joiningOf(wish, 0.4, dice);
    if (!wish.isUniform)
        characterOf(provider, dice);
    if (isGroup) // one that few people find does not last
        provider.popularity = std::max(provider.popularity, 5.0);
    const QJsonArray titles = market.list("titles").at(trade).toArray();
    const QJsonArray offers = service[QStringLiteral("offers")].toArray();
    const bool isInstant = dice.chance(0.4);
    const int policy = static_cast<int>(dice.between(1, 3));
    for (qsizetype i = 0; i < offers.size(); ++i) {
        if (i > 0 && dice.chance(0.25))
            continue;
        PlannedListing listing;
        listing.category = service[QStringLiteral("category")].toInt();
        listing.title = titles.at(i).toString();
        listing.minutes = offers.at(i).toArray().at(0).toInt();
        listing.price = market.price(dice, offers.at(i).toArray().at(1).toInt(), provider.dearness);
        listing.isLarge = listing.price > market.alone();
        listing.isInstant = isInstant;
        listing.policy = policy;
        listing.capacity = std::max(1, offers.at(i).toArray().at(2).toInt());
        provider.listings.push_back(listing);
    }
    return provider;
}

} // namespace

Result<Cast> makeCast(const CastWish &wish, Dice &dice)
{
    QFile file(QStringLiteral(":/steward/simulate/demo.json"));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Error(Error::Kind::Internal, QStringLiteral("The demonstration's names are missing from this program.")));
    const QJsonObject book = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonArray services = book[QStringLiteral("services")].toArray();
    QSet<QString> taken;
    std::vector<Market> markets;
    double weights = 0;
    for (const auto &market : book[QStringLiteral("markets")].toArray()) {
        markets.emplace_back(market.toObject(), taken);
        weights += markets.back().weight();
    }
    if (markets.empty() || services.isEmpty())
        return std::unexpected(
            Error(Error::Kind::Internal, QStringLiteral("The demonstration's names cannot be read.")));

    // Each market has some of everybody, however few bookings there are, and one provider to begin with.
    Cast cast;
    for (const Market &market : markets) {
        const double share = market.weight() / weights;
        cast.regrets[market.locale()] = market.regret();
        const auto providers = static_cast<int>(std::max(2.0, std::round(wish.bookings / 22.0 * share)));
        const auto customers = static_cast<int>(std::max(4.0, std::round(wish.bookings / 3.0 * share)));
        for (int i = 0; i < providers; ++i) {
            // Every eighth teaches groups, so that somebody does, however small the marketplace.
            const bool isGroup = !wish.isUniform && cast.providers.size() % 8 == 1;
            cast.providers.push_back(providerOf(market, dice, services, wish, isGroup));
            if (i == 0)
                cast.providers.back().person.joins_ms = wish.begin_ms;
        }
        for (int i = 0; i < customers; ++i) {
            PlannedCustomer customer;
            customer.person = market.person(dice);
            customer.person.joins_ms = i == 0 ? wish.begin_ms : joiningOf(wish, 0.25, dice);
            const QJsonArray city = market.city(dice);
            customer.city = city.at(0).toInt();
            customer.zone = city.at(1).toString().toLatin1();
            customer.street = Market::street(dice, city);
            if (!wish.isUniform)
                characterOf(customer, dice);
            cast.customers.push_back(customer);
        }
    }
    std::stable_sort(cast.customers.begin(), cast.customers.end(),
                     [](const PlannedCustomer &a, const PlannedCustomer &b) { return a.person.joins_ms < b.person.joins_ms; });
    return cast;
}

} // namespace steward::ctl
