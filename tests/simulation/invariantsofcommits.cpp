#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

bool isOpen(const Operation &operation)
{
    return operation.state == OperationState::Sent || operation.state == OperationState::Unknown;
}

bool alike(const QString &field, const FieldValue &left, const FieldValue &right)
{
    return sameValue(field, left, right) || (left.value_or(QString()).isEmpty() && right.value_or(QString()).isEmpty());
}

/// What a settlement's operation or change dealt with: values the catalogue may hold without a person having typed
/// something newer.
class DealtWith
{
public:
    DealtWith(const Tables &tables, const Settlement &settlement, const std::optional<Recording> &replayed)
        : m_settlement(settlement)
        , m_row(settlement.operation ? tables.operation(settlement.operation->id) : nullptr)
        , m_original(m_row && !m_row->operation.undoes.isNull() ? tables.operation(m_row->operation.undoes) : nullptr)
        , m_change(tables.changes.value(settlement.change.value))
        , m_tables(tables)
        , m_undone(tables.batches.value(settlement.batch.value).rollsBack)
        , m_replayed(replayed)
    { }

    bool contains(const LocalVariant *variant, const QString &field, const FieldValue &value) const
    {
        const ShopifyId id = variant ? variant->shopifyId : ShopifyId{};
        // Without a handle of staff's own choice a create gets one of ours.
        if (!variant && field == Field::handle && !value)
            return true;
        if (m_row && (holds(m_row->operation.after, variant, field, value)))
            return true;
        if (m_original
            && holds(m_original->operation.returned.value_or(m_original->operation.after), variant, field, value))
            return true;
        if (m_undone.isValid() && wasWritten(variant, field, value))
            return true;
        if (m_replayed && RecordedValues::holds(m_replayed->valuesOf(placeOf(variant, field)).known, field, value))
            return true;
        return std::any_of(m_change.fields.cbegin(), m_change.fields.cend(), [&](const StagedField &staged) {
            return staged.shopifyVariant == id && staged.field == field && sameValue(field, staged.local, value);
        });
    }

private:
    /// What its batch wrote a rollback takes back also without a call, where Shopify holds what was before.
    bool wasWritten(const LocalVariant *variant, const QString &field, const FieldValue &value) const
    {
        const auto byCall = [&](const OperationRow &row) {
            return row.operation.batch == m_undone && row.operation.state == OperationState::Confirmed
                && holds(row.operation.returned.value_or(row.operation.after), variant, field, value);
        };
        const auto here = [&](const VersionRow &row) {
            if (row.batch != m_undone || !row.after)
                return false;
            const LocalProduct &product = row.after->row.product;
            const LocalVariant *written = variant ? variantById(product, variant->id) : nullptr;
            if (variant && !written)
                return false;
            return sameOnceStored(field, (written ? written->fields : product.fields).value(field), value);
        };
        return std::any_of(m_tables.operations.cbegin(), m_tables.operations.cend(), byCall)
            || std::any_of(m_tables.versions.cbegin(), m_tables.versions.cend(), here);
    }

    static bool holds(
        const ContentPatch &patch, const LocalVariant *variant, const QString &field, const FieldValue &value)
    {
        const FieldMap fields = variant ? patch.variants.value(variant->shopifyId.value) : patch.product;
        if (fields.contains(field) && sameOnceStored(field, fields.value(field), value))
            return true;
        return variant && std::any_of(patch.created.cbegin(), patch.created.cend(), [&](const NewVariant &created) {
            return created.local == variant->id && sameOnceStored(field, created.fields.value(field), value);
        });
    }

    FieldPlace placeOf(const LocalVariant *variant, const QString &field) const
    {
        return {m_settlement.product, m_settlement.shopifyProduct, variant ? variant->shopifyId.value : 0, field};
    }

    const Settlement &m_settlement;
    const OperationRow *m_row;
    const OperationRow *m_original;
    ChangeRow m_change;
    const Tables &m_tables;
    BatchId m_undone;
    const std::optional<Recording> &m_replayed;
};

