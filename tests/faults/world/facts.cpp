#include "tests/faults/world/facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

// Without ids of rows: a transaction that came to nothing takes numbers with it.
const QString databaseLines = uR"(
SELECT line FROM (
    SELECT concat_ws(' ', 'product', shopify_product_id, name, handle, md5(description_html), vendor, product_type, status, tags,
                     option_names, variant_count, min_price, total_inventory, shopify_sync_status, locally_edited) AS line
    FROM products
    UNION ALL
    SELECT concat_ws(' ', 'variant', p.shopify_product_id, v.shopify_variant_id, v.inventory_item_id, v.position, v.title, v.sku,
                     v.barcode, v.price, v.compare_at_price, v.cost, v.inventory_quantity, v.option1, v.option2, v.option3)
    FROM product_variants v JOIN products p ON p.id = v.product_id
    UNION ALL SELECT concat_ws(' ', 'mirror', id, content_hash) FROM shopify_products
    UNION ALL SELECT concat_ws(' ', 'mirror variant', id, product_id, content_hash) FROM shopify_variants
    UNION ALL SELECT concat_ws(' ', 'base', id, content_hash) FROM base_products
    UNION ALL SELECT concat_ws(' ', 'base variant', id, product_id, content_hash) FROM base_variants
    UNION ALL
    SELECT concat_ws(' ', 'facet', p.shopify_product_id, v.shopify_variant_id, f.field, f.value)
    FROM product_facets f JOIN products p ON p.id = f.product_id LEFT JOIN product_variants v ON v.id = f.variant_id
    UNION ALL SELECT concat_ws(' ', 'mirror facet', product_id, variant_id, field, value) FROM shopify_facets
    UNION ALL SELECT concat_ws(' ', 'base facet', product_id, variant_id, field, value) FROM base_facets
    UNION ALL SELECT concat_ws(' ', 'change', direction, change_type, status, title, field_count, conflict_count)
    FROM staged_product_changes WHERE status IN ('pending', 'approved', 'applying')
    UNION ALL SELECT concat_ws(' ', 'mirror is complete', complete) FROM mirror_state
    UNION ALL SELECT concat_ws(' ', 'maintenance', active, reason) FROM maintenance
) AS lines ORDER BY line)"_s;

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// The address of a file tells when it was made.
QJsonArray withoutTimes(const QJsonArray &media)
{
    QJsonArray timeless;
    for (const QJsonValue &each : media) {
        QJsonObject medium = each.toObject();
        medium.insert(u"url"_s, medium.value(u"url"_s).toString().section(u'?', 0, 0));
        timeless.append(medium);
    }
    return timeless;
}

/// A product made anew has other ids, and times are nobody's intention.
QJsonObject withoutIds(QJsonObject product)
{
    QJsonArray variants;
    const QJsonObject byId = product.value(u"variants"_s).toObject();
    const QJsonArray order = product.value(u"variantOrder"_s).toArray();
    for (const QJsonValue &id : order) {
        QJsonObject variant = byId.value(id.toString()).toObject();
        variant.remove(u"id"_s);
        variant.remove(u"inventoryItemId"_s);
        variants.append(variant);
    }
    product.insert(u"variants"_s, variants);
    QJsonArray media;
    for (const QJsonValue &each : withoutTimes(product.value(u"media"_s).toArray())) {
        QJsonObject medium = each.toObject();
        medium.remove(u"id"_s);
        media.append(medium);
    }
    product.insert(u"media"_s, media);
    for (const QString &name : {u"id"_s, u"variantOrder"_s, u"createdAt"_s, u"updatedAt"_s, u"publishedAt"_s})
        product.remove(name);
    return product;
}

QString numberIn(const QString &gid)
{
    return gid.section(u'/', -1);
}

/// Products by their handles; variants, their inventory items and media by where they are: the number that a new one
/// gets hangs on which of two products was sent first, and that is nobody's concern.
QHash<QString, QString> placesOf(const QJsonObject &products)
{
    QHash<QString, QString> places;
    for (auto product = products.begin(); product != products.end(); ++product) {
        const QString id = numberIn(product.key());
        const QString handle = product.value().toObject().value(u"handle"_s).toString(id);
        places.insert(id, handle);
        const QJsonObject variants = product.value().toObject().value(u"variants"_s).toObject();
        const QJsonArray order = product.value().toObject().value(u"variantOrder"_s).toArray();
        for (qsizetype place = 0; place < order.size(); ++place) {
            const QString variant = order.at(place).toString();
            const QString name = u"%1#%2"_s.arg(handle).arg(place + 1);
            places.insert(numberIn(variant), name);
            places.insert(numberIn(variants.value(variant).toObject().value(u"inventoryItemId"_s).toString()), name);
        }
        const QJsonArray media = product.value().toObject().value(u"media"_s).toArray();
        for (qsizetype place = 0; place < media.size(); ++place)
            places.insert(numberIn(media.at(place).toObject().value(u"id"_s).toString()),
                u"%1 medium #%2"_s.arg(handle).arg(place + 1));
    }
    return places;
}

