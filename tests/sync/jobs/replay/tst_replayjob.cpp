// The journal replayed on PostgreSQL and a shop in memory: what a restore or somebody else took away comes back.

#include "sync/jobs/replay/replayjob.h"
#include "sync/journal/pgreplayjournal.h"
#include "tests/support/pushdesk.h"
#include "tests/support/runtask.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::PushDesk;
using TestSupport::WorldSnapshot;

namespace {

QCoro::Task<Result<QString>> backup(std::stop_token)
{
    co_return u"backup.dump"_s;
}

QCoro::Task<Result<QString>> backupToAFullDisk(std::stop_token)
{
    co_return Failure{FailureKind::LocalDisk, u"The disk is full."_s};
}

} // namespace

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

class TestReplayJob final : public QObject
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

    void makesARestoredCatalogueTrueAgain();
    void writesWhatSomebodyTookBackInShopify();
    void replaysAnEmptiedVendorAsShopifyStoredIt();
    void leavesWhatWasChangedSinceAlone();
    void leavesWhatALaterRunTookBackAlone();
    void leavesWhatALaterApplyWroteAlone();
    void writesOverConflictsWhenAllowed();
    void replaysWhatAnApplyWrote();
    void linksACreatedProductToItsCatalogueAgain();
    void unlinksADeletedProduct();
    void theNewestOutcomeCounts();
    void replaysWhatItHadToSettleFirst();
    void canBeRolledBack();
    void findsWhatCameBackUnderNewIds();
    void plansWithoutWriting();
    void skipsWhatHoldsAndWritesNothing();
    void saysThatTheJournalHasNothingThere();
    void refusesAWindowThatIsNone();
    void stopsWhenTheBackupFails();
    void isCancelledBetweenTwoProducts();
    void stopsInMaintenanceMode();

private:
    BatchId pushed()
    {
        m_desk->stageAndApprove();
        const auto report = m_desk->push({.overrideBreaker = true});
        return report ? report->batch : BatchId{};
    }
    ReplayRequest sinceStart() const { return {.from = m_start, .to = QDateTime::currentDateTimeUtc().addSecs(60)}; }
    void start()
    {
        m_start = QDateTime::fromString(
            m_desk->value(u"SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"_s),
            Qt::ISODateWithMs);
        m_start.setTimeSpec(Qt::UTC);
    }
    Result<ReplayPlan> plan(ReplayRequest request)
    {
        PgReplayJournal recorded(*m_desk->session);
        ReplayJob job(m_desk->context(), recorded, m_desk->leaseTimes);
        return *TestSupport::runTask(job.plan(request, u"Test shop"_s, {}));
    }
    Result<BatchReport> replay(
        ReplayRequest request, RollbackJob::Backup makeBackup = backup, std::stop_token stop = {})
    {
        PgReplayJournal recorded(*m_desk->session);
        ReplayJob job(m_desk->context(), recorded, m_desk->leaseTimes);
        return *TestSupport::runTask(job.run(request, makeBackup, stop), 60'000);
    }
    void script(const QString &statements) { QVERIFY(m_desk->session->executeScript(statements.toUtf8())); }
    /// The catalogue as a backup from before has it; the journal stays, as it is merged, and Shopify knows nothing.
    void restoreCatalogue(const QString &backup)
    {
        script(u"BEGIN; SELECT set_config('syncdesk.applying', 'on', true); "
               "UPDATE products p SET name = o.name, vendor = o.vendor FROM %1_products o WHERE o.id = p.id; "
               "UPDATE product_variants v SET price = o.price FROM %1_variants o WHERE o.id = v.id; "
               "UPDATE base_products b SET title = o.title, vendor = o.vendor FROM %1_base o WHERE o.id = b.id; "
               "UPDATE base_variants b SET price = o.price FROM %1_basevariants o WHERE o.id = b.id; COMMIT"_s.arg(
                   backup));
    }
    void backUpCatalogue(const QString &backup)
    {
        script(u"CREATE TABLE %1_products AS TABLE products; CREATE TABLE %1_variants AS TABLE product_variants; "
               "CREATE TABLE %1_base AS TABLE base_products; CREATE TABLE %1_basevariants AS TABLE base_variants"_s.arg(
                   backup));
    }
    QString shopText(ProductId product, QStringView field)
    {
        return m_desk->shop.product(m_desk->shopifyId(product)).value(field).toString();
    }

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
    QDateTime m_start;
};

