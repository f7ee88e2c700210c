#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "sync/reader/productreads.h"
#include "sync/review/productdeletion.h"
#include "sync/review/productedits.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestProductDeletion final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aDeletedProductComesBackFieldForField();
    void severalAtOnceAndWhatChangedMeanwhileIsLeft();
    void whatIsGoneAlreadyIsSaid();
    void whatIsBeingSentIsLeft();
    void whatShopifyChangedIsDecidedFirst();
    void whatWaitsToBeSentIsSuperseded();
    void aRejectedDeletionIsMeantAnewByTheNext();
    void bringingBackTakesTheDeletionBack();
    void aDeletionThatWasSentIsForARollback();
    void whatShopifyLostComesBackUnlinked();
    void whatIsThereAgainIsNotDoubled();
    void anEditComesTooLateAndSaysWhereToLook();
    void refusesNoneAndTooMany();
    void isWrittenDown();

private:
    ProductsReport removed(const QList<SeenProduct> &products)
    {
        const auto report = deleteProducts(*m_session, products, m_anna);
        if (!report)
            qFatal("%s", qUtf8Printable(report.failure().text() + report.failure().detail));
        return *report;
    }
    ProductsReport restored(const QList<ProductId> &products)
    {
        const auto report = restoreProducts(*m_session, products, m_ben);
        if (!report)
            qFatal("%s", qUtf8Printable(report.failure().text() + report.failure().detail));
        return *report;
    }
    SeenProduct seen(qint64 id) { return {{id}, readProductDetail(*m_session, {id})->contentVersion}; }
    QString text(const QString &query) { return m_session->executeText(query)->first().text(0); }
    qint64 count(const QString &query) { return m_session->executeText(query)->first().int64(0); }
    /// Everything of a product but its version and who touched it when.
    QString image(qint64 id)
    {
        return text(
            u"select image_content(image)::text || (image #>> '{product,sku}') || (image #>> '{product,created_at}') "
            "|| (image #>> '{product,locally_edited}') from product_images where product_id = %1"_s.arg(id));
    }
    void stage(const QString &type, const QString &status, const QString &product)
    {
        if (!m_session->executeText(
                u"insert into staged_product_changes (batch_id, direction, change_type, status, %1, title) "
                "values (1, 'push', '%2', '%3', %4, 'x')"_s.arg(
                    type == u"create" ? u"product_id"_s : u"shopify_product_id"_s, type, status, product)))
            qFatal("not staged");
    }
    QString stagedStates()
    {
        return text(u"select coalesce(string_agg(change_type || ' ' || status, ', ' order by id), '') "
                    "from staged_product_changes"_s);
    }

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
    const Operator m_anna{u"Anna"_s, u"desk-1"_s};
    const Operator m_ben{u"Ben"_s, u"desk-2"_s};
};

void TestProductDeletion::initTestCase()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
}

void TestProductDeletion::init()
{
    QVERIFY(m_session->executeScript(R"(
        truncate products, shopify_products, shopify_variants, shopify_facets, base_products, base_variants, sync_batches, staged_product_changes, sync_history, deleted_products
            cascade;
        insert into sync_batches (id, kind, status, started_by, desk) values (1, 'compare', 'completed', 'Anna', 'desk-1');
        insert into products (id, name, shopify_product_id, handle, tags, option_names, status, category_id)
            values (1, 'Blue pen', 101, 'blue-pen', '{a,b}', '{Colour}', 'active', (select min(id) from categories)),
                   (2, 'Red pen', 102, null, '{}', '{}', 'draft', null),
                   (3, 'Only here', null, null, '{}', '{}', 'draft', null);
        insert into product_variants (id, product_id, position, title, sku, price, cost, inventory_quantity, option1,
                                      shopify_variant_id, inventory_item_id)
            values (11, 1, 1, 'Blue', 'PEN-1', 2.50, 1.10, 7, 'Blue', 1011, 5011),
                   (12, 1, 2, 'Navy', 'PEN-2', 2.70, null, 0, 'Navy', 1012, 5012),
                   (21, 2, 1, 'Default Title', 'PEN-3', 3, null, 1, null, 1021, 5021),
                   (31, 3, 1, 'Default Title', 'PEN-4', 4, null, 1, null, null, null);
        update products set shopify_sync_status = 'synced', locally_edited = false where id in (1, 2);
        insert into base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags,
                                   seo_title, seo_description, option_names)
            values (101, '00000000-0000-0000-0000-000000000001', 'Blue pen', 'blue-pen', '', '', '', 'active', '{a,b}', '', '',
                    '{Colour}');
    )"));
}