bool held(ShopModel &shop, qint64 product, qint64 variant, const QString &field, const FieldValue &value)
{
    const ShopProduct now = shop.products().value(product);
    const ShopVariant *part = variant == 0 ? nullptr : now.variant(variant);
    const FieldMap fields = variant == 0 ? now.part.fields : part ? part->part.fields : FieldMap();
    if (fields.contains(field) && alike(field, fields.value(field), value))
        return true;
    for (const Effect &effect : shop.effects()) {
        for (const Overwrite &overwrite : effect.overwritten)
            if (effect.product == product && overwrite.variant == variant && overwrite.field == field
                && (alike(field, overwrite.old, value) || alike(field, overwrite.now, value)))
                return true;
        for (const ShopVariant &removed : effect.removedVariants)
            if (removed.id == variant && alike(field, removed.part.fields.value(field), value))
                return true;
        if (effect.removedProduct && effect.product == product) {
            const ShopVariant *gone = variant == 0 ? nullptr : effect.removedProduct->variant(variant);
            const FieldMap were = variant == 0 ? effect.removedProduct->part.fields
                : gone                         ? gone->part.fields
                                               : FieldMap();
            if (alike(field, were.value(field), value))
                return true;
        }
    }
    return false;
}

} // namespace

void Invariants::oneOpenPerObject(const Commit &commit)
{
    QMap<qint64, int> byShopify;
    QMap<qint64, int> creates;
    for (const OperationRow &row : commit.after.operations) {
        if (!isOpen(row.operation))
            continue;
        if (row.operation.shopifyProduct.isValid() && ++byShopify[row.operation.shopifyProduct.value] > 1)
            violate(Invariant::OneOpenPerObject,
                u"two operations on product %1 are open"_s.arg(row.operation.shopifyProduct.value));
        if (row.operation.kind == OperationKind::ProductCreate && row.operation.product.isValid()
            && ++creates[row.operation.product.value] > 1)
            violate(
                Invariant::OneOpenPerObject, u"product %1 is being created twice"_s.arg(row.operation.product.value));
    }
}

void Invariants::oneWriter(const Commit &commit)
{
    if (commit.after.lease.epoch < commit.before.lease.epoch
        || (commit.after.lease.owner != commit.before.lease.owner
            && commit.after.lease.epoch == commit.before.lease.epoch))
        violate(Invariant::OneWriter, u"the lease changed hands without a new epoch"_s);
    for (qsizetype i = 0; i < commit.after.operations.size(); ++i) {
        const OperationRow &row = commit.after.operations.at(i);
        const bool isNew = i >= commit.before.operations.size();
        if ((isNew || commit.before.operations.at(i).operation != row.operation)
            && row.epoch < commit.before.lease.epoch)
            violate(Invariant::OneWriter,
                u"the journal is written with epoch %1 in epoch %2"_s.arg(row.epoch).arg(commit.before.lease.epoch));
    }
}

void Invariants::closedRightly(const Commit &commit)
{
    for (qsizetype i = 0; i < std::min(commit.before.operations.size(), commit.after.operations.size()); ++i) {
        const Operation &operation = commit.after.operations.at(i).operation;
        if (operation.state == commit.before.operations.at(i).operation.state)
            continue;
        const int effects = m_effects.value(operation.id);
        if (operation.state == OperationState::Failed && effects > 0 && isInTheShop(operation))
            violate(Invariant::FailedHadNoEffect,
                u"%1 is called failed, but it is in the shop"_s.arg(toWord(operation.kind)));
        if (operation.state == OperationState::Confirmed && effects == 0 && !wasMadeSoByOthers(operation))
            violate(
                Invariant::OneEffect, u"%1 is called confirmed, but nothing happened"_s.arg(toWord(operation.kind)));
    }
}

