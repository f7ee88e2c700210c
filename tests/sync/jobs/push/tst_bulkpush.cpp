#include "sync/jobs/push/bulkruns.h"
#include "sync/journal/queuedjournal.h"
#include "tests/support/demodesk.h"
#include "tests/support/runtask.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;
using TestSupport::runTask;

/// Sending in bulk runs to the demo shop over HTTP, on a real database.
class TestBulkPush final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void sendsProductsAndVariantsInRunsOfTheirOwn();
    void oneRunIsWrittenDownWhileTheNextWorks();
    void aRefusedLineKeepsItsReason();
    void holdsBackWhatMoved();
    void fallsBackToCallsWhileAnotherRunIsInTheWay();
    void givesUpARunThatStandsStill();
    void readsBackWhatTheResultDoesNotTell_data();
    void readsBackWhatTheResultDoesNotTell();
    void findsARunWhoseStartWasNotAnswered_data();
    void findsARunWhoseStartWasNotAnswered();
    void aPauseCancelsTheRunAndGoesOnLater();
    void aStopGivesBackWhatTheRunDidNotDo();
    void maintenanceCancelsTheRun();
    void theBreakerSeesTheFirstRun();
    void settlesTheRunOfADeskThatIsGone_data();
    void settlesTheRunOfADeskThatIsGone();

private:
    void change(int products);
    int effects(const QString &mutation);
    QList<Operation> leftBehind(int products, QUuid run);

    // So slow that a run can be met while it works.
    DemoShop m_shop{
        {.products = 80, .locations = 1, .restoreRate = 2000, .more = {u"--bulk-lines-per-second"_s, u"40"_s}}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
};

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestBulkPush::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestBulkPush::cleanupTestCase()
{
    m_demo.reset();
    m_server.reset();
}

void TestBulkPush::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_demo->desk.bulk = {.fewest = 4, .probe = 100, .linesPerSecond = 1000, .overhead = 0ms, .callsPerSecond = 1};
    m_demo->desk.times.settleAfter = 1500ms;
}

/// That many products have another vendor and wait to be sent.
void TestBulkPush::change(int products)
{
    m_demo->adoptFirst(products);
    m_demo->desk.sql(u"UPDATE products SET vendor = 'Bulk & Sons'"_s);
    QCOMPARE(m_demo->desk.stageAndApprove(), products);
}

/// How often a mutation took effect in the shop.
int TestBulkPush::effects(const QString &mutation)
{
    int count = 0;
    for (const QJsonValue &effect : m_shop.log())
        count += effect[u"mutation"_s].toString() == mutation ? 1 : 0;
    return count;
}

void TestBulkPush::sendsProductsAndVariantsInRunsOfTheirOwn()
{
    m_demo->adoptFirst(12);
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    desk.sql(u"UPDATE products SET name = name || ' v2', tags = '{zz,aa}', seo_title = 'S'"_s);
    desk.sql(u"UPDATE product_variants SET price = price + 0.5, barcode = 'B'"_s);
    QCOMPARE(desk.stageAndApprove(), 12);
    const auto report = desk.push({.overrideBreaker = true});
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed' AND bulk_run IS NOT NULL"_s),
        u"24"_s);
    QCOMPARE(desk.value(u"SELECT count(DISTINCT bulk_run) FROM sync_operations"_s), u"2"_s);
    QCOMPARE(m_demo->shop.mutations, 2); // the two starts
    // Each says which operation of Shopify's it was, for support.
    QCOMPARE(
        desk.value(u"SELECT count(*) FROM sync_operations WHERE request_id LIKE 'gid://shopify/BulkOperation/%'"_s),
        u"24"_s);
    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(before.differences(desk.snapshot()), QStringList());
}

