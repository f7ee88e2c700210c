#include "sync/jobs/rollback/rollbackjob.h"

#include "sync/lease/writeguard.h"
#include "tests/support/lateshop.h"
#include "tests/support/pushdesk.h"
#include "tests/support/runtask.h"

#include <QTest>
#include <QTimer>

#include <random>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::FakeShop;
using TestSupport::LateShop;
using TestSupport::PushDesk;
using TestSupport::WorldSnapshot;

namespace {

QCoro::Task<Result<QString>> backupToAFullDisk(std::stop_token)
{
    co_return Failure{FailureKind::LocalDisk, u"The disk is full."_s};
}

QCoro::Task<Result<QString>> backupUnlessStopped(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return stopped();
    co_return u"backup.dump"_s;
}

} // namespace

class TestRollbackJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void putsEverythingBackAfterRandomEdits_data();
    void putsEverythingBackAfterRandomEdits();
    void rollsARollbackBack();
    void leavesWhatWasChangedSinceAlone();
    void leavesWhatOthersWroteWhileAnAnswerWasLost();
    void tellsTheRequestThatWasRefused();
    void restoresConflictsWhenAllowed();
    void keepsCreatedProductsUnlessAllowedToDelete();
    void deletesAProductOfManyPagesThatNobodyTouched();
    void deletesNothingThatWasChangedBetweenItsPages();
    void bringsDeletedProductsBackUnderANewId();
    void takesWhatCameBackFurtherBack();
    void findsVariantsThatCameBack();
    void doesNotBringBackTwice();
    void takesVariantsBack();
    void saysThatAPullHasNothingToTakeBack();
    void stopsWhenTheBackupFails();
    void plansWithoutWriting();
    void pausesBetweenTwoWritesAndShowsIt();
    void isCancelledBetweenTwoProducts();
    void saysSoWhenItIsCancelledWithinAProduct();
    void isCancelledWhilePaused();
    void isCancelledDuringTheBackup();
    void stopsWhenMaintenanceComesOn();
    void putsBackWhenShopifyHasAskedToWait();
    void leavesWhatWasChangedWhileShopifyAskedToWait();
    void takesAnApplyBack();
    void takesProductsOutThatAnApplyBroughtIn();

