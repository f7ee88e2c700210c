#pragma once

#include "sync/api/vocabulary.h"

#include <QString>

namespace Models {

/// The words of sync/api/vocabulary as they stand on screen, translated, in sentence case.
QString word(Sync::BatchKind value);
QString word(Sync::BatchStatus value);
QString word(Sync::SyncStatus value);
QString word(Sync::ProductStatus value);
QString word(Sync::ChangeType value);
QString word(Sync::Direction value);
QString word(Sync::StagedStatus value);
QString word(Sync::FieldDecision value);
QString word(Sync::ConflictSeverity value);
QString word(Sync::Outcome value);
QString word(Sync::SafeLevel value);

} // namespace Models
