#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/apply/restoreimages.h"
#include "sync/jobs/compare/comparison.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

/// One field of one object, as staged: (product, variant, field).
using FieldKey = std::tuple<qint64, qint64, QString>;
/// What is expected of it: base, local, remote, conflict.
using FieldValue = std::tuple<std::optional<QString>, std::optional<QString>, std::optional<QString>, bool>;
using FieldMap = std::map<FieldKey, FieldValue>;

QString oneOf(const QStringList &values)
{
    return values.at(*rc::gen::inRange(0, int(values.size())));
}

/// None, one or two metafields of few values, so that sides agree often enough.
QMap<QString, QString> anyMetafields()
{
    QMap<QString, QString> metafields;
    for (const QString &path :
        {u"metafield:custom.colour:single_line_text_field"_s, u"metafield:custom.pages:number_integer"_s})
        if (*rc::gen::inRange(0, 3) > 0)
            metafields.insert(path, oneOf({u"1"_s, u"2"_s}));
    return metafields;
}

ModelVariant anyVariant()
{
    ModelVariant variant;
    variant.price = oneOf({u"1.00"_s, u"2.50"_s, u"3.99"_s});
    if (*rc::gen::arbitrary<bool>())
        variant.sku = oneOf({u"A"_s, u""_s});
    variant.quantity = *rc::gen::inRange(0, 3);
    if (*rc::gen::inRange(0, 3) == 0)
        variant.metafields = anyMetafields();
    return variant;
}

ModelProduct anyProduct(qint64 id)
{
    ModelProduct product;
    product.title = oneOf({u"Pen"_s, u"Quill"_s, u"שלום <b>"_s});
    product.vendor = oneOf({u"Acme"_s, u"Mill"_s});
    product.description = oneOf({u""_s, u"<p>\"x\"</p>"_s});
    if (*rc::gen::arbitrary<bool>())
        product.tags = {u"ink"_s};
    product.metafields = anyMetafields();
    for (int i = 1; i <= *rc::gen::inRange(1, 4); ++i)
        product.variants[id * 10 + i] = anyVariant();
    return product;
}

ModelShop anyShop()
{
    ModelShop shop;
    for (qint64 id = 1; id <= 4; ++id) {
        if (*rc::gen::inRange(0, 5) > 0)
            shop[id] = anyProduct(id);
    }
    return shop;
}

/// Some of `other`, some of what there is: so that sides agree often enough.
ModelShop editOf(const ModelShop &shop)
{
    ModelShop edited = shop;
    for (auto product = edited.begin(); product != edited.end(); ++product) {
        const ModelProduct other = anyProduct(product.key());
        if (*rc::gen::arbitrary<bool>())
            product->title = other.title;
        if (*rc::gen::arbitrary<bool>())
            product->vendor = other.vendor;
        if (*rc::gen::arbitrary<bool>())
            product->tags = other.tags;
        if (*rc::gen::arbitrary<bool>())
            product->metafields = other.metafields;
        for (auto variant = product->variants.begin(); variant != product->variants.end(); ++variant) {
            const ModelVariant another = anyVariant();
            if (*rc::gen::arbitrary<bool>())
                variant->price = another.price;
            if (*rc::gen::arbitrary<bool>())
                variant->sku = another.sku;
            if (*rc::gen::inRange(0, 3) == 0)
                variant->metafields = another.metafields;
        }
    }
    return edited;
}

QString tagsText(const QStringList &tags)
{
    return tags.isEmpty() ? u"[]"_s : u"[\"%1\"]"_s.arg(tags.join(u"\", \""_s));
}

class Expectation final
{
public:
    /// The rule under test, for one field.
    void field(qint64 product, qint64 variant, const QString &name, const std::optional<QString> &base,
        const std::optional<QString> &local, const std::optional<QString> &remote)
    {
        if (remote == base || local == remote)
            return;
        fields[{product, variant, name}] = {base, local, remote, local != base};
    }

