#include "sync/jobs/push/mediacalls.h"

#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shoprequests.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

struct GidType
{
    MediumKind kind;
    QStringView type;
};

constexpr std::array gidTypes{GidType{MediumKind::Image, u"MediaImage"}, GidType{MediumKind::Video, u"Video"},
    GidType{MediumKind::ExternalVideo, u"ExternalVideo"}, GidType{MediumKind::Model, u"Model3d"}};

const QString &orderField()
{
    static const QString field = mediaOrderPath.toString();
    return field;
}

/// No media, no order.
FieldValue orderOf(const QStringList &keys)
{
    return keys.isEmpty() ? FieldValue() : mediaOrder(keys);
}

/// The fields of one medium by its key.
QMap<QString, FieldMap> byKey(const FieldMap &fields)
{
    QMap<QString, FieldMap> media;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const QString key = mediumKey(field.key()); !key.isEmpty())
            media[key].insert(field.key(), field.value());
    return media;
}

/// The medium that the fields show, or show no more.
std::optional<Medium> shownBy(const FieldMap &fields)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const auto shown = medium(field.key()))
            return shown;
    return std::nullopt;
}

bool isShown(const FieldMap &fields)
{
    const std::optional<Medium> shown = shownBy(fields);
    return shown && fields.value(mediumPath(*shown));
}

FieldMap valuesIn(const FieldMap &fields, const FieldMap &named)
{
    FieldMap values;
    for (auto field = named.cbegin(); field != named.cend(); ++field)
        values.insert(field.key(), fields.value(field.key()));
    return values;
}

/// The kind of a medium of which only the key is known.
Medium mediumIn(const QString &key, const FieldMap &seen)
{
    for (const GidType &each : gidTypes)
        if (const Medium candidate{each.kind, key}; seen.value(mediumPath(candidate)))
            return candidate;
    return {MediumKind::Image, key};
}

/// What is wanted of what there is; what is there beside keeps its place behind.
QStringList arranged(const QStringList &wanted, const QStringList &there)
{
    QStringList keys;
    for (const QString &key : wanted)
        if (there.contains(key) && !keys.contains(key))
            keys += key;
    for (const QString &key : there)
        if (!keys.contains(key))
            keys += key;
    return keys;
}

ShopRequest addRequest(const Operation &operation)
{
    const Medium added = shownBy(operation.after.product).value_or(Medium{});
    const QJsonObject input{{u"originalSource"_s, added.key}, {u"mediaContentType"_s, u"IMAGE"_s},
        {u"alt"_s, operation.after.product.value(mediumAltPath(added.key)).value_or(QString())}};
    return {u"media_add"_s,
        {{u"product"_s, QJsonObject{{u"id"_s, shopGid(u"Product", operation.shopifyProduct)}}},
            {u"media"_s, QJsonArray{input}}},
        true, costOf(operation)};
}

ShopRequest updateRequest(const Operation &operation, const FieldMap &seen)
{
    const QMap<QString, FieldMap> media = byKey(operation.after.product);
    const QString key = media.isEmpty() ? QString() : media.firstKey();
    const FieldMap fields = media.value(key);
    const std::optional<Medium> shown = shownBy(fields);
    QJsonObject input{{u"id"_s, mediumGid(shown ? *shown : mediumIn(key, seen))}};
    const QJsonArray product{shopGid(u"Product", operation.shopifyProduct)};
    if (shown)
        input.insert(isShown(fields) ? u"referencesToAdd"_s : u"referencesToRemove"_s, product);
    // A file that goes from here keeps its text: others may show it.
    if (const QString alt = mediumAltPath(key); fields.contains(alt) && (!shown || isShown(fields)))
        input.insert(u"alt"_s, fields.value(alt).value_or(QString()));
    return {u"media_update"_s, {{u"files"_s, QJsonArray{input}}}, true, costOf(operation)};
}

