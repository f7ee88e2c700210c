#include "sync/ports/random.h"

#include <QSet>
#include <QTest>

using namespace Sync;

class TestRandom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUuidIsOfVersionSevenAndInOrderOfTime()
    {
        SystemRandom random;
        const QUuid earlier = random.uuid(1'700'000'000'000);
        const QUuid later = random.uuid(1'700'000'000'001);
        QCOMPARE(earlier.toString(QUuid::WithoutBraces).at(14), QChar(u'7'));
        QCOMPARE(earlier.variant(), QUuid::DCE);
        QVERIFY(earlier.toRfc4122() < later.toRfc4122());
    }

    void uuidsOfOneMomentDiffer()
    {
        SystemRandom random;
        QSet<QUuid> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.uuid(1'700'000'000'000));
        QCOMPARE(seen.size(), 1000);
    }

    void aBoundIsNeverReached()
    {
        SystemRandom random;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(random.below(7) < 7);
        QCOMPARE(random.below(0), 0u);
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
