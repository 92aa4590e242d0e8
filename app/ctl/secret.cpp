// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/secret.h"

#include <QTextStream>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace steward::ctl {

QString readSecret(const QString &name)
{
    termios shown {};
    const bool isTyped = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &shown) == 0;
    if (isTyped) {
        std::fprintf(stderr, "%s (it is not shown): ", qUtf8Printable(name));
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    static QTextStream input(stdin); // one: it reads ahead
    const QString line = input.readLine();
    if (isTyped) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        std::fputs("\n", stderr);
    }
    return line;
}

} // namespace steward::ctl
