#pragma once

#include "app/demoshop/bulk/bulkplan.h"

namespace DemoShop {

/// Makes the lines of a bulk file in order, as far as they are asked for. Grouped, children follow their parent;
/// otherwise all lines of one connection follow all lines of the one before.
class BulkLines final
{
    Q_DISABLE_COPY_MOVE(BulkLines)

public:
    enum class Order { Grouped, Ungrouped };
    /// A place between two root objects, to start from again.
    struct Position
    {
        int pass = 0;
        qint64 index = 0;
    };

    /// With a `prototype`, lines of the shop as it was when that was made.
    BulkLines(ShopContext &shop, std::shared_ptr<const BulkPlan> plan, Order order, JsonWriter::Escaping escaping,
        const BulkLines *prototype = nullptr);

    /// Goes on until `bytes` more are written or `milliseconds` are over; false at the end. Take what is in buffer().
    bool produce(size_t bytes, int milliseconds);
    std::string &buffer() { return m_out.buffer(); }

    Position position() const { return m_position; }
    void setPosition(Position position) { m_position = position; }
    qint64 objects() const { return m_objects; }
    qint64 rootObjects() const { return m_rootObjects; }

private:
    void writeRoot();
    void visit(const BulkConnection &connection, const Entity &entity, const Entity *parent);
    void visitChildren(const BulkConnection &connection, const Entity &entity);
    void writeLine(const BulkConnection &connection, const Entity &entity, const Entity *parent);
    void writeId(const Entity &entity);
    bool isWanted(const BulkConnection &connection) const;

    ShopContext &m_shop;
    std::shared_ptr<const BulkPlan> m_plan;
    Order m_order;
    JsonWriter m_out;
    Execution m_execution;
    std::unique_ptr<ItemList> m_items;
    Product m_scratch;
    QHash<const Graphql::TypeDefinition *, Resolver> m_idOf;
    Position m_position;
    qint64 m_objects = 0;
    qint64 m_rootObjects = 0;
};

} // namespace DemoShop
