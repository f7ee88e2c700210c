#include "sync/jobs/rollback/rollbackscope.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What a rollback was asked for is the same when it is gone on with after an interruption.
class TestRollbackRequests final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<RollbackRequest>("request");
        QTest::newRow("a whole batch") << RollbackRequest{.batch = {7}};
        QTest::newRow("products and fields") << RollbackRequest{.batch = {7},
            .products = {{1}, {9'007'199'254'740'993}},
            .shopifyProducts = {{2}},
            .fields = {*FieldPath::fromText(u"title"), *FieldPath::fromText(u"variants.4711.price")},
            .restoreConflicts = true};
        QTest::newRow("archived") << RollbackRequest{.batch = {7}, .created = CreatedFate::Archive};
        QTest::newRow("deleted") << RollbackRequest{.batch = {7}, .created = CreatedFate::Delete};
    }
    void comesBackAsItWas()
    {
        QFETCH(RollbackRequest, request);
        const auto again = rollbackOfScope(request.batch, scopeOf(request));
        QVERIFY(again);
        QCOMPARE(*again, request);
    }

    void goingOnWithoutABackupIsAskedAnew()
    {
        const RollbackRequest request{.batch = {7}, .withoutBackup = true};
        QVERIFY(!rollbackOfScope(request.batch, scopeOf(request))->withoutBackup);
    }

    void anUnknownFieldIsNotLeftOut()
    {
        QJsonObject scope = scopeOf({.batch = {7}});
        scope.insert(u"fields"_s, QJsonArray{u"variants.colour"_s});
        QVERIFY(!rollbackOfScope({7}, scope));
    }

    void anUnknownFateKeeps()
    {
        QJsonObject scope = scopeOf({.batch = {7}, .created = CreatedFate::Delete});
        scope.insert(u"created"_s, u"burn"_s);
        QCOMPARE(rollbackOfScope({7}, scope)->created, CreatedFate::Keep);
    }
};

QTEST_GUILESS_MAIN(TestRollbackRequests)
#include "tst_rollbackrequests.moc"
