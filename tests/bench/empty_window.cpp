// SPDX-License-Identifier: GPL-3.0-or-later
// The floor that the console's start and memory are held against: a Qt window with nothing in it, on the same display.
// Says "ready" when it has been painted for the first time, then stays until it is told to end.
#include <QApplication>
#include <QPaintEvent>
#include <QWidget>

#include <cstdio>

namespace {

class EmptyWindow final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        if (std::exchange(m_painted, true))
            return;
        std::puts("ready");
        std::fflush(stdout);
    }

private:
    bool m_painted = false;
};

}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1440, 900);
    window.show();
    return application.exec();
}