private:
    BatchId pushed();
    /// A product of more variants than a page holds was made in Shopify; the batch to take back.
    BatchId pushedManyPages();
    /// Renames all products and sends that; the batch to take back.
    BatchId pushedNames(int products);
    void editAtRandom(std::mt19937 &random, const QList<ProductId> &products);

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
};

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestRollbackJob::initTestCase()
{
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestRollbackJob::cleanupTestCase()
{
    m_desk.reset();
    m_server.reset();
}

void TestRollbackJob::init()
{
    m_desk = std::make_unique<PushDesk>(*m_server);
}

BatchId TestRollbackJob::pushed()
{
    m_desk->stageAndApprove();
    PushRequest request;
    request.overrideBreaker = true;
    const auto report = m_desk->push(request);
    return report ? report->batch : BatchId{};
}

BatchId TestRollbackJob::pushedManyPages()
{
    m_desk->sql(u"INSERT INTO products (name, option_names) VALUES ('Wide', '{Size}')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price, title, option1) "
                "SELECT p.id, n, 2, 'Size ' || n, 'Size ' || n FROM products p, generate_series(1, 251) AS n"_s);
    return pushed();
}

BatchId TestRollbackJob::pushedNames(int products)
{
    m_desk->addProducts(products);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    return pushed();
}

void TestRollbackJob::pausesBetweenTwoWritesAndShowsIt()
{
    const BatchId batch = pushedNames(4);
    const qsizetype sent = m_desk->shop.effects().size();
    PushDesk colleague(*m_desk);
    qsizetype whilePaused = -1;
    QString shown;
    QTimer resume;
    resume.setSingleShot(true);
    connect(&resume, &QTimer::timeout, this, [&] {
        whilePaused = m_desk->shop.effects().size() - sent;
        shown = colleague.value(u"SELECT status FROM sync_batches WHERE kind = 'rollback'"_s);
        m_desk->gate.open();
    });
    m_desk->observer.onAdvanced = [&](qint64 done) {
        if (done == 2) {
            m_desk->gate.close();
            resume.start(200);
        }
    };
    const auto back = m_desk->rollBack({.batch = batch});
    VERIFY_OK(back);
    QCOMPARE(whilePaused, 2);
    QCOMPARE(shown, u"paused"_s);
    QCOMPARE(back->succeeded, 4);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE name LIKE '%!'"_s), u"0"_s);
}

void TestRollbackJob::isCancelledBetweenTwoProducts()
{
    const BatchId batch = pushedNames(4);
    std::stop_source stop;
    m_desk->observer.onAdvanced = [&](qint64 done) {
        if (done == 2)
            stop.request_stop();
    };
    const auto back = m_desk->rollBack({.batch = batch}, stop.get_token());
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Cancelled);
    QCOMPARE(back->succeeded, 2);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE name LIKE '%!'"_s), u"2"_s);
    QCOMPARE(
        m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state NOT IN ('confirmed', 'failed')"_s), u"0"_s);
    m_desk->observer.onAdvanced = {};
    const auto rest = m_desk->rollBack({.batch = batch});
    VERIFY_OK(rest);
    QCOMPARE(rest->status, BatchStatus::Completed);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE name LIKE '%!'"_s), u"0"_s);
}

void TestRollbackJob::saysSoWhenItIsCancelledWithinAProduct()
{
    m_desk->addProducts(2);
    const WorldSnapshot before = m_desk->snapshot();
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    const BatchId batch = pushed();
    std::stop_source stop;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) { stop.request_stop(); };
    const auto back = m_desk->rollBack({.batch = batch}, stop.get_token());
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Cancelled);
    QCOMPARE(back->failed, 1);
    QCOMPARE(back->succeeded, 0);
    QCOMPARE(
        m_desk->value(
            u"SELECT count(*) FROM sync_history h JOIN sync_batches b ON b.id = h.batch_id WHERE b.kind = 'rollback' "
            "AND h.status = 'error' AND h.message LIKE 'Only a part%'"_s),
        u"1"_s);
    m_desk->shop.beforeMutation = {};
    VERIFY_OK(m_desk->rollBack({.batch = batch}));
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
}

void TestRollbackJob::isCancelledWhilePaused()
{
    const BatchId batch = pushedNames(2);
    const qsizetype sent = m_desk->shop.effects().size();
    std::stop_source stop;
    m_desk->gate.close();
    QTimer::singleShot(200, this, [&] { stop.request_stop(); });
    const auto back = m_desk->rollBack({.batch = batch}, stop.get_token());
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Cancelled);
    QCOMPARE(m_desk->shop.effects().size(), sent);
}

void TestRollbackJob::isCancelledDuringTheBackup()
{
    const BatchId batch = pushedNames(2);
    const qsizetype sent = m_desk->shop.effects().size();
    std::stop_source stop;
    bool wasAsked = false;
    RollbackJob job(m_desk->context());
    const RollbackJob::Backup backup = [&](std::stop_token heard) {
        wasAsked = true;
        stop.request_stop();
        return backupUnlessStopped(std::move(heard));
    };
    const auto back = TestSupport::runTask(job.run({.batch = batch}, backup, stop.get_token()));
    QVERIFY(wasAsked);
    QCOMPARE(back->failure().kind, FailureKind::Stopped);
    QCOMPARE(m_desk->shop.effects().size(), sent);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches WHERE kind = 'rollback'"_s), u"0"_s);
}

void TestRollbackJob::stopsWhenMaintenanceComesOn()
{
    m_desk->addProducts(3);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    const BatchId batch = pushed();
    const qsizetype sent = m_desk->shop.effects().size();
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        PushDesk(*m_desk).sql(u"UPDATE maintenance SET active = true, reason = 'stocktaking', changed_by = 'Boss'"_s);
        QTest::qSleep(int(WriteGuard::lookAgainAfter.count()) + 50); // how old the last look may be
    };
    const auto back = m_desk->rollBack({.batch = batch});
    QVERIFY(!back);
    QCOMPARE(back.failure().kind, FailureKind::Refused);
    QVERIFY(back.failure().what.contains(u"stocktaking"_s));
    QCOMPARE(m_desk->shop.effects().size(), sent + 1); // within the product, between its two calls
}

