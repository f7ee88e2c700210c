// “syncdesk config” and what it leads to, with the real program, a demo shop and a keychain on a bus of the test's own.

#include "tests/support/demoshop.h"
#include "tests/support/fakewallet.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

enum class Keychain { No, Yes };

} // namespace

class TestConfig final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder{u"/tmp/syncdesk-config-XXXXXX"_s};
    TestSupport::DemoShop m_shop{{.products = 20}};
    TestSupport::FakeWallet m_wallet;

    QProcessEnvironment environment(Keychain keychain) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SYNCDESK_DATA_DIR"_s, m_folder.filePath(u"data"_s));
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
            keychain == Keychain::Yes ? m_wallet.busAddress() : u"unix:path=/nonexistent"_s);
        for (const char *name : {"SHOPIFY_SHOP_URL", "SHOPIFY_ACCESS_TOKEN", "DATABASE_URL", "PGPASSWORD"})
            environment.remove(QString::fromLatin1(name));
        return environment;
    }

    Ended run(const QStringList &arguments, const QByteArray &input = {}, Keychain keychain = Keychain::Yes)
    {
        QProcess process;
        process.setProcessEnvironment(environment(keychain));
        process.start(QStringLiteral(SYNCDESK_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        // The event loop runs meanwhile: the keychain answers from it.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 120'000)) {
            process.kill();
            process.waitForFinished();
            return {-2, process.readAllStandardOutput(), "it took too long"};
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QByteArray everyFile() const
    {
        QByteArray all;
        QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            // The private database keeps no secret of ours, and is large.
            if (const QString path = files.next(); !path.contains(u"/postgres/")) {
                QFile file(path);
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll();
            }
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        // Root's PostgreSQL runs as another user, who has to reach the folder.
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        QVERIFY2(m_wallet.start(), qPrintable(m_wallet.error()));
    }

    void everySettingIsListedWithItsSource()
    {
        const Ended ended = run({u"config"_s, u"list"_s, u"--json"_s});
        QVERIFY2(ended.exitCode == 0, ended.error.constData());
        const QJsonArray settings = ended.json().value("settings"_L1).toArray();
        QVERIFY(settings.size() >= 9);
        for (const QJsonValue &setting : settings)
            QCOMPARE(setting["source"_L1].toString(), u"default"_s);
        QVERIFY(ended.json().value("secrets"_L1)["keychain"_L1].toBool());
        QVERIFY(run({u"config"_s, u"list"_s}).out.contains("shop.url"));
    }

    void outputThatCannotBeWrittenIsNoSuccess()
    {
        QProcess process;
        process.setProcessEnvironment(environment(Keychain::Yes));
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start(QStringLiteral(SYNCDESK_PROGRAM), {u"config"_s, u"profiles"_s, u"--json"_s});
        QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000));
        QCOMPARE(process.exitCode(), 5);
        QVERIFY(process.readAllStandardError().contains("could not be written"));
    }

    void misuseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("nothing to do") << QStringList{} << 2;
        QTest::newRow("unknown word") << QStringList{u"destroy"_s} << 2;
        QTest::newRow("an argument too few") << QStringList{u"set"_s, u"shop.url"_s} << 2;
        QTest::newRow("a secret as an argument") << QStringList{u"set-token"_s, u"shpat_0123"_s} << 2;
        QTest::newRow("unknown setting") << QStringList{u"get"_s, u"shop.token"_s} << 2;
        QTest::newRow("a bad value") << QStringList{u"--profile"_s, u"x"_s, u"set"_s, u"sync.workers"_s, u"999"_s} << 2;
        QTest::newRow("a password in the address")
            << QStringList{u"--profile"_s, u"x"_s, u"set"_s, u"database.url"_s, u"postgresql://a:hunter22@db/x"_s} << 2;
        QTest::newRow("the demo's shop") << QStringList{u"set"_s, u"shop.url"_s, u"example"_s} << 3;
        QTest::newRow("a token for no shop") << QStringList{u"set-token"_s, u"--token-stdin"_s} << 2;
        QTest::newRow("no such profile") << QStringList{u"use"_s, u"nobody"_s} << 2;
        QTest::newRow("no such file") << QStringList{u"import-env"_s, u"/nowhere"_s} << 2;
        QTest::newRow("removing the demo") << QStringList{u"remove"_s, u"demo"_s} << 3;
    }

    void misuseIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        const Ended ended = run(QStringList{u"config"_s} + arguments);
        QVERIFY2(ended.exitCode == exitCode, ended.error.constData());
        QVERIFY(!ended.error.trimmed().isEmpty());
        QVERIFY(!ended.error.contains("hunter22"));
    }

    void aShopIsSetUpAndOpenedWithATokenFromTheKeychain()
    {
        const QStringList profile{u"--profile"_s, u"local"_s};
        QVERIFY(
            run(QStringList{u"config"_s} + profile + QStringList{u"set"_s, u"shop.url"_s, m_shop.url()}).exitCode == 0);
        QCOMPARE(run(QStringList{u"config"_s, u"get"_s, u"shop.url"_s} + profile).out.trimmed(), m_shop.url().toUtf8());

        // Before there is a token.
        Ended ended = run(QStringList{u"status"_s, u"--json"_s} + profile);
        QVERIFY2(ended.exitCode == 3, ended.error.constData());
        QVERIFY(ended.error.contains("set-token"));
        ended = run(QStringList{u"config"_s, u"test"_s} + profile);
        QCOMPARE(ended.exitCode, 1);

        ended = run(
            QStringList{u"config"_s, u"set-token"_s, u"--token-stdin"_s} + profile, m_shop.token().toUtf8() + '\n');
        QVERIFY2(ended.exitCode == 0, ended.error.constData());
        QCOMPARE(m_wallet.entries.size(), 1);
        QCOMPARE(m_wallet.entries.cbegin().value(), m_shop.token().toUtf8());

        ended = run(QStringList{u"config"_s, u"test"_s, u"--json"_s} + profile);
        QVERIFY2(ended.exitCode == 0, ended.out.constData());
        ended = run(QStringList{u"config"_s, u"profiles"_s, u"--json"_s});
        QCOMPARE(ended.json().value("profiles"_L1).toArray().size(), 2);

        // The first profile that was made is the current one: no option is needed.
        ended = run({u"pull"_s, u"--quiet"_s, u"--json"_s});
        QVERIFY2(ended.exitCode == 0, ended.error.constData());
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 20);
        QVERIFY(!everyFile().contains(m_shop.token().toUtf8()));
    }

    void aSecretOfTheWrongKindIsRefused()
    {
        const Ended ended
            = run({u"config"_s, u"set-token"_s, u"--token-stdin"_s, u"--profile"_s, u"local"_s}, "shpss_0123456789\n");
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(ended.error.contains("looks like a client secret"));
        QVERIFY(!ended.error.contains("shpss_0123456789"));
    }

    void withoutATerminalThereIsNobodyToAsk()
    {
        const Ended ended = run({u"config"_s, u"set-token"_s, u"--profile"_s, u"local"_s}, m_shop.token().toUtf8());
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(ended.error.contains("--token-stdin"));
    }

    void withoutAKeychainASecretIsNotKept()
    {
        const Ended ended
            = run({u"config"_s, u"set-token"_s, u"--token-stdin"_s, u"--profile"_s, u"local"_s, u"--json"_s},
                m_shop.token().toUtf8(), Keychain::No);
        QCOMPARE(ended.exitCode, 3);
        QCOMPARE(ended.json().value("error"_L1)["kind"_L1].toString(), u"keychain-unavailable"_s);
        QVERIFY(!everyFile().contains(m_shop.token().toUtf8()));
    }

    void aTerminalIsAskedWithoutEcho()
    {
        const int master = posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
        const QByteArray terminal = ptsname(master);
        QProcess process;
        process.setProcessEnvironment(environment(Keychain::Yes));
        process.setChildProcessModifier([terminal] {
            setsid();
            const int slave = open(terminal.constData(), O_RDWR);
            ioctl(slave, TIOCSCTTY, 0);
            dup2(slave, STDIN_FILENO);
            dup2(slave, STDERR_FILENO);
        });
        m_wallet.entries.clear();
        process.start(QStringLiteral(SYNCDESK_PROGRAM), {u"config"_s, u"set-token"_s, u"--profile"_s, u"local"_s});
        QVERIFY(process.waitForStarted());
        QByteArray seen;
        fcntl(master, F_SETFL, O_NONBLOCK);
        const auto readTerminal = [&] {
            char buffer[4096];
            for (ssize_t count = 0; (count = read(master, buffer, sizeof buffer)) > 0;)
                seen += QByteArray(buffer, count);
            return seen;
        };
        QVERIFY(QTest::qWaitFor([&] { return readTerminal().contains("Access token: "); }, 30'000));
        const QByteArray typed = m_shop.token().toUtf8() + '\n';
        QCOMPARE(write(master, typed.constData(), size_t(typed.size())), typed.size());
        QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(!readTerminal().contains(m_shop.token().toUtf8()), seen.constData());
        QCOMPARE(m_wallet.entries.size(), 1);
        close(master);
    }

    void theFormerSystemsFileIsShownThenKept()
    {
        QFile file(m_folder.filePath(u"former"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("SHOPIFY_SHOP_URL=example.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_canary\n"
                   "DATABASE_URL=postgresql://anna:canary2@db1.example/shop\nREDIS_URL=redis://localhost\n");
        file.close();
        Ended ended = run({u"config"_s, u"import-env"_s, file.fileName()});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(ended.out.contains("example.myshopify.com") && ended.out.contains("REDIS_URL")
            && ended.out.contains("--save"));
        QVERIFY(!ended.out.contains("canary"));
        QCOMPARE(run({u"config"_s, u"get"_s, u"shop.url"_s, u"--profile"_s, u"example"_s}).out.trimmed(), QByteArray());

        QCOMPARE(run({u"config"_s, u"import-env"_s, file.fileName(), u"--save"_s}, {}, Keychain::No).exitCode, 3);
        QCOMPARE(run({u"config"_s, u"get"_s, u"shop.url"_s, u"--profile"_s, u"example"_s}).out.trimmed(), QByteArray());

        ended = run({u"config"_s, u"import-env"_s, file.fileName(), u"--save"_s, u"--json"_s});
        QVERIFY2(ended.exitCode == 0, ended.error.constData());
        QVERIFY(ended.json().value("saved"_L1).toBool());
        QCOMPARE(run({u"config"_s, u"get"_s, u"database.url"_s, u"--profile"_s, u"example"_s}).out.trimmed(),
            "postgresql://anna@db1.example/shop");
        QVERIFY(m_wallet.entries.values().contains("canary2"));
        QVERIFY(file.remove());
        QVERIFY(!everyFile().contains("canary"));

        QCOMPARE(run({u"config"_s, u"remove"_s, u"example"_s}).exitCode, 0);
        QVERIFY(!m_wallet.entries.values().contains("canary2"));
    }

    /// All that reading, keeping and removing secrets asks of a real keychain, each call answered by an error once.
    void whicheverCallOnTheKeychainFailsItIsSaidAndDoneTheNextTime()
    {
        QFile file(m_folder.filePath(u"keychain"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("SHOPIFY_SHOP_URL=nth.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_canary3\n"
                   "DATABASE_URL=postgresql://anna:canary4@db1.example/nth\n");
        file.close();
        const QStringList keep{u"config"_s, u"import-env"_s, file.fileName(), u"--save"_s, u"--json"_s};
        const QStringList remove{u"config"_s, u"remove"_s, u"nth"_s, u"--json"_s};
        const auto kept = [this] {
            const QList<QByteArray> values = m_wallet.entries.values();
            return int(values.contains("shpat_canary3")) + int(values.contains("canary4"));
        };
        const auto isSetUp = [this] { return run({u"config"_s, u"profiles"_s}).out.contains("nth.myshopify.com"); };
        for (const QStringList &arguments : {keep, remove}) {
            const bool isKeeping = arguments == keep;
            int failures = 0;
            for (int nth = 1;; ++nth) {
                QCOMPARE(run(isKeeping ? remove : keep).exitCode, isKeeping && nth == 1 ? 2 : 0);
                m_wallet.calls = 0;
                m_wallet.nth = nth;
                const Ended ended = run(arguments);
                const bool hasFailed = m_wallet.calls >= nth;
                m_wallet.nth = 0;
                const QByteArray which = "call " + QByteArray::number(nth) + ": " + ended.out + ended.error;
                QVERIFY2(!ended.json().isEmpty() && !which.contains("canary"), which.constData());
                if (ended.exitCode == 0) {
                    QVERIFY2(kept() == (isKeeping ? 2 : 0) || ended.error.contains("may keep"), which.constData());
                    QVERIFY2(isSetUp() == isKeeping, which.constData());
                } else {
                    ++failures;
                    QVERIFY2(hasFailed && ended.exitCode == 3, which.constData());
                    QVERIFY2(ended.error.contains("password store"), which.constData());
                    QVERIFY2(isSetUp() != isKeeping, which.constData());
                    QVERIFY2(run(arguments).exitCode == 0, which.constData());
                    QCOMPARE(kept(), isKeeping ? 2 : 0);
                }
                if (!hasFailed) {
                    QCOMPARE(ended.exitCode, 0);
                    break;
                }
            }
            QVERIFY(failures >= 2);
        }
        // The last removal left nothing.
        QVERIFY(file.remove());
        QVERIFY(!everyFile().contains("canary"));
    }

    void aProfileThatIsNotThereIsNotOpened()
    {
        const Ended ended = run({u"status"_s, u"--profile"_s, u"nobody"_s});
        QCOMPARE(ended.exitCode, 2);
    }

    void theHelpNamesEveryWord()
    {
        const Ended ended = run({u"config"_s, u"--help"_s});
        QCOMPARE(ended.exitCode, 0);
        for (const char *word : {"list", "get", "set", "set-token", "set-client-secret", "set-database-password",
                 "test", "profiles", "use", "remove", "import-env"})
            QVERIFY2(ended.out.contains(word), word);
    }

    void nothingStaysRunningAfterTheLastOne()
    {
        QTRY_VERIFY_WITH_TIMEOUT(QProcess::execute(u"pgrep"_s, {u"-f"_s, m_folder.path()}) != 0, 15'000);
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
