// Which cases are run and what their table makes of them: no point, no operation and no fault is left out, and no case
// passes that has shown nothing.

#include "sync/db/sqlcatalog.h"
#include "tests/faults/matrix/plan.h"
#include "tests/faults/matrix/table.h"

#include <QDir>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Faults;

namespace {

constexpr qsizetype count = 120;

QStringList namesOf(const QList<Case> &cases)
{
    QStringList names;
    for (const Case &one : cases)
        names += one.name();
    return names;
}

/// The GraphQL documents, by the names that a proxy sees.
QHash<QString, QString> documents()
{
    static const QRegularExpression named(u"^(query|mutation) (\\w+)"_s, QRegularExpression::MultilineOption);
    QHash<QString, QString> kinds;
    const QDir folder(QStringLiteral(GRAPHQL));
    for (const QString &name : folder.entryList({u"*.graphql"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qUtf8Printable(name));
        const QRegularExpressionMatch match = named.match(QString::fromUtf8(file.readAll()));
        kinds.insert(match.captured(2), match.captured(1));
    }
    return kinds;
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSelectionLeavesNothingOut();
    void isTheSameEachTime();
    void turnsAndPartsAreTheWhole();
    void patternsNameCases();
    void whatIsWaitedForExists();
    void everyWriteIsKnown();
    void everyWriteIsStruck();
    void aCaseThatNeverMetItsPointFails();
};

void TestPlan::theSelectionLeavesNothingOut()
{
    const Plan plan = wholePlan();
    const QList<Case> selected = selection(plan.cases, count, 1);
    QCOMPARE(selected.size(), count);
    QSet<QString> operations;
    QSet<QString> met;
    QHash<QString, int> faults;
    for (const Case &one : selected) {
        operations += one.operation.name;
        met += one.point.id;
        ++faults[nameOf(one.fault)];
    }
    for (const OperationKind &operation : operationKinds())
        QVERIFY2(operations.contains(operation.name), qPrintable(operation.name));
    for (const Point &point : points())
        QVERIFY2(met.contains(point.id), qPrintable(point.id));
    for (const FaultWords &fault : faultKinds())
        QVERIFY2(faults.value(fault.name) >= count / faultKinds().size() - 3, qPrintable(fault.name));
}

void TestPlan::isTheSameEachTime()
{
    const Plan plan = wholePlan();
    QCOMPARE(namesOf(selection(plan.cases, count, 1)), namesOf(selection(plan.cases, count, 1)));
    QVERIFY(namesOf(selection(plan.cases, count, 1)) != namesOf(selection(plan.cases, count, 2)));
}

void TestPlan::turnsAndPartsAreTheWhole()
{
    const QList<Case> cases = wholePlan().cases;
    QStringList all;
    for (qint64 turn = 1; (turn - 1) * count < cases.size(); ++turn)
        all += namesOf(selection(cases, count, turn));
    QStringList wanted = namesOf(cases);
    all.sort();
    wanted.sort();
    QCOMPARE(all, wanted);

    const QList<Case> selected = selection(cases, count, 1);
    QStringList together;
    for (qsizetype nth = 1; nth <= 3; ++nth)
        together += namesOf(part(selected, nth, 3));
    QCOMPARE(together, namesOf(selected));
}

void TestPlan::patternsNameCases()
{
    const Plan plan = wholePlan();
    const auto named = [&plan](const QString &pattern) {
        return std::count_if(
            plan.cases.cbegin(), plan.cases.cend(), [&pattern](const Case &one) { return fits(one, pattern); });
    };
    QCOMPARE(named(u"create/K17/kill"_s), 1);
    QCOMPARE(named(u"create/K17/*"_s), faultKinds().size());
    QCOMPARE(named(u"create/K15a/kill"_s), 0); // left out, with its reason
    QCOMPARE(named(u"create/K17"_s), 0);
}

/// A statement or document that has another name now would be waited for in vain.
void TestPlan::whatIsWaitedForExists()
{
    const QStringList statements = Sync::SqlCatalog::names();
    const QHash<QString, QString> known = documents();
    QVERIFY(known.size() > 20);
    const auto exists = [&](const QString &what) {
        if (what == "*mutation"_L1 || what == "/bulk-files"_L1 || what.endsWith(u'…'))
            return true;
        return statements.contains(what) || known.contains(what);
    };
    for (const Point &point : points()) {
        QStringList waitedFor = point.at.what.split(u'|');
        if (point.after)
            waitedFor += point.after->what;
        for (const QString &what : std::as_const(waitedFor))
            QVERIFY2(exists(what), qPrintable(point.id + u' ' + what));
    }
    for (const OperationKind &operation : operationKinds())
        if (!operation.mutation.isEmpty())
            QVERIFY2(isWrite(operation.mutation), qPrintable(operation.name));
    for (const QString &counted : {u"journal/mark_sent"_s, u"batch/open"_s, u"batch/discard"_s, u"session/rollback"_s})
        QVERIFY2(statements.contains(counted), qPrintable(counted));
}

void TestPlan::everyWriteIsKnown()
{
    // These start or end something at Shopify and change no product.
    const QStringList harmless{u"BulkCancel"_s, u"BulkStart"_s, u"StagedUpload"_s};
    const QHash<QString, QString> known = documents();
    for (auto document = known.cbegin(); document != known.cend(); ++document)
        QVERIFY2(isWrite(document.key()) == (document.value() == "mutation"_L1 && !harmless.contains(document.key())),
            qPrintable(document.key()));
}

void TestPlan::everyWriteIsStruck()
{
    // Bulk runs are off until somebody sets them.
    QSet<QString> struck{u"BulkMutationStart"_s};
    for (const OperationKind &operation : operationKinds())
        struck += operation.mutation;
    const QHash<QString, QString> known = documents();
    for (auto document = known.cbegin(); document != known.cend(); ++document)
        QVERIFY2(!isWrite(document.key()) || struck.contains(document.key()), qPrintable(document.key()));
}

void TestPlan::aCaseThatNeverMetItsPointFails()
{
    const Case one = wholePlan().cases.first();
    Table table;
    table.add(one, CaseOutcome{});
    QCOMPARE(table.failed(), 0);
    table.add(one, CaseOutcome{.wasReached = false});
    QCOMPARE(table.failed(), 1);
    QVERIFY(table.text().contains(u"never met: "_s + one.name()));
    table.add(one, CaseOutcome{.violations = {u"I1"_s}});
    QCOMPARE(table.failed(), 2);
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
