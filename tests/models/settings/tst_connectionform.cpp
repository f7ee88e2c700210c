#include "models/settings/connectionform.h"

#include "models/settings/connectiontext.h"
#include "tests/support/connectionsscene.h"
#include "tests/support/demoshop.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Models::ConnectionForm;
using Sync::SecretKind;
using Part = ConnectionForm::Part;

class TestConnectionForm final : public QObject
{
    Q_OBJECT

    TestSupport::DemoShop m_shop;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_shop.start(), qPrintable(m_shop.error())); }

    void aNewFormSaysStepByStepWhatIsMissing()
    {
        Fakes::ConnectionsScene scene;
        ConnectionForm form(scene.connections);
        form.startNew();
        QVERIFY(form.isNew() && !form.isChanged());
        QCOMPARE(form.obstacle(), u"A shop address is needed."_s);
        form.setShopText(u"https://admin.shopify.com/store/example/products"_s);
        QCOMPARE(form.shopRemark(), u"Using example.myshopify.com."_s);
        QCOMPARE(form.obstacle(), u"The access token is needed."_s);
        form.setSecret(SecretKind::AccessToken, u"shpss_0123"_s);
        QVERIFY(form.isSecretRefused(SecretKind::AccessToken));
        QVERIFY(form.obstacle().contains(u"looks like a client secret"));
        form.setSecret(SecretKind::AccessToken, u"shpat_0123"_s);
        QVERIFY(form.obstacle().isEmpty());
        form.setAccess(ConnectionForm::Access::Client);
        QCOMPARE(form.obstacle(), u"The app's client id is needed."_s);
        form.setClientId(u" 0123 "_s);
        QCOMPARE(form.obstacle(), u"The app's client secret is needed."_s);
        form.setSecret(SecretKind::ClientSecret, u"shpss_0123"_s);
        QVERIFY(form.obstacle().isEmpty());
        form.setDatabase(ConnectionForm::Database::Server);
        QCOMPARE(form.obstacle(), u"The database's address is needed."_s);
        form.setDatabaseText(u"postgresql://anna@db1.example/shop"_s);
        QVERIFY(form.obstacle().isEmpty());
        QVERIFY(form.isChanged());
    }

    void anAddressThatIsNoneSaysWhatToDo()
    {
        Fakes::ConnectionsScene scene;
        ConnectionForm form(scene.connections);
        form.startNew();
        form.setShopText(u"https://www.example.com"_s);
        QVERIFY(!form.isShopUsable());
        QVERIFY(form.shopRemark().contains(u"public address") && form.shopRemark().contains(u".myshopify.com"));
        QVERIFY(!form.canTest(Part::Shop));
        form.setDatabase(ConnectionForm::Database::Server);
        form.setDatabaseText(u"mysql://db1/shop"_s);
        QVERIFY(!form.isDatabaseUsable());
        QVERIFY(!form.databaseRemark().isEmpty());
    }

    void aPasswordInTheAddressMovesOutOfSight()
    {
        Fakes::ConnectionsScene scene;
        ConnectionForm form(scene.connections);
        form.startNew();
        form.setDatabase(ConnectionForm::Database::Server);
        QSignalSpy loaded(&form, &ConnectionForm::loaded);
        form.setDatabaseText(u"postgresql://anna:hunter22@db1.example/shop"_s);
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(form.databaseText(), u"postgresql://anna@db1.example/shop"_s);
        QVERIFY(form.isSecretTyped(SecretKind::DatabasePassword));
    }

    void savingKeepsTheProfileAndItsSecretApart()
    {
        Fakes::ConnectionsScene scene;
        ConnectionForm form(scene.connections);
        form.startNew();
        form.setShopText(m_shop.url());
        form.setSecret(SecretKind::AccessToken, m_shop.token());
        form.setBatchSize(100);
        QSignalSpy saved(&form, &ConnectionForm::saved);
        form.save();
        QVERIFY(form.isSaving());
        QVERIFY(saved.wait());
        const QString name = saved.first().first().toString();
        QVERIFY(name.startsWith(u"local-"));
        QVERIFY(saved.first().at(1).value<Sync::SecretLife>() == Sync::SecretLife::Kept);
        QCOMPARE(scene.store.read(name).shop, m_shop.url());
        QCOMPARE(scene.store.read(name).batchSize, 100);
        QCOMPARE(scene.store.read(name).safeLevel, Sync::SafeLevel::Careful);
        QVERIFY(!form.isChanged() && !form.isNew());
        QTRY_VERIFY(form.isSecretKept(SecretKind::AccessToken));
        QVERIFY(!scene.fileText().contains(m_shop.token().toUtf8()));

        // The next time it is there, and only what changes is asked for.
        ConnectionForm again(scene.connections);
        again.load(name);
        QTRY_VERIFY(again.isSecretKept(SecretKind::AccessToken));
        QVERIFY(again.obstacle().isEmpty() && !again.isChanged());
        again.setParallelWorkers(2);
        QVERIFY(again.isChanged());
        again.test(Part::Shop);
        QTRY_COMPARE(again.lines(Part::Shop).size(), 5);
        QVERIFY(again.lines(Part::Shop).constLast().status == Sync::CheckStatus::Ok);
    }

    void whatIsChangedMakesTheTestStale()
    {
        Fakes::ConnectionsScene scene;
        ConnectionForm form(scene.connections);
        form.startNew();
        form.setShopText(m_shop.url());
        form.setSecret(SecretKind::AccessToken, m_shop.token());
        form.test(Part::Shop);
        QVERIFY(form.isTesting(Part::Shop));
        QVERIFY(!form.canTest(Part::Shop));
        QTRY_VERIFY(!form.lines(Part::Shop).isEmpty());
        form.setSecret(SecretKind::AccessToken, u"shpat_other"_s);
        QVERIFY(form.lines(Part::Shop).isEmpty());
        // An answer to what was asked before the change is not shown.
        form.test(Part::Shop);
        form.setSecret(SecretKind::AccessToken, m_shop.token());
        QVERIFY(!form.isTesting(Part::Shop));
        form.test(Part::Shop);
        QTRY_VERIFY(!form.lines(Part::Shop).isEmpty());
        QVERIFY(form.lines(Part::Shop).at(2).status == Sync::CheckStatus::Ok);
    }

    void aShopIsSetUpOnce()
    {
        Fakes::ConnectionsScene scene;
        QVERIFY(scene.store.keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        ConnectionForm form(scene.connections);
        form.startNew();
        form.setShopText(u"example"_s);
        form.setSecret(SecretKind::AccessToken, u"shpat_0123"_s);
        QVERIFY(form.obstacle().contains(u"set up already"));
        QVERIFY(form.shopRemark().contains(u"set up already"));
    }

    void withoutAKeychainTheSecretLivesForTheSession()
    {
        Fakes::ConnectionsScene scene;
        scene.keychain.isThere = false;
        ConnectionForm form(scene.connections);
        form.startNew();
        QTRY_VERIFY(form.keychainFailure());
        form.setShopText(m_shop.url());
        form.setSecret(SecretKind::AccessToken, m_shop.token());
        QSignalSpy saved(&form, &ConnectionForm::saved);
        form.save();
        QVERIFY(saved.wait());
        QVERIFY(saved.first().at(1).value<Sync::SecretLife>() == Sync::SecretLife::Session);
        QTRY_VERIFY(form.isSecretKept(SecretKind::AccessToken));
    }

    void aFileThatCannotBeWrittenFailsAndKeepsWhatWasTyped()
    {
        Fakes::ConnectionsScene scene;
        QSettings unwritable(u"/proc/no/such/file.ini"_s, QSettings::IniFormat);
        Sync::ProfileStore store(unwritable);
        Sync::ConnectionsService connections(
            store, u"demo"_s, {}, [&] { return scene.keychain.store(); }, scene.clock);
        ConnectionForm form(connections);
        form.startNew();
        form.setShopText(u"example"_s);
        form.setSecret(SecretKind::AccessToken, u"shpat_0123"_s);
        QSignalSpy failed(&form, &ConnectionForm::failed);
        form.save();
        QCOMPARE(failed.size(), 1);
        QVERIFY(form.isSecretTyped(SecretKind::AccessToken));
    }

    void anImportFillsTheFormAndKeepsNothing()
    {
        Fakes::ConnectionsScene scene;
        Sync::EnvironmentFile file;
        file.profile
            = {.name = {}, .shop = u"example.myshopify.com"_s, .databaseUrl = u"postgresql://anna@db1.example/shop"_s};
        file.secrets = {.accessToken = Sync::Secret(u"shpat_0123"_s), .databasePassword = Sync::Secret(u"hunter22"_s)};
        file.taken = {{u"SHOPIFY_SHOP_URL"_s, u"example.myshopify.com"_s}, {u"SHOPIFY_ACCESS_TOKEN"_s, {}, true}};
        file.left = {u"REDIS_URL"_s};
        ConnectionForm form(scene.connections);
        form.take(file);
        QVERIFY(form.isNew() && form.isChanged() && form.obstacle().isEmpty());
        QCOMPARE(form.shopText(), u"example.myshopify.com"_s);
        QCOMPARE(form.database(), ConnectionForm::Database::Server);
        QVERIFY(form.isSecretTyped(SecretKind::DatabasePassword));
        QVERIFY(scene.settings.allKeys().isEmpty());
        const auto rows = Models::takenRows(file, true);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.at(1).at(1).contains(u"password store"));
        QVERIFY(Models::leftSentences(file).contains(u"REDIS_URL"));
    }
};

QTEST_GUILESS_MAIN(TestConnectionForm)
#include "tst_connectionform.moc"
