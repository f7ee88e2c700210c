#include "sync/jobs/pull/mirrorpull.h"
#include "sync/jobs/pull/pullscope.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What a pull asks Shopify for, and why it sometimes asks for more than it was told to.
class TestPullScope final : public QObject
{
    Q_OBJECT

    const QDateTime m_mark{QDate(2026, 11, 2), QTime(9, 0), Qt::UTC};
    const MirrorState m_whole{true, u"f1"_s, m_mark};

    static PullRequest quick() { return {.scope = PullScope::Incremental}; }
    static PullRequest part() { return {.scope = PullScope::Selective, .vendor = u"Acme"_s}; }
    PullPlan plan(const PullRequest &request, const MirrorState &mirror, const QDateTime &shopTime = {})
    {
        return planPull(request, {mirror, u"f1"_s, shopTime}).value();
    }

private Q_SLOTS:
    void aQuickPullAsksFromTheLastOneOnWithAnOverlap()
    {
        const PullPlan made = plan(quick(), m_whole);
        QCOMPARE(made.filter, u"updated_at:>='2026-11-02T08:55:00Z'"_s);
        QVERIFY(made.isQuick && !made.isWholeShop() && made.because.isEmpty());
    }

    void whatWasMissedIsAskedForById()
    {
        MirrorState mirror = m_whole;
        mirror.unread = {7, 9};
        QCOMPARE(plan(quick(), mirror).filter, u"updated_at:>='2026-11-02T08:55:00Z' OR id:7 OR id:9"_s);
    }

    void whatMovedBetweenCollectionsIsAskedForById()
    {
        MirrorState mirror = m_whole;
        mirror.unread = {7};
        PullFacts facts{mirror, u"f1"_s, {}, {}, {.products = {7, 12}}};
        QCOMPARE(planPull(quick(), facts)->filter, u"updated_at:>='2026-11-02T08:55:00Z' OR id:7 OR id:12"_s);
        for (qint64 id = 100; id < 300; ++id)
            facts.moved.products += id;
        for (const bool areTooMany : {false, true}) {
            facts.moved.areTooMany = areTooMany;
            const PullPlan made = planPull(quick(), facts).value();
            QVERIFY(made.isWholeShop() && !made.isQuick);
            QVERIFY2(made.because.contains(u"Collections"_s), qPrintable(made.because));
            facts.moved.products.clear();
        }
    }

    void everythingIsReadWhereLessWouldNotDo_data()
    {
        QTest::addColumn<MirrorState>("mirror");
        QTest::addColumn<bool>("forParts"); // a selection is held to it too
        QTest::newRow("never pulled") << MirrorState{} << true;
        QTest::newRow("not to its end") << MirrorState{false, u"f1"_s, {}} << true;
        QTest::newRow("other fields") << MirrorState{true, u"f0"_s, m_mark} << true;
        QTest::newRow("time unknown") << MirrorState{true, u"f1"_s, {}} << false;
        QTest::newRow("time to come") << MirrorState{true, u"f1"_s, m_mark.addDays(9)} << false;
        MirrorState behind = m_whole;
        behind.unread.resize(1000);
        QTest::newRow("too much missed") << behind << false;
    }

    void everythingIsReadWhereLessWouldNotDo()
    {
        QFETCH(MirrorState, mirror);
        QFETCH(bool, forParts);
        const PullPlan made = plan(quick(), mirror, m_mark.addDays(1));
        QVERIFY(made.isWholeShop() && !made.isQuick);
        QVERIFY(made.because.endsWith(u'.'));
        const PullPlan selected = plan(part(), mirror, m_mark.addDays(1));
        QCOMPARE(selected.isWholeShop(), forParts);
        QCOMPARE(selected.because.isEmpty(), !forParts);
        QCOMPARE(plan({}, mirror), PullPlan{}); // who asks for everything needs no reason
    }

    void anOldPullAndClocksALittleApartAreNoReason()
    {
        QVERIFY(plan(quick(), m_whole, m_mark.addYears(3)).isQuick);
        QVERIFY(plan(quick(), m_whole, m_mark.addSecs(-60)).isQuick);
    }

    void aSelectionMeetsAllItsTerms()
    {
        PullRequest request{.scope = PullScope::Selective, .vendor = u"O'Neill \\ Sons"_s, .productType = u"Pens"_s};
        QCOMPARE(plan(request, m_whole).filter, u"vendor:'O\\'Neill \\\\ Sons' AND product_type:'Pens'"_s);
        request = {.scope = PullScope::Selective,
            .products = {ShopifyId{4}, ShopifyId{5}},
            .modifiedSince = m_mark,
            .collection = u"Sale"_s};
        const auto made = planPull(request, {m_whole, u"f1"_s, {}, ShopifyId{33}});
        QCOMPARE(made->filter, u"(id:4 OR id:5) AND collection_id:33 AND updated_at:>='2026-11-02T09:00:00Z'"_s);
        QVERIFY(!made->isQuick);
    }

    void aSelectionOfNothingIsRefused()
    {
        for (const MirrorState &mirror : {m_whole, MirrorState{}}) {
            const auto made = planPull({.scope = PullScope::Selective}, {mirror, u"f1"_s});
            QVERIFY(!made);
            QCOMPARE(made.failure().kind, FailureKind::BadInput);
        }
    }
};

QTEST_GUILESS_MAIN(TestPullScope)
#include "tst_pullscope.moc"
