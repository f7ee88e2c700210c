#include "sync/journal/pgcontent.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"
#include "sync/db/pgsession.h"
#include "sync/loader/contenthash.h"

#include <QJsonArray>
#include <QUuid>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// Keeps the bytes the hasher's views point into.
class Utf8Fields
{
public:
    explicit Utf8Fields(const FieldMap &fields)
    {
        for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
            m_present += field.key();
            if (field.value())
                m_bytes.insert(field.key(), field.value()->toUtf8());
        }
    }

    bool has(QStringView field) const { return m_present.contains(field); }
    std::string_view text(QStringView field) const
    {
        const auto found = m_bytes.constFind(field.toString());
        return found == m_bytes.cend() ? std::string_view()
                                       : std::string_view(found->constData(), size_t(found->size()));
    }
    std::optional<std::string_view> optional(QStringView field) const
    {
        return m_bytes.contains(field.toString()) ? std::optional(text(field)) : std::nullopt;
    }
    std::optional<Decimal> decimal(QStringView field) const
    {
        const auto value = optional(field);
        return value ? Decimal::parse(*value) : std::nullopt;
    }
    int number(QStringView field) const { return m_bytes.value(field.toString()).toInt(); }

private:
    QStringList m_present;
    QMap<QString, QByteArray> m_bytes;
};

std::vector<QByteArray> listBytes(const FieldMap &fields, QStringView field)
{
    std::vector<QByteArray> bytes;
    for (const QString &element : listValue(fields.value(field.toString())))
        bytes.push_back(element.toUtf8());
    return bytes;
}

std::vector<std::string_view> views(const std::vector<QByteArray> &bytes)
{
    std::vector<std::string_view> all;
    for (const QByteArray &element : bytes)
        all.emplace_back(element.constData(), size_t(element.size()));
    return all;
}

QString uuidText(const ContentHash &hash)
{
    return QUuid::fromRfc4122(QByteArrayView(hash.data(), qsizetype(hash.size()))).toString(QUuid::WithoutBraces);
}

bool hasAll(const Utf8Fields &fields, std::initializer_list<QStringView> names)
{
    return std::all_of(names.begin(), names.end(), [&fields](QStringView name) { return fields.has(name); });
}

QString columnName(const QString &field, PatchTarget target, bool isProduct)
{
    return isProduct && target == PatchTarget::Catalogue && field == Field::title ? u"name"_s : field;
}

/// Columns that may not be empty in the database, with what stands for "no value" there.
QJsonValue columnValue(const QString &field, const FieldValue &value)
{
    if (fieldShape(field) == FieldShape::List)
        return QJsonArray::fromStringList(listValue(value));
    if (value)
        return *value;
    const QStringView texts[]
        = {Field::descriptionHtml, Field::vendor, Field::productType, Field::seoTitle, Field::seoDescription};
    return std::find(std::cbegin(texts), std::cend(texts), field) != std::cend(texts) ? QJsonValue(QString())
                                                                                      : QJsonValue(QJsonValue::Null);
}

/// What is in a collection that chooses by rules is nobody's edit.
bool isChosenByRules(const QString &field)
{
    const auto in = membership(field);
    return in && in->kind == Membership::Kind::SmartCollection;
}

/// Whether every facet of the catalogue is in the base as it is there.
bool hasSameFacets(const FieldMap &catalogue, const FieldMap &base)
{
    return std::all_of(catalogue.constKeyValueBegin(), catalogue.constKeyValueEnd(), [&base](const auto &field) {
        return !isFacet(field.first) || isChosenByRules(field.first) || base.value(field.first) == field.second;
    });
}

bool sameContent(QStringView field, const FieldValue &left, const FieldValue &right)
{
    return sameValue(field, left, right) || (field == Field::tags && sameOnceStored(field, left, right));
}

bool sameFields(const FieldMap &catalogue, const FieldMap &base, std::initializer_list<QStringView> exceptions)
{
    return hasSameFacets(catalogue, base)
        && std::all_of(base.constKeyValueBegin(), base.constKeyValueEnd(), [&](const auto &field) {
               return std::find(exceptions.begin(), exceptions.end(), field.first) != exceptions.end()
                   || isChosenByRules(field.first)
                   || sameContent(field.first, catalogue.value(field.first), field.second);
           });
}

