#include "app/demoshop/bulk/bulkplan.h"

#include "app/demoshop/api/guards.h"
#include "app/demoshop/api/resolvers.h"
#include "app/demoshop/graphql/parser.h"
#include "app/demoshop/graphql/validator.h"

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostConnections = 5;
constexpr int deepestConnection = 2; ///< levels below the root connection

/// Why the caller may not read the connection or one inside it; empty when it may.
QString denialOf(const ShopContext &shop, const BulkConnection &connection)
{
    if (const std::optional<Graphql::Error> refusal = Guards::refusalInside(shop, *connection.connection)) {
        return refusal->message;
    }
    for (const BulkConnection &child : connection.children) {
        if (const QString denial = denialOf(shop, child); !denial.isEmpty()) {
            return denial;
        }
    }
    return {};
}

} // namespace

std::shared_ptr<const BulkPlan> BulkPlan::make(ShopContext &shop, const QString &query, QString *error)
{
    auto parsed = Graphql::Parser::parse(query.toUtf8());
    if (const auto *syntaxError = std::get_if<Graphql::Error>(&parsed)) {
        *error = u"Invalid bulk query: "_s + syntaxError->message;
        return nullptr;
    }
    std::shared_ptr<BulkPlan> plan(new BulkPlan);
    plan->m_document = std::move(std::get<Graphql::Document>(parsed));
    const QList<Graphql::Error> errors = Graphql::Validator::validate(shop.schema(), plan->m_document);
    if (!errors.isEmpty()) {
        *error = u"Invalid bulk query: "_s + errors.first().message;
        return nullptr;
    }
    if (plan->m_document.operations.size() != 1
        || plan->m_document.operations.front().kind != Graphql::Operation::Kind::Query) {
        *error = u"Bulk queries must contain exactly one query operation."_s;
        return nullptr;
    }
    plan->m_planner = std::make_unique<Planner>(shop.schema(), plan->m_document, Resolvers::all(), QJsonObject());
    plan->m_root = plan->m_planner->plan(plan->m_document.operations.front());
    if (plan->m_root->fields.size() != 1) {
        *error = u"Bulk queries must have exactly one top level field."_s;
        return nullptr;
    }
    std::vector<BulkConnection> tops;
    if (!plan->findConnections(*plan->m_root, {}, &tops, 0, error)) {
        return nullptr;
    }
    if (tops.size() != 1) {
        *error = tops.empty() ? u"Bulk queries must contain at least one connection."_s
                              : u"Bulk queries must have exactly one top level connection."_s;
        return nullptr;
    }
    plan->m_top = std::move(tops.front());
    if (*error = denialOf(shop, plan->m_top); !error->isEmpty()) {
        return nullptr;
    }
    if (plan->m_count > mostConnections) {
        *error = u"Bulk queries cannot contain more than %1 connections."_s.arg(mostConnections);
        return nullptr;
    }
    return plan;
}

bool BulkPlan::findConnections(const Plan &plan, std::vector<const PlannedField *> way,
    std::vector<BulkConnection> *found, int depth, QString *error)
{
    for (const PlannedField &field : plan.fields) {
        if (field.list) {
            BulkConnection connection;
            connection.way = way;
            connection.connection = &field;
            if (!readConnection(&connection, depth, error)) {
                return false;
            }
            found->push_back(std::move(connection));
        } else if (field.type->kind == Graphql::TypeDefinition::Kind::Object && !field.definition->type.item
            && !(field.definition->type.nonNull && field.definition->type.item)) {
            std::vector<const PlannedField *> further = way;
            further.push_back(&field);
            if (!findConnections(m_planner->planFor(field, field.type), further, found, depth, error)) {
                return false;
            }
        }
    }
    return true;
}

bool BulkPlan::readConnection(BulkConnection *connection, int depth, QString *error)
{
    connection->number = m_count++;
    if (depth > deepestConnection) {
        *error
            = u"Bulk queries cannot contain connections with a nesting depth greater than %1."_s.arg(deepestConnection);
        return false;
    }
    const PlannedField &field = *connection->connection;
    const PlannedField *edges = nullptr;
    for (const PlannedField &child : m_planner->planFor(field, field.type).fields) {
        if (child.definition->name == "nodes"_L1) {
            *error = u"Bulk queries must use `edges { node { … } }`; `nodes` is not supported."_s;
            return false;
        }
        edges = child.definition->name == "edges"_L1 ? &child : edges;
    }
    if (edges) {
        for (const PlannedField &child : m_planner->planFor(*edges, edges->type).fields) {
            connection->node = child.definition->name == "node"_L1 ? &child : connection->node;
        }
    }
    if (!connection->node) {
        *error
            = u"Bulk queries must select `edges { node { … } }` in the connection `%1`."_s.arg(field.definition->name);
        return false;
    }
    const Graphql::TypeDefinition *type = connection->node->type;
    return type->kind != Graphql::TypeDefinition::Kind::Object
        || findConnections(m_planner->planFor(*connection->node, type), {}, &connection->children, depth + 1, error);
}

} // namespace DemoShop