void TestReplayJob::makesARestoredCatalogueTrueAgain()
{
    m_desk->addProducts(3, 2);
    backUpCatalogue(u"old"_s);
    start();
    m_desk->sql(u"UPDATE products SET name = name || '!', vendor = 'Ours'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1"_s);
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    restoreCatalogue(u"old"_s);
    QVERIFY(after.local != m_desk->snapshot().local);
    const qsizetype sent = m_desk->shop.effects().size();
    const auto planned = plan(sinceStart());
    VERIFY_OK(planned);
    QVERIFY(!planned->fields.touchesShopify);
    QCOMPARE(planned->fields.products, 3);
    QCOMPARE(planned->fields.willRestore, 3 * 2 + 6); // in the catalogue
    QCOMPARE(planned->fields.alreadyBack, 3 * 2 + 6); // in Shopify
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->kind, BatchKind::Replay);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 3);
    QVERIFY(report->warnings.first().endsWith(u"backup.dump"));
    QCOMPARE(m_desk->shop.effects().size(), sent);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited"_s), u"0"_s);
}

void TestReplayJob::writesWhatSomebodyTookBackInShopify()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen 1"_s); // a table of yesterday, imported again
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(shopText(product, u"title"), u"Ours"_s);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations o JOIN sync_batches b ON b.id = o.batch_id "
                           "WHERE b.kind = 'replay' AND o.state = 'confirmed' AND o.undoes IS NULL"_s),
        u"1"_s);
}

void TestReplayJob::replaysAnEmptiedVendorAsShopifyStoredIt()
{
    m_desk->shop.name = m_desk->settings.name = u"Corner shop"_s;
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET vendor = ''"_s);
    m_desk->shop.failNext(u"product_update"_s, TestSupport::FakeShop::Fault::DropAfter);
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    const auto planned = plan(sinceStart());
    VERIFY_OK(planned);
    QCOMPARE(planned->fields.willRestore, 0);
    QCOMPARE(planned->fields.changedSince, 0);
    m_desk->shop.edit(m_desk->shopifyId(product), u"vendor"_s, u"Acme"_s);
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(shopText(product, u"vendor"), u"Corner shop"_s);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
}

void TestReplayJob::leavesWhatWasChangedSinceAlone()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Theirs"_s);
    m_desk->sql(u"UPDATE products SET vendor = 'Typed here'"_s);
    const auto planned = plan(sinceStart());
    VERIFY_OK(planned);
    QCOMPARE(planned->fields.changedSince, 2);
    QCOMPARE(planned->fields.items.first().fate, RollbackFate::ChangedSince);
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Partial);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(shopText(product, u"title"), u"Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT name || ' ' || vendor FROM products"_s), u"Ours Typed here"_s);
}

void TestReplayJob::leavesWhatALaterRunTookBackAlone()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    const ProductId product = products.first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours', vendor = 'Ours'"_s);
    const BatchId sent = pushed();
    ReplayRequest request{.from = m_start, .to = QDateTime::currentDateTimeUtc()};
    const auto back = m_desk->rollBack({.batch = sent, .products = {product}});
    VERIFY_OK(back);
    // What somebody else took back to the same value has no later run of ours.
    m_desk->shop.edit(m_desk->shopifyId(products.last()), u"title"_s, u"Pen 2"_s);
    const auto planned = plan(request);
    VERIFY_OK(planned);
    QCOMPARE(planned->fields.laterBatches, QList<BatchId>{back->batch});
    QCOMPARE(planned->fields.changedSince, 2 * 2);
    QCOMPARE(planned->fields.willRestore, 1);
    QCOMPARE(planned->fields.items.first().fate, RollbackFate::ChangedSince);
    const auto report = replay(request);
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Partial);
    QCOMPARE(shopText(product, u"title"), u"Pen 1"_s);
    QCOMPARE(shopText(products.last(), u"title"), u"Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT name FROM products WHERE id = %1"_s.arg(product.value)), u"Pen 1"_s);
    // With the rollback in the window it is the newest outcome, and holds.
    const auto whole = plan(sinceStart());
    VERIFY_OK(whole);
    QCOMPARE(whole->fields.changedSince, 0);
    QCOMPARE(whole->fields.willRestore, 0);
    QCOMPARE(whole->fields.laterBatches, QList<BatchId>());
    request.replayConflicts = true;
    VERIFY_OK(replay(request));
    QCOMPARE(shopText(product, u"title"), u"Ours"_s);
}

