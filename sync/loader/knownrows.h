#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace Sync {

/// The rows a table holds, by id, with the hash of the line each came from and whether the file being read has it.
/// 16 bytes a slot, open addressing; ids are positive. Belongs to one thread.
class KnownRows final
{
public:
    /// How a line of the file relates to what is known.
    enum class Sight {
        New, ///< No such row yet.
        Unchanged, ///< The row came from the very same line.
        Changed,
        Repeated, ///< The file has had this id already, in the same line.
        Contradicted, ///< The file has had this id already, in a different line.
    };

    /// Makes room for this many rows without growing.
    void reserve(std::size_t rows);
    /// A row of the table, not yet seen in the file.
    void insert(std::int64_t id, std::uint64_t lineHash);
    /// A row that an earlier part of the file has told of.
    void insertSeen(std::int64_t id, std::uint64_t lineHash);
    /// A row of the table that an earlier part of the file has told of, unchanged.
    void markSeen(std::int64_t id);
    /// A line of the file. Notes it as seen; of a repeated id the first line counts.
    Sight see(std::int64_t id, std::uint64_t lineHash);

    bool isSeen(std::int64_t id) const;
    bool contains(std::int64_t id) const;
    std::size_t size() const { return m_size; }
    std::size_t seenCount() const { return m_seen; }

    /// Calls `visit(id)` for every row the file did not have.
    template <typename Visit>
    void forEachUnseen(Visit visit) const
    {
        for (const Slot &slot : m_slots) {
            if (slot.id != 0 && (slot.hash & SeenBit) == 0)
                visit(slot.id);
        }
    }

    /// Calls `visit(id)` for every row the file had.
    template <typename Visit>
    void forEachSeen(Visit visit) const
    {
        for (const Slot &slot : m_slots) {
            if (slot.id != 0 && (slot.hash & SeenBit) != 0)
                visit(slot.id);
        }
    }

private:
    // The lowest bit of the hash is given up for the mark, so a slot stays 16 bytes; 63 bits compared per id are
    // plenty.
    static constexpr std::uint64_t SeenBit = 1;

    struct Slot
    {
        std::int64_t id = 0; ///< 0 is an empty slot.
        std::uint64_t hash = 0;
    };

    std::size_t slotOf(std::int64_t id) const;
    void resize(std::size_t capacity);
    void makeRoomForOne();

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
    std::size_t m_seen = 0;
};

/// How many media of each product were read: the next one's place. Their lines come in their order and do not tell it.
using MediaPlaces = std::unordered_map<std::int64_t, std::int64_t>;

} // namespace Sync
