// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

class Button;
class Label;

/// What stands where content would: nothing there, nothing found, an error, no connection. One design for all.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Empty, NoMatch, Error, Offline };

    explicit EmptyState(const Theme &theme, QWidget *parent = nullptr);

    /// `title` in one line what is the case, `text` what the operator can do about it.
    void setContent(Kind kind, const QString &title, const QString &text);
    /// An icon other than the kind's.
    void setIconName(const QString &icon);
    void setActionText(const QString &text);
    /// What support will ask for ("Request 3f2a…"), to be copied.
    void setDetail(const QString &detail);
    [[nodiscard]] Button *action() const { return m_action; }

signals:
    void actionTriggered();

private:
    class Medal;

    Medal *m_medal;
    Label *m_title;
    Label *m_text;
    Button *m_action;
    Label *m_detail;
};

} // namespace steward
