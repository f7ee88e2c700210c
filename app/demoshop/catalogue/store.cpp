#include "app/demoshop/catalogue/store.h"

#include "app/demoshop/catalogue/handles.h"
#include "app/demoshop/catalogue/ids.h"

#include <QDateTime>

#include <algorithm>

namespace DemoShop {

namespace {

constexpr qint64 firstCollection = 50'000'000'000'000;
constexpr qint64 shopOpened = 1'640'995'200; // 2022-01-01

std::vector<Place> makeLocations(int count)
{
    std::vector<Place> locations{
        {70'000'000'001, "Warehouse"}, {70'000'000'002, "High Street Store"}, {70'000'000'003, "Harbour Depot"}};
    locations.resize(static_cast<size_t>(count));
    return locations;
}

std::vector<Collection> makeCollections()
{
    using Rule = Collection::Rule;
    struct Seed
    {
        const char *title;
        Rule rule;
        const char *condition;
        qint64 share;
    };
    constexpr std::array seeds{Seed{"Frontpage", Rule::Manual, "", 40}, Seed{"Staff Picks", Rule::Manual, "", 25},
        Seed{"Writing", Rule::Type, "Writing", 0}, Seed{"Paper", Rule::Type, "Paper", 0},
        Seed{"Everything by Papyria", Rule::Vendor, "Papyria", 0}, Seed{"Eco", Rule::Tag, "eco", 0}};
    std::vector<Collection> collections;
    for (const Seed &seed : seeds) {
        Collection collection;
        collection.id = firstCollection + static_cast<qint64>(collections.size()) * Ids::stride;
        collection.title = seed.title;
        collection.handle = handleOf(seed.title);
        collection.rule = seed.rule;
        collection.condition = seed.condition;
        collection.share = seed.share;
        collection.updatedAt = shopOpened;
        collections.push_back(std::move(collection));
    }
    return collections;
}

} // namespace

bool Collection::has(const Product &product) const
{
    switch (rule) {
    case Rule::Type:
        return product.productType == condition;
    case Rule::Vendor:
        return product.vendor == condition;
    case Rule::Tag:
        return std::find(product.tags.cbegin(), product.tags.cend(), condition) != product.tags.cend();
    case Rule::Manual:
        break;
    }
    if (added.contains(product.id)) {
        return true;
    }
    return product.id < Ids::createdProduct && Ids::index(Ids::generatedProduct, product.id) % share == 0
        && !removed.contains(product.id);
}

Store::Store(const Setup &setup)
    : m_setup(setup)
    , m_catalogue(Generator(setup.products, setup.seed, setup.locations))
    , m_locations(makeLocations(setup.locations))
    , m_publications{{90'000'000'001, "Online Store"}, {90'000'000'002, "Point of Sale"}}
    , m_collections(makeCollections())
{ }

void Store::changeLocation(size_t index, bool isActive, const std::string &managedBy)
{
    m_locations[index].isActive = isActive;
    m_locations[index].managedBy = managedBy;
    ++m_revision;
}

std::vector<Collection> &Store::editCollections()
{
    ++m_revision;
    return m_collections;
}

qint64 Store::now() const
{
    return m_now > 0 ? m_now : QDateTime::currentSecsSinceEpoch();
}

qint64 Store::newId(qint64 range)
{
    return range + ++m_nextIds[range];
}

void Store::changed(qint64 id, const std::shared_ptr<const Product> &before, const Product *after)
{
    ++m_revision;
    if (m_searchLag > 0) {
        const qint64 until = QDateTime::currentMSecsSinceEpoch() + m_searchLag;
        const auto known = m_lags.constFind(id);
        const bool isFresh = known != m_lags.cend() && known->until > QDateTime::currentMSecsSinceEpoch();
        m_lags.insert(id, {isFresh ? known->before : before, until});
    }
    if (onChange) {
        onChange(before.get(), after);
    }
}

void Store::commit(std::shared_ptr<const Product> product)
{
    keepPast();
    const std::shared_ptr<const Product> before = m_catalogue.product(product->id);
    m_catalogue.put(product);
    changed(product->id, before, product.get());
}

void Store::remove(qint64 id)
{
    keepPast();
    const std::shared_ptr<const Product> before = m_catalogue.product(id);
    m_catalogue.remove(id);
    for (const Medium &medium : before ? before->media : std::vector<Medium>()) {
        m_files.remove(medium.id); // goes with the last product that shows it
        for (const qint64 other : m_catalogue.touched()) {
            if (m_catalogue.product(other)->mediumIndex(medium.id) >= 0) {
                m_files.insert(medium.id, medium);
            }
        }
    }
    changed(id, before, nullptr);
}

void Store::reset()
{
    m_catalogue = Catalogue(Generator(m_setup.products, m_setup.seed, m_setup.locations));
    m_locations = makeLocations(m_setup.locations);
    m_collections = makeCollections();
    m_nextIds.clear();
    m_lags.clear();
    m_searchLag = 0;
    remember(0);
    m_now = 0;
    m_files.clear();
    setMediaDelays(1, 0);
    ++m_revision;
}

std::optional<Medium> Store::file(qint64 id) const
{
    if (const auto kept = m_files.constFind(id); kept != m_files.cend()) {
        return *kept;
    }
    if (id < Ids::generatedMedia || id >= Ids::createdMedia) {
        return std::nullopt;
    }
    const auto product = m_catalogue.product(Ids::of(Ids::generatedProduct, Ids::index(Ids::generatedMedia, id)));
    const int index = product ? product->mediumIndex(id) : -1;
    return index < 0 ? std::nullopt : std::optional(product->media[static_cast<size_t>(index)]);
}

void Store::keepFile(Medium file)
{
    m_files.insert(file.id, std::move(file));
    ++m_revision;
}

void Store::setMediaDelays(qint64 fetching, int ordering)
{
    m_fetching = fetching;
    m_ordering = ordering;
}

std::shared_ptr<const Product> Store::lagging(qint64 id, bool *isLagging) const
{
    const auto lag = m_lags.constFind(id);
    *isLagging = lag != m_lags.cend() && lag->until > QDateTime::currentMSecsSinceEpoch();
    return *isLagging ? lag->before : nullptr;
}

void Store::remember(int milliseconds)
{
    m_remembered = milliseconds;
    if (m_remembered <= 0) {
        m_past.clear();
    }
}

void Store::keepPast()
{
    if (m_remembered <= 0) {
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    while (!m_past.empty() && m_past.front().until < now - m_remembered) {
        m_past.pop_front();
    }
    m_past.push_back({m_catalogue, now});
}

void Store::lookBack(int milliseconds)
{
    const qint64 then = QDateTime::currentMSecsSinceEpoch() - milliseconds;
    const auto past
        = std::find_if(m_past.cbegin(), m_past.cend(), [then](const Past &kept) { return kept.until > then; });
    if (past != m_past.cend()) {
        m_seen = past->catalogue;
        ++m_revision; // what is listed meanwhile is no list of what is there
    }
}

void Store::lookAhead()
{
    if (m_seen) {
        m_seen.reset();
        ++m_revision;
    }
}

} // namespace DemoShop
