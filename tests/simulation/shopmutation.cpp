#include "tests/simulation/shopmutation.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/steps.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// A price the shop's rules do not allow.
const QString forbiddenPrice = u"13.13"_s;

QString payloadName(const QString &document)
{
    const struct
    {
        QStringView document;
        QStringView payload;
    } names[] = {{u"product_update", u"productUpdate"}, {u"variants_update", u"productVariantsBulkUpdate"},
        {u"inventory_set", u"inventorySetQuantities"}, {u"product_set", u"productSet"},
        {u"product_delete", u"productDelete"}, {u"variants_create", u"productVariantsBulkCreate"},
        {u"variants_delete", u"productVariantsBulkDelete"}};
    for (const auto &name : names)
        if (name.document == document)
            return name.payload.toString();
    return {};
}

QString titleFrom(const FieldMap &fields)
{
    QStringList values;
    for (const QStringView option : {Field::option1, Field::option2, Field::option3})
        if (const FieldValue value = fields.value(option.toString()))
            values += *value;
    return values.join(u" / ");
}

void number(QList<ShopVariant> &variants)
{
    for (qsizetype i = 0; i < variants.size(); ++i)
        variants[i].part.fields.insert(Field::position.toString(), QString::number(i + 1));
}

ShopVariant *find(QList<ShopVariant> &variants, qint64 id)
{
    for (ShopVariant &variant : variants)
        if (variant.id == id)
            return &variant;
    return nullptr;
}

} // namespace

QJsonObject refusal(const QString &document)
{
    const bool byVariant = document == u"variants_update";
    const QJsonObject error{{u"field"_s, byVariant ? QJsonArray{u"variants"_s, 0, u"price"_s} : QJsonArray{u"base"_s}},
        {u"message"_s, u"Not today"_s}, {u"code"_s, u"INVALID"_s}};
    return {
        {payloadName(document), QJsonObject{{u"userErrors"_s, QJsonArray{error}}, {u"product"_s, QJsonValue::Null}}}};
}

bool isRefusal(const QJsonObject &data)
{
    return std::any_of(data.constBegin(), data.constEnd(),
        [](const QJsonValue &payload) { return !payload.toObject().value(u"userErrors").toArray().isEmpty(); });
}

Mutation::Mutation(ShopModel &shop, QString document, QJsonObject variables, QUuid operation, Milliseconds now)
    : m_shop(shop)
    , m_document(std::move(document))
    , m_variables(std::move(variables))
    , m_effect{.moment = shop.nextMoment(), .at = now, .document = m_document, .operation = operation}
{
    m_effect.product = productOf(m_document, m_variables);
    if (m_document == u"inventory_set") {
        const QJsonArray quantities = m_variables.value(u"input").toObject().value(u"quantities").toArray();
        const qint64 item = quantities.isEmpty()
            ? 0
            : shopNumber(quantities.at(0).toObject().value(u"inventoryItemId").toString()).value;
        for (const ShopProduct &product : m_shop.products())
            for (const ShopVariant &variant : product.variants)
                if (variant.item == item)
                    m_effect.product = product.id;
    }
    if (m_shop.products().contains(m_effect.product))
        m_product = m_shop.products().value(m_effect.product);
    m_asked = askedFor(m_document, m_variables, m_product ? &*m_product : nullptr);
}

void Mutation::refuse(const QJsonArray &path, const QString &message, const QString &code)
{
    m_errors += QJsonObject{{u"field"_s, path}, {u"message"_s, message}, {u"code"_s, code}};
}

void Mutation::write(ShopPart &part, qint64 variant, const QString &field, const FieldValue &value)
{
    const FieldValue now = normalised(field, value, m_shop.rewritesHtml);
    m_effect.overwritten += Overwrite{variant, field, part.fields.value(field), now, part.stamps.value(field)};
    part.fields.insert(field, now);
    part.stamps.insert(field, Stamp{m_effect.moment, m_effect.operation});
}

bool Mutation::optionsAreTaken(const FieldMap &fields, qint64 except) const
{
    return std::any_of(
        m_product->variants.cbegin(), m_product->variants.cend(), [&fields, except](const ShopVariant &other) {
            return other.id != except && sameOptions(other.part.fields, fields);
        });
}

QJsonObject Mutation::run(bool refused)
{
    if (m_document == u"product_set") {
        create();
    } else if (!m_product) {
        refuse({u"id"_s}, u"Product does not exist"_s);
    } else if (m_document == u"product_delete") {
        remove();
    } else if (m_document == u"inventory_set") {
        setStock();
    } else if (m_document == u"variants_create") {
        addVariants();
    } else if (m_document == u"variants_delete") {
        removeVariants();
    } else {
        update();
    }
    if (refused && !m_isRepeated)
        return refusal(m_document);
    if (m_errors.isEmpty() && !m_isRepeated)
        commit();
    return answer();
}

