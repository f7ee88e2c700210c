#pragma once

#include "sync/api/ids.h"
#include "sync/api/stocklocation.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// What a list of products is ordered by.
enum class ProductSort { Title, Sku, Vendor, Price, UpdatedAt, Status, Id };

/// Which products, in which order. Empty members do not filter.
struct ProductQuery
{
    QString text = {}; ///< SKU prefix or part of the title, case-insensitive.
    std::optional<SyncStatus> syncStatus = {};
    std::optional<ProductStatus> status = {};
    QString vendor = {};
    QString productType = {};
    BatchId touchedByBatch = {};
    ProductSort sort = ProductSort::Title;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const ProductQuery &) const = default;
};

/// A row of the products table. Money is plain decimal text, exact.
struct ProductRow
{
    ProductId id;
    ShopifyId shopifyId;
    QString sku;
    QString title;
    QString vendor;
    QString productType;
    ProductStatus status = ProductStatus::Draft;
    SyncStatus syncStatus = SyncStatus::NeverLinked;
    QString minPrice; ///< Lowest variant price, empty when there is none.
    qint64 inventory = 0;
    int variantCount = 0;
    QDateTime updatedAt; ///< UTC
    QDateTime syncedAt; ///< UTC, invalid when never.
    QString syncError;
    qint64 contentVersion = 0; ///< Grows with every change of content.

    bool operator==(const ProductRow &) const = default;
};

/// A variant as the detail pane shows it.
struct VariantDetail
{
    VariantId id;
    ShopifyId shopifyId;
    int position = 1;
    QString title;
    QString sku;
    QString barcode;
    QString price; ///< Decimal text, empty for none; the same for the next two.
    QString compareAtPrice;
    QString cost;
    int inventory = 0;
    QStringList optionValues;
    QMap<QString, QString> facets = {}; ///< Values by path; see sync/api/facets.h.
    bool isTracked = true; ///< Whether Shopify counts its stock.

    bool operator==(const VariantDetail &) const = default;
};

/// Everything the detail pane shows of one product.
struct ProductDetail
{
    ProductRow row;
    QString handle;
    QString descriptionHtml; ///< Data from Shopify: show as plain text or sanitised source only.
    QStringList tags;
    QString seoTitle;
    QString seoDescription;
    QStringList optionNames;
    QList<VariantDetail> variants;
    QMap<QString, QString> facets = {}; ///< Of the product itself, by path.
    QList<StockLocation> locations = {}; ///< By name, in shops that keep stock at several.
    qint64 contentVersion = 0; ///< Hand back with an edit, so that two people do not overwrite each other.

    bool operator==(const ProductDetail &) const = default;
};

/// Names of fields as in staged changes, the journal and edits.
namespace Field {
inline constexpr QStringView title = u"title", handle = u"handle", descriptionHtml = u"description_html",
                             vendor = u"vendor", productType = u"product_type", status = u"status", tags = u"tags",
                             seoTitle = u"seo_title", seoDescription = u"seo_description",
                             optionNames = u"option_names";
inline constexpr QStringView variantTitle = u"title", sku = u"sku", barcode = u"barcode", price = u"price",
                             compareAtPrice = u"compare_at_price", cost = u"cost",
                             inventoryQuantity = u"inventory_quantity", inventoryPolicy = u"inventory_policy",
                             tracked = u"tracked", taxable = u"taxable", weight = u"weight",
                             weightUnit = u"weight_unit", position = u"position", option1 = u"option1",
                             option2 = u"option2", option3 = u"option3";
/// The variant as a whole, added or removed.
inline constexpr QStringView wholeVariant = u"";
} // namespace Field

/// What Shopify calls the one option, and its value, of a product that has no options.
inline constexpr QStringView defaultOption = u"Title", defaultOptionValue = u"Default Title";

/// The most variants that Shopify takes a product.
inline constexpr qsizetype mostVariantsPerProduct = 2048;

/// A variant to be made in a product that is there, behind its others. What is not given it takes from the variant it
/// is like, but for what belongs to the goods themselves: SKU, barcode and stock.
struct AddedVariant
{
    VariantId like = {}; ///< Of the same product; none for one that is like no other.
    QHash<QString, QString> fields = {};

    bool operator==(const AddedVariant &) const = default;
};

/// A person's edit of one product; durable once the engine says Done. Values are text in canonical form: plain
/// decimals, tags as a JSON array of strings, empty text for "no value" where the field allows none.
struct ProductEdit
{
    ProductId product;
    qint64 contentVersion = 0;
    QHash<QString, QString> fields = {};
    QHash<VariantId, QHash<QString, QString>> variantFields = {};
    QList<AddedVariant> added = {};
    QList<VariantId> removed = {}; ///< Never all of them, unless others are added.
};

/// An edit that was saved.
struct EditReport
{
    QStringList remarks = {}; ///< What was mended or looks odd, a sentence each; the edit is saved all the same.
    QList<VariantId> added = {}; ///< The variants that were made, in the order in which they were asked for.

    bool operator==(const EditReport &) const = default;
};

/// Counts of the Overview page. Taken in one statement; a failed query has no counts at all, never zeros.
struct OverviewCounts
{
    QDateTime asOf; ///< UTC
    qint64 products = 0;
    qint64 variants = 0;
    qint64 inSync = 0;
    qint64 modified = 0; ///< Edited here, waiting to be sent.
    qint64 conflicts = 0;
    qint64 failed = 0;
    qint64 notInShopify = 0;
    qint64 onlyInShopify = 0;
    qint64 stagedPending = 0;
    qint64 stagedApproved = 0;
    qint64 mirrorProducts = 0;
    QDateTime lastPull; ///< UTC, invalid when never.
    QDateTime lastPush;
    qint64 severeConflicts = 0; ///< Changes with an open conflict of high severity: price, SKU, status, whole variants.

    bool operator==(const OverviewCounts &) const = default;
};

} // namespace Sync
