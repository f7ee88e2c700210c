#include "sync/journal/queuedjournal.h"

#include "tests/support/pushdesk.h"
#include "tests/support/runtask.h"

#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::PushDesk;
using TestSupport::runTask;
using TestSupport::WorldSnapshot;

class TestQueuedJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void isDurableWhenItComesBack();
    void aMarkAsSentTakesItsPlanToTheDisk();
    void whatGathersSharesATransaction();
    void oneThatFailsTakesNoOtherWithIt();
    void settlementsOfOneProductSeeEachOther();
    void refusesAllOfALateDesk();
    void keepsTheOrderOfWhatGoesTogether();
    void aRequestDoesNotWaitForWhatCameOfOthers();
    void aLostConnectionFailsWhatIsAskedFrom();
    void aDatabaseThatIsNotThereIsSaid();
    void aPushThroughItComesToTheSame_data();
    void aPushThroughItComesToTheSame();

private:
    template <typename T>
    Result<T> ended(QCoro::Task<Result<T>> task)
    {
        std::optional<Result<T>> result = runTask(std::move(task), 60'000);
        if (!result)
            qFatal("a call of the journal did not come back");
        return *result;
    }
    std::unique_ptr<PgSession> open() const
    {
        auto opened = PgSession::open(m_desk->database);
        if (!opened)
            qFatal("%s", qUtf8Printable(opened.failure().detail));
        return std::move(*opened);
    }
    Operation updateOf(ProductId product, int sequence);
    QList<Operation> planned(int count);
    /// Holds a row of the journal, so that the call that wants it waits, and others gather behind it.
    void holdRow(const Operation &operation);
    void letGo();
    void waitUntilItWaits();

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
    std::unique_ptr<QueuedJournal> m_journal;
    std::unique_ptr<PgSession> m_holder;
    BatchId m_batch;
};

void TestQueuedJournal::initTestCase()
{
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestQueuedJournal::cleanupTestCase()
{
    m_server.reset();
}

void TestQueuedJournal::init()
{
    m_desk = std::make_unique<PushDesk>(*m_server);
    m_journal = std::make_unique<QueuedJournal>(m_desk->database);
    m_batch = *ended(m_journal->openBatch({.startedBy = m_desk->who}));
}

void TestQueuedJournal::cleanup()
{
    m_holder.reset();
    m_journal.reset();
    m_desk.reset();
}

Operation TestQueuedJournal::updateOf(ProductId product, int sequence)
{
    return {.id = m_desk->random.uuid(sequence),
        .batch = m_batch,
        .sequence = sequence,
        .product = product,
        .shopifyProduct = m_desk->shopifyId(product),
        .kind = OperationKind::ProductUpdate,
        .before = {.product = {{u"vendor"_s, u"Acme"_s}}},
        .after = {.product = {{u"vendor"_s, u"Other"_s}}}};
}

QList<Operation> TestQueuedJournal::planned(int count)
{
    QList<Operation> operations;
    for (const ProductId product : m_desk->addProducts(count))
        operations += updateOf(product, int(operations.size()) + 1);
    if (!ended(m_journal->plan(operations, 1)))
        qFatal("operations could not be planned");
    return operations;
}

void TestQueuedJournal::holdRow(const Operation &operation)
{
    m_holder = open();
    QVERIFY(m_holder->executeScript("BEGIN"));
    QVERIFY(m_holder->executeText(u"SELECT FROM sync_operations WHERE id = :id::uuid FOR UPDATE"_s,
        {{u"id", operation.id.toString(QUuid::WithoutBraces)}}));
}

void TestQueuedJournal::letGo()
{
    QVERIFY(m_holder->executeScript("COMMIT"));
}

void TestQueuedJournal::waitUntilItWaits()
{
    QTRY_COMPARE(m_desk->value(u"SELECT count(*) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND wait_event_type = 'Lock'"_s),
        u"1"_s);
}

void TestQueuedJournal::isDurableWhenItComesBack()
{
    const QList<Operation> operations = planned(1);
    const Result<QDateTime> marked = ended(m_journal->markSent(operations.first().id, 1, 1));
    QVERIFY(marked);
    // Seen by another connection, and written through to the log before it came back.
    QCOMPARE(m_desk->value(u"SELECT state || attempt FROM sync_operations"_s), u"sent1"_s);
    QCOMPARE(QDateTime::fromString(
                 m_desk->value(u"SELECT to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') "
                               "FROM sync_operations"_s),
                 Qt::ISODateWithMs),
        *marked);
    QCOMPARE(m_desk->value(u"SELECT current_setting('synchronous_commit')"_s), u"on"_s);
}

void TestQueuedJournal::aMarkAsSentTakesItsPlanToTheDisk()
{
    const Operation operation = planned(1).first(); // itself not flushed
    QVERIFY(ended(m_journal->markSent(operation.id, 1, 1)));
    m_server->kill();
    m_server->start();
    const auto found = open()->executeText(u"SELECT state FROM sync_operations WHERE id = :id::uuid"_s,
        {{u"id", operation.id.toString(QUuid::WithoutBraces)}});
    QVERIFY(found && found->size() == 1);
    QCOMPARE(found->first().text(0), u"sent"_s);
}

void TestQueuedJournal::whatGathersSharesATransaction()
{
    const QList<Operation> operations = planned(9);
    holdRow(operations.first());
    std::vector<QCoro::Task<Result<QDateTime>>> calls;
    calls.push_back(m_journal->markSent(operations.first().id, 1, 1));
    waitUntilItWaits();
    for (const Operation &operation : operations.mid(1))
        calls.push_back(m_journal->markSent(operation.id, 1, 1));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s), u"0"_s);
    letGo();
    for (auto &call : calls)
        QVERIFY(ended(std::move(call)));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s), u"9"_s);
    QCOMPARE(m_desk->value(u"SELECT count(DISTINCT xmin::text) FROM sync_operations"_s), u"2"_s);
}

