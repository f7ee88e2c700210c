#include "sync/journal/pgsettlement.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/db/pgpipeline.h"
#include "sync/journal/sharedrows.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

bool canWait(const Settlement &settlement)
{
    return settlement.product.isValid() && settlement.localFate == LocalFate::Keep && settlement.links.isEmpty()
        && settlement.mediaLinks.isEmpty() && settlement.goneVariants.isEmpty() && !settlement.productGone;
}

/// Whether the catalogue holds what it is thought to hold. An order of media that came of it by itself, because one was
/// added or went, is nobody's edit.
bool isAsExpected(const QString &field, const FieldValue &expected, const FieldValue &now)
{
    if (field != mediaOrderPath)
        return sameValue(field, now, expected);
    const QStringList held = mediaKeys(expected);
    const QStringList wanted = mediaKeys(now);
    QStringList followed;
    for (const QString &key : held)
        if (wanted.contains(key))
            followed += key;
    for (const QString &key : wanted)
        if (!held.contains(key))
            followed += key;
    return followed == wanted;
}

} // namespace

PgSettlement::PgSettlement(PgPipeline &pipeline, SharedRows &shared, const Settlement &settlement)
    : m_pipeline(pipeline)
    , m_shared(shared)
    , m_session(pipeline.session())
    , m_settlement(settlement)
    , m_isPlain(canWait(settlement))
    , m_product(settlement.product)
{ }

std::optional<QJsonObject> PgSettlement::confirmation() const
{
    if (!m_settlement.operation)
        return std::nullopt;
    const OperationEnd &end = *m_settlement.operation;
    return QJsonObject{{u"id"_s, end.id.toString(QUuid::WithoutBraces)}, {u"returned"_s, toJson(end.returned)},
        {u"request_id"_s, orNull(end.requestId)}, {u"shopify_product_id"_s, orNull(end.shopifyProduct)},
        {u"epoch"_s, m_settlement.epoch}};
}

void PgSettlement::lockProduct()
{
    m_locked = m_pipeline.add(sql(u"journal/lock_product"),
        {{u"product", m_settlement.product}, {u"shopify_product_id", m_settlement.shopifyProduct}});
}

Result<Done> PgSettlement::write(const ProductsHeld &held)
{
    m_held = &held;
    for (const auto step : {&PgSettlement::writeMirror, &PgSettlement::writeLocalFate, &PgSettlement::writeLinks,
             &PgSettlement::removeGone, &PgSettlement::writeBase, &PgSettlement::writeCatalogue,
             &PgSettlement::endChange})
        if (const Result<Done> done = (this->*step)(); !done)
            return done.failure();
    m_settled.product = m_product;
    return Done{};
}

Result<Done> PgSettlement::put(QStringView statement, const QJsonObject &row)
{
    if (!m_isPlain)
        return runForRow(m_session, statement, row);
    m_shared.add(statement, row);
    return Done{};
}

Result<Done> PgSettlement::run(QStringView statement, const PgParameters &parameters)
{
    const auto rows = m_session.execute(sql(statement), parameters);
    if (!rows)
        return rows.failure();
    return Done{};
}

Result<Done> PgSettlement::takeBeginning(const SettlementsBegun &begun)
{
    if (m_settlement.operation && !begun.confirmed.contains(m_settlement.operation->id))
        return Failure{FailureKind::Internal,
            QCoreApplication::translate("Sync::Journal", "An operation was settled twice."),
            QCoreApplication::translate("Sync::Journal", "Nothing was written the second time."), {},
            m_settlement.operation->id.toString()};
    if (m_isPlain) {
        m_product = begun.locked.contains(m_settlement.product.value) ? m_settlement.product : ProductId{};
        return Done{};
    }
    const PgRows &locked = m_pipeline.answer(m_locked);
    m_product = locked.isEmpty() ? ProductId{} : ProductId{locked.first().int64(0)};
    return Done{};
}

Result<ProductContent> PgSettlement::mirrorNow() const
{
    if (m_isPlain)
        return m_held->mirror.value(linkedId().value);
    const auto mirror = readShopSide(m_session, ShopSide::Mirror, {linkedId()});
    if (!mirror)
        return mirror.failure();
    return mirror->value(linkedId().value);
}

Result<ProductContent> PgSettlement::baseNow() const
{
    if (m_isPlain)
        return m_held->base.value(linkedId().value);
    const auto base = readShopSide(m_session, ShopSide::Base, {linkedId()});
    if (!base)
        return base.failure();
    return base->value(linkedId().value);
}

