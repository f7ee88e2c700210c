#pragma once

#include "sync/ports/journalstore.h"

#include <QDateTime>
#include <QList>
#include <QMap>

#include <optional>

namespace Simulation {

using Milliseconds = std::chrono::milliseconds;

/// A row of `products` with its variants.
struct CatalogueRow
{
    Sync::LocalProduct product;
    bool locallyEdited = false;
    std::optional<Sync::SyncStatus> status = {};
    QString error = {};

    bool operator==(const CatalogueRow &) const = default;
};

struct SideVariant
{
    qint64 product = 0;
    Sync::ShopifyId inventoryItem = {};
    Sync::FieldMap fields = {};

    bool operator==(const SideVariant &) const = default;
};

/// Mirror or base: products and variants by Shopify id.
struct ShopSide
{
    QMap<qint64, Sync::FieldMap> products = {};
    QMap<qint64, SideVariant> variants = {};

    QList<qint64> variantsOf(qint64 product) const;
    /// As the statements of the journal read it; nothing when neither the product nor a variant of it is there.
    std::optional<Sync::ProductContent> content(qint64 product) const;
};

struct ChangeRow
{
    Sync::ChangeId id = {};
    Sync::Direction direction = Sync::Direction::Push;
    Sync::ChangeType type = Sync::ChangeType::Update;
    Sync::StagedStatus status = Sync::StagedStatus::Pending;
    Sync::ProductId product = {};
    Sync::ShopifyId shopifyProduct = {};
    QString title = {};
    qint64 localVersion = 0; ///< 0: not recorded.
    Sync::BatchId appliedBatch = {};
    QString failure = {};
    qint64 conflicts = 0;
    QList<Sync::StagedField> fields = {};
    /// A delete as the reviewer saw it, and the variants an update removes: not a column, the mirror at that moment.
    std::optional<Sync::ProductContent> asSeen = {};

    bool isOpen() const
    {
        return status == Sync::StagedStatus::Pending || status == Sync::StagedStatus::Approved
            || status == Sync::StagedStatus::Applying;
    }
};

struct OperationRow
{
    Sync::Operation operation = {};
    qint64 epoch = 0;
    Milliseconds sentAt{-1}; ///< When it was last marked as sent.
    Milliseconds plannedAt{0};
};

struct BatchRow
{
    Sync::BatchId id = {};
    Sync::BatchKind kind = Sync::BatchKind::Push;
    Sync::BatchStatus status = Sync::BatchStatus::Running;
    Sync::BatchId rollsBack = {};
    Sync::BatchId rolledBackBy = {};
    Sync::ItemCounts counts = {};
    QString message = {};
    QJsonObject scope = {};

    bool isRunning() const { return status == Sync::BatchStatus::Running || status == Sync::BatchStatus::Paused; }
};

/// A product's image: the row with its base.
struct Image
{
    CatalogueRow row;
    Sync::ContentPatch base = {};
};

struct VersionRow
{
    qint64 id = 0;
    Sync::BatchId batch = {};
    Sync::ProductId product = {};
    Sync::ShopifyId shopifyProduct = {};
    std::optional<Image> before = {};
    std::optional<Image> after = {};
    Milliseconds createdAt{0};
};

struct HistoryRow
{
    Sync::BatchId batch = {};
    Sync::ProductId product = {};
    Sync::ChangeId change = {};
    Sync::Outcome outcome = Sync::Outcome::Success;
};

struct LeaseRow
{
    QString owner = {};
    QString desk = {};
    qint64 epoch = 0;
    Milliseconds until{-1};
};

struct MaintenanceRow
{
    bool active = false;
    QString changedBy = {};
    Milliseconds since{0};
};

/// Everything the database holds that the protocol of writing knows of. Copied when a transaction begins, which costs
/// little, and put back when it fails.
struct Tables
{
    QMap<qint64, CatalogueRow> products = {};
    ShopSide mirror = {};
    ShopSide base = {};
    QMap<qint64, ChangeRow> changes = {};
    QList<OperationRow> operations = {}; ///< In the order they were planned.
    QMap<qint64, BatchRow> batches = {};
    QList<VersionRow> versions = {};
    QList<HistoryRow> history = {};
    QList<Sync::RollbackRecord> rollbacks = {};
    LeaseRow lease = {};
    MaintenanceRow maintenance = {};
    qint64 lastId = 0; ///< Of products, variants and changes alike.
    qint64 lastRunId = 0; ///< Of batches and versions alike.

    const OperationRow *operation(QUuid id) const;
    const CatalogueRow *linkedTo(Sync::ShopifyId product) const;
};

/// The catalogue's variant with this id; null when the product has none.
const Sync::LocalVariant *variantById(const Sync::LocalProduct &product, Sync::VariantId id);

} // namespace Simulation
