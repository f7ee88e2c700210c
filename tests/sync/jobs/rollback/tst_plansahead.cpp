// Which products are planned from one read, and when.

#include "sync/jobs/rollback/plansahead.h"

#include "sync/ports/shop.h"
#include "tests/support/manualclock.h"
#include "tests/support/runtask.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::ManualClock;
using namespace std::chrono_literals;

namespace {

constexpr int atOnce = 8;
constexpr ThrottleState plenty{.available = 20'000, .maximum = 20'000, .restorePerSecond = 1'000};

/// Says how many points there are, and answers nothing.
class Bucket final : public ShopPort
{
public:
    QCoro::Task<Result<ShopReply>> execute(ShopRequest, std::stop_token) override
    {
        co_return Failure{FailureKind::NotFound, u"Nothing is asked here."_s};
    }
    ThrottleState throttle() const override { return state; }

    ThrottleState state = plenty;
};

/// Plans that name their product by its index, and keep what was asked for together.
class NotedPlans final : public ProductPlans
{
public:
    explicit NotedPlans(qsizetype count)
        : m_count(count)
    { }

    qsizetype count() const override { return m_count; }
    bool goesAlone(qsizetype index) const override { return alone.contains(index); }
    bool sharesRead(qsizetype index) const override { return !apart.contains(index); }
    QCoro::Task<Result<QList<ProductPlan>>> plan(QList<qsizetype> indexes, std::stop_token) override
    {
        windows += indexes;
        if (onPlan)
            onPlan();
        if (failsFrom && indexes.last() >= *failsFrom)
            co_return Failure{FailureKind::ShopUnreachable, u"No answer."_s};
        QList<ProductPlan> plans;
        for (const qsizetype index : indexes)
            plans += ProductPlan{.undo = {.product = ProductId{index}}};
        co_return plans;
    }

    QList<QList<qsizetype>> windows;
    QList<qsizetype> alone;
    QList<qsizetype> apart;
    std::optional<qsizetype> failsFrom;
    std::function<void()> onPlan;

private:
    qsizetype m_count;
};

} // namespace

class TestPlansAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOutEachOnceAndInOrder();
    void readsNoMoreThanThePointsAllow();
    void goesNoFurtherThanWhatWaitsForOthers();
    void leavesApartWhatIsReadByPages();
    void leavesWhatHasGrownOldToItself();
    void readsLessAtOnceWhereReadsAreSlow();
    void saysWhyNothingCouldBeRead();

private:
    /// The product of a plan; -1 when it shares its read with nobody.
    static qint64 productOf(const Result<std::optional<ProductPlan>> &plan)
    {
        return *plan ? (**plan).undo.product.value : -1;
    }

    ManualClock m_clock;
    Bucket m_bucket;
};

void TestPlansAhead::handsOutEachOnceAndInOrder()
{
    NotedPlans plans(100);
    PlansAhead ahead(plans, m_bucket, m_clock, atOnce, 1s);
    for (qsizetype index = 0; index < plans.count(); ++index) {
        const auto plan = *TestSupport::runTask(ahead.take(index, {}));
        QVERIFY(plan.isOk());
        QCOMPARE(productOf(plan), qint64(index));
        QCOMPARE((**plan).readAt, m_clock.monotonic());
    }
    QList<qsizetype> asked;
    for (const QList<qsizetype> &window : std::as_const(plans.windows))
        asked += window;
    QCOMPARE(asked.size(), plans.count());
    QVERIFY2(plans.windows.size() <= 5, qPrintable(QString::number(plans.windows.size())));
}

