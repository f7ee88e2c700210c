#include "models/overview/overviewmodel.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Models;
using Fakes::FakeReader;

class TestOverviewModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailedQueryHasNoNumbersAtAll()
    {
        Fakes::FakeEngine engine;
        FakeReader reader;
        reader.counts.inSync = 12;
        OverviewModel model(engine, reader);
        QTRY_VERIFY(model.counts());
        QCOMPARE(model.cards().constFirst().value, std::optional<qint64>(12));
        reader.answers().fail(FakeReader::Overview, {Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        model.refresh();
        QTRY_VERIFY(model.countsFailure());
        const QList<OverviewCard> cards = model.cards();
        QVERIFY(std::none_of(cards.cbegin(), cards.cend(), [](const OverviewCard &card) { return card.value; }));
        reader.answers().recover();
        Q_EMIT reader.catalogueChanged();
        QTRY_VERIFY(model.counts());
        QVERIFY(!model.countsFailure());
    }

    void theTourTicksByReallyDoing()
    {
        const auto inState = [](TourState state, const TourEvidence &evidence) {
            QStringList ids;
            for (const TourStep &step : tourSteps(evidence))
                if (step.state == state)
                    ids += step.id;
            return ids;
        };
        TourEvidence evidence{.counts = Sync::OverviewCounts(), .batchesAreCurrent = true};
        QCOMPARE(inState(TourState::Done, evidence), QStringList());
        QCOMPARE(inState(TourState::Unknown, evidence), QStringList());
        Sync::BatchRow pull;
        pull.kind = Sync::BatchKind::Pull;
        pull.status = Sync::BatchStatus::Failed;
        evidence.batches = {pull};
        QCOMPARE(inState(TourState::Done, evidence), QStringList());
        pull.status = Sync::BatchStatus::Completed;
        Sync::BatchRow undo = pull;
        undo.kind = Sync::BatchKind::Rollback;
        evidence.batches = {undo, pull};
        evidence.checksWereRun = true;
        QCOMPARE(inState(TourState::Done, evidence), QStringList({u"pull"_s, u"rollback"_s, u"diagnose"_s}));
        evidence = {.counts = Sync::OverviewCounts(), .batchesAreCurrent = true};
        evidence.counts->modified = 1;
        evidence.counts->stagedApproved = 1;
        QCOMPARE(inState(TourState::Done, evidence), QStringList({u"review"_s, u"edit"_s}));
    }

    void theTourClaimsNothingWhileTheDatabaseIsGone()
    {
        const auto states = [](const OverviewModel &model) {
            QHash<QString, TourState> all;
            for (const TourStep &step : model.tour())
                all.insert(step.id, step.state);
            return all;
        };
        Fakes::FakeEngine engine;
        FakeReader reader;
        const Sync::Failure gone{Sync::FailureKind::DatabaseUnreachable, u"Gone."_s};
        reader.answers().fail(FakeReader::Overview, gone);
        reader.answers().fail(FakeReader::BatchOrder, gone);
        OverviewModel model(engine, reader);
        QTRY_VERIFY(model.countsFailure() && model.batchesFailure());
        for (const QString &step : {u"pull"_s, u"review"_s, u"apply"_s, u"edit"_s, u"send"_s, u"rollback"_s})
            QCOMPARE(states(model).value(step), TourState::Unknown);
        QCOMPARE(states(model).value(u"diagnose"_s), TourState::ToDo); // this one does not depend on the database

        Sync::BatchRow undo;
        undo.id = {1};
        undo.kind = Sync::BatchKind::Rollback;
        undo.status = Sync::BatchStatus::Completed;
        reader.batches = {undo};
        reader.answers().recover();
        model.refresh();
        QTRY_VERIFY(!model.countsFailure() && !model.batchesFailure());
        QCOMPARE(states(model).value(u"rollback"_s), TourState::Done);
        QCOMPARE(states(model).value(u"pull"_s), TourState::ToDo);

        // What was done once stays done; what was not may have been done by another desk since.
        reader.answers().fail(FakeReader::BatchOrder, gone);
        model.refresh();
        QTRY_VERIFY(model.batchesFailure());
        QCOMPARE(states(model).value(u"rollback"_s), TourState::Done);
        QCOMPARE(states(model).value(u"apply"_s), TourState::Unknown);
    }

    void needsAreAtMostSevenAndTheWorstComesFirst()
    {
        Sync::OverviewCounts counts;
        counts.conflicts = counts.failed = counts.stagedPending = counts.stagedApproved = counts.modified = 3;
        Sync::DeskState desk;
        desk.database.state = Sync::LinkState::Failed;
        desk.shopify.state = Sync::LinkState::Failed;
        desk.maintenance.active = true;
        Sync::BatchRow broken;
        broken.status = Sync::BatchStatus::Interrupted;
        const QList<NeedLine> lines = needsYou(counts, desk, {broken, broken});
        QCOMPARE(lines.size(), 7);
        QCOMPARE(lines.constFirst().id, u"database"_s);
        QCOMPARE(needsYou({}, {}, {}).size(), 0);
    }

    void aBrokenRunHasTheSignItHasEverywhere()
    {
        for (const Sync::BatchStatus status : {Sync::BatchStatus::Interrupted, Sync::BatchStatus::Failed}) {
            Sync::BatchRow broken;
            broken.status = status;
            QCOMPARE(needsYou({}, {}, {broken}).constFirst().tone, badgeFor(status).tone);
        }
    }
};

QTEST_GUILESS_MAIN(TestOverviewModel)
#include "tst_overviewmodel.moc"
