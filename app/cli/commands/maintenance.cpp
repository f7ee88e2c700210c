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
    if (context.options.isSet(u"minutes"_s))
        until = QDateTime::currentDateTimeUtc().addSecs(60 * context.options.value(u"minutes"_s).toLongLong());
    const auto done = co_await resultOf(context.engine.setMaintenance(on, reason, until));
    if (!done)
        co_return context.output.failure(done.failure());
    context.output.result(on ? QCoreApplication::translate("App::Cli", "Maintenance mode is on: no desk writes to Shopify.")
                             : QCoreApplication::translate("App::Cli", "Maintenance mode is off."),
        {{u"active"_s, on}, {u"reason"_s, reason}});
    co_return 0;
}

} // namespace

Command maintenanceCommand()
{
    return {u"maintenance"_s, QCoreApplication::translate("App::Cli", "Stop every desk's writes to Shopify, or let them go on"), u"on|off"_s,
        {{u"reason"_s, QCoreApplication::translate("App::Cli", "Why; every desk shows it"), u"text"_s},
            {u"minutes"_s, QCoreApplication::translate("App::Cli", "Ends by itself after this many minutes"), u"n"_s, u"60"_s}},
        run};
}

} // namespace App