    void metafields(qint64 product, qint64 variant, const QMap<QString, QString> &base,
        const QMap<QString, QString> &local, const QMap<QString, QString> &remote)
    {
        const auto value = [](const QMap<QString, QString> &side, const QString &path) {
            return side.contains(path) ? std::optional(side.value(path)) : std::nullopt;
        };
        QStringList paths = base.keys() + remote.keys();
        paths.removeDuplicates();
        for (const QString &path : std::as_const(paths))
            field(product, variant, path, value(base, path), value(local, path), value(remote, path));
    }

    void product(qint64 id, const ModelProduct &base, const ModelProduct &local, const ModelProduct &remote)
    {
        field(id, 0, u"title"_s, base.title, local.title, remote.title);
        field(id, 0, u"vendor"_s, base.vendor, local.vendor, remote.vendor);
        field(id, 0, u"description_html"_s, base.description, local.description, remote.description);
        field(id, 0, u"tags"_s, tagsText(base.tags), tagsText(local.tags), tagsText(remote.tags));
        metafields(id, 0, base.metafields, local.metafields, remote.metafields);
        for (auto it = remote.variants.begin(); it != remote.variants.end(); ++it) {
            if (!base.variants.contains(it.key())) {
                fields[{id, it.key(), QString()}] = {std::nullopt, std::nullopt, it->title, false};
                continue;
            }
            const ModelVariant &was = base.variants[it.key()];
            const ModelVariant &ours = local.variants[it.key()];
            metafields(id, it.key(), was.metafields, ours.metafields, it->metafields);
            field(id, it.key(), u"price"_s, was.price, ours.price, it->price);
            field(id, it.key(), u"sku"_s, was.sku, ours.sku, it->sku);
            field(id, it.key(), u"inventory_quantity"_s, QString::number(was.quantity), QString::number(ours.quantity),
                QString::number(it->quantity));
            field(id, it.key(), u"position"_s, position(base, it.key()), position(local, it.key()),
                position(remote, it.key()));
        }
        for (auto it = base.variants.begin(); it != base.variants.end(); ++it) {
            if (!remote.variants.contains(it.key()))
                fields[{id, it.key(), QString()}]
                    = {it->title, it->title, std::nullopt, local.variants[it.key()] != *it};
        }
    }

    FieldMap fields;

private:
    static QString position(const ModelProduct &product, qint64 variant)
    {
        return QString::number(product.variants.keys().indexOf(variant) + 1);
    }
};

FieldMap stagedFields(CatalogueWorld &world)
{
    FieldMap fields;
    const auto rows = world.session().executeText(
        u"SELECT c.shopify_product_id, f.shopify_variant_id, f.field, f.base_value, f.local_value, f.remote_value, f.is_conflict FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending' AND c.direction = 'pull'"_s);
    for (const PgRow row : *rows)
        fields[{row.int64(0), row.int64(1), row.text(2)}]
            = {row.optionalText(3), row.optionalText(4), row.optionalText(5), row.boolean(6)};
    return fields;
}

/// Makes an owner's metafields those given, as somebody with psql would.
void editMetafields(
    CatalogueWorld &world, const QString &which, const QString &owner, const QMap<QString, QString> &metafields)
{
    const auto gone = world.session().executeText(
        u"DELETE FROM product_facets f WHERE %1 AND NOT f.field = ANY (:kept)"_s.arg(which),
        {{u"kept", metafields.keys()}});
    RC_ASSERT(gone.isOk());
    for (auto metafield = metafields.begin(); metafield != metafields.end(); ++metafield) {
        const auto written = world.session().executeText(
            u"INSERT INTO product_facets AS f (product_id, variant_id, field, value) SELECT o.*, :field, :value FROM (%1) AS o ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value WHERE f.value <> excluded.value"_s
                .arg(owner),
            {{u"field", metafield.key()}, {u"value", metafield.value()}});
        RC_ASSERT(written.isOk());
    }
}

