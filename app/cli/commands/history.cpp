#include "app/cli/commands/listoptions.h"
#include "app/cli/commands/runbatch.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace App {

namespace {

using Sync::HistorySort;

constexpr std::array<SortColumn<HistorySort>, 4> sortColumns{
    {{u"outcome", HistorySort::Outcome, Qt::AscendingOrder}, {u"title", HistorySort::Title, Qt::AscendingOrder},
        {u"action", HistorySort::Action, Qt::AscendingOrder}, {u"time", HistorySort::CreatedAt, Qt::DescendingOrder}}};

/// Whose history the options ask for, its filter and order.
Sync::Result<Sync::HistoryQuery> queryOf(const QCommandLineParser &options)
{
    const bool byBatch = options.isSet(u"batch-id"_s);
    if (byBatch == options.isSet(u"product"_s))
        return Sync::Failure{Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "Say whose history: --batch-id or --product."), {}, {}};
    const auto ids
        = idArguments({options.value(byBatch ? u"batch-id"_s : u"product"_s)}, byBatch ? u"batches" : u"products list");
    if (!ids)
        return ids.failure();
    const auto outcome = wordOption<Sync::Outcome>(options, u"history"_s, u"status"_s);
    if (!outcome)
        return outcome.failure();
    const auto sort = sortOption<HistorySort>(options, u"history"_s, sortColumns);
    if (!sort)
        return sort.failure();
    Sync::HistoryQuery query;
    if (byBatch)
        query.batch = {ids->first()};
    else
        query = {.product = {ids->first()}, .sort = HistorySort::CreatedAt, .order = Qt::DescendingOrder};
    query.outcome = *outcome;
    query.text = options.value(u"find"_s);
    if (*sort) {
        query.sort = (*sort)->key;
        query.order = (*sort)->order;
    }
    return query;
}

QString nothingListed(const Sync::HistoryQuery &query)
{
    return query.outcome || !query.text.trimmed().isEmpty()
        ? QCoreApplication::translate("App::Cli", "No line matches.")
        : QCoreApplication::translate("App::Cli", "Nothing recorded.");
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto query = queryOf(context.options);
    if (!query)
        co_return context.output.failure(query.failure());
    const auto order = co_await resultOf(context.reader.historyOrder(*query));
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
        table.append({row.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s),
            row.batch.isValid() ? QString::number(row.batch.value) : QString(), QString::number(row.product.value),
            row.action, toWord(row.outcome), row.title.left(40), row.message});
        lines.append(toJson(row));
    }
    context.output.result(rows->isEmpty() ? nothingListed(*query) : textTable(table, {1, 2}),
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
            {u"status"_s,
                QCoreApplication::translate(
                    "App::Cli", "Only lines that ended so: success, error, skipped, conflict or unknown"),
                u"word"_s},
            {u"find"_s, QCoreApplication::translate("App::Cli", "Part of the title or message"), u"text"_s},
            sortOptionFor<HistorySort>(sortColumns),
            {u"limit"_s, QCoreApplication::translate("App::Cli", "How many to list"), u"n"_s, u"50"_s}},
        run};
}

} // namespace App
