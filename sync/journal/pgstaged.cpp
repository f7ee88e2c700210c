#include "sync/journal/pgstaged.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/db/pgsession.h"
#include "sync/journal/pgcontent.h"
#include "sync/journal/pgsettlement.h"
#include "sync/journal/sharedrows.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

StagedField fieldFromRow(const PgRow &row)
{
    return {FieldChangeId{row.int64(1)}, ShopifyId{row.int64(2)}, VariantId{row.int64(3)}, row.text(4),
        row.optionalText(5), row.optionalText(6), row.optionalText(7), row.optionalText(8), row.optionalText(10),
        fromWord<FieldDecision>(row.text(9)).value_or(FieldDecision::Undecided)};
}

/// One field in which Shopify has left the base.
struct Moved
{
    ShopifyId variant;
    VariantId local;
    QString field;
    FieldValue base;
    FieldValue here;
    FieldValue there;
    FieldValue merged = {};
    bool isConflict = false;
};

void collect(QList<Moved> &moved, ShopifyId variant, VariantId local, const FieldMap &base, const FieldMap &here,
    const FieldMap &there)
{
    const bool isTotalDerived = hasStockByLocation(here) || hasStockByLocation(there);
    for (auto field = there.cbegin(); field != there.cend(); ++field) {
        const FieldValue was = base.value(field.key());
        if (sameValue(field.key(), was, field.value()) || (isTotalDerived && field.key() == Field::inventoryQuantity))
            continue;
        const FieldValue ours = here.value(field.key());
        const bool isConflict = !sameValue(field.key(), ours, was) && !sameValue(field.key(), ours, field.value());
        moved += Moved{variant, local, field.key(), was, ours, field.value(), {}, isConflict};
    }
}

/// Facets that Shopify no longer has.
void collectGone(QList<Moved> &moved, ShopifyId variant, VariantId local, const FieldMap &base, const FieldMap &here,
    const FieldMap &there)
{
    for (auto field = base.cbegin(); field != base.cend(); ++field)
        if (isFacet(field.key()) && !there.contains(field.key())) {
            const FieldValue ours = here.value(field.key());
            moved += Moved{variant, local, field.key(), field.value(), ours, {}, {}, ours && ours != field.value()};
        }
}

QList<Moved> movedFields(const LocalImage &image, const ProductContent &mirror)
{
    QList<Moved> moved;
    collect(moved, {}, {}, image.base.product, image.product.fields, mirror.fields);
    collectGone(moved, {}, {}, image.base.product, image.product.fields, mirror.fields);
    for (const VariantContent &variant : mirror.variants) {
        const LocalVariant *local = image.product.variant(variant.id);
        if (!local || !image.base.variants.contains(variant.id.value))
            continue;
        const FieldMap base = image.base.variants.value(variant.id.value);
        collect(moved, variant.id, local->id, base, local->fields, variant.fields);
        collectGone(moved, variant.id, local->id, base, local->fields, variant.fields);
    }
    return moved;
}

/// Lists that both sides changed are no conflict where they can be merged.
Result<Done> mergeLists(PgSession &session, QList<Moved> &moved)
{
    for (Moved &field : moved) {
        if (!field.isConflict || fieldShape(field.field) != FieldShape::List || !field.base)
            continue;
        const auto merged = session.execute(sql(u"journal/merge_list"),
            {{u"field", field.field}, {u"base", field.base}, {u"local", field.here}, {u"remote", field.there}});
        if (!merged)
            return merged.failure();
        field.merged = merged->first().optionalText(0);
        field.isConflict = !field.merged;
    }
    return Done{};
}

Result<qint64> stageMoved(PgSession &session, BatchId batch, const LocalImage &image, QList<Moved> moved)
{
    if (const auto merged = mergeLists(session, moved); !merged)
        return merged.failure();
    const auto conflicts
        = std::count_if(moved.cbegin(), moved.cend(), [](const Moved &field) { return field.isConflict; });
    const auto closed
        = session.execute(sql(u"journal/supersede_pull"), {{u"shopify_product_id", image.product.shopifyId}});
    if (!closed)
        return closed.failure();
    const auto staged = session.execute(sql(u"journal/stage_conflict"),
        {{u"batch", batch}, {u"product", image.product.id}, {u"shopify_product_id", image.product.shopifyId},
            {u"fields", moved.size()}, {u"conflicts", qint64(conflicts)}});
    if (!staged)
        return staged.failure();
    if (staged->isEmpty())
        return 0;
    for (const Moved &field : moved) {
        const auto written = session.execute(sql(u"journal/stage_conflict_field"),
            {{u"change", staged->first().int64(0)}, {u"shopify_variant_id", field.variant.value},
                {u"variant", field.local}, {u"field", field.field}, {u"base", field.base}, {u"local", field.here},
                {u"remote", field.there}, {u"merged", field.merged}, {u"conflict", field.isConflict}});
        if (!written)
            return written.failure();
    }
    const auto carried = session.execute(
        sql(u"compare/carry_decisions"), {{u"batch", batch}, {u"direction", toWord(Direction::Pull)}});
    if (!carried)
        return carried.failure();
    return qint64(conflicts);
}

Result<Done> showStatus(PgSession &session, const LocalImage &image)
{
    const auto shown
        = session.execute(sql(u"journal/summarize_products"), {{u"products", QJsonArray{summaryJson(image, {})}}});
    if (!shown)
        return shown.failure();
    return Done{};
}