void TestQueuedJournal::oneThatFailsTakesNoOtherWithIt()
{
    const QList<Operation> operations = planned(5);
    QVERIFY(ended(m_journal->markSent(operations.at(3).id, 1, 1)));
    holdRow(operations.first());
    QCoro::Task<Result<QDateTime>> held = m_journal->markSent(operations.first().id, 1, 1);
    waitUntilItWaits();
    QCoro::Task<Result<QDateTime>> good = m_journal->markSent(operations.at(1).id, 1, 1);
    QCoro::Task<Result<Done>> twice = m_journal->plan({operations.at(2)}, 1); // its id is taken
    QCoro::Task<Result<QDateTime>> unheardOf = m_journal->markSent(m_desk->random.uuid(99), 1, 1);
    const auto settlementOf = [this](const Operation &operation) {
        return Settlement{.batch = m_batch,
            .epoch = 1,
            .product = operation.product,
            .shopifyProduct = operation.shopifyProduct,
            .operation = OperationEnd{.id = operation.id, .returned = operation.after},
            .seen = ProductContent{.id = operation.shopifyProduct, .fields = operation.after.product},
            .base = operation.after};
    };
    QCoro::Task<Result<Settled>> neverSent = m_journal->settle(settlementOf(operations.at(4)));
    QCoro::Task<Result<Settled>> settled = m_journal->settle(settlementOf(operations.at(3)));
    letGo();
    QVERIFY(ended(std::move(held)));
    QVERIFY(ended(std::move(good)));
    QVERIFY(!ended(std::move(twice)));
    QCOMPARE(ended(std::move(unheardOf)).failure().kind, FailureKind::Internal);
    QCOMPARE(ended(std::move(neverSent)).failure().kind, FailureKind::Internal);
    QVERIFY(ended(std::move(settled)));
    QCOMPARE(m_desk->value(u"SELECT string_agg(state, ',' ORDER BY sequence) FROM sync_operations"_s),
        u"sent,sent,planned,confirmed,planned"_s);
    QCOMPARE(
        m_desk->value(u"SELECT vendor FROM base_products WHERE id = %1"_s.arg(operations.at(4).shopifyProduct.value)),
        u"Acme"_s);
    QCOMPARE(
        m_desk->value(u"SELECT vendor FROM base_products WHERE id = %1"_s.arg(operations.at(3).shopifyProduct.value)),
        u"Other"_s);
}