/// Fields of an image's part, as its row had them, turned into ours.
FieldMap imageFields(QMap<QString, FieldValue> columns, bool isCatalogueProduct)
{
    if (isCatalogueProduct && columns.contains(u"name"_s))
        columns.insert(Field::title.toString(), columns.take(u"name"_s));
    FieldMap fields;
    const QStringView names[] = {Field::title, Field::handle, Field::descriptionHtml, Field::vendor, Field::productType,
        Field::status, Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames, Field::sku,
        Field::barcode, Field::price, Field::compareAtPrice, Field::cost, Field::inventoryQuantity,
        Field::inventoryPolicy, Field::tracked, Field::taxable, Field::weight, Field::weightUnit, Field::position,
        Field::option1, Field::option2, Field::option3};
    for (const QStringView name : names)
        if (columns.contains(name.toString()) && (!isCatalogueProduct || name != Field::sku))
            fields.insert(name.toString(), columns.value(name.toString()));
    return fields;
}

/// Puts one side of a version together from its texts.
class ImageReader
{
public:
    void take(const QString &part, int place, const QString &key, const FieldValue &value)
    {
        m_parts[part][place].insert(key, value);
    }

    std::optional<LocalImage> image() const
    {
        if (!m_parts.contains(u"product"_s))
            return std::nullopt;
        LocalImage image;
        const auto product = m_parts.value(u"product"_s).value(0);
        image.product.id = ProductId{number(product, u"id"_s)};
        image.product.shopifyId = ShopifyId{number(product, u"shopify_product_id"_s)};
        image.product.contentVersion = number(product, u"content_version"_s);
        const QMap<qint64, FieldMap> facets = facetsOf(u"facet"_s);
        image.product.fields = imageFields(product, true);
        image.product.fields.insert(facets.value(0));
        for (const auto &variant : m_parts.value(u"variant"_s)) {
            LocalVariant local{VariantId{number(variant, u"id"_s)}, ShopifyId{number(variant, u"shopify_variant_id"_s)},
                ShopifyId{number(variant, u"inventory_item_id"_s)}, imageFields(variant, false)};
            local.fields.insert(facets.value(local.id.value));
            image.product.variants += local;
        }
        const QMap<qint64, FieldMap> baseFacets = facetsOf(u"base_facet"_s);
        if (m_parts.contains(u"base"_s))
            image.base.product = imageFields(m_parts.value(u"base"_s).value(0), false);
        image.base.product.insert(baseFacets.value(0));
        for (const auto &variant : m_parts.value(u"base_variant"_s)) {
            const qint64 id = number(variant, u"id"_s);
            image.base.variants.insert(id, imageFields(variant, false));
            image.base.variants[id].insert(baseFacets.value(id));
        }
        return image;
    }

private:
    /// The facets of the product, as 0, and of its variants, by id.
    QMap<qint64, FieldMap> facetsOf(const QString &part) const
    {
        QMap<qint64, FieldMap> facets;
        for (const auto &facet : m_parts.value(part))
            facets[number(facet, u"variant_id"_s)].insert(
                facet.value(u"field"_s).value_or(QString()), facet.value(u"value"_s));
        return facets;
    }

    static qint64 number(const QMap<QString, FieldValue> &columns, const QString &name)
    {
        return columns.value(name).value_or(QString()).toLongLong();
    }

    QMap<QString, QMap<int, QMap<QString, FieldValue>>> m_parts;
};

} // namespace

FieldMap fieldsFromRow(const PgRows &rows, const PgRow &row, int first)
{
    FieldMap fields;
    for (int column = first; column < rows.columnCount(); ++column)
        fields.insert(rows.columnName(column), row.optionalText(column));
    return fields;
}

QJsonObject patchJson(const FieldMap &fields, PatchTarget target, bool isProduct)
{
    QJsonObject json;
    const FieldMap plain = plainFields(fields);
    for (auto field = plain.cbegin(); field != plain.cend(); ++field)
        json.insert(columnName(field.key(), target, isProduct), columnValue(field.key(), field.value()));
    return json;
}

QJsonArray facetsJson(const FieldMap &product, const QMap<qint64, FieldMap> &variants)
{
    QJsonArray json;
    const auto add = [&json](qint64 variant, const FieldMap &fields) {
        const FieldMap facets = facetFields(fields);
        for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
            json += QJsonObject{{u"variant"_s, QString::number(variant)}, {u"field"_s, facet.key()},
                {u"value"_s, facet.value() ? QJsonValue(*facet.value()) : QJsonValue(QJsonValue::Null)}};
    };
    add(0, product);
    for (auto variant = variants.cbegin(); variant != variants.cend(); ++variant)
        add(variant.key(), variant.value());
    return json;
}