void TestBulkPush::oneRunIsWrittenDownWhileTheNextWorks()
{
    m_demo->adoptFirst(80);
    auto &desk = m_demo->desk;
    QueuedJournal journal(desk.database);
    desk.store = &journal;
    desk.bulk.probe = 20;
    desk.bulk.most = 25; // the last section is smaller than what comes up of the others
    // Both kinds of every other product: the second call of each goes along with a later run.
    desk.sql(u"UPDATE products SET vendor = 'Bulk & Sons'"_s);
    desk.sql(u"UPDATE product_variants SET barcode = 'B' WHERE product_id % 2 = 0"_s);
    QCOMPARE(desk.stageAndApprove(), 80);
    // The first to be written down waits until another run has left, or for as long as nobody would.
    desk.sql(uR"(
        CREATE FUNCTION await_next_run() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            FOR i IN 1..200 LOOP
                EXIT WHEN EXISTS (SELECT FROM sync_operations WHERE state = 'confirmed')
                    OR EXISTS (SELECT FROM sync_operations WHERE bulk_run <> NEW.bulk_run AND sent_at > NEW.sent_at);
                PERFORM pg_sleep(0.05);
            END LOOP;
            RETURN NEW;
        END $$)"_s);
    desk.sql(u"CREATE TRIGGER await_next_run BEFORE UPDATE ON sync_operations FOR EACH ROW "
             u"WHEN (NEW.state = 'confirmed') EXECUTE FUNCTION await_next_run()"_s);
    QList<qint64> told;
    desk.observer.onAdvanced = [&told](qint64 done) { told += done; };
    const auto report = desk.push({.overrideBreaker = true});
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(report->succeeded, 80);
    QCOMPARE(effects(u"productUpdate"_s), 80);
    QCOMPARE(effects(u"productVariantsBulkUpdate"_s), 40);
    QVERIFY(std::is_sorted(told.cbegin(), told.cend()));
    QCOMPARE(told.last(), 80);
    QVERIFY(desk.value(u"SELECT count(DISTINCT bulk_run) FROM sync_operations"_s).toInt() >= 5);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE bulk_run IS NULL"_s), u"0"_s);
    // Some were written down after the next run had left.
    QVERIFY(desk.value(u"SELECT count(*) FROM sync_operations written WHERE EXISTS (SELECT FROM sync_operations next "
                       u"WHERE next.bulk_run <> written.bulk_run AND next.sent_at > written.sent_at AND next.sent_at < "
                       u"written.settled_at)"_s)
                .toInt()
        > 0);
    desk.store = nullptr;
}

void TestBulkPush::aRefusedLineKeepsItsReason()
{
    m_demo->adoptFirst(10);
    auto &desk = m_demo->desk;
    desk.sql(u"UPDATE products SET vendor = 'Bulk & Sons'"_s);
    // Longer than a title may be.
    desk.sql(u"UPDATE products SET name = repeat('x', 300) WHERE id = (SELECT min(id) FROM products)"_s);
    QCOMPARE(desk.stageAndApprove(), 10);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 9);
    QCOMPARE(report->failed, 1);
    QCOMPARE(desk.value(
                 u"SELECT count(*) FROM sync_history WHERE status = 'error' AND message <> '' AND request_id <> ''"_s),
        u"1"_s);
}

void TestBulkPush::holdsBackWhatMoved()
{
    change(8);
    auto &desk = m_demo->desk;
    const QString gid = u"gid://shopify/Product/"_s + desk.value(u"SELECT min(shopify_product_id) FROM products"_s);
    m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"vendor"_s, u"Somebody else"_s}}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 7);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(desk.value(u"SELECT count(*) FROM shopify_products WHERE vendor = 'Somebody else'"_s), u"1"_s);
}

void TestBulkPush::fallsBackToCallsWhileAnotherRunIsInTheWay()
{
    change(6);
    m_shop.faults({QJsonObject{
        {u"match"_s, u"bulkOperationRunMutation"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, u"stuck"_s}}});
    const ProtocolContext context = m_demo->desk.context();
    BulkRuns others(context);
    const auto path = runTask(context.transfers->upload("{\"product\":{}}\n", {}));
    VERIFY_OK(*path);
    for (int i = 0; i < 5; ++i) {
        const auto other = runTask(others.start(QUuid::createUuid(), u"product_update"_s, **path));
        VERIFY_OK(*other);
    }
    const auto report = m_demo->desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 6);
    QCOMPARE(m_demo->desk.value(u"SELECT count(*) FROM sync_operations WHERE bulk_run IS NULL"_s), u"6"_s);
}

