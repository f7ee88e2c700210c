#include "sync/jobs/push/ownwrites.h"
#include "tests/support/demodesk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

namespace {

/// A moment longer than the protocol's, so that what it waits for comes within this.
constexpr int lag = 700;

QJsonObject readsLate(int behind, int count = 0)
{
    return {{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, behind}, {u"count"_s, count}};
}

Operation confirmed(OperationKind kind, const ContentPatch &returned)
{
    return {.kind = kind, .state = OperationState::Confirmed, .returned = returned};
}

} // namespace

/// A shop that for a while after a write answers reads with what was there before it.
class TestLateReads final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void aLostAnswerIsSettledByWhatIsThereAtLast_data();
    void aLostAnswerIsSettledByWhatIsThereAtLast();
    void whatIsSentFirstIsLookedAtUntilItShows_data();
    void whatIsSentFirstIsLookedAtUntilItShows();
    void whatCannotBeLookedAtIsSentAllTheSame();
    void aRollbackRightAfterThePushTakesBackWhatIsNotShownYet();
    void aRollbackOfWhatIsBackWaitsForNothing();
    void ownWritesAreTold_data();
    void ownWritesAreTold();

private:
    void change(int products);
    int effects();

    DemoShop m_shop{{.products = 60, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
};

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestLateReads::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestLateReads::cleanupTestCase()
{
    m_demo.reset();
    m_server.reset();
}

void TestLateReads::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    m_demo->desk.times.settleAfter = 2s;
    m_demo->desk.times.readLag = 10s;
    m_demo->desk.times.lookAgain = 50ms;
}

/// That many products have another vendor and wait to be sent.
void TestLateReads::change(int products)
{
    m_demo->adoptFirst(products);
    m_demo->desk.sql(u"UPDATE products SET vendor = 'Late & Sons'"_s);
    QCOMPARE(m_demo->desk.stageAndApprove(), products);
}

/// How often an update of a product took effect in the shop.
int TestLateReads::effects()
{
    int count = 0;
    for (const QJsonValue &effect : m_shop.log())
        count += effect[u"mutation"_s].toString() == u"productUpdate" ? 1 : 0;
    return count;
}

void TestLateReads::aLostAnswerIsSettledByWhatIsThereAtLast_data()
{
    QTest::addColumn<QJsonObject>("late");
    QTest::newRow("for a while") << readsLate(lag);
    // The first read looks at what is to be replaced.
    QTest::newRow("once") << readsLate(60'000, 2);
}

void TestLateReads::aLostAnswerIsSettledByWhatIsThereAtLast()
{
    QFETCH(QJsonObject, late);
    change(3);
    auto &desk = m_demo->desk;
    desk.settings.parallelWorkers = 1;
    m_shop.faults({QJsonObject{{u"match"_s, u"productUpdate"_s}, {u"nth"_s, 2}, {u"action"_s, u"dropAfter"_s}}, late});
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(report->conflicts, 0);
    QCOMPARE(effects(), 3); // each once
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed' AND attempt = 1"_s), u"3"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM shopify_products WHERE vendor = 'Late & Sons'"_s), u"3"_s);
}

void TestLateReads::whatIsSentFirstIsLookedAtUntilItShows_data()
{
    QTest::addColumn<int>("behind");
    QTest::addColumn<QString>("warning");
    QTest::newRow("shown after a while") << 2'000 << QString();
    QTest::newRow("not shown for longer than that may take") << 60'000 << u"could not be checked"_s;
}

void TestLateReads::whatIsSentFirstIsLookedAtUntilItShows()
{
    QFETCH(int, behind);
    QFETCH(QString, warning);
    change(2);
    auto &desk = m_demo->desk;
    if (!warning.isEmpty())
        desk.times.readLag = 300ms;
    m_shop.faults({readsLate(behind)});
    const auto report = desk.push({.sendFirst = 2});
    VERIFY_OK(report);
    // Whatever is shown, it was answered: it is done.
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 2);
    QCOMPARE(report->warnings.size(), warning.isEmpty() ? 0 : 2);
    for (const QString &one : report->warnings)
        QVERIFY2(one.contains(warning), qPrintable(one));
    QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed'"_s), u"2"_s);
}

void TestLateReads::whatCannotBeLookedAtIsSentAllTheSame()
{
    change(1);
    auto &desk = m_demo->desk;
    // After the read that decides on it.
    m_shop.faults(
        {QJsonObject{{u"match"_s, u"nodes"_s}, {u"nth"_s, 2}, {u"action"_s, u"status"_s}, {u"status"_s, 402}}});
    const auto report = desk.push({.sendFirst = 1});
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->warnings.size(), 1);
    QVERIFY2(report->warnings.first().startsWith(u"What was sent could not be checked"_s),
        qPrintable(report->warnings.first()));
}

