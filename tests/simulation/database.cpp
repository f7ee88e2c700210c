#include "tests/simulation/database.h"

#include "sync/api/catalogue.h"
#include "sync/lease/writerlease.h"
#include "tests/simulation/settlementwrites.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

Failure violates(const QString &constraint)
{
    return {FailureKind::DatabaseError, u"The database refused a row."_s, {}, {}, constraint};
}

QDateTime timeOf(Milliseconds moment)
{
    // From 2 November 2026, 9:00 UTC.
    return QDateTime::fromMSecsSinceEpoch(1'793'610'000'000 + moment.count(), Qt::UTC);
}

LocalImage imageOf(const Tables &tables, const CatalogueRow &row)
{
    LocalImage image{.product = row.product};
    std::stable_sort(image.product.variants.begin(), image.product.variants.end(),
        [](const LocalVariant &left, const LocalVariant &right) {
            const QString position = Field::position.toString();
            return left.fields.value(position).value_or(QString()).toInt()
                < right.fields.value(position).value_or(QString()).toInt();
        });
    if (const auto base = tables.base.content(row.product.shopifyId.value)) {
        image.base.product = base->fields;
        for (const VariantContent &variant : base->variants)
            image.base.variants.insert(variant.id.value, variant.fields);
    }
    return image;
}

StoreCalls &Database::begin(const char *call, int process)
{
    m_before = m_tables;
    m_call = call;
    m_process = process;
    m_settlement = nullptr;
    m_held = nullptr;
    return *this;
}

void Database::end(bool isGood)
{
    if (!isGood)
        m_tables = m_before;
    else if (committed)
        committed({m_call, m_process, m_before, m_tables, m_settlement, m_held});
}

void Database::edit(const char *what, Noted, const std::function<void(Tables &)> &work)
{
    begin(what, 0);
    work(m_tables);
    end(true);
}

OperationRow *Database::find(QUuid operation)
{
    for (OperationRow &row : m_tables.operations)
        if (row.operation.id == operation)
            return &row;
    return nullptr;
}

/// The trigger sync_operations_epoch.
Result<Done> Database::checkEpoch(qint64 epoch) const
{
    return epoch < m_tables.lease.epoch ? Result<Done>(leaseLost(u"epoch %1"_s.arg(epoch))) : Result<Done>(Done{});
}

Result<BatchId> Database::openBatch(const BatchOpening &opening)
{
    const BatchId id{nextRunId()};
    m_tables.batches.insert(id.value,
        BatchRow{.id = id,
            .kind = opening.kind,
            .rollsBack = opening.rollsBack,
            .counts = {.total = opening.total},
            .scope = opening.scope});
    return id;
}

Result<Done> Database::noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, const QString &message)
{
    const auto row = m_tables.batches.find(batch.value);
    if (row == m_tables.batches.end())
        return Done{};
    if (status == BatchStatus::Running || status == BatchStatus::Paused) {
        row->counts = counts;
        if (row->isRunning())
            row->status = status;
    } else if (row->isRunning()) {
        row->status = status;
        row->counts = counts;
        row->message = message;
    }
    return Done{};
}

Result<BatchFacts> Database::batchFacts(BatchId batch)
{
    const auto row = m_tables.batches.constFind(batch.value);
    if (row == m_tables.batches.cend())
        return Failure{FailureKind::NotFound, u"There is no such batch."_s};
    const auto written
        = std::count_if(m_tables.operations.cbegin(), m_tables.operations.cend(), [batch](const OperationRow &o) {
              return o.operation.batch == batch
                  && (o.operation.state == OperationState::Confirmed || o.operation.state == OperationState::Sent
                      || o.operation.state == OperationState::Unknown);
          });
    return BatchFacts{batch, row->kind, row->status, row->rollsBack, row->rolledBackBy, written};
}