/// Whether somebody edited a product in Shopify that was deleted here. Stock moves by itself, and a variant that is on
/// neither side any more is nothing to keep a product for.
bool hasMoved(const ModelProduct &base, const ModelProduct &remote)
{
    if (std::tie(base.title, base.vendor, base.description, base.tags, base.metafields)
        != std::tie(remote.title, remote.vendor, remote.description, remote.tags, remote.metafields))
        return true;
    for (auto there = remote.variants.begin(); there != remote.variants.end(); ++there) {
        const auto was = base.variants.find(there.key());
        if (was == base.variants.end()
            || std::tie(was->price, was->sku, was->metafields) != std::tie(there->price, there->sku, there->metafields))
            return true;
    }
    return false;
}

/// What is staged of a product as a whole in that direction.
QString stagedWhole(CatalogueWorld &world, qint64 product, const QString &direction)
{
    return world.text(
        u"SELECT change_type FROM staged_product_changes WHERE status = 'pending' AND shopify_product_id = %1 AND direction = '%2' AND change_type <> 'update'"_s
            .arg(product)
            .arg(direction));
}

void editLocally(CatalogueWorld &world, const ModelShop &local)
{
    const auto gone = world.session().executeText(
        u"DELETE FROM products WHERE NOT shopify_product_id = ANY (:kept)"_s, {{u"kept", local.keys()}});
    RC_ASSERT(gone.isOk());
    for (auto product = local.begin(); product != local.end(); ++product) {
        const auto done = world.session().executeText(
            u"UPDATE products SET name = :name, vendor = :vendor, tags = :tags WHERE shopify_product_id = :id"_s,
            {{u"name", product->title}, {u"vendor", product->vendor}, {u"tags", product->tags},
                {u"id", product.key()}});
        RC_ASSERT(done.isOk());
        editMetafields(world,
            u"f.variant_id IS NULL AND f.product_id = (SELECT id FROM products WHERE shopify_product_id = %1)"_s.arg(
                product.key()),
            u"SELECT id, NULL::bigint FROM products WHERE shopify_product_id = %1"_s.arg(product.key()),
            product->metafields);
        for (auto variant = product->variants.begin(); variant != product->variants.end(); ++variant) {
            editMetafields(world,
                u"f.variant_id = (SELECT id FROM product_variants WHERE shopify_variant_id = %1)"_s.arg(variant.key()),
                u"SELECT product_id, id FROM product_variants WHERE shopify_variant_id = %1"_s.arg(variant.key()),
                variant->metafields);
            const auto written = world.session().executeText(
                u"UPDATE product_variants SET price = :price, sku = :sku WHERE shopify_variant_id = :id"_s,
                {{u"price", variant->price}, {u"sku", variant->sku}, {u"id", variant.key()}});
            RC_ASSERT(written.isOk());
        }
    }
}

void mustPull(CatalogueWorld &world, const ModelShop &shop)
{
    const auto outcome = world.pull(shop);
    if (!outcome)
        RC_FAIL(QString(outcome.failure().text() + outcome.failure().detail).toStdString());
}

} // namespace

/// Random base, catalogue and shop against the rules written down in C++.
class TestThreeSides final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;

    std::unique_ptr<CatalogueWorld> worldWith(const ModelShop &base)
    {
        auto world = std::make_unique<CatalogueWorld>(m_postgres);
        mustPull(*world, base);
        world->approveAll();
        world->applyAll();
        RC_ASSERT(world->catalogue() == base);
        return world;
    }