void TestRollbackJob::putsBackWhenShopifyHasAskedToWait()
{
    const BatchId batch = pushedNames(2);
    for (int i = 0; i < 12; ++i)
        m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
    const auto back = m_desk->rollBack({.batch = batch});
    VERIFY_OK(back);
    QCOMPARE(back->succeeded, 2);
    QCOMPARE(m_desk->shop.effects().size(), 4);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE name LIKE '%!'"_s), u"0"_s);
}

void TestRollbackJob::leavesWhatWasChangedWhileShopifyAskedToWait()
{
    const BatchId batch = pushedNames(1);
    const ShopifyId id{m_desk->shop.ids().first()};
    int tried = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        if (++tried > 1)
            return;
        m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
        m_desk->shop.edit(id, u"title"_s, u"Theirs"_s);
    };
    const auto back = m_desk->rollBack({.batch = batch});
    VERIFY_OK(back);
    QCOMPARE(tried, 1);
    QCOMPARE(back->succeeded, 0);
    QCOMPARE(m_desk->shop.product(id).value(u"title").toString(), u"Theirs"_s);
}

void TestRollbackJob::takesAnApplyBack()
{
    const QList<ProductId> products = m_desk->addProducts(2, 2);
    const WorldSnapshot before = m_desk->snapshot();
    const BatchId apply = m_desk->apply(products.first(), {{u"title"_s, u"From Shopify"_s}});
    const WorldSnapshot after = m_desk->snapshot();
    QVERIFY(after.local != before.local && after.base != before.base);
    const auto plan = m_desk->planRollback({.batch = apply});
    VERIFY_OK(plan);
    QVERIFY(!plan->touchesShopify);
    QCOMPARE(plan->willRestore, 1);
    const auto back = m_desk->rollBack({.batch = apply});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    VERIFY_OK(m_desk->rollBack({.batch = back->batch}));
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->shop.effects(), QStringList());
}

void TestRollbackJob::takesProductsOutThatAnApplyBroughtIn()
{
    m_desk->addProducts(3, 2); // adopted by a batch of kind apply
    const WorldSnapshot before = m_desk->snapshot();
    const BatchId apply{m_desk->value(u"SELECT max(id) FROM sync_batches WHERE kind = 'apply'"_s).toLongLong()};
    const auto back = m_desk->rollBack({.batch = apply});
    VERIFY_OK(back);
    QCOMPARE(
        m_desk->value(
            u"SELECT count(*) || ' ' || (SELECT count(*) FROM base_products) || ' ' || (SELECT count(*) FROM shopify_products) FROM products"_s),
        u"0 0 3"_s);
    VERIFY_OK(m_desk->rollBack({.batch = back->batch}));
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
}

void TestRollbackJob::editAtRandom(std::mt19937 &random, const QList<ProductId> &products)
{
    const QStringList edits{u"UPDATE products SET name = name || ' v%1' WHERE id = %2"_s,
        u"UPDATE products SET vendor = 'Vendor %1' WHERE id = %2"_s,
        u"UPDATE products SET tags = '{t%1,blue}' WHERE id = %2"_s,
        u"UPDATE products SET status = 'draft', product_type = 'T%1' WHERE id = %2"_s,
        u"UPDATE products SET seo_title = 'Seo %1', seo_description = '' WHERE id = %2"_s,
        u"UPDATE products SET description_html = '<b>%1</b>', handle = 'h-%1-%2' WHERE id = %2"_s,
        u"UPDATE product_variants SET price = 1.%1 WHERE product_id = %2"_s,
        u"UPDATE product_variants SET compare_at_price = 100 + %1 WHERE product_id = %2 AND position = 1"_s,
        u"UPDATE product_variants SET inventory_quantity = %1 WHERE product_id = %2"_s,
        u"UPDATE product_variants SET barcode = NULL, sku = 'N%1' WHERE product_id = %2 AND position = 2"_s,
        u"UPDATE product_variants SET cost = 2.5, taxable = false, inventory_policy = 'continue' WHERE product_id = %2 AND position = 1 + %1 % 2"_s};
    const int count = 1 + int(random() % 12);
    for (int i = 0; i < count; ++i)
        m_desk->sql(edits.at(qsizetype(random() % quint32(edits.size())))
                        .arg(10 + random() % 90)
                        .arg(products.at(qsizetype(random() % quint32(products.size()))).value));
}

