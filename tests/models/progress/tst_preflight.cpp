#include "models/progress/environment.h"
#include "models/progress/preflight.h"
#include "tests/support/fakeengine.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;

Q_DECLARE_METATYPE(Models::PreflightFacts)

namespace {

PreflightFacts healthy()
{
    PreflightFacts facts;
    facts.desk = Fakes::FakeEngine::healthyDesk();
    facts.work = {10, 0, 3, 4};
    return facts;
}

} // namespace

class TestPreflight final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstLineThatFailsIsNamed_data()
    {
        QTest::addColumn<PreflightFacts>("facts");
        QTest::addColumn<int>("choice");
        QTest::addColumn<QString>("blocker");
        const auto row = [](const char *name, RunChoice choice, const QString &blocker, auto change) {
            PreflightFacts facts = healthy();
            change(facts);
            QTest::newRow(name) << facts << int(choice) << blocker;
        };
        for (const RunChoice choice :
            {RunChoice::PullChanged, RunChoice::PullFull, RunChoice::PullPart, RunChoice::Apply, RunChoice::Push})
            row(qPrintable(u"all is well %1"_s.arg(int(choice))), choice, {}, [](PreflightFacts &) {});
        row("the engine has not told", RunChoice::PullFull, u"database"_s, [](PreflightFacts &f) { f.desk.reset(); });
        row("database down", RunChoice::Apply, u"database"_s,
            [](PreflightFacts &f) { f.desk->database.state = Sync::LinkState::Failed; });
        row("shop down", RunChoice::PullFull, u"shopify"_s,
            [](PreflightFacts &f) { f.desk->shopify.state = Sync::LinkState::Failed; });
        row("shop down does not hinder writing here", RunChoice::Apply, {},
            [](PreflightFacts &f) { f.desk->shopify.state = Sync::LinkState::Failed; });
        row("another desk runs", RunChoice::PullFull, u"run"_s,
            [](PreflightFacts &f) { f.desk->runningBatch = {{9}}; });
        row("paused here", RunChoice::PullFull, u"run"_s, [](PreflightFacts &f) { f.run = RunState::Paused; });
        row("maintenance", RunChoice::PullFull, u"maintenance"_s, [](PreflightFacts &f) {
            f.desk->maintenance = {true, u"moving"_s, u"anna"_s, {}};
        });
        row("read-only", RunChoice::Push, u"level"_s,
            [](PreflightFacts &f) { f.desk->safeLevel = Sync::SafeLevel::ReadOnly; });
        row("nothing approved", RunChoice::Push, u"work"_s, [](PreflightFacts &f) { f.work.approvedPush = 0; });
        row("part without a name", RunChoice::PullPart, u"part"_s, [](PreflightFacts &f) { f.partIsNamed = false; });
        row("no part is asked for", RunChoice::PullFull, {}, [](PreflightFacts &f) { f.partIsNamed = false; });
        row("approved unknown", RunChoice::Apply, u"work"_s, [](PreflightFacts &f) { f.work.approvedPull.reset(); });
    }

    void theFirstLineThatFailsIsNamed()
    {
        QFETCH(PreflightFacts, facts);
        QFETCH(int, choice);
        QFETCH(QString, blocker);
        const auto found = Models::blocker(preflight(facts, RunChoice(choice)));
        QCOMPARE(found ? found->id : QString(), blocker);
        if (found)
            QVERIFY(!found->sentence.isEmpty());
    }

    void aLimitThatWasNotToldIsNoGoodSign()
    {
        PreflightFacts facts = healthy();
        facts.desk->throttle = {};
        for (const PreflightLine &line : preflight(facts, RunChoice::PullFull)) {
            if (line.id == u"limit") {
                QCOMPARE(line.status, Sync::CheckStatus::CouldNotCheck);
                QVERIFY(!line.blocks);
            }
        }
        QVERIFY(!blocker(preflight(facts, RunChoice::PullFull)));
    }

    void aBrokenLinkSaysWhatHappenedAndLeavesTheWayOnToButtons()
    {
        PreflightFacts facts = healthy();
        facts.desk->database = {Sync::LinkState::Failed, {},
            {Sync::FailureKind::DatabaseUnreachable, u"It does not answer."_s, u"Nothing can be read."_s,
                u"Press something."_s}};
        QCOMPARE(blocker(preflight(facts, RunChoice::Apply))->sentence, u"It does not answer. Nothing can be read."_s);
    }

    void somebodyAtWorkIsNoFailure()
    {
        PreflightFacts facts = healthy();
        facts.run = RunState::Running;
        const auto found = blocker(preflight(facts, RunChoice::PullFull));
        QCOMPARE(found->id, u"run"_s);
        QCOMPARE(found->status, Sync::CheckStatus::NotUsed);
    }

    void aShopOfUnknownKindCountsAsLive_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<int>("environment");
        QTest::newRow("local") << u"http://127.0.0.1:4000"_s << int(Environment::Demo);
        QTest::newRow("test part") << u"acme-test.myshopify.com"_s << int(Environment::Test);
        QTest::newRow("test inside a word") << u"contest-supplies.myshopify.com"_s << int(Environment::Live);
        QTest::newRow("plain") << u"acme.myshopify.com"_s << int(Environment::Live);
        QTest::newRow("nothing known") << QString() << int(Environment::Live);
    }

    void aShopOfUnknownKindCountsAsLive()
    {
        QFETCH(QString, domain);
        QFETCH(int, environment);
        Sync::DeskState desk;
        desk.shopDomain = domain;
        QCOMPARE(int(environmentOf(desk)), environment);
    }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
