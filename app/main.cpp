#include "app/cli/commandline.h"
#include "app/headless/headless.h"
#include "app/logging/messagelog.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"
#include "app/startup/scratchdata.h"
#include "app/startup/secrets.h"
#include "app/startup/settingsfile.h"
#include "app/window/windowprogram.h"
#include "sync/ports/clock.h"
#include "sync/secrets/redaction.h"
#include "sync/settings/connectionsservice.h"
#include "version.h"

#include <QApplication>
#include <QSettings>
#include <QTranslator>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// What standard error shows beside a command.
constexpr int errorsAndWorse = 3;

void nameProgram()
{
    // Why libpq refused a connection is read out of its sentences (sync/db/sqlfailure.cpp): keep them in English. Set
    // before anything is read from the environment by another thread.
    qputenv("PGLOCALEDIR", "/nonexistent");
    QCoreApplication::setOrganizationName(u"syncdesk"_s);
    QCoreApplication::setApplicationName(u"syncdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SYNCDESK_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.syncdesk.Syncdesk"_s);
}

int print(const App::PrintAndEnd &print)
{
    if (print.exitCode != 0 && print.form == App::Output::Form::Json)
        return App::Output(print.form, App::Output::Progress::Hide)
            .failure({Sync::FailureKind::BadInput, print.text.trimmed(),
                QCoreApplication::translate("App::Cli", "Nothing was done."), {}});
    std::fputs(qPrintable(print.text), print.exitCode == 0 ? stdout : stderr);
    return print.exitCode;
}

int runCommand(App::CommandLine line, QSettings &settings)
{
    Sync::ProfileStore store(settings);
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto configuration = App::readConfiguration(line, environment, store);
    const QString folder = configuration ? configuration->folder : Sync::demoProfile.toString();
    const App::MessageLog log({App::DataFolder::ofThisUser(folder).logs(), errorsAndWorse}, &Sync::redact);
    Sync::SystemClock clock;
    const Sync::MakeSecretStore secrets = App::keychain(clock, std::make_shared<Sync::MemorySecretStore>());
    Sync::ConnectionsService connections(
        store, App::profileFor(line, store), App::overridesFor(line, environment), secrets, clock);
    auto command = std::move(std::get<App::RunCommand>(line.what));
    if (!configuration && command.command.needs != App::Needs::SettingsOnly)
        return App::Output(command.form, command.progress).failure(configuration.failure());
    // A command on the settings is also for profiles that do not exist yet or cannot be used as they are.
    App::Configuration used = configuration ? *configuration : App::Configuration();
    used.profile = App::profileFor(line, store);
    App::Headless headless(std::move(command), std::move(used), {log, connections, secrets});
    int exitCode = 0;
    QObject::connect(
        &headless, &App::Headless::finished, qApp,
        [&exitCode](int code) {
            exitCode = code;
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    headless.start();
    QCoreApplication::exec();
    return exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    nameProgram();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    App::CommandLine line = App::parseCommandLine(arguments);
    if (const auto *text = std::get_if<App::PrintAndEnd>(&line.what))
        return print(*text);

    const auto *window = std::get_if<App::OpenWindow>(&line.what);
    const std::unique_ptr<QCoreApplication> application(
        window ? new QApplication(argc, argv) : new QCoreApplication(argc, argv));
    QTranslator plurals;
    if (plurals.load(u":/i18n/syncdesk_en.qm"_s))
        QCoreApplication::installTranslator(&plurals);
    std::unique_ptr<App::ScratchData> scratch;
    if (window && !window->screenshotFolder.isEmpty()) {
        auto made = App::ScratchData::make();
        if (!made)
            return App::Output(App::Output::Form::Text, App::Output::Progress::Hide).failure(made.failure());
        scratch = std::move(made).value();
    }
    QSettings settings = scratch ? QSettings(scratch->settingsFile(), App::settingsFormat())
                                 : QSettings(App::settingsFormat(), QSettings::UserScope,
                                     QCoreApplication::organizationName(), QCoreApplication::applicationName());
    return window ? App::runWindowProgram(std::move(line), settings) : runCommand(std::move(line), settings);
}
