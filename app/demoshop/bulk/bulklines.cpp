#include "app/demoshop/bulk/bulklines.h"

#include "app/demoshop/api/resolvers.h"

#include <QElapsedTimer>

#include <algorithm>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

bool contains(const BulkConnection &connection, int number)
{
    return connection.number == number
        || std::any_of(connection.children.cbegin(), connection.children.cend(),
            [number](const BulkConnection &child) { return contains(child, number); });
}

} // namespace

BulkLines::BulkLines(ShopContext &shop, std::shared_ptr<const BulkPlan> plan, Order order,
    JsonWriter::Escaping escaping, const BulkLines *prototype)
    : m_shop(shop)
    , m_plan(std::move(plan))
    , m_order(order)
    , m_out(escaping)
    , m_execution(shop, m_plan->planner(), m_out, Execution::Connections::Lines)
{
    m_items = prototype && prototype->m_items ? prototype->m_items->clone(m_execution) : nullptr;
    if (m_items) {
        return;
    }
    Entity entity{.type = m_plan->root().type};
    for (const PlannedField *field : m_plan->top().way) {
        entity = entity.type ? m_execution.peek(entity, *field) : entity;
    }
    if (entity.type) {
        const PlannedField &field = *m_plan->top().connection;
        m_items = field.list(m_execution, entity, field);
    }
}

bool BulkLines::isWanted(const BulkConnection &connection) const
{
    return m_order == Order::Grouped || connection.number == m_position.pass;
}

bool BulkLines::produce(size_t bytes, int milliseconds)
{
    const size_t target = m_out.size() + bytes;
    QElapsedTimer clock;
    clock.start();
    const int passes = m_order == Order::Grouped ? 1 : m_plan->connectionCount();
    while (m_items && m_position.pass < passes) {
        while (m_position.index < m_items->size()) {
            if (m_out.size() >= target || (m_position.index % 64 == 0 && clock.hasExpired(milliseconds))) {
                return true;
            }
            writeRoot();
            ++m_position.index;
        }
        ++m_position.pass;
        m_position.index = 0;
    }
    return false;
}

void BulkLines::writeRoot()
{
    const Entity entity = m_items->read(m_position.index, &m_scratch);
    visit(m_plan->top(), entity, nullptr);
    m_execution.forget();
}

void BulkLines::visit(const BulkConnection &connection, const Entity &entity, const Entity *parent)
{
    if (isWanted(connection)) {
        writeLine(connection, entity, parent);
    }
    visitChildren(connection, entity);
}

void BulkLines::visitChildren(const BulkConnection &connection, const Entity &entity)
{
    for (const BulkConnection &child : connection.children) {
        if (m_order == Order::Ungrouped && !contains(child, m_position.pass)) {
            continue;
        }
        Entity owner = entity;
        for (const PlannedField *field : child.way) {
            owner = owner.type ? m_execution.peek(owner, *field) : owner;
        }
        const std::unique_ptr<ItemList> items
            = owner.type ? child.connection->list(m_execution, owner, *child.connection) : nullptr;
        for (qint64 i = 0; items && i < items->size(); ++i) {
            visit(child, items->at(i), &entity);
        }
    }
}

void BulkLines::writeLine(const BulkConnection &connection, const Entity &entity, const Entity *parent)
{
    const Plan &plan = m_plan->planner().planFor(*connection.node, entity.type);
    if (!m_execution.writeObject(plan, entity)) {
        return;
    }
    if (parent) {
        const bool isEmpty = m_out.buffer().ends_with("{}");
        m_out.truncate(m_out.size() - 1);
        m_out.raw(isEmpty ? std::string_view("\"__parentId\":") : std::string_view(",\"__parentId\":"));
        writeId(*parent);
        m_out.raw('}');
    } else {
        ++m_rootObjects;
    }
    m_out.raw('\n');
    ++m_objects;
}

void BulkLines::writeId(const Entity &entity)
{
    Resolver &resolver = m_idOf[entity.type];
    if (!resolver) {
        resolver = Resolvers::all().fields.value(entity.type->name + u".id"_s);
    }
    if (resolver) {
        resolver(m_execution, entity, *m_plan->top().connection); // ids take no arguments
        return;
    }
    const RecordValue *id = entity.record ? entity.record->find("id") : nullptr;
    m_out.string(id ? std::get<std::string>(*id) : std::string());
}

} // namespace DemoShop
