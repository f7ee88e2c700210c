#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Sync;

Q_DECLARE_METATYPE(Sync::FailureKind)

/// Shopify on its bad days, over real HTTP: whatever comes, nothing is deleted and nothing half staged, and the next
/// good pull makes everything right.
class TestPullBadDays final : public QObject, Tests::PullDesk
{
    Q_OBJECT

    static QJsonObject onStart(QJsonObject fault)
    {
        fault.insert(u"match"_s, u"bulkOperationRunQuery"_s);
        return fault;
    }
    static QJsonObject onDownload(QJsonObject fault)
    {
        fault.insert(u"match"_s, u"bulk-download"_s);
        return fault;
    }
    static QJsonObject bulk(const QString &trouble)
    {
        return onStart({{u"action"_s, u"bulk"_s}, {u"trouble"_s, trouble}});
    }
    static QJsonObject spoiled(const QString &how)
    {
        return onDownload({{u"action"_s, u"corrupt"_s}, {u"how"_s, how}});
    }
    QString everything()
    {
        return mirror()
            + text(u"SELECT concat((SELECT count(*) FROM staged_product_changes), ' ', "
                   "(SELECT count(*) FROM products), ' ', (SELECT watermark FROM mirror_state))"_s);
    }

    void addDays()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("failed") << bulk(u"failed"_s) << FailureKind::ShopUnreachable;
        QTest::newRow("failed with partial data") << bulk(u"partial"_s) << FailureKind::ShopUnreachable;
        QTest::newRow("result expired") << bulk(u"expired"_s) << FailureKind::ShopAnswer;
        QTest::newRow("address expired") << onDownload({{u"action"_s, u"status"_s}, {u"status"_s, 403}})
                                         << FailureKind::ShopAnswer;
        QTest::newRow("address gone") << onDownload({{u"action"_s, u"status"_s}, {u"status"_s, 404}})
                                      << FailureKind::ShopAnswer;
        QTest::newRow("a web page") << onDownload({{u"action"_s, u"html"_s}}) << FailureKind::ShopAnswer;
        QTest::newRow("cut in a character") << spoiled(u"cutInCharacter"_s) << FailureKind::DataCorrupt;
        QTest::newRow("a line too many") << spoiled(u"orphans"_s) << FailureKind::DataCorrupt;
        QTest::newRow("broken line") << spoiled(u"brokenJson"_s) << FailureKind::DataCorrupt;
        QTest::newRow("starting is refused")
            << onStart({{u"action"_s, u"status"_s}, {u"status"_s, 402}}) << FailureKind::ShopUnavailable;
    }

