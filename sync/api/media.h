#pragma once

#include "sync/api/ids.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

// A product's media are facets (sync/api/facets.h). Each has a key: its number in Shopify, or the address it is to be
// fetched from as long as only the catalogue has it. By that key there are whether the product shows it
// (`media:image:12`, with the value `true`) and the text that describes it (`media:alt:12`); `media:order` lists the
// keys in order, with spaces between them.

/// What a medium is. Only pictures can be made from here.
enum class MediumKind { Image, Video, ExternalVideo, Model };

/// A medium of a product.
struct Medium
{
    MediumKind kind = MediumKind::Image;
    QString key;

    bool operator==(const Medium &) const = default;
};

inline constexpr QStringView mediaOrderPath = u"media:order";

/// `media:image:12`
QString mediumPath(const Medium &medium);
/// The medium whose place on the product a path tells; nothing for any other field.
std::optional<Medium> medium(QStringView field);
/// `media:alt:12`
QString mediumAltPath(const QString &key);
/// The key of the medium that a path describes or shows; empty for any other field.
QString mediumKey(QStringView field);
/// `media:address:12`, `media:status:12`: where Shopify keeps it and how far it is with fetching it, a word of ours.
/// Only for showing it: Shopify makes them, and nobody edits, stages or sends them.
QString mediumAddressPath(const QString &key);
QString mediumStatusPath(const QString &key);
/// Whether the field tells of media.
bool isMediaField(QStringView field);

/// The number in Shopify that a key is; none for an address.
ShopifyId mediumId(QStringView key);
/// Whether Shopify can fetch a picture from there.
bool isMediumAddress(const QString &key);
/// What a person calls an image by: the last part of its address; empty for a number.
QString mediumFileName(const QString &key);

/// What people call the media of a product, by their keys.
using MediaNames = QHash<QString, QString>;
/// The names of a product's media by the addresses of their files. Those whose files are called alike have their key
/// behind it. A key that is an address stands for itself.
MediaNames mediaNames(const QHash<QString, QString> &addresses);

/// The keys of the media that a field with such a value tells of: all of an order, the one of any other.
QStringList mediaKeysIn(QStringView field, const std::optional<QString> &value);
/// The keys of an order, and back.
QStringList mediaKeys(const std::optional<QString> &order);
QString mediaOrder(const QStringList &keys);

} // namespace Sync