PushChange Database::toSend(const ChangeRow &row) const
{
    const auto product = m_tables.products.constFind(row.product.value);
    PushChange change{.id = row.id,
        .type = row.type,
        .product = row.product,
        .shopifyProduct = row.shopifyProduct,
        .title = row.title,
        .editedSince = product != m_tables.products.cend() && row.localVersion != 0
            && row.localVersion != product->product.contentVersion,
        .fields = row.fields};
    const bool removes = row.type == ChangeType::Delete
        || std::any_of(row.fields.cbegin(), row.fields.cend(),
            [](const StagedField &field) { return field.field.isEmpty() && field.shopifyVariant.isValid(); });
    if (removes && m_tables.mirror.content(row.shopifyProduct.value))
        change.asSeen = m_tables.mirror.content(row.shopifyProduct.value);
    return change;
}

Result<QList<PushChange>> Database::approvedChanges(const QList<ChangeId> &only)
{
    QList<PushChange> changes;
    for (const ChangeRow &row : m_tables.changes)
        if (row.direction == Direction::Push && row.status == StagedStatus::Approved
            && (only.isEmpty() || only.contains(row.id)))
            changes += toSend(row);
    return changes;
}

Result<qint64> Database::linkedProducts()
{
    return qint64(std::count_if(m_tables.products.cbegin(), m_tables.products.cend(),
        [](const CatalogueRow &row) { return row.product.shopifyId.isValid(); }));
}

Result<QList<PushChange>> Database::claim(BatchId batch, const QList<ChangeId> &changes, qint64 epoch)
{
    if (const auto fresh = checkEpoch(epoch); !fresh)
        return fresh.failure();
    QList<PushChange> claimed;
    for (ChangeRow &row : m_tables.changes) {
        if (!changes.contains(row.id) || row.status != StagedStatus::Approved)
            continue;
        row.status = StagedStatus::Applying;
        row.appliedBatch = batch;
        claimed += toSend(row);
        const auto product = m_tables.products.find(row.product.value);
        if (product != m_tables.products.end() && product->product.shopifyId.isValid())
            product->status = SyncStatus::Syncing;
    }
    return claimed;
}

Result<qint64> Database::release(BatchId batch, qint64 epoch)
{
    return releaseBatch(*this, batch, epoch);
}

Result<qint64> Database::holdBack(const HeldBack &held)
{
    m_held = &held;
    return supersedeAndStage(*this, held);
}

Result<Done> Database::plan(const QList<Operation> &operations, qint64 epoch)
{
    for (const Operation &operation : operations) {
        if (const auto fresh = checkEpoch(epoch); !fresh)
            return fresh.failure();
        for (const OperationRow &row : std::as_const(m_tables.operations))
            if (row.operation.id == operation.id
                || (row.operation.batch == operation.batch && row.operation.sequence == operation.sequence))
                return violates(u"sync_operations (batch_id, sequence)"_s);
        OperationRow row{.operation = operation, .epoch = epoch, .plannedAt = now()};
        row.operation.state = OperationState::Planned;
        // As the JSON of the journal gives it back.
        row.operation.before = contentPatchFromJson(toJson(operation.before));
        row.operation.after = contentPatchFromJson(toJson(operation.after));
        m_tables.operations += row;
    }
    return Done{};
}

Result<QDateTime> Database::markSent(QUuid operation, int attempt, qint64 epoch)
{
    OperationRow *row = find(operation);
    const bool may
        = row && (row->operation.state == OperationState::Planned || row->operation.state == OperationState::Failed);
    if (const auto fresh = checkEpoch(epoch); !fresh)
        return fresh.failure();
    if (!may)
        return Failure{FailureKind::Internal, u"An operation is not in the state it should be in."_s};
    for (const OperationRow &other : std::as_const(m_tables.operations))
        if (other.operation.id != operation && row->operation.shopifyProduct.isValid()
            && other.operation.shopifyProduct == row->operation.shopifyProduct
            && (other.operation.state == OperationState::Sent || other.operation.state == OperationState::Unknown))
            return violates(u"sync_operations_one_open"_s);
    row->operation.state = OperationState::Sent;
    row->operation.attempt = attempt;
    row->operation.bulkRun = {};
    row->epoch = epoch;
    row->sentAt = now();
    return timeOf(row->sentAt);
}

