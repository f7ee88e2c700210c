#include "app/startup/demoshopprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QTcpSocket>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcDemoShop, "syncdesk.demoshop")

constexpr auto demoToken = "shpat_demo_0123456789abcdef0123456789";
constexpr int readyWithinMs = 15'000;
const QString usersLockName = u"/users.lock"_s;

Sync::Failure cannotStart(const QString &detail)
{
    return {Sync::FailureKind::Internal,
        QCoreApplication::translate("App::DemoShop", "The demo shop could not be started."),
        QCoreApplication::translate("App::DemoShop", "The demo cannot be used; nothing else is affected."),
        QCoreApplication::translate("App::DemoShop", "Start Syncdesk again. If it happens again, the log says more."),
        detail};
}

QString programPath()
{
    const QString name = u"/syncdesk-demo-shop"_s;
    const QString beside = QCoreApplication::applicationDirPath() + name;
    return QFile::exists(beside) ? beside : QCoreApplication::applicationDirPath() + u"/../libexec"_s + name;
}

/// The address the shop that is running wrote down, if it answers there.
QUrl runningShop(const QString &addressFile)
{
    QFile file(addressFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QUrl url(QJsonDocument::fromJson(file.readAll()).object().value("url"_L1).toString());
    if (url.host() != "127.0.0.1"_L1)
        return {};
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    return socket.waitForConnected(1000) ? url : QUrl();
}

/// The shop's first line on its standard output, or nothing when it ended or stayed silent.
QByteArray firstLine(int descriptor)
{
    QByteArray line;
    QElapsedTimer elapsed;
    elapsed.start();
    while (!line.contains('\n')) {
        pollfd waiting{descriptor, POLLIN, 0};
        const int left = readyWithinMs - int(elapsed.elapsed());
        const int ready = left > 0 ? poll(&waiting, 1, left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        char buffer[4096];
        const ssize_t count = ready > 0 ? read(descriptor, buffer, sizeof buffer) : 0;
        if (count <= 0)
            return {};
        line.append(buffer, count);
    }
    return line.left(line.indexOf('\n'));
}

/// Starts the program in a session of its own, so that an interrupt meant for this terminal does not end a shop that
/// other windows use. Yields the reading end of its standard output.
Sync::Result<int> spawnShop(const QStringList &arguments)
{
    int pipeEnds[2];
    if (pipe2(pipeEnds, O_CLOEXEC) != 0)
        return cannotStart(u"pipe: errno %1"_s.arg(errno));
    QList<QByteArray> argumentBytes{QFile::encodeName(programPath())};
    for (const QString &argument : arguments)
        argumentBytes.append(argument.toLocal8Bit());
    QList<char *> argumentPointers;
    for (QByteArray &argument : argumentBytes)
        argumentPointers.append(argument.data());
    argumentPointers.append(nullptr);

    qputenv("SYNCDESK_DEMO_TOKEN", demoToken);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t pid = 0;
    const int error
        = posix_spawn(&pid, argumentPointers.constFirst(), &actions, &attributes, argumentPointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    qunsetenv("SYNCDESK_DEMO_TOKEN");
    close(pipeEnds[1]);
    if (error != 0) {
        close(pipeEnds[0]);
        return cannotStart(u"%1: errno %2"_s.arg(programPath()).arg(error));
    }
    return pipeEnds[0];
}

} // namespace

DemoShopProcess::DemoShopProcess(QString folder, int products, int usersLock)
    : m_folder(std::move(folder))
    , m_products(products)
    , m_usersLock(usersLock)
{ }

DemoShopProcess::~DemoShopProcess()
{
    close(m_usersLock);
}

Sync::Secret DemoShopProcess::token() const
{
    return Sync::Secret(QByteArray(demoToken));
}

Sync::Result<std::unique_ptr<DemoShopProcess>> DemoShopProcess::start(const QString &folder, int products)
{
    if (!QDir().mkpath(folder))
        return cannotStart(u"cannot make %1"_s.arg(folder));
    const QString usersFile = folder + usersLockName;
    const int usersLock = open(QFile::encodeName(usersFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (usersLock < 0)
        return cannotStart(u"%1: errno %2"_s.arg(usersFile).arg(errno));
    std::unique_ptr<DemoShopProcess> shop(new DemoShopProcess(folder, products, usersLock));
    // A shop that is just ending holds the lock for itself; once it is gone a new one is started below.
    if (flock(usersLock, LOCK_SH) != 0)
        return cannotStart(u"%1: errno %2"_s.arg(usersFile).arg(errno));
    if (const auto running = shop->ensureRunning(); !running)
        return running.failure();
    return shop;
}

Sync::Result<Sync::Done> DemoShopProcess::ensureRunning()
{
    QLockFile starting(m_folder + u"/starting.lock"_s);
    if (!starting.tryLock(readyWithinMs))
        return cannotStart(u"%1 is locked"_s.arg(starting.fileName()));
    const QString addressFile = m_folder + u"/address.json"_s;
    if (const QUrl url = runningShop(addressFile); !url.isEmpty() && (m_url.isEmpty() || url == m_url)) {
        m_url = url;
        return Sync::Done{};
    }
    const auto output = spawnShop(
        {u"--port"_s, QString::number(m_url.port(0)), u"--products"_s, QString::number(m_products), u"--locations"_s,
            u"1"_s, u"--state"_s, m_folder + u"/edits.json"_s, u"--while-locked"_s, m_folder + usersLockName});
    if (!output)
        return output.failure();
    const QByteArray line = firstLine(*output);
    close(*output);
    const QUrl url(QJsonDocument::fromJson(line).object().value("url"_L1).toString());
    if (url.isEmpty())
        return cannotStart(u"the shop did not say where it listens"_s);
    QSaveFile file(addressFile);
    // commit() of Qt 6.4 does not notice when what is still in the buffer cannot be written.
    if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size() || !file.flush() || !file.commit())
        return cannotStart(file.errorString());
    m_url = url;
    qCInfo(lcDemoShop, "started at %s", qPrintable(url.toString()));
    return Sync::Done{};
}

} // namespace App
