#pragma once

#include "app/demoshop/catalogue/catalogue.h"

#include <deque>
#include <functional>
#include <optional>

namespace DemoShop {

/// A location, publication or other thing of the shop that has a name.
struct Place
{
    qint64 id = 0;
    std::string name;
    bool isActive = true; ///< Of a location.
    std::string managedBy = {}; ///< The fulfilment service that alone counts what lies at a location.
};

/// A collection: its rule decides who is in it, or for a manual one a fixed share of the catalogue plus what was added
/// and minus what was removed by hand.
struct Collection
{
    enum class Rule { Manual, Type, Vendor, Tag };
    qint64 id = 0;
    std::string title;
    std::string handle;
    Rule rule = Rule::Manual;
    std::string condition;
    qint64 share = 0; ///< manual: products whose number divides by it
    QSet<qint64> added;
    QSet<qint64> removed;
    qint64 updatedAt = 0;

    bool has(const Product &product) const;
};

/// The mutable heart of the demo shop: products, places, publications, collections, clock and id counters. Every change
/// goes through commit() or remove() and moves the revision.
class Store final
{
    Q_DISABLE_COPY_MOVE(Store)

public:
    struct Setup
    {
        qint64 products = 25'000;
        quint64 seed = 1;
        int locations = 2;
    };

    explicit Store(const Setup &setup);

    const Setup &setup() const { return m_setup; }
    /// As it is, or as it was while lookBack() says so.
    const Catalogue &catalogue() const { return m_seen ? *m_seen : m_catalogue; }
    const std::vector<Place> &locations() const { return m_locations; }
    /// Deactivates or activates a location, or hands it to a fulfilment service, empty for none.
    void changeLocation(size_t index, bool isActive, const std::string &managedBy);
    const std::vector<Place> &publications() const { return m_publications; }
    const std::vector<Collection> &collections() const { return m_collections; }
    std::vector<Collection> &editCollections();
    /// Grows with every change.
    quint64 revision() const { return m_revision; }

    /// Seconds since 1970; never twice the same for two changes of one product within a second is not promised.
    qint64 now() const;
    /// Stops the clock at a moment, in seconds since 1970; 0 lets it go with the computer's.
    void setNow(qint64 seconds) { m_now = seconds; }
    /// How many ids of each range are taken, to be kept and put back.
    const QHash<qint64, qint64> &nextIds() const { return m_nextIds; }
    void setNextIds(const QHash<qint64, qint64> &nextIds) { m_nextIds = nextIds; }
    /// The next id of one of the ranges for things made later (see Ids).
    qint64 newId(qint64 range);

    /// Replaces or adds a product.
    void commit(std::shared_ptr<const Product> product);
    void remove(qint64 id);
    /// The shop as it was when it started.
    void reset();

    /// A file, whether a product shows it or not.
    std::optional<Medium> file(qint64 id) const;
    /// Adds or replaces a file as the shop keeps it beside its products.
    void keepFile(Medium file);
    /// The files kept so.
    std::vector<Medium> files() const { return {m_files.cbegin(), m_files.cend()}; }
    /// How many seconds a file is being fetched, and how many milliseconds after its answer media are put in order.
    void setMediaDelays(qint64 fetching, int ordering);
    qint64 fetching() const { return m_fetching; }
    int ordering() const { return m_ordering; }

    /// Called after each change with the product before and after; either is null when it did not or does not exist.
    std::function<void(const Product *before, const Product *after)> onChange;

    /// Searches lag behind writes by this many milliseconds, as Shopify's index does. 0: not at all.
    void setSearchLag(int milliseconds) { m_searchLag = milliseconds; }
    /// The product as the search index knows it: nullptr with `*isLagging` unset means it is up to date.
    std::shared_ptr<const Product> lagging(qint64 id, bool *isLagging) const;

    /// Keeps what the products were like before each change of the last so many milliseconds; 0 keeps nothing. Dear in
    /// a large catalogue that is written much: each copy kept makes the next change copy all that was ever edited.
    void remember(int milliseconds);
    /// Until lookAhead() the products are read as they were so many milliseconds ago, as far as that is remembered; as
    /// from a copy of the shop that lags behind. To be written they must not be meanwhile.
    void lookBack(int milliseconds);
    void lookAhead();

private:
    struct Lag
    {
        std::shared_ptr<const Product> before; ///< null: did not exist
        qint64 until = 0; ///< milliseconds since 1970
    };
    struct Past
    {
        Catalogue catalogue;
        qint64 until = 0; ///< milliseconds since 1970: when it was changed
    };
    void keepPast();
    void changed(qint64 id, const std::shared_ptr<const Product> &before, const Product *after);

    Setup m_setup;
    Catalogue m_catalogue;
    std::vector<Place> m_locations;
    std::vector<Place> m_publications;
    std::vector<Collection> m_collections;
    QHash<qint64, qint64> m_nextIds;
    QHash<qint64, Lag> m_lags;
    std::deque<Past> m_past; ///< The oldest first.
    std::optional<Catalogue> m_seen;
    int m_remembered = 0;
    quint64 m_revision = 1;
    int m_searchLag = 0;
    qint64 m_now = 0;
    QHash<qint64, Medium> m_files;
    qint64 m_fetching = 1;
    int m_ordering = 0;
};

} // namespace DemoShop
