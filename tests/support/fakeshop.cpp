#include "tests/support/fakeshop.h"

#include "sync/jobs/push/shopanswers.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace TestSupport {

namespace {

qint64 number(const QJsonValue &gid)
{
    return shopNumber(gid.toString()).value;
}

QString timeNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
}

QJsonObject error(const QJsonArray &field, const QString &message, const QString &code)
{
    return {{u"field"_s, field}, {u"message"_s, message}, {u"code"_s, code}};
}

/// Shopify trims titles, keeps tags sorted and knows no product without a vendor.
void normalise(QJsonObject &product, const QString &shopName)
{
    if (!shopName.isEmpty() && product.value(u"vendor").toString().trimmed().isEmpty())
        product.insert(u"vendor"_s, shopName);
    product.insert(u"title"_s, product.value(u"title").toString().trimmed());
    QStringList tags;
    for (const QJsonValue &tag : product.value(u"tags").toArray())
        tags += tag.toString().trimmed();
    tags.sort(Qt::CaseInsensitive);
    product.insert(u"tags"_s, QJsonArray::fromStringList(tags));
}

/// Money comes back with two decimals.
QJsonValue money(const QJsonValue &value)
{
    return value.isString() ? QJsonValue(QString::number(value.toString().toDouble(), 'f', 2))
                            : QJsonValue(QJsonValue::Null);
}

void takeVariantInput(QJsonObject &variant, const QJsonObject &input)
{
    for (auto member = input.constBegin(); member != input.constEnd(); ++member) {
        if (member.key() == u"price" || member.key() == u"compareAtPrice")
            variant.insert(member.key(), money(member.value()));
        else if (member.key() == u"barcode" || member.key() == u"inventoryPolicy" || member.key() == u"taxable")
            variant.insert(member.key(), member.value());
    }
    const QJsonObject item = input.value(u"inventoryItem").toObject();
    QJsonObject held = variant.value(u"inventoryItem").toObject();
    if (item.contains(u"sku"))
        variant.insert(u"sku"_s, item.value(u"sku"));
    if (item.contains(u"cost"))
        held.insert(u"unitCost"_s,
            item.value(u"cost").isNull() ? QJsonValue(QJsonValue::Null)
                                         : QJsonValue(QJsonObject{{u"amount"_s, money(item.value(u"cost"))}}));
    if (item.contains(u"tracked"))
        held.insert(u"tracked"_s, item.value(u"tracked"));
    if (item.contains(u"measurement"))
        held.insert(u"measurement"_s, item.value(u"measurement"));
    variant.insert(u"inventoryItem"_s, held);
    if (input.contains(u"optionValues")) {
        QJsonArray options;
        QStringList names;
        for (const QJsonValue &value : input.value(u"optionValues").toArray()) {
            options += QJsonObject{{u"value"_s, value.toObject().value(u"name")}};
            names += value.toObject().value(u"name").toString();
        }
        variant.insert(u"selectedOptions"_s, options);
        variant.insert(u"title"_s, names.join(u" / "));
    }
}

} // namespace

ShopifyId FakeShop::addProduct(const QString &title, int variants)
{
    const qint64 id = ++m_nextId;
    QJsonArray list;
    for (int i = 0; i < variants; ++i)
        list += newVariant(
            {{u"price"_s, u"%1.50"_s.arg(10 + i)}, {u"barcode"_s, u"B%1-%2"_s.arg(id).arg(i)},
                {u"optionValues"_s,
                    QJsonArray{QJsonObject{{u"name"_s, variants == 1 ? u"Default Title"_s : u"Size %1"_s.arg(i)}}}},
                {u"inventoryItem"_s,
                    QJsonObject{
                        {u"sku"_s, u"SKU-%1-%2"_s.arg(id).arg(i)}, {u"cost"_s, u"5.00"_s}, {u"tracked"_s, true}}},
                {u"inventoryQuantities"_s, QJsonArray{QJsonObject{{u"availableQuantity"_s, 7}}}}},
            i + 1);
    m_products.insert(id,
        QJsonObject{{u"id"_s, shopGid(u"Product", ShopifyId{id})}, {u"title"_s, title},
            {u"handle"_s, u"handle-%1"_s.arg(id)}, {u"descriptionHtml"_s, u"<p>%1</p>"_s.arg(title)},
            {u"vendor"_s, u"Acme"_s}, {u"productType"_s, u"Pens"_s}, {u"status"_s, u"ACTIVE"_s},
            {u"tags"_s, QJsonArray{u"blue"_s, u"office"_s}},
            {u"seo"_s, QJsonObject{{u"title"_s, QJsonValue::Null}, {u"description"_s, QJsonValue::Null}}},
            {u"options"_s, QJsonArray{QJsonObject{{u"name"_s, variants == 1 ? u"Title"_s : u"Size"_s}}}},
            {u"createdAt"_s, timeNow()}, {u"updatedAt"_s, timeNow()}, {u"variants"_s, list}});
    return ShopifyId{id};
}

