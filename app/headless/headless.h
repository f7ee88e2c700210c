#pragma once

#include "app/cli/commandline.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"

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
/// and ends the event loop with the command's exit code. An interrupt (Ctrl+C, SIGTERM) stops the running batch, which
/// keeps what is done; a second one is left to the system.
class Headless final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Headless)

public:
    /// `log` outlives it.
    Headless(RunCommand command, Configuration configuration, const MessageLog &log);
    ~Headless() override;

    /// Begins; finished() follows once.
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void runCommand(const ServiceAddresses &addresses);
    void end(int exitCode);
    void watchInterrupts();

    RunCommand m_command;
    Configuration m_configuration;
    const MessageLog &m_log;
    DataFolder m_folder;
    Output m_output;
    QThread m_servicesThread;
    LocalServices *m_services; ///< Lives in m_servicesThread and is deleted there when it ends.
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SchemaKeeper> m_schema;
    std::optional<CommandContext> m_context;
};

} // namespace App