QMap<qint64, int> placesIn(const ContentPatch &patch)
{
    QMap<qint64, int> places;
    for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
        if (const FieldValue place = variant->value(Field::position.toString()))
            places.insert(variant.key(), place->toInt());
    return places;
}

/// While a full pull has not ended, nothing tells what the reviewer saw of Shopify.
Result<Done> refuseUnfinishedMirror(PgSession &session)
{
    const auto state = session.execute(sql(u"pull/mirror_state"));
    if (!state)
        return state.failure();
    if (state->isEmpty() || state->first().boolean(0))
        return Done{};
    return Failure{FailureKind::Refused,
        QCoreApplication::translate(
            "Sync::Journal", "The approved changes cannot be sent yet, because the shop has not been read completely."),
        QCoreApplication::translate("Sync::Journal", "Nothing was sent."),
        QCoreApplication::translate("Sync::Journal", "Pull everything from Shopify once, then try again.")};
}

} // namespace

Result<QList<PushChange>> readApprovedChanges(PgSession &session, const QList<ChangeId> &only, BatchId claimedBy)
{
    const auto rows = session.execute(sql(u"push/approved"), {{u"changes", only}, {u"batch", claimedBy}});
    if (!rows)
        return rows.failure();
    QList<PushChange> changes;
    QList<ChangeId> ids;
    QList<ShopifyId> removing; ///< Of which something is to go.
    QMap<qint64, qsizetype> places;
    for (const PgRow row : *rows) {
        PushChange change{.id = ChangeId{row.int64(0)},
            .type = fromWord<ChangeType>(row.text(1)).value_or(ChangeType::Update),
            .product = ProductId{row.int64(2)},
            .shopifyProduct = ShopifyId{row.int64(3)},
            .title = row.text(4),
            .sku = row.text(5),
            .editedSince = row.boolean(6),
            .placesBefore = placesIn(contentPatchFromJson(row.json(7).object()))};
        places.insert(change.id.value, changes.size());
        ids += change.id;
        if (change.type == ChangeType::Delete)
            removing += change.shopifyProduct;
        changes += change;
    }
    if (changes.isEmpty())
        return changes;
    if (const auto complete = refuseUnfinishedMirror(session); !complete)
        return complete.failure();
    const auto fields = session.execute(sql(u"push/approved_fields"), {{u"changes", ids}});
    if (!fields)
        return fields.failure();
    for (const PgRow row : *fields) {
        PushChange &change = changes[places.value(row.int64(0))];
        change.fields += fieldFromRow(row);
        const StagedField &field = change.fields.constLast();
        if (field.field.isEmpty() && field.shopifyVariant.isValid() && !removing.contains(change.shopifyProduct))
            removing += change.shopifyProduct;
    }
    const auto mirror = readShopSide(session, ShopSide::Mirror, removing);
    if (!mirror)
        return mirror.failure();
    for (PushChange &change : changes)
        if (removing.contains(change.shopifyProduct) && mirror->contains(change.shopifyProduct.value))
            change.asSeen = mirror->value(change.shopifyProduct.value);
    return changes;
}

Result<qint64> supersedeAndStage(PgSession &session, const HeldBack &held)
{
    const auto closed = session.execute(sql(u"journal/supersede_change"),
        {{u"change", held.change}, {u"batch", held.batch}, {u"failure", held.message}});
    if (!closed)
        return closed.failure();
    if (closed->isEmpty())
        return 0;
    const ProductId product{closed->first().int64(0)};
    const auto images = readLocalImages(session, {product});
    if (!images)
        return images.failure();
    // A change that made its product has no id of it.
    ShopifyId shopifyProduct{closed->first().int64(1)};
    if (!shopifyProduct.isValid() && !images->isEmpty())
        shopifyProduct = images->first().product.shopifyId;
    const auto told = runForRow(session, u"journal/add_history",
        {{u"batch"_s, held.batch.value}, {u"product"_s, orNull(product)},
            {u"shopify_product_id"_s, orNull(shopifyProduct)}, {u"change"_s, held.change.value},
            {u"action"_s, closed->first().text(4)}, {u"status"_s, toWord(Outcome::Conflict)},
            {u"title"_s, closed->first().text(2)}, {u"message"_s, held.message}});
    if (!told)
        return told.failure();
    if (held.seen && shopifyProduct.isValid())
        if (const auto seen = writeSeenIntoMirror(session, shopifyProduct, *held.seen); !seen)
            return seen.failure();
    if (images->isEmpty())
        return 0;
    const auto mirror = readShopSide(session, ShopSide::Mirror, {shopifyProduct});
    if (!mirror)
        return mirror.failure();
    const QList<Moved> moved
        = held.seen ? movedFields(images->first(), mirror->value(shopifyProduct.value)) : QList<Moved>();
    Result<qint64> conflicts = qint64(0);
    if (!moved.isEmpty())
        conflicts = stageMoved(session, held.batch, images->first(), moved);
    if (!conflicts)
        return conflicts.failure();
    if (const auto shown = showStatus(session, images->first()); !shown)
        return shown.failure();
    return *conflicts;
}

Result<qint64> releaseBatch(PgSession &session, BatchId batch, qint64 epoch)
{
    const auto released = session.execute(sql(u"journal/release_changes"),
        {{u"batch", batch},
            {u"message",
                QCoreApplication::translate(
                    "Sync::Journal", "Settled by reading Shopify back after the run had stopped.")}});
    if (!released)
        return released.failure();
    const auto closed = session.execute(sql(u"journal/close_planned"), {{u"batch", batch}, {u"epoch", epoch}});
    if (!closed)
        return closed.failure();
    return qint64(released->size());
}

} // namespace Sync
