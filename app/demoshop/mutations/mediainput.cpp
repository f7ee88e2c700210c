#include "app/demoshop/mutations/mediainput.h"

#include "app/demoshop/catalogue/ids.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace DemoShop::MediaInput {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAlt = 512;
constexpr size_t mostMedia = 250;

void refuse(Errors *errors, const QStringList &path, const QString &field, const QString &message, const QString &code)
{
    errors->append({path + QStringList{field}, message, code});
}

/// A file that is fetched from an address. Nothing is really fetched: addresses with “missing” in them cannot be.
Medium fetched(const QUrl &source, const QString &alt, ShopContext &shop)
{
    Store &store = shop.store();
    Medium medium{.id = store.newId(Ids::createdMedia), .alt = alt.toStdString(), .width = 1200, .height = 1200};
    medium.createdAt = store.now();
    medium.readyAt = medium.createdAt + store.fetching();
    medium.isBroken = source.path().contains("missing"_L1);
    medium.url = u"https://cdn.example.com/files/%1?v=%2"_s.arg(source.fileName()).arg(medium.createdAt).toStdString();
    return medium;
}

/// Adds a picture by its address, unless Shopify would not take it.
void add(const QJsonObject &given, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    const QUrl source(given[u"originalSource"].toString(), QUrl::StrictMode);
    const QString alt = given[u"alt"].toString();
    const QString type = given[u"mediaContentType"].toString(given[u"contentType"].toString(u"IMAGE"_s));
    if (type != "IMAGE"_L1) {
        refuse(errors, path, u"originalSource"_s, u"Video and model sources must be staged uploads"_s, u"INVALID"_s);
    } else if (!source.isValid() || !source.scheme().startsWith("http"_L1) || source.host().isEmpty()) {
        refuse(errors, path, u"originalSource"_s, u"Image URL is invalid"_s, u"INVALID_IMAGE_SOURCE_URL"_s);
    } else if (!isAlt(alt)) {
        refuse(errors, path, u"alt"_s, u"Alt value is too long (maximum is 512 characters)"_s,
            u"ALT_VALUE_LIMIT_EXCEEDED"_s);
    } else if (product->media.size() >= mostMedia) {
        refuse(errors, path, u"originalSource"_s, u"Exceeded the limit of media per product"_s,
            u"PRODUCT_MEDIA_LIMIT_EXCEEDED"_s);
    } else {
        product->media.push_back(fetched(source, alt, shop));
        shop.store().keepFile(product->media.back());
    }
}

/// The products that may show a file that was not generated with them, or whose file it was.
QList<qint64> mayShow(ShopContext &shop, const Medium &file)
{
    QList<qint64> products = shop.store().catalogue().touched();
    if (file.id < Ids::createdMedia)
        products += Ids::of(Ids::generatedProduct, Ids::index(Ids::generatedMedia, file.id));
    return products;
}

} // namespace

bool isAlt(const QString &alt)
{
    return alt.size() <= longestAlt;
}

void addMedia(const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    for (qsizetype i = 0; i < input.size(); ++i) {
        add(input[i].toObject(), shop, product, path + QStringList{QString::number(i)}, errors);
    }
}

void replaceFiles(const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    for (const Medium &medium : product->media) {
        shop.store().keepFile(medium);
    }
    product->media.clear();
    for (qsizetype i = 0; i < input.size(); ++i) {
        const QJsonObject given = input[i].toObject();
        const QStringList place = path + QStringList{QString::number(i)};
        if (!given[u"id"].isString()) {
            add(given, shop, product, place, errors);
            continue;
        }
        const std::optional<Medium> file = shop.store().file(fileId(given[u"id"].toString()));
        if (!file) {
            refuse(errors, place, u"id"_s, u"File does not exist"_s, u"FILE_DOES_NOT_EXIST"_s);
            continue;
        }
        product->media.push_back(*file);
        if (given[u"alt"].isString()) {
            product->media.back().alt = given[u"alt"].toString().toStdString();
            changeAlt(shop, *file, product->media.back().alt);
        }
    }
}

void changeAlt(ShopContext &shop, const Medium &file, const std::string &alt)
{
    Medium changed = file;
    changed.alt = alt;
    shop.store().keepFile(changed);
    for (const qint64 id : mayShow(shop, file)) {
        const auto product = ProductInput::editable(shop, QString::number(id));
        const int index = product ? product->mediumIndex(file.id) : -1;
        if (index >= 0) {
            product->media[static_cast<size_t>(index)].alt = alt;
            ProductInput::commit(shop, product);
        }
    }
}

void attach(ShopContext &shop, const Medium &file, qint64 product)
{
    const auto edited = ProductInput::editable(shop, QString::number(product));
    if (edited && edited->mediumIndex(file.id) < 0) {
        edited->media.push_back(file);
        ProductInput::commit(shop, edited);
    }
}

void detach(ShopContext &shop, const Medium &file, qint64 product)
{
    shop.store().keepFile(file);
    const auto edited = ProductInput::editable(shop, QString::number(product));
    const int index = edited ? edited->mediumIndex(file.id) : -1;
    if (index >= 0) {
        edited->media.erase(edited->media.begin() + index);
        ProductInput::commit(shop, edited);
    }
}

} // namespace DemoShop::MediaInput
