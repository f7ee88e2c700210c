#include "app/cli/command.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const auto order = co_await resultOf(context.reader.batchOrder({}));
    if (!order)
        co_return context.output.failure(order.failure());
    const auto rows
        = co_await resultOf(context.reader.batchRows(order->mid(0, context.options.value(u"limit"_s).toInt())));
    if (!rows)
        co_return context.output.failure(rows.failure());
    QList<QStringList> table{
        {u"batch"_s, u"kind"_s, u"status"_s, u"started"_s, u"by"_s, u"succeeded"_s, u"failed"_s, u"skipped"_s}};
    QJsonArray batches;
    for (const Sync::BatchRow &row : *rows) {
        table.append({QString::number(row.id.value), toWord(row.kind), toWord(row.status),
            row.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), row.startedBy,
            QString::number(row.succeeded), QString::number(row.failed), QString::number(row.skipped)});
        batches.append(toJson(row));
    }
    context.output.result(
        rows->isEmpty() ? QCoreApplication::translate("App::Cli", "No batches yet.") : textTable(table, {0, 5, 6, 7}),
        {{u"total"_s, order->size()}, {u"batches"_s, batches}});
    co_return 0;
}

} // namespace

Command batchesCommand()
{
    return {u"batches"_s, QCoreApplication::translate("App::Cli", "List batches, newest first"), {},
        {{u"limit"_s, QCoreApplication::translate("App::Cli", "How many to list"), u"n"_s, u"20"_s}}, run};
}

} // namespace App
