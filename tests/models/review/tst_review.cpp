#include "models/review/decisions.h"
#include "models/review/fieldchangesmodel.h"
#include "models/review/fielddiff.h"
#include "models/review/reviewcounts.h"
#include "models/review/stagedmodel.h"
#include "sync/api/catalogue.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QSet>
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
        QCOMPARE(model.index(0, 3).data(BadgeRole).value<Badge>().word, u"Conflict, medium"_s);
        conflicts.severity = Sync::ConflictSeverity::High;
        model.setQuery(conflicts);
        QTRY_COMPARE(model.rowCount(), 0);
        conflicts.severity = Sync::ConflictSeverity::Medium;
        model.setQuery(conflicts);
        QTRY_VERIFY(model.rowCount() > 0);
        model.sort(3, Qt::DescendingOrder);
        QCOMPARE(model.query().sort, Sync::StagedSort::Severity);
        model.sort(2, Qt::DescendingOrder);
        QTRY_COMPARE(model.loadState(), LoadState::Ready);
        QCOMPARE(model.query().sort, Sync::StagedSort::FieldCount);
        reader.staged.clear();
        Q_EMIT reader.stagedChanged();
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void severityIsToldByShapeAndWord()
    {
        using Sync::ConflictSeverity;
        QSet<QString> words;
        QSet<int> shapes;
        for (const auto severity : {ConflictSeverity::Low, ConflictSeverity::Medium, ConflictSeverity::High}) {
            words.insert(conflictBadge(severity).word);
            shapes.insert(int(conflictBadge(severity).shape));
        }
        QCOMPARE(words, (QSet<QString>{u"Conflict, low"_s, u"Conflict, medium"_s, u"Conflict, high"_s}));
        QCOMPARE(shapes.size(), 3);
        QCOMPARE(conflictBadge(std::nullopt).word, u"Conflict"_s);
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
        QCOMPARE(model.index(0, FieldChangesModel::DecisionColumn).data(BadgeRole).value<Badge>().word,
            u"Conflict, medium"_s);
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

    void whatWasNotDecidedSinglyWentTheWayOfItsProduct_data()
    {
        using Sync::FieldDecision;
        using Sync::StagedStatus;
        QTest::addColumn<StagedStatus>("status");
        QTest::addColumn<FieldDecision>("decision");
        QTest::addColumn<QString>("word");
        QTest::newRow("pending") << StagedStatus::Pending << FieldDecision::Undecided << u"Undecided"_s;
        QTest::newRow("approved") << StagedStatus::Approved << FieldDecision::Undecided << u"Approved"_s;
        QTest::newRow("done") << StagedStatus::Applied << FieldDecision::Undecided << u"Approved"_s;
        QTest::newRow("failed") << StagedStatus::Failed << FieldDecision::Undecided << u"Approved"_s;
        QTest::newRow("rejected") << StagedStatus::Rejected << FieldDecision::Undecided << u"Rejected"_s;
        QTest::newRow("replaced") << StagedStatus::Superseded << FieldDecision::Undecided << u"Undecided"_s;
        QTest::newRow("singly") << StagedStatus::Approved << FieldDecision::Reject << u"Rejected"_s;
    }

    void whatWasNotDecidedSinglyWentTheWayOfItsProduct()
    {
        QFETCH(Sync::StagedStatus, status);
        QFETCH(Sync::FieldDecision, decision);
        FakeReader reader;
        reader.makeStaged(1);
        Sync::StagedDetail detail = reader.staged.at(0);
        detail.row.status = status;
        detail.fields[0].decision = decision;
        FieldChangesModel model;
        model.setDetail(detail);
        QTEST(model.index(0, FieldChangesModel::DecisionColumn).data().toString(), "word");
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

    void listsAreToldByWhatEachSideAddedAndRemoved()
    {
        const auto told = [](const Sync::FieldChange &change, const std::optional<QString> &side) {
            QString text;
            for (const DiffPart &part : sideParts(change, side))
                text += part.text;
            return text;
        };
        const Sync::FieldChange tags = change(Sync::Field::tags, u"[\"blue\",\"old\"]"_s,
            u"[\"Blue\",\"old\",\"ink\",\"new\"]"_s, u"[\" BLUE \",\"sale\"]"_s);
        QCOMPARE(told(tags, tags.local), u"added ink, new"_s);
        QCOMPARE(told(tags, tags.remote), u"added sale; removed old"_s);
        QCOMPARE(told(tags, tags.base), u"unchanged"_s);
        QCOMPARE(told(tags, u"[\"old\",\"BLUE\"]"_s), u"unchanged"_s);
        const Sync::FieldChange names
            = change(Sync::Field::optionNames, u"[\"Size\",\"Colour\"]"_s, u"[\"Colour\",\"Size\"]"_s, u"[\"Size\"]"_s);
        QCOMPARE(told(names, names.local), u"in another order"_s);
        QCOMPARE(told(names, names.remote), u"removed Colour"_s);
        // Without a base there is nothing to tell a change from.
        QCOMPARE(told(change(Sync::Field::tags, {}, u"[\"a\"]"_s, u"[\"b\"]"_s), u"[\"a\"]"_s), u"no value a"_s);
    }

    void aMergedListIsWhatBothDirectionsPropose()
    {
        FakeReader reader;
        reader.makeStaged(1);
        Sync::StagedDetail detail = reader.staged.at(0);
        Sync::FieldChange tags = change(Sync::Field::tags, u"[\"old\"]"_s, u"[\"old\",\"ink\"]"_s, u"[\"sale\"]"_s);
        tags.merged = u"[\"sale\",\"ink\"]"_s;
        for (const Sync::Direction direction : {Sync::Direction::Pull, Sync::Direction::Push})
            QCOMPARE(valueProposed(tags, direction), tags.merged);
        tags.edited = u"[\"mine\"]"_s;
        QCOMPARE(valueProposed(tags, Sync::Direction::Pull), tags.edited);
        detail.fields = {tags};
        FieldChangesModel model;
        model.setDetail(detail);
        const QModelIndex here = model.index(0, FieldChangesModel::HereColumn);
        QCOMPARE(here.data().toString(), u"added ink"_s);
        QCOMPARE(here.data(Qt::ToolTipRole).toString(), u"old, ink"_s);
        QVERIFY(here.data(Qt::AccessibleTextRole).toString().endsWith(u"added ink"_s));
        const QModelIndex there = model.index(0, FieldChangesModel::ShopifyColumn);
        QCOMPARE(there.data().toString(), u"added sale; removed old"_s);
        QCOMPARE(model.index(0, FieldChangesModel::BaseColumn).data().toString(), u"old"_s);
    }

    void mediaAreCalledByTheirFiles()
    {
        FakeReader reader;
        reader.makeStaged(1);
        Sync::StagedDetail detail = reader.staged.at(0);
        Sync::FieldChange order = change(Sync::mediaOrderPath, u"12 13"_s, u"13 12"_s, u"12 13"_s);
        Sync::FieldChange alt = change(u"media:alt:12", u"A pen"_s, u"A blue pen"_s, u"A pen"_s);
        order.media = alt.media = {{u"12"_s, u"blue-pen.jpg"_s}, {u"13"_s, u"cap.png"_s}};
        QCOMPARE(fieldName(alt), u"Alt Text of blue-pen.jpg"_s);
        const auto told = [&order](const std::optional<QString> &side) {
            QString text;
            for (const DiffPart &part : sideParts(order, side)) {
                if (part.kind != DiffKind::Same)
                    text += part.kind == DiffKind::Added ? u'+' : u'-';
                text += part.text;
            }
            return text;
        };
        QCOMPARE(told(order.local), u"1. +cap.png, 2. +blue-pen.jpg"_s);
        QCOMPARE(told(u"12 14"_s), u"1. blue-pen.jpg, 2. +14, -cap.png"_s);
        QVERIFY2(keepOursLabel(order).contains(u"1. cap.png"_s), qPrintable(keepOursLabel(order)));
        detail.fields = {order, alt};
        FieldChangesModel model;
        model.setDetail(detail);
        QCOMPARE(model.index(0, FieldChangesModel::HereColumn).data().toString(), u"1. cap.png, 2. blue-pen.jpg"_s);
        QCOMPARE(model.index(1, FieldChangesModel::FieldColumn).data().toString(), u"Alt Text of blue-pen.jpg"_s);
    }

    void whatIsLeftOutOfAWholeProductIsToldOnce()
    {
        FakeReader reader;
        reader.makeStaged(1);
        Sync::StagedDetail detail = reader.staged.at(0);
        const QString why = u"It belongs to another app."_s;
        detail.fields = {change(u"title", {}, u"Pen"_s, {}), change(u"metafield:app--1.a:json", {}, u"1"_s, {}),
            change(u"metafield:app--1.b:json", {}, u"2"_s, {})};
        detail.fields[1].unwritable = detail.fields[2].unwritable = why;
        detail.row.direction = Sync::Direction::Push;
        detail.row.changeType = Sync::ChangeType::Update;
        FieldChangesModel model;
        model.setDetail(detail);
        QCOMPARE(model.whatIsLeftOut(), QString()); // each is decided by itself
        detail.row.changeType = Sync::ChangeType::Create;
        model.setDetail(detail);
        QCOMPARE(model.whatIsLeftOut().count(why), 1);
        QVERIFY(model.whyNothingCanBeSent().isEmpty());
        detail.row.direction = Sync::Direction::Pull;
        model.setDetail(detail);
        QCOMPARE(model.whatIsLeftOut(), QString());
    }

    void whatShopifyMakesOfAValueIsToldOfWhatIsSent()
    {
        FakeReader reader;
        reader.makeStaged(1);
        Sync::StagedDetail detail = reader.staged.at(0);
        const QString hint = u"Shopify writes the shop's own name there."_s;
        detail.fields = {change(u"title", u"Pen"_s, u"Pens"_s, u"Pen"_s), change(u"vendor", u"A"_s, QString(), u"A"_s)};
        detail.fields[1].hint = hint;
        detail.row.direction = Sync::Direction::Push;
        FieldChangesModel model;
        QCOMPARE(model.whatShopifyMakesOfIt(), QString());
        for (const Sync::ChangeType type : {Sync::ChangeType::Update, Sync::ChangeType::Create}) {
            detail.row.changeType = type;
            model.setDetail(detail);
            QCOMPARE(model.whatShopifyMakesOfIt(), hint);
        }
        detail.row.direction = Sync::Direction::Pull;
        model.setDetail(detail);
        QCOMPARE(model.whatShopifyMakesOfIt(), QString());
    }

    void longTextsAreShownFromWhereTheyPart()
    {
        const QString black = u"Desk Lamp Classic, black"_s;
        const QString matt = u"Desk Lamp Classic, matt black"_s;
        QCOMPARE(fromDifference(black, {black, black, matt}), u"\u2026black"_s);
        QCOMPARE(fromDifference(matt, {black, black, matt}), u"\u2026matt black"_s);
        QCOMPARE(fromDifference(black, {black, black}), black);
        QCOMPARE(fromDifference(u"red pen"_s, {u"red pen"_s, u"red pencil"_s}), u"red pen"_s);
        QCOMPARE(fromDifference(u"Abcdefghijklmnopqrstuvwxyz"_s, {u"Abcdefghijklmnopqrstuvwxyy"_s}),
            u"Abcdefghijklmnopqrstuvwxyz"_s);
        QCOMPARE(fromDifference({}, {u"Desk Lamp Classic"_s}), QString());
        // The whole value is a tool tip away, and what is read out.
        FakeReader reader;
        reader.makeStaged(1);
        FieldChangesModel model;
        model.setDetail(reader.staged.at(0));
        const QModelIndex title = model.index(0, FieldChangesModel::ShopifyColumn);
        QCOMPARE(title.data().toString(), u"\u2026matt black"_s);
        QCOMPARE(title.data(Qt::ToolTipRole).toString(), matt);
        QVERIFY(title.data(Qt::AccessibleTextRole).toString().endsWith(matt));
        // Markup is left out unless it is what differs.
        QCOMPARE(model.index(2, FieldChangesModel::BaseColumn).data().toString(), u"Bright light for long days."_s);
        Sync::StagedDetail detail = reader.staged.at(0);
        detail.fields[2].remote = u"<h1>Bright light for long days.</h1>"_s;
        model.setDetail(detail);
        QVERIFY(model.index(2, FieldChangesModel::BaseColumn).data().toString().startsWith(u"<p>"));
        QVERIFY(model.index(2, FieldChangesModel::ShopifyColumn).data().toString().startsWith(u"<h1>"));
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
