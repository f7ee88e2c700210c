#include "tests/simulation/people.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/world.h"

#include <algorithm>

// The comparison and the pull, as far as a history needs them.

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

bool same(const QString &field, const FieldValue &left, const FieldValue &right)
{
    return sameValue(field, left, right) || (field == Field::tags && sameOnceStored(field, left, right));
}

bool isSent(const QString &field)
{
    return field != Field::position && field != Field::variantTitle;
}

void addFields(QList<StagedField> &fields, ShopifyId variant, VariantId local, const FieldMap &base,
    const FieldMap &mirror, const FieldMap &here)
{
    for (auto field = base.cbegin(); field != base.cend(); ++field) {
        const FieldValue now = here.value(field.key());
        const FieldValue there = mirror.value(field.key());
        if (!same(field.key(), now, *field) && same(field.key(), there, *field)
            && (!variant.isValid() || isSent(field.key())))
            fields += StagedField{.shopifyVariant = variant,
                .variant = local,
                .field = field.key(),
                .base = *field,
                .local = now,
                .remote = there};
    }
}

bool isApplying(const Tables &tables, const CatalogueRow &row)
{
    return std::any_of(tables.changes.cbegin(), tables.changes.cend(), [&row](const ChangeRow &change) {
        return change.status == StagedStatus::Applying
            && (change.product == row.product.id
                || (row.product.shopifyId.isValid() && change.shopifyProduct == row.product.shopifyId));
    });
}

void supersede(Tables &tables, const CatalogueRow &row)
{
    for (ChangeRow &change : tables.changes)
        if (change.direction == Direction::Push
            && (change.status == StagedStatus::Pending || change.status == StagedStatus::Approved)
            && (change.product == row.product.id
                || (row.product.shopifyId.isValid() && change.shopifyProduct == row.product.shopifyId)))
            change.status = StagedStatus::Superseded;
}

/// One field by three ways; whether the catalogue took the shop's value.
bool merge(const QString &field, FieldMap &here, FieldMap &base, const FieldValue &there, Resolve resolve)
{
    const FieldValue was = base.value(field);
    const FieldValue ours = here.value(field);
    if (same(field, there, was) && base.contains(field))
        return false;
    if (same(field, ours, there) || resolve == Resolve::Ours) {
        base.insert(field, there);
        return false;
    }
    if (!same(field, ours, was) && resolve == Resolve::Leave)
        return false;
    base.insert(field, there);
    here.insert(field, there);
    return true;
}

} // namespace

void People::stageUpdate(Tables &tables, CatalogueRow &row)
{
    const qint64 id = row.product.shopifyId.value;
    if (!tables.mirror.products.contains(id) || !tables.base.products.contains(id))
        return;
    ChangeRow change{.product = row.product.id,
        .shopifyProduct = row.product.shopifyId,
        .title = row.product.fields.value(Field::title.toString()).value_or(QString()),
        .localVersion = row.product.contentVersion};
    addFields(
        change.fields, {}, {}, tables.base.products.value(id), tables.mirror.products.value(id), row.product.fields);
    QList<qint64> present;
    for (const LocalVariant &variant : row.product.variants) {
        present += variant.shopifyId.value;
        if (!variant.shopifyId.isValid())
            change.fields
                += StagedField{.variant = variant.id, .local = variant.fields.value(Field::variantTitle.toString())};
        else if (tables.base.variants.contains(variant.shopifyId.value)
            && tables.mirror.variants.contains(variant.shopifyId.value))
            addFields(change.fields, variant.shopifyId, variant.id,
                tables.base.variants.value(variant.shopifyId.value).fields,
                tables.mirror.variants.value(variant.shopifyId.value).fields, variant.fields);
    }
    for (const qint64 variant : tables.base.variantsOf(id)) {
        const SideVariant base = tables.base.variants.value(variant);
        if (!present.contains(variant) && tables.mirror.variants.value(variant).fields == base.fields) {
            const FieldValue title = base.fields.value(Field::variantTitle.toString());
            change.fields += StagedField{.shopifyVariant = ShopifyId{variant}, .base = title, .remote = title};
        }
    }
    if (change.fields.isEmpty())
        return;
    change.id = ChangeId{++tables.lastId};
    change.status = StagedStatus::Approved;
    tables.changes.insert(change.id.value, change);
}

void People::stageCreate(Tables &tables, CatalogueRow &row)
{
    const ChangeRow change{.id = ChangeId{++tables.lastId},
        .type = ChangeType::Create,
        .status = StagedStatus::Approved,
        .product = row.product.id,
        .title = row.product.fields.value(Field::title.toString()).value_or(QString()),
        .localVersion = row.product.contentVersion};
    tables.changes.insert(change.id.value, change);
}

