// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace steward {

class Avatar;
class Button;
class ElidedLabel;
class Label;
class Theme;

/// A customer or provider in two lines, with what contact data the operator may read.
class PartyCard final : public QWidget
{
    Q_OBJECT

public:
    explicit PartyCard(const Theme &theme, QWidget *parent = nullptr);

    void setParty(const QString &name, const QString &about, const QString &email, const QString &phone);
    /// To which account they are paid, as the operator may read it; empty: not at all.
    void setAccount(const QString &account);
    /// How to reach them is masked, and can be revealed for a reason; not offered otherwise.
    void setRevealable(bool revealable);
    /// Their days can be looked at: a button beside the name.
    void offerCalendar();
    /// `prefix`-name, -about, -contact, -phone and so on become the object names.
    void setNames(const QString &prefix);

signals:
    void revealRequested();
    void calendarRequested();

private:
    Avatar *m_avatar;
    ElidedLabel *m_name, *m_about, *m_contact, *m_phone;
    Label *m_account;
    Button *m_reveal, *m_calendar;
};

} // namespace steward
