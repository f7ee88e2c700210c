#include "app/cli/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QJsonValue time(const QDateTime &value)
{
    return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonValue text(const std::optional<QString> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue severity(std::optional<Sync::ConflictSeverity> value)
{
    return value ? QJsonValue(toWord(*value)) : QJsonValue();
}

template <typename Tag>
QJsonValue id(Sync::Id<Tag> value)
{
    return value.isValid() ? QJsonValue(value.value) : QJsonValue();
}

QString fateWord(Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return u"will_restore"_s;
    case Sync::RollbackFate::AlreadyBack:
        return u"already_back"_s;
    case Sync::RollbackFate::ChangedSince:
        return u"changed_since"_s;
    case Sync::RollbackFate::Impossible:
        return u"impossible"_s;
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return u"outcome_unknown"_s;
}

QJsonObject facetsJson(const QMap<QString, QString> &facets)
{
    QJsonObject json;
    for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
        json.insert(facet.key(), facet.value());
    return json;
}

} // namespace

QJsonObject toJson(const Sync::BatchReport &report)
{
    return {{u"batch_id"_s, id(report.batch)}, {u"kind"_s, toWord(report.kind)}, {u"status"_s, toWord(report.status)},
        {u"total"_s, report.total}, {u"succeeded"_s, report.succeeded}, {u"failed"_s, report.failed},
        {u"skipped"_s, report.skipped}, {u"staged"_s, report.staged}, {u"conflicts"_s, report.conflicts},
        {u"approved_by_rules"_s, report.approvedByRules}, {u"mirror_rows_written"_s, report.mirrorRowsWritten},
        {u"warnings"_s, QJsonArray::fromStringList(report.warnings)}};
}

QJsonObject toJson(const Sync::BatchRow &row)
{
    return {{u"batch_id"_s, id(row.id)}, {u"kind"_s, toWord(row.kind)}, {u"status"_s, toWord(row.status)},
        {u"started_by"_s, row.startedBy}, {u"desk"_s, row.desk}, {u"created_at"_s, time(row.createdAt)},
        {u"finished_at"_s, time(row.finishedAt)}, {u"total"_s, row.total}, {u"succeeded"_s, row.succeeded},
        {u"failed"_s, row.failed}, {u"skipped"_s, row.skipped}, {u"message"_s, text(row.message)},
        {u"rolls_back"_s, id(row.rollsBack)}, {u"rolled_back_by"_s, id(row.rolledBackBy)},
        {u"can_roll_back"_s, row.canRollBack}};
}

QJsonObject toJson(const Sync::HistoryRow &row)
{
    return {{u"id"_s, row.id}, {u"batch_id"_s, id(row.batch)}, {u"product_id"_s, id(row.product)},
        {u"shopify_product_id"_s, id(row.shopifyProduct)}, {u"title"_s, row.title}, {u"action"_s, row.action},
        {u"status"_s, toWord(row.outcome)}, {u"message"_s, text(row.message)}, {u"request_id"_s, text(row.requestId)},
        {u"created_at"_s, time(row.createdAt)}, {u"rule"_s, text(row.ruleName)}};
}

QJsonObject toJson(const Sync::StagedRow &row)
{
    return {{u"change_id"_s, id(row.id)}, {u"direction"_s, toWord(row.direction)},
        {u"change_type"_s, toWord(row.changeType)}, {u"status"_s, toWord(row.status)},
        {u"product_id"_s, id(row.product)}, {u"shopify_product_id"_s, id(row.shopifyProduct)}, {u"title"_s, row.title},
        {u"sku"_s, text(row.sku)}, {u"fields"_s, row.fieldCount}, {u"conflicts"_s, row.conflictCount},
        {u"conflict_severity"_s, severity(row.severity)}, {u"rule"_s, text(row.ruleName)},
        {u"decided_by"_s, text(row.decidedBy)}, {u"decided_at"_s, time(row.decidedAt)},
        {u"failure"_s, text(row.failure)}, {u"request_id"_s, text(row.requestId)}, {u"stale"_s, row.stale},
        {u"created_at"_s, time(row.createdAt)}};
}

QJsonObject toJson(const Sync::FieldChange &field)
{
    return {{u"field_id"_s, id(field.id)}, {u"shopify_variant_id"_s, id(field.variant)},
        {u"variant"_s, text(field.variantTitle)}, {u"field"_s, field.field}, {u"base"_s, text(field.base)},
        {u"local"_s, text(field.local)}, {u"remote"_s, text(field.remote)}, {u"edited"_s, text(field.edited)},
        {u"merged"_s, text(field.merged)}, {u"conflict"_s, field.isConflict}, {u"severity"_s, severity(field.severity)},
        {u"decision"_s, toWord(field.decision)}, {u"decided_by"_s, text(field.decidedBy)},
        {u"decided_at"_s, time(field.decidedAt)}, {u"location"_s, text(field.place)},
        {u"medium"_s, text(field.media.value(Sync::mediumKey(field.field)))}, {u"unwritable"_s, text(field.unwritable)},
        {u"leaves_out"_s, text(field.leavesOut)}, {u"hint"_s, text(field.hint)}};
}

QJsonObject toJson(const Sync::OverviewCounts &counts)
{
    return {{u"as_of"_s, time(counts.asOf)}, {u"products"_s, counts.products}, {u"variants"_s, counts.variants},
        {u"in_sync"_s, counts.inSync}, {u"modified"_s, counts.modified}, {u"conflicts"_s, counts.conflicts},
        {u"failed"_s, counts.failed}, {u"not_in_shopify"_s, counts.notInShopify},
        {u"only_in_shopify"_s, counts.onlyInShopify}, {u"staged_pending"_s, counts.stagedPending},
        {u"staged_approved"_s, counts.stagedApproved}, {u"severe_conflicts"_s, counts.severeConflicts},
        {u"mirror_products"_s, counts.mirrorProducts}, {u"last_pull"_s, time(counts.lastPull)},
        {u"last_push"_s, time(counts.lastPush)}};
}

QJsonObject toJson(const Sync::ProductRow &row)
{
    return {{u"product_id"_s, id(row.id)}, {u"shopify_product_id"_s, id(row.shopifyId)}, {u"title"_s, row.title},
        {u"sku"_s, text(row.sku)}, {u"vendor"_s, row.vendor}, {u"product_type"_s, row.productType},
        {u"status"_s, toWord(row.status)}, {u"sync_status"_s, toWord(row.syncStatus)},
        {u"sync_error"_s, text(row.syncError)}, {u"min_price"_s, text(row.minPrice)}, {u"inventory"_s, row.inventory},
        {u"variants"_s, row.variantCount}, {u"updated_at"_s, time(row.updatedAt)}, {u"synced_at"_s, time(row.syncedAt)},
        {u"version"_s, row.contentVersion}};
}

QJsonObject toJson(const Sync::ProductDetail &product)
{
    QJsonArray variants;
    for (const Sync::VariantDetail &variant : product.variants) {
        variants.append(QJsonObject{{u"variant_id"_s, id(variant.id)}, {u"shopify_variant_id"_s, id(variant.shopifyId)},
            {u"title"_s, variant.title}, {u"options"_s, QJsonArray::fromStringList(variant.optionValues)},
            {u"sku"_s, text(variant.sku)}, {u"barcode"_s, text(variant.barcode)}, {u"price"_s, text(variant.price)},
            {u"compare_at_price"_s, text(variant.compareAtPrice)}, {u"cost"_s, text(variant.cost)},
            {u"inventory"_s, variant.inventory}, {u"facets"_s, facetsJson(variant.facets)}});
    }
    QJsonObject json = toJson(product.row);
    json.insert("handle"_L1, text(product.handle));
    json.insert("description_html"_L1, product.descriptionHtml);
    json.insert("tags"_L1, QJsonArray::fromStringList(product.tags));
    json.insert("seo_title"_L1, product.seoTitle);
    json.insert("seo_description"_L1, product.seoDescription);
    json.insert("option_names"_L1, QJsonArray::fromStringList(product.optionNames));
    json.insert("facets"_L1, facetsJson(product.facets));
    json.insert("variants"_L1, variants);
    return json;
}

QJsonObject toJson(const Sync::DeletedProduct &product)
{
    return {{u"product_id"_s, id(product.product)}, {u"shopify_product_id"_s, id(product.shopifyId)},
        {u"title"_s, product.title}, {u"sku"_s, text(product.sku)}, {u"deleted_by"_s, product.deletedBy},
        {u"deleted_at"_s, time(product.deletedAt)}};
}

QJsonObject toJson(const Sync::RollbackPlan &plan)
{
    QJsonArray items;
    for (const Sync::RollbackItem &item : plan.items) {
        QJsonArray whole;
        for (const Sync::RollbackValue &each : item.whole)
            whole.append(QJsonObject{
                {u"variant"_s, text(each.variantTitle)}, {u"field"_s, each.field}, {u"value"_s, each.value}});
        items.append(QJsonObject{{u"whole"_s, whole}, {u"product_id"_s, id(item.product)},
            {u"shopify_product_id"_s, id(item.shopifyProduct)}, {u"title"_s, item.title},
            {u"variant"_s, text(item.variantTitle)}, {u"field"_s, item.field}, {u"remote"_s, item.remote},
            {u"before"_s, text(item.before)}, {u"written"_s, text(item.written)}, {u"now"_s, text(item.now)},
            {u"fate"_s, fateWord(item.fate)}, {u"reason"_s, text(item.reason)}, {u"location"_s, text(item.place)},
            {u"medium"_s, text(item.media.value(Sync::mediumKey(item.field)))}});
    }
    QJsonArray later;
    for (const Sync::BatchId batch : plan.laterBatches)
        later.append(batch.value);
    return {{u"batch_id"_s, id(plan.batch)}, {u"read_at"_s, time(plan.readAt)}, {u"products"_s, plan.products},
        {u"will_restore"_s, plan.willRestore}, {u"already_back"_s, plan.alreadyBack},
        {u"changed_since"_s, plan.changedSince}, {u"impossible"_s, plan.impossible}, {u"unknown"_s, plan.unknown},
        {u"touches_shopify"_s, plan.touchesShopify}, {u"created"_s, plan.created}, {u"later_batches"_s, later},
        {u"items"_s, items}};
}

QJsonObject toJson(const Sync::ReplayPlan &plan)
{
    QJsonObject json = toJson(plan.fields);
    for (const QString &key : {u"batch_id"_s, u"created"_s})
        json.remove(key);
    json.insert(u"from"_s, time(plan.from));
    json.insert(u"to"_s, time(plan.to));
    json.insert(u"recorded"_s, plan.recorded);
    json.insert(u"remark"_s, text(plan.remark));
    return json;
}

QJsonObject toJson(const Sync::Interruption &cut)
{
    return {{u"batch_id"_s, id(cut.batch)}, {u"kind"_s, toWord(cut.kind)}, {u"started_by"_s, cut.startedBy},
        {u"desk"_s, cut.desk}, {u"started_at"_s, time(cut.startedAt)}, {u"total"_s, cut.total},
        {u"written"_s, cut.written}, {u"unsettled"_s, cut.unsettled}, {u"why_unsettled"_s, text(cut.whyUnsettled)},
        {u"remaining"_s, cut.remaining}, {u"settled"_s, cut.isSettled}, {u"ended"_s, cut.hasEnded},
        {u"can_resume"_s, cut.canResume}, {u"can_roll_back"_s, cut.canRollBack}};
}

QJsonObject toJson(const Sync::ScheduleRun &run)
{
    return {{u"schedule_id"_s, id(run.schedule)}, {u"name"_s, run.name}, {u"action"_s, toWord(run.action)},
        {u"outcome"_s, toWord(run.outcome)}, {u"message"_s, text(run.message)}, {u"batch_id"_s, id(run.batch)},
        {u"ended_at"_s, time(run.endedAt)}};
}

QJsonObject toJson(const Sync::ScheduleRow &row)
{
    const Sync::Schedule &schedule = row.schedule;
    return {{u"schedule_id"_s, id(schedule.id)}, {u"name"_s, schedule.name}, {u"action"_s, toWord(schedule.action)},
        {u"at"_s, schedule.isInterval() ? QJsonValue() : QJsonValue(schedule.at.toString(u"HH:mm"_s))},
        {u"every_minutes"_s, schedule.isInterval() ? QJsonValue(schedule.everyMinutes) : QJsonValue()},
        {u"days"_s, toWord(schedule.days)}, {u"time_zone"_s, schedule.timeZone}, {u"enabled"_s, schedule.isEnabled},
        {u"next_run"_s, schedule.isEnabled ? time(row.nextRun) : QJsonValue()}, {u"running_on"_s, text(row.runningOn)},
        {u"last"_s, row.last ? QJsonValue(toJson(*row.last)) : QJsonValue()}};
}

} // namespace App
