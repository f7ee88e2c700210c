#include "app/demoshop/server/shopserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QTextStream>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace {

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM;
}

int fail(const QString &why)
{
    QTextStream(stderr) << why << u'\n';
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"syncdesk-demo-shop"_s);
    const DemoShop::Options options = DemoShop::Options::fromCommandLine(QCoreApplication::arguments());

    QFile file(u":/shopify/admin-2026-10.json"_s);
    QString error;
    const auto schema = file.open(QIODevice::ReadOnly)
        ? DemoShop::Graphql::Schema::fromIntrospection(file.readAll(), &error)
        : nullptr;
    if (!schema) {
        return fail(u"The schema cannot be read: %1"_s.arg(error));
    }
    DemoShop::ShopServer server(*schema, options);
    if (!server.listen()) {
        return fail(u"The demo shop cannot listen on port %1: %2"_s.arg(options.port).arg(server.errorString()));
    }
    // Whoever started the shop waits for this line.
    QTextStream(stdout) << QJsonDocument(QJsonObject{{u"url"_s, server.url()}, {u"products"_s, options.products},
                                             {u"seed"_s, static_cast<qint64>(options.seed)}})
                               .toJson(QJsonDocument::Compact)
                        << Qt::endl;

    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &app, [parent = options.parentPid] {
        if (!isAlive(parent)) {
            QCoreApplication::quit();
        }
    });
    if (options.parentPid > 0) {
        watch.start(1000);
    }
    // Whoever uses the shop holds the file locked, also when it is killed: once we get the lock, nobody is left.
    QTimer users;
    QFile usersFile(options.whileLocked);
    QObject::connect(&users, &QTimer::timeout, &app, [&usersFile] {
        if (::flock(usersFile.handle(), LOCK_EX | LOCK_NB) == 0) {
            QCoreApplication::quit();
        }
    });
    if (!options.whileLocked.isEmpty()) {
        if (!usersFile.open(QIODevice::ReadWrite)) {
            return fail(u"%1 cannot be opened: %2"_s.arg(options.whileLocked, usersFile.errorString()));
        }
        users.start(1000);
    }
    return QCoreApplication::exec();
}
