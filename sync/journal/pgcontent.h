#pragma once

#include "sync/api/result.h"
#include "sync/ports/journalstore.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace Sync {

class PgPipeline;
class PgRow;
class PgRows;
class PgSession;

// Content between rows and values: what the statements of resources/sql/journal read and take.

/// The columns from `first` on, by their names.
FieldMap fieldsFromRow(const PgRows &rows, const PgRow &row, int first);
/// Plain fields as the JSON that jsonb_populate_record() takes; `title` is called `name` in the catalogue's product
/// table.
enum class PatchTarget { Catalogue, Shopify };
QJsonObject patchJson(const FieldMap &fields, PatchTarget target, bool isProduct);

/// Facets of a product and its variants, by id, as the JSON that the statements write_…facets take. The product itself
/// is variant 0.
QJsonArray facetsJson(const FieldMap &product, const QMap<qint64, FieldMap> &variants);

/// The content hash as the pull computes it, in uuid notation. Empty when a field it needs is missing.
QString productHash(const FieldMap &fields);
QString variantHash(const FieldMap &fields);

/// Catalogue products with their base.
Result<QList<LocalImage>> readLocalImages(PgSession &session, const QList<ProductId> &products);
/// Products as the mirror or the base holds them, by Shopify id.
enum class ShopSide { Mirror, Base };
Result<QMap<qint64, ProductContent>> readShopSide(PgSession &session, ShopSide side, const QList<ShopifyId> &products);

/// The same two as part of a pipeline: what was put into it, to be taken from it once it was sent.
struct ShopSideAsked
{
    size_t products = 0;
    size_t variants = 0;
    size_t facets = 0;
};
ShopSideAsked askShopSide(PgPipeline &pipeline, ShopSide side, const QList<ShopifyId> &products);
QMap<qint64, ProductContent> shopSideFrom(const PgPipeline &pipeline, const ShopSideAsked &asked);
/// Catalogue products with their base.
struct LocalImagesAsked
{
    QList<ProductId> ids;
    QList<ShopifyId> linked;
    size_t products = 0;
    size_t variants = 0;
    size_t facets = 0;
    ShopSideAsked base = {};
};
/// `linked` are their counterparts as far as the caller knows; if they are others, the images are read once more.
LocalImagesAsked askLocalImages(PgPipeline &pipeline, const QList<ProductId> &products, const QList<ShopifyId> &linked);
Result<QList<LocalImage>> localImagesFrom(const PgPipeline &pipeline, const LocalImagesAsked &asked);

/// What a batch made of products.
Result<QList<ProductVersion>> readVersions(PgSession &session, BatchId batch, const QList<ProductId> &products);

/// What a settlement made of a product's standing.
struct Standing
{
    bool hasNewContent = false;
    bool isSynced = false; ///< Shopify has just taken something.
    std::optional<QString> error; ///< Why its change failed.
};
/// A product as journal/summarize_products takes it.
QJsonObject summaryJson(const LocalImage &image, const Standing &standing);

/// Whether catalogue and base differ in what staff would call content; without a base a product is not edited.
bool isEdited(const LocalImage &image);

} // namespace Sync
