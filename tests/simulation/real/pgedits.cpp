#include "tests/simulation/real/pgtables.h"

#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "sync/journal/pgcontent.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

// What people did to the tables, as statements.

namespace Simulation {

namespace {

QString quoted(const FieldValue &value)
{
    return value ? u'\'' + QString(*value).replace(u'\'', u"''"_s) + u'\'' : u"NULL"_s;
}

QString literal(qint64 number)
{
    return number == 0 ? u"NULL"_s : QString::number(number);
}

using Columns = QMap<QString, QString>;

void addFields(Columns &columns, const FieldMap &fields, bool isCatalogueProduct)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        columns.insert(isCatalogueProduct && field.key() == Field::title ? u"name"_s : field.key(),
            fieldShape(field.key()) == FieldShape::List
                ? u"ARRAY(SELECT jsonb_array_elements_text(%1::jsonb))"_s.arg(quoted(field->value_or(u"[]"_s)))
                : quoted(*field));
}

/// Collects statements and runs them as one script.
class Edits
{
public:
    explicit Edits(bool isEdit)
        : m_isEdit(isEdit)
    {
        m_statements += u"BEGIN"_s;
        if (!isEdit)
            m_statements += u"SET LOCAL syncdesk.applying = 'on'"_s;
    }

    void put(const QString &table, qint64 id, const Columns &columns, bool isNew)
    {
        QStringList sets;
        for (auto column = columns.cbegin(); column != columns.cend(); ++column)
            sets += column.key() + u" = " + *column;
        m_statements += isNew ? u"INSERT INTO %1 (id, %2) VALUES (%3, %4)"_s.arg(
                            table, columns.keys().join(u", "), QString::number(id), columns.values().join(u", "))
                              : u"UPDATE %1 SET %2 WHERE id = %3"_s.arg(table, sets.join(u", "), QString::number(id));
    }

    void remove(const QString &table, qint64 id)
    {
        m_statements += u"DELETE FROM %1 WHERE id = %2"_s.arg(table, QString::number(id));
    }

    void add(const QString &statement) { m_statements += statement; }

    void product(const CatalogueRow *before, const CatalogueRow &after)
    {
        Columns columns;
        addFields(columns, after.product.fields, true);
        columns.insert(u"shopify_product_id"_s, literal(after.product.shopifyId.value));
        if (!m_isEdit) {
            columns.insert(u"content_version"_s, QString::number(after.product.contentVersion));
            columns.insert(u"locally_edited"_s, after.locallyEdited ? u"true"_s : u"false"_s);
            columns.insert(u"shopify_sync_status"_s, after.status ? quoted(toWord(*after.status)) : u"NULL"_s);
            columns.insert(u"sync_error"_s, after.error.isEmpty() ? u"NULL"_s : quoted(after.error));
        }
        put(u"products"_s, after.product.id.value, columns, !before);
        const QList<LocalVariant> held = before ? before->product.variants : QList<LocalVariant>();
        QList<VariantId> kept;
        for (const LocalVariant &variant : after.product.variants) {
            kept += variant.id;
            const auto was = std::find_if(
                held.cbegin(), held.cend(), [&variant](const LocalVariant &other) { return other.id == variant.id; });
            if (was != held.cend() && *was == variant)
                continue;
            Columns row;
            addFields(row, variant.fields, false);
            row.insert(u"product_id"_s, literal(after.product.id.value));
            row.insert(u"shopify_variant_id"_s, literal(variant.shopifyId.value));
            row.insert(u"inventory_item_id"_s, literal(variant.inventoryItem.value));
            put(u"product_variants"_s, variant.id.value, row, was == held.cend());
        }
        for (const LocalVariant &variant : held)
            if (!kept.contains(variant.id))
                remove(u"product_variants"_s, variant.id.value);
    }

