#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/steps.h"
#include "sync/jobs/rollback/newids.h"
#include "tests/simulation/database.h"
#include "tests/simulation/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// The value and who wrote it, of a product or a variant of it; nothing when that is gone.
struct Found
{
    FieldValue value = {};
    Stamp stamp = {};
};

std::optional<Found> find(ShopModel &shop, qint64 product, qint64 variant, const QString &field)
{
    const auto held = shop.products().constFind(product);
    if (held == shop.products().cend())
        return std::nullopt;
    const ShopVariant *part = variant == 0 ? nullptr : held->variant(variant);
    if (variant != 0 && !part)
        return std::nullopt;
    const ShopPart &values = variant == 0 ? held->part : part->part;
    return Found{values.fields.value(field), values.stamps.value(field)};
}

QString whatDiffers(const FieldMap &before, const ShopPart &now)
{
    for (auto field = before.cbegin(); field != before.cend(); ++field) {
        if (field.key() == Field::position || now.stamps.value(field.key()).moment == 0
            || !now.stamps.value(field.key()).isOurs())
            continue;
        if (!sameOnceStored(field.key(), now.fields.value(field.key()), *field))
            return u"%1 is '%2' and was '%3'"_s.arg(
                field.key(), now.fields.value(field.key()).value_or(u"nothing"_s), field->value_or(u"nothing"_s));
    }
    return {};
}

} // namespace

void Invariants::rollbackEnded(const RollbackRequest &request, const BatchReport &report)
{
    if (m_isAsleep)
        return;
    const bool isComplete = report.status == BatchStatus::Completed;
    // Without a refusal everything that is still as the batch left it was to be put back, complete or not.
    if (!isComplete && (report.status != BatchStatus::Partial || report.failed > 0))
        return;
    for (const OperationRow &row : m_world.tables().operations)
        if (row.operation.batch == request.batch && row.operation.state == OperationState::Confirmed
            && (request.products.isEmpty() || request.products.contains(row.operation.product)))
            restored(row.operation, report.batch, isComplete, request);
}

void Invariants::restored(const Operation &original, BatchId rollback, bool isComplete, const RollbackRequest &request)
{
    ShopModel &shop = m_world.model();
    // What was deleted since and came back is under other ids.
    const NewIds ids(recreationsOf(m_world.tables(), {original.shopifyProduct}));
    const auto isEarlier = [&](const OperationRow &other) {
        return other.operation.batch == original.batch && other.operation.shopifyProduct == original.shopifyProduct
            && other.operation.state == OperationState::Confirmed && other.operation.sequence < original.sequence;
    };
    const bool isFirst
        = std::none_of(m_world.tables().operations.cbegin(), m_world.tables().operations.cend(), isEarlier);
    const auto check = [&](qint64 variant, const FieldMap &before) {
        for (auto field = before.cbegin(); field != before.cend(); ++field) {
            if (!covers(request.fields, field.key(), ShopifyId{variant}))
                continue;
            const std::optional<Found> now = find(
                shop, ids.product(original.shopifyProduct).value, ids.variant(ShopifyId{variant}).value, field.key());
            // What somebody else wrote meanwhile is not ours to judge.
            const bool byOthers = now
                && (isComplete ? now->stamp.moment > 0 && !now->stamp.isOurs() : now->stamp.operation != original.id);
            if (now && !byOthers && !sameValue(field.key(), now->value, *field))
                violate(Invariant::RollbackRestores,
                    u"%1 is '%2' and was '%3'"_s.arg(
                        field.key(), now->value.value_or(u"nothing"_s), field->value_or(u"nothing"_s)));
        }
    };
    switch (original.kind) {
    case OperationKind::ProductUpdate:
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::OptionRename:
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
    case OperationKind::VariantsReorder:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MediaAdd:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        if (!isFirst)
            return;
        check(0, original.before.product);
        for (auto variant = original.before.variants.cbegin(); variant != original.before.variants.cend(); ++variant)
            check(variant.key(), *variant);
        return;
    default:
        break;
    }
    // What came and went is no field.
    if (request.fields.isEmpty())
        undone(original, rollback, isComplete, request.created);
}

void Invariants::undone(const Operation &original, BatchId rollback, bool isComplete, CreatedFate created)
{
    ShopModel &shop = m_world.model();
    switch (original.kind) {
    case OperationKind::ProductCreate:
        if (created == CreatedFate::Archive) {
            const auto now = find(shop, original.shopifyProduct.value, 0, Field::status.toString());
            if (isComplete && now && now->stamp.isOurs() && now->value != toWord(ProductStatus::Archived))
                violate(Invariant::RollbackRestores, u"the product that was created is not archived"_s);
            return;
        }
        if (isComplete && shop.products().contains(original.shopifyProduct.value))
            violate(Invariant::RollbackRestores, u"the product that was created is still there"_s);
        return;
    case OperationKind::VariantsCreate:
        for (const qint64 variant : original.returned.value_or(ContentPatch{}).variants.keys())
            if (isComplete && find(shop, original.shopifyProduct.value, variant, Field::price.toString()))
                violate(Invariant::RollbackRestores, u"a variant that was created is still there"_s);
        return;
    case OperationKind::ProductDelete:
        if (isComplete)
            recreated(original, rollback);
        return;
    case OperationKind::VariantsDelete:
        if (isComplete)
            variantsBack(original);
        else
            placesBack(original, rollback);
        return;
    default:
        return;
    }
}