void TestRollbackJob::putsEverythingBackAfterRandomEdits_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestRollbackJob::putsEverythingBackAfterRandomEdits()
{
    QFETCH(int, seed);
    std::mt19937 random{quint32(seed)};
    const QList<ProductId> products = m_desk->addProducts(4, 2);
    const WorldSnapshot before = m_desk->snapshot();
    editAtRandom(random, products);
    QVERIFY(m_desk->stageAndApprove() > 0);
    PushRequest request;
    request.overrideBreaker = true;
    const auto push = m_desk->push(request);
    VERIFY_OK(push);
    QCOMPARE(push->status, BatchStatus::Completed);
    const WorldSnapshot after = m_desk->snapshot();
    QVERIFY(after.shop != before.shop);
    const auto back = m_desk->rollBack({.batch = push->batch});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s),
        u"0"_s);
    const auto again = m_desk->rollBack({.batch = back->batch});
    VERIFY_OK(again);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
}

void TestRollbackJob::rollsARollbackBack()
{
    m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    const BatchId push = pushed();
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(m_desk->value(u"SELECT rolled_back_by FROM sync_batches WHERE id = %1"_s.arg(push.value)),
        QString::number(back->batch.value));
    QCOMPARE(m_desk->value(u"SELECT rolls_back FROM sync_batches WHERE id = %1"_s.arg(back->batch.value)),
        QString::number(push.value));
    QCOMPARE(m_desk->value(u"SELECT backup_path || restored FROM sync_rollbacks"_s), u"backup.dump4"_s);
    QCOMPARE(
        m_desk->value(u"SELECT count(*) FROM sync_operations o JOIN sync_operations u ON u.id = o.undoes"_s), u"2"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(DISTINCT status, ',') FROM staged_product_changes"_s), u"rolled_back"_s);
    VERIFY_OK(m_desk->rollBack({.batch = back->batch}));
    QCOMPARE(m_desk->value(u"SELECT string_agg(name, ',' ORDER BY id) FROM products"_s), u"Pen 1!,Pen 2!"_s);
    QCOMPARE(m_desk->value(u"SELECT rolled_back_by IS NULL FROM sync_batches WHERE id = %1"_s.arg(push.value)), u"t"_s);
}

void TestRollbackJob::leavesWhatWasChangedSinceAlone()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    const BatchId push = pushed();
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Theirs"_s);
    const auto plan = m_desk->planRollback({.batch = push});
    VERIFY_OK(plan);
    QCOMPARE(plan->changedSince, 2); // in Shopify, and the catalogue that follows it
    QCOMPARE(plan->items.first().fate, RollbackFate::ChangedSince);
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Partial);
    QCOMPARE(m_desk->shop.product(m_desk->shopifyId(product)).value(u"title").toString(), u"Theirs"_s);
    QCOMPARE(m_desk->shop.product(m_desk->shopifyId(product)).value(u"vendor").toString(), u"Acme"_s);
    QCOMPARE(m_desk->value(u"SELECT name || ' ' || vendor FROM products"_s), u"Ours Acme"_s);
}

void TestRollbackJob::leavesWhatOthersWroteWhileAnAnswerWasLost()
{
    const ProductId product = m_desk->addProducts(1).first();
    const ShopifyId id = m_desk->shopifyId(product);
    m_desk->sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    const BatchId push = pushed();
    m_desk->shop.failNext(u"product_update"_s, TestSupport::FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer = [&] { m_desk->shop.edit(id, u"vendor"_s, u"Theirs"_s); };
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Partial);
    QCOMPARE(back->skipped, 1);
    QCOMPARE(back->conflicts, 2); // in Shopify, and the catalogue that follows it
    QCOMPARE(m_desk->shop.product(id).value(u"title").toString(), u"Pen 1"_s);
    QCOMPARE(m_desk->shop.product(id).value(u"vendor").toString(), u"Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT name || '|' || vendor FROM products"_s), u"Pen 1|Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT title || '|' || vendor FROM base_products"_s), u"Pen 1|Ours"_s);
    QCOMPARE(
        m_desk->value(u"SELECT status FROM sync_history WHERE batch_id = %1"_s.arg(back->batch.value)), u"conflict"_s);
}