void TestPlansAhead::readsNoMoreThanThePointsAllow()
{
    m_bucket.state = {.available = 20, .maximum = 2'000, .restorePerSecond = 100};
    NotedPlans plans(40);
    PlansAhead ahead(plans, m_bucket, m_clock, 2, 1s);
    QCOMPARE(productOf(*TestSupport::runTask(ahead.take(0, {}))), 0);
    QCOMPARE(plans.windows.first().size(), 10); // 120 points at 12 each
    m_bucket.state = {};
    NotedPlans before(40); // an answer of which nothing is known yet
    PlansAhead blind(before, m_bucket, m_clock, 2, 1s);
    QCOMPARE(productOf(*TestSupport::runTask(blind.take(0, {}))), 0);
    QCOMPARE(before.windows.first().size(), 2);
    m_bucket.state = plenty;
}

void TestPlansAhead::goesNoFurtherThanWhatWaitsForOthers()
{
    NotedPlans plans(8);
    plans.alone = {3, 4};
    PlansAhead ahead(plans, m_bucket, m_clock, atOnce, 1s);
    QList<qint64> products;
    for (qsizetype index = 0; index < plans.count(); ++index) {
        products += productOf(*TestSupport::runTask(ahead.take(index, {})));
        if (index < 4)
            QCOMPARE(plans.windows.size(), 1); // what is behind it is read when it is done
    }
    QCOMPARE(products, (QList<qint64>{0, 1, 2, -1, -1, 5, 6, 7}));
    QCOMPARE(plans.windows, (QList<QList<qsizetype>>{{0, 1, 2}, {5, 6, 7}}));
}

void TestPlansAhead::leavesApartWhatIsReadByPages()
{
    NotedPlans plans(3);
    plans.apart = {0, 2};
    PlansAhead ahead(plans, m_bucket, m_clock, atOnce, 1s);
    QCOMPARE(productOf(*TestSupport::runTask(ahead.take(0, {}))), -1);
    QCOMPARE(productOf(*TestSupport::runTask(ahead.take(1, {}))), 1);
    QCOMPARE(productOf(*TestSupport::runTask(ahead.take(2, {}))), -1);
    QCOMPARE(plans.windows, (QList<QList<qsizetype>>{{1}}));
}

void TestPlansAhead::leavesWhatHasGrownOldToItself()
{
    NotedPlans plans(20);
    PlansAhead ahead(plans, m_bucket, m_clock, 2, 1s);
    QCOMPARE(productOf(*TestSupport::runTask(ahead.take(0, {}))), 0);
    m_clock.advance(1500ms);
    for (qsizetype index = 1; index < plans.count(); ++index)
        QCOMPARE(productOf(*TestSupport::runTask(ahead.take(index, {}))), -1);
    QCOMPARE(plans.windows.size(), 1);
}

void TestPlansAhead::readsLessAtOnceWhereReadsAreSlow()
{
    NotedPlans plans(200);
    plans.onPlan = [this] { m_clock.advance(1500ms); };
    PlansAhead ahead(plans, m_bucket, m_clock, 2, 1s);
    for (qsizetype index = 0; index < plans.count(); ++index)
        QCOMPARE(productOf(*TestSupport::runTask(ahead.take(index, {}))), -1);
    qsizetype read = 0;
    for (const QList<qsizetype> &window : std::as_const(plans.windows))
        read += window.size();
    QCOMPARE(read, plans.count()); // none of them twice
    QCOMPARE(plans.windows.first().size(), 32);
    QCOMPARE(plans.windows.last().size(), 1);
    plans.onPlan = {};
    NotedPlans quick(200);
    PlansAhead again(quick, m_bucket, m_clock, 2, 1s);
    for (qsizetype index = 0; index < quick.count(); ++index)
        QCOMPARE(productOf(*TestSupport::runTask(again.take(index, {}))), index);
}

void TestPlansAhead::saysWhyNothingCouldBeRead()
{
    NotedPlans plans(4);
    plans.alone = {2};
    plans.failsFrom = 3;
    PlansAhead ahead(plans, m_bucket, m_clock, atOnce, 1s);
    for (qsizetype index = 0; index < 3; ++index)
        QVERIFY(TestSupport::runTask(ahead.take(index, {}))->isOk());
    const auto failed = *TestSupport::runTask(ahead.take(3, {}));
    QVERIFY(!failed.isOk());
    QCOMPARE(failed.failure().kind, FailureKind::ShopUnreachable);
}

QTEST_GUILESS_MAIN(TestPlansAhead)
#include "tst_plansahead.moc"
