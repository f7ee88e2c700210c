#include "app/headless/headless.h"

#include "app/logging/messagelog.h"
#include "app/startup/desk.h"
#include "app/startup/localservices.h"
#include "app/startup/schemakeeper.h"
#include "sync/graphql/shopaddress.h"

#include <QLoggingCategory>
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcHeadless, "syncdesk.app.headless")

// A signal handler may only touch what is global and may only call write(): the notifier does the rest.
int interruptPipe[2] = {-1, -1};

void noteInterrupt(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(interruptPipe[1], &byte, 1);
}

} // namespace

Headless::Headless(RunCommand command, Configuration configuration, Surroundings surroundings)
    : m_command(std::move(command))
    , m_configuration(std::move(configuration))
    , m_with(std::move(surroundings))
    , m_folder(DataFolder::ofThisUser(m_configuration.folder))
    , m_output(m_command.form, m_command.progress)
{
    if (m_command.command.needs == Needs::SettingsOnly)
        return;
    const auto extent = m_command.command.needs == Needs::SchemaOnly ? LocalServices::Extent::DatabaseAsItIs
                                                                     : LocalServices::Extent::Everything;
    m_services = new LocalServices(m_configuration, m_folder, extent, m_with.secrets);
    m_servicesThread.setObjectName(u"startup"_s);
    m_services->moveToThread(&m_servicesThread);
    connect(&m_servicesThread, &QThread::finished, m_services, &QObject::deleteLater);
    connect(m_services, &LocalServices::ready, this, &Headless::runCommand);
    connect(m_services, &LocalServices::lookedRound, this, &Headless::runCommand);
    connect(m_services, &LocalServices::failed, this,
        [this](const Sync::Failure &failure) { end(m_output.failure(failure)); });
}

Headless::~Headless()
{
    m_context.reset();
    m_settingsContext.reset();
    m_schema.reset();
    m_desk.reset();
    m_servicesThread.quit();
    m_servicesThread.wait();
}

void Headless::start()
{
    watchInterrupts();
    for (const QString &note : m_configuration.notes)
        m_output.note(note);
    if (!m_services) {
        QMetaObject::invokeMethod(this, &Headless::runOnSettings, Qt::QueuedConnection);
        return;
    }
    m_servicesThread.start();
    const auto bringUp
        = m_command.command.needs == Needs::WhatThereIs ? &LocalServices::lookRound : &LocalServices::bringUp;
    QMetaObject::invokeMethod(m_services, bringUp, Qt::QueuedConnection);
}

void Headless::runCommand(const ServiceAddresses &addresses)
{
    m_desk = std::make_unique<Desk>(
        addresses, m_configuration, m_folder, *m_services, [this] { return m_with.log.recent(); });
    m_schema = std::make_unique<SchemaKeeper>(SchemaOwner{
        addresses.database, m_configuration.operatorAtDesk.name, m_folder.backups(), addresses.databaseIsOurs});
    m_context.emplace(CommandContext{m_desk->engine(), m_desk->reader(), m_desk->schedules(), m_desk->interruptions(),
        *m_schema, *m_command.options, m_command.arguments, m_output, Sync::ShopAddress{addresses.shop.url}.domain(),
        addresses.database.database});
    m_command.command.run(*m_context).then([this](int exitCode) { end(exitCode); });
}

void Headless::runOnSettings()
{
    m_settingsContext.emplace(SettingsContext{
        m_with.connections, m_configuration.profile, *m_command.options, m_command.arguments, m_output});
    m_command.command.runOnSettings(*m_settingsContext).then([this](int exitCode) { end(exitCode); });
}

void Headless::end(int exitCode)
{
    // A script that keeps what a command tells in a file must not take an empty one for it.
    if (exitCode == 0 && !m_output.isWritten())
        exitCode = m_output.failure({Sync::FailureKind::LocalDisk, tr("What the command tells could not be written."),
            tr("The command itself has been carried out."), tr("Make room where its output goes, and ask again.")});
    Q_EMIT finished(exitCode);
}

void Headless::watchInterrupts()
{
    if (pipe2(interruptPipe, O_CLOEXEC | O_NONBLOCK) != 0) {
        qCWarning(lcHeadless, "Ctrl+C ends the program at once, without stopping the batch first: %s", strerror(errno));
        return;
    }
    auto *notifier = new QSocketNotifier(interruptPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        m_output.note(tr("Stopping; what is done stays done."));
        if (m_desk)
            m_desk->engine().cancel();
        else
            end(Sync::exitCode(Sync::FailureKind::Stopped));
    });
    struct sigaction action = {};
    action.sa_handler = noteInterrupt;
    // The second one finds the system's own action again.
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace App