/// The moves that bring the media from one order into another: each that is not where it belongs yet goes there.
ShopRequest orderRequest(const Operation &operation, const FieldMap &seen)
{
    const QStringList wanted = mediaKeys(operation.after.product.value(orderField()));
    QStringList keys = mediaKeys(operation.before.product.value(orderField()));
    QJsonArray moves;
    for (qsizetype place = 0; place < wanted.size(); ++place) {
        if (place < keys.size() && keys.at(place) == wanted.at(place))
            continue;
        keys.removeOne(wanted.at(place));
        keys.insert(std::min(place, keys.size()), wanted.at(place));
        moves += QJsonObject{
            {u"id"_s, mediumGid(mediumIn(wanted.at(place), seen))}, {u"newPosition"_s, QString::number(place)}};
    }
    return {u"media_order"_s, {{u"product"_s, shopGid(u"Product", operation.shopifyProduct)}, {u"moves"_s, moves}},
        true, costOf(operation)};
}

/// Keys in `now` that were not there before the operation, in their order.
QStringList newKeys(const Operation &operation, const FieldMap &now)
{
    const QStringList before = mediaKeys(operation.before.product.value(orderField()));
    QStringList keys = mediaKeys(now.value(orderField()));
    keys.removeIf([&before](const QString &key) { return before.contains(key); });
    return keys;
}

} // namespace

bool isMediaCall(OperationKind kind)
{
    return kind == OperationKind::MediaAdd || kind == OperationKind::MediaUpdate || kind == OperationKind::MediaOrder;
}

QList<Step> mediaSteps(const FieldMap &before, const FieldMap &after)
{
    QList<Step> removals;
    QList<Step> additions;
    QList<Step> texts;
    QStringList there = mediaKeys(before.value(orderField()));
    const QMap<QString, FieldMap> media = byKey(after);
    const auto stepFor = [&](const QString &key) {
        const FieldMap fields = media.value(key);
        return Step{.kind = mediumId(key).isValid() ? OperationKind::MediaUpdate : OperationKind::MediaAdd,
            .before = {.product = valuesIn(before, fields)},
            .after = {.product = fields}};
    };
    // Additions in the order they are to have: each is put behind the others.
    for (const QString &key : arranged(mediaKeys(after.value(orderField())), media.keys())) {
        const FieldMap fields = media.value(key);
        if (fields.isEmpty())
            continue;
        const bool isInShopify = mediumId(key).isValid();
        if (isShown(fields)) {
            additions += stepFor(key);
            if (!there.contains(key))
                there += key;
        } else if (shownBy(fields) && isInShopify) {
            removals += stepFor(key);
            there.removeAll(key);
        } else if (isInShopify) {
            texts += stepFor(key);
        }
    }
    QList<Step> steps = removals + additions + texts;
    if (!after.contains(orderField()))
        return steps;
    if (const QStringList wanted = arranged(mediaKeys(after.value(orderField())), there); wanted != there)
        steps += Step{.kind = OperationKind::MediaOrder,
            .before = {.product = {{orderField(), orderOf(there)}}},
            .after = {.product = {{orderField(), orderOf(wanted)}}}};
    return steps;
}

std::optional<Operation> atItsTurn(Operation operation, const FieldMap &now, const QMap<QString, QString> &made)
{
    FieldMap &before = operation.before.product;
    FieldMap &after = operation.after.product;
    const QStringList there = mediaKeys(now.value(orderField()));
    const std::optional<Medium> shown = shownBy(after);
    if (operation.kind == OperationKind::MediaAdd)
        before.insert(orderField(), orderOf(there));
    if (operation.kind == OperationKind::MediaUpdate && shown && !isShown(after)) {
        QStringList left = there;
        left.removeAll(shown->key);
        before.insert(orderField(), orderOf(there));
        after.insert(orderField(), orderOf(left));
    }
    if (operation.kind == OperationKind::MediaOrder) {
        QStringList wanted = mediaKeys(after.value(orderField()));
        for (QString &key : wanted)
            key = made.value(key, key);
        before.insert(orderField(), orderOf(there));
        after.insert(orderField(), orderOf(arranged(wanted, there)));
        if (before == after)
            return std::nullopt;
    }
    return operation;
}

ShopRequest mediaRequest(const Operation &operation, const FieldMap &seen)
{
    if (operation.kind == OperationKind::MediaAdd)
        return addRequest(operation);
    return operation.kind == OperationKind::MediaOrder ? orderRequest(operation, seen) : updateRequest(operation, seen);
}

