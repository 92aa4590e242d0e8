// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace steward {

class Button;
class Label;
class Theme;
struct Session;

/// Where the operator is, the way into the command palette, the theme, and who is acting.
class TopBar final : public QFrame
{
    Q_OBJECT

public:
    TopBar(const Theme &theme, const Session &session, QWidget *parent = nullptr);

    void setPlace(const QString &area);

signals:
    void searchRequested();
    void themeRequested();
    void keysRequested();
    void signOutRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showThemeIcon();

    const Theme &m_theme;
    Label *m_place;
    Button *m_search, *m_themeButton, *m_keys, *m_signOut;
    Label *m_name;
};

} // namespace steward
