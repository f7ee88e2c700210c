#include "tests/simulation/settlementwrites.h"

#include "sync/api/catalogue.h"
#include "sync/journal/pgcontent.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

FieldValue stored(const QString &field, const FieldValue &value)
{
    if (fieldShape(field) == FieldShape::List)
        return listText(listValue(value));
    if (value)
        return value;
    const QStringView texts[]
        = {Field::descriptionHtml, Field::vendor, Field::productType, Field::seoTitle, Field::seoDescription};
    return std::find(std::cbegin(texts), std::cend(texts), field) != std::cend(texts) ? FieldValue(QString()) : value;
}

void put(FieldMap &into, const FieldMap &fields)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        into.insert(field.key(), stored(field.key(), field.value()));
}

bool isWholeProduct(const FieldMap &fields)
{
    const QStringView names[] = {Field::title, Field::handle, Field::descriptionHtml, Field::vendor, Field::productType,
        Field::status, Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames};
    return std::all_of(
        std::cbegin(names), std::cend(names), [&fields](QStringView name) { return fields.contains(name.toString()); });
}

bool isWholeVariant(const FieldMap &fields)
{
    const QStringView names[] = {Field::position, Field::variantTitle, Field::sku, Field::barcode, Field::price,
        Field::compareAtPrice, Field::cost, Field::inventoryQuantity, Field::inventoryPolicy, Field::tracked,
        Field::taxable, Field::weight, Field::weightUnit, Field::option1};
    return std::all_of(
        std::cbegin(names), std::cend(names), [&fields](QStringView name) { return fields.contains(name.toString()); });
}

void writeSeen(ShopSide &mirror, ShopifyId product, const ProductContent &seen)
{
    const std::optional<ProductContent> held = mirror.content(product.value);
    if (!seen.fields.isEmpty()) {
        FieldMap merged = mirror.products.value(product.value);
        put(merged, seen.fields);
        if (isWholeProduct(merged))
            mirror.products.insert(product.value, merged);
    }
    for (const VariantContent &variant : seen.variants) {
        SideVariant row = mirror.variants.value(variant.id.value);
        put(row.fields, variant.fields);
        row.product = product.value;
        if (variant.inventoryItem.isValid())
            row.inventoryItem = variant.inventoryItem;
        if (isWholeVariant(row.fields))
            mirror.variants.insert(variant.id.value, row);
    }
    if (!seen.allVariants || !held)
        return;
    for (const VariantContent &variant : held->variants)
        if (!seen.variant(variant.id))
            mirror.variants.remove(variant.id.value);
}

bool hasMoved(const Tables &tables, ShopifyId product)
{
    const qint64 id = product.value;
    const QList<qint64> variants = tables.mirror.variantsOf(id);
    return (tables.base.products.contains(id) && tables.base.products.value(id) != tables.mirror.products.value(id))
        || std::any_of(variants.cbegin(), variants.cend(), [&tables](qint64 variant) {
               return tables.base.variants.value(variant).fields != tables.mirror.variants.value(variant).fields;
           });
}

void showStatus(Tables &tables, ProductId product, bool failed, const QString &error)
{
    const auto row = tables.products.find(product.value);
    if (row == tables.products.end())
        return;
    const qint64 shopify = row->product.shopifyId.value;
    row->locallyEdited = isEdited(imageOf(tables, *row));
    row->error = failed ? error : QString();
    bool conflict = false, applying = false, open = false;
    for (const ChangeRow &change : std::as_const(tables.changes)) {
        if (!change.isOpen() || (change.product != product && (shopify == 0 || change.shopifyProduct.value != shopify)))
            continue;
        open = true;
        conflict = conflict || change.conflicts > 0;
        applying = applying || change.status == StagedStatus::Applying;
    }
    if (shopify == 0)
        row->status.reset();
    else if (conflict)
        row->status = SyncStatus::Conflict;
    else if (failed)
        row->status = SyncStatus::Error;
    else if (applying)
        row->status = SyncStatus::Syncing;
    else if (open)
        row->status = SyncStatus::Pending;
    else
        row->status = row->locallyEdited || hasMoved(tables, row->product.shopifyId) ? SyncStatus::Modified
                                                                                     : SyncStatus::Synced;
}

