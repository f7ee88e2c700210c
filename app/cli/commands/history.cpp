#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const bool byBatch = context.options.isSet(u"batch-id"_s);
    if (byBatch == context.options.isSet(u"product"_s))
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "Say whose history: --batch-id or --product."), {}, {}});
    const auto ids = idArguments({context.options.value(byBatch ? u"batch-id"_s : u"product"_s)});
    if (!ids)
        co_return context.output.failure(ids.failure());
    Sync::HistoryQuery query;
    if (byBatch)
        query.batch = {ids->first()};
    else
        query = {.product = {ids->first()}, .sort = Sync::HistorySort::CreatedAt, .order = Qt::DescendingOrder};
    const auto order = co_await resultOf(context.reader.historyOrder(query));
    if (!order)
        co_return context.output.failure(order.failure());
    const auto rows
        = co_await resultOf(context.reader.historyRows(order->mid(0, context.options.value(u"limit"_s).toInt())));
    if (!rows)
        co_return context.output.failure(rows.failure());
    QList<QStringList> table{
        {u"time"_s, u"batch"_s, u"product"_s, u"action"_s, u"outcome"_s, u"title"_s, u"message"_s}};
    QJsonArray lines;
    for (const Sync::HistoryRow &row : *rows) {
        table.append({row.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), QString::number(row.batch.value),
            QString::number(row.product.value), row.action, toWord(row.outcome), row.title.left(40), row.message});
        lines.append(toJson(row));
    }
    context.output.result(
        rows->isEmpty() ? QCoreApplication::translate("App::Cli", "Nothing recorded.") : textTable(table, {1, 2}),
        {{u"total"_s, order->size()}, {u"history"_s, lines}});
    co_return 0;
}

} // namespace

Command historyCommand()
{
    return {u"history"_s,
        QCoreApplication::translate("App::Cli", "What happened to each product of a batch, or to one product"), {},
        {{u"batch-id"_s, QCoreApplication::translate("App::Cli", "Of this batch, failures first"), u"n"_s},
            {u"product"_s, QCoreApplication::translate("App::Cli", "Of this product, newest first"), u"id"_s},
            {u"limit"_s, QCoreApplication::translate("App::Cli", "How many to list"), u"n"_s, u"50"_s}},
        run};
}

} // namespace App
