#include "tests/simulation/real/realshop.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shoprequests.h"
#include "tests/simulation/database.h"

#include <QEventLoop>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

ShopPart partOf(const FieldMap &fields)
{
    return {.fields = fields};
}

ShopProduct productFrom(const ProductContent &content)
{
    ShopProduct product{.id = content.id.value, .part = partOf(content.fields)};
    for (const VariantContent &variant : content.variants)
        product.variants += ShopVariant{variant.id.value, variant.inventoryItem.value, partOf(variant.fields)};
    return product;
}

QCoro::Task<void> keep(QCoro::Task<Result<ShopReply>> task, std::optional<Result<ShopReply>> &into, QEventLoop &loop)
{
    into.emplace(co_await task);
    loop.quit();
}

/// Products; more would cost more than the 1,000 points that one query may.
constexpr qsizetype mostAtOnce = 3;

/// The bucket is large, so that nothing waits for points.
double smallCost(const ShopRequest &request)
{
    return std::min(request.cost, 10.0);
}

} // namespace

RealShop::RealShop()
{
    if (!m_demo.start())
        qFatal("%s", qUtf8Printable(m_demo.error()));
    m_token = std::make_unique<StaticToken>(Secret(m_demo.token()));
    m_client = std::make_unique<ShopClient>(
        ShopClientSettings{.address = ShopAddress::parse(m_demo.url()).value(), .apiVersion = u"2026-10"_s}, m_http,
        *m_token, m_clock, m_random);
    const QJsonArray nodes = read(u"locations"_s, {}).value(u"locations").toObject().value(u"nodes").toArray();
    m_location = shopNumber(nodes.at(0).toObject().value(u"id").toString());
}

void RealShop::reset()
{
    m_demo.reset();
    m_products.reset();
    m_keys.clear();
    m_surprises.clear();
}

QJsonObject RealShop::ask(const ShopRequest &request)
{
    ShopRequest cheap = request;
    cheap.cost = smallCost(request);
    std::optional<Result<ShopReply>> reply;
    QEventLoop loop;
    keep(m_client->execute(cheap, {}), reply, loop);
    if (!reply)
        loop.exec();
    if (*reply)
        return (*reply)->data;
    m_surprises += u"%1 failed: %2 %3"_s.arg(request.document, reply->failure().text(), reply->failure().detail);
    return {};
}

void RealShop::tellTime(Milliseconds now)
{
    m_demo.control(u"settings"_s, {{u"now"_s, timeOf(now).toSecsSinceEpoch()}});
}

QJsonObject RealShop::read(const QString &document, const QJsonObject &variables)
{
    return ask({.document = document, .variables = variables});
}

QJsonObject RealShop::mutate(
    const QString &document, const QJsonObject &variables, QUuid, Milliseconds now, bool refuse)
{
    const QString key = document == u"inventory_set" ? variables.value(u"key").toString() : QString();
    // What has been done once is answered as it was, whatever the shop thinks of it now.
    if (refuse && !m_keys.contains(key))
        return refusal(document);
    if (document == u"product_set")
        tellTime(now);
    m_products.reset();
    const QJsonObject data = ask({.document = document, .variables = variables, .isMutation = true});
    if (!key.isEmpty() && !isRefusal(data))
        m_keys += key;
    return data;
}

const QMap<qint64, ShopProduct> &RealShop::products()
{
    if (m_products)
        return *m_products;
    m_products.emplace();
    const QJsonObject held = m_demo.snapshot().value(u"products").toObject();
    QJsonArray ids;
    for (auto product = held.constBegin(); product != held.constEnd(); ++product) {
        if (!product->isNull())
            ids += product.key();
        if (ids.size() == mostAtOnce || (std::next(product) == held.constEnd() && !ids.isEmpty()))
            readProducts(std::exchange(ids, {}));
    }
    return *m_products;
}

void RealShop::readProducts(const QJsonArray &ids)
{
    const QJsonArray nodes
        = read(u"products_by_ids"_s, {{u"ids"_s, ids}, {u"location"_s, shopGid(u"Location", m_location)}})
              .value(u"nodes")
              .toArray();
    for (const QJsonValue &node : nodes) {
        const ProductContent content = productFromAnswer(node.toObject());
        m_products->insert(content.id.value, productFrom(content));
    }
}

void RealShop::execute(Operation operation, Milliseconds now)
{
    const ShopProduct held = products().value(operation.shopifyProduct.value);
    operation.id = QUuid::createUuid();
    const ShopRequest request = requestFor(operation, contentOf(held), m_location);
    mutate(request.document, request.variables, {}, now, false);
}

void RealShop::addProduct(const QString &title, int variants, Milliseconds now)
{
    Operation operation{.kind = OperationKind::ProductCreate};
    operation.after.product
        = {{Field::title.toString(), title}, {Field::handle.toString(), title.toLower().replace(u' ', u'-')},
            {Field::vendor.toString(), u"Acme"_s}, {Field::productType.toString(), u"Pens"_s},
            {Field::status.toString(), u"active"_s}, {Field::tags.toString(), listText({u"blue"_s, u"office"_s})},
            {Field::descriptionHtml.toString(), u"<p>Writes.</p>"_s},
            {Field::optionNames.toString(), listText({u"Size"_s})}};
    for (int i = 0; i < variants; ++i)
        operation.after.created += NewVariant{{},
            {{Field::price.toString(), u"%1.00"_s.arg(20 + i)}, {Field::option1.toString(), u"S%1"_s.arg(i + 1)},
                {Field::sku.toString(), u"%1-%2"_s.arg(title.section(u' ', -1)).arg(i + 1)},
                {Field::tracked.toString(), u"true"_s}, {Field::inventoryQuantity.toString(), u"7"_s}}};
    execute(operation, now);
}

void RealShop::edit(qint64 productId, qint64 variantId, const QString &field, const FieldValue &value, Milliseconds now)
{
    const auto product = products().constFind(productId);
    const ShopVariant *variant = product != products().cend() && variantId != 0 ? product->variant(variantId) : nullptr;
    if (product == products().cend() || (variantId != 0 && !variant))
        return;
    Operation operation{.shopifyProduct = ShopifyId{productId}, .kind = OperationKind::ProductUpdate};
    if (!variant) {
        operation.after.product.insert(field, value);
    } else {
        operation.kind
            = field == Field::inventoryQuantity ? OperationKind::InventorySet : OperationKind::VariantsUpdate;
        operation.before.variants[variantId].insert(field, variant->part.fields.value(field));
        operation.after.variants[variantId].insert(field, value);
    }
    execute(operation, now);
}

void RealShop::addVariant(qint64 product, const QString &option, Milliseconds now)
{
    if (!products().contains(product))
        return;
    Operation operation{.shopifyProduct = ShopifyId{product}, .kind = OperationKind::VariantsCreate};
    operation.after.created += NewVariant{{},
        {{Field::price.toString(), u"30.00"_s}, {Field::option1.toString(), option},
            {Field::tracked.toString(), u"true"_s}}};
    execute(operation, now);
}

void RealShop::removeVariant(qint64 product, qint64 variant, Milliseconds now)
{
    if (!products().contains(product))
        return;
    Operation operation{.shopifyProduct = ShopifyId{product}, .kind = OperationKind::VariantsDelete};
    operation.before.variants.insert(variant, {});
    execute(operation, now);
}

void RealShop::removeProduct(qint64 product, Milliseconds now)
{
    if (!products().contains(product))
        return;
    execute({.shopifyProduct = ShopifyId{product}, .kind = OperationKind::ProductDelete}, now);
}

} // namespace Simulation
