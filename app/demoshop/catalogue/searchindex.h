#pragma once

#include "app/demoshop/catalogue/search.h"

namespace DemoShop {

/// Ids in the order of a sort key, with the key of each.
struct SortedIds
{
    std::vector<qint64> ids;
    std::vector<qint64> numbers; ///< keys of a numeric sort; empty when sorted by id or text
    std::vector<std::string> texts; ///< keys of a text sort
    bool isReversed = false;
};

/// Answers searches over the store with ordered lists, and keeps the last few until the store changes.
class SearchIndex final
{
    Q_DISABLE_COPY_MOVE(SearchIndex)

public:
    explicit SearchIndex(const Store &store);

    /// Products that match, ordered by one of ProductSortKeys.
    std::shared_ptr<const SortedIds> products(const QString &query, const QString &sortKey, bool reverse);
    /// Variants that match, ordered by id.
    std::shared_ptr<const SortedIds> variants(const QString &query, bool reverse);

private:
    struct Entry
    {
        QString key;
        quint64 revision = 0;
        qint64 madeAt = 0;
        std::shared_ptr<const SortedIds> list;
    };
    std::shared_ptr<const SortedIds> cached(const QString &key);
    std::shared_ptr<const SortedIds> remember(const QString &key, SortedIds list);
    void keyOf(const Product &product, const QString &sortKey, SortedIds *list) const;

    const Store &m_store;
    QList<Entry> m_entries;
};

} // namespace DemoShop
