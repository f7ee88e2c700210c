#pragma once

#include "app/demoshop/execution/plan.h"
#include "app/demoshop/json/jsonwriter.h"

#include <deque>

namespace DemoShop {

class ShopContext;

/// One execution of an operation, or of the lines of a bulk file: walks a plan and writes JSON. Also adds up what the
/// answer really cost. Lives as long as the answer is written.
class Execution final
{
    Q_DISABLE_COPY_MOVE(Execution)

public:
    /// Answer writes connections in place; Lines leaves them out, because a bulk file gives them lines of their own.
    enum class Connections { Inline, Lines };

    Execution(ShopContext &shop, const Planner &planner, JsonWriter &out, Connections connections);

    ShopContext &shop() { return m_shop; }
    JsonWriter &out() { return m_out; }
    const Planner &planner() const { return m_planner; }
    const Graphql::TypeDefinition *type(const QString &name) const { return m_planner.schema().type(name); }

    /// Writes the object with the fields of the plan; false when a field that cannot be null was, and nothing is
    /// written then.
    bool writeObject(const Plan &plan, const Entity &entity);
    /// Writes what the field asked of `entity`.
    Outcome object(const Entity &entity, const PlannedField &field);
    Outcome objects(const std::vector<Entity> &entities, const PlannedField &field);
    /// The object a field leads to, without writing it; an entity without type for null.
    Entity peek(const Entity &entity, const PlannedField &field);
    Outcome text(std::string_view utf8);
    Outcome text(const std::optional<std::string> &utf8);
    Outcome number(qint64 value);
    Outcome boolean(bool value);
    Outcome time(qint64 seconds); ///< 0 is null

    /// Keeps a value alive until the answer is written.
    const Product *keep(std::shared_ptr<const Product> product);
    const Record *keep(Record record);
    const Page *keep(Page page);
    /// Lets go of everything kept, between two lines of a bulk file.
    void forget();

    /// Reports an error at the field being written and makes it null.
    Outcome fail(const PlannedField &field, const QString &message, const QString &code);
    const QList<Graphql::Error> &errors() const { return m_errors; }
    double cost() const { return m_cost; }

    static Outcome writeTypename(Execution &execution, const Entity &entity, const PlannedField &field);
    static Outcome writeRecordField(Execution &execution, const Entity &entity, const PlannedField &field);
    static Outcome writeConnectionField(Execution &execution, const Entity &entity, const PlannedField &field);

private:
    Outcome resolveRoot(const Entity &entity, const PlannedField &field);
    std::optional<Page> page(const ItemList &items, const PlannedField &field);
    Outcome recordValue(const RecordValue &value, const PlannedField &field);

    ShopContext &m_shop;
    const Planner &m_planner;
    JsonWriter &m_out;
    Connections m_connections;
    std::deque<std::shared_ptr<const Product>> m_products;
    std::deque<Record> m_records;
    std::deque<Page> m_pages;
    QList<Graphql::Error> m_errors;
    QStringList m_path;
    double m_cost = 0;
    Entity *m_peeked = nullptr; ///< where object() puts its entity instead of writing it
};

} // namespace DemoShop
