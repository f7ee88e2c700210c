#include "sync/api/media.h"

#include <QUrl>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr QStringView mediaStart = u"media:";
constexpr QStringView altStart = u"media:alt:";

struct KindStart
{
    MediumKind kind;
    QStringView start;
};

constexpr KindStart kindStarts[] = {{MediumKind::Image, u"media:image:"}, {MediumKind::Video, u"media:video:"},
    {MediumKind::ExternalVideo, u"media:external_video:"}, {MediumKind::Model, u"media:model:"}};

} // namespace

QString mediumPath(const Medium &medium)
{
    const auto named = std::find_if(std::cbegin(kindStarts), std::cend(kindStarts),
        [&medium](const KindStart &each) { return each.kind == medium.kind; });
    return named->start + medium.key;
}

std::optional<Medium> medium(QStringView field)
{
    for (const KindStart &each : kindStarts)
        if (field.startsWith(each.start) && field.size() > each.start.size())
            return Medium{each.kind, field.sliced(each.start.size()).toString()};
    return std::nullopt;
}

QString mediumAltPath(const QString &key)
{
    return altStart + key;
}

QString mediumKey(QStringView field)
{
    if (field.startsWith(altStart))
        return field.sliced(altStart.size()).toString();
    const std::optional<Medium> shown = medium(field);
    return shown ? shown->key : QString();
}

QString mediumAddressPath(const QString &key)
{
    return u"media:address:"_s + key;
}

QString mediumStatusPath(const QString &key)
{
    return u"media:status:"_s + key;
}

bool isMediaField(QStringView field)
{
    return field.startsWith(mediaStart);
}

ShopifyId mediumId(QStringView key)
{
    bool isNumber = false;
    const ShopifyId id{key.toLongLong(&isNumber)};
    return isNumber ? id : ShopifyId{};
}

bool isMediumAddress(const QString &key)
{
    const QUrl url(key, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && !key.contains(u' ')
        && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

QString mediumFileName(const QString &key)
{
    if (mediumId(key).isValid())
        return {};
    const QString name = QUrl(key).fileName();
    return name.isEmpty() ? key : name;
}

MediaNames mediaNames(const QHash<QString, QString> &addresses)
{
    MediaNames names;
    QHash<QString, int> bearers;
    for (auto address = addresses.cbegin(); address != addresses.cend(); ++address) {
        const QString name = mediumFileName(address.value());
        if (name.isEmpty())
            continue;
        names.insert(address.key(), name);
        ++bearers[name];
    }
    for (auto name = names.begin(); name != names.end(); ++name)
        if (bearers.value(*name) > 1)
            *name = u"%1 (%2)"_s.arg(*name, name.key());
    return names;
}

QStringList mediaKeysIn(QStringView field, const std::optional<QString> &value)
{
    if (field == mediaOrderPath)
        return mediaKeys(value);
    const QString key = mediumKey(field);
    return key.isEmpty() ? QStringList() : QStringList{key};
}

QStringList mediaKeys(const std::optional<QString> &order)
{
    return order.value_or(QString()).split(u' ', Qt::SkipEmptyParts);
}

QString mediaOrder(const QStringList &keys)
{
    return keys.join(u' ');
}

} // namespace Sync