void TestBulkPush::givesUpARunThatStandsStill()
{
    change(6);
    auto &desk = m_demo->desk;
    desk.bulk.longestRun = 1s;
    m_shop.faults({QJsonObject{{u"match"_s, u"bulkOperationRunMutation"_s}, {u"nth"_s, 1}, {u"action"_s, u"bulk"_s},
        {u"trouble"_s, u"stuck"_s}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    // It is ended first; what it has not done goes out after it, once.
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 6);
    QCOMPARE(effects(u"productUpdate"_s), 6);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state IN ('sent', 'unknown')"_s), u"0"_s);
    const ProtocolContext context = desk.context();
    BulkOperations operations(context.shop, context.clock);
    const auto recent = runTask(operations.recent({}));
    VERIFY_OK(*recent);
    const auto mutation = std::find_if((*recent)->cbegin(), (*recent)->cend(),
        [](const BulkOperation &operation) { return operation.document.contains("productUpdate"_L1); });
    QVERIFY(mutation != (*recent)->cend());
    QCOMPARE(mutation->status, BulkStatus::Canceled);
}

void TestBulkPush::readsBackWhatTheResultDoesNotTell_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<int>("behind");
    const auto onStart = [](const QString &trouble) {
        return QJsonObject{
            {u"match"_s, u"bulkOperationRunMutation"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, trouble}};
    };
    QTest::newRow("failed, nothing told") << onStart(u"failed"_s) << 0;
    QTest::newRow("failed, partly told") << onStart(u"partial"_s) << 0;
    QTest::newRow("the result is gone") << onStart(u"expired"_s) << 0;
    QTest::newRow("the result is gone, and reads come late") << onStart(u"expired"_s) << 1500;
}

void TestBulkPush::readsBackWhatTheResultDoesNotTell()
{
    QFETCH(QJsonObject, fault);
    QFETCH(int, behind);
    change(8);
    m_demo->desk.times.readLag = 5s;
    m_shop.faults({fault, QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, behind}}});
    const auto report = m_demo->desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 8);
    QCOMPARE(effects(u"productUpdate"_s), 8); // each once
}

void TestBulkPush::findsARunWhoseStartWasNotAnswered_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("inRuns");
    QTest::newRow("done, answer lost") << u"dropAfter"_s << u"8"_s;
    QTest::newRow("lost on the way") << u"dropBefore"_s << u"0"_s;
    QTest::newRow("internal error") << u"internalError"_s << u"8"_s;
}

void TestBulkPush::findsARunWhoseStartWasNotAnswered()
{
    QFETCH(QString, action);
    change(8);
    m_shop.faults({QJsonObject{{u"match"_s, u"bulkOperationRunMutation"_s}, {u"nth"_s, 1}, {u"action"_s, action}}});
    const auto report = m_demo->desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 8);
    QCOMPARE(effects(u"productUpdate"_s), 8);
    QTEST(m_demo->desk.value(u"SELECT count(*) FROM sync_operations WHERE bulk_run IS NOT NULL"_s), "inRuns");
}

void TestBulkPush::aPauseCancelsTheRunAndGoesOnLater()
{
    change(60);
    auto &desk = m_demo->desk;
    int pausedAt = -1;
    desk.observer.onAdvanced = [&](qint64 done) {
        if (done < 5 || pausedAt >= 0)
            return;
        pausedAt = int(done);
        desk.gate.close();
        QTimer::singleShot(4s, &desk.gate, [&] {
            pausedAt = effects(u"productUpdate"_s);
            desk.gate.open();
        });
    };
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(pausedAt >= 5 && pausedAt < 60, qPrintable(QString::number(pausedAt)));
    QCOMPARE(report->succeeded, 60);
    QCOMPARE(effects(u"productUpdate"_s), 60);
}

void TestBulkPush::aStopGivesBackWhatTheRunDidNotDo()
{
    change(60);
    auto &desk = m_demo->desk;
    std::stop_source stop;
    desk.observer.onAdvanced = [&](qint64 done) {
        if (done >= 5)
            stop.request_stop();
    };
    const auto report = desk.push({}, stop.get_token());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Cancelled);
    const int done = effects(u"productUpdate"_s);
    QVERIFY(done >= 5 && done < 60);
    QCOMPARE(report->succeeded, done);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s),
        QString::number(60 - done));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state IN ('sent', 'unknown')"_s), u"0"_s);
}

void TestBulkPush::maintenanceCancelsTheRun()
{
    change(60);
    auto &desk = m_demo->desk;
    QElapsedTimer since;
    desk.observer.onAdvanced = [&](qint64 done) {
        if (done < 5 || since.isValid())
            return;
        since.start();
        desk.sql(u"UPDATE maintenance SET active = true, changed_by = 'Somebody'"_s);
    };
    const auto report = desk.push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
    QVERIFY(since.isValid());
    const int done = effects(u"productUpdate"_s);
    QVERIFY2(done < 5 + 2 * 40 * 2, qPrintable(QString::number(done)));
    QVERIFY(done < 60);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed'"_s), QString::number(done));
}

