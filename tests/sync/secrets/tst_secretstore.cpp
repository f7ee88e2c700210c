#include "sync/secrets/keychainsecretstore.h"

#include "sync/ports/clock.h"
#include "tests/support/runtask.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <vector>

using namespace Qt::StringLiterals;
using Sync::FailureKind;
using Sync::KeychainSecretStore;
using Sync::MemorySecretStore;
using Sync::Secret;
using Sync::SecretLife;
using TestSupport::runTask;

class TestSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void memoryKeepsReplacesAndForgets();
    void withoutAKeychainASecretLivesForTheSession();
    void withoutAKeychainReadingSaysSo();
    void writesNoFile();
    void stopsOnRequest();
    void severalThreadsMayAskAtOnce();

private:
    QTemporaryDir m_home;
    Sync::SystemClock m_clock;
};

void TestSecretStore::initTestCase()
{
    // No desktop session: there is no bus and no keychain to reach, and a file would land here.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
}

void TestSecretStore::memoryKeepsReplacesAndForgets()
{
    MemorySecretStore store;
    QVERIFY(runTask(store.read(u"a"_s, {})).value().value().isEmpty());
    QVERIFY(runTask(store.write(u"a"_s, Secret(u"one"_s), {})).value().value() == SecretLife::Session);
    QVERIFY(runTask(store.write(u"a"_s, Secret(u"two"_s), {})).value().isOk());
    QCOMPARE(runTask(store.read(u"a"_s, {})).value().value().reveal(), "two");
    // Reading twice gives it twice.
    QCOMPARE(runTask(store.read(u"a"_s, {})).value().value().reveal(), "two");
    QVERIFY(runTask(store.remove(u"a"_s, {})).value().isOk());
    QVERIFY(runTask(store.read(u"a"_s, {})).value().value().isEmpty());
    QVERIFY(runTask(store.remove(u"a"_s, {})).value().isOk());
}

void TestSecretStore::withoutAKeychainASecretLivesForTheSession()
{
    KeychainSecretStore store(u"syncdesk-test"_s, m_clock, std::chrono::seconds(5));
    const auto life = runTask(store.write(u"shop"_s, Secret(u"shpat_1"_s), {}));
    QVERIFY(life && life->isOk());
    QVERIFY(life->value() == SecretLife::Session);
    QCOMPARE(runTask(store.read(u"shop"_s, {})).value().value().reveal(), "shpat_1");
}

void TestSecretStore::withoutAKeychainReadingSaysSo()
{
    KeychainSecretStore store(u"syncdesk-test"_s, m_clock, std::chrono::seconds(5));
    const auto read = runTask(store.read(u"shop"_s, {}));
    QVERIFY(read && !read->isOk());
    QCOMPARE(read->failure().kind, FailureKind::KeychainUnavailable);
    QVERIFY(!read->failure().remedy.isEmpty());
    QVERIFY(!runTask(store.probe({})).value().isOk());
}

void TestSecretStore::writesNoFile()
{
    KeychainSecretStore store(u"syncdesk-test"_s, m_clock, std::chrono::seconds(5));
    QVERIFY(runTask(store.write(u"shop"_s, Secret(u"shpat_never_in_a_file"_s), {})).value().isOk());
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QVERIFY2(!files.hasNext(), qPrintable(files.next()));
}

void TestSecretStore::stopsOnRequest()
{
    KeychainSecretStore store(u"syncdesk-test"_s, m_clock);
    std::stop_source stop;
    stop.request_stop();
    const auto read = runTask(store.read(u"shop"_s, stop.get_token()));
    QVERIFY(read && !read->isOk());
    QCOMPARE(read->failure().kind, FailureKind::Stopped);
}

/// As the start and the checks do: QtKeychain itself knows of no threads.
void TestSecretStore::severalThreadsMayAskAtOnce()
{
    constexpr int threads = 4;
    constexpr int times = 50;
    std::atomic<int> answers = 0;
    std::vector<std::unique_ptr<QThread>> running;
    for (int i = 0; i < threads; ++i) {
        running.emplace_back(QThread::create([this, &answers] {
            KeychainSecretStore store(u"syncdesk-test"_s, m_clock);
            for (int asked = 0; asked < times; ++asked)
                answers += runTask(store.probe({})).has_value();
        }));
        running.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers.load(), threads * times, 60'000);
    for (const auto &thread : running)
        thread->wait();
}

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
