#pragma once

#include "sync/api/result.h"
#include "sync/api/vocabulary.h"
#include "sync/ports/content.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// One sentence with which Shopify refused an item.
struct ShopUserError
{
    QStringList path = {}; ///< Into the variables, for example variants, 0, price.
    QString message = {};
    QString code = {};

    /// The index behind `list` in the path, or nothing when the error speaks of the whole request.
    std::optional<qsizetype> indexIn(QStringView list) const;

    bool operator==(const ShopUserError &) const = default;
};

/// `gid://shopify/Product/123`
QString shopGid(QStringView type, ShopifyId id);
/// The number at the end of a GID; none for anything else.
ShopifyId shopNumber(const QString &gid);

/// A product as a document answered it; only the fields present in the answer get a value.
ProductContent productFromAnswer(const QJsonObject &product);
VariantContent variantFromAnswer(const QJsonObject &variant);

/// Takes the metafields of an answer's owner into its fields and digests; true when there are more than it tells.
bool takeMetafields(const QJsonObject &owner, FieldMap &fields, FacetDigests &digests);

/// Takes the stock of an answer's inventory item at its locations; true when there are more than it tells.
bool takeLevels(const QJsonObject &item, FieldMap &fields);

/// The answer to a mutation: what it is called in `data`, taken apart.
struct MutationAnswer
{
    QList<ShopUserError> errors = {};
    std::optional<ProductContent> product = {}; ///< Its variants are those the mutation names, not all.
    ShopifyId deleted = {};
    QMap<qint64, int> stock = {}; ///< Quantity after the change by inventory item, where Shopify tells.
};
/// Fails as ShopAnswer when the payload of this kind is missing.
Result<MutationAnswer> readMutationAnswer(OperationKind kind, const QJsonObject &data);

/// All messages in one paragraph.
QString sentences(const QList<ShopUserError> &errors);

} // namespace Sync