Result<std::optional<LocalImage>> PgSettlement::localNow() const
{
    using Image = std::optional<LocalImage>;
    if (m_isPlain) {
        const auto found = m_held->local.constFind(m_product.value);
        return found == m_held->local.cend() ? Image() : Image(*found);
    }
    const auto images = readLocalImages(m_session, {m_product});
    if (!images)
        return images.failure();
    return images->isEmpty() ? Image() : Image(images->first());
}

Result<Done> PgSettlement::writeMirror()
{
    if (!m_settlement.seen)
        return Done{};
    const Result<ProductContent> mirror = mirrorNow();
    if (!mirror)
        return mirror.failure();
    const WriteRow here = [this](QStringView statement, const QJsonObject &row) { return put(statement, row); };
    return writeSeenIntoMirror(here, linkedId(), *m_settlement.seen, mirror->id.isValid() ? &*mirror : nullptr);
}

Result<Done> PgSettlement::removeGone()
{
    if (m_settlement.productGone) {
        for (const QStringView statement :
            {QStringView(u"journal/delete_mirror_variants_of"), QStringView(u"journal/delete_mirror_product"),
                QStringView(u"journal/delete_base_variants_of"), QStringView(u"journal/delete_base_product")})
            if (const auto removed = run(statement, {{u"id", m_settlement.shopifyProduct}}); !removed)
                return removed.failure();
    }
    if (m_settlement.goneVariants.isEmpty())
        return Done{};
    QJsonArray gone;
    for (const ShopifyId id : m_settlement.goneVariants)
        gone += id.value;
    if (const auto removed = put(u"journal/delete_mirror_variants", {{u"ids"_s, gone}}); !removed)
        return removed.failure();
    for (const QStringView statement :
        {QStringView(u"journal/delete_base_variants"), QStringView(u"journal/unlink_variants")})
        if (const auto removed = run(statement, {{u"ids", m_settlement.goneVariants}}); !removed)
            return removed.failure();
    return Done{};
}

Result<Done> PgSettlement::writeLocalFate()
{
    switch (m_settlement.localFate) {
    case LocalFate::Keep:
        return Done{};
    case LocalFate::Link:
        return linkProduct();
    case LocalFate::Unlink:
        return m_product.isValid() ? run(u"journal/unlink_product", {{u"id", m_product}}) : Result<Done>(Done{});
    case LocalFate::Delete:
        return deleteLocal();
    case LocalFate::Restore:
        break;
    }
    return restoreLocal();
}

Result<Done> PgSettlement::restoreLocal()
{
    qint64 version = 0;
    if (m_product.isValid()) {
        const auto image = localNow();
        if (!image)
            return image.failure();
        version = *image ? (*image)->product.contentVersion : 0;
        if (const auto deleted = deleteLocal(); !deleted)
            return deleted.failure();
    }
    for (const QStringView statement :
        {QStringView(u"journal/restore_product"), QStringView(u"journal/restore_variants"),
            QStringView(u"journal/restore_facets"), QStringView(u"journal/restore_base_product"),
            QStringView(u"journal/restore_base_variants"), QStringView(u"journal/restore_base_facets")})
        if (const auto restored = run(statement, {{u"version", m_settlement.restoreVersion}}); !restored)
            return restored.failure();
    m_contentChanged = true;
    m_product = m_settlement.product;
    // Old content, but a version nobody has decided on yet.
    return run(u"journal/raise_version", {{u"product", m_product}, {u"version", version}});
}

Result<Done> PgSettlement::deleteLocal()
{
    for (const QStringView statement :
        {QStringView(u"journal/delete_base_variants_of"), QStringView(u"journal/delete_base_product")})
        if (const auto removed = run(statement, {{u"id", linkedId()}}); !removed)
            return removed.failure();
    return m_product.isValid() ? run(u"journal/delete_local_product", {{u"id", m_product}}) : Result<Done>(Done{});
}

Result<Done> PgSettlement::linkProduct()
{
    if (m_product.isValid())
        return put(u"journal/update_product",
            {{u"id"_s, m_product.value},
                {u"patch"_s, QJsonObject{{u"shopify_product_id"_s, QString::number(linkedId().value)}}}});
    if (!m_settlement.seen)
        return Done{};
    const auto created = m_session.execute(sql(u"journal/insert_product"),
        {{u"shopify_product_id", linkedId()},
            {u"patch", patchJson(m_settlement.seen->fields, PatchTarget::Catalogue, true)}});
    if (!created)
        return created.failure();
    m_product = ProductId{created->first().int64(0)};
    m_contentChanged = true;
    FieldMap fields = m_settlement.seen->fields;
    fields.insert(m_settlement.onlyWhenNew);
    return writeLocalFacets(facetsJson(fields, {}));
}

