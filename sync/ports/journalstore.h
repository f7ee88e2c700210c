#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/ports/operation.h"
#include "sync/ports/recreation.h"

#include <QCoroTask>

#include <QJsonObject>
#include <QList>

#include <optional>

namespace Sync {

/// What is written down when a batch begins.
struct BatchOpening
{
    BatchKind kind = BatchKind::Push;
    QJsonObject scope = {};
    Operator startedBy = {};
    BatchId rollsBack = {};
    qint64 total = 0;
};

/// What a batch has come to: products, not fields.
struct ItemCounts
{
    qint64 total = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 skipped = 0;

    qint64 done() const { return succeeded + failed + skipped; }
    /// One more product, by what became of it.
    void count(Outcome outcome)
    {
        switch (outcome) {
        case Outcome::Success:
            ++succeeded;
            break;
        case Outcome::Error:
        case Outcome::Unknown:
            ++failed;
            break;
        case Outcome::Skipped:
        case Outcome::Conflict:
            ++skipped;
            break;
        }
    }
    bool operator==(const ItemCounts &) const = default;
};

/// One field of an approved change, as the person who approved it saw it.
struct StagedField
{
    FieldChangeId id = {};
    ShopifyId shopifyVariant = {}; ///< None for a field of the product, and for a variant that is not in Shopify yet.
    VariantId variant = {};
    QString field = {}; ///< Empty: the whole variant, new when it is not in Shopify, else to be removed.
    FieldValue base = {};
    FieldValue local = {};
    FieldValue remote = {};
    FieldValue edited = {};
    FieldValue merged = {}; ///< What a list that both sides changed is to become.
    FieldDecision decision = FieldDecision::Undecided;

    bool operator==(const StagedField &) const = default;
};

/// An approved change to be sent.
struct PushChange
{
    ChangeId id = {};
    ChangeType type = ChangeType::Update;
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    QString sku = {};
    bool editedSince = false; ///< The catalogue has moved since the change was staged.
    /// Where its variants were, by Shopify's id, when an earlier run's call on the options moved them and none put them
    /// back.
    QMap<qint64, int> placesBefore = {};
    /// For a delete, and for an update that removes variants: what the mirror, and so the reviewer, saw of it.
    std::optional<ProductContent> asSeen = {};
    QList<StagedField> fields = {};

    bool operator==(const PushChange &) const = default;
};

/// How a staged change ends, for its row, the product's status and the history.
struct ChangeEnd
{
    StagedStatus status = StagedStatus::Applied;
    Outcome outcome = Outcome::Success;
    QString action = {}; ///< A word of ours: update, create, delete, rollback.
    QString message = {}; ///< Empty on plain success.
    QString requestId = {};

    bool operator==(const ChangeEnd &) const = default;
};

/// A value the catalogue takes, provided it still holds the one expected.
struct CatalogueWrite
{
    ShopifyId shopifyVariant; ///< None for a field of the product.
    QString field;
    FieldValue expected;
    FieldValue value;

    bool operator==(const CatalogueWrite &) const = default;
};

/// Which catalogue row is the image of which variant in Shopify. Without a local id the catalogue gets a new row;
/// without a Shopify id the local row is deleted.
struct VariantLink
{
    VariantId local;
    ShopifyId shopify;

    bool operator==(const VariantLink &) const = default;
};

/// What becomes of the catalogue's product as a whole.
enum class LocalFate {
    Keep,
    Link, ///< The catalogue's product becomes the image of `seen`; without a product it gets a new row.
    Unlink, ///< Stays, without a counterpart in Shopify.
    Delete,
    Restore, ///< Put back whole from the version's image before.
};

/// A journalled operation's good end.
struct OperationEnd
{
    QUuid id;
    ContentPatch returned = {};
    ShopifyId shopifyProduct = {};
    QString requestId = {};

