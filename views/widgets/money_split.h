// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QLineEdit;

namespace steward {

class Field;
class Label;
class SplitHandle;

/// Divides an amount between customer, provider and platform: two handles on one bar and two typed amounts; the
/// platform keeps the rest. The three shares always sum to the total, to the minor unit.
class MoneySplit final : public QWidget
{
    Q_OBJECT

public:
    explicit MoneySplit(const Theme &theme, QWidget *parent = nullptr);
    ~MoneySplit() override;

    /// What there is to divide, and how it is divided at first. Shares beyond the total are held within it.
    void setTotal(const Money &total, std::int64_t toCustomer, std::int64_t toProvider);

    [[nodiscard]] Money total() const { return m_total; }
    [[nodiscard]] Money toCustomer() const { return { m_customer, m_total.currency }; }
    [[nodiscard]] Money toProvider() const { return { m_provider, m_total.currency }; }
    [[nodiscard]] Money toPlatform() const { return { m_total.minor - m_customer - m_provider, m_total.currency }; }
    /// False while a typed amount cannot be taken; the field says why, and the shares are the last good ones.
    [[nodiscard]] bool isValid() const;
    /// Whether what these amounts would do is known and shown beside them. Until then the figures are quieter; and while
    /// an amount is no amount yet, there is no figure at all that could be taken for one.
    void setSettled(bool settled);

    /// `prefix`.to-customer, .to-provider, .customer-handle, .provider-handle, .to-platform.
    void setNames(const QString &prefix);

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Bar;

    void moveCustomer(std::int64_t toCustomer);
    void moveProvider(std::int64_t toProvider);
    /// `wasValid`: nothing was wrong with what was typed before; else even the same shares are news.
    void take(std::int64_t toCustomer, std::int64_t toProvider, bool wasValid);
    void readCustomer();
    void readProvider();
    void refresh(const QLineEdit *beingTyped);
    void showFigures();

    const Theme &m_theme;
    Money m_total;
    std::int64_t m_customer = 0;
    std::int64_t m_provider = 0;
    Bar *m_bar;
    Label *m_customerFigure;
    Label *m_customerPart;
    Label *m_providerFigure;
    Label *m_providerPart;
    QLineEdit *m_customerAmount;
    QLineEdit *m_providerAmount;
    Field *m_customerField;
    Field *m_providerField;
    Label *m_platform;
    bool m_settled = true;
};

} // namespace steward