void TestQueuedJournal::settlementsOfOneProductSeeEachOther()
{
    const ProductId product = m_desk->addProducts(1).first();
    const ShopifyId shopify = m_desk->shopifyId(product);
    const auto settlementOf = [&](const QString &field, const QString &value) {
        return Settlement{.batch = m_batch,
            .epoch = 1,
            .product = product,
            .shopifyProduct = shopify,
            .seen = ProductContent{.id = shopify, .fields = {{field, value}}},
            .base = {.product = {{field, value}}}};
    };
    QCoro::Task<Result<Settled>> first = m_journal->settle(settlementOf(u"vendor"_s, u"Other"_s));
    QCoro::Task<Result<Settled>> second = m_journal->settle(settlementOf(u"product_type"_s, u"Pens"_s));
    QCoro::Task<Result<Settled>> third = m_journal->settle(settlementOf(u"title"_s, u"Green pen"_s));
    QVERIFY(ended(std::move(first)));
    QVERIFY(ended(std::move(second)));
    QVERIFY(ended(std::move(third)));
    for (const QString &table : {u"shopify_products"_s, u"base_products"_s})
        QCOMPARE(m_desk->value(u"SELECT vendor || '/' || product_type || '/' || title FROM %1"_s.arg(table)),
            u"Other/Pens/Green pen"_s);
    // One image before the batch and one after it, whatever came in between.
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_versions WHERE batch_id = %1"_s.arg(m_batch.value)), u"1"_s);
}

void TestQueuedJournal::refusesAllOfALateDesk()
{
    const QList<Operation> operations = planned(4);
    QVERIFY(ended(m_journal->markSent(operations.at(2).id, 1, 1)));
    m_desk->sql(u"INSERT INTO catalogue_shop (domain, claimed_by) VALUES ('test.myshopify.com', 'x') "
                "ON CONFLICT DO NOTHING"_s);
    m_desk->sql(u"INSERT INTO writer_lease (shop_domain, owner, operator, desk, epoch, until) "
                "VALUES ('test.myshopify.com', 'other', 'Ben', 'desk-2', 2, now() + interval '1 minute')"_s);
    QCoro::Task<Result<QDateTime>> first = m_journal->markSent(operations.at(0).id, 1, 1);
    QCoro::Task<Result<QDateTime>> second = m_journal->markSent(operations.at(1).id, 1, 1);
    QCoro::Task<Result<Settled>> third = m_journal->settle({.batch = m_batch,
        .epoch = 1,
        .product = operations.at(2).product,
        .shopifyProduct = operations.at(2).shopifyProduct,
        .operation = OperationEnd{.id = operations.at(2).id}});
    QCOMPARE(ended(std::move(first)).failure().kind, FailureKind::Busy);
    QCOMPARE(ended(std::move(second)).failure().kind, FailureKind::Busy);
    QCOMPARE(ended(std::move(third)).failure().kind, FailureKind::Busy);
    QCOMPARE(m_desk->value(u"SELECT string_agg(state, ',' ORDER BY sequence) FROM sync_operations"_s),
        u"planned,planned,sent,planned"_s);
}

void TestQueuedJournal::keepsTheOrderOfWhatGoesTogether()
{
    const Operation operation = updateOf(m_desk->addProducts(1).first(), 1);
    // Not awaited before the next is asked.
    QCoro::Task<Result<Done>> plan = m_journal->plan({operation}, 1);
    QCoro::Task<Result<QDateTime>> sent = m_journal->markSent(operation.id, 1, 1);
    QVERIFY(ended(std::move(plan)));
    QVERIFY(ended(std::move(sent)));
    QCoro::Task<Result<Done>> counted = m_journal->noteBatch(m_batch, BatchStatus::Running, {.total = 1}, {});
    QCoro::Task<Result<Done>> failed
        = m_journal->markEnded(operation.id, OperationState::Failed, Failure{FailureKind::ShopRefused, u"No."_s}, 1);
    QCoro::Task<Result<QList<Operation>>> read = m_journal->operations(m_batch, {});
    QVERIFY(ended(std::move(counted)));
    QVERIFY(ended(std::move(failed)));
    const auto operations = ended(std::move(read));
    QVERIFY(operations);
    QCOMPARE(operations->size(), 1);
    QCOMPARE(operations->first().state, OperationState::Failed);
    QCOMPARE(operations->first().attempt, 1);
}

