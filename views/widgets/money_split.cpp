// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/money_split.h"

#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/split_handle.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

/// The bar in three colours with its two handles.
class MoneySplit::Bar final : public QWidget
{
public:
    Bar(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , customer(new SplitHandle(theme, MoneySplit::tr("Customer's share"), this))
        , provider(new SplitHandle(theme, MoneySplit::tr("Customer's and provider's shares together"), this))
        , m_theme(theme)
    {
        setMinimumSize(160, SplitHandle::side);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setKnown(bool known)
    {
        m_known = known;
        update();
    }
    void set(const Money &total, std::int64_t toCustomer, std::int64_t toProvider)
    {
        m_total = total.minor;
        customer->set(total, toCustomer, 0, toCustomer + toProvider);
        provider->set(total, toCustomer + toProvider, toCustomer, total.minor);
        arrange();
        update();
    }

    SplitHandle *customer;
    SplitHandle *provider;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int first = at(customer->value()) + SplitHandle::side / 2;
        const int second = at(provider->value()) + SplitHandle::side / 2;
        const bool on = isEnabled() && m_known;
        constexpr int air = 2; // on both sides of a boundary
        piece(&painter, SplitHandle::side / 2 - 8, first - air, on ? Token::S1 : Token::Border);
        piece(&painter, first + air, second - air, on ? Token::S2 : Token::Border);
        piece(&painter, second + air, width() - SplitHandle::side / 2 + 8, on ? Token::S5 : Token::Border);
    }

    void resizeEvent(QResizeEvent *) override { arrange(); }
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutDirectionChange)
            arrange();
    }

private:
    [[nodiscard]] int at(std::int64_t value) const
    {
        const int track = width() - SplitHandle::side;
        return m_total == 0 ? 0 : static_cast<int>(static_cast<qreal>(value) / static_cast<qreal>(m_total) * track);
    }

    void piece(QPainter *painter, int left, int right, Token token) const
    {
        if (right - left > 1)
            paintRounded(painter, mirrored(this, QRect(left, height() / 2 - 4, right - left, 8)), 4, m_theme.colour(token));
    }

    void arrange()
    {
        for (SplitHandle *handle : { provider, customer })
            handle->move(mirrored(this, QRect(at(handle->value()), 0, SplitHandle::side, SplitHandle::side)).topLeft());
        // Where both stand on one place, the one that can still move lies above.
        (customer->value() > 0 ? customer : provider)->raise();
    }

    const Theme &m_theme;
    std::int64_t m_total = 0;
    bool m_known = true;
};

MoneySplit::MoneySplit(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bar(new Bar(theme, this))
    , m_customerFigure(new Label(theme, QString(), Type::Body, Token::Text, QFont::DemiBold))
    , m_customerPart(new ElidedLabel(theme, QString(), Type::Body, Token::Text2))
    , m_providerFigure(new Label(theme, QString(), Type::Body, Token::Text, QFont::DemiBold))
    , m_providerPart(new ElidedLabel(theme, QString(), Type::Body, Token::Text2))
    , m_customerAmount(new QLineEdit)
    , m_providerAmount(new QLineEdit)
    , m_customerField(new Field(theme, tr("To the customer"), m_customerAmount))
    , m_providerField(new Field(theme, tr("To the provider"), m_providerAmount))
    , m_platform(new Label(theme, QString(), Type::Body, Token::Text, QFont::Medium))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(8);
    figures->addWidget(m_customerPart);
    figures->addWidget(m_customerFigure);
    figures->addStretch();
    figures->addWidget(m_providerFigure);
    figures->addWidget(m_providerPart);
    column->addLayout(figures);
    column->addWidget(m_bar);
    column->addSpacing(2);
    auto *typed = new QHBoxLayout;
    typed->setSpacing(12);
    typed->addWidget(m_customerField, 1, Qt::AlignTop);
    typed->addWidget(m_providerField, 1, Qt::AlignTop);
    auto *rest = new QVBoxLayout;
    rest->setSpacing(grid::unit);
    rest->addWidget(new ElidedLabel(theme, tr("Platform keeps"), Type::Small, Token::Text2, QFont::Medium));
    m_platform->setMinimumHeight(grid::control);
    m_platform->makeCopyable();
    rest->addWidget(m_platform);
    rest->addStretch();
    typed->addLayout(rest, 1);
    column->addLayout(typed);
    connect(m_bar->customer, &SplitHandle::asked, this, &MoneySplit::moveCustomer);
    connect(m_bar->provider, &SplitHandle::asked, this, [this](std::int64_t both) { moveProvider(both - m_customer); });
    connect(m_customerAmount, &QLineEdit::textEdited, this, &MoneySplit::readCustomer);
    connect(m_providerAmount, &QLineEdit::textEdited, this, &MoneySplit::readProvider);
    connect(m_customerAmount, &QLineEdit::editingFinished, this, [this] { refresh(nullptr); });
    connect(m_providerAmount, &QLineEdit::editingFinished, this, [this] { refresh(nullptr); });
    setNames(u"split"_s);
}

MoneySplit::~MoneySplit() = default;

void MoneySplit::setTotal(const Money &total, std::int64_t toCustomer, std::int64_t toProvider)
{
    m_total = total;
    m_customer = std::clamp<std::int64_t>(toCustomer, 0, total.minor);
    m_provider = std::clamp<std::int64_t>(toProvider, 0, total.minor - m_customer);
    m_customerField->setError({});
    m_providerField->setError({});
    refresh(nullptr);
}

