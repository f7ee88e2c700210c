#include "models/products/why.h"

#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;
using Sync::SyncStatus;

class TestWhy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateButInSyncHasCauseEvidenceAndNextAction()
    {
        for (const SyncStatus status :
            {SyncStatus::NeverLinked, SyncStatus::Unverified, SyncStatus::Synced, SyncStatus::Modified,
                SyncStatus::Pending, SyncStatus::Syncing, SyncStatus::Conflict, SyncStatus::Error}) {
            Sync::ProductRow row;
            row.syncStatus = status;
            row.shopifyId = {7};
            const Why why = explain(row);
            QVERIFY(!why.cause.isEmpty());
            QVERIFY(!why.evidence.isEmpty());
            QCOMPARE(why.next.isEmpty(), status == SyncStatus::Synced);
            QCOMPARE(why.action == WhyAction::None, status == SyncStatus::Synced);
        }
    }

    void aFailureIsQuotedAndAMissingReasonIsAdmitted()
    {
        Sync::ProductRow row;
        row.syncStatus = SyncStatus::Error;
        row.syncError = u"Shopify refused the price."_s;
        QCOMPARE(explain(row).cause, u"Shopify refused the price."_s);
        row.syncError.clear();
        QVERIFY(explain(row).cause.contains(u"no reason"_s));
    }
};

QTEST_GUILESS_MAIN(TestWhy)
#include "tst_why.moc"