void TestReplayJob::leavesWhatALaterApplyWroteAlone()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    const ReplayRequest request{.from = m_start, .to = QDateTime::currentDateTimeUtc()};
    // Somebody put it back in Shopify, and somebody else approved that.
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen 1"_s);
    const BatchId applied = m_desk->apply(product, {{u"title"_s, u"Pen 1"_s}});
    const auto planned = plan(request);
    VERIFY_OK(planned);
    QCOMPARE(planned->fields.laterBatches, QList<BatchId>{applied});
    QCOMPARE(planned->fields.changedSince, 2);
    QCOMPARE(planned->fields.willRestore, 0);
}

void TestReplayJob::writesOverConflictsWhenAllowed()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Theirs"_s);
    m_desk->sql(u"UPDATE products SET name = 'Typed here'"_s);
    ReplayRequest request = sinceStart();
    request.replayConflicts = true;
    VERIFY_OK(replay(request));
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
}

void TestReplayJob::replaysWhatAnApplyWrote()
{
    const ProductId product = m_desk->addProducts(1).first();
    backUpCatalogue(u"old"_s);
    start();
    QVERIFY(m_desk->apply(product, {{u"title"_s, u"From Shopify"_s}, {u"vendor"_s, u"Theirs"_s}}).isValid());
    const WorldSnapshot after = m_desk->snapshot();
    restoreCatalogue(u"old"_s);
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->shop.effects(), QStringList());
}

void TestReplayJob::linksACreatedProductToItsCatalogueAgain()
{
    m_desk->sql(u"INSERT INTO products (name, vendor) VALUES ('New', 'Acme')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price, option1) "
                "SELECT id, n, n + 1, 'Size ' || n FROM products, generate_series(1, 2) AS n"_s);
    start();
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    // The catalogue as it was before: it does not know that the product was created.
    script(u"BEGIN; SELECT set_config('syncdesk.applying', 'on', true); "
           "UPDATE products SET shopify_product_id = NULL; "
           "UPDATE product_variants SET shopify_variant_id = NULL, inventory_item_id = NULL; "
           "DELETE FROM base_variants; DELETE FROM base_products; "
           "DELETE FROM shopify_variants; DELETE FROM shopify_products; COMMIT"_s);
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->shop.ids().size(), 1);
}

void TestReplayJob::unlinksADeletedProduct()
{
    m_desk->addProducts(2);
    backUpCatalogue(u"old"_s);
    start();
    m_desk->sql(u"DELETE FROM products WHERE name = 'Pen 1'"_s);
    QVERIFY(pushed().isValid());
    QCOMPARE(m_desk->shop.ids().size(), 1);
    m_desk->sql(u"INSERT INTO products OVERRIDING SYSTEM VALUE SELECT * FROM old_products WHERE name = 'Pen 1'"_s);
    const QString id = m_desk->value(u"SELECT shopify_product_id FROM products WHERE name = 'Pen 1'"_s);
    QVERIFY(!id.isEmpty());
    VERIFY_OK(replay(sinceStart()));
    QCOMPARE(m_desk->shop.ids().size(), 1);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM base_products WHERE id = %1"_s.arg(id)), u"0"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_product_id IS NULL FROM products WHERE name = 'Pen 1'"_s), u"t"_s);
}

