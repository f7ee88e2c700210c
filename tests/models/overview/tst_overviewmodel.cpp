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
        const auto done = [](const QList<TourStep> &steps) {
            QStringList ids;
            for (const TourStep &step : steps)
                if (step.done)
                    ids += step.id;
            return ids;
        };
        QCOMPARE(done(tourSteps({}, {}, false)), QStringList());
        Sync::BatchRow pull;
        pull.kind = Sync::BatchKind::Pull;
        pull.status = Sync::BatchStatus::Failed;
        QCOMPARE(done(tourSteps({}, {pull}, false)), QStringList());
        pull.status = Sync::BatchStatus::Completed;
        Sync::BatchRow undo = pull;
        undo.kind = Sync::BatchKind::Rollback;
        QCOMPARE(done(tourSteps({}, {undo, pull}, true)), QStringList({u"pull"_s, u"rollback"_s, u"diagnose"_s}));
        Sync::OverviewCounts counts;
        counts.modified = 1;
        counts.stagedApproved = 1;
        QCOMPARE(done(tourSteps(counts, {}, false)), QStringList({u"review"_s, u"edit"_s}));
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
};

QTEST_GUILESS_MAIN(TestOverviewModel)
#include "tst_overviewmodel.moc"
