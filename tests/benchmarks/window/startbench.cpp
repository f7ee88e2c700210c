// From exec to the first painted window, with the private PostgreSQL and the demo shop running, as when a second window
// is opened; beside a bare QMainWindow, turn by turn.

#include "tests/benchmarks/report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

qint64 now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// A program with a window, until it is ended; the other end of its pipe tells when the window was painted.
class Program final
{
    Q_DISABLE_COPY_MOVE(Program)

public:
    explicit Program(const QByteArray &path, QList<QByteArray> arguments = {})
    {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            qFatal("pipe: %d", errno);
        arguments.prepend(path);
        QList<char *> pointers;
        for (QByteArray &argument : arguments)
            pointers.append(argument.data());
        pointers.append(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], paintedDescriptor);
        m_started = now();
        if (const int error = posix_spawn(&m_pid, path.constData(), &actions, nullptr, pointers.data(), environ);
            error != 0)
            qFatal("%s: %d", path.constData(), error);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        m_painted = ends[0];
    }
    ~Program()
    {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
        close(m_painted);
    }

    /// Milliseconds from before exec to the painted window.
    double waitUntilPainted()
    {
        pollfd waiting{m_painted, POLLIN, 0};
        char line[64] = {};
        if (poll(&waiting, 1, patience) != 1 || read(m_painted, line, sizeof line - 1) <= 0)
            qFatal("no window was painted");
        return double(QByteArray(line).trimmed().toLongLong() - m_started) / 1e6;
    }

    /// What it holds, in MB.
    double residentMegabytes() const
    {
        QFile status(u"/proc/%1/statm"_s.arg(m_pid));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        return status.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1024 / 1024;
    }

    static constexpr int paintedDescriptor = 30;

private:
    pid_t m_pid = 0;
    int m_painted = -1;
    qint64 m_started = 0;
};

void setEnvironment(const QString &folder, const QString &products)
{
    qputenv("SYNCDESK_DATA_DIR", QFile::encodeName(folder + u"/data"_s));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder + u"/config"_s));
    qputenv("SYNCDESK_DEMO_PRODUCTS", products.toUtf8());
    for (const char *name : {"SHOPIFY_SHOP_URL", "SHOPIFY_ACCESS_TOKEN", "DATABASE_URL"})
        qunsetenv(name);
    qputenv("QT_PLUGIN_PATH", PLUGIN_FOLDER);
    qputenv("QT_QPA_GENERIC_PLUGINS", "firstpaint");
    qputenv("BENCHMARK_PAINTED_FD", QByteArray::number(Program::paintedDescriptor));
}

/// Fills the catalogue through the command line, as a person who has used Syncdesk before.
void fillCatalogue()
{
    for (const QStringList &command : {QStringList{u"pull"_s, u"--quiet"_s}, QStringList{u"approve"_s, u"--all"_s},
             QStringList{u"apply"_s, u"--quiet"_s}})
        if (QProcess::execute(QString::fromUtf8(SYNCDESK_PROGRAM), command) != 0)
            qFatal("syncdesk %s did not go well", qUtf8Printable(command.join(u' ')));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"runs"_s, u"Starts of each program; medians are told."_s, u"count"_s, u"15"_s},
        {u"products"_s, u"Products in the catalogue."_s, u"count"_s, u"2000"_s}, {u"json"_s, u"One JSON object."_s}});
    parser.addHelpOption();
    parser.process(application);

    QTemporaryDir folder(u"/tmp/syncdesk-start-XXXXXX"_s);
    // Root's PostgreSQL runs as another user, who has to reach the folder.
    QFile::setPermissions(folder.path(), QFile::Permissions(0x7755));
    setEnvironment(folder.path(), parser.value(u"products"_s));
    Program first(SYNCDESK_PROGRAM, {"--demo"}); // keeps database and shop running
    first.waitUntilPainted();
    fillCatalogue();

    std::vector<double> bare, ours, bareMemory, ourMemory;
    for (int i = 0; i <= parser.value(u"runs"_s).toInt(); ++i) {
        Program baseline(BARE_WINDOW);
        const double bareTime = baseline.waitUntilPainted();
        Program syncdesk(SYNCDESK_PROGRAM, {"--demo"});
        const double ourTime = syncdesk.waitUntilPainted();
        if (i == 0)
            continue; // read the programs into the page cache
        bare.push_back(bareTime);
        ours.push_back(ourTime);
        bareMemory.push_back(baseline.residentMegabytes());
        ourMemory.push_back(syncdesk.residentMegabytes());
    }
    Benchmarks::Report report(parser.isSet(u"json"_s));
    report.add(u"start.first_paint"_s, Benchmarks::percentile(ours, 0.5), u"ms"_s, Benchmarks::percentile(bare, 0.5));
    report.add(
        u"start.memory"_s, Benchmarks::percentile(ourMemory, 0.5), u"MB"_s, Benchmarks::percentile(bareMemory, 0.5));
    return 0;
}
