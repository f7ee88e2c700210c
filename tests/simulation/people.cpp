#include "tests/simulation/people.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

template <typename T>
T *at(QList<T> &list, int index)
{
    return index >= 0 && index < list.size() ? &list[index] : nullptr;
}

FieldMap newVariantFields(const QString &option, const QString &price)
{
    return {{Field::variantTitle.toString(), option}, {Field::sku.toString(), {}}, {Field::barcode.toString(), {}},
        {Field::price.toString(), price}, {Field::compareAtPrice.toString(), {}}, {Field::cost.toString(), {}},
        {Field::inventoryQuantity.toString(), u"0"_s}, {Field::inventoryPolicy.toString(), u"deny"_s},
        {Field::tracked.toString(), u"true"_s}, {Field::taxable.toString(), u"true"_s}, {Field::weight.toString(), {}},
        {Field::weightUnit.toString(), {}}, {Field::option1.toString(), option}, {Field::option2.toString(), {}},
        {Field::option3.toString(), {}}};
}

} // namespace

CatalogueRow *People::row(Tables &tables, int product)
{
    for (auto held = tables.products.cbegin(); held != tables.products.cend(); ++held)
        if (!m_products.contains(held.key()))
            m_products += held.key();
    const qint64 *id = at(m_products, product);
    const auto found = id ? tables.products.find(*id) : tables.products.end();
    return found == tables.products.end() ? nullptr : &*found;
}

/// The triggers that note an edit.
void People::edited(Tables &tables, CatalogueRow &row)
{
    Q_UNUSED(tables)
    ++row.product.contentVersion;
    row.locallyEdited = true;
    if (row.status == SyncStatus::Synced || row.status == SyncStatus::Error)
        row.status = SyncStatus::Modified;
}

void People::adoptAll()
{
    m_world.store().edit("adopting the shop", Noted::No, [this](Tables &tables) {
        for (const ShopProduct &product : m_world.shop().products()) {
            const ProductContent content = contentOf(product);
            CatalogueRow row{.product = {.id = ProductId{++tables.lastId},
                                 .shopifyId = content.id,
                                 .contentVersion = 1,
                                 .fields = content.fields},
                .status = SyncStatus::Synced};
            for (const VariantContent &variant : content.variants)
                row.product.variants
                    += LocalVariant{VariantId{++tables.lastId}, variant.id, variant.inventoryItem, variant.fields};
            tables.products.insert(row.product.id.value, row);
            writeSeen(tables.mirror, content.id, content);
            writeSeen(tables.base, content.id, content);
        }
    });
    backUp();
}

void People::editProduct(int product, const QString &field, const FieldValue &value)
{
    m_world.store().edit("a person edits a product", Noted::Edit, [&](Tables &tables) {
        CatalogueRow *held = row(tables, product);
        if (!held || held->product.fields.value(field) == stored(field, value))
            return;
        held->product.fields.insert(field, stored(field, value));
        edited(tables, *held);
    });
}

void People::editVariant(int product, int variant, const QString &field, const FieldValue &value)
{
    m_world.store().edit("a person edits a variant", Noted::Edit, [&](Tables &tables) {
        CatalogueRow *held = row(tables, product);
        LocalVariant *target = held ? at(held->product.variants, variant) : nullptr;
        if (!target || target->fields.value(field) == value)
            return;
        target->fields.insert(field, value);
        edited(tables, *held);
    });
}

void People::addVariant(int product, const QString &option, const QString &price)
{
    m_world.store().edit("a person adds a variant", Noted::Edit, [&](Tables &tables) {
        CatalogueRow *held = row(tables, product);
        if (!held)
            return;
        LocalVariant variant{VariantId{++tables.lastId}, {}, {}, newVariantFields(option, price)};
        variant.fields.insert(Field::position.toString(), QString::number(held->product.variants.size() + 1));
        held->product.variants += variant;
        edited(tables, *held);
    });
}

void People::removeVariant(int product, int variant)
{
    m_world.store().edit("a person removes a variant", Noted::Edit, [&](Tables &tables) {
        CatalogueRow *held = row(tables, product);
        if (!held || !at(held->product.variants, variant))
            return;
        held->product.variants.removeAt(variant);
        edited(tables, *held);
    });
}

void People::createProduct(const QString &title, int variants)
{
    m_world.store().edit("a person creates a product", Noted::No, [&](Tables &tables) {
        CatalogueRow created{.product = {.id = ProductId{++tables.lastId}, .contentVersion = 1}, .locallyEdited = true};
        for (const QStringView field :
            {Field::descriptionHtml, Field::vendor, Field::productType, Field::seoTitle, Field::seoDescription})
            created.product.fields.insert(field.toString(), QString());
        created.product.fields.insert(Field::title.toString(), title);
        created.product.fields.insert(Field::handle.toString(), {});
        created.product.fields.insert(Field::status.toString(), u"draft"_s);
        created.product.fields.insert(Field::tags.toString(), u"[]"_s);
        created.product.fields.insert(Field::optionNames.toString(), u"[\"Size\"]"_s);
        for (int i = 0; i < variants; ++i) {
            LocalVariant variant{VariantId{++tables.lastId}, {}, {}, newVariantFields(u"N%1"_s.arg(i + 1), u"5.00"_s)};
            variant.fields.insert(Field::position.toString(), QString::number(i + 1));
            created.product.variants += variant;
        }
        tables.products.insert(created.product.id.value, created);
    });
}