Result<Done> PgSettlement::writeLinks()
{
    for (const VariantLink &link : m_settlement.links)
        if (const auto written = writeLink(link); !written)
            return written.failure();
    if (m_settlement.mediaLinks.isEmpty() || !m_product.isValid())
        return Done{};
    QJsonArray made;
    for (auto link = m_settlement.mediaLinks.cbegin(); link != m_settlement.mediaLinks.cend(); ++link)
        made += QJsonObject{{u"key"_s, link.key()}, {u"made"_s, link.value()}};
    return run(u"journal/link_media", {{u"product", m_product}, {u"media", made}});
}

Result<Done> PgSettlement::writeLink(const VariantLink &link)
{
    const VariantContent *seen = seenVariant(link.shopify);
    const auto itemId = seen && seen->inventoryItem.isValid() ? QJsonValue(QString::number(seen->inventoryItem.value))
                                                              : QJsonValue(QJsonValue::Null);
    if (!link.shopify.isValid()) {
        m_contentChanged = true;
        return run(u"journal/delete_local_variant", {{u"id", link.local}});
    }
    if (link.local.isValid())
        return put(u"journal/update_variant",
            {{u"id"_s, link.local.value},
                {u"patch"_s,
                    QJsonObject{{u"shopify_variant_id"_s, QString::number(link.shopify.value)},
                        {u"inventory_item_id"_s, itemId}}}});
    if (!seen || !m_product.isValid())
        return Done{};
    m_contentChanged = true;
    QJsonObject patch = patchJson(seen->fields, PatchTarget::Catalogue, false);
    patch.insert(u"inventory_item_id"_s, itemId);
    const auto inserted = m_session.execute(sql(u"journal/insert_variant"),
        {{u"product", m_product}, {u"shopify_variant_id", link.shopify}, {u"patch", patch}});
    if (!inserted)
        return inserted.failure();
    return writeLocalFacets(facetsJson({}, {{inserted->first().int64(0), seen->fields}}));
}

Result<Done> PgSettlement::writeLocalFacets(const QJsonArray &facets)
{
    return facets.isEmpty() ? Result<Done>(Done{})
                            : put(u"journal/write_facets", {{u"id"_s, m_product.value}, {u"facets"_s, facets}});
}

Result<Done> PgSettlement::writeBase()
{
    const ContentPatch &patch = m_settlement.base;
    const bool newProduct = m_settlement.localFate == LocalFate::Link;
    if (patch.isEmpty() && !newProduct)
        return Done{};
    const Result<ProductContent> held = baseNow();
    if (!held)
        return held.failure();
    if (held->fields.isEmpty())
        if (const auto copied = put(u"journal/copy_base_product", {{u"id"_s, linkedId().value}}); !copied)
            return copied.failure();
    for (auto variant = patch.variants.keyBegin(); variant != patch.variants.keyEnd(); ++variant)
        if (!held->variant(ShopifyId{*variant}))
            if (const auto copied = put(u"journal/copy_base_variant", {{u"id"_s, *variant}}); !copied)
                return copied.failure();
    const Result<Done> updated = updateBase(*held, patch);
    if (!updated || m_settlement.baseInstead.isEmpty())
        return updated;
    const Result<ProductContent> copied = baseNow();
    return copied ? updateBase(*copied, m_settlement.baseInstead) : Result<Done>(copied.failure());
}

Result<Done> PgSettlement::updateBase(const ProductContent &held, const ContentPatch &patch)
{
    if (!held.fields.isEmpty() && !plainFields(patch.product).isEmpty()) {
        FieldMap merged = held.fields;
        merged.insert(patch.product);
        if (const auto written = put(u"journal/update_base_product",
                {{u"id"_s, linkedId().value}, {u"patch"_s, patchJson(merged, PatchTarget::Shopify, true)},
                    {u"hash"_s, productHash(merged)}});
            !written)
            return written.failure();
    }
    for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant) {
        const VariantContent *before = held.variant(ShopifyId{variant.key()});
        if (!before || plainFields(*variant).isEmpty())
            continue;
        FieldMap merged = before->fields;
        merged.insert(*variant);
        if (const auto written = put(u"journal/update_base_variant",
                {{u"id"_s, variant.key()}, {u"patch"_s, patchJson(merged, PatchTarget::Shopify, false)},
                    {u"hash"_s, variantHash(merged)}});
            !written)
            return written.failure();
    }
    const QJsonArray facets = facetsJson(patch.product, patch.variants);
    return facets.isEmpty() ? Result<Done>(Done{})
                            : put(u"journal/write_base_facets", {{u"id"_s, linkedId().value}, {u"facets"_s, facets}});
}

