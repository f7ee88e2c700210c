#include "sync/db/pgsession.h"
#include "sync/ports/clock.h"
#include "sync/reader/pgreader.h"
#include "tests/support/demoshop.h"
#include "tests/support/enginedesk.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::DemoShop;
using TestSupport::EngineDesk;

/// Products made, copied and deleted here, the whole way to the shop and back, through the façade.
class TestProductLife final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNewProductReachesTheShopAndLeavesItByARollback();
    void aCopyReachesTheShopBesideItsOriginal();
    void aDeletionReachesTheShopAndIsRolledBack();
    void aDeletionTakenBackIsNeverSent();
    void maintenanceHoldsTheSendingAndNotTheMaking();
    void aDatabaseThatIsGoneFailsInWordsAndNothingIsHalfDone();

private:
    template <typename T>
    static T got(QFuture<Result<T>> future)
    {
        return EngineDesk::got(std::move(future));
    }
    BatchReport send()
    {
        m_desk->approve(Direction::Push);
        return got(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true}));
    }
    ProductDetail detail(ProductId id) { return got(m_reader->productDetail(id)); }
    QJsonObject inShop(ShopifyId id)
    {
        return m_shop
            ->graphql(
                u"query($id: ID!) { product(id: $id) { title handle vendor productType status tags descriptionHtml "
                "seo { title description } variants(first: 10) { nodes { title sku barcode price compareAtPrice "
                "inventoryQuantity inventoryItem { unitCost { amount } } } } } }"_s,
                {{u"id"_s, u"gid://shopify/Product/%1"_s.arg(id.value)}})
            .value("data"_L1)
            .toObject()
            .value("product"_L1)
            .toObject();
    }
    qint64 productsInShop()
    {
        return m_shop->graphql(u"{ productsCount { count } }"_s)["data"_L1]["productsCount"_L1]["count"_L1].toInteger();
    }
    qint64 number(const QString &query) { return (*PgSession::open(m_settings))->executeText(query)->first().int64(0); }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<DemoShop> m_shop;
    std::unique_ptr<EngineDesk> m_desk;
    SystemClock m_clock;
    std::unique_ptr<PgReader> m_reader;
};

void TestProductLife::init()
{
    m_settings = m_postgres.createDatabase();
    m_shop = std::make_unique<DemoShop>(
        DemoShop::Options{.products = 20, .locations = 1, .bulkFileCache = {}, .more = {}});
    QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
    m_desk = std::make_unique<EngineDesk>(m_settings, *m_shop);
    m_reader = std::make_unique<PgReader>(m_settings, m_clock);
    got(m_desk->engine().run(PullRequest{}));
    m_desk->approve(Direction::Pull);
    QCOMPARE(got(m_desk->engine().run(ApplyRequest{})).status, BatchStatus::Completed);
}

void TestProductLife::cleanup()
{
    m_reader.reset();
    m_desk.reset();
    m_shop.reset();
    if (!m_postgres.isRunning())
        m_postgres.start();
}