void TestReplayJob::theNewestOutcomeCounts()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'First'"_s);
    const BatchId first = pushed();
    m_desk->sql(u"UPDATE products SET name = 'Second'"_s);
    QVERIFY(pushed().isValid());
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"First"_s);
    VERIFY_OK(replay(sinceStart()));
    QCOMPARE(shopText(product, u"title"), u"Second"_s);
    // A batch that was rolled back in the window is not replayed: its rollback is what came last.
    m_desk->sql(u"UPDATE products SET name = 'Third'"_s);
    const BatchId third = pushed();
    VERIFY_OK(m_desk->rollBack({.batch = third}));
    const auto planned = plan(sinceStart());
    VERIFY_OK(planned);
    QCOMPARE(planned->fields.willRestore, 0);
    QVERIFY(first.isValid());
}

void TestReplayJob::replaysWhatItHadToSettleFirst()
{
    m_desk->addProducts(1);
    backUpCatalogue(u"old"_s);
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    // The desk died before it heard of it.
    m_desk->sql(u"UPDATE sync_operations SET state = 'unknown', returned = NULL, settled_at = NULL, "
                "sent_at = now() - interval '10 minutes'"_s);
    restoreCatalogue(u"old"_s);
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->value(u"SELECT name FROM products"_s), u"Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(DISTINCT state, ',') FROM sync_operations"_s), u"confirmed"_s);
}

void TestReplayJob::canBeRolledBack()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    backUpCatalogue(u"old"_s);
    start();
    m_desk->sql(u"UPDATE products SET name = name || '!', vendor = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    restoreCatalogue(u"old"_s);
    m_desk->shop.edit(m_desk->shopifyId(products.first()), u"title"_s, u"Pen 1"_s);
    const WorldSnapshot before = m_desk->snapshot();
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    const auto back = m_desk->rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    const WorldSnapshot now = m_desk->snapshot();
    QVERIFY(before.shop == now.shop);
    QCOMPARE(before.local, now.local);
}

void TestReplayJob::findsWhatCameBackUnderNewIds()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    m_desk->sql(u"UPDATE product_variants SET price = 99 WHERE position = 2 AND product_id = %1"_s.arg(product.value));
    QVERIFY(pushed().isValid());
    const ReplayRequest request{.from = m_start, .to = QDateTime::currentDateTimeUtc()};
    m_desk->sql(u"DELETE FROM products"_s);
    const BatchId deleted = pushed();
    RollbackJob rollback(m_desk->context(), m_desk->leaseTimes);
    const auto back = *TestSupport::runTask(rollback.run({.batch = deleted, .withoutBackup = true}, {}, {}), 60'000);
    VERIFY_OK(back);
    const ShopifyId now{m_desk->shop.ids().first()};
    m_desk->shop.edit(now, u"title"_s, u"Pen 1"_s);
    const auto replayed = replay(request);
    VERIFY_OK(replayed);
    QCOMPARE(replayed->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.product(now).value(u"title").toString(), u"Ours"_s);
}

void TestReplayJob::plansWithoutWriting()
{
    m_desk->addProducts(2);
    backUpCatalogue(u"old"_s);
    start();
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    QVERIFY(pushed().isValid());
    restoreCatalogue(u"old"_s);
    const WorldSnapshot before = m_desk->snapshot();
    const auto planned = plan(sinceStart());
    VERIFY_OK(planned);
    QCOMPARE(planned->recorded, 2);
    QCOMPARE(planned->fields.shopName, u"Test shop"_s);
    QVERIFY(planned->fields.readAt.isValid());
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches WHERE kind = 'replay'"_s), u"0"_s);
}

void TestReplayJob::skipsWhatHoldsAndWritesNothing()
{
    m_desk->addProducts(2);
    start();
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    QVERIFY(pushed().isValid());
    const WorldSnapshot after = m_desk->snapshot();
    const qsizetype sent = m_desk->shop.effects().size();
    const auto report = replay(sinceStart());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.effects().size(), sent);
    QCOMPARE(after.differences(m_desk->snapshot()), QStringList());
    QCOMPARE(m_desk->value(u"SELECT string_agg(DISTINCT message, ',') FROM sync_history WHERE action = 'replay'"_s),
        u"Was so already."_s);
}

