#include "sync/settings/effectivesettings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Sync::EffectiveSettings;
using Sync::SettingKey;
using Sync::SettingSource;

class TestEffectiveSettings final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void theCommandLineWinsOverTheEnvironmentOverTheProfileOverTheDefault()
    {
        QSettings settings(m_folder.filePath(u"precedence.ini"_s), QSettings::IniFormat);
        Sync::ProfileStore store(settings);
        Sync::SettingOverrides overrides;
        const auto value = [&](SettingKey key) { return EffectiveSettings(store, u"example"_s, overrides).raw(key); };

        QCOMPARE(value(SettingKey::ShopUrl).source, SettingSource::Default);
        QVERIFY(value(SettingKey::ShopUrl).text.isEmpty());
        QCOMPARE(value(SettingKey::ParallelWorkers).text, u"8"_s);

        QVERIFY(store.set(u"example"_s, SettingKey::ShopUrl, u"kept"_s).isOk());
        QCOMPARE(value(SettingKey::ShopUrl).text, u"kept.myshopify.com"_s);
        QCOMPARE(value(SettingKey::ShopUrl).source, SettingSource::Profile);

        overrides.environment.insert(u"SHOPIFY_SHOP_URL"_s, u" surrounding "_s);
        QCOMPARE(value(SettingKey::ShopUrl).text, u"surrounding"_s);
        QCOMPARE(value(SettingKey::ShopUrl).place, u"SHOPIFY_SHOP_URL"_s);

        overrides.options.insert(SettingKey::ShopUrl, u"asked"_s);
        QCOMPARE(value(SettingKey::ShopUrl).text, u"asked"_s);
        QCOMPARE(value(SettingKey::ShopUrl).source, SettingSource::CommandLine);
        QCOMPARE(value(SettingKey::ShopUrl).place, u"--shop"_s);
    }

    void aBadValueNamesItsPlace()
    {
        QSettings settings(m_folder.filePath(u"bad.ini"_s), QSettings::IniFormat);
        const Sync::ProfileStore store(settings);
        Sync::SettingOverrides overrides;
        overrides.environment.insert(u"PARALLEL_WORKERS"_s, u"many"_s);
        const auto checked = EffectiveSettings(store, u"example"_s, overrides).checked(SettingKey::ParallelWorkers);
        QVERIFY(!checked.isOk());
        QVERIFY(checked.failure().text().contains(u"PARALLEL_WORKERS"));
    }

    void aPasswordIsNeverShown_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("shown");
        QTest::newRow("user and password")
            << u"postgresql://anna:hunter22@db1:5433/shop"_s << u"postgresql://anna@db1:5433/shop"_s;
        QTest::newRow("an @ in it") << u"postgresql://anna:hunter22@x@db1/shop"_s << u"postgresql://anna@db1/shop"_s;
        QTest::newRow("a : in it") << u"postgresql://anna:hunter22:y@db1/shop"_s << u"postgresql://anna@db1/shop"_s;
        QTest::newRow("an option") << u"postgresql://anna@db1/shop?password=hunter22&sslmode=require"_s
                                   << u"postgresql://anna@db1/shop?sslmode=require"_s;
        QTest::newRow("the last option") << u"postgresql://anna@db1/shop?sslmode=require&password=hunter22"_s
                                         << u"postgresql://anna@db1/shop?sslmode=require"_s;
        QTest::newRow("the only option") << u"postgres://anna@db1/shop?password=hunter22"_s
                                         << u"postgres://anna@db1/shop"_s;
        QTest::newRow("none") << u"postgresql://anna@[::1]:5433/shop"_s << u"postgresql://anna@[::1]:5433/shop"_s;
        QTest::newRow("unreadable") << u"mysql://anna:hunter22@db1/shop"_s << u"(unreadable)"_s;
    }

    void aPasswordIsNeverShown()
    {
        QFETCH(QString, url);
        QFETCH(QString, shown);
        QSettings settings(m_folder.filePath(u"password.ini"_s), QSettings::IniFormat);
        const Sync::ProfileStore store(settings);
        Sync::SettingOverrides overrides;
        overrides.environment.insert(u"DATABASE_URL"_s, url);
        QCOMPARE(EffectiveSettings(store, u"example"_s, overrides).shown(SettingKey::DatabaseUrl).text, shown);
    }

    void whatWinsIsNamed()
    {
        QSettings settings(m_folder.filePath(u"names.ini"_s), QSettings::IniFormat);
        const Sync::ProfileStore store(settings);
        Sync::SettingOverrides overrides;
        QVERIFY(EffectiveSettings(store, u"example"_s, overrides).overrides().isEmpty());
        overrides.environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, u"shpat_1"_s);
        overrides.environment.insert(u"DATABASE_URL"_s, u"postgresql://db1/shop"_s);
        overrides.options.insert(SettingKey::ShopUrl, u"asked"_s);
        QCOMPARE(EffectiveSettings(store, u"example"_s, overrides).overrides(),
            (QStringList{u"--shop"_s, u"DATABASE_URL"_s, u"SHOPIFY_ACCESS_TOKEN"_s}));
    }
};

QTEST_GUILESS_MAIN(TestEffectiveSettings)
#include "tst_effectivesettings.moc"
