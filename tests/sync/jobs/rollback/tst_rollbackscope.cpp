// Parts of a batch rolled back, on PostgreSQL and a shop in memory: products, fields, what was created and deleted.

#include "tests/support/pushdesk.h"
#include "tests/support/runtask.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::PushDesk;
using TestSupport::WorldSnapshot;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

namespace {

QCoro::Task<Result<QString>> backupToAFullDisk(std::stop_token)
{
    co_return Failure{FailureKind::LocalDisk, u"The disk is full."_s};
}

} // namespace

class TestRollbackScope final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<Tests::PrivatePostgres>(); }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_server.reset();
    }
    void init() { m_desk = std::make_unique<PushDesk>(*m_server); }

    void takesOneProductBack();
    void takesOneFieldBack();
    void takesOneVariantsFieldBack();
    void takesTheRestBackAfterwards();
    void readsManyProductsTogether();
    void takesOneFieldOfAnApplyBack();
    void leavesOnlyTheFieldsOfAnApplyThatWereEditedSince();
    void followsWhatSomebodyPutBackInShopify();
    void asksWhatBecomesOfWhatWasCreated();
    void archivesWhatWasCreated();
    void leavesACreatedProductAloneThatSomebodyChanged();
    void leavesWhatWasCreatedAloneWhileItsStockIsSet_data();
    void leavesWhatWasCreatedAloneWhileItsStockIsSet();
    void deletesWhatWasCreatedAndBringsItBack();
    void bringsADeletedProductBackFieldForField();
    void findsADeletedProductByItsShopifyId();
    void goesOnWithoutABackupWhenToldTo();

private:
    BatchId pushed()
    {
        m_desk->stageAndApprove();
        const auto report = m_desk->push({.overrideBreaker = true});
        return report ? report->batch : BatchId{};
    }
    QString names() { return m_desk->value(u"SELECT string_agg(name, ',' ORDER BY id) FROM products"_s); }
    QString shopText(ProductId product, QStringView field)
    {
        return m_desk->shop.product(m_desk->shopifyId(product)).value(field).toString();
    }
    static FieldPath path(QStringView text) { return *FieldPath::fromText(text); }

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
};