void People::deleteProduct(int product)
{
    m_world.store().edit("a person deletes a product", Noted::No, [&](Tables &tables) {
        if (const CatalogueRow *held = row(tables, product))
            tables.products.remove(held->product.id.value);
    });
}

ChangeRow *People::changeThatIs(Tables &tables, StagedStatus status, int change)
{
    QList<qint64> found;
    for (const ChangeRow &row : std::as_const(tables.changes))
        if (row.status == status && row.direction == Direction::Push)
            found += row.id.value;
    const qint64 *id = at(found, change);
    return id ? &tables.changes[*id] : nullptr;
}

ChangeId People::approvedChange(int number) const
{
    Tables tables = m_world.tables();
    const ChangeRow *held = changeThatIs(tables, StagedStatus::Approved, number);
    return held ? held->id : ChangeId{};
}

void People::rejectField(int change, int field)
{
    m_world.store().edit("a person rejects a field", Noted::No, [&](Tables &tables) {
        if (ChangeRow *held = changeThatIs(tables, StagedStatus::Approved, change))
            if (StagedField *target = at(held->fields, field))
                target->decision = FieldDecision::Reject;
    });
}

void People::editProposal(int change, int field, const QString &value)
{
    m_world.store().edit("a person edits a proposed value", Noted::No, [&](Tables &tables) {
        ChangeRow *held = changeThatIs(tables, StagedStatus::Approved, change);
        StagedField *target = held ? at(held->fields, field) : nullptr;
        if (!target || target->field.isEmpty() || fieldShape(target->field) != FieldShape::Text
            || target->field == Field::status || target->field == Field::inventoryPolicy)
            return;
        target->decision = FieldDecision::Edited;
        target->edited = value;
    });
}

void People::takeApprovalBack(int change)
{
    m_world.store().edit("a person takes an approval back", Noted::No, [&](Tables &tables) {
        if (ChangeRow *held = changeThatIs(tables, StagedStatus::Approved, change))
            held->status = StagedStatus::Pending;
    });
}

void People::rejectChange(int change)
{
    m_world.store().edit("a person rejects a change", Noted::No, [&](Tables &tables) {
        if (ChangeRow *held = changeThatIs(tables, StagedStatus::Approved, change))
            held->status = StagedStatus::Rejected;
    });
}

void People::reopen(int change)
{
    m_world.store().edit("a person reopens a change", Noted::No, [&](Tables &tables) {
        ChangeRow *held = changeThatIs(tables, StagedStatus::Failed, change);
        const auto takesItsPlace = [held](const ChangeRow &row) {
            return row.id > held->id && row.direction == held->direction
                && ((held->product.isValid() && row.product == held->product)
                    || (held->shopifyProduct.isValid() && row.shopifyProduct == held->shopifyProduct));
        };
        if (!held || std::any_of(tables.changes.cbegin(), tables.changes.cend(), takesItsPlace))
            return;
        held->status = StagedStatus::Approved;
        held->failure.clear();
    });
}

void People::backUp()
{
    const Tables &tables = m_world.tables();
    m_backups.prepend({m_world.scheduler().now(), tables.products, tables.base});
}

void People::restore(int backup)
{
    m_world.store().edit("a person restores a backup", Noted::No, [&](Tables &tables) {
        const Backup *held = at(m_backups, backup);
        const bool isOpen = std::any_of(tables.operations.cbegin(), tables.operations.cend(),
                                [](const OperationRow &row) {
                                    return row.operation.state == OperationState::Sent
                                        || row.operation.state == OperationState::Unknown;
                                })
            || std::any_of(tables.changes.cbegin(), tables.changes.cend(),
                [](const ChangeRow &row) { return row.status == StagedStatus::Applying; });
        if (!held || isOpen)
            return;
        // What waits was compared with a catalogue that is no more.
        for (ChangeRow &change : tables.changes)
            if (change.isOpen())
                change.status = StagedStatus::Superseded;
        tables.products = held->products;
        tables.base = held->base;
        for (const qint64 id : tables.products.keys())
            showStatus(tables, ProductId{id}, false, {});
    });
}

Milliseconds People::backedUpAt(int backup) const
{
    return m_backups.value(backup).at;
}

void People::switchMaintenance(bool on, const QString &who)
{
    m_world.store().edit(on ? "maintenance on" : "maintenance off", Noted::No, [&](Tables &tables) {
        if (tables.maintenance.active != on)
            tables.maintenance = {on, who, m_world.scheduler().now()};
    });
}

qint64 People::shopProduct(int product)
{
    for (auto held = m_world.shop().products().cbegin(); held != m_world.shop().products().cend(); ++held)
        if (!m_shopProducts.contains(held.key()))
            m_shopProducts += held.key();
    const qint64 *id = at(m_shopProducts, product);
    return id && m_world.shop().products().contains(*id) ? *id : 0;
}

qint64 People::shopVariant(int product, int variant)
{
    const ShopProduct held = m_world.shop().products().value(shopProduct(product));
    return variant >= 0 && variant < held.variants.size() ? held.variants.at(variant).id : 0;
}

BatchId People::batch(int number) const
{
    QList<BatchId> batches;
    for (const BatchRow &row : m_world.tables().batches)
        batches.prepend(row.id);
    return batches.value(number);
}

} // namespace Simulation
