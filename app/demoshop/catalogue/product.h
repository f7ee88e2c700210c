#pragma once

#include <QtGlobal>

#include <optional>
#include <string>
#include <vector>

/// The shop's content as plain values. Text is UTF-8 in std::string, because bulk files are written from it at hundreds
/// of megabytes a second; times are seconds since 1970 UTC; money is a decimal string with two places.
namespace DemoShop {

/// One choice of an option: "Blue" of "Colour".
struct OptionValue
{
    qint64 id = 0;
    std::string name;
    bool operator==(const OptionValue &) const = default;
};

/// What variants differ in, with its values in order.
struct Option
{
    qint64 id = 0;
    std::string name;
    std::vector<OptionValue> values;
    std::string linkedNamespace = {}; ///< With the key: the metafield that the values come from; empty for none.
    std::string linkedKey = {};
    bool operator==(const Option &) const = default;

    bool isLinked() const { return !linkedKey.empty(); }
};

/// Stock of one inventory item at one location; on hand = available + committed.
struct Level
{
    int location = 0; ///< index into the shop's locations
    int available = 0;
    int committed = 0;
    qint64 updatedAt = 0;
    bool isStocked = true; ///< Else the item has no level there, whatever else this says.
    bool operator==(const Level &) const = default;
};

/// A typed extra field of a product or variant; the value is text whatever its type.
struct Metafield
{
    qint64 id = 0;
    std::string nameSpace;
    std::string key;
    std::string type;
    std::string value;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    bool operator==(const Metafield &) const = default;
};

/// A picture, video or model of a product: a file of the shop's, which several products may show. One that was made by
/// its address is fetched first, which takes its time and may fail.
struct Medium
{
    qint64 id = 0;
    std::string alt = {};
    std::string url = {};
    int width = 0;
    int height = 0;
    std::string type = "MediaImage"; ///< in the schema
    qint64 createdAt = 0; ///< 0: with its product
    qint64 readyAt = 0; ///< until then it is being fetched
    bool isBroken = false; ///< could not be fetched
    bool operator==(const Medium &) const = default;

    bool isReady(qint64 now) const { return now >= readyAt && !isBroken; }
    std::string_view status(qint64 now) const { return now < readyAt ? "PROCESSING" : isBroken ? "FAILED" : "READY"; }
};

/// One buyable form of a product.
struct Variant
{
    qint64 id = 0;
    qint64 inventoryItemId = 0;
    std::vector<std::string> optionValues; ///< one name per option of the product
    std::optional<std::string> sku;
    std::optional<std::string> barcode;
    std::string price;
    std::optional<std::string> compareAtPrice;
    std::optional<std::string> cost;
    bool continuesSelling = false; ///< inventoryPolicy CONTINUE
    bool taxable = true;
    bool tracked = true;
    bool requiresShipping = true;
    double weight = 0;
    std::string weightUnit = "GRAMS";
    std::vector<Level> levels;
    std::vector<Metafield> metafields;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    bool operator==(const Variant &) const = default;

    /// What is available over all locations.
    int available() const
    {
        int sum = 0;
        for (const Level &level : levels) {
            sum += level.isStocked ? level.available : 0;
        }
        return sum;
    }
};

/// A product with all that hangs on it.
struct Product
{
    qint64 id = 0;
    std::string title;
    std::string handle;
    std::string descriptionHtml;
    std::string vendor;
    std::string productType;
    std::string status;
    std::vector<std::string> tags; ///< sorted as Shopify does, no two alike
    std::optional<std::string> seoTitle;
    std::optional<std::string> seoDescription;
    std::optional<std::string> templateSuffix;
    std::vector<Option> options; ///< a product without options of its own has "Title" with "Default Title"
    std::vector<Variant> variants; ///< in the order of their positions, never empty
    std::vector<Medium> media; ///< in order
    std::vector<Metafield> metafields;
    std::string category; ///< Of the taxonomy, the end of its GID; empty for none.
    unsigned publications = 0; ///< bit n: published to the shop's publication n
    qint64 publishedAt = 0; ///< 0: not published to the online store
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    bool operator==(const Product &) const = default;

    /// Index of the variant in `variants`, or -1.
    int variantIndex(qint64 variantId) const
    {
        for (size_t i = 0; i < variants.size(); ++i) {
            if (variants[i].id == variantId) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    /// Index of the file in `media`, or -1.
    int mediumIndex(qint64 fileId) const
    {
        for (size_t i = 0; i < media.size(); ++i) {
            if (media[i].id == fileId) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }
};

} // namespace DemoShop