QString productHash(const FieldMap &fields)
{
    const Utf8Fields utf8(fields);
    if (!hasAll(utf8,
            {Field::title, Field::handle, Field::descriptionHtml, Field::vendor, Field::productType, Field::status,
                Field::tags, Field::seoTitle, Field::seoDescription, Field::optionNames}))
        return {};
    const std::vector<QByteArray> tags = listBytes(fields, Field::tags);
    const std::vector<QByteArray> options = listBytes(fields, Field::optionNames);
    ProductRecord record;
    record.title = utf8.text(Field::title);
    record.handle = utf8.text(Field::handle);
    record.descriptionHtml = utf8.text(Field::descriptionHtml);
    record.vendor = utf8.text(Field::vendor);
    record.productType = utf8.text(Field::productType);
    record.status = utf8.text(Field::status);
    record.tags = views(tags);
    record.seoTitle = utf8.text(Field::seoTitle);
    record.seoDescription = utf8.text(Field::seoDescription);
    record.optionNames = views(options);
    return uuidText(ContentHasher().hash(record));
}

QString variantHash(const FieldMap &fields)
{
    const Utf8Fields utf8(fields);
    if (!hasAll(utf8,
            {Field::position, Field::variantTitle, Field::sku, Field::barcode, Field::price, Field::compareAtPrice,
                Field::cost, Field::inventoryQuantity, Field::inventoryPolicy, Field::tracked, Field::taxable,
                Field::weight, Field::weightUnit, Field::option1}))
        return {};
    VariantRecord record;
    record.position = utf8.number(Field::position);
    record.title = utf8.text(Field::variantTitle);
    record.sku = utf8.optional(Field::sku);
    record.barcode = utf8.optional(Field::barcode);
    record.price = utf8.decimal(Field::price).value_or(Decimal());
    record.compareAtPrice = utf8.decimal(Field::compareAtPrice);
    record.cost = utf8.decimal(Field::cost);
    record.inventoryQuantity = utf8.number(Field::inventoryQuantity);
    record.inventoryPolicy = utf8.text(Field::inventoryPolicy);
    record.isTracked = utf8.text(Field::tracked) == "true";
    record.isTaxable = utf8.text(Field::taxable) == "true";
    record.weight = utf8.decimal(Field::weight);
    record.weightUnit = utf8.optional(Field::weightUnit);
    for (const QStringView option : optionFields)
        if (const auto value = utf8.optional(option))
            record.options.push_back(*value);
    return uuidText(ContentHasher().hash(record));
}

Result<QList<ProductVersion>> readVersions(PgSession &session, BatchId batch, const QList<ProductId> &products)
{
    const auto rows = session.execute(sql(u"journal/versions"), {{u"batch", batch}, {u"products", products}});
    if (!rows)
        return rows.failure();
    struct Sides
    {
        ImageReader before;
        ImageReader after;
    };
    QList<ProductVersion> versions;
    QMap<qint64, Sides> sides;
    for (const PgRow row : *rows) {
        if (versions.isEmpty() || versions.last().id != row.int64(0))
            versions += ProductVersion{
                .id = row.int64(0), .product = ProductId{row.int64(1)}, .shopifyProduct = ShopifyId{row.int64(2)}};
        if (!row.isNull(4))
            (row.text(3) == u"before" ? sides[row.int64(0)].before : sides[row.int64(0)].after)
                .take(row.text(4), row.int32(5), row.text(6), row.optionalText(7));
    }
    for (ProductVersion &version : versions) {
        version.before = sides[version.id].before.image();
        version.after = sides[version.id].after.image();
    }
    return versions;
}

QJsonObject summaryJson(const LocalImage &image, const Standing &standing)
{
    return {{u"product"_s, image.product.id.value}, {u"changed"_s, standing.hasNewContent},
        {u"edited"_s, isEdited(image)}, {u"synced"_s, standing.isSynced},
        {u"error"_s, standing.error ? QJsonValue(*standing.error) : QJsonValue(QJsonValue::Null)}};
}

bool isEdited(const LocalImage &image)
{
    if (image.base.product.isEmpty())
        return false;
    if (!sameFields(image.product.fields, image.base.product, {}))
        return true;
    qsizetype linked = 0;
    for (const LocalVariant &variant : image.product.variants) {
        if (!image.base.variants.contains(variant.shopifyId.value))
            return true;
        ++linked;
        // A variant's title follows from its options, its place from the others, its total from its locations.
        const FieldMap base = image.base.variants.value(variant.shopifyId.value);
        const bool isTotalDerived = hasStockByLocation(variant.fields) || hasStockByLocation(base);
        if (!sameFields(variant.fields, base,
                {Field::variantTitle, Field::position, isTotalDerived ? Field::inventoryQuantity : Field::position}))
            return true;
    }
    return linked != image.base.variants.size();
}

} // namespace Sync