/// Whether anything an operation did is still there. What travels along and stays as it was, a unit with its weight, is
/// nothing it did.
bool Invariants::isInTheShop(const Operation &operation) const
{
    const auto isOurs = [&operation](const Stamp &stamp) { return stamp.operation == operation.id; };
    for (const Effect &effect : m_world.model().effects()) {
        if (effect.operation != operation.id)
            continue;
        if (effect.removedProduct || !effect.removedVariants.isEmpty())
            return true;
        const ShopProduct product = m_world.model().products().value(effect.product);
        const auto carries
            = [&isOurs](const ShopPart &part) { return std::any_of(part.stamps.cbegin(), part.stamps.cend(), isOurs); };
        if (effect.createdProduct && carries(product.part))
            return true;
        for (const qint64 created : effect.createdVariants)
            if (const ShopVariant *variant = product.variant(created); variant && carries(variant->part))
                return true;
        for (const Overwrite &overwrite : effect.overwritten) {
            const ShopVariant *variant = product.variant(overwrite.variant);
            const ShopPart part = overwrite.variant == 0 ? product.part : variant ? variant->part : ShopPart();
            if (!sameValue(overwrite.field, overwrite.old, overwrite.now) && isOurs(part.stamps.value(overwrite.field)))
                return true;
        }
    }
    return false;
}

/// Exemption: somebody else wrote the very values, or removed what was to be removed.
bool Invariants::wasMadeSoByOthers(const Operation &operation) const
{
    const qint64 product = operation.shopifyProduct.value;
    if (operation.kind == OperationKind::ProductDelete)
        return !m_world.model().products().contains(product);
    if (operation.kind == OperationKind::VariantsDelete || operation.kind == OperationKind::VariantsCreate)
        return true;
    for (auto field = operation.after.product.cbegin(); field != operation.after.product.cend(); ++field)
        if (held(m_world.model(), product, 0, field.key(),
                normalised(field.key(), *field, m_world.model().rewritesHtml)))
            return true;
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            if (held(m_world.model(), product, variant.key(), field.key(),
                    normalised(field.key(), *field, m_world.model().rewritesHtml)))
                return true;
    return false;
}

void Invariants::nothingTypedIsLost(const Commit &commit)
{
    const Settlement none;
    const Settlement &settlement = commit.settlement ? *commit.settlement : none;
    const std::optional<Recording> replayed = replayedBy(settlement.batch);
    const DealtWith dealt(commit.after, settlement, replayed);
    const BatchRow batch = commit.after.batches.value(settlement.batch.value);
    if (batch.scope.value(u"restoreConflicts").toBool() || batch.scope.value(u"replayConflicts").toBool()
        || settlement.localFate == LocalFate::Restore || settlement.localFate == LocalFate::Delete)
        return;
    const auto check = [&](const LocalVariant *variant, const FieldMap &before, const FieldMap &after) {
        for (auto field = before.cbegin(); field != before.cend(); ++field) {
            const FieldValue now = after.value(field.key());
            if (now == *field || sameOnceStored(field.key(), *field, now)
                || (variant && (field.key() == Field::position || field.key() == Field::variantTitle)))
                continue;
            if (!dealt.contains(variant, field.key(), *field))
                violate(Invariant::NothingTypedIsLost,
                    u"%1: %2 '%3' becomes '%4' in the catalogue"_s.arg(QString::fromLatin1(commit.call), field.key(),
                        field->value_or(u"nothing"_s), now.value_or(u"nothing"_s)));
        }
    };
    for (const CatalogueRow &row : commit.before.products) {
        const auto now = commit.after.products.constFind(row.product.id.value);
        if (now == commit.after.products.cend()) {
            violate(Invariant::NothingTypedIsLost,
                u"%1 takes product %2 out of the catalogue"_s.arg(QString::fromLatin1(commit.call))
                    .arg(row.product.id.value));
            continue;
        }
        if (row.product == now->product)
            continue;
        check(nullptr, row.product.fields, now->product.fields);
        for (const LocalVariant &variant : row.product.variants) {
            if (const LocalVariant *after = variantById(now->product, variant.id))
                check(&variant, variant.fields, after->fields);
            else
                check(&variant, variant.fields, {});
        }
    }
}

