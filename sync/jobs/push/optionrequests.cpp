#include "sync/jobs/push/optionrequests.h"

#include "sync/api/catalogue.h"
#include "sync/api/options.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/shopanswers.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QStringList without(const QStringList &names, const QStringList &others)
{
    QStringList rest = names;
    rest.removeIf([&others](const QString &name) { return placeOfOption(others, name) >= 0; });
    return rest;
}

QString optionGid(const QString &name, const QStringList &names, const ProductContent &seen)
{
    return shopGid(u"ProductOption", seen.options.value(placeOfOption(names, name)));
}

QJsonObject renamed(const QStringList &before, const QStringList &after, const ProductContent &seen)
{
    const auto [old, name] = std::mismatch(before.cbegin(), before.cend(), after.cbegin(), after.cend());
    if (name == after.cend())
        return {};
    return {{u"id"_s, shopGid(u"ProductOption", seen.options.value(old - before.cbegin()))}, {u"name"_s, *name}};
}

/// New options with their places and the one value that the variants get.
QJsonArray created(const QStringList &before, const QStringList &after, const Operation &operation)
{
    const FieldMap any = operation.after.variants.isEmpty() ? FieldMap() : operation.after.variants.first();
    const QStringList names = without(after, before);
    QJsonArray options;
    for (const QString &name : names) {
        const qsizetype place = after.indexOf(name);
        const FieldValue value
            = place < std::ssize(optionFields) ? any.value(optionFields[place].toString()) : FieldValue();
        options += QJsonObject{{u"name"_s, name}, {u"position"_s, int(place) + 1},
            {u"values"_s, QJsonArray{QJsonObject{{u"name"_s, value.value_or(QString())}}}}};
    }
    return options;
}

} // namespace

ShopRequest optionRequest(const Operation &operation, const ProductContent &seen)
{
    const QStringList before = listValue(operation.before.product.value(Field::optionNames.toString()));
    const QStringList after = listValue(operation.after.product.value(Field::optionNames.toString()));
    QJsonObject variables{{u"productId"_s, shopGid(u"Product", operation.shopifyProduct)}};
    QString document;
    QJsonArray options;
    switch (operation.kind) {
    case OperationKind::OptionsCreate:
        document = u"options_create"_s;
        options = created(before, after, operation);
        break;
    case OperationKind::OptionsDelete:
        document = u"options_delete"_s;
        for (const QString &name : without(before, after))
            options += optionGid(name, before, seen);
        break;
    case OperationKind::OptionsReorder:
        document = u"options_reorder"_s;
        for (const QString &name : after)
            options += QJsonObject{{u"id"_s, optionGid(name, before, seen)}};
        break;
    default:
        variables.insert(u"option"_s, renamed(before, after, seen));
        return {u"option_rename"_s, variables, true, CostEstimate::Mutation};
    }
    variables.insert(u"options"_s, options);
    return {document, variables, true, CostEstimate::Mutation};
}

} // namespace Sync
