#include "app/cli/command.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const QString word = context.arguments.value(0);
    if (word != "on"_L1 && word != "off"_L1)
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "Say “maintenance on” or “maintenance off”."), {}, {}});
    const bool on = word == "on"_L1;
    const QString reason = context.options.value(u"reason"_s);
    if (on && reason.isEmpty())
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "Maintenance mode needs a reason for the others to read."), {},
            QCoreApplication::translate("App::Cli", "Add --reason \"…\".")});
    QDateTime until;
    if (context.options.isSet(u"minutes"_s)) {
        // Far more than is allowed is refused by the engine, in words; it only must not overflow on the way there.
        const qint64 minutes = std::min<qint64>(context.options.value(u"minutes"_s).toLongLong(), 1'000'000);
        until = QDateTime::currentDateTimeUtc().addSecs(60 * minutes);
    }
    const auto done = co_await resultOf(context.engine.setMaintenance(on, reason, until));
    if (!done)
        co_return context.output.failure(done.failure());
    context.output.result(on ? QCoreApplication::translate(
                              "App::Cli", "Maintenance mode is on: nobody can pull, write or send on any desk.")
                             : QCoreApplication::translate("App::Cli", "Maintenance mode is off."),
        {{u"active"_s, on}, {u"reason"_s, reason}});
    co_return 0;
}

} // namespace

Command maintenanceCommand()
{
    Command command{u"maintenance"_s,
        QCoreApplication::translate("App::Cli", "Stop pulling, writing and sending on every desk, or let it go on"),
        u"on|off"_s,
        {{u"reason"_s, QCoreApplication::translate("App::Cli", "Why; every desk shows it"), u"text"_s},
            {u"minutes"_s,
                QCoreApplication::translate(
                    "App::Cli", "Ends by itself after this many minutes; else it stays on until “maintenance off”"),
                u"n"_s}},
        run};
    command.argumentsHelp = QCoreApplication::translate("App::Cli", "Whether it is to be on or off");
    return command;
}

} // namespace App