void TestLateReads::aRollbackRightAfterThePushTakesBackWhatIsNotShownYet()
{
    m_demo->adoptFirst(3);
    auto &desk = m_demo->desk;
    const auto before = desk.snapshot();
    desk.sql(u"UPDATE products SET vendor = 'Late & Sons'"_s);
    desk.sql(u"UPDATE product_variants SET price = price + 1"_s);
    QCOMPARE(desk.stageAndApprove(), 3);
    m_shop.faults({readsLate(lag)});
    const auto report = desk.push({.overrideBreaker = true});
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);

    const auto plan = desk.planRollback({.batch = report->batch});
    VERIFY_OK(plan);
    QCOMPARE(plan->alreadyBack, 0);
    QCOMPARE(plan->changedSince, 0);
    QVERIFY(plan->willRestore > 0);

    const auto back = desk.rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(before.differences(desk.snapshot()), QStringList());

    // And that, at once, too.
    const auto forth = desk.rollBack({.batch = back->batch});
    VERIFY_OK(forth);
    QVERIFY2(forth->status == BatchStatus::Completed, qPrintable(forth->warnings.join(u'\n')));
    m_shop.faults({});
    QCOMPARE(desk.value(u"SELECT count(*) FROM shopify_products WHERE vendor = 'Late & Sons'"_s), u"3"_s);
    for (const QJsonValue &product :
        m_shop
            .snapshot({u"gid://shopify/Product/"_s
                + desk.value(u"SELECT min(shopify_product_id) FROM products"_s)})[u"products"]
            .toObject())
        QCOMPARE(product[u"vendor"].toString(), u"Late & Sons"_s);
}

void TestLateReads::aRollbackOfWhatIsBackWaitsForNothing()
{
    change(1);
    auto &desk = m_demo->desk;
    desk.times.readLag = 10min;
    const auto report = desk.push();
    VERIFY_OK(report);
    VERIFY_OK(desk.rollBack({.batch = report->batch}));
    // What a run of ours has put back is no read that comes too late.
    const auto plan = desk.planRollback({.batch = report->batch});
    VERIFY_OK(plan);
    QCOMPARE(plan->alreadyBack, 2); // there and in the catalogue
}

void TestLateReads::ownWritesAreTold_data()
{
    QTest::addColumn<QList<Operation>>("operations");
    QTest::addColumn<RemoteRead>("read");
    QTest::addColumn<bool>("misses");
    const FieldMap oldTitle{{u"title"_s, u"Old"_s}};
    const FieldMap newTitle{{u"title"_s, u"New"_s}};
    RemoteRead old;
    old.content.fields = oldTitle;
    old.content.variants += VariantContent{.id = ShopifyId{7}, .fields = oldTitle};
    RemoteRead whole = old;
    whole.content.allVariants = true;
    const RemoteRead gone{.gone = true};
    const Operation update = confirmed(OperationKind::ProductUpdate, {.product = newTitle});
    const Operation back = confirmed(OperationKind::ProductUpdate, {.product = oldTitle});
    Operation failed = update;
    failed.state = OperationState::Failed;
    const Operation ofVariant = confirmed(OperationKind::VariantsUpdate, {.variants = {{7, newTitle}}});
    const Operation made = confirmed(OperationKind::VariantsCreate, {.variants = {{8, newTitle}}});
    const Operation deleted = confirmed(OperationKind::ProductDelete, {});
    Operation removed = confirmed(OperationKind::VariantsDelete, {});
    removed.before.variants.insert(7, oldTitle);
    QTest::newRow("nothing written") << QList<Operation>{} << old << false;
    QTest::newRow("an update") << QList{update} << old << true;
    QTest::newRow("an update that failed") << QList{failed} << old << false;
    QTest::newRow("an update and another") << QList{update, back} << old << false;
    QTest::newRow("a field that was not read")
        << QList{confirmed(OperationKind::ProductUpdate, {.product = {{u"vendor"_s, u"V"_s}}})} << old << false;
    QTest::newRow("of a variant") << QList{ofVariant} << old << true;
    QTest::newRow("a variant that was made") << QList{made} << whole << true;
    QTest::newRow("a variant that was made and is not asked for") << QList{made} << old << false;
    QTest::newRow("a variant that was removed") << QList{removed} << old << true;
    const Operation moved = confirmed(OperationKind::VariantsUpdate, {.variants = {{7, {{u"position"_s, u"2"_s}}}}});
    Operation other = confirmed(OperationKind::VariantsDelete, {});
    other.before.variants.insert(6, oldTitle);
    RemoteRead first = old;
    first.content.variants.first().fields.insert(u"position"_s, u"1"_s);
    QTest::newRow("a variant in another place") << QList{moved} << first << true;
    QTest::newRow("a variant that moved up as one was removed") << QList{moved, other} << first << false;
    QTest::newRow("a product that was deleted") << QList{update, deleted} << old << true;
    QTest::newRow("a product that is gone") << QList{update, deleted} << gone << false;
    QTest::newRow("a product that was made")
        << QList{confirmed(OperationKind::ProductCreate, {.product = newTitle})} << gone << true;
}

void TestLateReads::ownWritesAreTold()
{
    QFETCH(QList<Operation>, operations);
    QFETCH(RemoteRead, read);
    QTEST(missesOwnWrites(read, operations), "misses");
}

QTEST_GUILESS_MAIN(TestLateReads)
#include "tst_latereads.moc"
