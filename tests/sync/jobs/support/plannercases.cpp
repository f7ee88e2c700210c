#include "tests/sync/jobs/support/plannercases.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

namespace {

const QStringList &productFields()
{
    static const QStringList names{u"title"_s, u"vendor"_s, u"description_html"_s, u"status"_s, u"tags"_s,
        u"metafield:custom.colour:single_line_text_field"_s, u"metafield:custom.size:json"_s};
    return names;
}

const QStringList &variantFields()
{
    static const QStringList names{u"sku"_s, u"price"_s, u"compare_at_price"_s, u"inventory_quantity"_s,
        u"metafield:custom.colour:single_line_text_field"_s};
    return names;
}

const QStringList &options()
{
    static const QStringList names{u"S"_s, u"M"_s, u"L"_s, u"XL"_s, u"שלום"_s, u"<b>"_s, u"0"_s, u"x y"_s};
    return names;
}

QString oneOf(const QStringList &values)
{
    return values.at(*rc::gen::inRange(0, int(values.size())));
}

FieldMap anyFields(const QStringList &names)
{
    FieldMap fields;
    for (const QString &name : names)
        if (const FieldValue value = anyValue(name); value || !isFacet(name))
            fields.insert(name, value);
    return fields;
}

FieldMap anyVariant(const QString &option)
{
    FieldMap fields = anyFields(variantFields());
    fields.insert(u"option1"_s, option);
    return fields;
}

/// An option that none of the fields' owners has; empty when all are taken.
QString freeOption(const QStringList &taken)
{
    const int first = *rc::gen::inRange(0, int(options().size()));
    for (int i = 0; i < options().size(); ++i)
        if (const QString &option = options().at((first + i) % options().size()); !taken.contains(option))
            return option;
    return {};
}

PlannerShop anyShop(int mostVariants)
{
    QList<FieldMap> variants;
    QStringList taken;
    for (int i = *rc::gen::inRange(1, mostVariants + 1); i > 0; --i) {
        taken += freeOption(taken);
        variants += anyVariant(taken.last());
    }
    return PlannerShop(anyFields(productFields()), variants);
}

FieldDecision anyDecision()
{
    return *rc::gen::element(FieldDecision::Accept, FieldDecision::Undecided, FieldDecision::Reject,
        FieldDecision::KeepOurs, FieldDecision::TakeTheirs, FieldDecision::Edited);
}

StagedField fieldEdit(ShopifyId variant, const QString &name, const FieldValue &now)
{
    StagedField field{.shopifyVariant = variant, .field = name, .base = now, .local = anyValue(name), .remote = now};
    field.decision = anyDecision();
    if (field.decision == FieldDecision::Edited)
        field.edited = anyValue(name);
    if (name == Field::tags && *rc::gen::inRange(0, 3) == 0)
        field.merged = anyValue(name);
    return field;
}

StagedField wholeVariant(ShopifyId shopify, VariantId local, const FieldValue &title)
{
    StagedField field{.shopifyVariant = shopify, .variant = local};
    (shopify.isValid() ? field.remote : field.local) = title;
    field.base = field.remote;
    field.decision = *rc::gen::inRange(0, 4) == 0 ? FieldDecision::Reject : FieldDecision::Accept;
    return field;
}

PlannerCase caseOf(const PlannerShop &shop, ChangeType type)
{
    return {shop,
        {.id = ChangeId{1},
            .type = type,
            .product = ProductId{1},
            .shopifyProduct = shop.now().content.id,
            .title = u"Pen"_s},
        std::nullopt};
}

} // namespace

FieldValue anyValue(const QString &field)
{
    if (isFacet(field)) // one that is there has a value
        return *rc::gen::element<FieldValue>(std::nullopt, u"1"_s, u"[\"a\"]"_s, u"{\"a\":1}"_s);
    switch (fieldShape(field)) {
    case FieldShape::Decimal:
        return *rc::gen::element<FieldValue>(
            std::nullopt, u"0"_s, u"0.00"_s, u"1"_s, u"1.00"_s, u"12.5"_s, u"99999999999999999999.99"_s);
    case FieldShape::Integer:
        return *rc::gen::element<FieldValue>(u"0"_s, u"1"_s, u"-3"_s, u"2147483647"_s);
    case FieldShape::List:
        return *rc::gen::element<FieldValue>(u"[]"_s, u"[\"ink\"]"_s, u"[\"ink\", \"Blue\"]"_s, u"[\"INK\"]"_s);
    case FieldShape::Truth:
        return *rc::gen::element<FieldValue>(u"true"_s, u"false"_s);
    case FieldShape::Text:
    case FieldShape::Html:
    case FieldShape::Json:
        break;
    }
    if (field == Field::status)
        return *rc::gen::element<FieldValue>(u"active"_s, u"draft"_s, u"archived"_s);
    return *rc::gen::element<FieldValue>(std::nullopt, u""_s, u" "_s, u"Pen"_s, u"pen"_s, u"שלום"_s, u"e\u0301"_s,
        u"🖊"_s, u"=1+1"_s, u"<p>\"x\" &amp; y</p>"_s, QString(u'x').repeated(256));
}

