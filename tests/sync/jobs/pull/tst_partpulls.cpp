#include "sync/api/facets.h"
#include "tests/support/runtask.h"
#include "tests/support/steppedclock.h"
#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QJsonArray>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;

/// Pulls of what changed and of selections, over the real demo shop and a real database.
class TestPartPulls final : public QObject, Tests::PullDesk
{
    Q_OBJECT

    /// Everything pulled and applied, and the time since long enough for the overlap not to reach back to it.
    void settle()
    {
        const auto pulled = pull();
        QVERIFY2(pulled, why(pulled).constData());
        QVERIFY(apply());
    }
    void retitle(const QString &gid, const QString &title)
    {
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, title}}}});
    }
    qint64 pending(const QString &type)
    {
        return number(
            u"SELECT count(*) FROM staged_product_changes WHERE status = 'pending' AND change_type = '%1'"_s.arg(type));
    }
    qint64 products() { return number(u"SELECT count(*) FROM shopify_products"_s); }
    QString watermark() { return text(u"SELECT watermark FROM mirror_state"_s); }
    PullRequest select(const PullRequest &members)
    {
        PullRequest request = members;
        request.scope = PullScope::Selective;
        return request;
    }
    /// The mirror after a full pull into a database of its own is what it has to be.
    void verifyMirrorIsTheShop()
    {
        const QString seen = mirror();
        QVERIFY(pull());
        QCOMPARE(seen, mirror());
    }

