#pragma once

#include "sync/api/engine.h"

namespace Models {

/// What kind of shop a desk works on, as the tag in the header says.
enum class Environment { Demo, Test, Live };

/// A local shop is Demo; one whose name has a part that says so ("test", "dev", "staging", "sandbox") is Test;
/// everything else, an unknown name too, is Live, so that nobody takes a live shop for a harmless one.
Environment environmentOf(const Sync::DeskState &desk);
/// The tag in capitals, translated.
QString environmentTag(Environment environment);

/// What a safe level lets happen, one sentence.
QString safeLevelMeaning(Sync::SafeLevel level);

/// "in 14:05" until a time, "now" when it has passed; for countdowns, to the second.
QString countdown(const QDateTime &until, const QDateTime &now);

} // namespace Models
