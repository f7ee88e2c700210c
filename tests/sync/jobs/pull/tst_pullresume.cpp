#include "sync/jobs/pull/unfinishedpull.h"
#include "tests/support/runtask.h"
#include "tests/sync/jobs/pull/support/cutfiles.h"
#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using Tests::CutFiles;

/// Pulls that end in the middle and are taken up by another job, as by another process.
class TestPullResume final : public QObject, Tests::PullDesk
{
    Q_OBJECT

    std::unique_ptr<CutFiles> m_files;

    Result<BatchReport> cutPull(PullRequest request, qint64 after, std::chrono::milliseconds every = 15s)
    {
        m_files->cutAfter(after);
        return run(request, every);
    }
    Result<BatchReport> resume()
    {
        m_files->forgetStarts();
        return run({.resume = true}, 15s);
    }
    Result<BatchReport> run(PullRequest request, std::chrono::milliseconds every, std::stop_token stop = {})
    {
        PullJob job(context(*m_files), request);
        job.setCheckpointInterval(every);
        auto report = TestSupport::runTask(job.run(stop), 180'000);
        return report ? *report : Result<BatchReport>(Failure{FailureKind::Internal, u"the job did not end"_s});
    }
    qint64 unfinished() { return number(u"SELECT count(*) FROM unfinished_pull"_s); }
    qint64 keptBytes() { return number(u"SELECT bytes FROM unfinished_pull"_s); }
    QString ownerOfMetafields()
    {
        return u"gid://shopify/Product/"_s
            + text(u"SELECT product_id FROM shopify_facets "
                   "WHERE variant_id = 0 AND field LIKE 'metafield:%' ORDER BY product_id LIMIT 1"_s);
    }
    /// What was read becomes durable on other connections, ahead of the checkpoint and of what belongs to that.
    void rememberTheCheckpoint()
    {
        execute(u"CREATE TABLE earlier AS SELECT bytes, progress FROM unfinished_pull"_s);
        execute(u"CREATE TABLE seen_earlier AS TABLE pulled_seen"_s);
    }
    void goBackToTheCheckpoint()
    {
        execute(u"UPDATE unfinished_pull SET bytes = e.bytes, progress = e.progress FROM earlier e"_s);
        execute(u"DELETE FROM pulled_seen"_s);
        execute(u"INSERT INTO pulled_seen SELECT * FROM seen_earlier"_s);
        execute(u"DROP TABLE earlier, seen_earlier"_s);
    }
    /// Everything is as if nothing had ever been interrupted.
    void verifySettled(qint64 staged)
    {
        QCOMPARE(unfinished(), 0);
        QCOMPARE(number(u"SELECT count(*) FROM pg_class WHERE relname LIKE 'filling%'"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes WHERE status = 'pending'"_s), staged);
        const QString seen = mirror();
        const auto whole = pull();
        QVERIFY2(whole, why(whole).constData());
        QCOMPARE(whole->mirrorRowsWritten, 0);
        QCOMPARE(mirror(), seen);
    }
    void settle()
    {
        QVERIFY(pull());
        QVERIFY(apply());
    }
    /// Edits, also of metafields, a deletion and a new product.
    void haveOthersWork()
    {
        const QString owner = ownerOfMetafields();
        m_shop.graphql(
            u"mutation { metafieldsSet(metafields: [{ownerId: \"%1\", namespace: \"custom\", key: \"added\", "
            "type: \"single_line_text_field\", value: \"elsewhere\"}]) { userErrors { message } } }"_s.arg(owner));
        for (const int index : {2, 50, 119})
            m_shop.edit({{u"product"_s, productGid(index)},
                {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere %1"_s.arg(index)}}}});
        m_shop.control(u"delete"_s, {{u"product"_s, productGid(70)}});
        m_shop.graphql(u"mutation { productCreate(product: {title: \"Brand new\"}) { product { id } } }"_s);
    }

public:
    TestPullResume()
        : PullDesk(120)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init()
    {
        renew();
        m_files = std::make_unique<CutFiles>(*m_connection);
    }

    void aFirstPullGoesOnAtTheByteWhereItStopped()
    {
        const auto cut = cutPull({}, 50'000);
        QVERIFY(!cut);
        QCOMPARE(cut.failure().kind, FailureKind::ShopUnreachable);
        const qint64 kept = keptBytes();
        QVERIFY(kept > 40'000 && kept <= 50'000);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 0); // nothing half-done is to be seen
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes"_s), 0);
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), kept);
        QCOMPARE(resumed->total, 120);
        QCOMPARE(resumed->warnings, QStringList());
        verifySettled(120);
    }

    void aLaterPullGoesOnWhereverItStopped_data()
    {
        QTest::addColumn<PullScope>("scope");
        QTest::addColumn<qint64>("after");
        for (const qint64 after : {1, 40'000, 120'000, 250'000, 295'000})
            QTest::addRow("everything, after %lld", after) << PullScope::Full << after;
        for (const qint64 after : {1, 3'000})
            QTest::addRow("what changed, after %lld", after) << PullScope::Incremental << after;
    }

    void aLaterPullGoesOnWhereverItStopped()
    {
        QFETCH(PullScope, scope);
        QFETCH(qint64, after);
        settle();
        haveOthersWork();
        const QString before = mirror();
        QVERIFY(!cutPull({.scope = scope}, after));
        QCOMPARE(mirror(), before);
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes WHERE status = 'pending'"_s), 0);
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(resumed->staged, 5);
        verifySettled(5);
    }

    /// Interrupted again and again, as by a bad line.
    void manySmallStepsComeToTheSame()
    {
        settle();
        haveOthersWork();
        QVERIFY(!cutPull({}, 10'000));
        int steps = 0;
        for (qint64 kept = keptBytes(); unfinished() > 0 && steps < 100; ++steps) {
            m_files->cutAfter(20'000);
            const auto report = resume();
            QVERIFY(report || keptBytes() > kept);
            kept = report ? kept : keptBytes();
        }
        QVERIFY(steps > 5);
        verifySettled(5);
    }

    /// Closing the program, or killing it, keeps what the last checkpoint had.
    void whatWasKeptOnTheWayOutlivesTheProgram()
    {
        const auto source = std::make_shared<std::stop_source>();
        m_files->onPiece([source](qint64 bytes) {
            if (bytes > 100'000)
                source->request_stop();
        });
        const auto stopped = run({}, 0ms, source->get_token());
        QVERIFY2(stopped, why(stopped).constData());
        QCOMPARE(stopped->status, BatchStatus::Cancelled);
        const qint64 kept = keptBytes();
        QVERIFY(kept > 50'000);
        m_files->onPiece({});
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), kept);
        verifySettled(120);
    }

    /// The two connections commit one after the other; a crash in between leaves the variants ahead.
    void variantsAheadOfTheCheckpointAreNotTakenTwice()
    {
        qint64 length = 0;
        m_files->onPiece([&length](qint64 bytes) { length = bytes; });
        QVERIFY(run({}, 15s));
        QVERIFY(apply());
        m_files->onPiece({});
        execute(u"UPDATE mirror_state SET complete = false"_s);
        QVERIFY(!cutPull({}, length * 9 / 10)); // products come first: all of them are read by then
        QCOMPARE(number(u"SELECT count(*) FROM filling_products"_s), 120);
        rememberTheCheckpoint();
        m_files->cutAfter(length / 20);
        QVERIFY(!resume());
        goBackToTheCheckpoint();
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        verifySettled(0);
    }

    /// A metafield that was read and made durable after the last checkpoint is met again, and is no less new for it.
    void facetsAheadOfTheCheckpointAreNotLost()
    {
        qint64 length = 0;
        m_files->onPiece([&length](qint64 bytes) { length = bytes; });
        QVERIFY(run({}, 15s));
        QVERIFY(apply());
        m_files->onPiece({});
        haveOthersWork();
        QVERIFY(!cutPull({}, length / 2)); // metafields come last: none was read
        rememberTheCheckpoint();
        m_files->cutAfter(length * 49 / 100);
        QVERIFY(!resume());
        QVERIFY(number(u"SELECT count(*) FROM pulled_facets"_s) > 0);
        goBackToTheCheckpoint();
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(number(u"SELECT count(*) FROM shopify_facets WHERE value = 'elsewhere'"_s), 1);
        verifySettled(5);
    }

    void aServerThatLostTheRowsStartsTheFileAgain_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::newRow("first pull") << true;
        QTest::newRow("later pull") << false;
    }

    void aServerThatLostTheRowsStartsTheFileAgain()
    {
        QFETCH(bool, isFirst);
        qint64 length = 0;
        m_files->onPiece([&length](qint64 bytes) { length = bytes; });
        QVERIFY(run({}, 15s));
        QVERIFY(apply());
        m_files->onPiece({});
        haveOthersWork();
        if (isFirst)
            execute(u"UPDATE mirror_state SET complete = false"_s);
        QVERIFY(!cutPull({}, length * 95 / 100)); // metafields come last
        QVERIFY(number(u"SELECT count(*) FROM pulled_facets"_s) > 0);
        // As somebody who tidies up leaves them.
        execute(u"TRUNCATE pulled_products, pulled_variants, pulled_facets, pulled_seen"_s);
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), 0);
        verifySettled(5);
    }

    /// A checkpoint behind the products: their file is not asked for again.
    void whatProductsAreInGoesOnWhereItStopped()
    {
        qint64 products = 0;
        qint64 length = 0;
        m_files->onPiece([&](qint64 bytes) {
            products = m_files->starts().size() == 1 ? bytes : products;
            length = bytes;
        });
        QVERIFY(run({}, 15s));
        QVERIFY(apply());
        m_files->onPiece({});
        haveOthersWork();
        for (const bool afresh : {false, true}) {
            if (afresh)
                execute(u"UPDATE mirror_state SET complete = false"_s);
            QVERIFY(!cutPull({}, (products + length) / 2));
            QVERIFY(keptBytes() > products);
            const auto resumed = resume();
            QVERIFY2(resumed, why(resumed).constData());
            QCOMPARE(m_files->starts().size(), 1);
            QVERIFY(m_files->starts().first() > 0);
            QCOMPARE(resumed->skipped, 0);
            QCOMPARE(resumed->total, 120);
            verifySettled(5);
        }
    }

    void whatShopifyNoLongerHasIsAskedAnew()
    {
        QVERIFY(!cutPull({}, 50'000));
        m_shop.reset();
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), 0);
        QCOMPARE(resumed->warnings.size(), 1);
        verifySettled(120);
    }

    void whatWasSentMeanwhileMakesItOutOfDate()
    {
        settle();
        haveOthersWork();
        QVERIFY(!cutPull({}, 50'000));
        execute(
            u"INSERT INTO sync_operations (id, batch_id, sequence, kind, state, before, after, lease_epoch, sent_at) "
            "SELECT gen_random_uuid(), max(id), 1, 'product_update', 'confirmed', '{}', '{}', 1000, now() "
            "FROM sync_batches"_s);
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), 0);
        QCOMPARE(resumed->warnings.size(), 1);
        verifySettled(5);
    }

    /// It had its turn, slept until another desk's first pull was past a checkpoint, and wakes.
    void aLateDeskLeavesItsSuccessorsPullAlone()
    {
        QVERIFY(!cutPull({}, 50'000));
        const qint64 kept = keptBytes();
        QVERIFY(kept > 0);
        m_gate.close();
        QObject asleep;
        connect(
            &m_gate, &PauseGate::held, &asleep,
            [this] {
                execute(u"UPDATE writer_lease SET epoch = epoch + 1, owner = 'desk-2', desk = 'desk-2'"_s);
                m_gate.open();
            },
            Qt::QueuedConnection);
        const auto late = run({}, 15s);
        QVERIFY(!late);
        QCOMPARE(late.failure().kind, FailureKind::Busy);
        QCOMPARE(keptBytes(), kept);
        QCOMPARE(
            number(u"SELECT count(*) FROM pg_class WHERE relname IN ('filling_products', 'filling_variants')"_s), 2);
        const qint64 epoch = number(u"SELECT epoch FROM writer_lease"_s);
        QVERIFY(!noteUnfinishedPull(*m_session, {}, epoch - 1));
        QVERIFY(!carryOn(*m_session, {}, epoch - 1));
        execute(u"UPDATE writer_lease SET until = clock_timestamp()"_s);
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(m_files->starts().first(), kept);
        verifySettled(120);
    }

    void anotherPullLeavesNothingToTakeUp()
    {
        QVERIFY(!cutPull({}, 50'000));
        QVERIFY(pull());
        verifySettled(120);
        const auto resumed = resume();
        QVERIFY(!resumed);
        QCOMPARE(resumed.failure().kind, FailureKind::Refused);
    }

    void aDamagedFileLeavesNothingToTakeUp()
    {
        m_shop.faults({QJsonObject{{u"match"_s, u"bulk-download"_s}, {u"action"_s, u"corrupt"_s},
            {u"how"_s, u"brokenJson"_s}, {u"count"_s, 1}}});
        QVERIFY(!pull());
        QCOMPARE(unfinished(), 0);
    }

    void theRequestIsTheInterruptedOnesOwn()
    {
        settle();
        const QString vendor
            = text(u"SELECT vendor FROM shopify_products GROUP BY vendor ORDER BY count(*) DESC LIMIT 1"_s);
        QVERIFY(!cutPull({.scope = PullScope::Selective, .vendor = vendor}, 500));
        const auto resumed = resume();
        QVERIFY2(resumed, why(resumed).constData());
        QCOMPARE(resumed->total, number(u"SELECT count(*) FROM shopify_products WHERE vendor = '%1'"_s.arg(vendor)));
        verifySettled(0);
    }
};

QTEST_GUILESS_MAIN(TestPullResume)
#include "tst_pullresume.moc"
