#include "app/demoshop/control/controlapi.h"

#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/control/productjson.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonDocument>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

HttpResponse reply(const QJsonObject &object, int status = 200)
{
    return HttpResponse::json(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

HttpResponse refuse(const QString &why)
{
    return reply({{u"error"_s, why}}, 422);
}

/// Stock given as `{location gid: available}`; null has the variant no longer stocked there.
void applyStock(const QJsonObject &stock, ShopContext &shop, Variant *variant, ProductInput::Errors *errors)
{
    QJsonArray quantities;
    for (auto entry = stock.constBegin(); entry != stock.constEnd(); ++entry) {
        const int place = ProductInput::locationIndex(shop, entry.key());
        if (entry->isNull() && place >= 0) {
            variant->levels[static_cast<size_t>(place)] = {place, 0, 0, shop.store().now(), false};
            continue;
        }
        quantities.append(QJsonObject{{u"locationId"_s, entry.key()}, {u"availableQuantity"_s, *entry}});
    }
    ProductInput::applyStock(quantities, shop, variant, {u"stock"_s}, errors);
}

/// Links of options to metafields, given as `{option name: {namespace, key}}`; null takes one off.
void linkOptions(const QJsonObject &links, Product *product)
{
    for (Option &option : product->options) {
        const QString name = QString::fromStdString(option.name);
        if (links.contains(name)) {
            option.linkedNamespace = links[name][u"namespace"].toString().toStdString();
            option.linkedKey = links[name][u"key"].toString().toStdString();
        }
    }
}

} // namespace

ControlApi::ControlApi(ShopContext &shop)
    : m_shop(shop)
    , m_effects(shop)
    , m_random(static_cast<quint32>(shop.store().setup().seed))
{
    m_effects.watch();
    connect(&m_ghost, &QTimer::timeout, this, &ControlApi::haunt);
}

std::optional<HttpResponse> ControlApi::answer(const QByteArray &what, const HttpRequest &request)
{
    const QJsonObject given = QJsonDocument::fromJson(request.body).object();
    m_shop.caller.requestId.clear();
    m_shop.caller.idempotencyKey.clear();
    m_shop.caller.mutation = u"demo/"_s + QString::fromUtf8(what);
    if (request.method == "GET") {
        if (what == "snapshot") {
            return snapshot(request);
        }
        return what == "log" ? std::optional(reply({{u"effects"_s, m_effects.entries()}})) : std::nullopt;
    }
    if (what == "edit") {
        return edit(given);
    }
    if (what == "delete") {
        return remove(given);
    }
    if (what == "media") {
        return media(given);
    }
    if (what == "archive") {
        return archive(given);
    }
    if (what == "location") {
        return changeLocation(given);
    }
    return what == "ghost" ? std::optional(ghost(given)) : std::nullopt;
}

void ControlApi::reset()
{
    m_ghost.stop();
    m_effects.clear();
    m_shop.replays.clear();
    m_shop.describeLocations();
    m_random.seed(static_cast<quint32>(m_shop.store().setup().seed));
}

HttpResponse ControlApi::edit(const QJsonObject &request)
{
    const std::shared_ptr<Product> product = ProductInput::editable(m_shop, request[u"product"].toString());
    if (!product) {
        return refuse(u"There is no such product."_s);
    }
    ProductInput::Errors errors;
    ProductInput::applyProduct(request[u"fields"].toObject(), m_shop, product.get(), {u"fields"_s}, &errors);
    for (const QJsonValue &entry : request[u"variants"].toArray()) {
        const int index = product->variantIndex(idOf(entry[u"id"].toString(), "ProductVariant"_L1));
        if (index < 0) {
            return refuse(u"There is no such variant: %1"_s.arg(entry[u"id"].toString()));
        }
        Variant &variant = product->variants[static_cast<size_t>(index)];
        ProductInput::applyVariant(entry.toObject(), m_shop, product.get(), &variant, {u"variants"_s}, &errors);
        ProductInput::applyItem(entry.toObject(), &variant, {u"variants"_s}, &errors);
        applyStock(entry[u"stock"].toObject(), m_shop, &variant, &errors);
    }
    if (!errors.isEmpty()) {
        return refuse(errors.first().field.join(u'.') + u": "_s + errors.first().message);
    }
    ProductInput::completeOptions(m_shop, product.get());
    linkOptions(request[u"links"].toObject(), product.get());
    if (request[u"publications"].isArray()) {
        const std::vector<Place> &places = m_shop.store().publications();
        product->publications = 0;
        for (size_t i = 0; i < places.size(); ++i) {
            const QString gid = QString::fromStdString(gidText("Publication", places[i].id));
            product->publications |= request[u"publications"].toArray().contains(gid) ? 1U << i : 0U;
        }
    }
    ProductInput::commit(m_shop, product);
    ProductInput::applyCollections(request[u"fields"].toObject(), m_shop, *product);
    return reply({{u"product"_s, productJson(*product, m_shop.store())}});
}

HttpResponse ControlApi::remove(const QJsonObject &request)
{
    const qint64 id = idOf(request[u"product"].toString(), "Product"_L1);
    if (!m_shop.store().catalogue().contains(id)) {
        return refuse(u"There is no such product."_s);
    }
    m_shop.store().remove(id);
    return reply({{u"deleted"_s, QString::fromStdString(gidText("Product", id))}});
}

HttpResponse ControlApi::archive(const QJsonObject &request)
{
    return edit({{u"product"_s, request[u"product"]}, {u"fields"_s, QJsonObject{{u"status"_s, u"ARCHIVED"_s}}}});
}

HttpResponse ControlApi::changeLocation(const QJsonObject &request)
{
    const int place = ProductInput::locationIndex(m_shop, request[u"location"].toString());
    if (place < 0) {
        return refuse(u"There is no such location."_s);
    }
    m_shop.store().changeLocation(
        static_cast<size_t>(place), request[u"active"].toBool(true), request[u"managed_by"].toString().toStdString());
    m_shop.describeLocations();
    return reply({{u"location"_s, request[u"location"]}});
}

HttpResponse ControlApi::media(const QJsonObject &request)
{
    Store &store = m_shop.store();
    store.setMediaDelays(
        request[u"fetching_s"].toInteger(store.fetching()), request[u"ordering_ms"].toInt(store.ordering()));
    if (!request.contains(u"product"_s)) {
        return reply({{u"fetching_s"_s, store.fetching()}, {u"ordering_ms"_s, store.ordering()}});
    }
    const std::shared_ptr<Product> product = ProductInput::editable(m_shop, request[u"product"].toString());
    if (!product) {
        return refuse(u"There is no such product."_s);
    }
    std::vector<Medium> media;
    for (const QJsonValue &entry : request[u"media"].toArray()) {
        const std::optional<Medium> known = store.file(fileId(entry[u"id"].toString()));
        Medium medium = known.value_or(Medium{.id = store.newId(Ids::createdMedia)});
        medium.type = entry[u"type"].toString(QString::fromStdString(medium.type)).toStdString();
        medium.alt = entry[u"alt"].toString(QString::fromStdString(medium.alt)).toStdString();
        medium.url = entry[u"url"].toString(QString::fromStdString(medium.url)).toStdString();
        store.keepFile(medium);
        media.push_back(std::move(medium));
    }
    product->media = std::move(media);
    ProductInput::commit(m_shop, product);
    return reply({{u"product"_s, productJson(*product, store)}});
}

HttpResponse ControlApi::ghost(const QJsonObject &request)
{
    const int interval = request[u"every_ms"].toInt();
    if (interval > 0) {
        m_ghost.start(interval);
    } else {
        m_ghost.stop();
    }
    return reply({{u"every_ms"_s, interval}});
}

void ControlApi::haunt()
{
    const auto ids = m_shop.store().catalogue().ids();
    if (ids->empty()) {
        return;
    }
    const qint64 id = (*ids)[static_cast<size_t>(m_random.bounded(static_cast<quint32>(ids->size())))];
    const std::shared_ptr<Product> product = ProductInput::editable(m_shop, QString::number(id));
    m_shop.caller.requestId.clear();
    m_shop.caller.idempotencyKey.clear();
    m_shop.caller.mutation = u"demo/ghost"_s;
    Variant &variant
        = product->variants[static_cast<size_t>(m_random.bounded(static_cast<quint32>(product->variants.size())))];
    switch (m_random.bounded(3)) {
    case 0:
        product->title += " *";
        break;
    case 1:
        variant.price = moneyText(100 + m_random.bounded(10'000));
        break;
    default:
        variant.levels.front().available = m_random.bounded(500);
    }
    ProductInput::commit(m_shop, product);
}

HttpResponse ControlApi::snapshot(const HttpRequest &request)
{
    QStringList wanted = request.query.queryItemValue(u"ids"_s, QUrl::FullyDecoded).split(u',', Qt::SkipEmptyParts);
    const Catalogue &catalogue = m_shop.store().catalogue();
    QJsonArray deleted;
    if (wanted.isEmpty()) {
        QList<qint64> touched = catalogue.touched();
        std::sort(touched.begin(), touched.end());
        for (const qint64 id : std::as_const(touched)) {
            wanted.append(QString::fromStdString(gidText("Product", id)));
        }
        for (const qint64 id : catalogue.deleted()) {
            deleted.append(QString::fromStdString(gidText("Product", id)));
        }
    }
    QJsonObject products;
    for (const QString &gid : std::as_const(wanted)) {
        const qint64 id = idOf(gid, "Product"_L1);
        const auto product = catalogue.product(id);
        products.insert(QString::fromStdString(gidText("Product", id)),
            product ? QJsonValue(productJson(*product, m_shop.store())) : QJsonValue());
    }
    return reply({{u"products"_s, products}, {u"deleted"_s, deleted}, {u"size"_s, catalogue.size()}});
}

} // namespace DemoShop