Result<Done> PgSettlement::writeCatalogue()
{
    if (m_settlement.catalogue.isEmpty() || !m_product.isValid())
        return Done{};
    const auto image = localNow();
    if (!image)
        return image.failure();
    if (!*image)
        return Done{};
    const LocalProduct &local = (*image)->product;
    FieldMap product;
    QMap<qint64, FieldMap> variants;
    for (const CatalogueWrite &write : m_settlement.catalogue) {
        const LocalVariant *variant = write.shopifyVariant.isValid() ? local.variant(write.shopifyVariant) : nullptr;
        if (write.shopifyVariant.isValid() && !variant) {
            m_settled.leftAlone += write;
            continue;
        }
        const FieldValue now = (variant ? variant->fields : local.fields).value(write.field);
        // The same in another notation is no change of content; facets are compared as they are written.
        if (isFacet(write.field) ? now == write.value
                                 : canonical(write.field, now) == canonical(write.field, write.value))
            continue;
        // A variant's title follows from its options, and is nobody's edit.
        const bool isAnEdit
            = !(variant && write.field == Field::variantTitle) && !isAsExpected(write.field, write.expected, now);
        if (isAnEdit && !sameValue(write.field, now, write.value))
            m_settled.leftAlone += write;
        else
            (variant ? variants[variant->id.value] : product).insert(write.field, write.value);
    }
    if (!plainFields(product).isEmpty())
        if (const auto written = put(u"journal/update_product",
                {{u"id"_s, m_product.value}, {u"patch"_s, patchJson(product, PatchTarget::Catalogue, true)}});
            !written)
            return written.failure();
    for (auto variant = variants.cbegin(); variant != variants.cend(); ++variant)
        if (const auto written = put(u"journal/update_variant",
                {{u"id"_s, variant.key()}, {u"patch"_s, patchJson(variant.value(), PatchTarget::Catalogue, false)}});
            !written)
            return written.failure();
    m_contentChanged = m_contentChanged || !product.isEmpty() || !variants.isEmpty();
    return writeLocalFacets(facetsJson(product, variants));
}

Result<Done> PgSettlement::endChange()
{
    if (!m_settlement.end)
        return Done{};
    const ChangeEnd &end = *m_settlement.end;
    const QJsonValue message = orNull(end.message);
    const QJsonValue requestId = orNull(end.requestId);
    if (m_settlement.change.isValid())
        if (const auto ended = put(u"journal/end_change",
                {{u"change"_s, m_settlement.change.value}, {u"status"_s, toWord(end.status)}, {u"failure"_s, message},
                    {u"request_id"_s, requestId}, {u"batch"_s, m_settlement.batch.value}});
            !ended)
            return ended.failure();
    return put(u"journal/add_history",
        {{u"batch"_s, m_settlement.batch.value},
            {u"product"_s, orNull(m_product.isValid() ? m_product : m_settlement.product)},
            {u"shopify_product_id"_s, orNull(linkedId())}, {u"change"_s, orNull(m_settlement.change)},
            {u"action"_s, end.action}, {u"status"_s, toWord(end.outcome)}, {u"title"_s, m_settlement.title},
            {u"message"_s, message}, {u"request_id"_s, requestId}});
}

QJsonObject PgSettlement::summary(const LocalImage &after) const
{
    const bool failed = m_settlement.end && m_settlement.end->status == StagedStatus::Failed;
    return summaryJson(after,
        {.hasNewContent = m_contentChanged,
            .isSynced = m_settlement.operation.has_value() && !failed,
            .error = failed ? std::optional(m_settlement.end->message) : std::nullopt});
}

const VariantContent *PgSettlement::seenVariant(ShopifyId id) const
{
    return m_settlement.seen ? m_settlement.seen->variant(id) : nullptr;
}

ShopifyId PgSettlement::linkedId() const
{
    return m_settlement.seen && m_settlement.seen->id.isValid() ? m_settlement.seen->id : m_settlement.shopifyProduct;
}

} // namespace Sync
