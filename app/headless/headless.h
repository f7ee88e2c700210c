#pragma once

#include "app/cli/commandline.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"
#include "sync/settings/connectionsworker.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace App {

class Desk;
class LocalServices;
class MessageLog;
class SchemaKeeper;
struct ServiceAddresses;

/// Runs one command without a window: brings up the services, runs the command on the desk, lets go of everything,
/// and ends the event loop with the command's exit code. A command on the settings needs no services. An interrupt
/// (Ctrl+C, SIGTERM) stops the running batch, which keeps what is done; a second one is left to the system.
class Headless final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Headless)

public:
    /// What outlives it.
    struct Surroundings
    {
        const MessageLog &log;
        Sync::Connections &connections;
        Sync::MakeSecretStore secrets;
    };

    Headless(RunCommand command, Configuration configuration, Surroundings surroundings);
    ~Headless() override;

    /// Begins; finished() follows once.
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void runCommand(const ServiceAddresses &addresses);
    void runOnSettings();
    void end(int exitCode);
    void watchInterrupts();

    RunCommand m_command;
    Configuration m_configuration;
    Surroundings m_with;
    DataFolder m_folder;
    Output m_output;
    QThread m_servicesThread;
    LocalServices *m_services = nullptr; ///< Lives in m_servicesThread and is deleted there when it ends.
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SchemaKeeper> m_schema;
    std::optional<CommandContext> m_context;
    std::optional<SettingsContext> m_settingsContext;
};

} // namespace App
