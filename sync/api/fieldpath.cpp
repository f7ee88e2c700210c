#include "sync/api/fieldpath.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr QStringView variants = u"variants.";

constexpr QStringView productFields[] = {Field::title, Field::handle, Field::descriptionHtml, Field::vendor,
    Field::productType, Field::status, Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames};
constexpr QStringView variantFields[] = {Field::variantTitle, Field::sku, Field::barcode, Field::price,
    Field::compareAtPrice, Field::cost, Field::inventoryQuantity, Field::inventoryPolicy, Field::tracked,
    Field::taxable, Field::weight, Field::weightUnit, Field::position, Field::option1, Field::option2, Field::option3};

bool isOne(std::span<const QStringView> names, QStringView name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

bool FieldPath::covers(QStringView name, ShopifyId shopifyVariant) const
{
    const bool isMeant = name == field || (field == Field::inventoryQuantity && isStock(name));
    return isMeant && ofVariants == shopifyVariant.isValid() && (!variant.isValid() || variant == shopifyVariant);
}

QString FieldPath::text() const
{
    if (!ofVariants)
        return field;
    const QString which = variant.isValid() ? QString::number(variant.value) + u'.' : QString();
    return variants + which + field;
}

std::optional<FieldPath> FieldPath::fromText(QStringView text)
{
    if (!text.startsWith(variants)) {
        if (isOne(productFields, text) || isFacet(text))
            return FieldPath{text.toString()};
        if (isOne(variantFields, text))
            return FieldPath{text.toString(), true};
        return {};
    }
    const QStringView rest = text.sliced(variants.size());
    const qsizetype dot = rest.indexOf(u'.');
    bool isNumber = false;
    const qint64 id = dot < 0 ? 0 : rest.first(dot).toLongLong(&isNumber);
    const QStringView name = isNumber ? rest.sliced(dot + 1) : rest; // a metafield's name has dots of its own
    if ((isNumber && id <= 0) || !(isOne(variantFields, name) || isFacet(name)))
        return {};
    return FieldPath{name.toString(), true, ShopifyId{id}};
}

QStringList FieldPath::names()
{
    QStringList all;
    for (const QStringView name : productFields)
        all += name.toString();
    for (const QStringView name : variantFields)
        all += QString(variants + name.toString());
    return all;
}

bool covers(const QList<FieldPath> &chosen, QStringView name, ShopifyId shopifyVariant)
{
    return chosen.isEmpty() || std::any_of(chosen.cbegin(), chosen.cend(), [&](const FieldPath &path) {
        return path.covers(name, shopifyVariant);
    });
}

} // namespace Sync
