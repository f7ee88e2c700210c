#include "app/demoshop/execution/cost.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace DemoShop::Cost {

using namespace Qt::StringLiterals;

namespace {

double ofField(const Planner &planner, const PlannedField &field);

double ofChildren(const Planner &planner, const PlannedField &field, const Graphql::TypeDefinition *type)
{
    double sum = 0;
    for (const PlannedField &child : planner.planFor(field, type).fields) {
        sum += ofField(planner, child);
    }
    return sum;
}

/// The dearest of the types the field can return.
double ofSelections(const Planner &planner, const PlannedField &field)
{
    if (field.type->kind == Graphql::TypeDefinition::Kind::Object) {
        return ofChildren(planner, field, field.type);
    }
    double dearest = 0;
    for (const QString &name : field.type->possibleTypes) {
        if (const Graphql::TypeDefinition *type = planner.schema().type(name)) {
            dearest = std::max(dearest, ofChildren(planner, field, type));
        }
    }
    return dearest;
}

double ofField(const Planner &planner, const PlannedField &field)
{
    if (field.type->isLeaf() || field.type->name == "PageInfo"_L1) {
        return 0;
    }
    if (field.list) {
        const QJsonValue size
            = field.arguments.contains(u"first"_s) ? field.arguments[u"first"] : field.arguments[u"last"];
        return pageFactor(size.toInt()) * ofSelections(planner, field);
    }
    if (field.parentType->name.endsWith("Connection"_L1) && field.definition->name == "edges"_L1) {
        return ofSelections(planner, field);
    }
    const double each = 1 + ofSelections(planner, field);
    return countsEach(*field.definition) ? each * static_cast<double>(field.arguments[u"ids"].toArray().size()) : each;
}

} // namespace

double pageFactor(int size)
{
    return size <= 0 ? 0 : std::min(static_cast<double>(size), std::max(1.0, std::ceil(2 * std::log(size))));
}

bool countsEach(const Graphql::FieldDefinition &field)
{
    return field.name == "nodes"_L1 && field.argument(u"ids"_s);
}

double ofMutation(const PlannedField &field)
{
    const QJsonObject &arguments = field.arguments;
    const QJsonObject input = arguments.value(u"product"_s).toObject(arguments.value(u"input"_s).toObject());
    const auto metafields
        = [](const QJsonObject &object) { return static_cast<double>(object[u"metafields"].toArray().size()); };
    const QJsonArray variants
        = (arguments.contains(u"variants"_s) ? arguments[u"variants"] : input[u"variants"]).toArray();
    double cost = 10 + 0.2 * static_cast<double>(variants.size()) + 0.4 * metafields(input);
    for (const QJsonValue &variant : variants) {
        cost += 0.4 * metafields(variant.toObject());
    }
    return cost + 1.9 * static_cast<double>(arguments[u"media"].toArray().size() + input[u"files"].toArray().size());
}

double requested(const Planner &planner, const Plan &plan)
{
    const bool isMutation = plan.type == planner.schema().rootType(Graphql::Operation::Kind::Mutation);
    double sum = 0;
    for (const PlannedField &field : plan.fields) {
        if (field.definition->name != "__typename"_L1) {
            sum += isMutation ? ofMutation(field) : ofField(planner, field);
        }
    }
    return sum;
}

} // namespace DemoShop::Cost
