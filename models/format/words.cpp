#include "models/format/words.h"

#include <QCoreApplication>

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Words", text);
}

} // namespace

using namespace Sync;

QString word(BatchKind value)
{
    switch (value) {
    case BatchKind::Pull:
        return tr("Pull");
    case BatchKind::Push:
        return tr("Send");
    case BatchKind::Apply:
        return tr("Write to catalogue");
    case BatchKind::Rollback:
        return tr("Rollback");
    case BatchKind::Compare:
        return tr("Find local edits");
    case BatchKind::Replay:
        return tr("Replay");
    }
    return {};
}

QString word(BatchStatus value)
{
    switch (value) {
    case BatchStatus::Queued:
        return tr("Waiting");
    case BatchStatus::Running:
        return tr("Running");
    case BatchStatus::Paused:
        return tr("Paused");
    case BatchStatus::Completed:
        return tr("Done");
    case BatchStatus::Partial:
        return tr("Done with failures");
    case BatchStatus::Failed:
        return tr("Failed");
    case BatchStatus::Cancelled:
        return tr("Stopped");
    case BatchStatus::Interrupted:
        return tr("Interrupted");
    }
    return {};
}

QString word(SyncStatus value)
{
    switch (value) {
    case SyncStatus::NeverLinked:
        return tr("Only here");
    case SyncStatus::Unverified:
        return tr("Unverified");
    case SyncStatus::Synced:
        return tr("In sync");
    case SyncStatus::Modified:
        return tr("Edited here");
    case SyncStatus::Pending:
        return tr("Waiting");
    case SyncStatus::Syncing:
        return tr("Syncing");
    case SyncStatus::Conflict:
        return tr("Conflict");
    case SyncStatus::Error:
        return tr("Failed");
    }
    return {};
}

QString word(ProductStatus value)
{
    switch (value) {
    case ProductStatus::Active:
        return tr("Active");
    case ProductStatus::Draft:
        return tr("Draft");
    case ProductStatus::Archived:
        return tr("Archived");
    case ProductStatus::Unlisted:
        return tr("Unlisted");
    }
    return {};
}

QString word(ChangeType value)
{
    switch (value) {
    case ChangeType::Create:
        return tr("New");
    case ChangeType::Update:
        return tr("Change");
    case ChangeType::Delete:
        return tr("Delete");
    case ChangeType::Restore:
        return tr("Restore");
    }
    return {};
}

QString word(Direction value)
{
    switch (value) {
    case Direction::Pull:
        return tr("Pull");
    case Direction::Push:
        return tr("Send");
    }
    return {};
}

QString word(StagedStatus value)
{
    switch (value) {
    case StagedStatus::Pending:
        return tr("To review");
    case StagedStatus::Approved:
        return tr("Approved");
    case StagedStatus::Rejected:
        return tr("Rejected");
    case StagedStatus::Applying:
        return tr("Being written");
    case StagedStatus::Applied:
        return tr("Done");
    case StagedStatus::Failed:
        return tr("Failed");
    case StagedStatus::Superseded:
        return tr("Replaced by a newer one");
    case StagedStatus::RolledBack:
        return tr("Rolled back");
    }
    return {};
}

QString word(FieldDecision value)
{
    switch (value) {
    case FieldDecision::Undecided:
        return tr("Undecided");
    case FieldDecision::Accept:
        return tr("Approved");
    case FieldDecision::Reject:
        return tr("Rejected");
    case FieldDecision::KeepOurs:
        return tr("Kept as it is here");
    case FieldDecision::TakeTheirs:
        return tr("Taken from Shopify");
    case FieldDecision::Edited:
        return tr("Written by hand");
    }
    return {};
}

QString word(ConflictSeverity value)
{
    switch (value) {
    case ConflictSeverity::Low:
        return tr("Low");
    case ConflictSeverity::Medium:
        return tr("Medium");
    case ConflictSeverity::High:
        return tr("High");
    }
    return {};
}

QString word(Outcome value)
{
    switch (value) {
    case Outcome::Success:
        return tr("Done");
    case Outcome::Error:
        return tr("Failed");
    case Outcome::Skipped:
        return tr("Left alone");
    case Outcome::Conflict:
        return tr("Conflict");
    case Outcome::Unknown:
        return tr("Outcome unknown");
    }
    return {};
}

QString word(SafeLevel value)
{
    switch (value) {
    case SafeLevel::Demo:
        return tr("Demo");
    case SafeLevel::Careful:
        return tr("Careful");
    case SafeLevel::Locked:
        return tr("Locked");
    case SafeLevel::ReadOnly:
        return tr("Read-only");
    }
    return {};
}

} // namespace Models
