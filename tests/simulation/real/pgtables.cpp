#include "tests/simulation/real/pgtables.h"

#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "tests/simulation/database.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// One row of any table, every column as text.
class Row
{
public:
    explicit Row(const QJsonObject &columns)
        : m_columns(columns)
    { }

    FieldValue value(QStringView column) const
    {
        const QJsonValue found = m_columns.value(column);
        return found.isString() ? FieldValue(found.toString()) : std::nullopt;
    }
    QString text(QStringView column) const { return value(column).value_or(QString()); }
    qint64 number(QStringView column) const { return text(column).toLongLong(); }
    bool truth(QStringView column) const { return text(column) == u"true"; }
    QJsonObject json(QStringView column) const { return QJsonDocument::fromJson(text(column).toUtf8()).object(); }
    template <typename Enum>
    Enum word(QStringView column) const
    {
        return fromWord<Enum>(text(column)).value_or(Enum());
    }
    /// Since the simulated start; before it when there is none.
    Milliseconds moment(QStringView column) const
    {
        const QDateTime at = QDateTime::fromString(text(column), Qt::ISODateWithMs);
        return at.isValid() ? Milliseconds(timeOf(Milliseconds(0)).msecsTo(at)) : Milliseconds(-1);
    }

    FieldMap productFields(QStringView titleColumn) const
    {
        FieldMap fields = some({Field::handle, Field::descriptionHtml, Field::vendor, Field::productType, Field::status,
            Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames});
        fields.insert(Field::title.toString(), value(titleColumn));
        return fields;
    }
    FieldMap variantFields() const
    {
        return some({Field::position, Field::variantTitle, Field::sku, Field::barcode, Field::price,
            Field::compareAtPrice, Field::cost, Field::inventoryQuantity, Field::inventoryPolicy, Field::tracked,
            Field::taxable, Field::weight, Field::weightUnit, Field::option1, Field::option2, Field::option3});
    }

private:
    FieldMap some(std::initializer_list<QStringView> names) const
    {
        FieldMap fields;
        for (const QStringView name : names)
            fields.insert(name.toString(),
                fieldShape(name) == FieldShape::List ? FieldValue(listText(listValue(value(name)))) : value(name));
        return fields;
    }

    QJsonObject m_columns;
};

/// Reads all tables in one statement; each part in the order of its keys.
QMap<QString, QList<Row>> readRows(PgSession &session)
{
    const struct
    {
        const char *table;
        const char *order;
    } parts[] = {{"products", "id"}, {"product_variants", "position, t.id"}, {"shopify_products", "id"},
        {"shopify_variants", "id"}, {"base_products", "id"}, {"base_variants", "id"}, {"staged_product_changes", "id"},
        {"staged_field_changes", "id"}, {"sync_operations", "batch_id, t.sequence"}, {"sync_batches", "id"},
        {"sync_versions", "id"}, {"sync_history", "id"}, {"sync_rollbacks", "id"}, {"writer_lease", "epoch"},
        {"maintenance", "singleton"}};
    QStringList selects;
    for (const auto &part : parts)
        selects
            += u"SELECT '%1' AS part, row_number() OVER (ORDER BY t.%2) AS place, simulated.texts(to_jsonb(t)) AS row FROM %1 t"_s
                   .arg(QLatin1StringView(part.table), QLatin1StringView(part.order));
    const auto rows = session.executeText(selects.join(u" UNION ALL "_s) + u" ORDER BY part, place"_s);
    if (!rows)
        qFatal("%s (%s)", qUtf8Printable(rows.failure().text()), qUtf8Printable(rows.failure().detail));
    QMap<QString, QList<Row>> all;
    for (const PgRow row : *rows)
        all[row.text(0)] += Row(row.json(2).object());
    return all;
}

void readCatalogue(Tables &tables, const QMap<QString, QList<Row>> &rows)
{
    for (const Row &row : rows.value(u"products"_s)) {
        CatalogueRow held{.product = {.id = ProductId{row.number(u"id")},
                              .shopifyId = ShopifyId{row.number(u"shopify_product_id")},
                              .contentVersion = row.number(u"content_version"),
                              .fields = row.productFields(u"name")},
            .locallyEdited = row.truth(u"locally_edited"),
            .error = row.text(u"sync_error")};
        if (row.value(u"shopify_sync_status"))
            held.status = row.word<SyncStatus>(u"shopify_sync_status");
        tables.products.insert(held.product.id.value, held);
    }
    for (const Row &row : rows.value(u"product_variants"_s))
        tables.products[row.number(u"product_id")].product.variants
            += LocalVariant{VariantId{row.number(u"id")}, ShopifyId{row.number(u"shopify_variant_id")},
                ShopifyId{row.number(u"inventory_item_id")}, row.variantFields()};
}

ShopSide sideFrom(const QList<Row> &products, const QList<Row> &variants)
{
    ShopSide side;
    for (const Row &row : products)
        side.products.insert(row.number(u"id"), row.productFields(u"title"));
    for (const Row &row : variants)
        side.variants.insert(row.number(u"id"),
            SideVariant{row.number(u"product_id"), ShopifyId{row.number(u"inventory_item_id")}, row.variantFields()});
    return side;
}

