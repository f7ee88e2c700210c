#pragma once

#include "sync/api/vocabulary.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace Models {

/// The shape of a state, so that colour is never its only sign.
enum class Shape { None, Disc, Ring, Triangle, Square, Bar, Cross, Diamond, Arrow };
/// How a state bears on the shop; widgets map it to colours of the palette.
enum class Tone { Neutral, Good, Info, Attention, Bad };

/// A state as it is shown: shape, word and tone.
struct Badge
{
    Shape shape = Shape::None;
    Tone tone = Tone::Neutral;
    QString word;

    bool operator==(const Badge &) const = default;
};

Badge badgeFor(Sync::SyncStatus status);
Badge badgeFor(Sync::StagedStatus status);
Badge badgeFor(Sync::FieldDecision decision);
/// An open conflict: how bad it would be to decide it wrongly, where that is known.
Badge conflictBadge(std::optional<Sync::ConflictSeverity> severity);
Badge badgeFor(Sync::Outcome outcome);
Badge badgeFor(Sync::BatchStatus status);

} // namespace Models

Q_DECLARE_METATYPE(Models::Badge)
