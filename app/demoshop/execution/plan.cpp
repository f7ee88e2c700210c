#include "app/demoshop/execution/plan.h"

#include "app/demoshop/execution/execution.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop {

using namespace Graphql;
using namespace Qt::StringLiterals;

Planner::Planner(
    const Schema &schema, const Document &document, const ResolverTable &resolvers, const QJsonObject &variables)
    : m_schema(schema)
    , m_document(document)
    , m_resolvers(resolvers)
    , m_coercion(schema)
    , m_variables(variables)
{ }

std::shared_ptr<const Plan> Planner::plan(const Operation &operation) const
{
    auto plan = std::make_shared<Plan>();
    plan->type = m_schema.rootType(operation.kind);
    collect(operation.selections, plan.get());
    return plan;
}

const Plan &Planner::planFor(const PlannedField &field, const TypeDefinition *type) const
{
    for (const auto &[known, plan] : field.plans) {
        if (known == type) {
            return *plan;
        }
    }
    auto plan = std::make_shared<Plan>();
    plan->type = type;
    for (const SelectionSet *selections : field.selections) {
        collect(*selections, plan.get());
    }
    return *field.plans.emplace_back(type, std::move(plan)).second;
}

void Planner::collect(const SelectionSet &selections, Plan *plan) const
{
    for (const Selection &selection : selections) {
        if (!isIncluded(selection.directives)) {
            continue;
        }
        if (selection.kind == Selection::Kind::Field) {
            addField(selection, plan);
            continue;
        }
        const Fragment *fragment
            = selection.kind == Selection::Kind::Spread ? m_document.fragment(selection.name) : nullptr;
        const QString &condition = fragment ? fragment->typeCondition : selection.typeCondition;
        const TypeDefinition *wanted = condition.isEmpty() ? plan->type : m_schema.type(condition);
        if (wanted == plan->type || wanted->possibleTypes.contains(plan->type->name)) {
            collect(fragment ? fragment->selections : selection.selections, plan);
        }
    }
}

void Planner::addField(const Selection &selection, Plan *plan) const
{
    const QString &name = selection.responseName();
    const auto known = std::find_if(plan->fields.begin(), plan->fields.end(),
        [&name](const PlannedField &field) { return field.responseName == name; });
    if (known != plan->fields.end()) { // asked twice: the selections are merged
        known->selections.push_back(&selection.selections);
        return;
    }
    const FieldDefinition &definition = *plan->type->fields.constFind(selection.name);
    PlannedField field;
    field.key = '"' + name.toStdString() + "\":";
    field.responseName = name;
    field.definition = &definition;
    field.parentType = plan->type;
    field.type = m_schema.namedType(definition.type);
    field.arguments = m_coercion.arguments(definition.arguments, selection.arguments, m_variables);
    for (const QString &list : {u"names"_s, u"keys"_s}) {
        for (const QJsonValue &entry : field.arguments.value(list).toArray()) {
            field.names.push_back(entry.toString().toStdString());
        }
    }
    for (const Directive &directive : selection.directives) {
        if (directive.name == u"idempotent"_s) {
            field.idempotencyKey = directiveArguments(directive).value(u"key"_s).toString();
        }
    }
    field.at = selection.at;
    field.selections.push_back(&selection.selections);
    const QString path = plan->type->name + u'.' + selection.name;
    field.list = m_resolvers.lists.value(path);
    field.resolve = field.list              ? &Execution::writeConnectionField
        : selection.name == u"__typename"_s ? &Execution::writeTypename
                                            : m_resolvers.fields.value(path, &Execution::writeRecordField);
    plan->fields.push_back(std::move(field));
}

bool Planner::isIncluded(const std::vector<Directive> &directives) const
{
    for (const Directive &directive : directives) {
        const bool condition = directiveArguments(directive).value(u"if"_s).toBool();
        if ((directive.name == u"skip"_s && condition) || (directive.name == u"include"_s && !condition)) {
            return false;
        }
    }
    return true;
}

QJsonObject Planner::directiveArguments(const Directive &directive) const
{
    return m_coercion.arguments(m_schema.directive(directive.name)->arguments, directive.arguments, m_variables);
}

} // namespace DemoShop