void TestBulkPush::theBreakerSeesTheFirstRun()
{
    m_demo->adoptFirst(80);
    auto &desk = m_demo->desk;
    desk.bulk.probe = 60;
    desk.bulk.most = 60;
    desk.sql(u"UPDATE products SET name = repeat('x', 300)"_s);
    QCOMPARE(desk.stageAndApprove(), 80);
    const auto report = desk.push({.overrideBreaker = true});
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::BreakerHeld);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state = 'failed'"_s), u"60"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"20"_s);
}

/// The operations of a desk that wrote down a bulk run and died; what became of the run the test decides.
QList<Operation> TestBulkPush::leftBehind(int products, QUuid run)
{
    auto &desk = m_demo->desk;
    const auto changes = runTask(desk.journal.approvedChanges({}));
    const auto batch = runTask(desk.journal.openBatch({.kind = BatchKind::Push, .startedBy = desk.who}));
    QList<ChangeId> claimed;
    QList<Operation> operations;
    QList<QUuid> ids;
    for (const PushChange &change : **changes) {
        claimed += change.id;
        operations += Operation{.id = desk.random.uuid(1),
            .batch = **batch,
            .sequence = int(operations.size()) + 1,
            .change = change.id,
            .product = change.product,
            .shopifyProduct = change.shopifyProduct,
            .kind = OperationKind::ProductUpdate,
            .before = {.product = {{u"vendor"_s, change.fields.first().remote}}},
            .after = {.product = {{u"vendor"_s, u"Bulk & Sons"_s}}}};
        ids += operations.last().id;
    }
    [&] {
        QCOMPARE(operations.size(), products);
        const auto taken = runTask(desk.journal.claim(**batch, claimed, 1'000'000));
        VERIFY_OK(*taken);
        QCOMPARE((*taken)->size(), claimed.size());
        const auto planned = runTask(desk.journal.plan(operations, 1'000'000));
        VERIFY_OK(*planned);
        const auto marked = runTask(desk.journal.markRunSent(ids, run, 1'000'000));
        VERIFY_OK(*marked);
    }();
    desk.sql(u"UPDATE writer_lease SET epoch = 1000000"_s);
    return operations;
}

void TestBulkPush::settlesTheRunOfADeskThatIsGone_data()
{
    QTest::addColumn<bool>("started");
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<bool>("waits");
    QTest::newRow("never started") << false << QString() << false;
    QTest::newRow("done by now") << true << QString() << true;
    QTest::newRow("still at work") << true << QString() << false;
    QTest::newRow("hanging") << true << u"stuck"_s << false;
}

void TestBulkPush::settlesTheRunOfADeskThatIsGone()
{
    QFETCH(bool, started);
    QFETCH(QString, trouble);
    QFETCH(bool, waits);
    change(20);
    auto &desk = m_demo->desk;
    const QUuid run = desk.random.uuid(1);
    const QList<Operation> operations = leftBehind(20, run);
    if (!trouble.isEmpty())
        m_shop.faults({QJsonObject{
            {u"match"_s, u"bulkOperationRunMutation"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, trouble}}});
    if (started) {
        QByteArray lines;
        for (const Operation &operation : operations)
            lines += QJsonDocument(QJsonObject{{u"product"_s,
                                       QJsonObject{{u"id"_s, shopGid(u"Product", operation.shopifyProduct)},
                                           {u"vendor"_s, u"Bulk & Sons"_s}}}})
                         .toJson(QJsonDocument::Compact)
                + '\n';
        const auto path = runTask(desk.transfers->upload(lines, {}));
        VERIFY_OK(*path);
        const ProtocolContext context = desk.context();
        BulkRuns runs(context);
        const auto begun = runTask(runs.start(run, u"product_update"_s, **path));
        VERIFY_OK(*begun);
        if (waits)
            QTRY_COMPARE_WITH_TIMEOUT(effects(u"productUpdate"_s), 20, 5000);
    }
    const auto report = desk.settleUnknown();
    VERIFY_OK(report);
    const int done = effects(u"productUpdate"_s);
    QCOMPARE(report->confirmed, done);
    QCOMPARE(report->withoutEffect, 20 - done);
    QCOMPARE(done, waits ? 20 : started && trouble.isEmpty() ? done : 0);
    QVERIFY(waits || done < 20);
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state IN ('sent', 'unknown')"_s), u"0"_s);
    // What was not done goes out now, and nothing twice.
    if (done < 20) {
        desk.transfers = nullptr;
        const auto rest = desk.push();
        VERIFY_OK(rest);
    }
    QCOMPARE(effects(u"productUpdate"_s), 20);
}

QTEST_GUILESS_MAIN(TestBulkPush)
#include "tst_bulkpush.moc"