QJsonObject FakeShop::newVariant(const QJsonObject &input, int position)
{
    QJsonObject variant{{u"id"_s, shopGid(u"ProductVariant", ShopifyId{++m_nextId})}, {u"title"_s, u"Default Title"_s},
        {u"sku"_s, u""_s}, {u"barcode"_s, QJsonValue::Null}, {u"price"_s, u"0.00"_s},
        {u"compareAtPrice"_s, QJsonValue::Null}, {u"position"_s, position}, {u"inventoryQuantity"_s, 0},
        {u"inventoryPolicy"_s, u"DENY"_s}, {u"taxable"_s, true},
        {u"selectedOptions"_s, QJsonArray{QJsonObject{{u"value"_s, u"Default Title"_s}}}},
        {u"inventoryItem"_s,
            QJsonObject{{u"id"_s, shopGid(u"InventoryItem", ShopifyId{++m_nextId})}, {u"tracked"_s, false},
                {u"unitCost"_s, QJsonValue::Null},
                {u"measurement"_s,
                    QJsonObject{{u"weight"_s, QJsonObject{{u"value"_s, 0}, {u"unit"_s, u"KILOGRAMS"_s}}}}}}}};
    takeVariantInput(variant, input);
    for (const QJsonValue &quantity : input.value(u"inventoryQuantities").toArray())
        variant.insert(u"inventoryQuantity"_s,
            quantity.toObject().contains(u"quantity") ? quantity.toObject().value(u"quantity")
                                                      : quantity.toObject().value(u"availableQuantity"));
    return variant;
}

ProductContent FakeShop::content(ShopifyId id) const
{
    return productFromAnswer(whole(product(id)));
}

QJsonObject FakeShop::whole(const QJsonObject &product) const
{
    // This shop has no metafields, and its products are in nothing.
    const QJsonObject none{{u"nodes"_s, QJsonArray()}, {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}}}};
    QJsonObject answer = product;
    for (const QString &connection : {u"metafields"_s, u"collections"_s, u"resourcePublicationsV2"_s})
        answer.insert(connection, none);
    QJsonArray variants;
    for (const QJsonValue &value : product.value(u"variants").toArray()) {
        QJsonObject variant = value.toObject();
        variant.insert(u"metafields"_s, none);
        variants += variant;
    }
    answer.insert(u"variants"_s,
        QJsonObject{{u"nodes"_s, variants},
            {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}, {u"endCursor"_s, QJsonValue::Null}}}});
    return answer;
}

void FakeShop::edit(ShopifyId id, const QString &field, const QJsonValue &value)
{
    m_products[id.value].insert(field, value);
}

void FakeShop::editVariant(ShopifyId id, int place, const QString &field, const QJsonValue &value)
{
    QJsonArray variants = product(id).value(u"variants").toArray();
    QJsonObject variant = variants.at(place).toObject();
    variant.insert(field, value);
    variants.replace(place, variant);
    edit(id, u"variants"_s, variants);
}

