#include "app/demoshop/catalogue/searchindex.h"

#include <QDateTime>

#include <algorithm>
#include <numeric>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptLists = 6;
constexpr qint64 oldestList
    = 1000; ///< milliseconds a list may be kept: lag of the index and `now` move without a change

template <typename T>
void permute(std::vector<T> *values, const std::vector<size_t> &order)
{
    if (values->empty()) {
        return;
    }
    std::vector<T> sorted;
    sorted.reserve(values->size());
    for (const size_t index : order) {
        sorted.push_back(std::move((*values)[index]));
    }
    *values = std::move(sorted);
}

void sort(SortedIds *list, bool reverse)
{
    std::vector<size_t> order(list->ids.size());
    std::iota(order.begin(), order.end(), 0);
    const auto less = [list](size_t a, size_t b) {
        if (!list->numbers.empty() && list->numbers[a] != list->numbers[b]) {
            return list->numbers[a] < list->numbers[b];
        }
        if (!list->texts.empty() && list->texts[a] != list->texts[b]) {
            return list->texts[a] < list->texts[b];
        }
        return list->ids[a] < list->ids[b];
    };
    std::sort(order.begin(), order.end(), less);
    if (reverse) {
        std::reverse(order.begin(), order.end());
    }
    permute(&list->ids, order);
    permute(&list->numbers, order);
    permute(&list->texts, order);
}

} // namespace

SearchIndex::SearchIndex(const Store &store)
    : m_store(store)
{ }

std::shared_ptr<const SortedIds> SearchIndex::cached(const QString &key)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const Entry &entry : m_entries) {
        if (entry.key == key && entry.revision == m_store.revision() && now - entry.madeAt < oldestList) {
            return entry.list;
        }
    }
    return nullptr;
}

std::shared_ptr<const SortedIds> SearchIndex::remember(const QString &key, SortedIds list)
{
    auto shared = std::make_shared<const SortedIds>(std::move(list));
    m_entries.removeIf([&key](const Entry &entry) { return entry.key == key; });
    m_entries.prepend({key, m_store.revision(), QDateTime::currentMSecsSinceEpoch(), shared});
    if (m_entries.size() > keptLists) {
        m_entries.removeLast();
    }
    return shared;
}

void SearchIndex::keyOf(const Product &product, const QString &sortKey, SortedIds *list) const
{
    if (sortKey == "TITLE"_L1) {
        list->texts.push_back(product.title);
    } else if (sortKey == "VENDOR"_L1) {
        list->texts.push_back(product.vendor);
    } else if (sortKey == "PRODUCT_TYPE"_L1) {
        list->texts.push_back(product.productType);
    } else if (sortKey == "CREATED_AT"_L1) {
        list->numbers.push_back(product.createdAt);
    } else if (sortKey == "PUBLISHED_AT"_L1) {
        list->numbers.push_back(product.publishedAt);
    } else if (sortKey == "INVENTORY_TOTAL"_L1) {
        qint64 sum = 0;
        for (const Variant &variant : product.variants) {
            sum += variant.available();
        }
        list->numbers.push_back(sum);
    } else if (sortKey == "UPDATED_AT"_L1) {
        list->numbers.push_back(product.updatedAt);
    }
}

std::shared_ptr<const SortedIds> SearchIndex::products(const QString &query, const QString &sortKey, bool reverse)
{
    const QString key = query + u'\n' + sortKey + (reverse ? u"\nreverse"_s : QString());
    if (auto known = cached(key)) {
        return known;
    }
    const Search search = Search::parse(query);
    const bool byTime = sortKey == "UPDATED_AT"_L1;
    const bool byId = sortKey == "ID"_L1 || sortKey == "RELEVANCE"_L1;
    SortedIds list;
    list.isReversed = reverse;
    const Catalogue &catalogue = m_store.catalogue();
    Product scratch;
    for (const qint64 id : *catalogue.ids()) {
        bool isLagging = false;
        const std::shared_ptr<const Product> old = m_store.lagging(id, &isLagging);
        if (isLagging && !old) {
            continue; // the index has not heard of it yet
        }
        if (!isLagging && !search.needsProduct() && (byId || byTime)) {
            const qint64 updatedAt = catalogue.updatedAt(id);
            if (search.matchesTime(id, updatedAt)) {
                list.ids.push_back(id);
                if (byTime) {
                    list.numbers.push_back(updatedAt);
                }
            }
            continue;
        }
        const Product *product = isLagging ? old.get() : catalogue.read(id, &scratch);
        if (search.matches(*product, m_store.collections())) {
            list.ids.push_back(id);
            keyOf(*product, sortKey, &list);
        }
    }
    if (byId && !reverse) {
        return remember(key, std::move(list)); // already in order
    }
    sort(&list, reverse);
    return remember(key, std::move(list));
}

std::shared_ptr<const SortedIds> SearchIndex::variants(const QString &query, bool reverse)
{
    const QString key = u"variants\n"_s + query + (reverse ? u"\nreverse"_s : QString());
    if (auto known = cached(key)) {
        return known;
    }
    const Search search = Search::parse(query);
    SortedIds list;
    list.isReversed = reverse;
    Product scratch;
    for (const qint64 id : *m_store.catalogue().ids()) {
        const Product *product = m_store.catalogue().read(id, &scratch);
        for (const Variant &variant : product->variants) {
            if (search.matchesVariant(*product, variant)) {
                list.ids.push_back(variant.id);
            }
        }
    }
    sort(&list, reverse);
    return remember(key, std::move(list));
}

} // namespace DemoShop
