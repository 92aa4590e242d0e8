// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/program.h"

int main(int argc, char **argv)
{
    return steward::runServer(argc, argv);
}
