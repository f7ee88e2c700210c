#include "app/cli/command.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

using Migrations = QFuture<Sync::Result<QList<SchemaPort::Migration>>>;

Sync::Failure usage(const QString &what)
{
    return {Sync::FailureKind::BadInput, what, {},
        QCoreApplication::translate("App::Cli", "Say “migrate status”, “migrate up” or “migrate down-to N”.")};
}

Sync::Result<Migrations> down(CommandContext &context)
{
    bool ok = false;
    const int version = context.arguments.value(1).toInt(&ok);
    if (!ok || version < 0 || context.arguments.size() > 2)
        return usage(
            QCoreApplication::translate("App::Cli", "“down-to” needs the number of a migration, or 0 for none."));
    if (context.options.value(u"confirm"_s) != context.databaseName)
        return Sync::Failure{Sync::FailureKind::Refused,
            QCoreApplication::translate("App::Cli", "Going down removes tables and what is in them."),
            QCoreApplication::translate("App::Cli", "Nothing was changed."),
            QCoreApplication::translate("App::Cli", "Make a backup, then add --confirm %1.").arg(context.databaseName)};
    return context.schema.downTo(version);
}

/// Begins what the arguments ask for.
Sync::Result<Migrations> begin(CommandContext &context)
{
    const QString verb = context.arguments.value(0, u"status"_s);
    if (verb == "down-to"_L1)
        return down(context);
    if (context.arguments.size() > 1)
        return usage(QCoreApplication::translate("App::Cli", "“migrate %1” takes nothing more.").arg(plain(verb)));
    if (verb == "status"_L1)
        return context.schema.status();
    if (verb == "up"_L1)
        return context.schema.up();
    return usage(QCoreApplication::translate("App::Cli", "“migrate” knows no “%1”.").arg(plain(verb)));
}

QCoro::Task<int> run(CommandContext &context)
{
    const Sync::Result<Migrations> begun = begin(context);
    if (!begun)
        co_return context.output.failure(begun.failure());
    const auto migrations = co_await resultOf(*begun);
    if (!migrations)
        co_return context.output.failure(migrations.failure());
    QList<QStringList> table;
    QJsonArray list;
    for (const SchemaPort::Migration &migration : *migrations) {
        table.append({QString::number(migration.version), migration.name,
            migration.applied ? u"applied"_s : u"not applied"_s, migration.note});
        list.append(QJsonObject{{u"version"_s, migration.version}, {u"name"_s, migration.name},
            {u"applied"_s, migration.applied}, {u"note"_s, migration.note}});
    }
    context.output.result(textTable(table, {0}), {{u"migrations"_s, list}});
    co_return 0;
}

} // namespace

Command migrateCommand()
{
    Command command{u"migrate"_s,
        QCoreApplication::translate(
            "App::Cli", "Show which migrations the database has, bring it to this version's schema, or go back"),
        u"[status|up|down-to N]"_s,
        {{u"confirm"_s, QCoreApplication::translate("App::Cli", "The database's name, to confirm down-to"),
            u"database"_s}},
        run};
    command.needs = Needs::SchemaOnly;
    command.argumentsHelp = QCoreApplication::translate("App::Cli",
        "status shows them and changes nothing; up applies what is missing; down-to N undoes what came after number N. "
        "A "
        "database that is not Syncdesk's own is saved first");
    return command;
}

} // namespace App
