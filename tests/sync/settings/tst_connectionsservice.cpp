// Shops and databases are real: the demo shop over HTTP and a private PostgreSQL.

#include "sync/settings/connectionsservice.h"

#include "sync/db/pgsession.h"
#include "sync/lease/catalogueshop.h"
#include "tests/support/connectionsscene.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/runtask.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using Sync::CheckResult;
using Sync::CheckStatus;
using Sync::Profile;
using Sync::ProfileSecrets;
using Sync::Secret;

namespace {

template <typename T>
Sync::Result<T> answer(const QFuture<Sync::Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
        return Sync::stopped();
    return future.result();
}

/// The states of the lines, one letter each: ok, attention, failed, ? could not check, – not used.
QString states(const Sync::Result<QList<CheckResult>> &lines)
{
    if (!lines)
        return lines.failure().text();
    QString states;
    for (const CheckResult &line : *lines) {
        switch (line.status) {
        case CheckStatus::Ok:
            states += u'o';
            break;
        case CheckStatus::Attention:
            states += u'a';
            break;
        case CheckStatus::Failed:
            states += u'f';
            break;
        case CheckStatus::CouldNotCheck:
            states += u'?';
            break;
        case CheckStatus::NotUsed:
            states += u'-';
            break;
        }
    }
    return states;
}

QString said(const Sync::Result<QList<CheckResult>> &lines)
{
    QString said;
    for (const CheckResult &line : *lines)
        said += line.summary + u' ' + line.meaning + u'\n';
    return said;
}

} // namespace

class TestConnectionsService final : public QObject
{
    Q_OBJECT

    TestSupport::DemoShop m_shop;
    std::unique_ptr<Tests::PrivatePostgres> m_postgres;

    static std::unique_ptr<Fakes::ConnectionsScene> scene() { return std::make_unique<Fakes::ConnectionsScene>(); }
    Profile shopProfile() const { return {.name = u"local"_s, .shop = m_shop.url()}; }

    QString urlOf(const Sync::ConnectionSettings &settings, const QString &user) const
    {
        return u"postgresql://%1@/%2?host=%3&port=%4"_s.arg(user, settings.database, settings.host).arg(settings.port);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_postgres = std::make_unique<Tests::PrivatePostgres>();
    }

    void cleanupTestCase() { m_postgres.reset(); }

    void theRightTokenPassesEveryLine()
    {
        const auto s = scene();
        const auto lines = answer(s->connections.testShop(shopProfile(), {.accessToken = Secret(m_shop.token())}));
        QCOMPARE(states(lines), u"o-ooo"_s);
        for (const CheckResult &line : *lines)
            QVERIFY(!line.name.isEmpty() && !line.summary.isEmpty());
    }

    void aWrongTokenFailsAtTheAccess()
    {
        const auto s = scene();
        const auto lines = answer(s->connections.testShop(shopProfile(), {.accessToken = Secret(u"shpat_wrong"_s)}));
        QCOMPARE(states(lines), u"o-f??"_s);
        QVERIFY(said(lines).contains(u"does not accept this access token"));
        QVERIFY(!said(lines).contains(u"shpat_wrong"));
    }

    void noTokenIsSaidToBeNone()
    {
        const auto s = scene();
        const auto lines = answer(s->connections.testShop(shopProfile(), {}));
        QCOMPARE(states(lines), u"o-f??"_s);
        QVERIFY(said(lines).contains(u"There is no access token yet"));
    }

    void aMissingRightIsNamed()
    {
        const auto s = scene();
        const auto lines
            = answer(s->connections.testShop(shopProfile(), {.accessToken = Secret(m_shop.readOnlyToken())}));
        QCOMPARE(states(lines), u"o-oof"_s);
        QVERIFY(said(lines).contains(u"Missing: write_products, write_inventory, write_publications, write_files."));
    }

    void aVersionThatIsNotServedIsTold()
    {
        const auto s = scene();
        Profile profile = shopProfile();
        profile.apiVersion = u"2020-01"_s;
        const auto lines = answer(s->connections.testShop(profile, {.accessToken = Secret(m_shop.token())}));
        QCOMPARE(states(lines), u"o-of?"_s);
    }

    void clientIdAndSecretOpenTheShop()
    {
        const auto s = scene();
        Profile profile = shopProfile();
        profile.clientId = m_shop.clientId();
        QCOMPARE(states(answer(s->connections.testShop(profile, {.clientSecret = Secret(m_shop.clientSecret())}))),
            u"o-ooo"_s);
        const auto wrong = answer(s->connections.testShop(profile, {.clientSecret = Secret(u"shpss_wrong"_s)}));
        QCOMPARE(states(wrong), u"o-f??"_s);
        QVERIFY(said(wrong).contains(u"client id and secret"));
    }

