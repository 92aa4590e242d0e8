// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ready.h"

#include "views/shell/list/window_view.h"
#include "views/shell/sign_in/sign_in_page.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

#include <cstdio>

namespace steward {

Ready::Ready(bool signsInAtOnce, QObject *parent)
    : QObject(parent)
    , m_signsInAtOnce(signsInAtOnce)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool Ready::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return false;
    const auto *list = qobject_cast<WindowView *>(watched->parent());
    const bool rows = list != nullptr && watched == list->viewport() && list->model() != nullptr && list->model()->rowCount() > 0;
    const bool signIn = !m_signsInAtOnce && qobject_cast<SignInPage *>(watched) != nullptr;
    if (!rows && !signIn)
        return false;
    QCoreApplication::instance()->removeEventFilter(this);
    QTimer::singleShot(0, this, [] { // behind the painting
        std::puts("ready");
        std::fflush(stdout);
    });
    return false;
}

} // namespace steward