void Mutation::update()
{
    for (auto field = m_asked.product.cbegin(); field != m_asked.product.cend(); ++field) {
        if (field.key() == Field::title && field->value_or(QString()).trimmed().isEmpty())
            refuse({u"title"_s}, u"Title can't be blank"_s);
        else if (field.key() == Field::title && isTooLong(*field))
            refuse({u"title"_s}, u"Title is too long (maximum is 255 characters)"_s, u"INVALID_INPUT"_s);
        write(m_product->part, 0, field.key(), *field);
    }
    // In the order they were sent, which the errors' indexes speak of.
    const QJsonArray inputs = m_variables.value(u"variants").toArray();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const qint64 id = shopNumber(inputs.at(i).toObject().value(u"id").toString()).value;
        const QJsonArray path{u"variants"_s, QString::number(i)};
        ShopVariant *variant = find(m_product->variants, id);
        if (!variant) {
            refuse(path, u"Product variant does not exist"_s, u"PRODUCT_VARIANT_DOES_NOT_EXIST"_s);
            continue;
        }
        const FieldMap fields = m_asked.variants.value(id);
        if (normalised(Field::price.toString(), fields.value(Field::price.toString()), false) == forbiddenPrice)
            refuse(path, u"Price is not allowed"_s, u"INVALID_INPUT"_s);
        for (auto field = fields.cbegin(); field != fields.cend(); ++field)
            write(variant->part, id, field.key(), *field);
        if (optionsAreTaken(variant->part.fields, id))
            refuse(path, u"The variant already exists"_s, u"VARIANT_ALREADY_EXISTS"_s);
        variant->part.fields.insert(Field::variantTitle.toString(), titleFrom(variant->part.fields));
        m_answered += id;
    }
}

void Mutation::setStock()
{
    const QString key = m_variables.value(u"key").toString();
    const QJsonArray quantities = m_variables.value(u"input").toObject().value(u"quantities").toArray();
    m_isRepeated = m_shop.hasKey(key);
    for (qsizetype i = 0; i < quantities.size(); ++i) {
        const QJsonObject quantity = quantities.at(i).toObject();
        const qint64 item = shopNumber(quantity.value(u"inventoryItemId").toString()).value;
        const QJsonArray path{u"input"_s, u"quantities"_s, QString::number(i)};
        const auto variant = std::find_if(m_product->variants.begin(), m_product->variants.end(),
            [item](const ShopVariant &v) { return v.item == item; });
        if (variant == m_product->variants.end()) {
            refuse(path, u"The inventory item does not exist"_s, u"INVALID_INVENTORY_ITEM"_s);
            continue;
        }
        const QString field = Field::inventoryQuantity.toString();
        // Without a number it is set whatever is there.
        const QJsonValue from = quantity.value(u"changeFromQuantity");
        if (!from.isNull() && variant->part.fields.value(field).value_or(u"0"_s).toInt() != from.toInt())
            refuse(path, u"The quantity is stale"_s, u"CHANGE_FROM_QUANTITY_STALE"_s);
        if (quantity.value(u"quantity").toInt() < 0)
            refuse(path, u"The quantity can't be negative."_s, u"INVALID_QUANTITY_NEGATIVE"_s);
        write(variant->part, variant->id, field, QString::number(quantity.value(u"quantity").toInt()));
    }
    if (m_isRepeated)
        m_errors = {};
    else if (m_errors.isEmpty())
        m_shop.keepKey(key);
}

ShopVariant Mutation::newVariant(const FieldMap &fields)
{
    ShopVariant variant{.id = m_shop.nextId(), .item = m_shop.nextId()};
    variant.part.fields = {{Field::sku.toString(), {}}, {Field::barcode.toString(), {}},
        {Field::price.toString(), u"0.00"_s}, {Field::compareAtPrice.toString(), {}}, {Field::cost.toString(), {}},
        {Field::inventoryQuantity.toString(), u"0"_s}, {Field::inventoryPolicy.toString(), u"deny"_s},
        {Field::tracked.toString(), u"true"_s}, {Field::taxable.toString(), u"true"_s},
        {Field::weight.toString(), u"0"_s}, {Field::weightUnit.toString(), u"kg"_s},
        {Field::option1.toString(), u"Default Title"_s}, {Field::option2.toString(), {}},
        {Field::option3.toString(), {}}};
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (*field || field.key() != Field::option1)
            variant.part.fields.insert(field.key(), normalised(field.key(), *field, m_shop.rewritesHtml));
    const QStringList names = variant.part.fields.keys();
    for (const QString &name : names)
        variant.part.stamps.insert(name, Stamp{m_effect.moment, m_effect.operation});
    variant.part.fields.insert(Field::variantTitle.toString(), titleFrom(variant.part.fields));
    return variant;
}