    void side(const QString &prefix, const ShopSide &before, const ShopSide &after)
    {
        const bool isMirror = prefix == u"shopify";
        for (auto row = after.products.cbegin(); row != after.products.cend(); ++row) {
            if (before.products.contains(row.key()) && before.products.value(row.key()) == *row)
                continue;
            Columns columns{{u"content_hash"_s, quoted(productHash(*row))}};
            addFields(columns, *row, false);
            if (isMirror)
                columns.insert(
                    {{u"line_hash"_s, u"0"_s}, {u"created_at"_s, u"now()"_s}, {u"updated_at"_s, u"now()"_s}});
            put(prefix + u"_products", row.key(), columns, !before.products.contains(row.key()));
        }
        for (auto row = after.variants.cbegin(); row != after.variants.cend(); ++row) {
            if (before.variants.contains(row.key()) && before.variants.value(row.key()) == *row)
                continue;
            Columns columns{{u"content_hash"_s, quoted(variantHash(row->fields))},
                {u"product_id"_s, literal(row->product)}, {u"inventory_item_id"_s, literal(row->inventoryItem.value)}};
            addFields(columns, row->fields, false);
            if (isMirror)
                columns.insert(u"line_hash"_s, u"0"_s);
            put(prefix + u"_variants", row.key(), columns, !before.variants.contains(row.key()));
        }
        for (const qint64 id : before.products.keys())
            if (!after.products.contains(id))
                remove(prefix + u"_products", id);
        for (const qint64 id : before.variants.keys())
            if (!after.variants.contains(id))
                remove(prefix + u"_variants", id);
    }

    void change(const ChangeRow &row, bool isNew)
    {
        put(u"staged_product_changes"_s, row.id.value,
            {{u"batch_id"_s, u"1000000000"_s}, {u"direction"_s, quoted(toWord(row.direction))},
                {u"change_type"_s, quoted(toWord(row.type))}, {u"status"_s, quoted(toWord(row.status))},
                {u"product_id"_s, literal(row.product.value)},
                {u"shopify_product_id"_s, literal(row.shopifyProduct.value)}, {u"title"_s, quoted(row.title)},
                {u"local_version"_s, literal(row.localVersion)},
                {u"failure"_s, row.failure.isEmpty() ? u"NULL"_s : quoted(row.failure)},
                {u"conflict_count"_s, QString::number(row.conflicts)}},
            isNew);
        add(u"DELETE FROM staged_field_changes WHERE change_id = %1"_s.arg(row.id.value));
        for (const StagedField &field : row.fields)
            add(u"INSERT INTO staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, "
                "local_value, remote_value, edited_value, decision) VALUES (%1, %2, %3, %4, %5, %6, %7, %8, %9)"_s
                    .arg(row.id.value)
                    .arg(field.shopifyVariant.value)
                    .arg(literal(field.variant.value), quoted(field.field), quoted(field.base), quoted(field.local),
                        quoted(field.remote), quoted(field.edited), quoted(toWord(field.decision))));
    }

    QString script() const { return m_statements.join(u";\n") + u";\nCOMMIT;"; }

private:
    bool m_isEdit;
    QStringList m_statements;
};

bool sameRow(const ChangeRow &left, const ChangeRow &right)
{
    return left.status == right.status && left.fields == right.fields;
}

} // namespace

void mustRun(PgSession &session, const QString &script)
{
    if (const auto done = session.executeScript(script.toUtf8()); !done)
        qFatal("%s (%s)\n%s", qUtf8Printable(done.failure().text()), qUtf8Printable(done.failure().detail),
            qUtf8Printable(script));
}

void writeTables(PgSession &session, const Tables &before, const Tables &after, bool isEdit)
{
    Edits edits(isEdit);
    for (const qint64 id : before.products.keys())
        if (!after.products.contains(id))
            edits.remove(u"products"_s, id);
    for (const CatalogueRow &row : after.products) {
        const auto was = before.products.constFind(row.product.id.value);
        if (was == before.products.cend() || *was != row)
            edits.product(was == before.products.cend() ? nullptr : &*was, row);
    }
    edits.side(u"shopify"_s, before.mirror, after.mirror);
    edits.side(u"base"_s, before.base, after.base);
    // Those that end make room for those that come.
    for (const bool isNew : {false, true})
        for (const ChangeRow &row : after.changes)
            if (before.changes.contains(row.id.value) != isNew
                && (isNew || !sameRow(before.changes.value(row.id.value), row)))
                edits.change(row, isNew);
    if (before.maintenance.active != after.maintenance.active)
        edits.add(
            u"UPDATE maintenance SET active = %1, reason = 'simulated', changed_by = %2, changed_at = now()"_s.arg(
                after.maintenance.active ? u"true"_s : u"false"_s, quoted(after.maintenance.changedBy)));
    if (before.lastId != after.lastId)
        edits.add(u"SELECT simulated.set_last_id(%1)"_s.arg(after.lastId));
    mustRun(session, edits.script());
}

} // namespace Simulation
