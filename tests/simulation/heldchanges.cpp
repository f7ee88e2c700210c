#include "tests/simulation/settlementwrites.h"

#include "sync/api/catalogue.h"
#include "sync/lease/writerlease.h"

#include <algorithm>

// What becomes of changes that were claimed and not sent: the bodies of pgstaged.cpp.

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

struct Tally
{
    int confirmed = 0;
    int others = 0;
    int open = 0;
};

Tally tallyOf(const Tables &tables, BatchId batch, ChangeId change)
{
    Tally tally;
    for (const OperationRow &row : tables.operations) {
        if (row.operation.batch != batch || row.operation.change != change)
            continue;
        const OperationState state = row.operation.state;
        ++(state == OperationState::Confirmed ? tally.confirmed : tally.others);
        tally.open += state == OperationState::Sent || state == OperationState::Unknown ? 1 : 0;
    }
    return tally;
}

void showReleased(Tables &tables, const ChangeRow &change)
{
    const auto product = tables.products.find(change.product.value);
    if (product == tables.products.end() || product->status != SyncStatus::Syncing)
        return;
    const ShopifyId shopify = product->product.shopifyId;
    const auto other = std::find_if(tables.changes.cbegin(), tables.changes.cend(), [shopify](const ChangeRow &row) {
        return row.isOpen() && row.direction != Direction::Push && row.shopifyProduct == shopify;
    });
    const bool isOpen = other != tables.changes.cend();
    if (!shopify.isValid())
        product->status.reset();
    else if (isOpen && other->conflicts > 0)
        product->status = SyncStatus::Conflict;
    else if (change.status == StagedStatus::Approved || isOpen)
        product->status = SyncStatus::Pending;
    else if (change.status == StagedStatus::Superseded || product->locallyEdited || hasMoved(tables, shopify))
        product->status = SyncStatus::Modified;
    else
        product->status = SyncStatus::Synced;
}

void collect(QList<StagedField> &moved, ShopifyId variant, VariantId local, const FieldMap &base, const FieldMap &here,
    const FieldMap &there, qint64 &conflicts)
{
    for (auto field = there.cbegin(); field != there.cend(); ++field) {
        const FieldValue was = base.value(field.key());
        if (sameValue(field.key(), was, field.value()))
            continue;
        const FieldValue ours = here.value(field.key());
        // Tags that both sides changed are merged.
        const bool isConflict = field.key() != Field::tags && !sameValue(field.key(), ours, was)
            && !sameValue(field.key(), ours, field.value());
        conflicts += isConflict ? 1 : 0;
        moved += StagedField{.shopifyVariant = variant,
            .variant = local,
            .field = field.key(),
            .base = was,
            .local = ours,
            .remote = field.value()};
    }
}

ChangeRow movedSince(const Tables &tables, const LocalImage &image)
{
    ChangeRow change{
        .direction = Direction::Pull, .product = image.product.id, .shopifyProduct = image.product.shopifyId};
    const std::optional<ProductContent> mirror = tables.mirror.content(image.product.shopifyId.value);
    if (!mirror)
        return change;
    collect(change.fields, {}, {}, image.base.product, image.product.fields, mirror->fields, change.conflicts);
    for (const VariantContent &variant : mirror->variants) {
        const LocalVariant *local = image.product.variant(variant.id);
        if (local && image.base.variants.contains(variant.id.value))
            collect(change.fields, variant.id, local->id, image.base.variants.value(variant.id.value), local->fields,
                variant.fields, change.conflicts);
    }
    return change;
}

} // namespace

Result<qint64> releaseBatch(Database &database, BatchId batch, qint64 epoch)
{
    Tables &tables = database.rows();
    qint64 released = 0;
    for (ChangeRow &change : tables.changes) {
        if (change.appliedBatch != batch || change.status != StagedStatus::Applying)
            continue;
        const Tally tally = tallyOf(tables, batch, change.id);
        if (tally.open > 0)
            continue;
        ++released;
        change.status = tally.confirmed == 0 ? StagedStatus::Approved
            : tally.others == 0              ? StagedStatus::Applied
                                             : StagedStatus::Superseded;
        if (change.status == StagedStatus::Approved)
            change.appliedBatch = {};
        else
            tables.history += HistoryRow{batch, change.product, change.id,
                change.status == StagedStatus::Applied ? Outcome::Success : Outcome::Skipped};
        showReleased(tables, change);
    }
    for (OperationRow &row : tables.operations) {
        if (row.operation.batch != batch || row.operation.state != OperationState::Planned)
            continue;
        if (epoch < tables.lease.epoch)
            return leaseLost(u"epoch %1"_s.arg(epoch));
        row.operation.state = OperationState::Failed;
        row.operation.error = u"never sent"_s;
        row.epoch = epoch;
    }
    return released;
}

Result<qint64> supersedeAndStage(Database &database, const HeldBack &held)
{
    Tables &tables = database.rows();
    const auto change = tables.changes.find(held.change.value);
    if (change == tables.changes.end() || change->status != StagedStatus::Applying
        || change->appliedBatch != held.batch)
        return qint64(0);
    change->status = StagedStatus::Superseded;
    change->failure = held.message;
    change->appliedBatch = held.batch;
    const ProductId product = change->product;
    const ShopifyId shopifyProduct = change->shopifyProduct;
    tables.history += HistoryRow{held.batch, product, held.change, Outcome::Conflict};
    if (held.seen && shopifyProduct.isValid())
        writeSeen(tables.mirror, shopifyProduct, *held.seen);
    const auto row = tables.products.constFind(product.value);
    if (row == tables.products.cend())
        return qint64(0);
    ChangeRow moved = held.seen ? movedSince(tables, imageOf(tables, *row)) : ChangeRow();
    if (!moved.fields.isEmpty()) {
        for (ChangeRow &open : tables.changes)
            if (open.shopifyProduct == moved.shopifyProduct && open.direction == Direction::Pull
                && (open.status == StagedStatus::Pending || open.status == StagedStatus::Approved))
                open.status = StagedStatus::Superseded;
        moved.id = ChangeId{database.nextId()};
        moved.title = row->product.fields.value(Field::title.toString()).value_or(QString());
        moved.localVersion = row->product.contentVersion;
        tables.changes.insert(moved.id.value, moved);
    }
    showStatus(tables, product, false, {});
    return moved.conflicts;
}

Operation withTimes(const Database &database, const OperationRow &row)
{
    Operation operation = row.operation;
    if (row.sentAt.count() >= 0) {
        operation.sentAt = timeOf(row.sentAt);
        operation.age = database.now() - row.sentAt;
    }
    return operation;
}

} // namespace Simulation
