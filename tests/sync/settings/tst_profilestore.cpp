#include "sync/settings/profilestore.h"

#include "sync/settings/settingcheck.h"
#include "tests/support/files/failingfiles.h"

#include <QScopeGuard>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Sync::FailureKind;
using Sync::Profile;
using Sync::ProfileStore;
using Sync::SafeLevel;
using Sync::SettingKey;

class TestProfileStore final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    QString newFile() { return m_folder.filePath(u"settings-%1.ini"_s.arg(++m_files)); }

    static Profile whole()
    {
        return {.name = u"example"_s,
            .shop = u"example.myshopify.com"_s,
            .apiVersion = u"2027-01"_s,
            .clientId = u"0123"_s,
            .databaseUrl = u"postgresql://anna@db1.example/shop?sslmode=verify-full"_s,
            .parallelWorkers = 4,
            .batchSize = 100,
            .safeLevel = SafeLevel::Locked,
            .breaker = {40, 5, 30, 3, 2}};
    }

private Q_SLOTS:
    void theTableIsWhole()
    {
        QSet<QString> names;
        for (const Sync::Setting &each : Sync::allSettings()) {
            QVERIFY(Sync::setting(each.key).name == each.name);
            QVERIFY(Sync::settingNamed(each.name) == &each);
            QVERIFY2(!names.contains(each.name.toString()), qPrintable(each.name.toString()));
            names.insert(each.name.toString());
            QVERIFY(Sync::purposeOf(each).endsWith(u'.'));
            // A default that its own check refuses would make every start fail.
            QVERIFY(Sync::checkedSetting(each, each.otherwise.toString()).isOk());
            QCOMPARE(each.type == Sync::SettingType::Number, each.highest > 0);
        }
        QVERIFY(!Sync::settingNamed(u"shop.token"));
    }

    void theDefaultsOfAProfileAreThoseOfTheTable()
    {
        const Profile fresh{.name = u"x"_s};
        QCOMPARE(fresh.apiVersion, Sync::setting(SettingKey::ApiVersion).otherwise.toString());
        QCOMPARE(
            QString::number(fresh.parallelWorkers), Sync::setting(SettingKey::ParallelWorkers).otherwise.toString());
        QCOMPARE(QString::number(fresh.batchSize), Sync::setting(SettingKey::BatchSize).otherwise.toString());
        for (const auto &[key, number] : Sync::breakerSettings)
            QCOMPARE(QString::number(fresh.breaker.*number), Sync::setting(key).otherwise.toString());
        QCOMPARE(toWord(fresh.safeLevel), Sync::setting(SettingKey::SafeLevel).otherwise.toString());
    }

    void aProfileComesBackAsItWasKept()
    {
        const QString file = newFile();
        {
            QSettings settings(file, QSettings::IniFormat);
            QVERIFY(ProfileStore(settings).keep(whole()).isOk());
        }
        QSettings settings(file, QSettings::IniFormat);
        const ProfileStore store(settings);
        QCOMPARE(store.read(u"example"_s), whole());
        QCOMPARE(store.names(), (QStringList{u"demo"_s, u"example"_s}));
        QCOMPARE(store.current(), u"example"_s); // the first one kept is the one opened
    }

    void addressesAreKeptAsUnderstood()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QVERIFY(store.set(u"example"_s, SettingKey::ShopUrl, u" https://admin.shopify.com/store/Example/products "_s)
                    .isOk());
        QCOMPARE(store.value(u"example"_s, SettingKey::ShopUrl), u"example.myshopify.com"_s);
        QVERIFY(store.set(u"local"_s, SettingKey::ShopUrl, u"http://127.0.0.1:4000/"_s).isOk());
        QCOMPARE(store.value(u"local"_s, SettingKey::ShopUrl), u"http://127.0.0.1:4000"_s);
    }

    void whatCannotBeUsedIsRefusedAndNothingIsKept_data()
    {
        QTest::addColumn<SettingKey>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("a public address") << SettingKey::ShopUrl << u"https://example.com"_s;
        QTest::newRow("a look-alike") << SettingKey::ShopUrl << u"example.myshopify.com.evil.net"_s;
        QTest::newRow("no quarter") << SettingKey::ApiVersion << u"latest"_s;
        QTest::newRow("no workers") << SettingKey::ParallelWorkers << u"0"_s;
        QTest::newRow("too many workers") << SettingKey::ParallelWorkers << u"65"_s;
        QTest::newRow("workers in words") << SettingKey::ParallelWorkers << u"many"_s;
        QTest::newRow("too large a batch") << SettingKey::BatchSize << u"10001"_s;
        QTest::newRow("a level for demos") << SettingKey::SafeLevel << u"demo"_s;
        QTest::newRow("no level") << SettingKey::SafeLevel << u"reckless"_s;
        QTest::newRow("another database") << SettingKey::DatabaseUrl << u"mysql://db1/shop"_s;
        QTest::newRow("a password") << SettingKey::DatabaseUrl << u"postgresql://anna:hunter22@db1/shop"_s;
        QTest::newRow("a password as an option")
            << SettingKey::DatabaseUrl << u"postgresql://db1/shop?user=anna&password=hunter22"_s;
        QTest::newRow("no profile") << SettingKey::CurrentProfile << u"nobody"_s;
    }

    void whatCannotBeUsedIsRefusedAndNothingIsKept()
    {
        QFETCH(SettingKey, key);
        QFETCH(QString, text);
        const QString file = newFile();
        QSettings settings(file, QSettings::IniFormat);
        ProfileStore store(settings);
        const auto set = store.set(u"example"_s, key, text);
        QVERIFY(!set.isOk());
        QCOMPARE(set.failure().kind, FailureKind::BadInput);
        QVERIFY(!set.failure().text().contains(u"hunter22"));
        QVERIFY(settings.allKeys().isEmpty());
    }

    void aProfileWithOneBadValueIsNotKeptAtAll()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        Profile profile = whole();
        profile.batchSize = 0;
        QVERIFY(!store.keep(profile).isOk());
        QVERIFY(settings.allKeys().isEmpty());
        profile = {.name = u"Not a name"_s, .shop = u"example.myshopify.com"_s};
        QVERIFY(!store.keep(profile).isOk());
        QVERIFY(!store.keep({.name = u"noshop"_s}).isOk());
        QVERIFY(settings.allKeys().isEmpty());
    }

    void aProfileStaysWithItsShop()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QVERIFY(store.keep(whole()).isOk());
        QVERIFY(store.set(u"example"_s, SettingKey::ShopUrl, u"example"_s).isOk()); // the same one, said otherwise
        const auto moved = store.set(u"example"_s, SettingKey::ShopUrl, u"other"_s);
        QVERIFY(!moved.isOk());
        QCOMPARE(moved.failure().kind, FailureKind::Refused);
        QCOMPARE(store.read(u"example"_s), whole());
    }

    void theDemoStaysTheDemo()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QCOMPARE(store.set(u"demo"_s, SettingKey::ShopUrl, u"example"_s).failure().kind, FailureKind::Refused);
        QCOMPARE(store.set(u"demo"_s, SettingKey::DatabaseUrl, u"postgresql://db1/shop"_s).failure().kind,
            FailureKind::Refused);
        QCOMPARE(store.remove(u"demo"_s).failure().kind, FailureKind::Refused);
        QVERIFY(store.set(u"demo"_s, SettingKey::ParallelWorkers, u"2"_s).isOk());
        QCOMPARE(store.read(u"demo"_s).safeLevel, SafeLevel::Demo);
    }

    void anEmptyTextGoesBackToTheDefault()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QVERIFY(store.keep(whole()).isOk());
        QVERIFY(store.set(u"example"_s, SettingKey::ParallelWorkers, {}).isOk());
        QCOMPARE(store.read(u"example"_s).parallelWorkers, 8);
        QVERIFY(store.set(u"example"_s, SettingKey::DatabaseUrl, {}).isOk());
        QVERIFY(store.read(u"example"_s).databaseUrl.isEmpty());
    }

    void aRemovedProfileIsGoneAndNotOpened()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QVERIFY(store.keep(whole()).isOk());
        QVERIFY(store.remove(u"example"_s).isOk());
        QCOMPARE(store.names(), QStringList{u"demo"_s});
        QVERIFY(store.current().isEmpty());
        QCOMPARE(store.remove(u"example"_s).failure().kind, FailureKind::BadInput);
    }

    void namesAreMadeFromShops()
    {
        QSettings settings(newFile(), QSettings::IniFormat);
        ProfileStore store(settings);
        QCOMPARE(store.freeName(u"example.myshopify.com"_s), u"example"_s);
        QCOMPARE(store.freeName(u"http://127.0.0.1:4000"_s), u"local-4000"_s);
        QCOMPARE(store.freeName(u"demo.myshopify.com"_s), u"demo-2"_s);
        QVERIFY(store.set(u"example"_s, SettingKey::ShopUrl, u"other"_s).isOk());
        QCOMPARE(store.freeName(u"example.myshopify.com"_s), u"example-2"_s);
    }

    void aFileThatCannotBeWrittenIsTold()
    {
        QSettings settings(u"/proc/no/such/file.ini"_s, QSettings::IniFormat);
        const auto kept = ProfileStore(settings).keep(whole());
        QVERIFY(!kept.isOk());
        QCOMPARE(kept.failure().kind, FailureKind::LocalDisk);
    }

    void whatCouldNotBeWrittenOnceIsWrittenTheNextTime()
    {
        const QString file = newFile();
        QSettings settings(file, QSettings::IniFormat);
        ProfileStore store(settings);
        TestSupport::FailingFiles files;
        countFileCallsHere(files.calls());
        const auto unwatched = qScopeGuard([] { countFileCallsHere(nullptr); });
        files.arm(m_folder.path(), {}, TestSupport::FileFault::Full, 1);
        const auto kept = store.keep(whole());
        QVERIFY2(files.hasFailed() && !kept.isOk(), qPrintable(files.what()));
        QCOMPARE(kept.failure().kind, FailureKind::LocalDisk);
        QCOMPARE(store.names(), QStringList{u"demo"_s}); // it is not there, whatever QSettings has in memory
        QVERIFY(store.current().isEmpty());
        files.disarm();
        QVERIFY(store.keep(whole()).isOk());

        files.arm(m_folder.path(), {}, TestSupport::FileFault::Full, 1);
        QVERIFY(!store.set(u"example"_s, SettingKey::ParallelWorkers, u"2"_s).isOk());
        QVERIFY(!store.remove(u"example"_s).isOk());
        QCOMPARE(store.read(u"example"_s), whole());
        files.disarm();
        QVERIFY(store.set(u"example"_s, SettingKey::ParallelWorkers, u"2"_s).isOk());
        const QString copy = newFile();
        QVERIFY(QFile::copy(file, copy));
        QSettings found(copy, QSettings::IniFormat);
        QCOMPARE(ProfileStore(found).read(u"example"_s).parallelWorkers, 2);
    }
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
