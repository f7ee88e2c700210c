#pragma once

#include "app/demoshop/mutations/productinput.h"

/// Puts media on products, changes and takes them off, as several mutations are given them. A file that no product
/// shows any more stays in the shop.
namespace DemoShop::MediaInput {

using Errors = ProductInput::Errors;

/// Adds the media of a CreateMediaInput list behind those there are.
void addMedia(const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors);
/// Replaces the product's media by a FileSetInput list: files of the shop by id, and new ones.
void replaceFiles(
    const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors);
/// Gives the file another text wherever it is shown.
void changeAlt(ShopContext &shop, const Medium &file, const std::string &alt);
/// Shows a file of the shop on a product as its last, or no more.
void attach(ShopContext &shop, const Medium &file, qint64 product);
void detach(ShopContext &shop, const Medium &file, qint64 product);
/// Whether a text is one that Shopify takes for a file.
bool isAlt(const QString &alt);

} // namespace DemoShop::MediaInput
