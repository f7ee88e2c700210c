#include "sync/engine/safelevelkeeper.h"

#include "sync/ports/clock.h"

namespace Sync {

void SafeLevelKeeper::setStored(SafeLevel level)
{
    // Somebody made the shop safer since: their word counts more than a lowering asked for under the old one.
    if (isLower(m_stored, level))
        m_untilMonotonic = std::chrono::milliseconds(-1);
    m_stored = level;
}

bool SafeLevelKeeper::choose(SafeLevel level)
{
    if (isLower(level, m_stored)) {
        m_lowered = level;
        m_until = m_clock.now().addMSecs(loweredFor.count());
        m_untilMonotonic = m_clock.monotonic() + loweredFor;
        return false;
    }
    m_untilMonotonic = std::chrono::milliseconds(-1);
    m_stored = level;
    return true;
}

bool SafeLevelKeeper::isLowered() const
{
    return m_clock.monotonic() < m_untilMonotonic && isLower(m_lowered, m_stored);
}

} // namespace Sync