public:
    TestPullBadDays()
        : PullDesk(60)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init() { renew(); }

    void nothingIsDeletedOrHalfStaged_data() { addDays(); }

    void nothingIsDeletedOrHalfStaged()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(FailureKind, kind);
        QVERIFY(pull());
        QVERIFY(apply());
        m_shop.edit({{u"product"_s, productGid(3)}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        m_shop.control(u"delete"_s, {{u"product"_s, productGid(5)}});
        const QString before = everything();
        for (const PullScope scope : {PullScope::Full, PullScope::Incremental}) {
            m_shop.faults({fault});
            const auto report = pull({.scope = scope});
            QVERIFY(!report);
            QCOMPARE(report.failure().kind, kind);
            QVERIFY(!report.failure().what.isEmpty() && !report.failure().meaning.isEmpty()
                && !report.failure().remedy.isEmpty());
            QCOMPARE(everything(), before);
        }
        m_shop.faults({});
        const auto good = quickPull();
        QVERIFY2(good, why(good).constData());
        QCOMPARE(good->staged, 2);
    }

    void aBadListDeletesNothing_data() { addDays(); }

    /// The second of a quick pull's two questions goes wrong.
    void aBadListDeletesNothing()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(FailureKind, kind);
        QVERIFY(pull());
        QVERIFY(apply());
        m_shop.edit({{u"product"_s, productGid(3)}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        m_shop.control(u"delete"_s, {{u"product"_s, productGid(5)}});
        const QString before = everything();
        fault.insert(u"nth"_s, 2);
        m_shop.faults({fault});
        const auto report = quickPull();
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, kind);
        QCOMPARE(everything(), before);
        m_shop.faults({});
        const auto good = quickPull();
        QVERIFY2(good, why(good).constData());
        QCOMPARE(good->staged, 2);
    }

    void aFirstPullLeavesNothingBehind_data() { addDays(); }

    void aFirstPullLeavesNothingBehind()
    {
        QFETCH(QJsonObject, fault);
        m_shop.faults({fault});
        QVERIFY(!pull());
        QCOMPARE(number(u"SELECT (SELECT count(*) FROM shopify_products) + (SELECT count(*) FROM shopify_variants) "
                        "+ (SELECT count(*) FROM staged_product_changes)"_s),
            0);
        m_shop.faults({});
        const auto good = pull();
        QVERIFY2(good, why(good).constData());
        QCOMPARE(good->staged, 60);
    }

    void aConnectionThatDropsIsTakenUpUnseen()
    {
        m_shop.faults({onDownload({{u"action"_s, u"truncate"_s}, {u"bytes"_s, 9'000}, {u"count"_s, 2}})});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 60);
        QCOMPARE(report->warnings, QStringList());
    }

    void whatNeverEndsIsStopped()
    {
        m_shop.faults({bulk(u"stuck"_s)});
        const auto source = std::make_shared<std::stop_source>();
        m_observer.onPhase = [this, source](Phase phase) {
            if (phase == Phase::Reading)
                QTimer::singleShot(300, this, [source] { source->request_stop(); });
        };
        const auto report = pull({}, source->get_token());
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Cancelled);
        QCOMPARE(number(u"SELECT count(*) FROM unfinished_pull"_s), 0);
        const QJsonObject newest
            = m_shop.graphql(u"{ currentBulkOperation { status } }"_s)[u"data"_s][u"currentBulkOperation"_s].toObject();
        QVERIFY(newest[u"status"_s].toString().startsWith(u"CANCEL"_s));
    }

    void whatSomebodyCancelsIsSaid()
    {
        m_shop.faults({bulk(u"stuck"_s)});
        m_observer.onPhase = [this](Phase phase) {
            if (phase == Phase::Reading)
                QTimer::singleShot(300, this, [this] {
                    const QJsonObject answer = m_shop.graphql(u"{ bulkOperations(first: 5) { nodes { id } } }"_s);
                    for (const QJsonValue &run : answer[u"data"_s][u"bulkOperations"_s][u"nodes"_s].toArray())
                        m_shop.graphql(u"mutation { bulkOperationCancel(id: \"%1\") { userErrors { message } } }"_s.arg(
                            run[u"id"_s].toString()));
                });
        };
        const auto report = pull();
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, FailureKind::Refused);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_products"_s), 0);
    }

    /// Shopify counts the objects of the file without the child that is missing.
    void aProductWithoutAllItsVariantsIsLeftAsItWas_data()
    {
        QTest::addColumn<bool>("first");
        QTest::addColumn<PullScope>("scope");
        QTest::newRow("first pull") << true << PullScope::Full;
        QTest::newRow("everything") << false << PullScope::Full;
        QTest::newRow("what changed") << false << PullScope::Incremental;
    }

    void aProductWithoutAllItsVariantsIsLeftAsItWas()
    {
        QFETCH(bool, first);
        QFETCH(PullScope, scope);
        if (!first) {
            QVERIFY(pull());
            QVERIFY(apply());
            for (int i = 0; i < 60; ++i)
                m_shop.edit({{u"product"_s, productGid(i)},
                    {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere %1"_s.arg(i)}}}});
        }
        m_shop.faults({onStart({{u"action"_s, u"corrupt"_s}, {u"how"_s, u"lostChild"_s}, {u"nth"_s, 1}})});
        const auto report = pull({.scope = scope});
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->skipped, 1);
        QCOMPARE(report->warnings.size(), 1);
        QCOMPARE(report->staged, 59);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_products p WHERE variant_count <> "
                        "(SELECT count(*) FROM shopify_variants v WHERE v.product_id = p.id)"_s),
            0);
        QCOMPARE(number(u"SELECT cardinality(unread) FROM mirror_state"_s), 1);
        m_shop.faults({});
        const auto good = quickPull();
        QVERIFY2(good, why(good).constData());
        QCOMPARE(good->staged, 1);
        QCOMPARE(number(u"SELECT cardinality(unread) FROM mirror_state"_s), 0);
        const QString seen = mirror();
        QVERIFY(pull());
        QCOMPARE(mirror(), seen);
    }

    void linesInAnyOrderAndTwiceComeToTheSame_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how :
            {"childrenFirst", "duplicateLines", "byteOrderMark", "windowsLines", "blankLines", "noLastNewline"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void linesInAnyOrderAndTwiceComeToTheSame()
    {
        QFETCH(QString, how);
        QVERIFY(pull());
        const QString clean = mirror();
        renew();
        m_shop.faults({onStart({{u"action"_s, u"corrupt"_s}, {u"how"_s, how}})});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        m_shop.faults({});
        QVERIFY(pull());
        QCOMPARE(mirror(), clean);
    }
};

QTEST_GUILESS_MAIN(TestPullBadDays)
#include "tst_pullbaddays.moc"
