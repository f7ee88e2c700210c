#include "sync/loader/knownrows.h"

#include <bit>
#include <utility>

namespace Sync {

namespace {
/// Capacity for `rows` at three quarters full.
std::size_t capacityFor(std::size_t rows)
{
    return std::bit_ceil(rows + rows / 3 + 16);
}
} // namespace

void KnownRows::reserve(std::size_t rows)
{
    if (const std::size_t capacity = capacityFor(rows); capacity > m_slots.size())
        resize(capacity);
}

void KnownRows::insert(std::int64_t id, std::uint64_t lineHash)
{
    makeRoomForOne();
    Slot &slot = m_slots[slotOf(id)];
    if (slot.id == 0)
        ++m_size;
    slot = {id, lineHash & ~SeenBit};
}

void KnownRows::insertSeen(std::int64_t id, std::uint64_t lineHash)
{
    makeRoomForOne();
    Slot &slot = m_slots[slotOf(id)];
    if (slot.id == 0)
        ++m_size;
    if (slot.id == 0 || (slot.hash & SeenBit) == 0)
        ++m_seen;
    slot = {id, lineHash | SeenBit};
}

void KnownRows::markSeen(std::int64_t id)
{
    insertSeen(id, contains(id) ? m_slots[slotOf(id)].hash : 0);
}

KnownRows::Sight KnownRows::see(std::int64_t id, std::uint64_t lineHash)
{
    makeRoomForOne();
    Slot &slot = m_slots[slotOf(id)];
    const std::uint64_t hash = lineHash & ~SeenBit;
    if (slot.id == 0) {
        slot = {id, hash | SeenBit};
        ++m_size;
        ++m_seen;
        return Sight::New;
    }
    const bool isSame = (slot.hash & ~SeenBit) == hash;
    if ((slot.hash & SeenBit) != 0)
        return isSame ? Sight::Repeated : Sight::Contradicted;
    slot.hash = hash | SeenBit;
    ++m_seen;
    return isSame ? Sight::Unchanged : Sight::Changed;
}

bool KnownRows::isSeen(std::int64_t id) const
{
    if (m_slots.empty())
        return false;
    const Slot &slot = m_slots[slotOf(id)];
    return slot.id == id && (slot.hash & SeenBit) != 0;
}

bool KnownRows::contains(std::int64_t id) const
{
    return !m_slots.empty() && m_slots[slotOf(id)].id == id;
}

/// Where the id is, or the empty slot where it would go.
std::size_t KnownRows::slotOf(std::int64_t id) const
{
    // Fibonacci hashing: Shopify's ids share their low bits.
    const std::size_t mask = m_slots.size() - 1;
    const int shift = 64 - std::countr_zero(m_slots.size());
    std::size_t at = static_cast<std::size_t>((static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15ULL) >> shift);
    while (m_slots[at].id != 0 && m_slots[at].id != id)
        at = (at + 1) & mask;
    return at;
}

void KnownRows::resize(std::size_t capacity)
{
    std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(capacity));
    for (const Slot &slot : old) {
        if (slot.id != 0)
            m_slots[slotOf(slot.id)] = slot;
    }
}

void KnownRows::makeRoomForOne()
{
    if (m_slots.empty() || (m_size + 1) * 4 > m_slots.size() * 3)
        resize(m_slots.empty() ? 1024 : m_slots.size() * 2);
}

} // namespace Sync