void TestProductDeletion::aDeletedProductComesBackFieldForField()
{
    const QString before = image(1);
    const qint64 version = seen(1).contentVersion;
    const ProductsReport report = removed({seen(1)});
    QCOMPARE(report.done, QList<ProductId>{{1}});
    QCOMPARE(report.inShopify, 1);
    QCOMPARE(report.left, QStringList());
    QCOMPARE(count(u"select count(*) from products where id = 1"_s), 0);
    QCOMPARE(count(u"select count(*) from product_variants where product_id = 1"_s), 0);
    QCOMPARE(count(u"select count(*) from base_products"_s), 1); // what Shopify has is not forgotten

    const QList<DeletedProduct> waiting = *readDeletedProducts(*m_session, 10);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting[0].product, ProductId{1});
    QCOMPARE(waiting[0].title, u"Blue pen"_s);
    QCOMPARE(waiting[0].sku, u"PEN-1"_s);
    QCOMPARE(waiting[0].shopifyId, ShopifyId{101});
    QCOMPARE(waiting[0].deletedBy, u"Anna"_s);
    QVERIFY(waiting[0].deletedAt.isValid());

    const ProductsReport back = restored({{1}});
    QCOMPARE(back.done, QList<ProductId>{{1}});
    QCOMPARE(back.inShopify, 1);
    QCOMPARE(image(1), before);
    QCOMPARE(seen(1).contentVersion, version + 1);
    QCOMPARE(readProductDetail(*m_session, {1})->row.syncStatus, SyncStatus::Synced);
    QVERIFY(readDeletedProducts(*m_session, 10)->isEmpty());
}

void TestProductDeletion::severalAtOnceAndWhatChangedMeanwhileIsLeft()
{
    const QList<SeenProduct> chosen{seen(1), seen(2), seen(3)};
    QVERIFY(editProduct(*m_session, {{2}, seen(2).contentVersion, {{u"title"_s, u"Crimson pen"_s}}, {}}, m_ben));
    const ProductsReport report = removed(chosen);
    QCOMPARE(report.done, QList<ProductId>({{1}, {3}}));
    QCOMPARE(report.inShopify, 1);
    QCOMPARE(report.left.size(), 1);
    QVERIFY2(report.left[0].startsWith(u"“Crimson pen” was changed by Ben on "_s), qUtf8Printable(report.left[0]));
    QCOMPARE(count(u"select count(*) from products"_s), 1);
    QCOMPARE(restored({{1}, {3}}).done.size(), 2);
    QCOMPARE(count(u"select count(*) from products"_s), 3);
}

void TestProductDeletion::whatIsGoneAlreadyIsSaid()
{
    const SeenProduct chosen = seen(1);
    removed({chosen});
    const ProductsReport again = removed({chosen});
    QVERIFY(again.done.isEmpty());
    QCOMPARE(again.left.size(), 1);
    QVERIFY(again.left[0].contains(u"deleted already"_s));
    QCOMPARE(restored({{1}, {77}}).left.size(), 1);
}

void TestProductDeletion::whatIsBeingSentIsLeft()
{
    stage(u"update"_s, u"applying"_s, u"101"_s);
    stage(u"create"_s, u"applying"_s, u"3"_s);
    const ProductsReport report = removed({seen(1), seen(2), seen(3)});
    QCOMPARE(report.done, QList<ProductId>{{2}});
    QCOMPARE(report.left.size(), 2);
    QVERIFY(report.left[0].contains(u"in a run that is going on"_s));
}