bool MoneySplit::isValid() const
{
    return m_customerField->error().isEmpty() && m_providerField->error().isEmpty();
}

void MoneySplit::setSettled(bool settled)
{
    m_settled = settled;
    showFigures();
}

void MoneySplit::setNames(const QString &prefix)
{
    m_customerAmount->setObjectName(prefix + ".to-customer"_L1);
    m_providerAmount->setObjectName(prefix + ".to-provider"_L1);
    m_bar->customer->setObjectName(prefix + ".customer-handle"_L1);
    m_bar->provider->setObjectName(prefix + ".provider-handle"_L1);
    m_platform->setObjectName(prefix + ".to-platform"_L1);
}

void MoneySplit::moveCustomer(std::int64_t toCustomer)
{
    const bool wasValid = isValid();
    m_customerField->setError({});
    m_providerField->setError({});
    take(toCustomer, m_customer + m_provider - toCustomer, wasValid);
    refresh(nullptr);
}

void MoneySplit::moveProvider(std::int64_t toProvider)
{
    const bool wasValid = isValid();
    m_customerField->setError({});
    m_providerField->setError({});
    take(m_customer, toProvider, wasValid);
    refresh(nullptr);
}

void MoneySplit::take(std::int64_t toCustomer, std::int64_t toProvider, bool wasValid)
{
    Q_ASSERT_X(toCustomer >= 0 && toProvider >= 0 && toCustomer + toProvider <= m_total.minor, "MoneySplit", "shares must fit the total");
    if (wasValid && toCustomer == m_customer && toProvider == m_provider)
        return;
    m_customer = toCustomer;
    m_provider = toProvider;
    emit changed();
}

void MoneySplit::readCustomer()
{
    const bool wasValid = isValid();
    const Result<Money> typed = parseMoney(m_customerAmount->text(), m_total.currency, QLocale());
    QString wrong;
    if (!typed)
        wrong = tr("Write an amount like %1.").arg(formatAmount(m_total, QLocale()));
    else if (typed->minor < 0 || typed->minor > m_total.minor)
        wrong = tr("Between 0 and %1.").arg(formatMoney(m_total, QLocale()));
    m_customerField->setError(wrong);
    if (wrong.isEmpty()) {
        // The provider gives or takes; only when nothing is left there does the platform.
        const std::int64_t platform = std::min(toPlatform().minor, m_total.minor - typed->minor);
        m_providerField->setError({});
        take(typed->minor, m_total.minor - platform - typed->minor, wasValid);
        refresh(m_customerAmount);
    } else {
        showFigures();
        emit changed();
    }
}

void MoneySplit::readProvider()
{
    const bool wasValid = isValid();
    const Result<Money> typed = parseMoney(m_providerAmount->text(), m_total.currency, QLocale());
    const Money most { m_total.minor - m_customer, m_total.currency };
    QString wrong;
    if (!typed)
        wrong = tr("Write an amount like %1.").arg(formatAmount(most, QLocale()));
    else if (typed->minor < 0 || typed->minor > most.minor)
        wrong = tr("Between 0 and %1: the customer has the rest.").arg(formatMoney(most, QLocale()));
    m_providerField->setError(wrong);
    if (wrong.isEmpty()) {
        take(m_customer, typed->minor, wasValid);
        refresh(m_providerAmount);
    } else {
        showFigures();
        emit changed();
    }
}

void MoneySplit::refresh(const QLineEdit *beingTyped)
{
    const QLocale locale;
    m_bar->set(m_total, m_customer, m_provider);
    showFigures();
    const auto both = Money { m_customer + m_provider, m_total.currency };
    m_bar->customer->setSpokenValue(tr("%1, %2").arg(formatMoney(toCustomer(), locale), percentText(m_customer, m_total.minor)));
    m_bar->provider->setSpokenValue(tr("%1, %2").arg(formatMoney(both, locale), percentText(both.minor, m_total.minor)));
    if (beingTyped != m_customerAmount && m_customerField->error().isEmpty())
        m_customerAmount->setText(formatAmount(toCustomer(), locale));
    if (beingTyped != m_providerAmount && m_providerField->error().isEmpty())
        m_providerAmount->setText(formatAmount(toProvider(), locale));
}

void MoneySplit::showFigures()
{
    const QLocale locale;
    const QString unknown = u"–"_s;
    const bool known = isValid();
    const auto figure = [&](const Money &share, const Field *field) {
        return known ? formatMoney(share, locale) : field->error().isEmpty() ? unknown : tr("being typed");
    };
    m_customerPart->setText(known ? tr("Customer %1").arg(percentText(m_customer, m_total.minor)) : tr("Customer"));
    m_providerPart->setText(known ? tr("Provider %1").arg(percentText(m_provider, m_total.minor)) : tr("Provider"));
    m_customerFigure->setText(figure(toCustomer(), m_customerField));
    m_providerFigure->setText(figure(toProvider(), m_providerField));
    m_platform->setText(known ? formatMoney(toPlatform(), locale) : unknown);
    const Token ink = known && m_settled ? Token::Text : Token::Text3;
    for (Label *label : { m_customerFigure, m_providerFigure, m_platform }) {
        label->setInk(ink);
        label->setWeight(!known ? QFont::Normal : label == m_platform ? QFont::Medium : QFont::DemiBold);
    }
    m_bar->setKnown(known);
}

void MoneySplit::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        refresh(nullptr);
}

} // namespace steward