SettlementWrites::SettlementWrites(Database &database, const Settlement &settlement)
    : m_database(database)
    , m_tables(database.rows())
    , m_settlement(settlement)
    , m_product(settlement.product)
{ }

Result<Settled> SettlementWrites::write()
{
    for (const Step step :
        {&SettlementWrites::findProduct, &SettlementWrites::writeMirror, &SettlementWrites::writeLocalFate,
            &SettlementWrites::writeLinks, &SettlementWrites::removeGone, &SettlementWrites::writeBase,
            &SettlementWrites::writeCatalogue, &SettlementWrites::endChange, &SettlementWrites::finishProduct})
        if (const Result<Done> done = (this->*step)(); !done)
            return done.failure();
    m_settled.product = m_product;
    return m_settled;
}

ShopifyId SettlementWrites::linkedId() const
{
    return m_settlement.seen && m_settlement.seen->id.isValid() ? m_settlement.seen->id : m_settlement.shopifyProduct;
}

CatalogueRow *SettlementWrites::row()
{
    const auto found = m_tables.products.find(m_product.value);
    return found == m_tables.products.end() ? nullptr : &*found;
}

Result<Done> SettlementWrites::findProduct()
{
    if (!m_settlement.product.isValid()) {
        const CatalogueRow *linked
            = m_settlement.shopifyProduct.isValid() ? m_tables.linkedTo(m_settlement.shopifyProduct) : nullptr;
        m_product = linked ? linked->product.id : ProductId{};
    } else if (!row()) {
        m_product = {};
    }
    const CatalogueRow *held = m_product.isValid() ? row() : nullptr;
    if (!held)
        return Done{};
    const bool known
        = std::any_of(m_tables.versions.cbegin(), m_tables.versions.cend(), [this](const VersionRow &version) {
              return version.batch == m_settlement.batch && version.product == m_product;
          });
    if (!known)
        m_tables.versions += VersionRow{.id = m_database.nextRunId(),
            .batch = m_settlement.batch,
            .product = m_product,
            .shopifyProduct = held->product.shopifyId,
            .before = Image{*held, imageOf(m_tables, *held).base},
            .createdAt = m_database.now()};
    return Done{};
}

Result<Done> SettlementWrites::writeMirror()
{
    if (m_settlement.seen)
        writeSeen(m_tables.mirror, linkedId(), *m_settlement.seen);
    return Done{};
}

void SettlementWrites::removeBase(qint64 product)
{
    for (const qint64 variant : m_tables.base.variantsOf(product))
        m_tables.base.variants.remove(variant);
    m_tables.base.products.remove(product);
}

Result<Done> SettlementWrites::writeLocalFate()
{
    switch (m_settlement.localFate) {
    case LocalFate::Keep:
        return Done{};
    case LocalFate::Link:
        return link();
    case LocalFate::Unlink:
        if (CatalogueRow *held = row()) {
            for (LocalVariant &variant : held->product.variants)
                variant.shopifyId = variant.inventoryItem = {};
            held->product.shopifyId = {};
            held->status.reset();
            held->error.clear();
        }
        return Done{};
    case LocalFate::Delete:
        removeBase(linkedId().value);
        m_tables.products.remove(m_product.value);
        return Done{};
    case LocalFate::Restore:
        break;
    }
    return restore();
}

Result<Done> SettlementWrites::restore()
{
    qint64 version = 0;
    if (const CatalogueRow *held = row()) {
        version = held->product.contentVersion;
        removeBase(linkedId().value);
        m_tables.products.remove(m_product.value);
    }
    const auto found = std::find_if(m_tables.versions.cbegin(), m_tables.versions.cend(),
        [this](const VersionRow &row) { return row.id == m_settlement.restoreVersion; });
    m_contentChanged = true;
    m_product = m_settlement.product;
    if (found == m_tables.versions.cend() || !found->before)
        return Done{};
    const Image &image = *found->before;
    const ShopifyId id = image.row.product.shopifyId;
    if (id.isValid() && m_tables.linkedTo(id))
        return violates(u"products_shopify_product_id"_s);
    m_tables.products.insert(image.row.product.id.value, image.row);
    CatalogueRow &restored = m_tables.products[image.row.product.id.value];
    restored.product.contentVersion = std::max(restored.product.contentVersion, version);
    if (!image.base.product.isEmpty() && !m_tables.base.products.contains(id.value))
        m_tables.base.products.insert(id.value, image.base.product);
    for (auto variant = image.base.variants.cbegin(); variant != image.base.variants.cend(); ++variant)
        if (!m_tables.base.variants.contains(variant.key()))
            m_tables.base.variants.insert(variant.key(), SideVariant{id.value, {}, *variant});
    return Done{};
}

