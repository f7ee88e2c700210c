#include "models/format/badge.h"

#include "models/format/words.h"

#include <QCoreApplication>

namespace Models {

using namespace Sync;

Badge badgeFor(SyncStatus status)
{
    const QString text = word(status);
    switch (status) {
    case SyncStatus::NeverLinked:
        return {Shape::Ring, Tone::Neutral, text};
    case SyncStatus::Unverified:
        return {Shape::Ring, Tone::Attention, text};
    case SyncStatus::Synced:
        return {Shape::Disc, Tone::Good, text};
    case SyncStatus::Modified:
        return {Shape::Diamond, Tone::Info, text};
    case SyncStatus::Pending:
        return {Shape::Bar, Tone::Info, text};
    case SyncStatus::Syncing:
        return {Shape::Arrow, Tone::Info, text};
    case SyncStatus::Conflict:
        return {Shape::Triangle, Tone::Attention, text};
    case SyncStatus::Error:
        return {Shape::Square, Tone::Bad, text};
    }
    return {};
}

Badge badgeFor(StagedStatus status)
{
    const QString text = word(status);
    switch (status) {
    case StagedStatus::Pending:
        return {Shape::Ring, Tone::Info, text};
    case StagedStatus::Approved:
        return {Shape::Disc, Tone::Good, text};
    case StagedStatus::Rejected:
        return {Shape::Cross, Tone::Neutral, text};
    case StagedStatus::Applying:
        return {Shape::Arrow, Tone::Info, text};
    case StagedStatus::Applied:
        return {Shape::Disc, Tone::Good, text};
    case StagedStatus::Failed:
        return {Shape::Square, Tone::Bad, text};
    case StagedStatus::Superseded:
        return {Shape::Bar, Tone::Neutral, text};
    case StagedStatus::RolledBack:
        return {Shape::Diamond, Tone::Neutral, text};
    }
    return {};
}

Badge badgeFor(FieldDecision decision)
{
    const QString text = word(decision);
    switch (decision) {
    case FieldDecision::Undecided:
        return {Shape::Ring, Tone::Neutral, text};
    case FieldDecision::Accept:
        return {Shape::Disc, Tone::Good, text};
    case FieldDecision::Reject:
        return {Shape::Cross, Tone::Bad, text};
    case FieldDecision::KeepOurs:
        return {Shape::Disc, Tone::Info, text};
    case FieldDecision::TakeTheirs:
        return {Shape::Arrow, Tone::Info, text};
    case FieldDecision::Edited:
        return {Shape::Diamond, Tone::Info, text};
    }
    return {};
}

Badge conflictBadge(std::optional<Sync::ConflictSeverity> severity)
{
    if (!severity)
        return {Shape::Triangle, Tone::Attention, QCoreApplication::translate("Models::Badge", "Conflict")};
    switch (*severity) {
    case Sync::ConflictSeverity::Low:
        return {Shape::Ring, Tone::Attention, QCoreApplication::translate("Models::Badge", "Conflict, low")};
    case Sync::ConflictSeverity::Medium:
        return {Shape::Diamond, Tone::Attention, QCoreApplication::translate("Models::Badge", "Conflict, medium")};
    case Sync::ConflictSeverity::High:
        return {Shape::Triangle, Tone::Bad, QCoreApplication::translate("Models::Badge", "Conflict, high")};
    }
    return {};
}

Badge badgeFor(Outcome outcome)
{
    const QString text = word(outcome);
    switch (outcome) {
    case Outcome::Success:
        return {Shape::Disc, Tone::Good, text};
    case Outcome::Error:
        return {Shape::Square, Tone::Bad, text};
    case Outcome::Skipped:
        return {Shape::Bar, Tone::Neutral, text};
    case Outcome::Conflict:
        return {Shape::Triangle, Tone::Attention, text};
    case Outcome::Unknown:
        return {Shape::Ring, Tone::Attention, text};
    }
    return {};
}

Badge badgeFor(BatchStatus status)
{
    const QString text = word(status);
    switch (status) {
    case BatchStatus::Queued:
        return {Shape::Ring, Tone::Neutral, text};
    case BatchStatus::Running:
        return {Shape::Arrow, Tone::Info, text};
    case BatchStatus::Paused:
        return {Shape::Bar, Tone::Info, text};
    case BatchStatus::Completed:
        return {Shape::Disc, Tone::Good, text};
    case BatchStatus::Partial:
        return {Shape::Triangle, Tone::Attention, text};
    case BatchStatus::Failed:
        return {Shape::Square, Tone::Bad, text};
    case BatchStatus::Cancelled:
        return {Shape::Cross, Tone::Neutral, text};
    case BatchStatus::Interrupted:
        return {Shape::Triangle, Tone::Attention, text};
    }
    return {};
}

} // namespace Models
