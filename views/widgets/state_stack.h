// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/empty_state.h"
#include "views/widgets/skeleton.h"

#include <QStackedWidget>
#include <QTimer>

namespace steward {

/// A piece of page in one of its states: its content, a skeleton while that loads, or words in its place.
class StateStack final : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes `content`, and shows it.
    StateStack(const Theme &theme, QWidget *content, Skeleton::Shape shape, QWidget *parent = nullptr);

    void showContent();
    /// A skeleton, after 150 ms: a quick answer never flickers.
    void showLoading();
    /// `action` (may be empty) is the text of the button; actionTriggered() tells that it was pressed.
    void showWords(EmptyState::Kind kind, const QString &title, const QString &text, const QString &action = {}, const QString &detail = {});

    [[nodiscard]] bool isShowingContent() const;
    [[nodiscard]] EmptyState *words() const { return m_words; }
    [[nodiscard]] Skeleton *skeleton() const { return m_skeleton; }

signals:
    void actionTriggered();

private:
    QWidget *m_content;
    Skeleton *m_skeleton;
    EmptyState *m_words;
    QTimer m_patience;
};

} // namespace steward