Result<Done> SettlementWrites::link()
{
    const ShopifyId id = linkedId();
    if (const CatalogueRow *other = m_tables.linkedTo(id); other && other->product.id != m_product)
        return violates(u"products_shopify_product_id"_s);
    if (CatalogueRow *held = row()) {
        held->product.shopifyId = id;
        return Done{};
    }
    if (!m_settlement.seen)
        return Done{};
    CatalogueRow created{.product = {.id = ProductId{m_database.nextId()}, .shopifyId = id, .contentVersion = 1}};
    put(created.product.fields, m_settlement.seen->fields);
    m_product = created.product.id;
    m_tables.products.insert(m_product.value, created);
    m_contentChanged = true;
    return Done{};
}

Result<Done> SettlementWrites::writeLinks()
{
    for (const VariantLink &link : m_settlement.links)
        if (const Result<Done> written = linkVariant(link); !written)
            return written.failure();
    return Done{};
}

Result<Done> SettlementWrites::linkVariant(const VariantLink &link)
{
    const VariantContent *seen = m_settlement.seen ? m_settlement.seen->variant(link.shopify) : nullptr;
    if (!link.shopify.isValid()) {
        m_contentChanged = true;
        for (CatalogueRow &held : m_tables.products)
            held.product.variants.removeIf([&link](const LocalVariant &variant) { return variant.id == link.local; });
        return Done{};
    }
    for (CatalogueRow &held : m_tables.products)
        for (LocalVariant &variant : held.product.variants) {
            if (variant.shopifyId == link.shopify && variant.id != link.local)
                return violates(u"product_variants_shopify_variant_id"_s);
            if (link.local.isValid() && variant.id == link.local) {
                variant.shopifyId = link.shopify;
                variant.inventoryItem = seen ? seen->inventoryItem : ShopifyId{};
            }
        }
    CatalogueRow *held = m_product.isValid() ? row() : nullptr;
    if (link.local.isValid() || !seen || !held)
        return Done{};
    m_contentChanged = true;
    LocalVariant variant{VariantId{m_database.nextId()}, link.shopify, seen->inventoryItem, {}};
    put(variant.fields, seen->fields);
    held->product.variants += variant;
    return Done{};
}

Result<Done> SettlementWrites::removeGone()
{
    if (m_settlement.productGone) {
        const qint64 id = m_settlement.shopifyProduct.value;
        for (const qint64 variant : m_tables.mirror.variantsOf(id))
            m_tables.mirror.variants.remove(variant);
        m_tables.mirror.products.remove(id);
        removeBase(id);
    }
    for (const ShopifyId gone : m_settlement.goneVariants) {
        m_tables.mirror.variants.remove(gone.value);
        m_tables.base.variants.remove(gone.value);
        for (CatalogueRow &held : m_tables.products)
            for (LocalVariant &variant : held.product.variants)
                if (variant.shopifyId == gone)
                    variant.shopifyId = variant.inventoryItem = {};
    }
    return Done{};
}

Result<Done> SettlementWrites::writeBase()
{
    if (m_settlement.base.isEmpty() && m_settlement.localFate != LocalFate::Link)
        return Done{};
    const qint64 id = linkedId().value;
    const bool held = m_tables.base.products.contains(id);
    if (!held && m_tables.mirror.products.contains(id))
        m_tables.base.products.insert(id, m_tables.mirror.products.value(id));
    else if (held)
        put(m_tables.base.products[id], m_settlement.base.product);
    for (auto variant = m_settlement.base.variants.cbegin(); variant != m_settlement.base.variants.cend(); ++variant) {
        const auto known = m_tables.base.variants.find(variant.key());
        if (known != m_tables.base.variants.end())
            put(known->fields, *variant);
        else if (m_tables.mirror.variants.contains(variant.key()))
            m_tables.base.variants.insert(variant.key(), m_tables.mirror.variants.value(variant.key()));
    }
    const ContentPatch &instead = m_settlement.baseInstead;
    if (!instead.product.isEmpty() && m_tables.base.products.contains(id))
        put(m_tables.base.products[id], instead.product);
    for (auto variant = instead.variants.cbegin(); variant != instead.variants.cend(); ++variant)
        if (const auto row = m_tables.base.variants.find(variant.key()); row != m_tables.base.variants.end())
            put(row->fields, *variant);
    return Done{};
}

