#pragma once

#include "app/demoshop/execution/entity.h"
#include "app/demoshop/graphql/coercion.h"

#include <QJsonObject>

namespace DemoShop {

class Execution;
struct PlannedField;

/// What became of a field: its value was written, or it is null (the resolver wrote nothing that counts).
enum class Outcome { Written, Null };

/// Writes one field's value.
using Resolver = Outcome (*)(Execution &, const Entity &, const PlannedField &);
/// Lists what a connection field connects to.
using ListResolver = std::unique_ptr<ItemList> (*)(Execution &, const Entity &, const PlannedField &);

struct Plan;

/// A field to be answered, with everything about it looked up once.
struct PlannedField
{
    std::string key; ///< `"title":`
    QString responseName;
    const Graphql::FieldDefinition *definition = nullptr;
    const Graphql::TypeDefinition *parentType = nullptr;
    const Graphql::TypeDefinition *type = nullptr; ///< at the bottom of its lists
    Resolver resolve = nullptr;
    ListResolver list = nullptr; ///< set for a connection
    QJsonObject arguments;
    std::vector<std::string> names; ///< argument `names` or `keys`, ready to compare
    QString idempotencyKey; ///< of @idempotent; null without
    Graphql::Location at;
    std::vector<const Graphql::SelectionSet *> selections;
    /// Plans of the selections per concrete type, made when first needed.
    mutable std::vector<std::pair<const Graphql::TypeDefinition *, std::shared_ptr<const Plan>>> plans;
};

/// The fields to answer for one type of object, in the document's order.
struct Plan
{
    const Graphql::TypeDefinition *type = nullptr;
    std::vector<PlannedField> fields;
};

/// The resolvers of the schema's fields, by `Type.field`. A field without one is looked up in the entity's Record.
struct ResolverTable
{
    QHash<QString, Resolver> fields;
    QHash<QString, ListResolver> lists;
};

/// Makes plans from a validated document and one request's variables.
class Planner final
{
    Q_DISABLE_COPY_MOVE(Planner)

public:
    Planner(const Graphql::Schema &schema, const Graphql::Document &document, const ResolverTable &resolvers,
        const QJsonObject &variables);

    /// The fields of an operation.
    std::shared_ptr<const Plan> plan(const Graphql::Operation &operation) const;
    /// The fields asked of an object of that type that the field returned.
    const Plan &planFor(const PlannedField &field, const Graphql::TypeDefinition *type) const;

    const Graphql::Schema &schema() const { return m_schema; }

private:
    void collect(const Graphql::SelectionSet &selections, Plan *plan) const;
    void addField(const Graphql::Selection &selection, Plan *plan) const;
    bool isIncluded(const std::vector<Graphql::Directive> &directives) const;
    QJsonObject directiveArguments(const Graphql::Directive &directive) const;

    const Graphql::Schema &m_schema;
    const Graphql::Document &m_document;
    const ResolverTable &m_resolvers;
    Graphql::Coercion m_coercion;
    QJsonObject m_variables;
};

} // namespace DemoShop