void TestRollbackJob::tellsTheRequestThatWasRefused()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE product_variants SET price = 13.13"_s);
    pushed();
    m_desk->sql(u"UPDATE product_variants SET price = 14.14"_s);
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    const BatchId push = pushed();
    m_desk->shop.refusePrice(u"13.13"_s);
    const auto back = m_desk->rollBack({.batch = push});
    VERIFY_OK(back);
    QCOMPARE(back->failed, 1);
    // The price is refused first, the title goes back after it.
    const QString request = u"SELECT request_id FROM sync_operations WHERE batch_id = %1 AND state = '%2'"_s;
    const QString refused = m_desk->value(request.arg(back->batch.value).arg(u"failed"_s));
    QVERIFY(!refused.isEmpty());
    QVERIFY(refused != m_desk->value(request.arg(back->batch.value).arg(u"confirmed"_s)));
    QCOMPARE(
        m_desk->value(u"SELECT request_id FROM sync_history WHERE batch_id = %1"_s.arg(back->batch.value)), refused);
}

void TestRollbackJob::restoresConflictsWhenAllowed()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    const BatchId push = pushed();
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Theirs"_s);
    VERIFY_OK(m_desk->rollBack({.batch = push, .restoreConflicts = true}));
    QCOMPARE(m_desk->shop.product(m_desk->shopifyId(product)).value(u"title").toString(), u"Pen 1"_s);
    QCOMPARE(m_desk->value(u"SELECT name FROM products"_s), u"Pen 1"_s);
}