void Invariants::baseIsWhatShopifyHeld(const Commit &commit)
{
    if (commit.settlement && commit.settlement->localFate == LocalFate::Restore)
        return;
    const ContentPatch instead = commit.settlement ? commit.settlement->baseInstead : ContentPatch();
    const auto check = [&](qint64 product, qint64 variant, const FieldMap &before, const FieldMap &after) {
        for (auto field = after.cbegin(); field != after.cend(); ++field) {
            // Exemption: what a create asked for and was written over before anybody saw how Shopify had stored it.
            const FieldValue value = instead.names(ShopifyId{variant}, field.key())
                ? normalised(field.key(), *field, m_world.model().rewritesHtml)
                : *field;
            if (before.value(field.key()) != *field
                && !(variant != 0 && (field.key() == Field::position || field.key() == Field::variantTitle))
                && !held(m_world.model(), product, variant, field.key(), value))
                violate(Invariant::BaseIsWhatShopifyHeld,
                    u"%1 '%2' comes into the base of %3"_s.arg(field.key(), field->value_or(u"nothing"_s))
                        .arg(product));
        }
    };
    const ShopSide &after = commit.after.base;
    for (auto product = after.products.cbegin(); product != after.products.cend(); ++product)
        if (commit.before.base.products.value(product.key()) != *product)
            check(product.key(), 0, commit.before.base.products.value(product.key()), *product);
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant)
        if (commit.before.base.variants.value(variant.key()).fields != variant->fields)
            check(variant->product, variant.key(), commit.before.base.variants.value(variant.key()).fields,
                variant->fields);
}

void Invariants::claimedByWhoeverEndsIt(const Commit &commit)
{
    const BatchId batch = commit.settlement ? commit.settlement->batch : commit.held ? commit.held->batch : BatchId{};
    for (const ChangeRow &row : commit.after.changes) {
        const ChangeRow before = commit.before.changes.value(row.id.value);
        if (!batch.isValid() || before.status == row.status || row.direction != Direction::Push || !before.id.isValid())
            continue;
        if (before.status != StagedStatus::Applying || before.appliedBatch != batch)
            violate(Invariant::ClaimedByWhoeverEndsIt,
                u"batch %1 makes change %2 %3, which was %4 for batch %5"_s.arg(batch.value)
                    .arg(row.id.value)
                    .arg(toWord(row.status), toWord(before.status))
                    .arg(before.appliedBatch.value));
    }
}

void Invariants::countsAddUp(const Commit &commit)
{
    for (const BatchRow &row : commit.after.batches) {
        if (row.status == commit.before.batches.value(row.id.value).status)
            continue;
        if (row.counts.done() > row.counts.total)
            violate(Invariant::CountsAddUp, u"batch %1 has done more than there was"_s.arg(row.id.value));
        if (row.status != BatchStatus::Completed)
            continue;
        const auto successes = std::count_if(
            commit.after.history.cbegin(), commit.after.history.cend(), [&row](const HistoryRow &history) {
                return history.batch == row.id && history.outcome == Sync::Outcome::Success;
            });
        if (row.counts.done() != row.counts.total || successes != row.counts.succeeded)
            violate(Invariant::CountsAddUp,
                u"batch %1 counts %2 of %3 succeeded, its history %4"_s.arg(row.id.value)
                    .arg(row.counts.succeeded)
                    .arg(row.counts.total)
                    .arg(successes));
    }
}

/// Exemption: the call that gives them back failed; whoever takes over does it then.
void Invariants::givesBackItsClaims(const Commit &commit)
{
    if (m_world.process(commit.process)->hasFailed("releasing changes"))
        return;
    for (const ChangeRow &change : commit.after.changes) {
        const BatchRow batch = commit.after.batches.value(change.appliedBatch.value);
        const BatchRow before = commit.before.batches.value(change.appliedBatch.value);
        if (change.status != StagedStatus::Applying || batch.isRunning() || !before.isRunning()
            || batch.status == BatchStatus::Interrupted)
            continue;
        const bool isOpenStill = std::any_of(commit.after.operations.cbegin(), commit.after.operations.cend(),
            [&change](const OperationRow &row) { return row.operation.change == change.id && isOpen(row.operation); });
        if (!isOpenStill)
            violate(Invariant::GivesBackItsClaims,
                u"batch %1 has ended and still holds change %2"_s.arg(batch.id.value).arg(change.id.value));
    }
}

} // namespace Simulation