void TestProductDeletion::whatShopifyChangedIsDecidedFirst()
{
    QVERIFY(m_session->executeScript(R"(
        insert into shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, product_type,
                                      status, tags, seo_title, seo_description, option_names, created_at, updated_at)
            select id, 1, content_hash, title, handle, '', '', '', status, tags, '', '', option_names, now(), now()
            from base_products;
    )"));
    QCOMPARE(removed({seen(1)}).done.size(), 1);
    QCOMPARE(restored({{1}}).done.size(), 1);
    QVERIFY(
        m_session->executeText(u"update shopify_products set content_hash = '00000000-0000-0000-0000-000000000002'"_s));
    const ProductsReport report = removed({seen(1)});
    QVERIFY(report.done.isEmpty());
    QVERIFY(report.left.value(0).contains(u"“Blue pen” was changed in Shopify and that change was not taken here"_s));
    QCOMPARE(count(u"select count(*) from products where id = 1"_s), 1);
    QVERIFY(m_session->executeScript(R"(
        update shopify_products set content_hash = (select content_hash from base_products where id = 101);
        insert into shopify_facets (line_hash, product_id, variant_id, field, value)
            values (1, 101, 0, 'metafield:custom.colour:single_line_text_field', 'blue');
    )"));
    QVERIFY(removed({seen(1)}).done.isEmpty());
    // What was sold meanwhile is nobody's change.
    QVERIFY(m_session->executeScript(R"(
        delete from shopify_facets;
        insert into base_variants (id, product_id, content_hash, position, title, price, inventory_quantity,
                                   inventory_policy, tracked, taxable)
            values (1011, 101, '00000000-0000-0000-0000-000000000003', 1, 'Blue', 2.50, 7, 'deny', true, true);
        insert into shopify_variants (id, product_id, line_hash, content_hash, position, title, price,
                                      inventory_quantity, inventory_policy, tracked, taxable)
            values (1011, 101, 1, '00000000-0000-0000-0000-000000000004', 2, 'Blue', 2.50, 6, 'deny', true, true);
    )"));
    QCOMPARE(removed({seen(1)}).done.size(), 1);
}

void TestProductDeletion::whatWaitsToBeSentIsSuperseded()
{
    stage(u"update"_s, u"approved"_s, u"101"_s);
    stage(u"create"_s, u"pending"_s, u"3"_s);
    stage(u"update"_s, u"approved"_s, u"102"_s);
    removed({seen(1), seen(3)});
    QCOMPARE(stagedStates(), u"update superseded, create superseded, update approved"_s);
}

void TestProductDeletion::aRejectedDeletionIsMeantAnewByTheNext()
{
    stage(u"delete"_s, u"rejected"_s, u"101"_s);
    removed({seen(1)});
    QCOMPARE(stagedStates(), u"delete superseded"_s);
}

void TestProductDeletion::bringingBackTakesTheDeletionBack()
{
    removed({seen(1)});
    stage(u"delete"_s, u"approved"_s, u"101"_s);
    QCOMPARE(restored({{1}}).done.size(), 1);
    QCOMPARE(stagedStates(), u"delete superseded"_s);
}

void TestProductDeletion::aDeletionThatWasSentIsForARollback()
{
    removed({seen(1)});
    stage(u"delete"_s, u"applying"_s, u"101"_s);
    ProductsReport report = restored({{1}});
    QVERIFY(report.done.isEmpty());
    QVERIFY(report.left.value(0).contains(u"is being sent to Shopify"_s));
    QVERIFY(m_session->executeScript(
        "update staged_product_changes set status = 'applied', applied_batch_id = 1; delete from base_products"));
    report = restored({{1}});
    QVERIFY(report.done.isEmpty());
    QVERIFY2(report.left.value(0).contains(u"was sent to Shopify in run 1. Roll back that run"_s),
        qUtf8Printable(report.left.value(0)));
    QVERIFY(m_session->executeText(u"update staged_product_changes set status = 'rolled_back'"_s));
    report = restored({{1}});
    QVERIFY(report.done.isEmpty());
    QVERIFY(report.left.value(0).contains(u"rolled back since"_s));
}

void TestProductDeletion::whatShopifyLostComesBackUnlinked()
{
    removed({seen(1)});
    QVERIFY(m_session->executeText(u"delete from base_products"_s)); // both sides had deleted it, a pull found
    const ProductsReport report = restored({{1}});
    QCOMPARE(report.done.size(), 1);
    QCOMPARE(report.inShopify, 0);
    const ProductDetail product = *readProductDetail(*m_session, {1});
    QCOMPARE(product.row.syncStatus, SyncStatus::NeverLinked);
    QVERIFY(!product.variants[0].shopifyId.isValid());
    QCOMPARE(product.variants.size(), 2);
}

void TestProductDeletion::whatIsThereAgainIsNotDoubled()
{
    removed({seen(1)});
    QVERIFY(m_session->executeText(u"insert into products (name, shopify_product_id) values ('Blue pen', 101)"_s));
    const ProductsReport report = restored({{1}});
    QVERIFY(report.done.isEmpty());
    QVERIFY(report.left.value(0).contains(u"in the catalogue again already"_s));
    QCOMPARE(count(u"select count(*) from products where shopify_product_id = 101"_s), 1);
}

void TestProductDeletion::anEditComesTooLateAndSaysWhereToLook()
{
    const qint64 version = seen(1).contentVersion;
    removed({seen(1)});
    const auto edited = editProduct(*m_session, {{1}, version, {{u"title"_s, u"x"_s}}, {}}, m_ben);
    QVERIFY(!edited);
    QCOMPARE(edited.failure().kind, FailureKind::NotFound);
    QVERIFY(edited.failure().remedy.contains(u"Deleted Products"_s));
}

void TestProductDeletion::refusesNoneAndTooMany()
{
    QCOMPARE(deleteProducts(*m_session, {}, m_anna).failure().kind, FailureKind::BadInput);
    const auto many = deleteProducts(*m_session, QList<SeenProduct>(mostProductsAtOnce + 1, {{1}, 1}), m_anna);
    QCOMPARE(many.failure().kind, FailureKind::BadInput);
    QVERIFY(many.failure().what.contains(u"too many at once"_s));
    QCOMPARE(restoreProducts(*m_session, {}, m_anna).failure().kind, FailureKind::BadInput);
}

void TestProductDeletion::isWrittenDown()
{
    removed({seen(1), seen(3)});
    restored({{3}});
    QCOMPARE(text(u"select string_agg(operator || ' ' || action || ' ' || subject, ', ' order by id) from "
                  "(select * from audit_log order by id desc limit 2) as last"_s),
        u"Anna delete-products 2 products, Ben restore-products product 3"_s);
    QCOMPARE(
        text(u"select string_agg(action || ': ' || message, ' ' order by id) from sync_history where product_id = 3"_s),
        u"delete here: Deleted here by Anna. restore here: Brought back by Ben."_s);
}

QTEST_GUILESS_MAIN(TestProductDeletion)
#include "tst_productdeletion.moc"
