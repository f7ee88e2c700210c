#include "models/review/decisions.h"
#include "models/review/fieldchangesmodel.h"
#include "models/review/fielddiff.h"
#include "models/review/reviewcounts.h"
#include "models/review/stagedmodel.h"
#include "sync/api/catalogue.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Sync::DecisionKind;

namespace {

Sync::FieldChange change(
    QStringView field, std::optional<QString> base, std::optional<QString> local, std::optional<QString> remote)
{
    Sync::FieldChange made;
    made.id = {1};
    made.field = field.toString();
    made.base = std::move(base);
    made.local = std::move(local);
    made.remote = std::move(remote);
    return made;
}

} // namespace

class TestReview final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stagedChangesArePagedFilteredAndRefreshed()
    {
        FakeReader reader;
        reader.makeStaged(900);
        StagedModel model(reader);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.load();
        QTRY_COMPARE(model.loadState(), LoadState::Ready);
        QCOMPARE(model.rowCount(), 675);
        Sync::StagedQuery conflicts{.status = Sync::StagedStatus::Pending, .conflictsOnly = true};
        model.setQuery(conflicts);
        QTRY_COMPARE(model.loadState(), LoadState::Ready);
        QVERIFY(model.rowCount() > 0 && model.rowCount() < 200);
        QTRY_VERIFY(model.rowAt(0));
        QVERIFY(model.rowAt(0)->conflictCount > 0);
        QCOMPARE(model.index(0, 3).data(BadgeRole).value<Badge>().word, u"Conflict"_s);
        model.sort(2, Qt::DescendingOrder);
        QTRY_COMPARE(model.loadState(), LoadState::Ready);
        QCOMPARE(model.query().sort, Sync::StagedSort::FieldCount);
        reader.staged.clear();
        Q_EMIT reader.stagedChanged();
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void theFieldsOfAChangeKeepTheirRowsThroughADecision()
    {
        FakeReader reader;
        reader.makeStaged(20);
        FieldChangesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Sync::StagedDetail detail = reader.staged.at(6);
        model.setDetail(detail);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(model.fieldAt(0)->isConflict);
        QCOMPARE(model.index(0, FieldChangesModel::DecisionColumn).data(BadgeRole).value<Badge>().word, u"Conflict"_s);
        const QPersistentModelIndex kept(model.index(3, 0));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        detail.fields[0].decision = Sync::FieldDecision::KeepOurs;
        model.setDetail(detail);
        QVERIFY(kept.isValid());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.nextUndecided(-1), 1);
        QCOMPARE(model.nextUndecided(4), 1);
        for (Sync::FieldChange &field : detail.fields)
            field.decision = Sync::FieldDecision::Accept;
        model.setDetail(detail);
        QCOMPARE(model.nextUndecided(0), -1);
        model.setDetail(std::nullopt);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.fieldAt(0));
    }

    void differencesReadAsPeopleReadTheValues_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("removed");
        QTest::addColumn<QStringList>("added");
        QTest::newRow("word") << u"title"_s << u"red pen"_s << u"blue pen"_s << QStringList{u"red"_s}
                              << QStringList{u"blue"_s};
        QTest::newRow("money") << u"price"_s << u"10"_s << u"12.5"_s << QStringList{u"10.00"_s}
                               << QStringList{u"12.50"_s};
        QTest::newRow("list") << u"tags"_s << u"[\"a\",\"b\"]"_s << u"[\"b\",\"c\"]"_s << QStringList{u"a"_s}
                              << QStringList{u"c"_s};
        QTest::newRow("same") << u"title"_s << u"pen"_s << u"pen"_s << QStringList() << QStringList();
        QTest::newRow("emptied") << u"barcode"_s << u"123"_s << u""_s << QStringList{u"123"_s} << QStringList();
    }

    void differencesReadAsPeopleReadTheValues()
    {
        QFETCH(QString, field);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QStringList removed;
        QStringList added;
        for (const DiffPart &part : fieldDiff(field, from, to)) {
            if (part.kind == DiffKind::Removed)
                removed += part.text;
            else if (part.kind == DiffKind::Added)
                added += part.text;
        }
        QTEST(removed, "removed");
        QTEST(added, "added");
    }

    void noValueAndEmptyTextAreDifferent()
    {
        const QList<DiffPart> parts = fieldDiff(u"barcode", std::nullopt, u"123"_s);
        QCOMPARE(parts.first().kind, DiffKind::Removed);
        QCOMPARE(parts.first().text, u"no value"_s);
    }

    void choicesAreNamedByValueAndDirectionDecidesWhatIsProposed()
    {
        Sync::FieldChange price = change(Sync::Field::price, u"11.00"_s, u"12.50"_s, u"9.5"_s);
        QCOMPARE(keepOursLabel(price), u"Keep 12.50 (here)"_s);
        QCOMPARE(takeTheirsLabel(price), u"Take 9.50 (Shopify)"_s);
        QCOMPARE(valueProposed(price, Sync::Direction::Pull), u"9.5"_s);
        QCOMPARE(valueNow(price, Sync::Direction::Pull), u"12.50"_s);
        QCOMPARE(valueProposed(price, Sync::Direction::Push), u"12.50"_s);
        price.edited = u"10"_s;
        QCOMPARE(valueProposed(price, Sync::Direction::Push), u"10"_s);
        price.local = QString();
        QCOMPARE(keepOursLabel(price), u"Keep nothing (here)"_s);
    }

    void decisionsAreUndoneInReverseOrder()
    {
        FakeEngine engine;
        engine.decisionReport.changed = 1;
        Decisions decisions(engine);
        QSignalSpy decided(&decisions, &Decisions::decided);
        decisions.decide(DecisionKind::Approve, QList<Sync::ChangeId>{{1}, {2}});
        QTRY_COMPARE(decided.count(), 1);
        decisions.decide(DecisionKind::Edit, Sync::FieldChangeId{7}, u"9.99"_s);
        QTRY_COMPARE(decided.count(), 2);
        QCOMPARE(engine.decisions.at(1).value, u"9.99"_s);
        QVERIFY(decisions.canUndo());
        decisions.undo();
        QTRY_COMPARE(decided.count(), 3);
        QCOMPARE(engine.decisions.at(2).kind, DecisionKind::Reopen);
        QCOMPARE(engine.decisions.at(2).target.fields, QList<Sync::FieldChangeId>{{7}});
        decisions.undo();
        QTRY_COMPARE(decided.count(), 4);
        QCOMPARE(engine.decisions.at(3).target.changes, (QList<Sync::ChangeId>{{1}, {2}}));
        QVERIFY(!decisions.canUndo());
        decisions.undo();
        QCOMPARE(decisions.pending(), 0);
    }

    void whatWasNotDecidedIsNotUndoneAndAFailedUndoStays()
    {
        FakeEngine engine;
        Decisions decisions(engine);
        QSignalSpy decided(&decisions, &Decisions::decided);
        QSignalSpy failed(&decisions, &Decisions::failed);
        decisions.decide(DecisionKind::Approve, QList<Sync::ChangeId>{{1}});
        QTRY_COMPARE(decided.count(), 1);
        QVERIFY(!decisions.canUndo());
        engine.decisionReport.changed = 1;
        decisions.decide(DecisionKind::Approve, QList<Sync::ChangeId>{{1}});
        QTRY_VERIFY(decisions.canUndo());
        engine.answers().fail(FakeEngine::Decide, {Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        decisions.undo();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(decisions.canUndo());
    }

    void aNumberThatCouldNotBeReadIsUnknownNotZero()
    {
        FakeReader reader;
        reader.makeStaged(100);
        reader.counts.stagedPending = 75;
        ReviewCounts counts(reader);
        counts.refresh();
        QTRY_VERIFY(counts.approved() && counts.conflicts() && counts.pending());
        QCOMPARE(*counts.pending(), 75);
        QCOMPARE(counts.toWrite()->size() + counts.toSend()->size(), *counts.approved());
        reader.answers().failAll({Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        Q_EMIT reader.stagedChanged();
        QTRY_VERIFY(!counts.pending());
        QTRY_VERIFY(!counts.approved());
        QTRY_VERIFY(!counts.conflicts());
    }
};

QTEST_GUILESS_MAIN(TestReview)
#include "tst_review.moc"