QCoro::Task<Result<ShopReply>> FakeShop::execute(ShopRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return stopped();
    if (request.isMutation && beforeMutation)
        beforeMutation(request);
    if (!request.isMutation)
        ++m_reads;
    const auto planned = std::find_if(
        m_faults.begin(), m_faults.end(), [&](const PlannedFault &f) { return f.document == request.document; });
    if (planned == m_faults.end())
        co_return ShopReply{
            .data = run(request), .requestId = u"request-%1"_s.arg(m_effects.size()), .actualCost = request.cost};
    const Fault fault = planned->fault;
    m_faults.erase(planned);
    Failure failure{FailureKind::ShopUnreachable, u"No answer."_s};
    failure.mayHaveHappened = request.isMutation;
    switch (fault) {
    case Fault::DropBefore:
        break;
    case Fault::DropAfter:
        run(request);
        if (afterLostAnswer)
            afterLostAnswer();
        break;
    case Fault::NeverSent:
        failure.mayHaveHappened = false;
        break;
    case Fault::Unauthorised:
        co_return Failure{FailureKind::ShopUnauthorised, u"The token was refused."_s};
    case Fault::Throttled:
        co_return Failure{FailureKind::ShopThrottled, u"Shopify asks to slow down."_s};
    case Fault::AskedToWait: {
        Failure asked{FailureKind::ShopThrottled, u"Shopify asks to come again."_s};
        asked.sendAgainAfter = asksToWait;
        co_return asked;
    }
    case Fault::Garbled:
        run(request);
        co_return ShopReply{.data = {}, .requestId = u"garbled"_s};
    }
    co_return failure;
}

QJsonObject FakeShop::run(const ShopRequest &request)
{
    const QJsonObject &v = request.variables;
    if (request.document == u"push_check")
        return nodes(v.value(u"ids").toArray(), false);
    if (request.document == u"products_by_ids")
        return nodes(v.value(u"ids").toArray(), true);
    if (request.document == u"product_by_handle")
        return byHandle(v.value(u"handle").toString());
    if (request.document == u"locations")
        return locationList();
    if (request.document == u"shop_greeting")
        return {{u"shop"_s, QJsonObject{{u"name"_s, name}}}};
    const qsizetype before = m_effects.size();
    m_effects += request.document;
    QJsonObject answer;
    if (request.document == u"product_update")
        answer = updateProduct(v.value(u"product").toObject());
    else if (request.document == u"variants_update")
        answer = updateVariants(v);
    else if (request.document == u"inventory_set")
        answer = setInventory(v);
    else if (request.document == u"product_set")
        answer = setProduct(v.value(u"input").toObject());
    else if (request.document == u"product_delete")
        answer = deleteProduct(v.value(u"input").toObject());
    else if (request.document == u"variants_create")
        answer = createVariants(v);
    else if (request.document == u"variants_delete")
        answer = deleteVariants(v);
    const QJsonObject payload
        = answer.constBegin() == answer.constEnd() ? QJsonObject() : answer.constBegin().value().toObject();
    if (!payload.value(u"userErrors").toArray().isEmpty())
        m_effects.resize(before);
    return answer;
}

QJsonObject FakeShop::nodes(const QJsonArray &ids, bool isWhole) const
{
    QJsonArray found;
    for (const QJsonValue &gid : ids) {
        if (gid.toString().contains(u"/Product/")) {
            const QJsonObject held = m_products.value(number(gid));
            QJsonObject answer = whole(held);
            if (!isWhole)
                answer.remove(u"variants"_s);
            found += held.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(answer);
            continue;
        }
        QJsonValue variant(QJsonValue::Null);
        for (const QJsonObject &product : m_products)
            for (const QJsonValue &candidate : product.value(u"variants").toArray())
                if (candidate.toObject().value(u"id") == gid)
                    variant = candidate;
        found += variant;
    }
    return {{u"nodes"_s, found}};
}

QJsonObject FakeShop::byHandle(const QString &handle) const
{
    for (const QJsonObject &product : m_products)
        if (product.value(u"handle").toString() == handle)
            return {{u"productByIdentifier"_s, whole(product)}};
    return {{u"productByIdentifier"_s, QJsonValue::Null}};
}

QJsonObject FakeShop::locationList() const
{
    QJsonArray list;
    for (int i = 0; i < locations; ++i)
        list += QJsonObject{{u"id"_s, shopGid(u"Location", ShopifyId{500 + i})}, {u"name"_s, u"Shop %1"_s.arg(i)},
            {u"isActive"_s, true}};
    return {{u"locations"_s, QJsonObject{{u"nodes"_s, list}}}};
}

