#include "app/cli/command.h"
#include "app/cli/commands/listoptions.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace App {

namespace {

using Sync::BatchSort;

constexpr std::array<SortColumn<BatchSort>, 8> sortColumns{
    {{u"started", BatchSort::StartedAt, Qt::DescendingOrder}, {u"kind", BatchSort::Kind, Qt::AscendingOrder},
        {u"status", BatchSort::Status, Qt::AscendingOrder}, {u"total", BatchSort::Total, Qt::DescendingOrder},
        {u"succeeded", BatchSort::Succeeded, Qt::DescendingOrder}, {u"failed", BatchSort::Failed, Qt::DescendingOrder},
        {u"took", BatchSort::Duration, Qt::DescendingOrder}, {u"by", BatchSort::StartedBy, Qt::AscendingOrder}}};

/// The filter and order that the options describe.
Sync::Result<Sync::BatchQuery> queryOf(const QCommandLineParser &options)
{
    const auto kind = wordOption<Sync::BatchKind>(options, u"batches"_s, u"kind"_s);
    if (!kind)
        return kind.failure();
    const auto status = wordOption<Sync::BatchStatus>(options, u"batches"_s, u"status"_s);
    if (!status)
        return status.failure();
    const auto sort = sortOption<BatchSort>(options, u"batches"_s, sortColumns);
    if (!sort)
        return sort.failure();
    Sync::BatchQuery query{.kind = *kind,
        .status = *status,
        .troubledOnly = options.isSet(u"trouble"_s),
        .text = options.value(u"find"_s)};
    if (*sort) {
        query.sort = (*sort)->key;
        query.order = (*sort)->order;
    }
    return query;
}

QString nothingListed(const Sync::BatchQuery &query)
{
    const bool isFiltered = query.kind || query.status || query.troubledOnly || !query.text.trimmed().isEmpty();
    return isFiltered ? QCoreApplication::translate("App::Cli", "No batch matches.")
                      : QCoreApplication::translate("App::Cli", "No batches yet.");
}

QCoro::Task<int> run(CommandContext &context)
{
    const auto query = queryOf(context.options);
    if (!query)
        co_return context.output.failure(query.failure());
    const auto order = co_await resultOf(context.reader.batchOrder(*query));
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
    context.output.result(rows->isEmpty() ? nothingListed(*query) : textTable(table, {0, 5, 6, 7}),
        {{u"total"_s, order->size()}, {u"batches"_s, batches}});
    co_return 0;
}

} // namespace

Command batchesCommand()
{
    return {u"batches"_s, QCoreApplication::translate("App::Cli", "List batches, newest first"), {},
        {{u"kind"_s,
             QCoreApplication::translate("App::Cli", "Only these: pull, compare, push, apply, rollback or replay"),
             u"word"_s},
            {u"status"_s,
                QCoreApplication::translate("App::Cli",
                    "Only these: queued, running, paused, completed, partial, failed, cancelled or interrupted"),
                u"word"_s},
            {u"trouble"_s,
                QCoreApplication::translate(
                    "App::Cli", "Only those in which something failed, or which did not come to their end")},
            {u"find"_s,
                QCoreApplication::translate("App::Cli", "Part of the message, person or desk; or the batch's number"),
                u"text"_s},
            sortOptionFor<BatchSort>(sortColumns),
            {u"limit"_s, QCoreApplication::translate("App::Cli", "How many to list"), u"n"_s, u"20"_s}},
        run};
}

} // namespace App
