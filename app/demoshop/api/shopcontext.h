#pragma once

#include "app/demoshop/catalogue/searchindex.h"
#include "app/demoshop/execution/execution.h"

#include <QObject>

namespace DemoShop {

class BulkOperations;
class StagedUploads;

/// Who asks, and with which rights.
struct Caller
{
    QString requestId;
    QString baseUrl; ///< `http://127.0.0.1:1234`, for the URLs in answers
    QStringList scopes;
    QString mutation; ///< top level field being executed
    QString idempotencyKey; ///< of that field
};

/// What resolvers work with: the store, its index and the operations, plus the request being answered.
class ShopContext final
{
    Q_DISABLE_COPY_MOVE(ShopContext)

public:
    ShopContext(const Graphql::Schema &schema, Store &store);

    const Graphql::Schema &schema() const { return m_schema; }
    Store &store() { return m_store; }
    SearchIndex &index() { return m_index; }

    /// Object types that are needed for every line of a bulk file.
    struct Types
    {
        const Graphql::TypeDefinition *product, *variant, *item, *level, *quantity, *location, *option, *optionValue,
            *selectedOption, *seo, *money, *measurement, *weight, *metafield, *mediaImage, *image, *preview,
            *collection, *count, *publication, *category, *video, *externalVideo, *model, *linked;
    };
    const Types &types() const { return m_types; }

    /// Tells anew what locations are like, once that has changed.
    void describeLocations();
    Entity location(int index) const;
    Entity publication(int index) const;
    Entity collection(Execution &execution, int index) const;
    /// What fills a collection: one source, with a condition unless it is filled by hand.
    static Entity source(Execution &execution, const Collection &collection);
    /// The category of that id, or an entity without type.
    Entity category(Execution &execution, std::string_view id) const;
    Entity shop(Execution &execution) const;
    /// The product, or an entity without type when there is none.
    Entity product(Execution &execution, qint64 id) const;
    Entity variant(Execution &execution, qint64 variantId) const;
    Entity inventoryItem(Execution &execution, qint64 itemId) const;
    /// The type of a product's medium.
    const Graphql::TypeDefinition *typeOf(const Medium &medium) const;
    /// A file, whether a product shows it or not.
    Entity file(Execution &execution, const QString &gid) const;
    /// Whatever a GID names, or an entity without type.
    Entity node(Execution &execution, const QString &gid);
    static Entity count(Execution &execution, qint64 count, qint64 limit);

    /// An asynchronous operation that has ended, with the product it made (0: none), to be looked up later.
    Entity rememberOperation(Execution &execution, qint64 productId);

    /// An answer given under an idempotency key.
    struct Replay
    {
        QByteArray arguments;
        std::string answer;
    };
    QHash<QString, Replay> replays;

    Caller caller; ///< of the request being answered
    QObject afterwards; ///< what is done after an answer hangs on it
    BulkOperations *bulk = nullptr;
    StagedUploads *uploads = nullptr;
    /// Unknown search fields of this request: connection, query, fields.
    QList<std::tuple<QString, QString, QStringList>> searchWarnings;

private:
    const Graphql::Schema &m_schema;
    Store &m_store;
    SearchIndex m_index;
    Types m_types{};
    Entity operation(Execution &execution, qint64 id);
    /// Another catalogue is another shop, with a number and a name of its own.
    qint64 shopId() const;
    std::string domain() const;

    QHash<qint64, qint64> m_operations; ///< product of each asynchronous operation
    std::deque<Record> m_places;
    std::deque<Record> m_locations; ///< In the store's order.
    std::deque<Record> m_services; ///< That count what lies at locations.
    std::vector<const Record *> m_publications;
};

/// The number in `gid://shopify/<type>/<number>` (a bare number is taken too), or 0.
qint64 idOf(const QString &gid, QLatin1StringView type);
/// The number in the GID of a medium of whatever type, or 0.
qint64 fileId(const QString &gid);
/// `gid://shopify/<type>/<number>`.
std::string gidText(std::string_view type, qint64 id);

} // namespace DemoShop