void TestProductLife::aNewProductReachesTheShopAndLeavesItByARollback()
{
    const CreateReport made = got(m_desk->engine().createProduct(
        {{{u"title"_s, u"Pencil <HB>"_s}, {u"vendor"_s, u"Acme"_s}, {u"product_type"_s, u"Pencils"_s},
             {u"tags"_s, u"[\"grey\",\"new\"]"_s}, {u"description_html"_s, u"<p>Grey &amp; soft</p>"_s},
             {u"seo_title"_s, u"Seo"_s}, {u"seo_description"_s, u"About"_s}},
            {{{u"sku"_s, u"P-1"_s}, {u"price"_s, u"1.50"_s}, {u"compare_at_price"_s, u"2"_s}, {u"cost"_s, u"0.40"_s},
                {u"barcode"_s, u"4006381"_s}, {u"inventory_quantity"_s, u"12"_s}}}}));
    QVERIFY(!detail(made.product).row.shopifyId.isValid());
    QCOMPARE(productsInShop(), 20); // nothing leaves by itself

    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 1);
    const BatchReport sent = send();
    QCOMPARE(sent.status, BatchStatus::Completed);
    QCOMPARE(sent.succeeded, 1);
    QCOMPARE(productsInShop(), 21);
    const ProductDetail here = detail(made.product);
    QCOMPARE(here.row.syncStatus, SyncStatus::Synced);
    QVERIFY(here.row.shopifyId.isValid());
    const QJsonObject there = inShop(here.row.shopifyId);
    QCOMPARE(there["title"_L1].toString(), u"Pencil <HB>"_s);
    QCOMPARE(there["vendor"_L1].toString(), u"Acme"_s);
    QCOMPARE(there["productType"_L1].toString(), u"Pencils"_s);
    QCOMPARE(there["status"_L1].toString(), u"DRAFT"_s);
    QCOMPARE(there["descriptionHtml"_L1].toString(), u"<p>Grey &amp; soft</p>"_s);
    QCOMPARE(there["tags"_L1].toArray(), QJsonArray({u"grey"_s, u"new"_s}));
    QCOMPARE(there["seo"_L1]["title"_L1].toString(), u"Seo"_s);
    QCOMPARE(there["seo"_L1]["description"_L1].toString(), u"About"_s);
    QCOMPARE(there["handle"_L1].toString(), here.handle);
    const QJsonArray variants = there["variants"_L1]["nodes"_L1].toArray();
    QCOMPARE(variants.size(), 1);
    QCOMPARE(variants[0]["sku"_L1].toString(), u"P-1"_s);
    QCOMPARE(variants[0]["barcode"_L1].toString(), u"4006381"_s);
    QCOMPARE(variants[0]["price"_L1].toString(), u"1.50"_s);
    QCOMPARE(variants[0]["compareAtPrice"_L1].toString(), u"2.00"_s);
    QCOMPARE(variants[0]["inventoryQuantity"_L1].toInt(), 12);
    QCOMPARE(variants[0]["inventoryItem"_L1]["unitCost"_L1]["amount"_L1].toString().toDouble(), 0.40);
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 0);

    const BatchReport back
        = got(m_desk->engine().run(RollbackRequest{.batch = sent.batch, .created = CreatedFate::Delete}));
    QCOMPARE(back.status, BatchStatus::Completed);
    QCOMPARE(productsInShop(), 20);
    const ProductDetail after = detail(made.product); // made here, so it stays here
    QCOMPARE(after.row.syncStatus, SyncStatus::NeverLinked);
    QCOMPARE(after.row.title, u"Pencil <HB>"_s);
    QCOMPARE(after.variants.size(), 1);
    QCOMPARE(after.variants[0].sku, u"P-1"_s);
    QCOMPARE(after.variants[0].price, u"1.50"_s);
}

void TestProductLife::aCopyReachesTheShopBesideItsOriginal()
{
    const ProductId original{got(m_reader->productOrder({})).constFirst()};
    const ProductDetail before = detail(original);
    const QJsonObject originalThere = inShop(before.row.shopifyId);
    const CreateReport made = got(m_desk->engine().duplicateProduct(original));
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 1);
    QCOMPARE(send().status, BatchStatus::Completed);
    const ProductDetail copy = detail(made.product);
    QCOMPARE(copy.row.syncStatus, SyncStatus::Synced);
    QVERIFY(copy.row.shopifyId != before.row.shopifyId);
    const QJsonObject there = inShop(copy.row.shopifyId);
    QCOMPARE(there["title"_L1].toString(), QString(before.row.title % u" (copy)"));
    QCOMPARE(there["status"_L1].toString(), u"DRAFT"_s);
    QCOMPARE(there["descriptionHtml"_L1], originalThere["descriptionHtml"_L1]);
    QCOMPARE(there["tags"_L1], originalThere["tags"_L1]);
    const QJsonArray variants = there["variants"_L1]["nodes"_L1].toArray();
    const QJsonArray originals = originalThere["variants"_L1]["nodes"_L1].toArray();
    QCOMPARE(variants.size(), originals.size());
    for (qsizetype i = 0; i < variants.size(); ++i) {
        QCOMPARE(variants[i]["title"_L1], originals[i]["title"_L1]);
        QCOMPARE(variants[i]["price"_L1], originals[i]["price"_L1]);
        QVERIFY(variants[i]["sku"_L1].toString().isEmpty());
        QCOMPARE(variants[i]["inventoryQuantity"_L1].toInt(), 0);
    }
    QCOMPARE(inShop(before.row.shopifyId), originalThere);
    QCOMPARE(detail(original), before);
}

