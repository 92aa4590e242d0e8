// SPDX-License-Identifier: GPL-3.0-or-later
// steward-sandbox: a payment gateway that fails like a real one. A process of its own, with a file of its own.
#include "app/sandbox/http_front.h"
#include "app/sandbox/webhook_teller.h"
#include "core/base/end_signals.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QLockFile>
#include <QUuid>

#include <cstdio>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int usage = 2;
constexpr int failed = 1;
constexpr int is_running = 75; ///< sysexits.h EX_TEMPFAIL: another one has the folder, try again later

void tell(const QString &sentence)
{
    std::fprintf(stderr, "steward-sandbox: %s\n", qUtf8Printable(sentence));
}

/// The key and the secret of the time before: who has them goes on.
steward::GatewayConfig knownBefore(const QString &file)
{
    if (const auto known = steward::GatewayConfig::read(file))
        return *known;
    steward::GatewayConfig made;
    made.adapter = u"sandbox"_s;
    made.key = u"sk_"_s + QUuid::createUuid().toString(QUuid::Id128);
    made.secret = "whsec_" + QUuid::createUuid().toString(QUuid::Id128).toUtf8();
    return made;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"steward-sandbox"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A payment gateway to develop and test against. It serves this machine only, keeps what it did in a file,\n"
                                     "and writes how it is reached into gateway.json of its folder. Runs until it is told to end (SIGTERM)."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption folder(u"folder"_s, u"Where it keeps its file; made if it is not there."_s, u"folder"_s);
    const QCommandLineOption port(u"port"_s, u"The port that it listens on (else any that is free)."_s, u"number"_s, u"0"_s);
    const QCommandLineOption quick(u"not-durable"_s, u"Answer without waiting for the disk: for history that can be made again."_s);
    const QCommandLineOption webhook(u"webhook"_s, u"Tell events to this address, too, as they happen (until it takes them); that is stewardd's /v1/webhooks/sandbox."_s, u"url"_s);
    parser.addOptions({ folder, port, quick, webhook });
    parser.process(application);
    bool isPort = false;
    const int wanted = parser.value(port).toInt(&isPort);
    if (!parser.isSet(folder) || !parser.positionalArguments().isEmpty() || !isPort || wanted < 0 || wanted > 65535) {
        tell(u"It takes --folder and, if you like, --port; see --help."_s);
        return usage;
    }
    ::umask(0077);
    const QDir place(parser.value(folder));
    if (!place.mkpath(u"."_s)) {
        tell(u"The folder “%1” can not be made."_s.arg(place.path()));
        return failed;
    }
    QLockFile lock(place.filePath(u"sandbox.lock"_s));
    lock.setStaleLockTime(0);
    if (!lock.tryLock()) {
        tell(u"Another sandbox has the folder “%1”."_s.arg(place.path()));
        return is_running;
    }
    const steward::EndSignals ends;
    const QString file = place.filePath(u"gateway.json"_s);
    steward::GatewayConfig config = knownBefore(file);
    steward::SandboxBook book;
    if (const auto opened = book.open(place.filePath(u"sandbox.sqlite"_s), !parser.isSet(quick)); !opened) {
        tell(opened.error().message);
        return failed;
    }
    steward::HttpFront front(book, config);
    const int bound = front.listen(wanted);
    if (bound == 0) {
        tell(u"Port %1 can not be had."_s.arg(wanted));
        return failed;
    }
    config.url = u"http://127.0.0.1:%1"_s.arg(bound);
    if (const auto written = config.write(file); !written) {
        tell(written.error().message);
        return failed;
    }
    QObject::connect(&ends, &steward::EndSignals::asked, &application, [&front] { front.stop(); });
    std::unique_ptr<steward::WebhookTeller> teller;
    if (parser.isSet(webhook))
        teller = std::make_unique<steward::WebhookTeller>(book, config, QUrl(parser.value(webhook)));
    tell(u"Serving %1."_s.arg(config.url));
    return QCoreApplication::exec();
}
