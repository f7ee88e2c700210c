#include "app/cli/commands/listoptions.h"
#include "app/cli/commands/runbatch.h"
#include "app/cli/fieldtext.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

/// The filter that the options describe.
Sync::Result<Sync::StagedQuery> queryOf(const QCommandLineParser &options)
{
    Sync::StagedQuery query;
    if (const QString word = options.value(u"status"_s); word != "all"_L1) {
        query.status = Sync::fromWord<Sync::StagedStatus>(word);
        if (!query.status)
            return unknownWord(u"staged"_s, u"status"_s, word);
    }
    const auto direction = wordOption<Sync::Direction>(options, u"staged"_s, u"direction"_s);
    if (!direction)
        return direction.failure();
    query.direction = *direction;
    const auto severity = wordOption<Sync::ConflictSeverity>(options, u"staged"_s, u"severity"_s);
    if (!severity)
        return severity.failure();
    query.severity = *severity;
    if (query.severity || options.isSet(u"by-severity"_s)) {
        query.sort = Sync::StagedSort::Severity;
        query.order = Qt::DescendingOrder;
    }
    query.conflictsOnly = options.isSet(u"conflicts"_s);
    query.text = options.value(u"find"_s);
    return query;
}

/// What is special about a field, behind its decision.
QString noteOn(const Sync::FieldChange &field)
{
    if (field.isConflict)
        return u" (conflict%1)"_s.arg(field.severity ? u", "_s + toWord(*field.severity) : QString());
    return field.merged ? u" (merged: %1)"_s.arg(field.merged->left(48)) : QString();
}

QCoro::Task<int> showOne(CommandContext &context, Sync::ChangeId id)
{
    const auto detail = co_await resultOf(context.reader.stagedDetail(id));
    if (!detail)
        co_return context.output.failure(detail.failure());
    QList<QStringList> rows{{u"field"_s, u"base"_s, u"here"_s, u"Shopify"_s, u"decision"_s}};
    QJsonArray fields;
    QString notes;
    for (const Sync::FieldChange &field : detail->fields) {
        const auto shown = [&field](const std::optional<QString> &value) {
            return fieldValueText(field.field, value, field.media).left(48);
        };
        const QString path = fieldPathText(field.field, field.place, field.media);
        const QString name = field.variantTitle.isEmpty() ? path : field.variantTitle + u" / "_s + path;
        rows.append(
            {name, shown(field.base), shown(field.local), shown(field.remote), toWord(field.decision) + noteOn(field)});
        fields.append(toJson(field));
        if (!field.unwritable.isEmpty() && detail->row.direction == Sync::Direction::Push)
            notes += u'\n' + plain(name + u": "_s + field.unwritable);
        if (!field.hint.isEmpty() && detail->row.direction == Sync::Direction::Push)
            notes += u'\n' + plain(name + u": "_s + field.hint);
        if (!field.leavesOut.isEmpty())
            notes += u'\n' + plain(name + u": "_s + field.leavesOut);
    }
    QJsonObject json = toJson(detail->row);
    json.insert("field_changes"_L1, fields);
    context.output.result(plain(detail->row.title) + u'\n' + textTable(rows) + notes, json);
    co_return 0;
}

QCoro::Task<int> run(CommandContext &context)
{
    if (!context.arguments.isEmpty()) {
        const auto ids = idArguments(context.arguments.first(1), u"staged");
        if (!ids)
            co_return context.output.failure(ids.failure());
        co_return co_await showOne(context, Sync::ChangeId{ids->first()});
    }
    if (context.options.isSet(u"find-edits"_s)) {
        const auto open = co_await resultOf(context.engine.stageLocalEdits());
        if (!open)
            co_return context.output.failure(open.failure());
    }
    const auto query = queryOf(context.options);
    if (!query)
        co_return context.output.failure(query.failure());
    const auto order = co_await resultOf(context.reader.stagedOrder(*query));
    if (!order)
        co_return context.output.failure(order.failure());
    const auto rows
        = co_await resultOf(context.reader.stagedRows(order->mid(0, context.options.value(u"limit"_s).toInt())));
    if (!rows)
        co_return context.output.failure(rows.failure());
    QList<QStringList> table{
        {u"id"_s, u"direction"_s, u"change"_s, u"status"_s, u"fields"_s, u"conflicts"_s, u"severity"_s, u"product"_s}};
    QJsonArray changes;
    for (const Sync::StagedRow &row : *rows) {
        table.append({QString::number(row.id.value), toWord(row.direction), toWord(row.changeType), toWord(row.status),
            QString::number(row.fieldCount), QString::number(row.conflictCount),
            row.severity ? toWord(*row.severity) : QString(), row.title});
        changes.append(toJson(row));
    }
    const QString summary
        = QCoreApplication::translate("App::Cli", "%1 staged changes, %2 shown.").arg(order->size()).arg(rows->size());
    context.output.result((rows->isEmpty() ? QString() : textTable(table, {0, 4, 5})) + summary,
        {{u"total"_s, order->size()}, {u"changes"_s, changes}});
    co_return 0;
}

} // namespace

Command stagedCommand()
{
    Command command{u"staged"_s,
        QCoreApplication::translate("App::Cli", "List staged changes, or show one field by field"), u"[id]"_s,
        {{u"status"_s,
             QCoreApplication::translate(
                 "App::Cli", "pending, approved, rejected, applied, failed, superseded, rolled_back or all"),
             u"word"_s, u"pending"_s},
            {u"direction"_s, QCoreApplication::translate("App::Cli", "pull or push"), u"word"_s},
            {u"conflicts"_s, QCoreApplication::translate("App::Cli", "Only changes with conflicts")},
            {u"severity"_s,
                QCoreApplication::translate(
                    "App::Cli", "Only changes whose worst open conflict is this bad: high, medium or low"),
                u"word"_s},
            {u"by-severity"_s, QCoreApplication::translate("App::Cli", "The worst conflicts first")},
            {{u"find"_s, u"text"_s}, QCoreApplication::translate("App::Cli", "Part of the title or SKU"), u"text"_s},
            {u"find-edits"_s,
                QCoreApplication::translate("App::Cli", "First compare local edits and stage them for sending")},
            {u"limit"_s, QCoreApplication::translate("App::Cli", "How many to list"), u"n"_s, u"50"_s}},
        run};
    command.argumentsHelp = QCoreApplication::translate("App::Cli", "The id of one change, to see it field by field");
    return command;
}

} // namespace App
