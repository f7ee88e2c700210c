#include "sync/jobs/pull/pulljob.h"

#include "sync/async/pausegate.h"
#include "sync/db/pgsession.h"
#include "sync/graphql/httpshop.h"
#include "sync/jobs/apply/applyjob.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/pull/pullscope.h"
#include "sync/ports/random.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/runtask.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::runTask;

namespace {

/// Notes what a job tells, and calls `onProgress` each time.
class NotingObserver final : public JobObserver
{
public:
    void batchStarted(BatchId, BatchKind) override { }
    void phaseStarted(Phase phase, qint64) override
    {
        phases.append(phase);
        if (onPhase)
            onPhase(phase);
    }
    void advanced(qint64 done, qint64) override { lastDone = done; }
    void itemFinished(const ItemOutcome &) override { }
    void itemsFinished(qint64 good, qint64 bad, qint64) override
    {
        succeeded += good;
        failed += bad;
        if (onItems)
            onItems();
    }
    void noted(const QString &) override { }

    QList<Phase> phases;
    qint64 lastDone = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    std::function<void(Phase)> onPhase;
    std::function<void()> onItems;
};

/// A shop whose files break off.
class BrokenFiles final : public ShopConnection
{
public:
    explicit BrokenFiles(ShopConnection &shop)
        : m_shop(shop)
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        return m_shop.execute(std::move(request), std::move(stop));
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }
    Result<Done> download(ShopFile file, Sink sink, std::stop_token stop) const override
    {
        const Sink half = [&sink](QByteArrayView piece) { return sink(piece.first(piece.size() / 2)) && false; };
        (void)m_shop.download(std::move(file), half, std::move(stop));
        return Failure{FailureKind::ShopUnreachable, u"The download broke off."_s};
    }
    ShopContact lastContact() const override { return m_shop.lastContact(); }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override
    {
        return m_shop.restCallLimit(std::move(stop));
    }

private:
    ShopConnection &m_shop;
};

TestSupport::DemoShop::Options smallShop()
{
    TestSupport::DemoShop::Options options;
    options.products = 400;
    return options;
}

} // namespace

