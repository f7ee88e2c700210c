#include "sync/api/result.h"
#include "sync/api/vocabulary.h"

#include <QTest>

using namespace Sync;
using namespace Qt::StringLiterals;

class TestVocabulary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStagedStatusSurvivesTheRoundTrip()
    {
        for (auto status :
            {StagedStatus::Pending, StagedStatus::Approved, StagedStatus::Rejected, StagedStatus::Applying,
                StagedStatus::Applied, StagedStatus::Failed, StagedStatus::Superseded, StagedStatus::RolledBack})
            QCOMPARE(fromWord<StagedStatus>(toWord(status)), status);
    }

    void everyCheckWordSurvivesTheRoundTrip()
    {
        for (auto status : {CheckStatus::Ok, CheckStatus::Attention, CheckStatus::Failed, CheckStatus::CouldNotCheck,
                 CheckStatus::NotUsed})
            QCOMPARE(fromWord<CheckStatus>(toWord(status)), status);
        for (auto group : {CheckGroup::Database, CheckGroup::Shopify, CheckGroup::Live, CheckGroup::Engine,
                 CheckGroup::Data, CheckGroup::Computer})
            QCOMPARE(fromWord<CheckGroup>(toWord(group)), group);
    }

    void anUnknownWordIsNoValue()
    {
        QVERIFY(!fromWord<BatchStatus>(u"finished"));
        QVERIFY(!fromWord<SyncStatus>(u""));
    }

    void aFailureReadsAsOneParagraph()
    {
        const Failure failure{FailureKind::ShopUnauthorised, u"Shopify refused the token."_s, u"Nothing was sent."_s,
            u"Connect the shop again."_s};
        QCOMPARE(failure.text(), u"Shopify refused the token. Nothing was sent. Connect the shop again."_s);
        QCOMPARE(exitCode(failure.kind), 3);
        QCOMPARE(exitCode(FailureKind::BreakerHeld), 3);
        QCOMPARE(failureKindName(FailureKind::BreakerHeld), u"breaker-held"_s);
    }

    void aResultHoldsExactlyOneOfBoth()
    {
        const Result<int> good = 7;
        const Result<int> bad = stopped();
        QVERIFY(good.isOk());
        QCOMPARE(*good, 7);
        QVERIFY(!bad);
        QCOMPARE(bad.failure().kind, FailureKind::Stopped);
    }
};

QTEST_GUILESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
