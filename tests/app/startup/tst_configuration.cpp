#include "app/startup/configuration.h"

#include "app/cli/commandline.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace App;
using Sync::SafeLevel;

class TestConfiguration final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Sync::ProfileStore> m_store;
    QProcessEnvironment m_environment;

    static CommandLine window(OpenWindow open = {})
    {
        CommandLine line;
        line.what = std::move(open);
        return line;
    }

    Sync::Result<Configuration> read(const CommandLine &line) const
    {
        return readConfiguration(line, m_environment, *m_store);
    }

private Q_SLOTS:
    void init()
    {
        const QString file = m_folder.filePath(u"settings.ini"_s);
        m_store.reset();
        m_settings.reset();
        QFile::remove(file);
        m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
        m_store = std::make_unique<Sync::ProfileStore>(*m_settings);
        m_environment = {};
    }

    void withNothingSetUpItIsTheDemo()
    {
        const auto configuration = read(window());
        QVERIFY(configuration.isOk());
        QVERIFY(configuration->usesDemoShop() && !configuration->database);
        QCOMPARE(configuration->profile, u"demo"_s);
        QCOMPARE(configuration->folder, u"demo"_s);
        QCOMPARE(configuration->shop.safeLevel, SafeLevel::Demo);
    }

    void theFirstStartIsOneWhereNobodySaidAnything()
    {
        QVERIFY(isFirstStart(window(), m_environment, *m_store));
        QVERIFY(!isFirstStart(window({.demo = true}), m_environment, *m_store));
        QVERIFY(!isFirstStart(window({.screenshotFolder = u"pictures"_s}), m_environment, *m_store));
        CommandLine named = window();
        named.profile = u"demo"_s;
        QVERIFY(!isFirstStart(named, m_environment, *m_store));
        CommandLine shop = window();
        shop.shopUrl = u"example"_s;
        QVERIFY(!isFirstStart(shop, m_environment, *m_store));
        QProcessEnvironment environment;
        environment.insert(u"DATABASE_URL"_s, u"postgresql://db1/shop"_s);
        QVERIFY(!isFirstStart(window(), environment, *m_store));
        QVERIFY(m_store->setCurrent(u"demo"_s).isOk());
        QVERIFY(!isFirstStart(window(), m_environment, *m_store));
    }

    void aProfileIsOpenedAsItIsKept()
    {
        QVERIFY(m_store
                    ->keep({.name = u"example"_s,
                        .shop = u"example.myshopify.com"_s,
                        .clientId = u"0123"_s,
                        .databaseUrl = u"postgresql://anna@db1.example/shop"_s,
                        .parallelWorkers = 3,
                        .batchSize = 50})
                    .isOk());
        const auto configuration = read(window());
        QVERIFY(configuration.isOk());
        QCOMPARE(configuration->profile, u"example"_s);
        QCOMPARE(configuration->folder, u"example"_s);
        QCOMPARE(configuration->shop.url, QUrl(u"https://example.myshopify.com"_s));
        QCOMPARE(configuration->shop.safeLevel, SafeLevel::Careful);
        QCOMPARE(configuration->shop.parallelWorkers, 3);
        QCOMPARE(configuration->access.clientId, u"0123"_s);
        QCOMPARE(configuration->database->host, u"db1.example"_s);
        QCOMPARE(configuration->database->effectiveSslMode(), Sync::SslMode::VerifyFull);
    }

    void anotherShopThanTheProfilesHasAFolderOfItsOwn()
    {
        QVERIFY(m_store->keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        m_environment.insert(u"SHOPIFY_SHOP_URL"_s, u"other"_s);
        QCOMPARE(read(window())->folder, u"other.myshopify.com"_s);
        m_environment.insert(u"SHOPIFY_SHOP_URL"_s, u"https://example.myshopify.com/admin"_s);
        QCOMPARE(read(window())->folder, u"example"_s);
    }

    void theDemoListensToNobody()
    {
        QVERIFY(m_store->keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        m_environment.insert(u"SHOPIFY_SHOP_URL"_s, u"other"_s);
        m_environment.insert(u"DATABASE_URL"_s, u"postgresql://db1/shop"_s);
        m_environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, u"shpat_0123"_s);
        const auto configuration = read(window({.demo = true}));
        QVERIFY(
            configuration->usesDemoShop() && !configuration->database && configuration->access.accessToken.isEmpty());
        QCOMPARE(configuration->profile, u"demo"_s);
    }

    void aProfileChosenInTheWindowIsNotMixedWithOtherPlaces()
    {
        QVERIFY(m_store->keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        m_environment.insert(u"SHOPIFY_SHOP_URL"_s, u"other"_s);
        m_environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, u"shpat_of_other"_s);
        m_environment.insert(u"DATABASE_URL"_s, u"postgresql://db1/shop"_s);
        m_environment.insert(u"PARALLEL_WORKERS"_s, u"2"_s);
        CommandLine line = window();
        line.profile = u"example"_s;
        line.isChosenInWindow = true;
        const auto configuration = read(line);
        QCOMPARE(configuration->shop.url, QUrl(u"https://example.myshopify.com"_s));
        QVERIFY(configuration->access.accessToken.isEmpty() && !configuration->database);
        QCOMPARE(configuration->shop.parallelWorkers, 2);
        // A token that no shop in the environment goes with is for the profile's.
        m_environment.remove(u"SHOPIFY_SHOP_URL"_s);
        QCOMPARE(read(line)->access.accessToken.reveal(), "shpat_of_other");
    }

    void aDatabasesPasswordMayComeBesideItsAddress()
    {
        m_environment.insert(u"DATABASE_URL"_s, u"postgresql://anna@db1/shop"_s);
        m_environment.insert(u"PGPASSWORD"_s, u"hunter22"_s);
        QCOMPARE(read(window())->database->password.reveal(), "hunter22");
        m_environment.insert(u"DATABASE_URL"_s, u"postgresql://anna:inside@db1/shop"_s);
        QCOMPARE(read(window())->database->password.reveal(), "inside");
    }

    void whatCannotBeUsedIsRefused()
    {
        CommandLine line = window();
        line.profile = u"nobody"_s;
        QVERIFY(!read(line).isOk());
        QVERIFY(read(line).failure().what.contains(u"nobody"));
        m_environment.insert(u"SHOPIFY_API_VERSION"_s, u"latest"_s);
        QVERIFY(read(window()).failure().text().contains(u"SHOPIFY_API_VERSION"));
    }
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