void Invariants::recreated(const Operation &original, BatchId rollback)
{
    for (const OperationRow &row : m_world.tables().operations) {
        if (row.operation.batch != rollback || row.operation.undoes != original.id
            || row.operation.state != OperationState::Confirmed)
            continue;
        const auto product = m_world.model().products().constFind(row.operation.shopifyProduct.value);
        if (product == m_world.model().products().cend())
            return;
        if (const QString differs = whatDiffers(original.before.product, product->part); !differs.isEmpty())
            violate(Invariant::RollbackRestores, u"of the product that came back, "_s + differs);
        for (const FieldMap &before : original.before.variants)
            for (const ShopVariant &variant : product->variants)
                if (sameOptions(before, variant.part.fields))
                    if (const QString differs = whatDiffers(before, variant.part); !differs.isEmpty())
                        violate(
                            Invariant::RollbackRestores, u"of a variant of the product that came back, "_s + differs);
        return;
    }
    // An earlier rollback may have brought it back.
    const NewIds ids(recreationsOf(m_world.tables(), {original.shopifyProduct}));
    if (!m_world.model().products().contains(ids.product(original.shopifyProduct).value))
        violate(Invariant::RollbackRestores, u"the product that was deleted is not back"_s);
}

void Invariants::variantsBack(const Operation &original)
{
    const auto product = m_world.model().products().constFind(original.shopifyProduct.value);
    if (product == m_world.model().products().cend())
        return;
    for (const FieldMap &before : original.before.variants) {
        const auto back = std::find_if(product->variants.cbegin(), product->variants.cend(),
            [&before](const ShopVariant &variant) { return sameOptions(before, variant.part.fields); });
        if (back == product->variants.cend())
            violate(Invariant::RollbackRestores, u"a variant that was removed is not back"_s);
        else if (const QString differs = whatDiffers(before, back->part); !differs.isEmpty())
            violate(Invariant::RollbackRestores, u"of a variant that came back, "_s + differs);
    }
}

void Invariants::placesBack(const Operation &original, BatchId rollback)
{
    const auto has = [&](OperationKind kind, const FieldMap &options) {
        return std::any_of(
            m_world.tables().operations.cbegin(), m_world.tables().operations.cend(), [&](const OperationRow &row) {
                const Operation &undo = row.operation;
                const QList<NewVariant> &made = undo.after.created;
                const QMap<qint64, FieldMap> &gone = undo.before.variants;
                return undo.batch == rollback && undo.kind == kind && undo.state == OperationState::Confirmed
                    && (kind == OperationKind::VariantsCreate
                            ? std::any_of(made.cbegin(), made.cend(),
                                [&](const NewVariant &variant) { return sameOptions(variant.fields, options); })
                            : std::any_of(gone.cbegin(), gone.cend(),
                                [&](const FieldMap &variant) { return sameOptions(variant, options); }));
            });
    };
    for (const FieldMap &before : original.before.variants)
        if (has(OperationKind::VariantsDelete, before) && !has(OperationKind::VariantsCreate, before))
            violate(Invariant::RollbackRestores, u"what had a variant's options was removed, and it is not back"_s);
}

void Invariants::atRest()
{
    if (m_isAsleep)
        return;
    const Tables &tables = m_world.tables();
    for (const OperationRow &row : tables.operations)
        if (row.operation.state == OperationState::Planned || row.operation.state == OperationState::Sent
            || row.operation.state == OperationState::Unknown)
            violate(Invariant::ComesToRest,
                u"%1 on product %2 stays %3"_s.arg(toWord(row.operation.kind))
                    .arg(row.operation.shopifyProduct.value)
                    .arg(toWord(row.operation.state)));
    for (const ChangeRow &row : tables.changes)
        if (row.status == StagedStatus::Applying)
            violate(Invariant::ComesToRest, u"change %1 stays applying"_s.arg(row.id.value));
    for (const BatchRow &row : tables.batches)
        if (row.isRunning())
            violate(Invariant::ComesToRest, u"batch %1 stays %2"_s.arg(row.id.value).arg(toWord(row.status)));
    if (tables.lease.until > m_world.scheduler().now())
        violate(Invariant::ComesToRest, u"the lease is still held"_s);
    inStepIsInStep();
}

void Invariants::inStepIsInStep()
{
    const Tables &tables = m_world.tables();
    const auto known = [&](const ShopPart &part, const FieldMap &mirror, qint64 product) {
        for (auto stamp = part.stamps.cbegin(); stamp != part.stamps.cend(); ++stamp)
            if (stamp->isOurs() && stamp.key() != Field::position
                && !sameValue(stamp.key(), part.fields.value(stamp.key()), mirror.value(stamp.key())))
                violate(Invariant::InStepIsInStep,
                    u"we wrote %1 '%2' into product %3, and the mirror holds '%4'"_s
                        .arg(stamp.key(), part.fields.value(stamp.key()).value_or(u"nothing"_s))
                        .arg(product)
                        .arg(mirror.value(stamp.key()).value_or(u"nothing"_s)));
    };
    for (const ShopProduct &product : m_world.model().products()) {
        known(product.part, tables.mirror.products.value(product.id), product.id);
        for (const ShopVariant &variant : product.variants)
            known(variant.part, tables.mirror.variants.value(variant.id).fields, product.id);
    }
    for (const CatalogueRow &row : tables.products) {
        if (row.status != SyncStatus::Synced)
            continue;
        const FieldMap mirror = tables.mirror.products.value(row.product.shopifyId.value);
        for (auto field = row.product.fields.cbegin(); field != row.product.fields.cend(); ++field)
            if (!sameOnceStored(field.key(), *field, mirror.value(field.key())))
                violate(Invariant::InStepIsInStep,
                    u"product %1 is shown as in step, but %2 differs"_s.arg(row.product.id.value).arg(field.key()));
    }
}

} // namespace Simulation