Result<Done> Database::markRunSent(const QList<QUuid> &operations, QUuid run, qint64 epoch)
{
    for (const QUuid &operation : operations) {
        const OperationRow *row = find(operation);
        const Result<QDateTime> marked = markSent(operation, row ? row->operation.attempt + 1 : 1, epoch);
        if (!marked)
            return marked.failure();
        find(operation)->operation.bulkRun = run;
    }
    return Done{};
}

Result<Done> Database::markAllEnded(
    const QList<QUuid> &operations, OperationState state, const Failure &failure, qint64 epoch)
{
    for (const QUuid &operation : operations)
        if (const Result<Done> marked = markEnded(operation, state, failure, epoch); !marked)
            return marked.failure();
    return Done{};
}

Result<Done> Database::markEnded(QUuid operation, OperationState state, const Failure &failure, qint64 epoch)
{
    OperationRow *row = find(operation);
    const bool may = row
        && (row->operation.state == OperationState::Planned || row->operation.state == OperationState::Sent
            || row->operation.state == OperationState::Unknown);
    if (const auto fresh = checkEpoch(epoch); !fresh)
        return fresh.failure();
    if (!may)
        return Failure{FailureKind::Internal, u"An operation is not in the state it should be in."_s};
    row->operation.state = state;
    row->operation.error = failure.text();
    row->epoch = epoch;
    return Done{};
}

Result<Settled> Database::settle(const Settlement &settlement)
{
    m_settlement = &settlement;
    if (const auto fresh = checkEpoch(settlement.epoch); !fresh)
        return fresh.failure();
    if (settlement.operation) {
        OperationRow *row = find(settlement.operation->id);
        if (!row || (row->operation.state != OperationState::Sent && row->operation.state != OperationState::Unknown))
            return Failure{FailureKind::Internal, u"An operation was settled twice."_s};
        row->operation.state = OperationState::Confirmed;
        row->operation.returned = contentPatchFromJson(toJson(settlement.operation->returned));
        if (settlement.operation->shopifyProduct.isValid())
            row->operation.shopifyProduct = settlement.operation->shopifyProduct;
        row->operation.error.clear();
        row->epoch = settlement.epoch;
    }
    return SettlementWrites(*this, settlement).write();
}

Result<QList<Operation>> Database::takeOver(BatchId except, qint64 epoch)
{
    if (const auto fresh = checkEpoch(epoch); !fresh)
        return fresh.failure();
    for (BatchRow &batch : m_tables.batches)
        if (batch.isRunning() && batch.id != except)
            batch.status = BatchStatus::Interrupted;
    QList<BatchId> unfinished;
    const auto add = [&](BatchId batch) {
        if (batch.isValid() && batch != except && !unfinished.contains(batch))
            unfinished += batch;
    };
    for (const ChangeRow &change : std::as_const(m_tables.changes))
        if (change.status == StagedStatus::Applying && change.direction == Direction::Push)
            add(change.appliedBatch);
    for (const OperationRow &row : std::as_const(m_tables.operations))
        if (row.operation.state == OperationState::Planned)
            add(row.operation.batch);
    std::sort(unfinished.begin(), unfinished.end());
    for (const BatchId batch : std::as_const(unfinished))
        if (const auto released = releaseBatch(*this, batch, epoch); !released)
            return released.failure();
    QList<Operation> open;
    for (const OperationRow &row : std::as_const(m_tables.operations))
        if ((row.operation.state == OperationState::Sent || row.operation.state == OperationState::Unknown)
            && row.operation.batch != except)
            open += withTimes(*this, row);
    std::stable_sort(open.begin(), open.end(), [](const Operation &left, const Operation &right) {
        return std::pair(left.batch, left.sequence) < std::pair(right.batch, right.sequence);
    });
    return open;
}

Result<QList<Operation>> Database::operations(BatchId batch, const QList<ProductId> &products)
{
    QList<Operation> found;
    for (const OperationRow &row : m_tables.operations)
        if (row.operation.batch == batch && (products.isEmpty() || products.contains(row.operation.product)))
            found += withTimes(*this, row);
    std::stable_sort(found.begin(), found.end(),
        [](const Operation &left, const Operation &right) { return left.sequence < right.sequence; });
    return found;
}

