// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

namespace steward {

class ConnectionIndicator;
class Label;
class LinkStatus;
class Theme;
struct Session;

/// The window's lowest line: which installation this is, how the link is, who acts, and the market's zone and currency
/// of the record at hand.
class StatusLine final : public QFrame
{
    Q_OBJECT

public:
    StatusLine(const Theme &theme, const Session &session, const LinkStatus &link, QWidget *parent = nullptr);

    /// The installation's name; says in words that a demonstration is one.
    [[nodiscard]] static QString installationText(const Session &session);

    void setMarket(const QString &zone, const QString &currency);

private:
    void showLink();
    void showMarket();

    const LinkStatus &m_link;
    ConnectionIndicator *m_indicator;
    Label *m_operator, *m_market;
    QString m_zone, m_currency;
    QTimer m_clock;
};

} // namespace steward
