#include "sync/engine/desklink.h"
#include "tests/support/manualclock.h"
#include "tests/support/privatepostgres.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using Tests::PrivatePostgres;
using TestSupport::ManualClock;

/// When the desk's connection does what, by a clock moved by hand; it lives in the test's own thread here.
class TestDeskLink final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beatsEveryFiveSeconds()
    {
        const ConnectionSettings database = m_postgres.createDatabase();
        ManualClock clock;
        DeskLink link(database, clock);
        QSignalSpy read(&link, &DeskLink::recordRead);
        QSignalSpy changed(&link, &DeskLink::linkChanged);
        link.begin();
        QCOMPARE(read.count(), 1);
        QCOMPARE(changed.last().first().value<Link>().state, LinkState::Ok);
        clock.advance(4'999ms);
        QCOMPARE(read.count(), 1);
        clock.advance(1ms);
        QCOMPARE(read.count(), 2);
        clock.advance(10s);
        QCOMPARE(read.count(), 4);
    }

    void triesAnAbsentDatabaseAfterGrowingPauses()
    {
        const ConnectionSettings database = m_postgres.createDatabase();
        m_postgres.stop();
        ManualClock clock;
        QList<std::chrono::milliseconds> attempts;
        DeskLink link(database, clock, [&] {
            attempts += clock.monotonic();
            return Failure{FailureKind::DatabaseUnreachable, u"It does not start."_s};
        });
        QSignalSpy changed(&link, &DeskLink::linkChanged);
        link.begin();
        QCOMPARE(changed.last().first().value<Link>().failure.what, u"It does not start."_s);
        clock.advance(45s);
        QList<std::chrono::milliseconds> pauses;
        for (qsizetype i = 1; i < attempts.size(); ++i)
            pauses += attempts[i] - attempts[i - 1];
        QCOMPARE(pauses, (QList<std::chrono::milliseconds>{1s, 2s, 4s, 8s, 15s, 15s}));
        m_postgres.start();
        clock.advance(15s);
        QCOMPARE(changed.last().first().value<Link>().state, LinkState::Ok);
    }

private:
    PrivatePostgres m_postgres;
};

QTEST_GUILESS_MAIN(TestDeskLink)
#include "tst_desklink.moc"
