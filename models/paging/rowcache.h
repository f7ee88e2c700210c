#pragma once

#include <QCache>

#include <utility>

namespace Models {

/// The rows a paged model has at hand, by id; the least recently used leave first. Each row knows the generation in
/// which it was asked for, so that a refresh can go on showing an old row until the new one arrives.
template <typename Row>
class RowCache final
{
public:
    struct Entry
    {
        Row row;
        int generation = 0;
        bool isGone = false; ///< The reader no longer knows the id; `row` is empty.
    };

    explicit RowCache(int capacity)
        : m_entries(capacity)
    { }

    /// The entry, or nullptr; valid until the next insert. Counts as a use.
    const Entry *find(qint64 id) const { return m_entries.object(id); }
    void insert(qint64 id, Row row, int generation)
    {
        m_entries.insert(id, new Entry{std::move(row), generation, false});
    }
    void insertGone(qint64 id, int generation) { m_entries.insert(id, new Entry{{}, generation, true}); }
    int size() const { return int(m_entries.size()); }

private:
    QCache<qint64, Entry> m_entries;
};

} // namespace Models