private Q_SLOTS:
    void whatIsStagedIsWhatTheRulesSay()
    {
        QVERIFY(rc::check([this] {
            const ModelShop base = anyShop();
            ModelShop local = editOf(base);
            for (auto it = base.begin(); it != base.end(); ++it)
                if (*rc::gen::inRange(0, 3) == 0)
                    local.remove(it.key());
            ModelShop remote = anyShop();
            for (auto it = base.begin(); it != base.end(); ++it) {
                if (remote.contains(it.key()) && *rc::gen::arbitrary<bool>())
                    remote[it.key()] = *it;
            }
            const auto world = worldWith(base);
            editLocally(*world, local);
            mustPull(*world, remote);
            Expectation expected;
            for (auto it = remote.begin(); it != remote.end(); ++it) {
                if (local.contains(it.key()))
                    expected.product(it.key(), base[it.key()], local[it.key()], *it);
            }
            RC_ASSERT(stagedFields(*world) == expected.fields);
            for (qint64 id = 1; id <= 4; ++id) {
                const bool isOffered
                    = base.contains(id) && !local.contains(id) && remote.contains(id) && hasMoved(base[id], remote[id]);
                RC_ASSERT(stagedWhole(*world, id, u"pull"_s)
                    == (remote.contains(id) && !base.contains(id)        ? u"create"_s
                            : isOffered                                  ? u"restore"_s
                            : local.contains(id) && !remote.contains(id) ? u"delete"_s
                                                                         : QString()));
            }
            const auto again = world->pull(remote);
            RC_ASSERT(again.isOk() && again->mirrorRowsWritten == 0 && again->staged.staged == 0);
            RC_ASSERT(world->mirror() == remote);
            RC_ASSERT(stageLocalEdits(world->session(), world->who()).isOk());
            for (qint64 id = 1; id <= 4; ++id) {
                const bool isDeletedHere = base.contains(id) && !local.contains(id) && remote.contains(id);
                RC_ASSERT(stagedWhole(*world, id, u"push"_s)
                    == (isDeletedHere && !hasMoved(base[id], remote[id]) ? u"delete"_s : QString()));
            }
        }));
    }

    void takingTheirsMakesTheCatalogueTheShop()
    {
        QVERIFY(rc::check([this] {
            const ModelShop base = anyShop();
            const ModelShop remote = anyShop();
            const auto world = worldWith(base);
            const ModelShop local = editOf(base);
            editLocally(*world, local);
            mustPull(*world, remote);
            world->execute(u"UPDATE staged_field_changes SET decision = 'take_theirs' WHERE is_conflict"_s);
            world->approveAll();
            const QString before = world->snapshot();
            const auto [outcome, batch] = world->applyAll(*rc::gen::inRange(1, 5));
            RC_ASSERT(outcome.failed == 0 && outcome.stale == 0);
            const ModelShop catalogue = world->catalogue();
            RC_ASSERT(catalogue.keys() == remote.keys());
            // What was edited here and left alone there is still ours; all else is theirs.
            for (auto it = remote.begin(); it != remote.end(); ++it) {
                const ModelProduct mine = catalogue[it.key()];
                const ModelProduct was = base.value(it.key());
                const ModelProduct ours = local.value(it.key());
                RC_ASSERT(mine.variants.keys() == it->variants.keys());
                RC_ASSERT(mine.title == (base.contains(it.key()) && it->title == was.title ? ours.title : it->title));
                RC_ASSERT(
                    mine.vendor == (base.contains(it.key()) && it->vendor == was.vendor ? ours.vendor : it->vendor));
            }
            RC_ASSERT(world->base() == remote);
            const auto ledger = BatchLedger::open(world->session(), BatchKind::Rollback, {}, world->who(), batch);
            const auto undone = PgTransaction::run(world->session(), [&](PgSession &session) {
                return restoreProductImages(session, batch, ledger->id(), {}, ChangedSince::Leave);
            });
            RC_ASSERT(undone.isOk());
            RC_ASSERT(undone->left.isEmpty());
            RC_ASSERT(world->snapshot() == before);
        }));
    }
};

int main(int argc, char **argv)
{
    // Every case makes a database; a fixed seed keeps the run the same from day to day.
    qputenv("RC_PARAMS",
        qgetenv("RC_PARAMS").isEmpty() ? QByteArray("seed=20261102 max_success=25 noshrink=1") : qgetenv("RC_PARAMS"));
    QCoreApplication app(argc, argv);
    TestThreeSides test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_threesides.moc"
