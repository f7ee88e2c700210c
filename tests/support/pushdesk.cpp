#include "tests/support/pushdesk.h"

#include "sync/api/catalogue.h"
#include "sync/db/pgtransaction.h"
#include "sync/journal/pgcontent.h"
#include "tests/support/runtask.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace TestSupport {

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
    return std::move(result).value();
}

constexpr qsizetype enoughForStatistics = 500;
/// A benchmark's run may take as long as the shop's points do; a test has a limit of its own.
constexpr int longestRun = 4 * 3'600'000;

template <typename T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> result = runTask(std::move(task), longestRun);
    if (!result)
        qFatal("a task did not end");
    return *result;
}

QCoro::Task<Result<QString>> noBackup(std::stop_token)
{
    co_return u"backup.dump"_s;
}

void addFields(QMap<QString, QString> &into, const QString &prefix, const FieldMap &fields)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        into.insert(prefix + field.key(), canonical(field.key(), field.value()).value_or(u"∅"_s));
}

QMap<QString, QString> flat(const ProductContent &content)
{
    QMap<QString, QString> all;
    addFields(all, {}, content.fields);
    for (const VariantContent &variant : content.variants) {
        const QString prefix = variant.fields.value(Field::position.toString()).value_or(QString()) + u'.';
        addFields(all, prefix, variant.fields);
    }
    return all;
}

void compare(QStringList &differences, const QString &side, const QMap<qint64, QMap<QString, QString>> &left,
    const QMap<qint64, QMap<QString, QString>> &right)
{
    for (auto row = left.cbegin(); row != left.cend(); ++row)
        for (auto field = row->cbegin(); field != row->cend(); ++field)
            if (right.value(row.key()).value(field.key(), u"(missing)"_s) != field.value())
                differences += u"%1 %2 %3: %4 / %5"_s.arg(side).arg(row.key()).arg(
                    field.key(), field.value(), right.value(row.key()).value(field.key(), u"(missing)"_s));
    for (auto row = right.cbegin(); row != right.cend(); ++row)
        if (!left.contains(row.key()))
            differences += u"%1 %2 is new"_s.arg(side).arg(row.key());
}

} // namespace

QStringList WorldSnapshot::differences(const WorldSnapshot &other) const
{
    QStringList all;
    compare(all, u"catalogue"_s, local, other.local);
    compare(all, u"base"_s, base, other.base);
    compare(all, u"mirror"_s, mirror, other.mirror);
    for (auto product = shop.cbegin(); product != shop.cend(); ++product)
        if (other.shop.value(product.key()) != product.value())
            all += u"shop %1"_s.arg(product.key());
    return all.mid(0, 12);
}

namespace {

QJsonValue withoutIds(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray stripped;
        for (const QJsonValue &element : value.toArray())
            stripped += withoutIds(element);
        return stripped;
    }
    if (!value.isObject())
        return value;
    QJsonObject stripped = value.toObject();
    for (const QString &key : stripped.keys()) {
        if (key.endsWith(u"id"_s, Qt::CaseInsensitive) || key.endsWith(u"At"_s))
            stripped.remove(key);
        else
            stripped.insert(key, withoutIds(stripped.value(key)));
    }
    return stripped;
}

} // namespace

QStringList WorldSnapshot::contents() const
{
    QStringList all;
    for (const QJsonObject &product : shop)
        all += u"shop "_s
            + QString::fromUtf8(QJsonDocument(withoutIds(product).toObject()).toJson(QJsonDocument::Compact));
    const auto add = [&all](const QString &side, const QMap<qint64, QMap<QString, QString>> &rows) {
        for (const QMap<QString, QString> &row : rows) {
            QString text = side;
            for (auto field = row.cbegin(); field != row.cend(); ++field)
                text += field.key().endsWith(u"link")
                    ? u" %1 %2"_s.arg(field.key(), field.value() == u"0" ? u"none"_s : u"there"_s)
                    : u" %1=%2"_s.arg(field.key(), field.value());
            all += text;
        }
    };
    add(u"catalogue"_s, local);
    add(u"base"_s, base);
    add(u"mirror"_s, mirror);
    all.sort();
    return all;
}

PushDesk::PushDesk(Tests::PrivatePostgres &server)
    : shop(*ownShop)
    , database(server.createDatabase())
    , session(must(PgSession::open(database)))
    , journal(*session)
    , leases(*session)
{
    settings.url = QUrl(u"http://127.0.0.1:1"_s);
    settings.identity = {u"test.myshopify.com"_s, 7};
    settings.parallelWorkers = 4;
    times.settleAfter = std::chrono::milliseconds(30);
    times.leavesWithin = std::chrono::milliseconds(0);
    times.firstLook = std::chrono::milliseconds(1);
    times.readLag = std::chrono::milliseconds(30);
    times.lookAgain = std::chrono::milliseconds(5);
}

