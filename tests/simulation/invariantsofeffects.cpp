#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/world.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// Moves by itself, or is made by the shop.
bool movesByItself(const QString &field)
{
    return field == Field::inventoryQuantity || field == Field::position || field == Field::variantTitle;
}

FieldValue valueBefore(const Operation &operation, const Overwrite &overwrite)
{
    return overwrite.variant == 0 ? operation.before.product.value(overwrite.field)
                                  : operation.before.variants.value(overwrite.variant).value(overwrite.field);
}

bool isNamed(const Operation &operation, const Overwrite &overwrite)
{
    return overwrite.variant == 0 ? operation.after.product.contains(overwrite.field)
                                  : operation.after.variants.value(overwrite.variant).contains(overwrite.field);
}

} // namespace

void Invariants::tookEffect(const Effect &effect)
{
    if (m_isAsleep || effect.operation.isNull())
        return;
    const OperationRow *row = m_world.tables().operation(effect.operation);
    oneEffect(effect, row);
    if (!row)
        return;
    nothingUnseenOverwritten(effect, row->operation);
    onlyPlannedRemovals(effect, row->operation);
    replayTookEffect(effect, row->operation);
    if (!row->operation.undoes.isNull() && !mayRestoreConflicts(row->operation))
        rollbackLeavesTheRest(effect, row->operation);
}

void Invariants::oneEffect(const Effect &effect, const OperationRow *row)
{
    // Exemption: a late request that finds everything as it would make it, as somebody else has made it so.
    const bool changesNothing = effect.removedVariants.isEmpty() && effect.createdVariants.isEmpty()
        && !effect.removedProduct && !effect.createdProduct
        && std::all_of(effect.overwritten.cbegin(), effect.overwritten.cend(),
            [](const Overwrite &overwrite) { return sameValue(overwrite.field, overwrite.old, overwrite.now); });
    // Exemption: somebody put back exactly what was there before, which nobody can tell from nothing having happened.
    const bool wasPutBack
        = std::all_of(effect.overwritten.cbegin(), effect.overwritten.cend(), [row](const Overwrite &overwrite) {
              return sameValue(overwrite.field, overwrite.old, overwrite.now)
                  || (row && overwrite.oldStamp.moment > 0 && !overwrite.oldStamp.isOurs()
                      && sameValue(overwrite.field, overwrite.old, valueBefore(row->operation, overwrite)));
          });
    const bool isUpdate = !effect.overwritten.isEmpty() && !effect.createdProduct && effect.createdVariants.isEmpty();
    if (++m_effects[effect.operation] > 1 && !(isUpdate && wasPutBack))
        violate(Invariant::OneEffect, u"%1 took effect twice"_s.arg(effect.document));
    else if (!row
        || (!changesNothing && row->operation.state != OperationState::Sent
            && row->operation.state != OperationState::Unknown))
        violate(Invariant::NoEffectWhenClosed,
            u"%1 takes effect though the journal says %2"_s.arg(
                effect.document, row ? toWord(row->operation.state) : u"nothing"_s));
}