    void whatDoesNotAnswerFailsAtOnce()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString gone = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
        server.close();
        const auto s = scene();
        const auto lines
            = answer(s->connections.testShop({.name = u"x"_s, .shop = gone}, {.accessToken = Secret(m_shop.token())}));
        QCOMPARE(states(lines), u"f????"_s);
    }

    void aServerThatCannotProveItselfFailsAtTheEncryption()
    {
        TestSupport::Certificates certificates;
        const TestSupport::RawHttpServer server([](QTcpSocket &, const TestSupport::RawRequest &) {},
            certificates.make(TestSupport::CertificateFlaw::SelfSigned));
        const auto s = scene();
        Profile profile = shopProfile();
        profile.shop = u"https://127.0.0.1:%1"_s.arg(server.port());
        const auto lines = answer(s->connections.testShop(profile, {.accessToken = Secret(m_shop.token())}));
        QCOMPARE(states(lines), u"of???"_s);
    }

    void aSecretIsKeptFoundUsedAndForgotten()
    {
        const auto s = scene();
        const Profile profile = shopProfile();
        QVERIFY(!answer(s->connections.lookForSecrets(profile))->accessToken);
        const auto kept = answer(s->connections.keepSecrets(profile, {.accessToken = Secret(m_shop.token())}));
        QVERIFY(kept.isOk() && *kept == Sync::SecretLife::Kept);
        const auto known = answer(s->connections.lookForSecrets(profile));
        QVERIFY(known->accessToken && !known->clientSecret && !known->databasePassword && !known->keychain);
        QCOMPARE(states(answer(s->connections.testShop(profile, {}))), u"o-ooo"_s);
        QVERIFY(answer(s->connections.forgetSecrets(profile)).isOk());
        QVERIFY(!answer(s->connections.lookForSecrets(profile))->accessToken);
    }

    void aTokenIsNeverSentToAnotherShop()
    {
        const auto s = scene();
        QVERIFY(answer(s->connections.keepSecrets({.name = u"example"_s, .shop = u"example.myshopify.com"_s},
                           {.accessToken = Secret(m_shop.token())}))
                    .isOk());
        QVERIFY(!answer(s->connections.lookForSecrets(shopProfile()))->accessToken);
        QCOMPARE(states(answer(s->connections.testShop(shopProfile(), {}))), u"o-f??"_s);
    }

    void aSecretThatAnotherProfileUsesStays()
    {
        const auto s = scene();
        const Profile one{
            .name = u"one"_s, .shop = u"one.myshopify.com"_s, .databaseUrl = u"postgresql://anna@db1/one"_s};
        const Profile two{
            .name = u"two"_s, .shop = u"two.myshopify.com"_s, .databaseUrl = u"postgresql://anna@db1/two"_s};
        QVERIFY(s->connections.keepProfile(one).isOk() && s->connections.keepProfile(two).isOk());
        QVERIFY(answer(s->connections.keepSecrets(
                           one, {.accessToken = Secret(u"shpat_1"_s), .databasePassword = Secret(u"hunter22"_s)}))
                    .isOk());
        QVERIFY(answer(s->connections.forgetSecrets(one)).isOk());
        QVERIFY(!answer(s->connections.lookForSecrets(one))->accessToken);
        QVERIFY(answer(s->connections.lookForSecrets(two))->databasePassword);
    }

    void withoutAKeychainSecretsLiveForTheSession()
    {
        const auto s = scene();
        s->keychain.isThere = false;
        const auto life = answer(s->connections.keepSecrets(shopProfile(), {.accessToken = Secret(m_shop.token())}));
        QVERIFY(life.isOk() && *life == Sync::SecretLife::Session);
        const auto known = answer(s->connections.lookForSecrets(shopProfile()));
        QVERIFY(known->accessToken);
        QVERIFY(known->keychain && known->keychain->kind == Sync::FailureKind::KeychainUnavailable);
        QCOMPARE(states(answer(s->connections.testShop(shopProfile(), {}))), u"o-ooo"_s);
    }

    /// A profile with all the secrets there are.
    static Profile wholeProfile()
    {
        return {.name = u"one"_s,
            .shop = u"one.myshopify.com"_s,
            .clientId = u"id"_s,
            .databaseUrl = u"postgresql://anna@db1/one"_s};
    }
    static ProfileSecrets wholeSecrets()
    {
        return {Secret(u"canary-one"_s), Secret(u"canary-two"_s), Secret(u"canary-three"_s)};
    }
    static bool knowsAll(const Sync::KnownSecrets &known)
    {
        return known.accessToken && known.clientSecret && known.databasePassword;
    }

    void whicheverWriteFailsNothingTypedIsLost()
    {
        for (int nth = 1;; ++nth) {
            const auto s = scene();
            s->keychain.nth = nth;
            const auto kept = answer(s->connections.keepSecrets(wholeProfile(), wholeSecrets()));
            const bool hasFailed = s->keychain.calls >= nth;
            s->keychain.nth = 0;
            QVERIFY(kept.isOk());
            QCOMPARE(*kept == Sync::SecretLife::Session, hasFailed);
            const auto known = answer(s->connections.lookForSecrets(wholeProfile()));
            QVERIFY(known.isOk() && knowsAll(*known) && !known->keychain);
            // The next time it is kept for good.
            const auto again = answer(s->connections.keepSecrets(wholeProfile(), wholeSecrets()));
            QVERIFY(again.isOk() && *again == Sync::SecretLife::Kept);
            if (!hasFailed) {
                QCOMPARE(nth, 4);
                break;
            }
        }
    }

    void whicheverReadFailsItIsSaid()
    {
        const auto s = scene();
        QVERIFY(answer(s->connections.keepSecrets(wholeProfile(), wholeSecrets())).isOk());
        for (int nth = 1;; ++nth) {
            s->keychain.calls = 0;
            s->keychain.nth = nth;
            const auto known = answer(s->connections.lookForSecrets(wholeProfile()));
            const bool hasFailed = s->keychain.calls >= nth;
            QVERIFY(known.isOk());
            QCOMPARE(known->keychain.has_value(), hasFailed);
            if (!hasFailed) {
                QVERIFY(knowsAll(*known));
                QCOMPARE(nth, 5);
                break;
            }
            QVERIFY(known->keychain->what.contains(u"password store"));
        }
    }

    void whicheverRemovalFailsItIsSaidAndTheOthersAreGone()
    {
        for (int nth = 1;; ++nth) {
            const auto s = scene();
            QVERIFY(answer(s->connections.keepSecrets(wholeProfile(), wholeSecrets())).isOk());
            s->keychain.calls = 0;
            s->keychain.nth = nth;
            const auto forgotten = answer(s->connections.forgetSecrets(wholeProfile()));
            const bool hasFailed = s->keychain.calls >= nth;
            s->keychain.nth = 0;
            QCOMPARE(forgotten.isOk(), !hasFailed);
            const auto known = answer(s->connections.lookForSecrets(wholeProfile()));
            QCOMPARE(int(known->accessToken) + int(known->clientSecret) + int(known->databasePassword), int(hasFailed));
            if (!hasFailed) {
                QCOMPARE(nth, 4);
                break;
            }
            // Not that there is no keychain: then the set-up would be removed and the secret stay.
            QCOMPARE(forgotten.failure().kind, Sync::FailureKind::Refused);
            QVERIFY(forgotten.failure().text().contains(u"did not let go"));
            QVERIFY(answer(s->connections.forgetSecrets(wholeProfile())).isOk());
            QVERIFY(!answer(s->connections.lookForSecrets(wholeProfile()))->accessToken);
        }
    }

    void nothingSecretReachesTheSettingsFile()
    {
        const auto s = scene();
        const Profile profile{.name = u"one"_s,
            .shop = u"one.myshopify.com"_s,
            .clientId = u"id"_s,
            .databaseUrl = u"postgresql://anna@db1/one"_s};
        QVERIFY(s->connections.keepProfile(profile).isOk());
        QVERIFY(answer(s->connections.keepSecrets(
                           profile, {Secret(u"canary-one"_s), Secret(u"canary-two"_s), Secret(u"canary-three"_s)}))
                    .isOk());
        const QByteArray text = s->fileText();
        QVERIFY(text.contains("one.myshopify.com"));
        QVERIFY(!text.contains("canary"));
    }

    void aDatabasePassesEveryLine()
    {
        const auto s = scene();
        const auto empty = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        auto lines
            = answer(s->connections.testDatabase({.name = u"x"_s, .databaseUrl = urlOf(empty, u"syncdesk"_s)}, {}));
        QCOMPARE(states(lines), u"o-ooo"_s);
        QVERIFY(said(lines).contains(u"It is empty"));
        const auto ours = m_postgres->createDatabase();
        lines = answer(s->connections.testDatabase({.name = u"x"_s, .databaseUrl = urlOf(ours, u"syncdesk"_s)}, {}));
        QCOMPARE(states(lines), u"o-ooo"_s);
        QVERIFY(said(lines).contains(u"up to date"));
        QCOMPARE(states(answer(s->connections.testDatabase({.name = u"x"_s}, {}))), u"o"_s);
    }

    void aDatabasesPasswordIsCheckedAndRemembered()
    {
        const auto s = scene();
        const auto database = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        const Profile profile{.name = u"x"_s, .databaseUrl = urlOf(database, u"password_user"_s)};
        QCOMPARE(
            states(answer(s->connections.testDatabase(profile, {.databasePassword = Secret(u"wrong"_s)}))), u"o-f??"_s);
        const auto right
            = answer(s->connections.testDatabase(profile, {.databasePassword = Secret(u"right-password"_s)}));
        QVERIFY2(states(right).startsWith(u"o-oo"), qPrintable(said(right)));
        QVERIFY(answer(s->connections.keepSecrets(profile, {.databasePassword = Secret(u"right-password"_s)})).isOk());
        QVERIFY(states(answer(s->connections.testDatabase(profile, {}))).startsWith(u"o-oo"));
    }

    void aDatabaseThatIsNotOursIsRefused()
    {
        const auto s = scene();
        const auto database = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        {
            const auto session = Sync::PgSession::open(database);
            QVERIFY(session.isOk());
            QVERIFY((*session)->executeText(u"CREATE TABLE somebody_elses (id int)"_s).isOk());
        }
        const auto lines
            = answer(s->connections.testDatabase({.name = u"x"_s, .databaseUrl = urlOf(database, u"syncdesk"_s)}, {}));
        QCOMPARE(states(lines), u"o-ofo"_s);
    }

    void aDatabaseOfAnotherShopIsRefused()
    {
        const auto s = scene();
        const auto database = m_postgres->createDatabase();
        {
            const auto session = Sync::PgSession::open(database);
            const auto claimed = Sync::claimCatalogue(**session, {u"other.myshopify.com"_s, 1}, u"anna"_s);
            QVERIFY2(claimed.isOk(), qPrintable(claimed.isOk() ? QString() : claimed.failure().text()));
        }
        Profile profile{
            .name = u"x"_s, .shop = u"example.myshopify.com"_s, .databaseUrl = urlOf(database, u"syncdesk"_s)};
        const auto lines = answer(s->connections.testDatabase(profile, {}));
        QCOMPARE(states(lines), u"o-ofo"_s);
        QVERIFY(said(lines).contains(u"other.myshopify.com"));
        profile.shop = u"other.myshopify.com"_s;
        QCOMPARE(states(answer(s->connections.testDatabase(profile, {}))), u"o-ooo"_s);
    }

    void aDatabaseForReadingOnlyIsRefused()
    {
        const auto s = scene();
        const auto database = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        {
            const auto session = Sync::PgSession::open(database);
            QVERIFY(
                (*session)
                    ->executeText(u"ALTER DATABASE %1 SET default_transaction_read_only = on"_s.arg(database.database))
                    .isOk());
        }
        QCOMPARE(states(answer(
                     s->connections.testDatabase({.name = u"x"_s, .databaseUrl = urlOf(database, u"syncdesk"_s)}, {}))),
            u"o-oof"_s);
    }

    void aDatabaseThatIsNotThereIsTold()
    {
        const auto s = scene();
        auto nowhere = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        nowhere.database = u"nothing"_s;
        QCOMPARE(states(answer(
                     s->connections.testDatabase({.name = u"x"_s, .databaseUrl = urlOf(nowhere, u"syncdesk"_s)}, {}))),
            u"o-f??"_s);
        QCOMPARE(states(answer(s->connections.testDatabase(
                     {.name = u"x"_s, .databaseUrl = u"postgresql://anna@127.0.0.1:1/shop"_s}, {}))),
            u"f????"_s);
    }

    void theServiceEndsWhileATestIsUnderWay()
    {
        QTcpServer mute; // accepts and never answers
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        auto s = scene();
        const auto future = s->connections.testShop(
            {.name = u"x"_s, .shop = u"http://127.0.0.1:%1"_s.arg(mute.serverPort())}, {.accessToken = Secret(u"t"_s)});
        QVERIFY(QTest::qWaitFor([&] { return mute.hasPendingConnections(); }));
        s.reset();
        QVERIFY(future.isFinished());
        QVERIFY(future.resultCount() == 0 || future.result().failure().kind == Sync::FailureKind::Stopped);
    }
};

QTEST_GUILESS_MAIN(TestConnectionsService)
#include "tst_connectionsservice.moc"