QJsonObject FakeShop::updateProduct(const QJsonObject &input)
{
    const qint64 id = number(input.value(u"id"));
    if (!m_products.contains(id))
        return {{u"productUpdate"_s,
            QJsonObject{{u"product"_s, QJsonValue::Null},
                {u"userErrors"_s, QJsonArray{error({u"id"_s}, u"Product does not exist"_s, {})}}}}};
    if (input.contains(u"title") && input.value(u"title").toString().trimmed().isEmpty())
        return {{u"productUpdate"_s,
            QJsonObject{{u"product"_s, QJsonValue::Null},
                {u"userErrors"_s, QJsonArray{error({u"title"_s}, u"Title can't be blank"_s, {})}}}}};
    QJsonObject product = m_products.value(id);
    for (auto member = input.constBegin(); member != input.constEnd(); ++member) {
        if (member.key() == u"seo") {
            QJsonObject seo = product.value(u"seo").toObject();
            const QJsonObject wanted = member.value().toObject();
            for (auto part = wanted.constBegin(); part != wanted.constEnd(); ++part)
                seo.insert(part.key(), part.value().toString().isEmpty() ? QJsonValue(QJsonValue::Null) : part.value());
            product.insert(u"seo"_s, seo);
        } else if (member.key() != u"id") {
            product.insert(member.key(), member.value());
        }
    }
    normalise(product, name);
    product.insert(u"updatedAt"_s, timeNow());
    m_products.insert(id, product);
    QJsonObject answer = product;
    answer.remove(u"variants"_s);
    return {{u"productUpdate"_s, QJsonObject{{u"product"_s, answer}, {u"userErrors"_s, QJsonArray()}}}};
}

QJsonObject FakeShop::updateVariants(const QJsonObject &variables)
{
    const qint64 id = number(variables.value(u"productId"));
    QJsonArray errors;
    QJsonArray held = m_products.value(id).value(u"variants").toArray();
    QJsonArray answered;
    const QJsonArray inputs = variables.value(u"variants").toArray();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject input = inputs.at(i).toObject();
        if (!m_refusedPrice.isEmpty() && input.value(u"price").toString() == m_refusedPrice)
            errors += error(
                {u"variants"_s, QString::number(i), u"price"_s}, u"Price is not allowed"_s, u"INVALID_INPUT"_s);
        for (qsizetype place = 0; place < held.size(); ++place) {
            QJsonObject variant = held.at(place).toObject();
            if (variant.value(u"id") != input.value(u"id"))
                continue;
            takeVariantInput(variant, input);
            held.replace(place, variant);
            answered += variant;
        }
    }
    if (errors.isEmpty())
        m_products[id].insert(u"variants"_s, held);
    return {{u"productVariantsBulkUpdate"_s,
        QJsonObject{{u"product"_s, QJsonObject{{u"id"_s, variables.value(u"productId")}}},
            {u"productVariants"_s, errors.isEmpty() ? QJsonValue(answered) : QJsonValue(QJsonValue::Null)},
            {u"userErrors"_s, errors}}}};
}

QJsonObject FakeShop::setInventory(const QJsonObject &variables)
{
    QJsonArray errors;
    const bool repeated = m_keys.contains(variables.value(u"key").toString());
    QMap<qint64, QJsonObject> changed = m_products;
    const QJsonArray quantities = variables.value(u"input").toObject().value(u"quantities").toArray();
    for (qsizetype i = 0; i < quantities.size(); ++i) {
        const QJsonObject quantity = quantities.at(i).toObject();
        for (QJsonObject &product : changed) {
            QJsonArray variants = product.value(u"variants").toArray();
            for (qsizetype place = 0; place < variants.size(); ++place) {
                QJsonObject variant = variants.at(place).toObject();
                if (variant.value(u"inventoryItem").toObject().value(u"id") != quantity.value(u"inventoryItemId"))
                    continue;
                if (variant.value(u"inventoryQuantity").toInt() != quantity.value(u"changeFromQuantity").toInt())
                    errors += error({u"input"_s, u"quantities"_s, QString::number(i)}, u"The quantity is stale"_s,
                        u"CHANGE_FROM_QUANTITY_STALE"_s);
                variant.insert(u"inventoryQuantity"_s, quantity.value(u"quantity"));
                variants.replace(place, variant);
            }
            product.insert(u"variants"_s, variants);
        }
    }
    if (repeated)
        errors = {};
    else if (errors.isEmpty()) {
        m_products = changed;
        m_keys += variables.value(u"key").toString();
    }
    return {{u"inventorySetQuantities"_s,
        QJsonObject{{u"inventoryAdjustmentGroup"_s, QJsonObject()}, {u"userErrors"_s, errors}}}};
}