/// The jobs over the real demo shop and a real database.
class TestPullJob final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    TestSupport::DemoShop m_shop{smallShop()};
    ConnectionSettings m_database;
    std::unique_ptr<PgSession> m_session;
    ShopSettings m_settings;
    Operator m_who{u"anna"_s, u"desk-1"_s};
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<HttpShop> m_connection;
    PauseGate m_gate;
    NotingObserver m_observer;

    JobContext context(ShopConnection &shop)
    {
        return {*m_session, m_database, shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who};
    }
    Result<BatchReport> pull(PullRequest request = {}, std::stop_token stop = {})
    {
        return pullFrom(*m_connection, request, stop);
    }
    Result<BatchReport> pullFrom(ShopConnection &shop, PullRequest request = {}, std::stop_token stop = {})
    {
        PullJob job(context(shop), request);
        auto report = runTask(job.run(stop), 60'000);
        return report ? *report : Result<BatchReport>(Failure{FailureKind::Internal, u"the pull did not end"_s});
    }
    Result<BatchReport> apply(std::stop_token stop = {})
    {
        execute(
            u"UPDATE staged_product_changes SET status = 'approved', decided_by = 'anna' WHERE status = 'pending'"_s);
        ApplyJob job(context(*m_connection), {});
        auto report = runTask(job.run(stop), 60'000);
        return report ? *report : Result<BatchReport>(Failure{FailureKind::Internal, u"the apply did not end"_s});
    }
    void execute(const QString &statement)
    {
        const auto done = m_session->executeText(statement);
        QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
    }
    qint64 number(const QString &statement)
    {
        const auto rows = m_session->executeText(statement);
        return rows ? rows->first().int64(0) : -1;
    }
    static QByteArray why(const Result<BatchReport> &report)
    {
        return report ? QByteArray() : (report.failure().text() + report.failure().detail).toUtf8();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_settings.url = QUrl(m_shop.url());
        m_settings.identity = {u"syncdesk-demo.myshopify.com"_s};
        m_connection = std::make_unique<HttpShop>(m_settings,
            ShopAccess{.accessToken = Secret(m_shop.token()), .clientId = {}, .clientSecret = {}}, m_clock, m_random);
    }

    void init()
    {
        m_shop.reset();
        m_database = m_postgres.createDatabase();
        m_session = std::move(PgSession::open(m_database)).value();
        m_observer = {};
        m_gate.open();
    }

    void theWholeShopIsPulledAndApplied()
    {
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Completed);
        QCOMPARE(report->total, 400);
        QCOMPARE(report->staged, 400);
        QCOMPARE(report->mirrorRowsWritten,
            number(u"SELECT (SELECT count(*) FROM shopify_products) + (SELECT count(*) FROM shopify_variants)"_s));
        QVERIFY(m_observer.phases.contains(Phase::Reading));
        const auto applied = apply();
        QVERIFY2(applied, why(applied).constData());
        QCOMPARE(applied->succeeded, 400);
        QCOMPARE(m_observer.succeeded, 400);
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE shopify_sync_status = 'synced'"_s), 400);
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->mirrorRowsWritten, 0);
        QCOMPARE(again->staged, 0);
        QCOMPARE(number(u"SELECT count(*) FROM sync_batches WHERE status = 'completed'"_s), 3);
    }

    void editsOfOthersAreFoundByAnIncrementalPull()
    {
        QVERIFY(pull());
        QVERIFY(apply());
        const QString gid = u"gid://shopify/Product/%1"_s.arg(number(u"SELECT min(id) FROM shopify_products"_s));
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        PullRequest request;
        request.scope = PullScope::Incremental;
        const auto report = pull(request);
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 1);
        QCOMPARE(
            number(
                u"SELECT count(*) FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending' AND f.field = 'title' AND f.remote_value = 'Elsewhere'"_s),
            1);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 400);
    }

    void aFileThatBreaksOffLeavesTheMirrorAsItWas()
    {
        QVERIFY(pull());
        const QString untouched = u"SELECT count(*) FROM shopify_products WHERE title <> 'Elsewhere'"_s;
        const QString gid = u"gid://shopify/Product/%1"_s.arg(number(u"SELECT min(id) FROM shopify_products"_s));
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        BrokenFiles broken(*m_connection);
        const auto report = pullFrom(broken);
        QVERIFY(!report);
        QCOMPARE(report.failure().what, u"The download broke off."_s);
        QCOMPARE(number(untouched), 400);
        QCOMPARE(number(u"SELECT count(*) FROM sync_batches WHERE status = 'failed'"_s), 1);
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(number(untouched), 399);
    }

    void aSelectivePullDeletesNothing()
    {
        QVERIFY(pull());
        PullRequest request;
        request.scope = PullScope::Selective;
        request.products = {ShopifyId{number(u"SELECT min(id) FROM shopify_products"_s)}};
        const auto report = pull(request);
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->total, 1);
        QCOMPARE(report->mirrorRowsWritten, 0);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 400);
    }

    void aSelectionOfNothingIsRefused()
    {
        PullRequest request;
        request.scope = PullScope::Selective;
        const auto report = pull(request);
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, FailureKind::BadInput);
        QCOMPARE(number(u"SELECT count(*) FROM sync_batches WHERE status = 'failed'"_s), 1);
    }

    void aStoppedPullIsCancelledAndTheNextOneFillsTheMirror()
    {
        const auto source = std::make_shared<std::stop_source>();
        m_observer.onPhase = [source](Phase phase) {
            if (phase == Phase::Reading)
                source->request_stop();
        };
        const auto report = pull({}, source->get_token());
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Cancelled);
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes"_s), 0);
        m_observer = {};
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->staged, 400);
    }

    void aPausedPullWaitsAndGoesOn()
    {
        m_gate.close();
        QTimer::singleShot(300, this, [this] { m_gate.open(); });
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 400);
    }

    void aStoppedApplyKeepsWhatIsWritten()
    {
        m_settings.batchSize = 20;
        QVERIFY(pull());
        const auto source = std::make_shared<std::stop_source>();
        m_observer.onItems = [source] { source->request_stop(); };
        const auto report = apply(source->get_token());
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Cancelled);
        QCOMPARE(report->succeeded, 40); // the two chunks that were under way
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), 40);
        m_observer.onItems = {};
        const auto rest = apply();
        QVERIFY2(rest, why(rest).constData());
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), 400);
        m_settings.batchSize = 250;
    }

    void nothingApprovedIsRefusedWithoutABatch()
    {
        const auto report = apply();
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, FailureKind::Refused);
        QCOMPARE(number(u"SELECT count(*) FROM sync_batches"_s), 0);
    }

    void searchFiltersAreQuoted()
    {
        PullRequest request;
        request.scope = PullScope::Selective;
        request.vendor = u"O'Neill \\ Sons"_s;
        request.productType = u"Pens"_s;
        QCOMPARE(*pullFilter(request, {}, PullJob::Overlap), u"vendor:'O\\'Neill \\\\ Sons' AND product_type:'Pens'"_s);
        request = {};
        request.scope = PullScope::Incremental;
        const QDateTime mark(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC);
        QCOMPARE(*pullFilter(request, mark, PullJob::Overlap), u"updated_at:>='2026-11-02T08:55:00Z'"_s);
    }
};

QTEST_GUILESS_MAIN(TestPullJob)
#include "tst_pulljob.moc"
