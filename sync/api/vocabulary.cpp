#include "sync/api/vocabulary.h"

#include <span>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

template <typename Enum>
struct Word
{
    Enum value;
    QStringView word;
};

constexpr Word<BatchKind> batchKinds[]
    = {{BatchKind::Pull, u"pull"}, {BatchKind::Compare, u"compare"}, {BatchKind::Push, u"push"},
        {BatchKind::Apply, u"apply"}, {BatchKind::Rollback, u"rollback"}, {BatchKind::Replay, u"replay"}};
constexpr Word<BatchStatus> batchStatuses[]
    = {{BatchStatus::Queued, u"queued"}, {BatchStatus::Running, u"running"}, {BatchStatus::Paused, u"paused"},
        {BatchStatus::Completed, u"completed"}, {BatchStatus::Partial, u"partial"}, {BatchStatus::Failed, u"failed"},
        {BatchStatus::Cancelled, u"cancelled"}, {BatchStatus::Interrupted, u"interrupted"}};
constexpr Word<PullScope> pullScopes[]
    = {{PullScope::Full, u"full"}, {PullScope::Incremental, u"incremental"}, {PullScope::Selective, u"selective"}};
constexpr Word<SyncStatus> syncStatuses[]
    = {{SyncStatus::NeverLinked, u"never_linked"}, {SyncStatus::Unverified, u"unverified"},
        {SyncStatus::Synced, u"synced"}, {SyncStatus::Modified, u"modified"}, {SyncStatus::Pending, u"pending"},
        {SyncStatus::Syncing, u"syncing"}, {SyncStatus::Conflict, u"conflict"}, {SyncStatus::Error, u"error"}};
constexpr Word<ProductStatus> productStatuses[] = {{ProductStatus::Active, u"active"}, {ProductStatus::Draft, u"draft"},
    {ProductStatus::Archived, u"archived"}, {ProductStatus::Unlisted, u"unlisted"}};
constexpr Word<ChangeType> changeTypes[] = {{ChangeType::Create, u"create"}, {ChangeType::Update, u"update"},
    {ChangeType::Delete, u"delete"}, {ChangeType::Restore, u"restore"}};
constexpr Word<Direction> directions[] = {{Direction::Pull, u"pull"}, {Direction::Push, u"push"}};
constexpr Word<StagedStatus> stagedStatuses[] = {{StagedStatus::Pending, u"pending"},
    {StagedStatus::Approved, u"approved"}, {StagedStatus::Rejected, u"rejected"}, {StagedStatus::Applying, u"applying"},
    {StagedStatus::Applied, u"applied"}, {StagedStatus::Failed, u"failed"}, {StagedStatus::Superseded, u"superseded"},
    {StagedStatus::RolledBack, u"rolled_back"}};
constexpr Word<FieldDecision> fieldDecisions[] = {{FieldDecision::Undecided, u"undecided"},
    {FieldDecision::Accept, u"accept"}, {FieldDecision::Reject, u"reject"}, {FieldDecision::KeepOurs, u"keep_ours"},
    {FieldDecision::TakeTheirs, u"take_theirs"}, {FieldDecision::Edited, u"edited"}};
constexpr Word<ConflictSeverity> conflictSeverities[]
    = {{ConflictSeverity::Low, u"low"}, {ConflictSeverity::Medium, u"medium"}, {ConflictSeverity::High, u"high"}};
constexpr Word<OperationState> operationStates[] = {{OperationState::Planned, u"planned"},
    {OperationState::Sent, u"sent"}, {OperationState::Confirmed, u"confirmed"}, {OperationState::Failed, u"failed"},
    {OperationState::Unknown, u"unknown"}};
constexpr Word<OperationKind> operationKinds[] = {{OperationKind::ProductUpdate, u"product_update"},
    {OperationKind::VariantsUpdate, u"variants_update"}, {OperationKind::InventorySet, u"inventory_set"},
    {OperationKind::ProductCreate, u"product_create"}, {OperationKind::ProductDelete, u"product_delete"},
    {OperationKind::VariantsCreate, u"variants_create"}, {OperationKind::VariantsDelete, u"variants_delete"},
    {OperationKind::MetafieldsSet, u"metafields_set"}, {OperationKind::MetafieldsDelete, u"metafields_delete"},
    {OperationKind::OptionRename, u"option_rename"}, {OperationKind::OptionsCreate, u"options_create"},
    {OperationKind::OptionsDelete, u"options_delete"}, {OperationKind::OptionsReorder, u"options_reorder"},
    {OperationKind::VariantsReorder, u"variants_reorder"}, {OperationKind::InventoryActivate, u"inventory_activate"},
    {OperationKind::InventoryDeactivate, u"inventory_deactivate"}, {OperationKind::MediaAdd, u"media_add"},
    {OperationKind::MediaUpdate, u"media_update"}, {OperationKind::MediaOrder, u"media_order"},
    {OperationKind::ChannelsJoin, u"channels_join"}, {OperationKind::ChannelsLeave, u"channels_leave"}};
