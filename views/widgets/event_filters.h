// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace steward {

/// Marks the widget that got the focus by keyboard with the property `kbd`, so that only then a ring is shown
/// (style sheets have no :focus-visible). A focus that the program sets counts as the keyboard's when a key was the last
/// thing used. Install on the application.
class KeyboardFocus final : public QObject
{
    Q_OBJECT

public:
    explicit KeyboardFocus(QObject *parent);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteInput(const QEvent &event);

    bool m_keyWasLast = false;
};

/// Tells every widget's objectName to assistive technology as its description, "#page.control why it is refused", for the tests that
/// drive the console from outside (Qt 6.4 does not expose object names). Install on the application; it does
/// nothing unless STEWARD_A11Y_IDS=1 is set, as descriptions are spoken to users.
class A11yIds final : public QObject
{
    Q_OBJECT

public:
    explicit A11yIds(QObject *parent);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_active;
};

} // namespace steward
