#include "app/startup/configuration.h"

#include "app/cli/commandline.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;

/// Which of command line, environment and profile wins, and what is said about what was read.
class TestPrecedence final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Sync::Result<Configuration> read(const QStringList &arguments, const QMap<QString, QString> &variables,
        const QMap<QString, QString> &profile = {})
    {
        QSettings settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        settings.clear();
        for (auto key = profile.cbegin(); key != profile.cend(); ++key)
            settings.setValue(key.key(), key.value());
        QProcessEnvironment environment;
        for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
            environment.insert(variable.key(), variable.value());
        return readConfiguration(parseCommandLine(QStringList{u"syncdesk"_s} + arguments), environment, settings);
    }

private Q_SLOTS:
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheProfile_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("inEnvironment");
        QTest::addColumn<QString>("name");
        const QStringList options{u"--shop"_s, u"line.myshopify.com"_s, u"--database"_s, u"postgresql://u@line/shop"_s};
        QTest::newRow("all three") << options << true << u"line"_s;
        QTest::newRow("line over profile") << options << false << u"line"_s;
        QTest::newRow("environment over profile") << QStringList() << true << u"environment"_s;
        QTest::newRow("profile alone") << QStringList() << false << u"profile"_s;
    }

    void theCommandLineWinsOverTheEnvironmentAndThatOverTheProfile()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, inEnvironment);
        QFETCH(QString, name);
        QMap<QString, QString> variables;
        if (inEnvironment)
            variables = {{u"SHOPIFY_SHOP_URL"_s, u"environment.myshopify.com"_s},
                {u"DATABASE_URL"_s, u"postgresql://u@environment/shop"_s}, {u"PARALLEL_WORKERS"_s, u"5"_s},
                {u"SYNC_BATCH_SIZE"_s, u"50"_s}, {u"SHOPIFY_API_VERSION"_s, u"2026-04"_s}};
        const QString group = u"profiles/demo/"_s;
        const auto configuration = read(QStringList{u"status"_s} + arguments, variables,
            {{group + u"shop/url"_s, u"profile.myshopify.com"_s},
                {group + u"database/url"_s, u"postgresql://u@profile/shop"_s},
                {group + u"sync/parallelWorkers"_s, u"3"_s}, {group + u"sync/batchSize"_s, u"30"_s},
                {group + u"shop/apiVersion"_s, u"2026-01"_s}});
        QVERIFY(configuration);
        QCOMPARE(configuration->shop.url.host(), name + u".myshopify.com"_s);
        QVERIFY(configuration->database);
        QCOMPARE(configuration->database->host, name);
        // These have no option.
        QCOMPARE(configuration->shop.parallelWorkers, inEnvironment ? 5 : 3);
        QCOMPARE(configuration->shop.batchSize, inEnvironment ? 50 : 30);
        QCOMPARE(configuration->shop.apiVersion, inEnvironment ? u"2026-04"_s : u"2026-01"_s);
    }

    void whatWasReadDifferentlyIsNoted()
    {
        const auto configuration = read({u"status"_s},
            {{u"SHOPIFY_SHOP_URL"_s, u"http://example.myshopify.com"_s},
                {u"DATABASE_URL"_s, u"postgresql://u@host/shop?pgbouncer=true"_s}});
        QVERIFY(configuration);
        QCOMPARE(configuration->shop.url.scheme(), u"https"_s);
        QCOMPARE(configuration->notes.size(), 2);
        QVERIFY2(configuration->notes.first().contains(u"https"_s), qPrintable(configuration->notes.first()));
        QVERIFY2(configuration->notes.last().contains(u"pgbouncer"_s), qPrintable(configuration->notes.last()));
    }

    void whatCannotBeUsedIsNamedWithItsPlace()
    {
        const auto environment = read({u"status"_s}, {{u"PARALLEL_WORKERS"_s, u"many"_s}});
        QVERIFY(!environment);
        QCOMPARE(environment.failure().kind, Sync::FailureKind::BadInput);
        QVERIFY2(environment.failure().what.contains(u"PARALLEL_WORKERS"_s)
                && environment.failure().what.contains(u"many"_s),
            qPrintable(environment.failure().what));
        const auto profile = read({u"status"_s}, {}, {{u"profiles/demo/shop/apiVersion"_s, u"latest"_s}});
        QVERIFY(!profile);
        QVERIFY2(profile.failure().what.contains(u"profile"_s), qPrintable(profile.failure().what));
    }
};

QTEST_GUILESS_MAIN(TestPrecedence)
#include "tst_precedence.moc"
