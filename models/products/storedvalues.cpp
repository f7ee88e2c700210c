#include "models/products/storedvalues.h"

#include "models/format/fields.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"

namespace Models {

namespace Field = Sync::Field;

QString storedValue(const Sync::ProductDetail &detail, QStringView field)
{
    if (Sync::isFacet(field))
        return detail.facets.value(field.toString());
    if (field == Field::title)
        return detail.row.title;
    if (field == Field::handle)
        return detail.handle;
    if (field == Field::descriptionHtml)
        return detail.descriptionHtml;
    if (field == Field::vendor)
        return detail.row.vendor;
    if (field == Field::productType)
        return detail.row.productType;
    if (field == Field::status)
        return toWord(detail.row.status);
    if (field == Field::tags)
        return canonicalList(detail.tags);
    if (field == Field::optionNames)
        return canonicalList(detail.optionNames);
    if (field == Field::seoTitle)
        return detail.seoTitle;
    return field == Field::seoDescription ? detail.seoDescription : QString();
}

QString storedValue(const Sync::VariantDetail &variant, QStringView field)
{
    if (Sync::isFacet(field))
        return variant.facets.value(field.toString());
    if (field == Field::sku)
        return variant.sku;
    if (field == Field::barcode)
        return variant.barcode;
    if (field == Field::price)
        return variant.price;
    if (field == Field::compareAtPrice)
        return variant.compareAtPrice;
    if (field == Field::cost)
        return variant.cost;
    if (field == Field::position)
        return QString::number(variant.position);
    for (qsizetype i = 0; i < std::ssize(Sync::optionFields); ++i)
        if (field == Sync::optionFields[i])
            return variant.optionValues.value(i);
    return field == Field::inventoryQuantity ? QString::number(variant.inventory) : QString();
}

} // namespace Models