    bool operator==(const OperationEnd &) const = default;
};

/// Everything that becomes true at once when a write is confirmed, or when catalogue content is restored: journal,
/// mirror, base, catalogue, staged change, version and history, in one transaction.
struct Settlement
{
    BatchId batch;
    qint64 epoch = 0;
    ChangeId change = {};
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    std::optional<OperationEnd> operation = {};
    std::optional<ProductContent> seen = {}; ///< What Shopify returned, all or some of its fields: into the mirror.
    QList<ShopifyId> goneVariants = {}; ///< No longer in Shopify.
    bool productGone = false; ///< No longer in Shopify.
    /// Fields on which catalogue and Shopify agree from now on. A row the base does not have yet becomes the mirror's.
    ContentPatch base = {};
    /// What rows that the base takes from the mirror hold instead: somebody has written over it in Shopify by then, and
    /// nobody has looked at that yet.
    ContentPatch baseInstead = {};
    QList<CatalogueWrite> catalogue = {};
    QList<VariantLink> links = {};
    FieldMap onlyWhenNew = {}; ///< For LocalFate::Link: what a product that gets a new row holds beside what was seen.
    QMap<QString, QString> mediaLinks = {}; ///< What became in Shopify of media that only the catalogue had, by key.
    LocalFate localFate = LocalFate::Keep;
    qint64 restoreVersion = 0; ///< sync_versions.id, for LocalFate::Restore.
    std::optional<ChangeEnd> end = {}; ///< When this was the change's last step.

    bool operator==(const Settlement &) const = default;
};

/// What a settlement came to.
struct Settled
{
    ProductId product; ///< The catalogue's product, also when it is new.
    QList<CatalogueWrite> leftAlone = {}; ///< The catalogue held another value by then.

    bool operator==(const Settled &) const = default;
};

/// A change that is not sent because Shopify or the catalogue has moved since it was approved.
struct HeldBack
{
    BatchId batch;
    ChangeId change;
    std::optional<ProductContent> seen
        = {}; ///< What Shopify holds now: into the mirror, and what the new change shows.
    bool productGone = false;
    QString message;
};

/// A product's image in the catalogue with its base.
struct LocalImage
{
    LocalProduct product;
    ContentPatch base = {};

    bool operator==(const LocalImage &) const = default;
};

/// What a batch made of one product of the catalogue.
struct ProductVersion
{
    qint64 id = 0;
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    std::optional<LocalImage> before = {};
    std::optional<LocalImage> after = {};
    bool isRenewed = false; ///< Told with newer ids than were recorded: it cannot be put back as it stands.

    bool operator==(const ProductVersion &) const = default;
};

/// A batch as its rollback needs to know it.
struct BatchFacts
{
    BatchId id;
    BatchKind kind = BatchKind::Push;
    BatchStatus status = BatchStatus::Completed;
    BatchId rollsBack;
    BatchId rolledBackBy;
    qint64 operations = 0;

    bool operator==(const BatchFacts &) const = default;
};

/// The end of a rollback, for its record.
struct RollbackRecord
{
    BatchId batch;
    qint64 epoch = 0;
    BatchId undoes;
    QString backupPath = {};
    qint64 restored = 0;
    qint64 leftAlone = 0;
    qint64 impossible = 0;
    QJsonObject report = {};
    QList<ProductId> products = {}; ///< Put back whole; their staged changes become `rolled_back`.
    QList<ShopifyId> shopifyProducts = {};
    bool complete = false; ///< Nothing of the scope was left to do: the batch undone is marked as rolled back.
};

/// Batches, staged changes and the operation journal as the protocol sees them; a simulation hands in its own.
///
/// Each call is one transaction that either happened or did not, so none of them can be stopped half way. Calls that
/// write the journal, or take what another desk could, carry the lease's epoch and fail as Busy when a higher one
/// exists.
class JournalStore
{
public:
    virtual ~JournalStore() = default;