QStringList withPlaces(const QStringList &lines, const QHash<QString, QString> &places)
{
    static const QRegularExpression number(u"\\d{10,}"_s);
    QStringList named;
    for (const QString &line : lines) {
        QString text;
        qsizetype from = 0;
        for (const QRegularExpressionMatch &match : number.globalMatch(line)) {
            text += QStringView(line).sliced(from, match.capturedStart() - from);
            text += places.value(match.captured(), match.captured());
            from = match.capturedEnd();
        }
        named += text + QStringView(line).sliced(from);
    }
    named.sort();
    return named;
}

QStringList effectsOf(const QJsonArray &log)
{
    QStringList effects;
    for (const QJsonValue &each : log) {
        const QJsonObject entry = each.toObject();
        if (entry.value(u"requestId"_s).toString().isEmpty())
            continue; // somebody else's
        const QString product = entry.value(u"product"_s).toString();
        const QString effect = entry.value(u"effect"_s).toString();
        if (effect != "changed"_L1) {
            effects += product + u' ' + effect;
            continue;
        }
        QJsonObject changes = entry.value(u"changes"_s).toObject();
        if (const QJsonArray media = changes.value(u"media"_s).toArray(); !media.isEmpty())
            changes.insert(
                u"media"_s, QJsonArray{withoutTimes(media.at(0).toArray()), withoutTimes(media.at(1).toArray())});
        for (auto change = changes.constBegin(); change != changes.constEnd(); ++change)
            effects += product + u' ' + compact({{change.key(), change.value()}});
    }
    effects.sort();
    return effects;
}

} // namespace

Facts factsOf(World &world)
{
    Facts facts;
    if (world.value(u"SELECT to_regclass('sync_operations') IS NOT NULL"_s) == "t"_L1)
        facts.database = world.rows(databaseLines);
    const QJsonObject snapshot = world.shop().snapshot();
    const QJsonObject products = snapshot.value(u"products"_s).toObject();
    for (const QJsonValue &product : products)
        facts.shop += product.isNull() ? u"gone"_s : compact(withoutIds(product.toObject()));
    facts.shop += u"%1 products"_s.arg(snapshot.value(u"size"_s).toInt());
    facts.shop.sort();
    const QHash<QString, QString> places = placesOf(products);
    facts.effects = withPlaces(effectsOf(world.effects()), places);
    facts.database = withPlaces(facts.database, places);
    return facts;
}

QStringList openEnds(const World &world)
{
    if (world.value(u"SELECT to_regclass('sync_operations') IS NULL"_s) == "t"_L1)
        return {};
    return world.rows(
        u"SELECT concat_ws(' ', 'operation', kind, state) FROM sync_operations WHERE state IN ('planned', 'sent', "
        u"'unknown') "
        "UNION ALL SELECT concat_ws(' ', 'change held', id) FROM staged_product_changes WHERE status = 'applying' "
        "UNION ALL SELECT concat_ws(' ', 'run', kind, status) FROM sync_batches WHERE status IN ('queued', 'running', "
        "'paused') "
        "UNION ALL SELECT concat_ws(' ', 'lease of', desk) FROM writer_lease WHERE until > clock_timestamp() "
        "UNION ALL SELECT concat_ws(' ', 'product being sent', id) FROM products WHERE shopify_sync_status = 'syncing'"_s);
}

QStringList overlappingOperations(const World &world)
{
    if (world.value(u"SELECT to_regclass('sync_operations') IS NULL"_s) == "t"_L1)
        return {};
    return world.rows(
        u"SELECT concat_ws(' ', a.kind, a.state, 'and', b.kind, b.state, 'on product', a.shopify_product_id) "
        "FROM sync_operations a JOIN sync_operations b "
        "ON b.shopify_product_id = a.shopify_product_id AND b.id <> a.id AND b.sent_at >= a.sent_at "
        "WHERE b.sent_at < coalesce(a.settled_at, 'infinity') AND (b.sent_at > a.sent_at OR b.id > a.id)"_s);
}

QStringList differences(const QStringList &expected, const QStringList &found, const QString &what)
{
    QStringList missing = expected;
    QStringList extra;
    for (const QString &line : found)
        if (!missing.removeOne(line))
            extra += line;
    QStringList all;
    for (const QString &line : missing)
        all += u"%1: missing %2"_s.arg(what, line.left(300));
    for (const QString &line : std::as_const(extra))
        all += u"%1: too much %2"_s.arg(what, line.left(300));
    return all.mid(0, 6);
}

} // namespace Faults