void readChanges(Tables &tables, const QMap<QString, QList<Row>> &rows)
{
    for (const Row &row : rows.value(u"staged_product_changes"_s)) {
        const ChangeRow change{.id = ChangeId{row.number(u"id")},
            .direction = row.word<Direction>(u"direction"),
            .type = row.word<ChangeType>(u"change_type"),
            .status = row.word<StagedStatus>(u"status"),
            .product = ProductId{row.number(u"product_id")},
            .shopifyProduct = ShopifyId{row.number(u"shopify_product_id")},
            .title = row.text(u"title"),
            .localVersion = row.number(u"local_version"),
            .appliedBatch = BatchId{row.number(u"applied_batch_id")},
            .failure = row.text(u"failure"),
            .conflicts = row.number(u"conflict_count")};
        tables.changes.insert(change.id.value, change);
    }
    for (const Row &row : rows.value(u"staged_field_changes"_s))
        tables.changes[row.number(u"change_id")].fields
            += StagedField{.shopifyVariant = ShopifyId{row.number(u"shopify_variant_id")},
                .variant = VariantId{row.number(u"variant_id")},
                .field = row.text(u"field"),
                .base = row.value(u"base_value"),
                .local = row.value(u"local_value"),
                .remote = row.value(u"remote_value"),
                .edited = row.value(u"edited_value"),
                .decision = row.word<FieldDecision>(u"decision")};
}

void readJournal(Tables &tables, const QMap<QString, QList<Row>> &rows)
{
    for (const Row &row : rows.value(u"sync_operations"_s)) {
        OperationRow held{.operation = {.id = QUuid(row.text(u"id")),
                              .batch = BatchId{row.number(u"batch_id")},
                              .sequence = int(row.number(u"sequence")),
                              .change = ChangeId{row.number(u"change_id")},
                              .product = ProductId{row.number(u"product_id")},
                              .shopifyProduct = ShopifyId{row.number(u"shopify_product_id")},
                              .kind = row.word<OperationKind>(u"kind"),
                              .state = row.word<OperationState>(u"state"),
                              .before = contentPatchFromJson(row.json(u"before")),
                              .after = contentPatchFromJson(row.json(u"after")),
                              .undoes = QUuid(row.text(u"undoes")),
                              .attempt = int(row.number(u"attempt")),
                              .error = row.text(u"error")},
            .epoch = row.number(u"lease_epoch"),
            .sentAt = row.moment(u"sent_at")};
        if (row.value(u"returned"))
            held.operation.returned = contentPatchFromJson(row.json(u"returned"));
        tables.operations += held;
    }
    for (const Row &row : rows.value(u"sync_versions"_s))
        tables.versions += VersionRow{.id = row.number(u"id"),
            .batch = BatchId{row.number(u"batch_id")},
            .product = ProductId{row.number(u"product_id")},
            .shopifyProduct = ShopifyId{row.number(u"shopify_product_id")}};
    for (const Row &row : rows.value(u"sync_history"_s))
        tables.history += HistoryRow{BatchId{row.number(u"batch_id")}, ProductId{row.number(u"product_id")},
            ChangeId{row.number(u"change_id")}, row.word<Outcome>(u"status")};
    for (const Row &row : rows.value(u"sync_rollbacks"_s))
        tables.rollbacks += RollbackRecord{.batch = BatchId{row.number(u"batch_id")},
            .undoes = BatchId{row.number(u"undoes")},
            .restored = row.number(u"restored"),
            .leftAlone = row.number(u"left_alone"),
            .impossible = row.number(u"impossible")};
}

void readBatches(Tables &tables, const QMap<QString, QList<Row>> &rows)
{
    for (const Row &row : rows.value(u"sync_batches"_s)) {
        const BatchRow batch{.id = BatchId{row.number(u"id")},
            .kind = row.word<BatchKind>(u"kind"),
            .status = row.word<BatchStatus>(u"status"),
            .rollsBack = BatchId{row.number(u"rolls_back")},
            .rolledBackBy = BatchId{row.number(u"rolled_back_by")},
            .counts = {row.number(u"total"), row.number(u"succeeded"), row.number(u"failed"), row.number(u"skipped")},
            .message = row.text(u"message"),
            .scope = row.json(u"scope")};
        // What people stage has a batch in the database; here it has none.
        if (batch.kind != BatchKind::Compare)
            tables.batches.insert(batch.id.value, batch);
    }
}

} // namespace

Tables readTables(PgSession &session)
{
    const QMap<QString, QList<Row>> rows = readRows(session);
    Tables tables;
    readCatalogue(tables, rows);
    tables.mirror = sideFrom(rows.value(u"shopify_products"_s), rows.value(u"shopify_variants"_s));
    tables.base = sideFrom(rows.value(u"base_products"_s), rows.value(u"base_variants"_s));
    readChanges(tables, rows);
    readJournal(tables, rows);
    readBatches(tables, rows);
    for (const Row &row : rows.value(u"writer_lease"_s))
        tables.lease = {row.text(u"owner"), row.text(u"desk"), row.number(u"epoch"), row.moment(u"until")};
    for (const Row &row : rows.value(u"maintenance"_s))
        tables.maintenance = {row.truth(u"active"), row.text(u"changed_by"), row.moment(u"changed_at")};
    const auto last = session.executeText(u"SELECT simulated.last_id()"_s);
    if (!last)
        qFatal("%s", qUtf8Printable(last.failure().detail));
    tables.lastId = last->first().int64(0);
    return tables;
}

} // namespace Simulation
