#pragma once

#include "app/demoshop/api/shopcontext.h"
#include "app/demoshop/mutations/mutations.h"

/// Applies what mutations are given to products and variants. Errors are appended with the path of the field, and the
/// codes of productVariantsBulkUpdate, which the other mutations share.
namespace DemoShop::ProductInput {

using Errors = QList<Mutations::UserError>;

constexpr int mostOptions = 3; ///< Of a product.
constexpr int mostVariants = 2048;

/// A copy of the product to change, or nullptr.
std::shared_ptr<Product> editable(ShopContext &shop, const QString &gid);

/// Title, texts, tags, status, SEO, handle and metafields, as far as `input` names them.
void applyProduct(
    const QJsonObject &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors);

/// Price, barcode, inventory item, option values and metafields of a variant, as far as `input` names them. Values of
/// options that are new are added to the product.
void applyVariant(const QJsonObject &input, ShopContext &shop, Product *product, Variant *variant,
    const QStringList &path, Errors *errors);
/// SKU, cost, tracking, weight.
void applyItem(const QJsonObject &input, Variant *variant, const QStringList &path, Errors *errors);
/// Sets stock of a new variant: `[{locationId, availableQuantity}]` or `[{locationId, name, quantity}]`.
void applyStock(const QJsonArray &input, ShopContext &shop, Variant *variant, const QStringList &path, Errors *errors);
void applyMetafields(const QJsonArray &input, ShopContext &shop, std::vector<Metafield> *metafields,
    const QStringList &path, Errors *errors);
/// Replaces the product's options: `[{name, values: [{name}]}]`.
void applyOptions(
    const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors);

/// A variant as a new one starts, with its ids and stock of nothing everywhere.
Variant newVariant(ShopContext &shop);
/// A product as a new one starts: one default variant.
std::shared_ptr<Product> newProduct(ShopContext &shop);
/// Index of a location by its GID, or -1.
int locationIndex(ShopContext &shop, const QString &gid);
/// Adds option values that variants use and the options do not list yet.
void completeOptions(ShopContext &shop, Product *product);
/// Errors for variants with the same option values.
void checkDuplicates(const Product &product, const QStringList &path, Errors *errors);

/// Puts a changed product into the store with new times, unless nothing changed.
void commit(ShopContext &shop, const std::shared_ptr<Product> &product);
/// Joins and leaves manual collections.
void applyCollections(const QJsonObject &input, ShopContext &shop, const Product &product);

} // namespace DemoShop::ProductInput