void People::stageDeletes(Tables &tables)
{
    for (auto base = tables.base.products.cbegin(); base != tables.base.products.cend(); ++base) {
        const ShopifyId id{base.key()};
        const bool open = std::any_of(tables.changes.cbegin(), tables.changes.cend(), [id](const ChangeRow &change) {
            return change.shopifyProduct == id && change.isOpen() && change.direction == Direction::Push;
        });
        if (open || tables.linkedTo(id) || tables.mirror.products.value(id.value) != *base)
            continue;
        bool moved = false;
        for (const qint64 variant : tables.mirror.variantsOf(id.value))
            moved = moved || tables.base.variants.value(variant).fields != tables.mirror.variants.value(variant).fields;
        if (moved)
            continue;
        const ChangeRow change{.id = ChangeId{++tables.lastId},
            .type = ChangeType::Delete,
            .status = StagedStatus::Approved,
            .shopifyProduct = id,
            .title = base->value(Field::title.toString()).value_or(QString())};
        tables.changes.insert(change.id.value, change);
    }
}

void People::approve(int product)
{
    m_world.store().edit("a person approves local edits", Noted::No, [&](Tables &tables) {
        const CatalogueRow *only = product < 0 ? nullptr : row(tables, product);
        if (product >= 0 && !only)
            return;
        const ProductId named = only ? only->product.id : ProductId{};
        for (CatalogueRow &held : tables.products) {
            if ((named.isValid() && held.product.id != named) || isApplying(tables, held))
                continue;
            supersede(tables, held);
            if (held.product.shopifyId.isValid())
                stageUpdate(tables, held);
            else
                stageCreate(tables, held);
            showStatus(tables, held.product.id, false, {});
        }
        if (product < 0)
            stageDeletes(tables);
    });
}

void People::pullProduct(Tables &tables, CatalogueRow &row, Resolve resolve)
{
    const qint64 id = row.product.shopifyId.value;
    const auto found = m_world.shop().products().constFind(id);
    if (found == m_world.shop().products().cend()) {
        supersede(tables, row);
        for (ShopSide *side : {&tables.mirror, &tables.base}) {
            for (const qint64 variant : side->variantsOf(id))
                side->variants.remove(variant);
            side->products.remove(id);
        }
        for (LocalVariant &variant : row.product.variants)
            variant.shopifyId = variant.inventoryItem = {};
        row.product.shopifyId = {};
        row.status.reset();
        return;
    }
    const ProductContent content = contentOf(*found);
    const ShopSide before = tables.mirror;
    writeSeen(tables.mirror, content.id, content);
    if (before.products != tables.mirror.products || before.variants != tables.mirror.variants)
        supersede(tables, row);
    bool changed = false;
    for (auto field = content.fields.cbegin(); field != content.fields.cend(); ++field)
        changed = merge(field.key(), row.product.fields, tables.base.products[id], *field, resolve) || changed;
    for (const VariantContent &variant : content.variants) {
        const auto local = std::find_if(row.product.variants.begin(), row.product.variants.end(),
            [&variant](const LocalVariant &v) { return v.shopifyId == variant.id; });
        SideVariant base = tables.base.variants.value(variant.id.value, SideVariant{id, variant.inventoryItem, {}});
        if (local != row.product.variants.end()) {
            for (auto field = variant.fields.cbegin(); field != variant.fields.cend(); ++field)
                changed = merge(field.key(), local->fields, base.fields, *field, resolve) || changed;
        } else if (tables.base.variants.contains(variant.id.value)) {
            continue; // deleted here: for the push
        } else {
            base.fields = variant.fields;
            row.product.variants
                += LocalVariant{VariantId{++tables.lastId}, variant.id, variant.inventoryItem, variant.fields};
            changed = true;
        }
        tables.base.variants.insert(variant.id.value, base);
    }
    for (const qint64 variant : tables.base.variantsOf(id)) {
        if (content.variant(ShopifyId{variant}))
            continue;
        tables.base.variants.remove(variant);
        changed = row.product.variants.removeIf([variant](const LocalVariant &v) {
            return v.shopifyId.value == variant;
        }) > 0
            || changed;
    }
    row.product.contentVersion += changed ? 1 : 0;
    showStatus(tables, row.product.id, false, {});
}

void People::pull(Resolve resolve)
{
    m_world.store().edit("a person pulls", Noted::No, [&](Tables &tables) {
        const QList<qint64> ids = tables.products.keys();
        for (const qint64 id : ids) {
            CatalogueRow &held = tables.products[id];
            if (held.product.shopifyId.isValid() && !isApplying(tables, held))
                pullProduct(tables, held, resolve);
        }
        // Products gone in Shopify that were deleted here, too.
        for (const qint64 id : tables.base.products.keys()) {
            if (m_world.shop().products().contains(id) || tables.linkedTo(ShopifyId{id}))
                continue;
            for (ShopSide *side : {&tables.mirror, &tables.base}) {
                for (const qint64 variant : side->variantsOf(id))
                    side->variants.remove(variant);
                side->products.remove(id);
            }
        }
    });
}

} // namespace Simulation
