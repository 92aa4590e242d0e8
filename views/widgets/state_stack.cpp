// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/state_stack.h"

namespace steward {

StateStack::StateStack(const Theme &theme, QWidget *content, Skeleton::Shape shape, QWidget *parent)
    : QStackedWidget(parent)
    , m_content(content)
    , m_skeleton(new Skeleton(theme, shape))
    , m_words(new EmptyState(theme))
{
    addWidget(content);
    addWidget(m_skeleton);
    addWidget(m_words);
    m_patience.setSingleShot(true);
    m_patience.setInterval(150);
    connect(&m_patience, &QTimer::timeout, this, [this] { setCurrentWidget(m_skeleton); });
    connect(m_words, &EmptyState::actionTriggered, this, &StateStack::actionTriggered);
}

void StateStack::showContent()
{
    m_patience.stop();
    setCurrentWidget(m_content);
}

void StateStack::showLoading()
{
    if (currentWidget() != m_skeleton && !m_patience.isActive())
        m_patience.start();
}

void StateStack::showWords(EmptyState::Kind kind, const QString &title, const QString &text, const QString &action, const QString &detail)
{
    m_patience.stop();
    m_words->setContent(kind, title, text);
    m_words->setActionText(action);
    m_words->setDetail(detail);
    setCurrentWidget(m_words);
}

bool StateStack::isShowingContent() const
{
    return currentWidget() == m_content;
}

} // namespace steward
