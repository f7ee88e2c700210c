#pragma once

#include "app/demoshop/catalogue/product.h"
#include "app/demoshop/graphql/schema.h"

#include <QJsonValue>

namespace DemoShop {

class Execution;
struct Page;
struct Record;

/// A value that fields are asked of: cheap to copy, points into what the execution keeps alive. Which members mean
/// something depends on `type`.
struct Entity
{
    const Graphql::TypeDefinition *type = nullptr;
    const Product *product = nullptr; ///< of a product and everything inside one
    int variant = -1; ///< index of the variant, inventory item and its parts
    int part = -1; ///< index of the option, level, image, metafield, edge …
    int detail = -1; ///< index of the option value or quantity
    const Page *page = nullptr; ///< of a connection, edge or page information
    const Record *record = nullptr; ///< of everything that is not hot: shop, payloads, operations
};

/// One member of a Record.
using RecordValue = std::variant<std::monostate, bool, qint64, double, std::string, Entity, std::vector<Entity>,
    std::vector<std::string>, QJsonValue>;

/// An object of a few named values, for types of which there are few.
struct Record
{
    std::vector<std::pair<std::string, RecordValue>> members;

    Record &set(std::string name, RecordValue value)
    {
        members.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    const RecordValue *find(std::string_view name) const
    {
        for (const auto &[key, value] : members) {
            if (key == name) {
                return &value;
            }
        }
        return nullptr;
    }
};

/// What a connection pages over. Items are addressed by index; a cursor names an item for ever.
class ItemList
{
    Q_DISABLE_COPY_MOVE(ItemList)

public:
    ItemList() = default;
    virtual ~ItemList() = default;
    virtual qint64 size() const = 0;
    virtual Entity at(qint64 index) const = 0;
    /// As at(), but a product made for it may be written into `*scratch`, so that a walk over all items keeps none.
    virtual Entity read(qint64 index, Product *scratch) const
    {
        Q_UNUSED(scratch)
        return at(index);
    }
    virtual QByteArray cursor(qint64 index) const = 0;
    /// Index of the first item after the cursor's, of the item itself or where it was; nothing for a bad cursor.
    virtual std::optional<qint64> indexAfter(const QByteArray &cursor) const = 0;
    virtual std::optional<qint64> indexOf(const QByteArray &cursor) const = 0;
    /// The same items for another execution; nullptr when listing them again gives the same.
    virtual std::unique_ptr<ItemList> clone(Execution &execution) const
    {
        Q_UNUSED(execution)
        return nullptr;
    }
};

/// One page of a connection.
struct Page
{
    std::vector<Entity> nodes;
    std::vector<QByteArray> cursors;
    bool hasNext = false;
    bool hasPrevious = false;
    const Graphql::TypeDefinition *edgeType = nullptr;
    const Graphql::TypeDefinition *pageInfoType = nullptr;
};

} // namespace DemoShop