Result<QList<ProductVersion>> Database::versions(BatchId batch, const QList<ProductId> &products)
{
    const auto local = [](const std::optional<Image> &image) {
        return image ? std::optional(LocalImage{image->row.product, image->base}) : std::nullopt;
    };
    QList<ProductVersion> found;
    for (const VersionRow &row : m_tables.versions)
        if (row.batch == batch && (products.isEmpty() || products.contains(row.product)))
            found += ProductVersion{row.id, row.product, row.shopifyProduct, local(row.before), local(row.after)};
    std::stable_sort(
        found.begin(), found.end(), [](const auto &left, const auto &right) { return left.product < right.product; });
    return found;
}

Result<QList<LocalImage>> Database::localImages(const QList<ProductId> &products)
{
    QList<LocalImage> images;
    for (const CatalogueRow &row : m_tables.products)
        if (products.contains(row.product.id))
            images += imageOf(m_tables, row);
    return images;
}

Result<QList<BatchId>> Database::laterBatches(BatchId batch)
{
    const auto touched = [this](BatchId of) {
        QList<ProductId> products;
        for (const VersionRow &row : m_tables.versions)
            if (row.batch == of)
                products += row.product;
        for (const OperationRow &row : m_tables.operations)
            // One that the catalogue did not have is NULL there, which is like no other.
            if (row.operation.batch == of && row.operation.state == OperationState::Confirmed
                && row.operation.product.isValid())
                products += row.operation.product;
        return products;
    };
    const QList<ProductId> mine = touched(batch);
    QList<BatchId> later;
    for (const BatchRow &row : m_tables.batches) {
        const QList<ProductId> theirs = row.id > batch ? touched(row.id) : QList<ProductId>();
        if (std::any_of(theirs.cbegin(), theirs.cend(), [&mine](ProductId product) { return mine.contains(product); }))
            later.prepend(row.id);
    }
    return later;
}

Result<Done> Database::recordRollback(const RollbackRecord &record)
{
    if (const auto fresh = checkEpoch(record.epoch); !fresh)
        return fresh.failure();
    m_tables.rollbacks += record;
    for (ChangeRow &change : m_tables.changes)
        if (change.appliedBatch == record.undoes && change.status == StagedStatus::Applied
            && (record.products.contains(change.product) || record.shopifyProducts.contains(change.shopifyProduct)))
            change.status = StagedStatus::RolledBack;
    if (!record.complete)
        return Done{};
    for (BatchRow &batch : m_tables.batches)
        if (batch.id == record.undoes || batch.rolledBackBy == record.undoes)
            batch.rolledBackBy = batch.id == record.undoes ? record.batch : BatchId{};
    return Done{};
}

Result<qint64> Database::takeLease(const LeaseClaim &claim)
{
    LeaseRow &lease = m_tables.lease;
    if (lease.until > now() && lease.owner != claim.owner)
        return Failure{FailureKind::Busy, u"The desk %1 is writing to the shop."_s.arg(lease.desk)};
    lease = {claim.owner, claim.desk, lease.epoch + 1, now() + claim.duration};
    return lease.epoch;
}

Result<Done> Database::renewLease(const LeaseClaim &claim, qint64 epoch)
{
    LeaseRow &lease = m_tables.lease;
    if (lease.owner != claim.owner || lease.epoch != epoch)
        return leaseLost(u"epoch %1"_s.arg(epoch));
    lease.until = now() + claim.duration;
    return Done{};
}

Result<Done> Database::releaseLease(const LeaseClaim &claim, qint64 epoch)
{
    LeaseRow &lease = m_tables.lease;
    if (lease.owner == claim.owner && lease.epoch == epoch)
        lease.until = now();
    return Done{};
}

Result<MaintenanceState> Database::maintenance()
{
    return MaintenanceState{m_tables.maintenance.active, u"simulated"_s, m_tables.maintenance.changedBy, {}};
}

} // namespace Simulation