QJsonArray fileInputs(const FieldMap &fields, const FieldMap &seen)
{
    QMap<QString, Medium> shown;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const auto found = medium(field.key()); found && field.value())
            shown.insert(found->key, *found);
    QJsonArray inputs;
    for (const QString &key : arranged(mediaKeys(fields.value(orderField())), shown.keys())) {
        const Medium &one = shown.value(key);
        const bool isAddress = one.kind == MediumKind::Image && isMediumAddress(key);
        if (!isAddress && !seen.value(mediumPath(one)))
            continue; // Shopify has no such file any more
        QJsonObject input{{u"alt"_s, fields.value(mediumAltPath(key)).value_or(QString())}};
        if (isAddress) {
            input.insert("originalSource"_L1, key);
            input.insert("contentType"_L1, u"IMAGE"_s);
        } else {
            input.insert("id"_L1, mediumGid(one));
        }
        inputs += input;
    }
    return inputs;
}

ReadBack judgeMediaAdd(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::SomethingElse;
    return madeMedia(operation, remote.content.fields).isEmpty() ? ReadBack::NoEffect : ReadBack::TookEffect;
}

QMap<QString, QString> madeMedia(const Operation &operation, const FieldMap &now)
{
    QMap<QString, QString> made;
    QStringList candidates = newKeys(operation, now);
    const QMap<QString, FieldMap> asked = byKey(operation.after.product);
    candidates.removeIf([&asked](const QString &key) { return asked.contains(key); }); // put there by its number
    for (const QString &key : arranged(mediaKeys(operation.after.product.value(orderField())), asked.keys())) {
        if (mediumId(key).isValid() || !operation.after.product.value(mediumPath({MediumKind::Image, key})))
            continue;
        const FieldValue alt = operation.after.product.value(mediumAltPath(key));
        const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const QString &candidate) {
            const QString field = mediumAltPath(candidate);
            return now.value(mediumPath({MediumKind::Image, candidate}))
                && sameOnceStored(field, now.value(field), alt);
        });
        if (found == candidates.end())
            continue;
        made.insert(key, *found);
        candidates.erase(found);
    }
    return made;
}

FieldMap withMadeMedia(const FieldMap &fields, const QMap<QString, QString> &made)
{
    FieldMap all;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const QString key = mediumKey(field.key());
        if (key.isEmpty() || mediumId(key).isValid()) {
            all.insert(field.key(), field.value());
            continue;
        }
        if (!made.contains(key))
            continue;
        const std::optional<Medium> shown = medium(field.key());
        const QString id = made.value(key);
        all.insert(shown ? mediumPath({shown->kind, id}) : mediumAltPath(id), field.value());
    }
    return all;
}

FieldMap alsoCalled(const Operation &operation)
{
    if (!isMediaCall(operation.kind))
        return {};
    FieldMap called = operation.after.product;
    called.insert(orderField(), std::nullopt);
    return called;
}

QString mediumGid(const Medium &medium)
{
    const auto named = std::find_if(
        gidTypes.cbegin(), gidTypes.cend(), [&medium](const GidType &each) { return each.kind == medium.kind; });
    return shopGid(named->type, mediumId(medium.key));
}

bool takeMedia(const QJsonObject &product, FieldMap &fields)
{
    const QJsonObject media = product.value(u"media").toObject();
    QStringList keys = mediaKeys(fields.value(orderField()));
    for (const QJsonValue &value : media.value(u"nodes").toArray()) {
        const QString gid = value[u"id"_s].toString();
        const auto named = std::find_if(gidTypes.cbegin(), gidTypes.cend(),
            [&gid](const GidType &each) { return gid.section(u'/', -2, -2) == each.type; });
        const ShopifyId id = shopNumber(gid);
        if (named == gidTypes.cend() || !id.isValid())
            continue;
        const QString key = QString::number(id.value);
        keys += key;
        fields.insert(mediumPath({named->kind, key}), u"true"_s);
        if (const QString alt = value[u"alt"_s].toString(); !alt.isEmpty())
            fields.insert(mediumAltPath(key), alt);
    }
    if (!keys.isEmpty())
        fields.insert(orderField(), mediaOrder(keys));
    return media.value(u"pageInfo").toObject().value(u"hasNextPage").toBool();
}

} // namespace Sync
