#pragma once

#include "sync/api/vocabulary.h"

#include <QDateTime>

#include <chrono>

namespace Sync {

class Clock;

/// The safe level in force. Raising it lasts; lowering it lasts a quarter of an hour, so that nobody works on
/// unprotected because of what they did in the morning. Driven by the clock handed in.
class SafeLevelKeeper final
{
public:
    static constexpr std::chrono::milliseconds loweredFor = std::chrono::minutes(15);

    SafeLevelKeeper(Clock &clock, SafeLevel stored)
        : m_clock(clock)
        , m_stored(stored)
    { }

    /// The level now.
    SafeLevel level() const { return isLowered() ? m_lowered : m_stored; }
    /// When a lowered level goes back up, UTC; invalid when it is not lowered.
    QDateTime until() const { return isLowered() ? m_until : QDateTime(); }

    /// The lasting level as every desk knows it; one that is stricter than a lowered level ends the lowering.
    void setStored(SafeLevel level);
    /// A person chose a level. True when it lasts and is to be stored; false when it was lowered for a while.
    bool choose(SafeLevel level);

    /// True when `level` protects less than `than`.
    static bool isLower(SafeLevel level, SafeLevel than) { return int(level) < int(than); }

private:
    bool isLowered() const;

    Clock &m_clock;
    SafeLevel m_stored;
    SafeLevel m_lowered = SafeLevel::Careful;
    QDateTime m_until;
    std::chrono::milliseconds m_untilMonotonic{-1};
};

} // namespace Sync