void TestRollbackJob::keepsCreatedProductsUnlessAllowedToDelete()
{
    m_desk->sql(u"INSERT INTO products (name) VALUES ('New')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    const BatchId push = pushed();
    const auto kept = m_desk->rollBack({.batch = push});
    VERIFY_OK(kept);
    QCOMPARE(kept->skipped, 1);
    QCOMPARE(m_desk->shop.ids().size(), 1);
    const auto deleted = m_desk->rollBack({.batch = push, .created = CreatedFate::Delete});
    VERIFY_OK(deleted);
    QCOMPARE(m_desk->shop.ids().size(), 0);
    QCOMPARE(m_desk->value(u"SELECT name || (shopify_product_id IS NULL) FROM products"_s), u"Newtrue"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM base_products"_s), u"0"_s);
    // And that can be taken back too: the product comes back under a new id.
    VERIFY_OK(m_desk->rollBack({.batch = deleted->batch}));
    QCOMPARE(m_desk->shop.ids().size(), 1);
    QCOMPARE(m_desk->value(u"SELECT shopify_product_id FROM products"_s), QString::number(m_desk->shop.ids().first()));
}

void TestRollbackJob::deletesAProductOfManyPagesThatNobodyTouched()
{
    const BatchId push = pushedManyPages();
    QCOMPARE(m_desk->shop.ids().size(), 1);
    m_desk->times.readAge = std::chrono::milliseconds(1'000);
    LateShop late(m_desk->shop, m_desk->clock);
    late.lateBy.insert(u"products_by_ids"_s, std::chrono::milliseconds(1'100));
    m_desk->port = &late;
    const auto report = m_desk->rollBack({.batch = push, .created = CreatedFate::Delete});
    m_desk->port = nullptr;
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->shop.ids().size(), 0);
}

void TestRollbackJob::deletesNothingThatWasChangedBetweenItsPages()
{
    const BatchId push = pushedManyPages();
    QCOMPARE(m_desk->shop.ids().size(), 1);
    const ShopifyId id{m_desk->shop.ids().first()};
    LateShop late(m_desk->shop, m_desk->clock);
    late.lateBy.insert(u"products_by_ids"_s, std::chrono::milliseconds(1));
    // What was read of its variants first does not show it any more.
    late.afterLate = [&] {
        m_desk->shop.editVariant(id, 0, u"price"_s, u"12.00"_s);
        m_desk->shop.edit(id, u"updatedAt"_s, u"2030-01-01T00:00:00Z"_s);
    };
    m_desk->port = &late;
    const auto report = m_desk->rollBack({.batch = push, .created = CreatedFate::Delete});
    m_desk->port = nullptr;
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.ids().size(), 1);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE kind = 'product_delete'"_s), u"0"_s);
}

void TestRollbackJob::bringsDeletedProductsBackUnderANewId()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    const QJsonObject was = m_desk->shop.product(m_desk->shopifyId(product));
    m_desk->sql(u"DELETE FROM products"_s);
    const BatchId push = pushed();
    QCOMPARE(m_desk->shop.ids().size(), 0);
    const auto plan = m_desk->planRollback({.batch = push});
    VERIFY_OK(plan);
    QCOMPARE(plan->items.first().fate, RollbackFate::WillRestore);
    QVERIFY(plan->items.first().whole.contains(RollbackValue{{}, u"title"_s, u"Pen 1"_s}));
    QVERIFY(plan->items.first().whole.contains(RollbackValue{u"Size 1"_s, u"price"_s, u"11.50"_s}));
    VERIFY_OK(m_desk->rollBack({.batch = push}));
    QCOMPARE(m_desk->shop.ids().size(), 1);
    const QJsonObject now = m_desk->shop.product(ShopifyId{m_desk->shop.ids().first()});
    QCOMPARE(now.value(u"title"), was.value(u"title"));
    QCOMPARE(now.value(u"handle"), was.value(u"handle"));
    QCOMPARE(now.value(u"variants").toArray().size(), 2);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM product_variants v JOIN products p ON p.id = v.product_id JOIN "
                           u"base_variants b ON b.id = v.shopify_variant_id "
                           "WHERE p.shopify_product_id = %1 AND v.price = b.price AND v.sku = b.sku"_s.arg(
                               m_desk->shop.ids().first())),
        u"2"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status || locally_edited FROM products"_s), u"syncedfalse"_s);
}

/// What was recorded before a deletion tells of ids that nothing has any more.
void TestRollbackJob::takesWhatCameBackFurtherBack()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    m_desk->sql(u"UPDATE products SET vendor = 'Dearer'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = 99 WHERE position = 2 AND product_id = %1"_s.arg(product.value));
    const BatchId edited = pushed();
    m_desk->sql(u"DELETE FROM products"_s);
    VERIFY_OK(m_desk->rollBack({.batch = pushed()}));
    // And once more, so that there is a chain of ids.
    m_desk->sql(u"DELETE FROM products"_s);
    VERIFY_OK(m_desk->rollBack({.batch = pushed()}));
    const auto planned = m_desk->planRollback({.batch = edited});
    VERIFY_OK(planned);
    QCOMPARE(planned->impossible, 0);
    const auto back = m_desk->rollBack({.batch = edited});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(back->succeeded, 1);
    const QJsonObject now = m_desk->shop.product(ShopifyId{m_desk->shop.ids().first()});
    QCOMPARE(now.value(u"vendor").toString(), u"Acme"_s);
    QCOMPARE(now.value(u"variants").toArray().at(1).toObject().value(u"price").toString(), u"11.50"_s);
    QCOMPARE(
        m_desk->value(u"SELECT string_agg(v.price || ' ' || b.price || ' ' || p.vendor, ',' ORDER BY v.position) FROM "
                      "product_variants v JOIN products p ON p.id = v.product_id JOIN base_variants b ON b.id = "
                      "v.shopify_variant_id"_s),
        u"10.50 10.50 Acme,11.50 11.50 Acme"_s);
    QCOMPARE(m_desk->value(u"SELECT locally_edited FROM products"_s), u"f"_s);
}

void TestRollbackJob::findsVariantsThatCameBack()
{
    const ProductId product = m_desk->addProducts(1, 3).first();
    m_desk->sql(u"UPDATE product_variants SET price = 99 WHERE position = 3"_s);
    const BatchId edited = pushed();
    m_desk->sql(u"DELETE FROM product_variants WHERE product_id = %1 AND position = 3"_s.arg(product.value));
    VERIFY_OK(m_desk->rollBack({.batch = pushed()}));
    const auto back = m_desk->rollBack({.batch = edited});
    VERIFY_OK(back);
    QCOMPARE(back->succeeded, 1);
    QCOMPARE(m_desk->value(u"SELECT string_agg(price::text, ',' ORDER BY option1) FROM product_variants"_s),
        u"10.50,11.50,12.50"_s);
}

