#include "sync/journal/queuedjournal.h"
#include "tests/support/pushdesk.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using TestSupport::FakeShop;
using TestSupport::PushDesk;
using TestSupport::WorldSnapshot;

namespace {

/// Answers after a while, and counts what is under way at once.
class SlowShop final : public ShopPort
{
public:
    SlowShop(FakeShop &shop, Clock &clock)
        : m_shop(shop)
        , m_clock(clock)
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        int &now = request.isMutation ? m_writes : m_reads;
        ++now;
        mostWrites = std::max(mostWrites, m_writes);
        writesBesideADelete += isDelete(request) && m_writes > 1 ? 1 : 0;
        const bool slept = co_await m_clock.sleep(15ms, {});
        Q_UNUSED(slept)
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        --now;
        co_return reply;
    }
    ThrottleState throttle() const override { return {}; }

    int mostWrites = 0;
    int writesBesideADelete = 0;

private:
    static bool isDelete(const ShopRequest &request) { return request.document == u"product_delete"_s; }

    FakeShop &m_shop;
    Clock &m_clock;
    int m_writes = 0;
    int m_reads = 0;
};

} // namespace

/// What is under way at the same time, with a shop and a journal that take their time.
class TestManyAtOnce final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<Tests::PrivatePostgres>(); }
    void init();
    void cleanup();
    void sendsAsManyAtOnceAsItMay_data();
    void sendsAsManyAtOnceAsItMay();
    void putsSeveralBackAtOnce();
    void takesWhatWasMadeAwayAlone();
    void finishesWhatIsUnderWayWhenItStops();

private:
    BatchId pushed(int products);

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
    std::unique_ptr<QueuedJournal> m_journal;
    std::unique_ptr<SlowShop> m_shop;
};

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestManyAtOnce::init()
{
    m_desk = std::make_unique<PushDesk>(*m_server);
    m_journal = std::make_unique<QueuedJournal>(m_desk->database);
    m_shop = std::make_unique<SlowShop>(m_desk->shop, m_desk->clock);
    m_desk->times.readAge = 60s; // a busy machine is not what is tried here
    m_desk->store = m_journal.get();
    m_desk->port = m_shop.get();
}

void TestManyAtOnce::cleanup()
{
    m_journal.reset();
    m_shop.reset();
    m_desk.reset();
}

BatchId TestManyAtOnce::pushed(int products)
{
    m_desk->addProducts(products);
    m_desk->sql(u"UPDATE products SET vendor = 'Other'"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push({.overrideBreaker = true});
    if (!report || report->succeeded != products)
        qFatal("not all was sent: %s", report ? "" : qUtf8Printable(report.failure().text()));
    return report->batch;
}

void TestManyAtOnce::sendsAsManyAtOnceAsItMay_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one") << 1;
    QTest::newRow("three") << 3;
    QTest::newRow("eight") << 8;
}

void TestManyAtOnce::sendsAsManyAtOnceAsItMay()
{
    QFETCH(const int, workers);
    m_desk->settings.parallelWorkers = workers;
    pushed(24);
    QCOMPARE(m_shop->mostWrites, workers);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed'"_s), u"24"_s);
    QCOMPARE(m_desk->shop.effects().size(), 24);
}

void TestManyAtOnce::putsSeveralBackAtOnce()
{
    m_desk->settings.parallelWorkers = 4;
    m_desk->addProducts(20);
    const WorldSnapshot before = m_desk->snapshot();
    m_desk->sql(u"UPDATE products SET vendor = 'Other'"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push({.overrideBreaker = true});
    VERIFY_OK(report);
    m_shop->mostWrites = 0;
    const auto undone = m_desk->rollBack({.batch = report->batch});
    VERIFY_OK(undone);
    QCOMPARE(undone->succeeded, 20);
    // How many meet is a matter of how fast this machine writes them down; never more than it may.
    QVERIFY2(m_shop->mostWrites > 1 && m_shop->mostWrites <= 4, qPrintable(QString::number(m_shop->mostWrites)));
    QCOMPARE(m_desk->snapshot().differences(before), QStringList());
}

void TestManyAtOnce::takesWhatWasMadeAwayAlone()
{
    m_desk->settings.parallelWorkers = 4;
    m_desk->addProducts(8);
    m_desk->sql(u"UPDATE products SET vendor = 'Other'"_s);
    for (int i = 0; i < 3; ++i)
        m_desk->sql(u"INSERT INTO products (name) VALUES ('New %1')"_s.arg(i));
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) "
                "SELECT id, 1, 2 FROM products WHERE name LIKE 'New%'"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push({.overrideBreaker = true});
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 11);
    const auto undone = m_desk->rollBack({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(undone);
    QCOMPARE(undone->succeeded, 11);
    QCOMPARE(m_desk->shop.effects().count(u"product_delete"_s), 3);
    QCOMPARE(m_shop->writesBesideADelete, 0);
}

void TestManyAtOnce::finishesWhatIsUnderWayWhenItStops()
{
    m_desk->settings.parallelWorkers = 4;
    const BatchId batch = pushed(20);
    std::stop_source stop;
    m_desk->observer.onAdvanced = [&stop](qint64 done) {
        if (done >= 6)
            stop.request_stop();
    };
    const auto undone = m_desk->rollBack({.batch = batch}, stop.get_token());
    m_desk->observer.onAdvanced = {};
    VERIFY_OK(undone);
    QCOMPARE(undone->status, BatchStatus::Cancelled);
    QVERIFY(undone->succeeded >= 6);
    QVERIFY(undone->succeeded < 20);
    // Nothing is left open, and each is back or as it was sent.
    QCOMPARE(
        m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown')"_s), u"0"_s);
    QCOMPARE(
        m_desk->value(u"SELECT count(*) FROM products WHERE vendor <> 'Other'"_s), QString::number(undone->succeeded));
}

QTEST_GUILESS_MAIN(TestManyAtOnce)

#include "tst_manyatonce.moc"
