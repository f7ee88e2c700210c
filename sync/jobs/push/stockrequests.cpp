#include "sync/jobs/push/stockrequests.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shoprequests.h"

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

int numberOf(const FieldValue &value)
{
    return value.value_or(u"0"_s).toInt();
}

/// Stock of a variant that is to be made, by location: the total at the only one, or what each has.
QMap<qint64, int> stockOf(const FieldMap &fields, ShopifyId location)
{
    QMap<qint64, int> stock;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const std::optional<ShopifyId> at = stockLocation(field.key());
        if (at && field.value() && !location.isValid())
            stock.insert(at->value, numberOf(field.value()));
    }
    if (const int total = numberOf(fields.value(Field::inventoryQuantity.toString())); location.isValid() && total != 0)
        stock.insert(location.value, total);
    return stock;
}

QString itemGid(const ProductContent &seen, qint64 variant)
{
    const VariantContent *current = seen.variant(ShopifyId{variant});
    return shopGid(u"InventoryItem", current ? current->inventoryItem : ShopifyId{});
}

} // namespace

QJsonArray stockOfProductSet(const FieldMap &fields, ShopifyId location)
{
    QJsonArray quantities;
    const QMap<qint64, int> stock = stockOf(fields, location);
    for (auto at = stock.cbegin(); at != stock.cend(); ++at)
        quantities += QJsonObject{{u"locationId"_s, shopGid(u"Location", ShopifyId{at.key()})},
            {u"name"_s, u"available"_s}, {u"quantity"_s, at.value()}};
    return quantities;
}

QJsonArray stockOfVariantsCreate(const FieldMap &fields, ShopifyId location)
{
    QJsonArray quantities;
    const QMap<qint64, int> stock = stockOf(fields, location);
    for (auto at = stock.cbegin(); at != stock.cend(); ++at)
        quantities += QJsonObject{
            {u"locationId"_s, shopGid(u"Location", ShopifyId{at.key()})}, {u"availableQuantity"_s, at.value()}};
    return quantities;
}

ShopRequest inventorySetRequest(const Operation &operation, const ProductContent &seen, ShopifyId location)
{
    QJsonArray quantities;
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            quantities += QJsonObject{{u"inventoryItemId"_s, itemGid(seen, variant.key())},
                {u"locationId"_s, shopGid(u"Location", stockLocation(field.key()).value_or(location))},
                {u"quantity"_s, numberOf(field.value())},
                {u"changeFromQuantity"_s, numberOf(operation.before.variants.value(variant.key()).value(field.key()))}};
    return {u"inventory_set"_s,
        {{u"key"_s, operation.id.toString(QUuid::WithoutBraces)},
            {u"input"_s,
                QJsonObject{
                    {u"name"_s, u"available"_s}, {u"reason"_s, u"correction"_s}, {u"quantities"_s, quantities}}}},
        true, costOf(operation)};
}

ShopRequest inventoryActivateRequest(const Operation &operation, const ProductContent &seen)
{
    const QList<NamedFacet> facets = facetsOf(operation);
    const NamedFacet facet = facets.isEmpty() ? NamedFacet{} : facets.first();
    return {u"inventory_activate"_s,
        {{u"key"_s, operation.id.toString(QUuid::WithoutBraces)}, {u"item"_s, itemGid(seen, facet.variant)},
            {u"location"_s, shopGid(u"Location", stockLocation(facet.field).value_or(ShopifyId{}))},
            {u"available"_s, numberOf(operation.after.variants.value(facet.variant).value(facet.field))}},
        true, costOf(operation)};
}

ShopRequest inventoryDeactivateRequest(const Operation &operation, const ProductContent &seen)
{
    const QList<NamedFacet> facets = facetsOf(operation);
    const NamedFacet facet = facets.isEmpty() ? NamedFacet{} : facets.first();
    const QJsonObject update{{u"locationId"_s, shopGid(u"Location", stockLocation(facet.field).value_or(ShopifyId{}))},
        {u"activate"_s, false}};
    return {u"inventory_deactivate"_s, {{u"item"_s, itemGid(seen, facet.variant)}, {u"updates"_s, QJsonArray{update}}},
        true, costOf(operation)};
}

} // namespace Sync