/// The second of two rollbacks finds the product there, whatever its id.
void TestRollbackJob::doesNotBringBackTwice()
{
    m_desk->addProducts(1, 2);
    m_desk->sql(u"DELETE FROM products"_s);
    const BatchId deleted = pushed();
    VERIFY_OK(m_desk->rollBack({.batch = deleted}));
    // Its handle does not give it away any more.
    m_desk->shop.edit(ShopifyId{m_desk->shop.ids().first()}, u"handle"_s, u"another"_s);
    const auto plan = m_desk->planRollback({.batch = deleted});
    VERIFY_OK(plan);
    QCOMPARE(plan->willRestore, 0);
    QCOMPARE(plan->alreadyBack, 1);
    VERIFY_OK(m_desk->rollBack({.batch = deleted}));
    QCOMPARE(m_desk->shop.ids().size(), 1);
}

void TestRollbackJob::takesVariantsBack()
{
    const ProductId product = m_desk->addProducts(1, 3).first();
    m_desk->sql(u"DELETE FROM product_variants WHERE product_id = %1 AND position = 3"_s.arg(product.value));
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, title, price, option1) VALUES (%1, 4, 'Size 9', 9, 'Size 9')"_s
            .arg(product.value));
    const BatchId push = pushed();
    VERIFY_OK(m_desk->rollBack({.batch = push, .created = CreatedFate::Delete}));
    QCOMPARE(
        m_desk->value(
            u"SELECT string_agg(v.option1 || ' ' || v.price, ',' ORDER BY v.option1) FROM product_variants v JOIN base_variants b ON b.id = v.shopify_variant_id"_s),
        u"Size 0 10.50,Size 1 11.50,Size 2 12.50"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) || ' ' || (SELECT count(*) FROM base_variants) FROM product_variants"_s),
        u"3 3"_s);
    QCOMPARE(m_desk->value(u"SELECT locally_edited FROM products"_s), u"f"_s);
}

void TestRollbackJob::saysThatAPullHasNothingToTakeBack()
{
    m_desk->addProducts(1);
    m_desk->sql(
        u"INSERT INTO sync_batches (id, kind, status, started_by, desk) VALUES (900, 'pull', 'completed', 'x', 'y')"_s);
    const auto plan = m_desk->planRollback({.batch = BatchId{900}});
    QVERIFY(!plan);
    QCOMPARE(plan.failure().kind, FailureKind::Refused);
    const auto none = m_desk->planRollback({.batch = BatchId{901}});
    QVERIFY(!none);
    QCOMPARE(none.failure().kind, FailureKind::NotFound);
}

void TestRollbackJob::stopsWhenTheBackupFails()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    const BatchId push = pushed();
    RollbackJob job(m_desk->context(), m_desk->leaseTimes);
    std::optional<Result<BatchReport>> ended;
    auto task = job.run({.batch = push}, backupToAFullDisk, {});
    task.then([&ended](Result<BatchReport> result) { ended.emplace(std::move(result)); });
    QTRY_VERIFY(ended.has_value());
    QVERIFY(!*ended);
    QCOMPARE(ended->failure().kind, FailureKind::LocalDisk);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches WHERE kind = 'rollback'"_s), u"0"_s);
    QCOMPARE(m_desk->value(u"SELECT name FROM products"_s), u"Ours"_s);
}

void TestRollbackJob::plansWithoutWriting()
{
    m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    const BatchId push = pushed();
    const WorldSnapshot before = m_desk->snapshot();
    const auto plan = m_desk->planRollback({.batch = push});
    VERIFY_OK(plan);
    QCOMPARE(plan->products, 2);
    QCOMPARE(plan->willRestore, 4);
    QVERIFY(plan->touchesShopify);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
}

QTEST_GUILESS_MAIN(TestRollbackJob)
#include "tst_rollbackjob.moc"
