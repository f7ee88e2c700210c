#include "sync/db/pgsession.h"
#include "sync/engine/abandonedbatches.h"
#include "tests/support/privatepostgres.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestAbandonedBatches final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhichDesksAreAlive();
    void interruptsWhatNobodyRuns();
};

void TestAbandonedBatches::knowsWhichDesksAreAlive()
{
    QProcess ended;
    ended.start(u"/bin/true"_s, {});
    const qint64 gone = ended.processId();
    QVERIFY(ended.waitForFinished());
    QVERIFY(isDeskAlive(u"here/%1"_s.arg(QCoreApplication::applicationPid())));
    QVERIFY(isDeskAlive(u"here/1"_s));
    QVERIFY(!isDeskAlive(u"here/%1"_s.arg(gone)));
    QVERIFY(isDeskAlive(u"somewhere"_s)); // nothing is known of it
}

void TestAbandonedBatches::interruptsWhatNobodyRuns()
{
    QProcess ended;
    ended.start(u"/bin/true"_s, {});
    const qint64 gone = ended.processId();
    QVERIFY(ended.waitForFinished());

    PrivatePostgres postgres;
    auto session = std::move(PgSession::open(postgres.createDatabase())).value();
    const QByteArray dead = "'here/" + QByteArray::number(gone) + "'";
    const QByteArray alive = "'here/" + QByteArray::number(QCoreApplication::applicationPid()) + "'";
    QVERIFY(session->executeScript("insert into sync_batches (id, kind, status, started_by, desk) values "
                                   "(1, 'pull', 'running', 'a', "
        + dead + "), (2, 'apply', 'paused', 'a', " + dead + "), (3, 'push', 'running', 'a', " + dead
        + "), (4, 'pull', 'completed', 'a', " + dead + "), (5, 'pull', 'running', 'a', " + alive
        + "), (6, 'pull', 'running', 'a', 'there/1')"));
    const auto interrupted = interruptAbandonedBatches(*session, {u"Anna"_s, u"here/0"_s});
    QVERIFY(interrupted);
    QCOMPARE(*interrupted, 2);
    const auto left
        = session->executeText(u"select array_agg(id order by id) from sync_batches where status = 'running'"_s);
    QCOMPARE(left->first().int64List(0), QList<qint64>({3, 5, 6}));
    // Its own batches are known to be over: it runs nothing when it asks.
    QCOMPARE(*interruptAbandonedBatches(*session, {u"Anna"_s, QString::fromUtf8(alive).remove(u'\'')}), 1);
}

QTEST_GUILESS_MAIN(TestAbandonedBatches)
#include "tst_abandonedbatches.moc"