PlannerCase anyUpdate()
{
    PlannerCase made = caseOf(anyShop(3), ChangeType::Update);
    const ProductContent &seen = made.shop.now().content;
    QList<StagedField> &fields = made.change.fields;
    for (const QString &name : productFields())
        if (*rc::gen::arbitrary<bool>())
            fields += fieldEdit({}, name, seen.fields.value(name));
    QStringList staying;
    LocalProduct local{.id = ProductId{1}, .shopifyId = seen.id, .fields = seen.fields};
    for (const VariantContent &variant : seen.variants) {
        const QString option = variant.fields.value(u"option1"_s).value_or(QString());
        if (*rc::gen::inRange(0, 4) == 0) {
            fields += wholeVariant(variant.id, {}, option);
            if (fields.last().decision == FieldDecision::Reject)
                staying += option;
            continue;
        }
        staying += option;
        for (const QString &name : variantFields())
            if (*rc::gen::inRange(0, 3) == 0)
                fields += fieldEdit(variant.id, name, variant.fields.value(name));
    }
    const int added = *rc::gen::inRange(staying.isEmpty() ? 1 : 0, 3);
    for (int i = 0; i < added; ++i) {
        const QString option = freeOption(staying);
        staying += option;
        local.variants += LocalVariant{VariantId{500 + i}, {}, {}, anyVariant(option)};
        fields += wholeVariant({}, local.variants.last().id, option);
        if (i == 0 && staying.size() == 1)
            fields.last().decision = FieldDecision::Accept;
    }
    made.local = local;
    made.change.asSeen = seen;
    return made;
}

PlannerCase anyCreate()
{
    PlannerCase made = caseOf(PlannerShop(), ChangeType::Create);
    LocalProduct local{.id = ProductId{1}, .fields = anyFields(productFields())};
    QStringList taken;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        taken += freeOption(taken);
        local.variants += LocalVariant{VariantId{500 + i}, {}, {}, anyVariant(taken.last())};
    }
    made.local = local;
    return made;
}

PlannerCase anyDelete()
{
    PlannerCase made = caseOf(anyShop(3), ChangeType::Delete);
    made.change.asSeen = made.shop.now().content;
    return made;
}

PlannerCase anyChange()
{
    const int kind = *rc::gen::inRange(0, 8);
    return kind == 0 ? anyCreate() : kind == 1 ? anyDelete() : anyUpdate();
}

FieldMap withAbsentFacets(const FieldMap &fields, bool ofVariant)
{
    FieldMap all = fields;
    for (const QString &name : ofVariant ? variantFields() : productFields())
        if (isFacet(name) && !all.contains(name))
            all.insert(name, std::nullopt);
    return all;
}

void ghostEdits(PlannerShop &shop, bool freely)
{
    for (int i = *rc::gen::inRange(0, 4); i > 0 && !shop.now().gone; --i) {
        const QList<VariantContent> &variants = shop.now().content.variants;
        const ShopifyId variant = variants.at(*rc::gen::inRange(0, int(variants.size()))).id;
        QStringList taken;
        for (const VariantContent &each : variants)
            taken += each.fields.value(u"option1"_s).value_or(QString());
        const QString field = oneOf(productFields());
        const QString ofVariant = oneOf(variantFields());
        switch (*rc::gen::inRange(0, freely ? 8 : 6)) {
        case 0:
        case 1:
            shop.edit({}, field, anyValue(field));
            break;
        case 2:
        case 3:
        case 4:
            shop.edit(variant, ofVariant, anyValue(ofVariant));
            break;
        case 5:
            if (const QString option = freeOption(taken); !option.isEmpty())
                shop.addVariant(anyVariant(option));
            break;
        case 6:
            if (variants.size() > 1)
                shop.removeVariant(variant);
            break;
        case 7:
            if (*rc::gen::inRange(0, 4) == 0)
                shop.removeProduct();
            break;
        }
    }
}

} // namespace Tests