void Mutation::create()
{
    const QString handle = m_asked.product.value(Field::handle.toString()).value_or(QString());
    for (const ShopProduct &other : m_shop.products())
        if (other.part.fields.value(Field::handle.toString()) == handle)
            refuse({u"input"_s, u"handle"_s}, u"Handle has already been taken"_s, u"HANDLE_NOT_UNIQUE"_s);
    if (m_asked.product.value(Field::title.toString()).value_or(QString()).trimmed().isEmpty())
        refuse({u"input"_s, u"title"_s}, u"Title can't be blank"_s, u"BLANK"_s);
    else if (isTooLong(m_asked.product.value(Field::title.toString())))
        refuse({u"input"_s, u"title"_s}, u"Title is too long (maximum is 255 characters)"_s, u"INVALID_INPUT"_s);
    for (qsizetype i = 0; i < m_asked.created.size(); ++i)
        for (qsizetype other = 0; other < i; ++other)
            if (sameOptions(m_asked.created.at(i).fields, m_asked.created.at(other).fields))
                refuse({u"input"_s, u"variants"_s, QString::number(i)}, u"The variant already exists"_s,
                    u"VARIANT_ALREADY_EXISTS"_s);
    if (!m_errors.isEmpty())
        return;
    m_effect.createdProduct = true;
    m_effect.product = m_shop.nextId();
    m_product = ShopProduct{.id = m_effect.product, .createdAt = m_effect.at};
    for (const QStringView field :
        {Field::title, Field::handle, Field::descriptionHtml, Field::vendor, Field::productType, Field::status,
            Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames}) {
        const FieldValue otherwise = field == Field::status ? u"active"_s
            : fieldShape(field) == FieldShape::List         ? u"[]"_s
                                                            : QString();
        write(m_product->part, 0, field.toString(), m_asked.product.value(field.toString(), otherwise));
    }
    QList<NewVariant> wanted = m_asked.created;
    if (wanted.isEmpty())
        wanted += NewVariant{};
    for (const NewVariant &variant : std::as_const(wanted))
        m_product->variants += newVariant(variant.fields);
    m_effect.overwritten.clear();
}

void Mutation::remove()
{
    m_effect.removedProduct = m_product;
}

void Mutation::addVariants()
{
    const QJsonArray inputs = m_variables.value(u"variants").toArray();
    for (qsizetype i = 0; i < m_asked.created.size(); ++i) {
        const FieldMap &fields = m_asked.created.at(i).fields;
        if (optionsAreTaken(fields, 0))
            refuse({u"variants"_s, QString::number(i)}, u"The variant already exists"_s, u"VARIANT_ALREADY_EXISTS"_s);
        m_product->variants += newVariant(fields);
        m_effect.createdVariants += m_product->variants.last().id;
        m_answered += m_product->variants.last().id;
    }
}

void Mutation::removeVariants()
{
    for (const QJsonValue &gid : m_variables.value(u"variantsIds").toArray()) {
        const qint64 id = shopNumber(gid.toString()).value;
        const ShopVariant *variant = find(m_product->variants, id);
        if (!variant) {
            refuse({u"variantsIds"_s}, u"Product variant does not exist"_s,
                u"AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT"_s);
            continue;
        }
        m_effect.removedVariants += *variant;
        m_product->variants.removeIf([id](const ShopVariant &v) { return v.id == id; });
    }
    if (m_product->variants.isEmpty())
        refuse({u"variantsIds"_s}, u"A product must have at least one variant"_s, u"CANNOT_DELETE_LAST_VARIANT"_s);
}

void Mutation::commit()
{
    if (m_effect.removedProduct) {
        m_shop.take(m_effect, std::nullopt);
        return;
    }
    number(m_product->variants);
    m_product->updatedAt = m_effect.at;
    m_shop.take(m_effect, m_product);
}

QJsonObject Mutation::answer() const
{
    QJsonObject payload{{u"userErrors"_s, m_errors}};
    const bool done = m_errors.isEmpty();
    if (m_document == u"product_delete")
        payload.insert(u"deletedProductId"_s,
            done ? QJsonValue(shopGid(u"Product", ShopifyId{m_effect.product})) : QJsonValue(QJsonValue::Null));
    else if (m_document == u"inventory_set")
        payload.insert(u"inventoryAdjustmentGroup"_s, QJsonObject());
    else if (m_document == u"product_update" || m_document == u"product_set")
        payload.insert(u"product"_s,
            done ? QJsonValue(toAnswer(*m_product, m_document == u"product_set")) : QJsonValue(QJsonValue::Null));
    else if (done)
        payload.insert(u"product"_s, QJsonObject{{u"id"_s, shopGid(u"Product", ShopifyId{m_effect.product})}});
    if (m_document == u"variants_update" || m_document == u"variants_create") {
        QJsonArray variants;
        for (const ShopVariant &variant : m_product ? m_product->variants : QList<ShopVariant>())
            if (done && m_answered.contains(variant.id))
                variants += toAnswer(variant);
        payload.insert(u"productVariants"_s, done ? QJsonValue(variants) : QJsonValue(QJsonValue::Null));
    }
    return {{payloadName(m_document), payload}};
}

} // namespace Simulation