Result<Done> SettlementWrites::writeCatalogue()
{
    CatalogueRow *held = m_product.isValid() ? row() : nullptr;
    if (m_settlement.catalogue.isEmpty() || !held)
        return Done{};
    // All are compared with what was there before the first is written.
    const LocalProduct local = held->product;
    for (const CatalogueWrite &write : m_settlement.catalogue) {
        const LocalVariant *variant = write.shopifyVariant.isValid() ? local.variant(write.shopifyVariant) : nullptr;
        if (write.shopifyVariant.isValid() && !variant) {
            m_settled.leftAlone += write;
            continue;
        }
        const FieldValue now = (variant ? variant->fields : local.fields).value(write.field);
        if (canonical(write.field, now) == canonical(write.field, write.value))
            continue; // the same in another notation is no change of content
        // A variant's title follows from its options, and is nobody's edit.
        const bool isAnEdit
            = !(variant && write.field == Field::variantTitle) && !sameValue(write.field, now, write.expected);
        if (isAnEdit && !sameValue(write.field, now, write.value)) {
            m_settled.leftAlone += write;
            continue;
        }
        m_contentChanged = true;
        if (!variant) {
            held->product.fields.insert(write.field, stored(write.field, write.value));
            continue;
        }
        for (LocalVariant &target : held->product.variants)
            if (target.id == variant->id)
                target.fields.insert(write.field, stored(write.field, write.value));
    }
    return Done{};
}

Result<Done> SettlementWrites::endChange()
{
    if (!m_settlement.end)
        return Done{};
    const ChangeEnd &end = *m_settlement.end;
    if (const auto change = m_tables.changes.find(m_settlement.change.value); change != m_tables.changes.end()) {
        change->status = end.status;
        change->failure = end.message;
        change->appliedBatch = m_settlement.batch;
    }
    m_tables.history += HistoryRow{
        m_settlement.batch, m_product.isValid() ? m_product : m_settlement.product, m_settlement.change, end.outcome};
    return Done{};
}

/// A change that is being sent goes along with it.
void SettlementWrites::raiseVersion(CatalogueRow &row)
{
    for (ChangeRow &change : m_tables.changes)
        if (change.product == row.product.id && change.direction == Direction::Push
            && change.status == StagedStatus::Applying && change.localVersion == row.product.contentVersion)
            ++change.localVersion;
    ++row.product.contentVersion;
}

Result<Done> SettlementWrites::finishProduct()
{
    const ProductId product = m_product.isValid() ? m_product : m_settlement.product;
    if (!product.isValid())
        return Done{};
    const auto held = m_tables.products.find(product.value);
    if (held != m_tables.products.end()) {
        if (m_contentChanged)
            raiseVersion(*held);
        const bool failed = m_settlement.end && m_settlement.end->status == StagedStatus::Failed;
        showStatus(m_tables, product, failed, failed ? m_settlement.end->message : QString());
    }
    auto version = std::find_if(m_tables.versions.begin(), m_tables.versions.end(),
        [&](const VersionRow &row) { return row.batch == m_settlement.batch && row.product == product; });
    if (version == m_tables.versions.end()) {
        m_tables.versions += VersionRow{.id = m_database.nextRunId(),
            .batch = m_settlement.batch,
            .product = product,
            .createdAt = m_database.now()};
        version = std::prev(m_tables.versions.end());
    }
    const CatalogueRow *now = held == m_tables.products.end() ? nullptr : &*held;
    version->after = now ? std::optional(Image{*now, imageOf(m_tables, *now).base}) : std::nullopt;
    version->shopifyProduct = now && now->product.shopifyId.isValid() ? now->product.shopifyId : linkedId();
    return Done{};
}

} // namespace Simulation
