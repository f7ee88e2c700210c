#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    QFuture<Sync::Result<QList<SchemaPort::Migration>>> future;
    if (context.options.isSet(u"down-to"_s)) {
        bool ok = false;
        const int version = context.options.value(u"down-to"_s).toInt(&ok);
        if (!ok || version < 0)
            co_return context.output.failure({Sync::FailureKind::BadInput,
                QCoreApplication::translate("App::Cli", "--down-to needs the number of a migration, or 0 for none."), {}, {}});
        if (context.options.value(u"confirm"_s) != context.shopName)
            co_return context.output.failure({Sync::FailureKind::Refused,
                QCoreApplication::translate("App::Cli", "Going down removes tables and what is in them."),
                QCoreApplication::translate("App::Cli", "Nothing was changed."),
                QCoreApplication::translate("App::Cli", "Make a backup, then add --confirm %1.").arg(context.shopName)});
        future = context.schema.downTo(version);
    } else if (context.options.isSet(u"status"_s)) {
        future = context.schema.status();
    } else {
        future = context.schema.up();
    }
    const auto migrations = co_await resultOf(std::move(future));
    if (!migrations)
        co_return context.output.failure(migrations.failure());
    QList<QStringList> table;
    QJsonArray list;
    for (const SchemaPort::Migration &migration : *migrations) {
        table.append({QString::number(migration.version), migration.name, migration.applied ? u"applied"_s : u"not applied"_s, migration.note});
        list.append(QJsonObject{{u"version"_s, migration.version}, {u"name"_s, migration.name},
            {u"applied"_s, migration.applied}, {u"note"_s, migration.note}});
    }
    context.output.result(textTable(table, {0}), {{u"migrations"_s, list}});
    co_return 0;
}

} // namespace

Command migrateCommand()
{
    Command command{u"migrate"_s, QCoreApplication::translate("App::Cli", "Bring the database to this version's schema, show it, or go back"), {},
        {{u"status"_s, QCoreApplication::translate("App::Cli", "Only show which migrations are applied")},
            {u"down-to"_s, QCoreApplication::translate("App::Cli", "Undo migrations down to this one"), u"n"_s},
            {u"confirm"_s, QCoreApplication::translate("App::Cli", "The shop's name, to confirm --down-to"), u"shop"_s}},
        run};
    command.needs = Needs::SchemaOnly;
    return command;
}

} // namespace App