public:
    TestPartPulls()
        : PullDesk(80)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init() { renew(); }

    void nothingChangedWritesNothing()
    {
        settle();
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->status, BatchStatus::Completed);
        QCOMPARE(report->mirrorRowsWritten, 0);
        QCOMPARE(report->staged, 0);
        QCOMPARE(report->warnings, QStringList());
    }

    void whatOthersEditedAddedAndDeletedIsFound()
    {
        settle();
        retitle(productGid(3), u"Elsewhere"_s);
        const QString gone = productGid(5);
        m_shop.control(u"delete"_s, {{u"product"_s, gone}});
        m_shop.graphql(u"mutation { productCreate(product: {title: \"Brand new\"}) { product { id } } }"_s);
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 3);
        QCOMPARE(pending(u"update"_s), 1);
        QCOMPARE(pending(u"create"_s), 1);
        QCOMPARE(pending(u"delete"_s), 1);
        QCOMPARE(products(), 80);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_variants v "
                        "WHERE NOT EXISTS (SELECT FROM shopify_products p WHERE p.id = v.product_id)"_s),
            0);
        verifyMirrorIsTheShop();
    }

    /// The watermark is the shop's time: a desk whose clock is put back in the middle of a pull misses nothing later.
    void aClockThatIsSetDuringAPullMovesNoWatermark()
    {
        settle();
        TestSupport::SteppedClock clock;
        m_observer.onPhase = [&clock, turn = 0](Phase) mutable { clock.set(turn++ % 2 == 0 ? -1h : 1h); };
        JobContext context{
            *m_session, m_database, *m_connection, clock, m_random, m_gate, m_observer, m_settings, m_who};
        for (const QString &title : {u"First"_s, u"Second"_s}) {
            const qsizetype phases = m_observer.phases.size();
            retitle(productGid(3), title);
            PullJob job(context, {.scope = PullScope::Incremental});
            const auto report = TestSupport::runTask(job.run({}), 180'000);
            QVERIFY(report);
            QVERIFY2(*report, why(*report).constData());
            QVERIFY(m_observer.phases.size() > phases + 1);
            QVERIFY(number(u"SELECT abs(extract(epoch FROM watermark - now()))::int FROM mirror_state"_s) < 120);
            QCOMPARE(number(u"SELECT count(*) FROM shopify_products WHERE title = '%1'"_s.arg(title)), 1);
        }
    }

    void aVariantThatIsGoneIsFound()
    {
        settle();
        const QString variant = text(u"SELECT max(id) FROM shopify_variants GROUP BY product_id HAVING count(*) > 1 "
                                     "ORDER BY product_id LIMIT 1"_s);
        const QString product = text(u"SELECT product_id FROM shopify_variants WHERE id = %1"_s.arg(variant));
        const QJsonObject deleted = m_shop.graphql(
            u"mutation { productVariantsBulkDelete(productId: \"gid://shopify/Product/%1\", variantsIds: "
            "[\"gid://shopify/ProductVariant/%2\"]) { userErrors { message } } }"_s.arg(product, variant));
        QVERIFY(deleted[u"data"_s][u"productVariantsBulkDelete"_s][u"userErrors"_s].toArray().isEmpty());
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(number(u"SELECT count(*) FROM shopify_variants WHERE id = %1"_s.arg(variant)), 0);
        QCOMPARE(report->staged, 1);
        verifyMirrorIsTheShop();
    }

    void metafieldsThatWereSetOrTakenAwayAreFound()
    {
        settle();
        const QString owner = u"gid://shopify/Product/"_s
            + text(u"SELECT product_id FROM shopify_facets WHERE variant_id = 0 AND field LIKE 'metafield:%' "
                   "ORDER BY product_id, field LIMIT 1"_s);
        const QString path = text(u"SELECT field FROM shopify_facets WHERE variant_id = 0 AND field LIKE 'metafield:%' "
                                  "ORDER BY product_id, field LIMIT 1"_s);
        const auto name = metafieldName(path);
        QVERIFY(name);
        m_shop.graphql(
            u"mutation { metafieldsDelete(metafields: [{ownerId: \"%1\", namespace: \"%2\", key: \"%3\"}]) { "
            "userErrors { message } } }"_s.arg(owner, name->nameSpace, name->key));
        m_shop.graphql(
            u"mutation { metafieldsSet(metafields: [{ownerId: \"%1\", namespace: \"custom\", key: \"added\", "
            "type: \"single_line_text_field\", value: \"elsewhere\"}]) { userErrors { message } } }"_s.arg(owner));
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 1);
        QCOMPARE(text(u"SELECT string_agg(f.field || ' ' || coalesce(f.remote_value, '-'), ', ' ORDER BY f.field) "
                      "FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id "
                      "WHERE c.status = 'pending'"_s),
            QStringList({u"metafield:custom.added:single_line_text_field elsewhere"_s, path + u" -"_s}).join(u", "_s));
        verifyMirrorIsTheShop();
    }

    void theFacetsOfWhatIsGoneGoWithIt()
    {
        settle();
        const QString gone = u"gid://shopify/Product/"_s
            + text(u"SELECT product_id FROM shopify_facets WHERE variant_id = 0 AND field LIKE 'metafield:%' "
                   "ORDER BY product_id, field LIMIT 1"_s);
        m_shop.control(u"delete"_s, {{u"product"_s, gone}});
        QVERIFY(quickPull());
        QCOMPARE(products(), 79);
        verifyMirrorIsTheShop();
    }

    void theWatermarkIsTheShopsTimeAndOnlyMovesOn()
    {
        settle();
        const QString first = watermark();
        const qint64 apart = number(u"SELECT abs(extract(epoch FROM now() - watermark))::bigint FROM mirror_state"_s);
        QVERIFY(apart < 60);
        QVERIFY(pull(select({.modifiedSince = QDateTime::currentDateTimeUtc()})));
        QCOMPARE(watermark(), first);
        execute(u"UPDATE mirror_state SET watermark = watermark - interval '1 hour'"_s);
        const QString earlier = watermark();
        QVERIFY(quickPull());
        QVERIFY(watermark() > earlier);
    }

    void aFailedPullMovesNoWatermark()
    {
        settle();
        const QString before = watermark() + mirror();
        retitle(productGid(0), u"Elsewhere"_s);
        m_shop.faults({QJsonObject{
            {u"match"_s, u"bulkOperationRunQuery"_s}, {u"action"_s, u"bulk"_s}, {u"trouble"_s, u"failed"_s}}});
        QVERIFY(!quickPull());
        QCOMPARE(watermark() + mirror(), before);
    }

    void whatTheSearchDoesNotKnowYetIsReadTheNextTime()
    {
        settle();
        m_shop.control(u"settings"_s, {{u"search_lag_ms"_s, 600'000}});
        retitle(productGid(7), u"Elsewhere"_s);
        const auto first = quickPull();
        QVERIFY2(first, why(first).constData());
        QCOMPARE(first->staged, 0);
        QCOMPARE(first->warnings.size(), 1);
        QCOMPARE(number(u"SELECT cardinality(unread) FROM mirror_state"_s), 1);
        const auto second = quickPull();
        QVERIFY2(second, why(second).constData());
        QCOMPARE(second->staged, 1);
        QCOMPARE(number(u"SELECT cardinality(unread) FROM mirror_state"_s), 0);
        QVERIFY(second->warnings.isEmpty());
    }

    void theFirstPullReadsEverythingAndSaysWhy()
    {
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 80);
        QCOMPARE(report->warnings.size(), 1);
        QVERIFY(text(u"SELECT message FROM sync_batches"_s).startsWith(report->warnings.first()));
    }

    void aSelectivePullDeletesNothing()
    {
        settle();
        const QString gone = productGid(0);
        const ShopifyId kept{productGid(1).section(u'/', -1).toLongLong()};
        m_shop.control(u"delete"_s, {{u"product"_s, gone}});
        const auto report = pull(select({.products = {ShopifyId{gone.section(u'/', -1).toLongLong()}, kept}}));
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->total, 1);
        QCOMPARE(report->mirrorRowsWritten, 0);
        QCOMPARE(report->warnings.size(), 1); // one of the two is not in Shopify any more
        QCOMPARE(products(), 80);
    }

    void aSelectionIsMetByAllItsTerms_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("collection");
        QTest::newRow("vendor and type") << u"vendor = '%1' AND product_type = '%2'"_s << QString();
        QTest::newRow("collection by title") << QString() << u"title"_s;
        QTest::newRow("collection by handle") << QString() << u"handle"_s;
    }

    void aSelectionIsMetByAllItsTerms()
    {
        QFETCH(QString, where);
        QFETCH(QString, collection);
        settle();
        PullRequest request{.scope = PullScope::Selective};
        qint64 expected = 0;
        if (collection.isEmpty()) {
            request.vendor = text(u"SELECT vendor FROM shopify_products ORDER BY id LIMIT 1"_s);
            request.productType = text(u"SELECT product_type FROM shopify_products ORDER BY id LIMIT 1"_s);
            expected = number(
                u"SELECT count(*) FROM shopify_products WHERE "_s + where.arg(request.vendor, request.productType));
        } else {
            const QJsonObject first
                = m_shop
                      .graphql(u"{ collections(first: 1) { nodes { title handle productsCount { count } } } }"_s)
                          [u"data"_s][u"collections"_s][u"nodes"_s][0]
                      .toObject();
            request.collection = first[collection].toString();
            expected = first[u"productsCount"_s][u"count"_s].toInt();
        }
        QVERIFY(expected > 0);
        const auto report = pull(request);
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->total, expected);
        QCOMPARE(products(), 80);
    }

    void whatTheShopDoesNotKnowIsRefusedByItsName_data()
    {
        QTest::addColumn<PullRequest>("request");
        QTest::newRow("vendor") << select({.vendor = u"Nobody & Sons"_s});
        QTest::newRow("type") << select({.productType = u"Nobody & Sons"_s});
        QTest::newRow("collection") << select({.collection = u"Nobody & Sons"_s});
    }

    void whatTheShopDoesNotKnowIsRefusedByItsName()
    {
        QFETCH(PullRequest, request);
        settle();
        const QString before = mirror();
        const auto report = pull(request);
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, FailureKind::NotFound);
        QVERIFY2(report.failure().what.contains(u"Nobody & Sons"_s), qPrintable(report.failure().what));
        QCOMPARE(mirror(), before);
        QCOMPARE(pending(u"delete"_s), 0);
    }

    void nothingChangedSinceATimeIsNoFailure()
    {
        settle();
        const auto report = pull(select({.modifiedSince = QDateTime::currentDateTimeUtc().addDays(1)}));
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->total, 0);
    }
};

QTEST_GUILESS_MAIN(TestPartPulls)
#include "tst_partpulls.moc"
