#include "app/demoshop/api/guards.h"

#include <QJsonArray>

namespace DemoShop::Guards {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestArray = 250;
constexpr qsizetype longestVariantSet = 2048;

QString scopeFor(const PlannedField &field)
{
    const QString &name = field.definition->name;
    const QString access = field.parentType->name == "Mutation"_L1 ? u"write_"_s : u"read_"_s;
    if (name == "shop"_L1 || name == "currentAppInstallation"_L1 || name == "node"_L1 || name == "nodes"_L1
        || name == "__typename"_L1 || name.startsWith("bulkOperation"_L1) || name == "currentBulkOperation"_L1
        || name == "stagedUploadsCreate"_L1) {
        return {};
    }
    if (name.startsWith("location"_L1)) {
        return u"read_locations"_s;
    }
    if (name.startsWith("file"_L1)) {
        return access + u"files"_s;
    }
    if (name.startsWith("inventory"_L1)) {
        return access + u"inventory"_s;
    }
    return access + (name.startsWith("publi"_L1) ? u"publications"_s : u"products"_s);
}

/// Length of the first array that is too long, or 0.
qsizetype tooLong(const QJsonValue &value, qsizetype limit)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        if (array.size() > limit) {
            return array.size();
        }
        for (const QJsonValue &item : array) {
            if (const qsizetype length = tooLong(item, limit)) {
                return length;
            }
        }
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
            if (const qsizetype length = tooLong(*member, limit)) {
                return length;
            }
        }
    }
    return 0;
}

std::optional<QString> idempotencyProblem(const PlannedField &field)
{
    const bool isSupported
        = field.definition->name == "inventorySetQuantities"_L1 || field.definition->name == "inventoryActivate"_L1;
    const bool isGiven = !field.idempotencyKey.isNull();
    if (isSupported && !isGiven) {
        return u"The @idempotent directive is required for this mutation but was not provided."_s;
    }
    if (!isSupported && isGiven) {
        return u"The @idempotent directive is not supported for this mutation."_s;
    }
    if (isGiven && (field.idempotencyKey.trimmed().isEmpty() || field.idempotencyKey.size() > 255)) {
        return u"The idempotency key must have 1 to 255 characters that are not all white space."_s;
    }
    return {};
}

std::optional<Graphql::Error> denial(const ShopContext &shop, const PlannedField &field, const QString &scope)
{
    if (scope.isEmpty() || shop.caller.scopes.contains(scope)) {
        return {};
    }
    return Graphql::Error{
        u"Access denied for %1 field. Required access: `%2` access scope."_s.arg(field.definition->name, scope),
        {field.at}, {field.responseName},
        {{u"code"_s, u"ACCESS_DENIED"_s}, {u"documentation"_s, u"https://shopify.dev/api/usage/access-scopes"_s},
            {u"requiredAccess"_s, u"`%1` access scope."_s.arg(scope)}}};
}

} // namespace

std::optional<Graphql::Error> refusalInside(const ShopContext &shop, const PlannedField &field)
{
    const bool isOfChannels = field.definition->name.startsWith("resourcePublication"_L1);
    return denial(shop, field, isOfChannels ? u"read_publications"_s : QString());
}

std::optional<Graphql::Error> refusal(const ShopContext &shop, const PlannedField &field)
{
    if (std::optional<Graphql::Error> denied = denial(shop, field, scopeFor(field))) {
        return denied;
    }
    if (const std::optional<QString> problem = idempotencyProblem(field)) {
        return Graphql::Error{*problem, {field.at}, {field.responseName}, {{u"code"_s, u"BAD_REQUEST"_s}}};
    }
    const qsizetype limit = field.definition->name == "productSet"_L1 ? longestVariantSet : longestArray;
    if (const qsizetype length = tooLong(field.arguments, limit)) {
        return Graphql::Error{
            u"The input array size of %1 is greater than the maximum allowed of %2."_s.arg(length).arg(limit),
            {field.at}, {field.responseName}, {{u"code"_s, u"MAX_INPUT_SIZE_EXCEEDED"_s}}};
    }
    return {};
}

} // namespace DemoShop::Guards