constexpr Word<Outcome> outcomes[] = {{Outcome::Success, u"success"}, {Outcome::Error, u"error"},
    {Outcome::Skipped, u"skipped"}, {Outcome::Conflict, u"conflict"}, {Outcome::Unknown, u"unknown"}};
constexpr Word<SafeLevel> safeLevels[] = {{SafeLevel::Demo, u"demo"}, {SafeLevel::Careful, u"careful"},
    {SafeLevel::Locked, u"locked"}, {SafeLevel::ReadOnly, u"read_only"}};
constexpr Word<CheckGroup> checkGroups[]
    = {{CheckGroup::Database, u"database"}, {CheckGroup::Shopify, u"shopify"}, {CheckGroup::Live, u"live"},
        {CheckGroup::Engine, u"engine"}, {CheckGroup::Data, u"data"}, {CheckGroup::Computer, u"computer"}};
constexpr Word<CheckStatus> checkStatuses[]
    = {{CheckStatus::Ok, u"ok"}, {CheckStatus::Attention, u"attention"}, {CheckStatus::Failed, u"failed"},
        {CheckStatus::CouldNotCheck, u"could_not_check"}, {CheckStatus::NotUsed, u"not_used"}};

constexpr std::span<const Word<BatchKind>> table(BatchKind)
{
    return batchKinds;
}
constexpr std::span<const Word<BatchStatus>> table(BatchStatus)
{
    return batchStatuses;
}
constexpr std::span<const Word<PullScope>> table(PullScope)
{
    return pullScopes;
}
constexpr std::span<const Word<SyncStatus>> table(SyncStatus)
{
    return syncStatuses;
}
constexpr std::span<const Word<ProductStatus>> table(ProductStatus)
{
    return productStatuses;
}
constexpr std::span<const Word<ChangeType>> table(ChangeType)
{
    return changeTypes;
}
constexpr std::span<const Word<Direction>> table(Direction)
{
    return directions;
}
constexpr std::span<const Word<StagedStatus>> table(StagedStatus)
{
    return stagedStatuses;
}
constexpr std::span<const Word<FieldDecision>> table(FieldDecision)
{
    return fieldDecisions;
}
constexpr std::span<const Word<ConflictSeverity>> table(ConflictSeverity)
{
    return conflictSeverities;
}
constexpr std::span<const Word<OperationState>> table(OperationState)
{
    return operationStates;
}
constexpr std::span<const Word<OperationKind>> table(OperationKind)
{
    return operationKinds;
}
constexpr std::span<const Word<Outcome>> table(Outcome)
{
    return outcomes;
}
constexpr std::span<const Word<SafeLevel>> table(SafeLevel)
{
    return safeLevels;
}
constexpr std::span<const Word<CheckGroup>> table(CheckGroup)
{
    return checkGroups;
}
constexpr std::span<const Word<CheckStatus>> table(CheckStatus)
{
    return checkStatuses;
}

template <typename Enum>
QString word(Enum value)
{
    for (const auto &entry : table(value))
        if (entry.value == value)
            return entry.word.toString();
    Q_UNREACHABLE();
}

} // namespace

QString toWord(BatchKind value)
{
    return word(value);
}
QString toWord(BatchStatus value)
{
    return word(value);
}
QString toWord(PullScope value)
{
    return word(value);
}
QString toWord(SyncStatus value)
{
    return word(value);
}
QString toWord(ProductStatus value)
{
    return word(value);
}
QString toWord(ChangeType value)
{
    return word(value);
}
QString toWord(Direction value)
{
    return word(value);
}
QString toWord(StagedStatus value)
{
    return word(value);
}
QString toWord(FieldDecision value)
{
    return word(value);
}
QString toWord(ConflictSeverity value)
{
    return word(value);
}
QString toWord(OperationState value)
{
    return word(value);
}
QString toWord(OperationKind value)
{
    return word(value);
}
QString toWord(Outcome value)
{
    return word(value);
}
QString toWord(SafeLevel value)
{
    return word(value);
}
QString toWord(CheckGroup value)
{
    return word(value);
}
QString toWord(CheckStatus value)
{
    return word(value);
}

template <typename Enum>
std::optional<Enum> fromWord(QStringView text)
{
    for (const auto &entry : table(Enum{}))
        if (entry.word == text)
            return entry.value;
    return std::nullopt;
}

template std::optional<BatchKind> fromWord(QStringView);
template std::optional<BatchStatus> fromWord(QStringView);
template std::optional<PullScope> fromWord(QStringView);
template std::optional<SyncStatus> fromWord(QStringView);
template std::optional<ProductStatus> fromWord(QStringView);
template std::optional<ChangeType> fromWord(QStringView);
template std::optional<Direction> fromWord(QStringView);
template std::optional<StagedStatus> fromWord(QStringView);
template std::optional<FieldDecision> fromWord(QStringView);
template std::optional<ConflictSeverity> fromWord(QStringView);
template std::optional<OperationState> fromWord(QStringView);
template std::optional<OperationKind> fromWord(QStringView);
template std::optional<Outcome> fromWord(QStringView);
template std::optional<SafeLevel> fromWord(QStringView);
template std::optional<CheckGroup> fromWord(QStringView);
template std::optional<CheckStatus> fromWord(QStringView);

} // namespace Sync