void TestReplayJob::saysThatTheJournalHasNothingThere()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto empty = plan({.from = now.addSecs(-3600), .to = now});
    VERIFY_OK(empty);
    QVERIFY(empty->remark.contains(u"journal of this database is empty"));
    m_desk->addProducts(1);
    const auto later
        = plan({.from = QDateTime::currentDateTimeUtc(), .to = QDateTime::currentDateTimeUtc().addSecs(60)});
    VERIFY_OK(later);
    QCOMPARE(later->recorded, 0);
    QVERIFY2(later->remark.contains(u"If this database was restored"), qPrintable(later->remark));
    const auto earlier = plan({.from = now.addDays(-3), .to = now.addDays(-2)});
    VERIFY_OK(earlier);
    QVERIFY2(earlier->remark.contains(u"nothing in this time"), qPrintable(earlier->remark));
    const auto refused = replay({.from = now.addDays(-3), .to = now.addDays(-2)});
    QVERIFY(!refused);
    QCOMPARE(refused.failure().kind, FailureKind::Refused);
    QCOMPARE(refused.failure().meaning, earlier->remark);
}

void TestReplayJob::refusesAWindowThatIsNone()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const ReplayRequest &request :
        {ReplayRequest{.from = now, .to = now.addSecs(-1)}, ReplayRequest{.from = now.addDays(1), .to = now.addDays(2)},
            ReplayRequest{.from = now.addYears(-10), .to = now}}) {
        const auto planned = plan(request);
        QVERIFY(!planned);
        QCOMPARE(planned.failure().kind, FailureKind::BadInput);
        QVERIFY(!replay(request));
    }
}

void TestReplayJob::stopsWhenTheBackupFails()
{
    const ProductId product = m_desk->addProducts(1).first();
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen 1"_s);
    const auto held = replay(sinceStart(), backupToAFullDisk);
    QVERIFY(!held);
    QCOMPARE(held.failure().kind, FailureKind::LocalDisk);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches WHERE kind = 'replay'"_s), u"0"_s);
    QCOMPARE(shopText(product, u"title"), u"Pen 1"_s);
    ReplayRequest request = sinceStart();
    request.withoutBackup = true;
    VERIFY_OK(replay(request, backupToAFullDisk));
    QCOMPARE(shopText(product, u"title"), u"Ours"_s);
}

void TestReplayJob::isCancelledBetweenTwoProducts()
{
    const QList<ProductId> products = m_desk->addProducts(4);
    start();
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    QVERIFY(pushed().isValid());
    for (const ProductId product : products)
        m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen %1"_s.arg(products.indexOf(product) + 1));
    std::stop_source stop;
    m_desk->observer.onAdvanced = [&](qint64 done) {
        if (done == 2)
            stop.request_stop();
    };
    const auto cut = replay(sinceStart(), backup, stop.get_token());
    VERIFY_OK(cut);
    QCOMPARE(cut->status, BatchStatus::Cancelled);
    QCOMPARE(cut->succeeded, 2);
    m_desk->observer.onAdvanced = {};
    VERIFY_OK(replay(sinceStart()));
    for (const ProductId product : products)
        QVERIFY(shopText(product, u"title").endsWith(u'!'));
}

void TestReplayJob::stopsInMaintenanceMode()
{
    m_desk->addProducts(1);
    start();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    QVERIFY(pushed().isValid());
    m_desk->sql(u"UPDATE maintenance SET active = true, reason = 'stocktaking', changed_by = 'Boss'"_s);
    const auto refused = replay(sinceStart());
    QVERIFY(!refused);
    QCOMPARE(refused.failure().kind, FailureKind::Refused);
    QVERIFY(refused.failure().what.contains(u"stocktaking"));
}

QTEST_GUILESS_MAIN(TestReplayJob)
#include "tst_replayjob.moc"