PushDesk::PushDesk(PushDesk &first)
    : shop(first.shop)
    , database(first.database)
    , session(must(PgSession::open(database)))
    , journal(*session)
    , leases(*session)
    , settings(first.settings)
    , who{u"Colleague"_s, u"desk-2"_s}
    , times(first.times)
    , leaseTimes(first.leaseTimes)
{ }

ProtocolContext PushDesk::context()
{
    return {store ? *store : journal, leases, port ? *port : shop, clock, random, gate, observer, settings, who, times,
        transfers, bulk};
}

QList<ProductId> PushDesk::addProducts(int count, int variants)
{
    QList<ProductContent> contents;
    for (int i = 0; i < count; ++i)
        contents += shop.content(shop.addProduct(u"Pen %1"_s.arg(i + 1), variants));
    return adopt(contents);
}

QList<ProductId> PushDesk::adopt(const QList<ProductContent> &contents)
{
    const BatchId batch = must(ended(journal.openBatch({.kind = BatchKind::Apply, .startedBy = who})));
    QList<ProductId> products;
    for (const ProductContent &content : contents) {
        Settlement settlement{.batch = batch, .epoch = 1'000'000, .seen = content, .localFate = LocalFate::Link};
        for (const VariantContent &variant : settlement.seen->variants) {
            settlement.base.variants.insert(variant.id.value, {});
            settlement.links += VariantLink{{}, variant.id};
        }
        products += must(ended(journal.settle(settlement))).product;
        // The session keeps the plans it made for empty tables, which read every row, until they are looked at again.
        if (products.size() == enoughForStatistics)
            sql(u"ANALYZE"_s);
    }
    must(ended(journal.noteBatch(batch, BatchStatus::Completed, {}, {})));
    return products;
}

ShopifyId PushDesk::shopifyId(ProductId product)
{
    return ShopifyId{value(u"SELECT shopify_product_id FROM products WHERE id = %1"_s.arg(product.value)).toLongLong()};
}

void PushDesk::sql(const QString &statement)
{
    must(session->executeText(statement));
}

QString PushDesk::value(const QString &statement)
{
    const PgRows rows = must(session->executeText(statement));
    return rows.isEmpty() ? QString() : rows.first().text(0);
}

void PushDesk::stageUpdate(const LocalImage &image, BatchId batch, int &staged)
{
    const ShopifyId id = image.product.shopifyId;
    const auto quoted
        = [](const FieldValue &v) { return v ? u'\'' + QString(*v).replace(u'\'', u"''"_s) + u'\'' : u"NULL"_s; };
    QStringList rows;
    const auto add = [&](qint64 variant, const QString &local, const QString &field, const FieldValue &was,
                         const FieldValue &now) {
        rows += u"(%1, %2, %3, %4, %5)"_s.arg(QString::number(variant), local, quoted(field), quoted(was), quoted(now));
    };
    for (auto field = image.base.product.cbegin(); field != image.base.product.cend(); ++field)
        if (const FieldValue now = image.product.fields.value(field.key()); !sameValue(field.key(), now, field.value()))
            add(0, u"NULL"_s, field.key(), field.value(), now);
    const auto addNewFacets = [&](qint64 variant, const QString &local, const FieldMap &base, const FieldMap &here) {
        const FieldMap facets = facetFields(here);
        for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
            if (!base.contains(facet.key()))
                add(variant, local, facet.key(), {}, facet.value());
    };
    addNewFacets(0, u"NULL"_s, image.base.product, image.product.fields);
    QList<qint64> present;
    for (const LocalVariant &variant : image.product.variants) {
        present += variant.shopifyId.value;
        if (!variant.shopifyId.isValid())
            add(0, QString::number(variant.id.value), {}, {}, variant.fields.value(Field::variantTitle.toString()));
        const FieldMap base = image.base.variants.value(variant.shopifyId.value);
        for (auto field = base.cbegin(); field != base.cend(); ++field)
            if (const FieldValue now = variant.fields.value(field.key());
                (stagesPlaces || field.key() != Field::position) && field.key() != Field::variantTitle
                && !sameValue(field.key(), now, field.value()))
                add(variant.shopifyId.value, QString::number(variant.id.value), field.key(), field.value(), now);
        if (variant.shopifyId.isValid())
            addNewFacets(variant.shopifyId.value, QString::number(variant.id.value), base, variant.fields);
    }
    for (auto variant = image.base.variants.cbegin(); variant != image.base.variants.cend(); ++variant)
        if (!present.contains(variant.key()))
            add(variant.key(), u"NULL"_s, {}, variant->value(Field::variantTitle.toString()), {});
    if (rows.isEmpty())
        return;
    ++staged;
    const QString change
        = value(u"INSERT INTO staged_product_changes (batch_id, direction, change_type, status, product_id, "
                u"shopify_product_id, "
                "title, local_version) VALUES (%1, 'push', 'update', 'approved', %2, %3, %4, %5) RETURNING id"_s
                    .arg(batch.value)
                    .arg(image.product.id.value)
                    .arg(id.value)
                    .arg(quoted(image.product.fields.value(u"title"_s)))
                    .arg(image.product.contentVersion));
    // What the reviewer sees of Shopify is the mirror, which is the base until somebody pulls.
    sql(u"INSERT INTO staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value, "
        u"remote_value) "
        "SELECT %1, v.variant::bigint, v.local::bigint, v.field, v.base, v.here, v.base FROM (VALUES %2) AS v (variant, local, field, base, here)"_s
            .arg(change, rows.join(u", ")));
}