void TestQueuedJournal::aRequestDoesNotWaitForWhatCameOfOthers()
{
    const QList<Operation> operations = planned(2);
    m_holder = open();
    QVERIFY(m_holder->executeScript("BEGIN"));
    QVERIFY(m_holder->executeText(
        u"SELECT FROM products WHERE id = :id::bigint FOR UPDATE"_s, {{u"id", operations.at(0).product}}));
    QCoro::Task<Result<Settled>> settled = m_journal->settle({.batch = m_batch,
        .epoch = 1,
        .product = operations.at(0).product,
        .shopifyProduct = operations.at(0).shopifyProduct});
    waitUntilItWaits();
    QVERIFY(ended(m_journal->markSent(operations.at(1).id, 1, 1)));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s), u"1"_s);
    QVERIFY(!settled.isReady());
    letGo();
    QVERIFY(ended(std::move(settled)));
}

void TestQueuedJournal::aLostConnectionFailsWhatIsAskedFrom()
{
    const QList<Operation> operations = planned(2);
    m_desk->sql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"_s);
    QCOMPARE(ended(m_journal->markSent(operations.at(0).id, 1, 1)).failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(ended(m_journal->plan({operations.at(1)}, 1)).failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(ended(m_journal->batchFacts(m_batch)).failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'planned'"_s), u"2"_s);
}

void TestQueuedJournal::aDatabaseThatIsNotThereIsSaid()
{
    ConnectionSettings nowhere = m_desk->database;
    nowhere.host = u"/nowhere"_s;
    QueuedJournal journal(nowhere);
    QCOMPARE(ended(journal.linkedProducts()).failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(ended(journal.plan({}, 1)).failure().kind, FailureKind::DatabaseUnreachable);
}

void TestQueuedJournal::aPushThroughItComesToTheSame_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one at a time") << 1;
    QTest::newRow("as many as there are") << 64;
}

void TestQueuedJournal::aPushThroughItComesToTheSame()
{
    QFETCH(const int, workers);
    PushDesk other(*m_server);
    m_desk->store = m_journal.get();
    for (PushDesk *desk : {m_desk.get(), &other}) {
        desk->settings.parallelWorkers = workers;
        desk->addProducts(80, 2);
        desk->sql(u"UPDATE products SET vendor = 'Other' WHERE id % 3 <> 0"_s);
        desk->sql(u"UPDATE product_variants SET price = price + 1 WHERE product_id % 3 <> 1"_s);
        desk->sql(u"UPDATE product_variants SET inventory_quantity = 3 WHERE product_id % 5 = 0"_s);
        desk->sql(u"DELETE FROM product_variants v USING products p WHERE p.id = v.product_id AND v.position = 2 "
                  "AND p.id % 7 = 0"_s);
    }
    const WorldSnapshot before = m_desk->snapshot();
    BatchId pushed;
    for (PushDesk *desk : {m_desk.get(), &other}) {
        QCOMPARE(desk->stageAndApprove(), 80);
        const auto report = desk->push({.overrideBreaker = true});
        QVERIFY2(report, report ? "" : qUtf8Printable(report.failure().text() + report.failure().detail));
        QCOMPARE(report->succeeded, 80);
        if (desk == m_desk.get())
            pushed = report->batch;
    }
    QCOMPARE(m_desk->snapshot().contents(), other.snapshot().contents());
    const QString states = u"SELECT string_agg(state || ':' || n, ',' ORDER BY state) FROM "
                           "(SELECT state, count(*) AS n FROM sync_operations GROUP BY state) AS s"_s;
    QCOMPARE(m_desk->value(states), other.value(states));
    const QString images = u"SELECT count(*) || ' ' || count(before) || ' ' || count(after) FROM sync_versions"_s;
    QCOMPARE(m_desk->value(images), other.value(images));
    const auto undone = m_desk->rollBack({.batch = pushed});
    QVERIFY2(undone, undone ? "" : qUtf8Printable(undone.failure().text() + undone.failure().detail));
    QCOMPARE(undone->failed, 0);
    const WorldSnapshot after = m_desk->snapshot();
    QCOMPARE(after.contents().filter(u"shop"_s).size(), before.contents().filter(u"shop"_s).size());
}

QTEST_GUILESS_MAIN(TestQueuedJournal)

#include "tst_queuedjournal.moc"
