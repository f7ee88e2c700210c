#pragma once

#include <QString>

#include <optional>

namespace Sync {

/// The words of the product, as stored in the database (checked there too) and written to JSON.
/// toWord() and fromWord() are the only conversion; screens translate through models/format.

/// What a batch does. Compare looks for local edits and stages them; it sends nothing.
enum class BatchKind { Pull, Compare, Push, Apply, Rollback, Replay };
/// How far a batch is, or how it ended. Interrupted: its desk went away under it.
enum class BatchStatus { Queued, Running, Paused, Completed, Partial, Failed, Cancelled, Interrupted };
/// How much a pull reads: everything, what was updated since the last one, or what was named.
enum class PullScope { Full, Incremental, Selective };
/// products.shopify_sync_status; NeverLinked is NULL, Unverified is never stored.
enum class SyncStatus { NeverLinked, Unverified, Synced, Modified, Pending, Syncing, Conflict, Error };
/// Whether Shopify sells a product.
enum class ProductStatus { Active, Draft, Archived, Unlisted };
/// What becomes of the product a staged change is about.
enum class ChangeType { Create, Update, Delete, Restore };
/// Pull writes the catalogue from Shopify, Push writes Shopify from the catalogue.
enum class Direction { Pull, Push };
/// How far a staged change is. Superseded: another one stands in its place.
enum class StagedStatus { Pending, Approved, Rejected, Applying, Applied, Failed, Superseded, RolledBack };
/// What a person has decided about one field; keeping ours and taking theirs resolve conflicts.
enum class FieldDecision { Undecided, Accept, Reject, KeepOurs, TakeTheirs, Edited };
/// How much harm a wrong answer to a conflict does; the mildest first. Which field has which is the database's
/// conflict_severity().
enum class ConflictSeverity { Low, Medium, High };
/// How far a journalled operation is. Unknown: sent, and nobody can tell yet whether it had effect.
enum class OperationState { Planned, Sent, Confirmed, Failed, Unknown };
/// What one journalled operation does to the shop.
enum class OperationKind {
    ProductUpdate,
    VariantsUpdate,
    InventorySet,
    ProductCreate,
    ProductDelete,
    VariantsCreate,
    VariantsDelete,
    MetafieldsSet,
    MetafieldsDelete,
    OptionRename,
    OptionsCreate,
    OptionsDelete,
    OptionsReorder,
    VariantsReorder,
    InventoryActivate, ///< A variant is stocked at a location from now on.
    InventoryDeactivate, ///< It is no longer.
    MediaAdd,
    MediaUpdate, ///< The text of a medium, or whether the product shows it.
    MediaOrder,
    ChannelsJoin,
    ChannelsLeave,
};
/// What a run came to for one product.
enum class Outcome { Success, Error, Skipped, Conflict, Unknown };
/// How much a shop may be changed without asking again.
enum class SafeLevel { Demo, Careful, Locked, ReadOnly };
/// What a check looks at; the order in which they are shown.
enum class CheckGroup { Database, Shopify, Live, Engine, Data, Computer };
/// What a check has come to. NotUsed: there is nothing to look at.
enum class CheckStatus { Ok, Attention, Failed, CouldNotCheck, NotUsed };

QString toWord(BatchKind value);
QString toWord(BatchStatus value);
QString toWord(PullScope value);
QString toWord(SyncStatus value);
QString toWord(ProductStatus value);
QString toWord(ChangeType value);
QString toWord(Direction value);
QString toWord(StagedStatus value);
QString toWord(FieldDecision value);
QString toWord(ConflictSeverity value);
QString toWord(OperationState value);
QString toWord(OperationKind value);
QString toWord(Outcome value);
QString toWord(SafeLevel value);
QString toWord(CheckGroup value);
QString toWord(CheckStatus value);

/// The value a word stands for, or nothing for an unknown word.
template <typename Enum>
std::optional<Enum> fromWord(QStringView word);

extern template std::optional<BatchKind> fromWord(QStringView);
extern template std::optional<BatchStatus> fromWord(QStringView);
extern template std::optional<PullScope> fromWord(QStringView);
extern template std::optional<SyncStatus> fromWord(QStringView);
extern template std::optional<ProductStatus> fromWord(QStringView);
extern template std::optional<ChangeType> fromWord(QStringView);
extern template std::optional<Direction> fromWord(QStringView);
extern template std::optional<StagedStatus> fromWord(QStringView);
extern template std::optional<FieldDecision> fromWord(QStringView);
extern template std::optional<ConflictSeverity> fromWord(QStringView);
extern template std::optional<OperationState> fromWord(QStringView);
extern template std::optional<OperationKind> fromWord(QStringView);
extern template std::optional<Outcome> fromWord(QStringView);
extern template std::optional<SafeLevel> fromWord(QStringView);
extern template std::optional<CheckGroup> fromWord(QStringView);
extern template std::optional<CheckStatus> fromWord(QStringView);

} // namespace Sync
