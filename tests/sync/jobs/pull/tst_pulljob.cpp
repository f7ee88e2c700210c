#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

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
    QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override
    {
        return m_shop.upload(std::move(jsonl), std::move(stop));
    }
    QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override
    {
        return m_shop.fetch(std::move(url), std::move(stop));
    }
    ShopContact lastContact() const override { return m_shop.lastContact(); }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override
    {
        return m_shop.restCallLimit(std::move(stop));
    }

private:
    ShopConnection &m_shop;
};

} // namespace

/// The jobs over the real demo shop and a real database.
class TestPullJob final : public QObject, Tests::PullDesk
{
    Q_OBJECT

public:
    TestPullJob()
        : PullDesk(400)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init() { renew(); }

    void theWholeShopIsPulledAndApplied()
    {
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Completed);
        QCOMPARE(report->total, 400);
        QCOMPARE(report->staged, 400);
        QCOMPARE(report->mirrorRowsWritten,
            number(
                u"SELECT (SELECT count(*) FROM shopify_products) + (SELECT count(*) FROM shopify_variants) + (SELECT count(*) FROM shopify_facets)"_s));
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

    /// Another right or version of the API: the mirror is filled afresh, and until that has ended its emptiness is no
    /// news of Shopify.
    void nothingIsAppliedWhileTheMirrorIsHalfFilled()
    {
        QVERIFY(pull());
        QVERIFY(apply());
        const QString gid = productGid(3);
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        QVERIFY(pull());
        execute(u"UPDATE mirror_state SET query_fingerprint = 'of another version'"_s);
        BrokenFiles broken(*m_connection);
        QVERIFY(!pullFrom(broken));
        QCOMPARE(number(u"SELECT count(*) FROM mirror_state WHERE complete"_s), 0);
        const qint64 batches = number(u"SELECT count(*) FROM sync_batches"_s);
        const auto refused = apply();
        QVERIFY(!refused);
        QCOMPARE(refused.failure().kind, FailureKind::Refused);
        QVERIFY2(refused.failure().what.contains(u"read completely"_s), qPrintable(refused.failure().what));
        QCOMPARE(number(u"SELECT count(*) FROM sync_batches"_s), batches);
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes WHERE change_type = 'delete'"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), 400);
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        const auto applied = apply();
        QVERIFY2(applied, why(applied).constData());
        QCOMPARE(applied->succeeded, 1);
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE name = 'Elsewhere'"_s), 1);
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), 400);
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
};

QTEST_GUILESS_MAIN(TestPullJob)
#include "tst_pulljob.moc"
