#include "models/history/batchesmodel.h"
#include "models/history/batchlinesmodel.h"
#include "models/history/batchsummary.h"
#include "models/history/nolines.h"
#include "models/history/rollbackitemsmodel.h"
#include "models/history/rollbacktext.h"
#include "models/history/stagedcounts.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Models;

namespace {

Sync::HistoryRow line(qint64 id, Sync::Outcome outcome, const QString &message)
{
    Sync::HistoryRow row;
    row.id = id;
    row.batch = {1};
    row.title = u"=1+1 Stapler"_s;
    row.outcome = outcome;
    row.message = message;
    row.requestId = u"abc"_s;
    return row;
}

} // namespace

class TestHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchesAndLinesArePagedTables()
    {
        Fakes::FakeReader reader;
        for (qint64 id = 1; id <= 3; ++id) {
            Sync::BatchRow batch;
            batch.id = {id};
            reader.batches += batch;
        }
        reader.history = {line(1, Sync::Outcome::Error, u"no"_s), line(2, Sync::Outcome::Success, {})};
        BatchesModel batches(reader);
        BatchLinesModel lines(reader);
        QAbstractItemModelTester first(&batches, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester second(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
        batches.load();
        QTRY_COMPARE(batches.rowCount(), 3);
        lines.setBatch({1});
        lines.load();
        QTRY_COMPARE(lines.rowCount(), 2);
        QTRY_VERIFY(lines.rowAt(0));
        Q_EMIT reader.historyChanged();
        QTRY_COMPARE(batches.loadState(), LoadState::Ready);
    }

    void sortingAndFilteringAreTheReaders()
    {
        Fakes::FakeReader reader;
        for (qint64 id = 3; id >= 1; --id) {
            Sync::BatchRow batch;
            batch.id = {id};
            batch.failed = id == 2 ? 7 : 0;
            batch.kind = id == 3 ? Sync::BatchKind::Push : Sync::BatchKind::Pull;
            reader.batches += batch;
        }
        BatchesModel batches(reader);
        QAbstractItemModelTester tester(&batches, QAbstractItemModelTester::FailureReportingMode::QtTest);
        batches.load();
        QTRY_COMPARE(batches.order(), QList<qint64>({3, 2, 1}));
        int failed = 0;
        while (batches.headerData(failed, Qt::Horizontal, ColumnKeyRole).toString() != u"failed")
            ++failed;
        QVERIFY(batches.headerData(failed, Qt::Horizontal, SortableRole).toBool());
        batches.sort(failed, Qt::DescendingOrder);
        QTRY_COMPARE(batches.order(), QList<qint64>({2, 3, 1}));
        Sync::BatchQuery query = batches.query();
        query.kind = Sync::BatchKind::Push;
        batches.setQuery(query);
        QTRY_COMPARE(batches.order(), QList<qint64>({3}));
        query.kind = {};
        query.troubledOnly = true;
        batches.setQuery(query);
        QTRY_COMPARE(batches.order(), QList<qint64>({2}));
    }

    void linesAreFilteredAndSortedByTheReader()
    {
        Fakes::FakeReader reader;
        reader.history = {line(1, Sync::Outcome::Success, {}), line(2, Sync::Outcome::Error, u"refused"_s),
            line(3, Sync::Outcome::Skipped, u"overtaken"_s)};
        reader.history[0].title = u"Zebra"_s;
        BatchLinesModel lines(reader);
        QAbstractItemModelTester tester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
        lines.setBatch({1});
        QTRY_COMPARE(lines.order(), QList<qint64>({2, 3, 1}));
        int product = 0;
        while (lines.headerData(product, Qt::Horizontal, ColumnKeyRole).toString() != u"product")
            ++product;
        lines.sort(product, Qt::DescendingOrder);
        QTRY_COMPARE(lines.order(), QList<qint64>({1, 3, 2}));
        Sync::HistoryQuery query = lines.query();
        QCOMPARE(query.sort, Sync::HistorySort::Title);
        query.text = u"OVER"_s;
        lines.setQuery(query);
        QTRY_COMPARE(lines.order(), QList<qint64>({3}));
        query.text.clear();
        query.outcome = Sync::Outcome::Error;
        lines.setQuery(query);
        QTRY_COMPARE(lines.order(), QList<qint64>({2}));
        // No batch has no lines; nobody is to read those of all batches for it.
        const int asked = reader.answers().asked(Fakes::FakeReader::ProductHistory);
        lines.setBatch({});
        QTRY_COMPARE(lines.rowCount(), 0);
        QCOMPARE(reader.answers().asked(Fakes::FakeReader::ProductHistory), asked);
    }

    void equalErrorsAreGroupedTheMostFrequentFirst()
    {
        const QList<ErrorGroup> groups = errorGroups({line(1, Sync::Outcome::Error, u"once"_s),
            line(2, Sync::Outcome::Error, u"twice"_s), line(3, Sync::Outcome::Error, u"twice"_s),
            line(4, Sync::Outcome::Success, u"fine"_s), line(5, Sync::Outcome::Unknown, {})});
        QCOMPARE(groups.size(), 3);
        QCOMPARE(groups.constFirst().message, u"twice"_s);
        QCOMPARE(groups.constFirst().count, 2);
    }

    void theReportGuardsFormulasAndSupportGetsTheRequestId()
    {
        const QList<Sync::HistoryRow> lines{line(1, Sync::Outcome::Error, u"no"_s)};
        QVERIFY(batchReportCsv(lines).contains("'=1+1 Stapler"));
        QVERIFY(supportText({}, lines).contains(u"X-Request-Id abc"));
        QVERIFY(batchReportJson({}, lines).contains("=1+1 Stapler"));
    }

    void theRollbackSentenceCountsWhatIsChosen()
    {
        const Sync::RollbackPlan plan = Fakes::FakeEngine::samplePlan({5});
        QVERIFY(rollbackSentence(plan, {}).startsWith(u"Restores 3 fields of 2 products in Demo Shop"));
        QVERIFY(rollbackSentence(plan, {.batch = {5}, .restoreConflicts = true})
                    .startsWith(u"Restores 4 fields of 3 products in Demo Shop"));
        QVERIFY(rollbackSentence(plan, {}).contains(u"3 fields are left alone."));
        QCOMPARE(fieldsRestored(plan, {.batch = {5}, .restoreConflicts = true}), 4);
        Sync::RollbackPlan longer = plan;
        longer.willRestore += 2'000;
        QVERIFY(rollbackSentence(longer, {}).startsWith(u"Restores 2,003 fields of up to 4 products in Demo Shop"));
    }

    void aRunThatLeftNoLineTellsWhy_data()
    {
        using Sync::BatchKind;
        using Sync::BatchStatus;
        QTest::addColumn<BatchKind>("kind");
        QTest::addColumn<BatchStatus>("status");
        QTest::addColumn<qint64>("done");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("endedEarly");
        const auto row = [](const char *name, BatchKind kind, BatchStatus status, qint64 done, const char *title,
                             bool endedEarly) {
            QTest::newRow(name) << kind << status << done << QString::fromLatin1(title) << endedEarly;
        };
        row("pull", BatchKind::Pull, BatchStatus::Completed, 9, "What Came from Shopify", false);
        row("failed pull", BatchKind::Pull, BatchStatus::Failed, 0, "Nothing Was Compared", true);
        row("stopped pull", BatchKind::Pull, BatchStatus::Cancelled, 9, "Nothing Was Compared", true);
        row("pull going on", BatchKind::Pull, BatchStatus::Running, 9, "Nothing Compared Yet", false);
        row("interrupted push", BatchKind::Push, BatchStatus::Interrupted, 12, "No Line Was Kept", false);
        row("failed push", BatchKind::Push, BatchStatus::Failed, 0, "No Product Was Touched", true);
        row("push going on", BatchKind::Push, BatchStatus::Running, 0, "No Product Was Touched Yet", false);
        row("empty push", BatchKind::Push, BatchStatus::Completed, 0, "No Product Was Touched", false);
    }

    void aRunThatLeftNoLineTellsWhy()
    {
        QFETCH(Sync::BatchKind, kind);
        QFETCH(Sync::BatchStatus, status);
        QFETCH(qint64, done);
        Sync::BatchRow batch;
        batch.kind = kind;
        batch.status = status;
        batch.succeeded = done;
        const NoLines none = noLines(batch, StagedFates());
        QTEST(none.title, "title");
        QTEST(none.endedEarly, "endedEarly");
        QCOMPARE(noLines(batch, StagedFates{1, 0, 0, 0}).text.contains(u"1 change was found"),
            kind == Sync::BatchKind::Pull);
    }

    void aFailureWithoutACauseSaysWhereItMayBeFound()
    {
        Sync::BatchRow batch;
        batch.status = Sync::BatchStatus::Failed;
        QVERIFY(batchSentence(batch).contains(u"Logs may hold it"_s));
        batch.message = u"Shopify does not answer."_s;
        QVERIFY(batchSentence(batch).endsWith(batch.message));
    }

    void whatAPullBroughtIsCountedByWhatBecameOfIt()
    {
        Fakes::FakeReader reader;
        reader.makeStaged(20);
        for (qint64 id = 1; id <= 16; ++id)
            reader.stagedBy.insert({id}, {55});
        StagedCounts counts(reader);
        counts.setBatch({55});
        QTRY_VERIFY(counts.fates());
        QCOMPARE(*counts.fates(), (StagedFates{12, 0, 1, 3}));
        QCOMPARE(fatesSentence(*counts.fates()), u"16 changes were found: 12 to review, 1 rejected, 3 done."_s);
        QCOMPARE(fatesTab(*counts.fates()), u"pending"_s);
        QCOMPARE(fatesTab({0, 0, 4, 0}), u"rejected"_s);
        QCOMPARE(fatesSentence({1, 0, 0, 0}), u"1 change was found: 1 to review."_s);
        reader.answers().fail(Fakes::FakeReader::StagedOrder, {Sync::FailureKind::DatabaseUnreachable, u"Down."_s});
        Q_EMIT reader.stagedChanged();
        QTRY_VERIFY(!counts.fates());
    }

    void theItemsCanBeShownByFate()
    {
        RollbackItemsModel model(PlanKind::Rollback);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(Fakes::FakeEngine::samplePlan({5}).items);
        QCOMPARE(model.rowCount(), 7);
        model.showOnly(Sync::RollbackFate::WillRestore);
        QCOMPARE(model.rowCount(), 3);
    }

    void theirMediaGoByTheNamesOfTheirFiles()
    {
        RollbackItemsModel model(PlanKind::Rollback);
        model.setItems({{.field = u"media:order"_s, .media = {{u"12"_s, u"pen.jpg"_s}}, .before = u"12 7"_s},
            {.field = u"media:alt:12"_s, .media = {{u"12"_s, u"pen.jpg"_s}}}});
        const auto cell = [&model](int row, RollbackItemsModel::Column column) {
            return model.index(row, int(column)).data().toString();
        };
        QCOMPARE(cell(0, RollbackItemsModel::Column::Before), u"1. pen.jpg, 2. 7"_s);
        QCOMPARE(cell(1, RollbackItemsModel::Column::Field), u"Alt Text of pen.jpg"_s);
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
