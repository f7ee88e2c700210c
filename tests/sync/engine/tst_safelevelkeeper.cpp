#include "sync/engine/safelevelkeeper.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace Sync;
using namespace std::chrono_literals;

class TestSafeLevelKeeper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void raisingLasts();
    void loweringExpires();
    void choosingTheStoredLevelEndsALowering();
    void aStricterStoredLevelEndsALowering();

private:
    TestSupport::ManualClock m_clock;
};

void TestSafeLevelKeeper::raisingLasts()
{
    SafeLevelKeeper keeper(m_clock, SafeLevel::Careful);
    QVERIFY(keeper.choose(SafeLevel::Locked));
    m_clock.advance(24h);
    QCOMPARE(keeper.level(), SafeLevel::Locked);
    QVERIFY(!keeper.until().isValid());
}

void TestSafeLevelKeeper::loweringExpires()
{
    SafeLevelKeeper keeper(m_clock, SafeLevel::Locked);
    QVERIFY(!keeper.choose(SafeLevel::Demo));
    QCOMPARE(keeper.level(), SafeLevel::Demo);
    QCOMPARE(keeper.until(), m_clock.now().addSecs(15 * 60));
    m_clock.advance(15min - 1ms);
    QCOMPARE(keeper.level(), SafeLevel::Demo);
    m_clock.advance(1ms);
    QCOMPARE(keeper.level(), SafeLevel::Locked);
    QVERIFY(!keeper.until().isValid());
}

void TestSafeLevelKeeper::choosingTheStoredLevelEndsALowering()
{
    SafeLevelKeeper keeper(m_clock, SafeLevel::Locked);
    keeper.choose(SafeLevel::Careful);
    QVERIFY(keeper.choose(SafeLevel::Locked));
    QCOMPARE(keeper.level(), SafeLevel::Locked);
}

void TestSafeLevelKeeper::aStricterStoredLevelEndsALowering()
{
    SafeLevelKeeper keeper(m_clock, SafeLevel::Careful);
    keeper.choose(SafeLevel::Demo);
    keeper.setStored(SafeLevel::Careful);
    QCOMPARE(keeper.level(), SafeLevel::Demo);
    keeper.setStored(SafeLevel::ReadOnly);
    QCOMPARE(keeper.level(), SafeLevel::ReadOnly);
}

QTEST_GUILESS_MAIN(TestSafeLevelKeeper)
#include "tst_safelevelkeeper.moc"