QJsonObject FakeShop::setProduct(const QJsonObject &input)
{
    for (const QJsonObject &other : std::as_const(m_products))
        if (other.value(u"handle") == input.value(u"handle"))
            return {{u"productSet"_s,
                QJsonObject{{u"product"_s, QJsonValue::Null},
                    {u"userErrors"_s,
                        QJsonArray{error({u"handle"_s}, u"Handle is taken"_s, u"HANDLE_NOT_UNIQUE"_s)}}}}};
    const qint64 id = ++m_nextId;
    QJsonObject product = input;
    QJsonArray options;
    for (const QJsonValue &option : input.value(u"productOptions").toArray())
        options += QJsonObject{{u"name"_s, option.toObject().value(u"name")}};
    QJsonArray variants;
    for (const QJsonValue &variant : input.value(u"variants").toArray())
        variants += newVariant(variant.toObject(), int(variants.size()) + 1);
    product.remove(u"productOptions"_s);
    product.insert(u"id"_s, shopGid(u"Product", ShopifyId{id}));
    product.insert(u"options"_s, options);
    product.insert(u"variants"_s, variants);
    product.insert(u"createdAt"_s, timeNow());
    product.insert(u"updatedAt"_s, timeNow());
    if (!product.contains(u"seo"))
        product.insert(u"seo"_s, QJsonObject{{u"title"_s, QJsonValue::Null}, {u"description"_s, QJsonValue::Null}});
    normalise(product, name);
    m_products.insert(id, product);
    return {{u"productSet"_s, QJsonObject{{u"product"_s, whole(product)}, {u"userErrors"_s, QJsonArray()}}}};
}

QJsonObject FakeShop::deleteProduct(const QJsonObject &input)
{
    const bool was = m_products.remove(number(input.value(u"id"))) > 0;
    return {{u"productDelete"_s,
        QJsonObject{{u"deletedProductId"_s, was ? input.value(u"id") : QJsonValue(QJsonValue::Null)},
            {u"userErrors"_s, was ? QJsonArray() : QJsonArray{error({u"id"_s}, u"Product does not exist"_s, {})}}}}};
}

QJsonObject FakeShop::createVariants(const QJsonObject &variables)
{
    QJsonObject &product = m_products[number(variables.value(u"productId"))];
    QJsonArray held = product.value(u"variants").toArray();
    QJsonArray created;
    for (const QJsonValue &input : variables.value(u"variants").toArray()) {
        const QJsonObject variant = newVariant(input.toObject(), int(held.size()) + 1);
        held += variant;
        created += variant;
    }
    product.insert(u"variants"_s, held);
    return {{u"productVariantsBulkCreate"_s,
        QJsonObject{{u"product"_s, QJsonObject{{u"id"_s, variables.value(u"productId")}}},
            {u"productVariants"_s, created}, {u"userErrors"_s, QJsonArray()}}}};
}

QJsonObject FakeShop::deleteVariants(const QJsonObject &variables)
{
    QJsonObject &product = m_products[number(variables.value(u"productId"))];
    QJsonArray left;
    for (const QJsonValue &variant : product.value(u"variants").toArray())
        if (!variables.value(u"variantsIds").toArray().contains(variant.toObject().value(u"id")))
            left += variant;
    product.insert(u"variants"_s, left);
    return {{u"productVariantsBulkDelete"_s,
        QJsonObject{
            {u"product"_s, QJsonObject{{u"id"_s, variables.value(u"productId")}}}, {u"userErrors"_s, QJsonArray()}}}};
}

} // namespace TestSupport
