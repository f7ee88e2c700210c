#include "sync/journal/pgcontent.h"

#include "sync/db/pgpipeline.h"

#include <algorithm>

// Whole products as catalogue, mirror and base hold them: the reads, which may share their way with others.

namespace Sync {

namespace {

/// The facets of one side, each to its product or variant. The columns are product, variant, field and value.
template <typename Variants, typename OwnId>
void giveFacet(FieldMap &product, Variants &variants, OwnId variantId, const PgRow &row)
{
    const qint64 owner = row.int64(1);
    if (owner == 0) {
        product.insert(row.text(2), row.text(3));
        return;
    }
    const auto variant
        = std::find_if(variants.begin(), variants.end(), [&](const auto &v) { return variantId(v) == owner; });
    if (variant != variants.end())
        variant->fields.insert(row.text(2), row.text(3));
}

void giveBase(QList<LocalImage> &images, const QMap<qint64, ProductContent> &bases)
{
    for (LocalImage &image : images) {
        const ProductContent base = bases.value(image.product.shopifyId.value);
        image.base.product = base.fields;
        for (const VariantContent &variant : base.variants)
            image.base.variants.insert(variant.id.value, variant.fields);
    }
}

/// Without their base.
QList<LocalImage> imagesFrom(const PgRows &rows, const PgRows &variants, const PgRows &facets)
{
    QList<LocalImage> images;
    QMap<qint64, qsizetype> places;
    for (const PgRow row : rows) {
        LocalImage image;
        image.product
            = {ProductId{row.int64(0)}, ShopifyId{row.int64(1)}, row.int64(2), fieldsFromRow(rows, row, 3), {}};
        places.insert(row.int64(0), images.size());
        images += image;
    }
    for (const PgRow row : variants)
        images[places.value(row.int64(1))].product.variants += LocalVariant{
            VariantId{row.int64(0)}, ShopifyId{row.int64(2)}, ShopifyId{row.int64(3)}, fieldsFromRow(variants, row, 4)};
    for (const PgRow row : facets) {
        LocalProduct &product = images[places.value(row.int64(0))].product;
        giveFacet(
            product.fields, product.variants, [](const LocalVariant &v) { return v.id.value; }, row);
    }
    return images;
}

QList<ShopifyId> linkedOf(const QList<LocalImage> &images)
{
    QList<ShopifyId> linked;
    for (const LocalImage &image : images)
        if (image.product.shopifyId.isValid())
            linked += image.product.shopifyId;
    return linked;
}

} // namespace

ShopSideAsked askShopSide(PgPipeline &pipeline, ShopSide side, const QList<ShopifyId> &products)
{
    const bool mirror = side == ShopSide::Mirror;
    const auto ask = [&](QStringView ofMirror, QStringView ofBase) {
        return pipeline.add(sql(mirror ? ofMirror : ofBase), {{u"products", products}});
    };
    ShopSideAsked asked;
    asked.products = ask(u"journal/mirror_products", u"journal/base_products");
    asked.variants = ask(u"journal/mirror_variants", u"journal/base_variants");
    asked.facets = ask(u"journal/mirror_facets", u"journal/base_facets");
    return asked;
}

QMap<qint64, ProductContent> shopSideFrom(const PgPipeline &pipeline, const ShopSideAsked &asked)
{
    QMap<qint64, ProductContent> contents;
    const PgRows &rows = pipeline.answer(asked.products);
    for (const PgRow row : rows)
        contents.insert(row.int64(0),
            ProductContent{.id = ShopifyId{row.int64(0)},
                .fields = fieldsFromRow(rows, row, 1),
                .allVariants = true,
                .allFacets = true,
                .allMemberships = true,
                .allChannels = true,
                .allMedia = true});
    const PgRows &variants = pipeline.answer(asked.variants);
    for (const PgRow row : variants) {
        contents[row.int64(1)].id = ShopifyId{row.int64(1)};
        contents[row.int64(1)].variants += VariantContent{
            ShopifyId{row.int64(0)}, ShopifyId{row.int64(2)}, fieldsFromRow(variants, row, 3), {}, true};
    }
    for (const PgRow row : pipeline.answer(asked.facets)) {
        const auto product = contents.find(row.int64(0));
        if (product != contents.end())
            giveFacet(
                product->fields, product->variants, [](const VariantContent &v) { return v.id.value; }, row);
    }
    return contents;
}

LocalImagesAsked askLocalImages(PgPipeline &pipeline, const QList<ProductId> &products, const QList<ShopifyId> &linked)
{
    LocalImagesAsked asked{.ids = products, .linked = linked};
    asked.products = pipeline.add(sql(u"journal/local_products"), {{u"products", products}});
    asked.variants = pipeline.add(sql(u"journal/local_variants"), {{u"products", products}});
    asked.facets = pipeline.add(sql(u"journal/local_facets"), {{u"products", products}});
    asked.base = askShopSide(pipeline, ShopSide::Base, linked);
    return asked;
}

Result<QList<LocalImage>> localImagesFrom(const PgPipeline &pipeline, const LocalImagesAsked &asked)
{
    QList<LocalImage> images
        = imagesFrom(pipeline.answer(asked.products), pipeline.answer(asked.variants), pipeline.answer(asked.facets));
    const QList<ShopifyId> linked = linkedOf(images);
    const bool hasAll
        = std::all_of(linked.cbegin(), linked.cend(), [&asked](ShopifyId id) { return asked.linked.contains(id); });
    if (!hasAll)
        return readLocalImages(pipeline.session(), asked.ids);
    giveBase(images, shopSideFrom(pipeline, asked.base));
    return images;
}

Result<QList<LocalImage>> readLocalImages(PgSession &session, const QList<ProductId> &products)
{
    PgPipeline pipeline(session);
    const size_t rows = pipeline.add(sql(u"journal/local_products"), {{u"products", products}});
    const size_t variants = pipeline.add(sql(u"journal/local_variants"), {{u"products", products}});
    const size_t facets = pipeline.add(sql(u"journal/local_facets"), {{u"products", products}});
    if (const auto sent = pipeline.send(); !sent)
        return sent.failure();
    QList<LocalImage> images = imagesFrom(pipeline.answer(rows), pipeline.answer(variants), pipeline.answer(facets));
    const auto bases = readShopSide(session, ShopSide::Base, linkedOf(images));
    if (!bases)
        return bases.failure();
    giveBase(images, *bases);
    return images;
}

Result<QMap<qint64, ProductContent>> readShopSide(PgSession &session, ShopSide side, const QList<ShopifyId> &products)
{
    PgPipeline pipeline(session);
    const ShopSideAsked asked = askShopSide(pipeline, side, products);
    if (const auto sent = pipeline.send(); !sent)
        return sent.failure();
    return shopSideFrom(pipeline, asked);
}

} // namespace Sync