void TestProductLife::aDeletionReachesTheShopAndIsRolledBack()
{
    const ProductId id{got(m_reader->productOrder({})).constFirst()};
    const ProductDetail before = detail(id);
    const QJsonObject there = inShop(before.row.shopifyId);
    const ProductsReport deleted = got(m_desk->engine().deleteProducts({{id, before.contentVersion}}));
    QCOMPARE(deleted.done, QList<ProductId>{id});
    QCOMPARE(deleted.inShopify, 1);
    QCOMPARE(productsInShop(), 20);
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 1);
    QCOMPARE(productsInShop(), 20); // staged is not sent
    const auto unapproved = EngineDesk::waitFor(m_desk->engine().run(PushRequest{}));
    QVERIFY(!unapproved);
    QCOMPARE(unapproved.failure().kind, FailureKind::Refused);
    QCOMPARE(productsInShop(), 20);

    const BatchReport sent = send();
    QCOMPARE(sent.status, BatchStatus::Completed);
    QCOMPARE(productsInShop(), 19);
    QVERIFY(inShop(before.row.shopifyId).isEmpty());
    const ProductsReport tooLate = got(m_desk->engine().restoreProducts({id}));
    QVERIFY(tooLate.done.isEmpty());
    QVERIFY2(tooLate.left.value(0).contains(u"run %1"_s.arg(sent.batch.value)), qUtf8Printable(tooLate.left.value(0)));

    const BatchReport back = got(m_desk->engine().run(RollbackRequest{.batch = sent.batch}));
    QCOMPARE(back.status, BatchStatus::Completed);
    QCOMPARE(productsInShop(), 20);
    const QList<qint64> ids = got(m_reader->productOrder({.text = before.row.title}));
    QCOMPARE(ids.size(), 1);
    const ProductDetail after = detail({ids.constFirst()});
    QCOMPARE(after.row.title, before.row.title);
    QCOMPARE(after.handle, before.handle);
    QCOMPARE(after.descriptionHtml, before.descriptionHtml);
    QCOMPARE(after.tags, before.tags);
    QCOMPARE(after.row.status, before.row.status);
    QCOMPARE(after.variants.size(), before.variants.size());
    for (qsizetype i = 0; i < after.variants.size(); ++i) {
        QCOMPARE(after.variants[i].sku, before.variants[i].sku);
        QCOMPARE(after.variants[i].price, before.variants[i].price);
        QCOMPARE(after.variants[i].cost, before.variants[i].cost);
        QCOMPARE(after.variants[i].inventory, before.variants[i].inventory);
        QCOMPARE(after.variants[i].optionValues, before.variants[i].optionValues);
    }
    QCOMPARE(inShop(after.row.shopifyId), there);
    QVERIFY(got(m_reader->deletedProducts(10)).isEmpty() || got(m_desk->engine().restoreProducts({id})).done.isEmpty());
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 0);
}

void TestProductLife::aDeletionTakenBackIsNeverSent()
{
    const QList<qint64> ids = got(m_reader->productOrder({})).first(2);
    QList<SeenProduct> seen;
    for (const qint64 id : ids)
        seen += SeenProduct{{id}, detail({id}).contentVersion};
    const ProductDetail before = detail({ids[0]});
    got(m_desk->engine().deleteProducts(seen));
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 2);
    m_desk->approve(Direction::Push);
    QCOMPARE(got(m_desk->engine().restoreProducts({{ids[0]}})).done.size(), 1);
    const BatchReport sent = got(m_desk->engine().run(PushRequest{.changes = {}, .overrideBreaker = true}));
    QCOMPARE(sent.succeeded, 1);
    QCOMPARE(productsInShop(), 19);
    QCOMPARE(got(m_desk->engine().stageLocalEdits()), 0);
    const ProductDetail after = detail({ids[0]});
    QCOMPARE(after.row.syncStatus, SyncStatus::Synced);
    QCOMPARE(after.variants, before.variants);
    QVERIFY(!inShop(after.row.shopifyId).isEmpty());
}

void TestProductLife::maintenanceHoldsTheSendingAndNotTheMaking()
{
    got(m_desk->engine().setMaintenance(true, u"Stocktaking"_s, {}));
    QTRY_VERIFY(m_desk->state().maintenance.active);
    const CreateReport made = got(m_desk->engine().createProduct({{{u"title"_s, u"Pencil"_s}}, {}}));
    QVERIFY(made.product.isValid());
    QCOMPARE(
        got(m_desk->engine().deleteProducts({{made.product, detail(made.product).contentVersion}})).done.size(), 1);
    QCOMPARE(got(m_desk->engine().restoreProducts({made.product})).done.size(), 1);
    const auto staged = EngineDesk::waitFor(m_desk->engine().stageLocalEdits());
    if (staged)
        m_desk->approve(Direction::Push);
    const auto refused = EngineDesk::waitFor(m_desk->engine().run(PushRequest{}));
    QVERIFY(!refused);
    QCOMPARE(refused.failure().kind, FailureKind::Refused);
    QCOMPARE(productsInShop(), 20);
}

void TestProductLife::aDatabaseThatIsGoneFailsInWordsAndNothingIsHalfDone()
{
    const ProductDetail first = detail({got(m_reader->productOrder({})).constFirst()});
    m_postgres.kill();
    const auto made = EngineDesk::waitFor(m_desk->engine().createProduct({{{u"title"_s, u"Pencil"_s}}, {}}));
    QVERIFY(!made);
    QCOMPARE(made.failure().kind, FailureKind::DatabaseUnreachable);
    QVERIFY(!made.failure().remedy.isEmpty());
    QVERIFY(!EngineDesk::waitFor(m_desk->engine().deleteProducts({{first.row.id, first.contentVersion}})));
    m_postgres.start();
    QCOMPARE(number(u"select count(*) from products"_s), 20);
    QCOMPARE(number(u"select count(*) from deleted_products"_s), 0);
}

QTEST_GUILESS_MAIN(TestProductLife)
#include "tst_productlife.moc"