void TestRollbackScope::takesOneProductBack()
{
    const QList<ProductId> products = m_desk->addProducts(3);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    const BatchId push = pushed();
    const auto plan = m_desk->planRollback({.batch = push, .products = {products.at(1)}});
    VERIFY_OK(plan);
    QCOMPARE(plan->products, 1);
    QCOMPARE(plan->willRestore, 2);
    const auto back = m_desk->rollBack({.batch = push, .products = {products.at(1)}});
    VERIFY_OK(back);
    QCOMPARE(names(), u"Pen 1!,Pen 2,Pen 3!"_s);
    QCOMPARE(shopText(products.at(1), u"title"), u"Pen 2"_s);
    QCOMPARE(shopText(products.at(0), u"title"), u"Pen 1!"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'rolled_back'"_s), u"1"_s);
    // The rest of the batch can still be taken back.
    QCOMPARE(m_desk->value(u"SELECT rolled_back_by IS NULL FROM sync_batches WHERE id = %1"_s.arg(push.value)), u"t"_s);
}

void TestRollbackScope::takesOneFieldBack()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!', vendor = 'Ours'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    const BatchId push = pushed();
    const auto back = m_desk->rollBack({.batch = push, .fields = {path(u"vendor")}});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(names(), u"Pen 1!,Pen 2!"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(DISTINCT vendor, ',') FROM products"_s), u"Acme"_s);
    QCOMPARE(shopText(products.first(), u"vendor"), u"Acme"_s);
    QCOMPARE(shopText(products.first(), u"title"), u"Pen 1!"_s);
    QCOMPARE(m_desk->value(u"SELECT min(price) FROM product_variants"_s), u"11.50"_s);
    // What the changes wrote is still there, most of it.
    QCOMPARE(m_desk->value(u"SELECT string_agg(DISTINCT status, ',') FROM staged_product_changes"_s), u"applied"_s);
    QCOMPARE(
        m_desk->value(u"SELECT scope ->> 'fields' FROM sync_batches WHERE kind = 'rollback'"_s), u"[\"vendor\"]"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited"_s), u"0"_s);
}

void TestRollbackScope::takesOneVariantsFieldBack()
{
    m_desk->addProducts(1, 3);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1, barcode = 'B' || position"_s);
    const BatchId push = pushed();
    const QString second = m_desk->value(u"SELECT shopify_variant_id FROM product_variants WHERE position = 2"_s);
    VERIFY_OK(m_desk->rollBack({.batch = push, .fields = {path(QString(u"variants.%1.price"_s.arg(second)))}}));
    QCOMPARE(m_desk->value(u"SELECT string_agg(price || barcode, ' ' ORDER BY position) FROM product_variants"_s),
        u"11.50B1 11.50B2 13.50B3"_s);
}

void TestRollbackScope::takesTheRestBackAfterwards()
{
    m_desk->addProducts(2, 2);
    const WorldSnapshot before = m_desk->snapshot();
    m_desk->sql(u"UPDATE products SET name = name || '!', vendor = 'Ours'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    const BatchId push = pushed();
    const WorldSnapshot after = m_desk->snapshot();
    const auto part = m_desk->rollBack({.batch = push, .fields = {path(u"variants.price"), path(u"title")}});
    VERIFY_OK(part);
    const auto rest = m_desk->rollBack({.batch = push});
    VERIFY_OK(rest);
    QCOMPARE(rest->status, BatchStatus::Completed);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    VERIFY_OK(m_desk->rollBack({.batch = rest->batch}));
    VERIFY_OK(m_desk->rollBack({.batch = part->batch}));
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
}

void TestRollbackScope::readsManyProductsTogether()
{
    m_desk->addProducts(20);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    const BatchId push = pushed();
    m_desk->settings.parallelWorkers = 8;
    const qsizetype before = m_desk->shop.reads();
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(back->succeeded, 20);
    // Eight go at once, and nothing is read a second time for the second call of each.
    const qsizetype reads = m_desk->shop.reads() - before;
    QVERIFY2(reads <= 6, qPrintable(QString::number(reads)));
}

void TestRollbackScope::takesOneFieldOfAnApplyBack()
{
    const ProductId product = m_desk->addProducts(1).first();
    const WorldSnapshot before = m_desk->snapshot();
    const BatchId apply = m_desk->apply(product, {{u"title"_s, u"From Shopify"_s}, {u"vendor"_s, u"Theirs"_s}});
    VERIFY_OK(m_desk->rollBack({.batch = apply, .fields = {path(u"title")}}));
    QCOMPARE(m_desk->value(u"SELECT name || ' ' || vendor FROM products"_s), u"Pen 1 Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT title || ' ' || vendor FROM base_products"_s), u"Pen 1 Theirs"_s);
    VERIFY_OK(m_desk->rollBack({.batch = apply}));
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->shop.effects(), QStringList());
}

void TestRollbackScope::leavesOnlyTheFieldsOfAnApplyThatWereEditedSince()
{
    const ProductId product = m_desk->addProducts(1).first();
    const BatchId apply = m_desk->apply(
        product, {{u"title"_s, u"From Shopify"_s}, {u"vendor"_s, u"Theirs"_s}, {u"product_type"_s, u"Thing"_s}});
    m_desk->sql(u"UPDATE products SET vendor = 'Typed since', seo_title = 'Typed too'"_s);
    const auto plan = m_desk->planRollback({.batch = apply});
    VERIFY_OK(plan);
    QCOMPARE(plan->willRestore, 2);
    QCOMPARE(plan->changedSince, 1);
    const auto back = m_desk->rollBack({.batch = apply});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Partial);
    QCOMPARE(m_desk->value(u"SELECT name || '|' || vendor || '|' || seo_title FROM products"_s),
        u"Pen 1|Typed since|Typed too"_s);
    QCOMPARE(m_desk->value(u"SELECT vendor FROM base_products"_s), u"Theirs"_s);
    VERIFY_OK(m_desk->rollBack({.batch = apply, .restoreConflicts = true}));
    QCOMPARE(m_desk->value(u"SELECT vendor || '|' || seo_title FROM products"_s), u"Acme|Typed too"_s);
}