    virtual QCoro::Task<Result<BatchId>> openBatch(BatchOpening opening) = 0;
    /// The batch's status and counts while it runs; for a final status also the time it ended.
    virtual QCoro::Task<Result<Done>> noteBatch(BatchId batch, BatchStatus status, ItemCounts counts, QString message)
        = 0;
    virtual QCoro::Task<Result<BatchFacts>> batchFacts(BatchId batch) = 0;

    /// Approved push changes, all or those named, by id. An id that is not approved any more is left out.
    virtual QCoro::Task<Result<QList<PushChange>>> approvedChanges(QList<ChangeId> only) = 0;
    /// Products in the catalogue that have a counterpart in Shopify.
    virtual QCoro::Task<Result<qint64>> linkedProducts() = 0;
    /// Takes approved changes for this batch; yields those it got, as somebody may have been faster, with what was
    /// decided on by then, as somebody may have decided anew. A late desk gets none: they are for whoever has taken
    /// over.
    virtual QCoro::Task<Result<QList<PushChange>>> claim(BatchId batch, QList<ChangeId> changes, qint64 epoch) = 0;
    /// Gives back what this batch claimed and did not end: approved again when nothing of it was sent, else
    /// superseded, as what is left of it is staged anew. Never-sent operations are closed. How many changes.
    virtual QCoro::Task<Result<qint64>> release(BatchId batch, qint64 epoch) = 0;
    /// Ends a change as superseded and stages what is left of it anew, against what Shopify and catalogue hold now.
    /// The number of conflicts in the new change.
    virtual QCoro::Task<Result<qint64>> holdBack(HeldBack held) = 0;

    virtual QCoro::Task<Result<Done>> plan(QList<Operation> operations, qint64 epoch) = 0;
    /// Durable when it returns: only then may the first byte leave. The time it was marked, by the store's clock.
    virtual QCoro::Task<Result<QDateTime>> markSent(QUuid operation, int attempt, qint64 epoch) = 0;
    /// The same for all operations of a bulk run, or for none of them.
    virtual QCoro::Task<Result<Done>> markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch) = 0;
    /// State Failed (it had no effect) or Unknown.
    virtual QCoro::Task<Result<Done>> markEnded(QUuid operation, OperationState state, Failure failure, qint64 epoch)
        = 0;
    /// The same of several, or of none of them.
    virtual QCoro::Task<Result<Done>> markAllEnded(
        QList<QUuid> operations, OperationState state, Failure failure, qint64 epoch)
        = 0;
    virtual QCoro::Task<Result<Settled>> settle(Settlement settlement) = 0;
    /// Batches of a desk that is gone become `interrupted`; the operations of theirs, and of batches that ended with
    /// some, that are still sent or unknown. To be called by the lease's holder only: then nobody else is writing.
    virtual QCoro::Task<Result<QList<Operation>>> takeOver(BatchId except, qint64 epoch) = 0;

    /// A batch's operations in the order they were made, of all products or those named.
    virtual QCoro::Task<Result<QList<Operation>>> operations(BatchId batch, QList<ProductId> products) = 0;
    virtual QCoro::Task<Result<QList<ProductVersion>>> versions(BatchId batch, QList<ProductId> products) = 0;
    /// Those of the products that exist, by id.
    virtual QCoro::Task<Result<QList<LocalImage>>> localImages(QList<ProductId> products) = 0;
    /// Later batches that wrote products this one wrote, newest first.
    virtual QCoro::Task<Result<QList<BatchId>>> laterBatches(BatchId batch) = 0;
    /// What of these products in Shopify was deleted and came back, and what became of that, the oldest first.
    virtual QCoro::Task<Result<QList<Recreation>>> recreations(QList<ShopifyId> products) = 0;
    /// Variants of these products whose stock was set after a batch, other than by taking it back, and stands at
    /// another number than it was set from.
    virtual QCoro::Task<Result<QList<ShopifyId>>> restockedSince(BatchId batch, QList<ProductId> products) = 0;
    virtual QCoro::Task<Result<Done>> recordRollback(RollbackRecord record) = 0;
};

} // namespace Sync