int PushDesk::stageAndApprove()
{
    const BatchId batch = must(ended(journal.openBatch({.kind = BatchKind::Pull, .startedBy = who})));
    int staged = 0;
    QList<ProductId> edited;
    for (const PgRow row : must(session->executeText(
             u"SELECT id FROM products WHERE locally_edited AND shopify_product_id IS NOT NULL"_s)))
        edited += ProductId{row.int64(0)};
    for (const LocalImage &image : must(ended(journal.localImages(edited))))
        stageUpdate(image, batch, staged);
    staged += must(
        session->executeText(u"INSERT INTO staged_product_changes (batch_id, direction, change_type, status, "
                             u"product_id, title, local_version) "
                             "SELECT %1, 'push', 'create', 'approved', id, name, content_version FROM products p "
                             "WHERE shopify_product_id IS NULL RETURNING id"_s.arg(batch.value)))
                  .size();
    staged += must(
        session->executeText(
            u"INSERT INTO staged_product_changes (batch_id, direction, change_type, status, shopify_product_id, title) "
            "SELECT %1, 'push', 'delete', 'approved', b.id, b.title FROM base_products b "
            "WHERE NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = b.id) RETURNING id"_s.arg(
                batch.value)))
                  .size();
    must(ended(journal.noteBatch(batch, BatchStatus::Completed, {}, {})));
    return staged;
}

Result<BatchReport> PushDesk::push(PushRequest request, std::stop_token stop)
{
    PushJob job(context(), limits, leaseTimes);
    return ended(job.run(request, stop));
}

Result<RollbackPlan> PushDesk::planRollback(RollbackRequest request)
{
    RollbackJob job(context(), leaseTimes);
    return ended(job.plan(request, u"Test shop"_s, {}));
}

Result<BatchReport> PushDesk::rollBack(RollbackRequest request, std::stop_token stop)
{
    RollbackJob job(context(), leaseTimes);
    return ended(job.run(request, noBackup, stop));
}

BatchId PushDesk::apply(ProductId product, const FieldMap &fields)
{
    const BatchId batch = must(ended(journal.openBatch({.kind = BatchKind::Apply, .startedBy = who})));
    const QList<ProductId> products{product};
    const LocalImage held = must(ended(journal.localImages(products))).first();
    Settlement settlement{.batch = batch,
        .epoch = 1'000'000,
        .product = product,
        .shopifyProduct = held.product.shopifyId,
        .base = {.product = fields},
        .end = ChangeEnd{.action = u"update"_s}};
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        settlement.catalogue += CatalogueWrite{{}, field.key(), held.product.fields.value(field.key()), field.value()};
    must(ended(journal.settle(settlement)));
    must(ended(journal.noteBatch(batch, BatchStatus::Completed, {}, {})));
    return batch;
}

Result<SettleReport> PushDesk::settleUnknown()
{
    PushJob job(context(), limits, leaseTimes);
    return ended(job.settleUnknown({}));
}

WorldSnapshot PushDesk::snapshot()
{
    WorldSnapshot world;
    for (const qint64 id : shop.ids()) {
        QJsonObject product = shop.product(ShopifyId{id});
        product.remove(u"updatedAt"_s);
        world.shop.insert(id, product);
    }
    QList<ProductId> products;
    QList<ShopifyId> linked;
    for (const PgRow row : must(session->executeText(u"SELECT id FROM products ORDER BY id"_s)))
        products += ProductId{row.int64(0)};
    for (const LocalImage &image : must(readLocalImages(*session, products))) {
        QMap<QString, QString> &fields = world.local[image.product.id.value];
        addFields(fields, {}, image.product.fields);
        fields.insert(u"link"_s, QString::number(image.product.shopifyId.value));
        for (const LocalVariant &variant : image.product.variants) {
            const QString prefix = variant.fields.value(Field::position.toString()).value_or(QString()) + u'.';
            addFields(fields, prefix, variant.fields);
            fields.insert(prefix + u"link", QString::number(variant.shopifyId.value));
        }
    }
    for (const PgRow row :
        must(session->executeText(u"SELECT id FROM shopify_products UNION SELECT id FROM base_products"_s)))
        linked += ShopifyId{row.int64(0)};
    const auto bases = must(readShopSide(*session, ShopSide::Base, linked));
    for (auto base = bases.cbegin(); base != bases.cend(); ++base)
        world.base.insert(base.key(), flat(*base));
    const auto mirrors = must(readShopSide(*session, ShopSide::Mirror, linked));
    for (auto mirror = mirrors.cbegin(); mirror != mirrors.cend(); ++mirror)
        world.mirror.insert(mirror.key(), flat(*mirror));
    return world;
}

} // namespace TestSupport
