// The whole product as its users start it: the real programs, a fresh data folder, the demo shop over HTTP.

#include "tests/support/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using TestSupport::Ended;

namespace {

constexpr int products = 400;

} // namespace

class TestMainFlow final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder{u"/tmp/syncdesk-flow-XXXXXX"_s};

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = TestSupport::cleanEnvironment(m_folder.path());
        environment.insert(u"SYNCDESK_DEMO_PRODUCTS"_s, QString::number(products));
        return environment;
    }

    Ended run(const QStringList &arguments, int withinSeconds = 120)
    {
        return TestSupport::runProgram(arguments, environment(), withinSeconds);
    }

    QJsonObject status()
    {
        const Ended ended = run({u"status"_s, u"--json"_s});
        return ended.exitCode == 0 ? ended.json() : QJsonObject{{u"failed"_s, QString::fromUtf8(ended.error)}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        // Root's PostgreSQL runs as another user, who has to reach the folder.
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
    }

    /// As often as anybody likes: it brings its own data, checks that the rollback put everything back, and leaves the
    /// user's alone.
    void theWalkGoesThroughEveryPageEveryTime()
    {
        for (const QString &name : {u"pictures"_s, u"pictures again"_s}) {
            const QString pictures = m_folder.filePath(name);
            const Ended walk = run({u"--demo"_s, u"--screenshot"_s, pictures}, 240);
            QVERIFY2(walk.exitCode == 0, walk.error.constData());
            QVERIFY2(QDir(pictures).entryList({u"*.png"_s}).size() >= 15, walk.error.constData());
        }
        QVERIFY(!QFile::exists(m_folder.filePath(u"data"_s)));
    }

    void aWalkWhosePicturesCannotBeSavedFails()
    {
        const QString pictures = m_folder.filePath(u"in the way"_s);
        QVERIFY(QDir().mkpath(pictures + u"/02-sync-running.png"_s)); // a folder where the second picture belongs
        const Ended walk = run({u"--screenshot="_s + pictures}, 240);
        QCOMPARE(walk.exitCode, 1);
        QVERIFY2(walk.error.contains("02-sync-running.png cannot be written"), walk.error.constData());
        QCOMPARE(QDir(pictures).entryList({u"*.png"_s}, QDir::Files).size(), 1);
    }

    void theCatalogueIsFilledByCommands()
    {
        for (const QStringList &command : {QStringList{u"pull"_s}, {u"approve"_s, u"--all"_s}, {u"apply"_s}}) {
            const Ended ended = run(command);
            QVERIFY2(ended.exitCode == 0, ended.error.constData());
        }
        const QJsonObject after = status();
        QCOMPARE(after.value("products"_L1).toInt(), products);
        QCOMPARE(after.value("in_sync"_L1).toInt(), products);
        QCOMPARE(after.value("modified"_L1).toInt(), 0);
        QCOMPARE(after.value("staged_pending"_L1).toInt(), 0);
    }

    void theBatchesTellWhatWasDone()
    {
        const Ended ended = run({u"batches"_s, u"--json"_s});
        QCOMPARE(ended.exitCode, 0);
        QStringList kinds;
        const QJsonArray batches = ended.json().value("batches"_L1).toArray();
        for (const QJsonValue &batch : batches)
            kinds.prepend(batch.toObject().value("kind"_L1).toString());
        QCOMPARE(kinds, (QStringList{u"pull"_s, u"apply"_s}));
    }

    void anUnchangedShopStagesNothing()
    {
        const Ended pull = run({u"pull"_s, u"--json"_s, u"--quiet"_s});
        QVERIFY2(pull.exitCode == 0, pull.error.constData());
        QCOMPARE(pull.json().value("staged"_L1).toInt(), 0);
    }

    void aRefusedRollbackChangesNothing()
    {
        const Ended ended = run({u"rollback"_s, u"--batch-id"_s, u"2"_s, u"--json"_s});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY(!ended.json().value("ok"_L1).toBool(true));
        QCOMPARE(status().value("products"_L1).toInt(), products);
    }

    void maintenanceModeHoldsWritesBack()
    {
        QCOMPARE(run({u"maintenance"_s, u"on"_s, u"--reason"_s, u"counting stock"_s}).exitCode, 0);
        const Ended push = run({u"push"_s, u"--json"_s});
        QVERIFY(push.exitCode == 3);
        QCOMPARE(run({u"maintenance"_s, u"off"_s}).exitCode, 0);
    }

    void theDoctorLooksAtEverything()
    {
        const Ended ended = run({u"doctor"_s, u"--json"_s});
        QVERIFY2(ended.exitCode == 0 || ended.exitCode == 1, ended.error.constData());
        QVERIFY(ended.json().value("checks"_L1).toArray().size() > 15);
    }

    void aKilledProgramLeavesNothingBroken()
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(SYNCDESK_PROGRAM), {u"pull"_s});
        QVERIFY(process.waitForStarted());
        process.setReadChannel(QProcess::StandardError);
        // Somewhere in the middle: it has said its first word of progress.
        QVERIFY(process.waitForReadyRead(60'000));
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(status().value("products"_L1).toInt(), products);
        QCOMPARE(run({u"pull"_s, u"--quiet"_s}).exitCode, 0);
    }

    void badSettingsAreNamed_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("a public address") << u"SHOPIFY_SHOP_URL"_s << u"https://example.com"_s << 2;
        QTest::newRow("a look-alike") << u"SHOPIFY_SHOP_URL"_s << u"example.myshopify.com.evil.net"_s << 2;
        QTest::newRow("no token") << u"SHOPIFY_SHOP_URL"_s << u"example.myshopify.com"_s << 3;
        QTest::newRow("not a database address") << u"DATABASE_URL"_s << u"mysql://localhost/shop"_s << 2;
        QTest::newRow("no server there") << u"DATABASE_URL"_s << u"postgresql://nobody@127.0.0.1:1/shop"_s << 4;
        QTest::newRow("workers that are no number") << u"PARALLEL_WORKERS"_s << u"many"_s << 2;
        QTest::newRow("not a version") << u"SHOPIFY_API_VERSION"_s << u"latest"_s << 2;
    }

    void badSettingsAreNamed()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(int, exitCode);
        QProcessEnvironment other = environment();
        other.insert(variable, value);
        const Ended ended = TestSupport::runProgram({u"status"_s, u"--json"_s}, other, 60);
        QVERIFY2(ended.exitCode == exitCode, ended.error.constData());
        QVERIFY(!ended.json().value("error"_L1).toObject().value("what"_L1).toString().isEmpty());
    }

    void nothingStaysRunningAfterTheLastOne()
    {
        // The shop looks once a second whether anybody is left.
        QTRY_VERIFY_WITH_TIMEOUT(QProcess::execute(u"pgrep"_s, {u"-f"_s, m_folder.path()}) != 0, 15'000);
    }
};

QTEST_GUILESS_MAIN(TestMainFlow)
#include "tst_mainflow.moc"