void Invariants::nothingUnseenOverwritten(const Effect &effect, const Operation &operation)
{
    const Departure departure = m_departures.value(operation.id);
    const auto wasVisible
        = [&departure](qint64 id, const Stamp &stamp) { return departure.looks.value(id).moment >= stamp.moment; };
    for (const Overwrite &overwrite : effect.overwritten) {
        if (!isNamed(operation, overwrite) || sameValue(overwrite.field, overwrite.old, overwrite.now)
            || sameValue(overwrite.field, overwrite.old, valueBefore(operation, overwrite)))
            continue;
        // Shopify itself compares stock with what was there, so no moment is too late for that.
        if (operation.kind == OperationKind::InventorySet
            || wasVisible(overwrite.variant == 0 ? effect.product : overwrite.variant, overwrite.oldStamp))
            violate(Invariant::NothingUnseenOverwritten,
                u"%1 '%2' becomes '%3', though '%4' was seen before"_s.arg(overwrite.field,
                    overwrite.old.value_or(u"nothing"_s), overwrite.now.value_or(u"nothing"_s),
                    valueBefore(operation, overwrite).value_or(u"nothing"_s)));
    }
    if (!operation.undoes.isNull())
        return;
    // Whoever approved a new value saw an old one: what was there by the last look must be that.
    const QList<StagedField> approved = m_world.tables().changes.value(operation.change.value).fields;
    for (const Overwrite &overwrite : effect.overwritten) {
        const auto staged = std::find_if(approved.cbegin(), approved.cend(), [&overwrite](const StagedField &field) {
            return field.shopifyVariant.value == overwrite.variant && field.field == overwrite.field;
        });
        if (staged != approved.cend() && isNamed(operation, overwrite)
            && !sameValue(overwrite.field, overwrite.old, overwrite.now)
            && !sameValue(overwrite.field, overwrite.old, staged->remote)
            && wasVisible(overwrite.variant == 0 ? effect.product : overwrite.variant, overwrite.oldStamp))
            violate(Invariant::NothingUnseenOverwritten,
                u"%1 '%2' becomes '%3', though '%4' was approved to be replaced"_s.arg(overwrite.field,
                    overwrite.old.value_or(u"nothing"_s), overwrite.now.value_or(u"nothing"_s),
                    staged->remote.value_or(u"nothing"_s)));
    }
    // What a person let go of is what the mirror held; what somebody else made of it since goes with it unseen.
    const auto takesAlong = [&](const ShopPart &part, const FieldMap &seen, qint64 lookedAt) {
        for (auto field = part.fields.cbegin(); field != part.fields.cend(); ++field) {
            const Stamp stamp = part.stamps.value(field.key());
            if (!movesByItself(field.key()) && stamp.moment > 0 && !stamp.isOurs()
                && !sameValue(field.key(), *field, seen.value(field.key())) && wasVisible(lookedAt, stamp))
                violate(Invariant::NothingUnseenOverwritten,
                    u"something is removed though its %1 became '%2'"_s.arg(
                        field.key(), field->value_or(u"nothing"_s)));
        }
    };
    const ShopSide &mirror = m_world.tables().mirror;
    for (const ShopVariant &variant : effect.removedVariants)
        takesAlong(variant.part, mirror.variants.value(variant.id).fields, variant.id);
    if (!effect.removedProduct)
        return;
    takesAlong(effect.removedProduct->part, mirror.products.value(effect.product), effect.product);
    for (const ShopVariant &variant : effect.removedProduct->variants)
        takesAlong(variant.part, mirror.variants.value(variant.id).fields, effect.product);
}

void Invariants::onlyPlannedRemovals(const Effect &effect, const Operation &operation)
{
    if (effect.removedProduct && operation.kind != OperationKind::ProductDelete)
        violate(Invariant::OnlyPlannedRemovals, u"%1 removes a product"_s.arg(effect.document));
    for (const ShopVariant &variant : effect.removedVariants)
        if (operation.kind != OperationKind::VariantsDelete || !operation.before.variants.contains(variant.id))
            violate(Invariant::OnlyPlannedRemovals, u"%1 removes variant %2"_s.arg(effect.document).arg(variant.id));
    const auto change = m_world.tables().changes.constFind(operation.change.value);
    if (effect.removedProduct && operation.undoes.isNull()
        && (change == m_world.tables().changes.cend() || change->type != ChangeType::Delete))
        violate(Invariant::OnlyPlannedRemovals, u"nobody approved the removal of a product"_s);
}

bool Invariants::mayRestoreConflicts(const Operation &operation) const
{
    return m_world.tables().batches.value(operation.batch.value).scope.value(u"restoreConflicts").toBool();
}

void Invariants::rollbackLeavesTheRest(const Effect &effect, const Operation &operation)
{
    const OperationRow *original = m_world.tables().operation(operation.undoes);
    if (!original)
        return;
    const ContentPatch written = original->operation.returned.value_or(original->operation.after);
    for (const Overwrite &overwrite : effect.overwritten) {
        const FieldMap fields = overwrite.variant == 0 ? written.product : written.variants.value(overwrite.variant);
        if (!isNamed(operation, overwrite) || sameValue(overwrite.field, overwrite.old, overwrite.now))
            continue;
        if (!sameValue(overwrite.field, valueBefore(operation, overwrite), fields.value(overwrite.field)))
            violate(Invariant::RollbackLeavesTheRest,
                u"%1 was '%2' and not what the batch wrote"_s.arg(
                    overwrite.field, valueBefore(operation, overwrite).value_or(u"nothing"_s)));
    }
    const Departure departure = m_departures.value(operation.id);
    const auto takesEditsAlong = [&](const ShopPart &part, qint64 id) {
        for (auto stamp = part.stamps.cbegin(); stamp != part.stamps.cend(); ++stamp)
            if (!stamp->isOurs() && stamp->moment > 0 && !movesByItself(stamp.key())
                && departure.looks.value(id).moment >= stamp->moment)
                violate(Invariant::RollbackLeavesTheRest,
                    u"what somebody made of %1 goes with what is removed"_s.arg(stamp.key()));
    };
    for (const ShopVariant &variant : effect.removedVariants)
        takesEditsAlong(variant.part, variant.id);
    if (!effect.removedProduct)
        return;
    takesEditsAlong(effect.removedProduct->part, effect.product);
    for (const ShopVariant &variant : effect.removedProduct->variants)
        takesEditsAlong(variant.part, effect.product);
}

} // namespace Simulation
