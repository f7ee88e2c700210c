#include "app/window/windowprogram.h"

#include "app/logging/messagelog.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"
#include "app/startup/secrets.h"
#include "app/window/application.h"
#include "sync/ports/clock.h"
#include "sync/secrets/redaction.h"
#include "sync/settings/connectionsservice.h"
#include "ui/style/theme.h"

#include <QSettings>

namespace App {

namespace {

/// What standard error shows beside a window.
constexpr int warningsAndWorse = 2;

Application::End runOne(const CommandLine &line, QSettings &settings, std::unique_ptr<Ui::Theme> &theme,
    Sync::Clock &clock, const Sync::MakeSecretStore &secrets)
{
    Sync::ProfileStore store(settings);
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto configuration = readConfiguration(line, environment, store);
    const QString folder = configuration ? configuration->folder : Sync::demoProfile.toString();
    MessageLog log({DataFolder::ofThisUser(folder).logs(), warningsAndWorse}, &Sync::redact);
    Sync::ConnectionsService connections(
        store, profileFor(line, store), overridesFor(line, environment), secrets, clock);
    const auto begin
        = isFirstStart(line, environment, store) ? Application::Begin::WithWelcome : Application::Begin::WithServices;
    Application application(
        std::get<OpenWindow>(line.what), configuration, begin, {settings, log, theme, connections, secrets});
    return application.run();
}

} // namespace

int runWindowProgram(CommandLine line, QSettings &settings)
{
    std::unique_ptr<Ui::Theme> theme;
    Sync::SystemClock clock;
    const Sync::MakeSecretStore secrets = keychain(clock, std::make_shared<Sync::MemorySecretStore>());
    for (;;) {
        const Application::End end = runOne(line, settings, theme, clock, secrets);
        if (end.nextProfile.isEmpty())
            return end.exitCode;
        line = CommandLine{};
        line.what = OpenWindow{};
        line.profile = end.nextProfile;
        line.isChosenInWindow = true;
    }
}

} // namespace App