void TestRollbackScope::followsWhatSomebodyPutBackInShopify()
{
    const ProductId product = m_desk->addProducts(1).first();
    const WorldSnapshot before = m_desk->snapshot();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    const BatchId push = pushed();
    const WorldSnapshot after = m_desk->snapshot();
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen 1"_s);
    const qsizetype sent = m_desk->shop.effects().size();
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.effects().size(), sent);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT locally_edited FROM products"_s), u"f"_s);
    // Nothing was sent, so that there is nothing to take back in Shopify; the catalogue's part is.
    VERIFY_OK(m_desk->rollBack({.batch = back->batch}));
    QCOMPARE(names(), u"Ours"_s);
    QVERIFY(after.local == m_desk->snapshot().local);
}

void TestRollbackScope::asksWhatBecomesOfWhatWasCreated()
{
    m_desk->sql(u"INSERT INTO products (name) VALUES ('New')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    const BatchId push = pushed();
    const auto kept = m_desk->planRollback({.batch = push});
    VERIFY_OK(kept);
    QCOMPARE(kept->created, 1);
    QCOMPARE(kept->impossible, 1);
    QVERIFY(!kept->touchesShopify);
    for (const CreatedFate fate : {CreatedFate::Archive, CreatedFate::Delete}) {
        const auto plan = m_desk->planRollback({.batch = push, .created = fate});
        VERIFY_OK(plan);
        QCOMPARE(plan->created, 1);
        QCOMPARE(plan->willRestore, 1);
        QVERIFY(plan->touchesShopify);
        QVERIFY(!plan->items.first().reason.isEmpty());
    }
    // A choice of fields leaves what was created alone.
    const auto fields
        = m_desk->planRollback({.batch = push, .fields = {path(u"title")}, .created = CreatedFate::Delete});
    VERIFY_OK(fields);
    QCOMPARE(fields->willRestore, 0);
    QVERIFY(!fields->touchesShopify);
}

void TestRollbackScope::archivesWhatWasCreated()
{
    m_desk->sql(u"INSERT INTO products (name, status) VALUES ('New', 'active')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    const BatchId push = pushed();
    const WorldSnapshot after = m_desk->snapshot();
    const QString id = m_desk->value(u"SELECT shopify_product_id FROM products"_s);
    const auto back = m_desk->rollBack({.batch = push, .created = CreatedFate::Archive});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.product(ShopifyId{id.toLongLong()}).value(u"status").toString().toLower(), u"archived"_s);
    QCOMPARE(m_desk->value(u"SELECT p.status || ' ' || b.status || ' ' || m.status FROM products p "
                           "JOIN base_products b ON b.id = p.shopify_product_id "
                           "JOIN shopify_products m ON m.id = b.id"_s),
        u"archived archived archived"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_product_id FROM products"_s), id);
    const auto again = m_desk->planRollback({.batch = push, .created = CreatedFate::Archive});
    VERIFY_OK(again);
    QCOMPARE(again->alreadyBack, 1);
    VERIFY_OK(m_desk->rollBack({.batch = back->batch}));
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
}

void TestRollbackScope::leavesACreatedProductAloneThatSomebodyChanged()
{
    m_desk->sql(u"INSERT INTO products (name, status) VALUES ('New', 'active')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    const BatchId push = pushed();
    m_desk->shop.edit(ShopifyId{m_desk->shop.ids().first()}, u"vendor"_s, u"Theirs"_s);
    for (const CreatedFate fate : {CreatedFate::Archive, CreatedFate::Delete}) {
        const auto back = m_desk->rollBack({.batch = push, .created = fate});
        VERIFY_OK(back);
        QCOMPARE(back->skipped, 1);
        QCOMPARE(m_desk->shop.ids().size(), 1);
    }
    VERIFY_OK(m_desk->rollBack({.batch = push, .restoreConflicts = true, .created = CreatedFate::Delete}));
    QCOMPARE(m_desk->shop.ids().size(), 0);
}

void TestRollbackScope::leavesWhatWasCreatedAloneWhileItsStockIsSet_data()
{
    QTest::addColumn<QString>("creates");
    QTest::addColumn<int>("variantsBefore");
    QTest::newRow("variant") << u"INSERT INTO product_variants (product_id, position, price, sku, option1) "
                                "SELECT id, 2, 2, 'NEW', 'Two' FROM products ORDER BY id LIMIT 1"_s
                             << 1;
    QTest::newRow("product")
        << u"WITH p AS (INSERT INTO products (name, status) VALUES ('New', 'active') RETURNING id) "
           "INSERT INTO product_variants (product_id, position, price, sku) "
           "SELECT id, 1, 2, 'NEW' FROM p"_s
        << 1;
}

void TestRollbackScope::leavesWhatWasCreatedAloneWhileItsStockIsSet()
{
    QFETCH(const QString, creates);
    QFETCH(const int, variantsBefore);
    const QString variants = u"SELECT count(*) FROM shopify_variants"_s;
    m_desk->addProducts(1);
    m_desk->sql(creates);
    const BatchId created = pushed();
    m_desk->sql(u"UPDATE product_variants SET inventory_quantity = 135 WHERE sku = 'NEW'"_s);
    const BatchId stocked = pushed();
    QCOMPARE(m_desk->value(variants).toInt(), variantsBefore + 1);

    const auto kept = m_desk->rollBack({.batch = created, .created = CreatedFate::Delete});
    VERIFY_OK(kept);
    QCOMPARE(kept->skipped, 1);
    QCOMPARE(m_desk->value(variants).toInt(), variantsBefore + 1);
    QCOMPARE(m_desk->value(u"SELECT inventory_quantity FROM product_variants WHERE sku = 'NEW'"_s), u"135"_s);

    VERIFY_OK(m_desk->rollBack({.batch = stocked}));
    const auto gone = m_desk->rollBack({.batch = created, .created = CreatedFate::Delete});
    VERIFY_OK(gone);
    QCOMPARE(gone->succeeded, 1);
    QCOMPARE(m_desk->value(variants).toInt(), variantsBefore);
}

void TestRollbackScope::deletesWhatWasCreatedAndBringsItBack()
{
    m_desk->sql(u"INSERT INTO products (name, vendor, tags) VALUES ('New', 'Acme', '{a,b}')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price, sku, option1) "
                "SELECT id, n, n + 1, 'S' || n, 'Size ' || n FROM products, generate_series(1, 2) AS n"_s);
    const BatchId push = pushed();
    const WorldSnapshot after = m_desk->snapshot();
    const auto deleted = m_desk->rollBack({.batch = push, .created = CreatedFate::Delete});
    VERIFY_OK(deleted);
    QCOMPARE(m_desk->shop.ids().size(), 0);
    const WorldSnapshot gone = m_desk->snapshot();
    const auto brought = m_desk->rollBack({.batch = deleted->batch});
    VERIFY_OK(brought);
    QCOMPARE(m_desk->shop.ids().size(), 1);
    QCOMPARE(after.contents(), m_desk->snapshot().contents());
    // And once more, for what was brought back was created by that rollback.
    VERIFY_OK(m_desk->rollBack({.batch = brought->batch, .created = CreatedFate::Delete}));
    QCOMPARE(gone.contents(), m_desk->snapshot().contents());
}

void TestRollbackScope::bringsADeletedProductBackFieldForField()
{
    const QList<ProductId> products = m_desk->addProducts(2, 3);
    m_desk->sql(
        u"UPDATE products SET tags = '{red,blue}', seo_title = 'Found', seo_description = 'Here' WHERE id = %1"_s.arg(
            products.first().value));
    const BatchId edited = pushed();
    QVERIFY(edited.isValid());
    const WorldSnapshot before = m_desk->snapshot();
    const ShopifyId was = m_desk->shopifyId(products.first());
    m_desk->sql(u"DELETE FROM products WHERE id = %1"_s.arg(products.first().value));
    const BatchId push = pushed();
    const WorldSnapshot gone = m_desk->snapshot();
    QCOMPARE(gone.shop.size(), 1);
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(before.contents(), m_desk->snapshot().contents());
    // Every link leads to the new id, none to the old one.
    const QString now = m_desk->value(u"SELECT max(shopify_product_id) FROM products"_s);
    QVERIFY(now != QString::number(was.value));
    for (const QString &column :
        {u"shopify_products WHERE id"_s, u"base_products WHERE id"_s, u"products WHERE shopify_product_id"_s,
            u"shopify_variants WHERE product_id"_s, u"base_variants WHERE product_id"_s})
        QCOMPARE(m_desk->value(u"SELECT count(*) FROM %1 = %2"_s.arg(column).arg(was.value)), u"0"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM product_variants v JOIN products p ON p.id = v.product_id "
                           "JOIN base_variants b ON b.id = v.shopify_variant_id AND b.product_id = %1 "
                           "JOIN shopify_variants m ON m.id = b.id AND m.inventory_item_id = v.inventory_item_id "
                           "WHERE p.shopify_product_id = %1"_s.arg(now)),
        u"3"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_product_id FROM sync_history WHERE batch_id = %1"_s.arg(back->batch.value)),
        now);
    // Undoing it takes the product out again, here too, where it had come back with it.
    const auto kept = m_desk->planRollback({.batch = back->batch});
    VERIFY_OK(kept);
    QCOMPARE(kept->created, 1);
    VERIFY_OK(m_desk->rollBack({.batch = back->batch, .created = CreatedFate::Delete}));
    QCOMPARE(gone.contents(), m_desk->snapshot().contents());
}

void TestRollbackScope::findsADeletedProductByItsShopifyId()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    const ShopifyId second = m_desk->shopifyId(products.at(1));
    m_desk->sql(u"DELETE FROM products"_s);
    const BatchId push = pushed();
    QCOMPARE(m_desk->shop.ids().size(), 0);
    const auto back = m_desk->rollBack({.batch = push, .shopifyProducts = {second}});
    VERIFY_OK(back);
    QCOMPARE(back->succeeded, 1);
    QCOMPARE(names(), u"Pen 2"_s);
    QCOMPARE(m_desk->shop.ids().size(), 1);
}

void TestRollbackScope::goesOnWithoutABackupWhenToldTo()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    const BatchId push = pushed();
    RollbackJob job(m_desk->context(), m_desk->leaseTimes);
    const auto held = TestSupport::runTask(job.run({.batch = push}, backupToAFullDisk, {}));
    QVERIFY(held && !*held);
    QCOMPARE(held->failure().kind, FailureKind::LocalDisk);
    QCOMPARE(held->failure().what, u"The disk is full."_s);
    const auto back = TestSupport::runTask(job.run({.batch = push, .withoutBackup = true}, backupToAFullDisk, {}));
    QVERIFY(back && *back);
    QVERIFY((*back)->warnings.isEmpty());
    QCOMPARE(names(), u"Pen 1"_s);
    const auto undone = m_desk->rollBack({.batch = (*back)->batch});
    VERIFY_OK(undone);
    QVERIFY(undone->warnings.value(0).endsWith(u"backup.dump"_s));
}

QTEST_GUILESS_MAIN(TestRollbackScope)
#include "tst_rollbackscope.moc"
