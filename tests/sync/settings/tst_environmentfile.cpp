#include "sync/settings/environmentfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestEnvironmentFile final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QByteArray &text)
    {
        const QString path = m_folder.filePath(u".env"_s);
        QFile written(path);
        if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size())
            qFatal("cannot write the file");
        return path;
    }

private Q_SLOTS:
    void assignmentsAreReadAsShellsDo()
    {
        int skipped = 0;
        const auto read
            = Sync::parseEnvironmentText("\xef\xbb\xbf# a comment\r\nA=one\r\nexport B = two # why\nC=\"three # 3\\\" "
                                         "x\" # y\nD='fo\"ur'\nE=\nF=x#y\nA=again\nnot an assignment\n",
                &skipped);
        const QList<std::pair<QString, QString>> expected{{u"B"_s, u"two"_s}, {u"C"_s, u"three # 3\" x"_s},
            {u"D"_s, u"fo\"ur"_s}, {u"E"_s, QString()}, {u"F"_s, u"x#y"_s}, {u"A"_s, u"again"_s}};
        QCOMPARE(read, expected);
        QCOMPARE(skipped, 1);
    }

    void theFormerSystemsFileIsSorted()
    {
        const auto read = Sync::readEnvironmentFile(file("SHOPIFY_SHOP_URL=https://example.myshopify.com/admin\n"
                                                         "SHOPIFY_ACCESS_TOKEN=shpat_0123456789\n"
                                                         "SHOPIFY_API_VERSION=2024-01\n"
                                                         "DATABASE_URL=postgresql://anna:hunter22@db1.example/shop\n"
                                                         "SYNC_BATCH_SIZE=20\n"
                                                         "PARALLEL_WORKERS=lots\n"
                                                         "REDIS_URL=redis://localhost\n"
                                                         "JWT_SECRET_KEY=hunter33\n"));
        QVERIFY2(read.isOk(), qPrintable(read.isOk() ? QString() : read.failure().text()));
        QCOMPARE(read->profile.shop, u"example.myshopify.com"_s);
        QCOMPARE(read->profile.apiVersion, u"2026-10"_s); // the old one is too old
        QCOMPARE(read->profile.databaseUrl, u"postgresql://anna@db1.example/shop"_s);
        QCOMPARE(read->profile.batchSize, 20);
        QCOMPARE(read->profile.parallelWorkers, 8);
        QCOMPARE(read->secrets.accessToken.reveal(), "shpat_0123456789");
        QCOMPARE(read->secrets.databasePassword.reveal(), "hunter22");
        QCOMPARE(read->left, (QStringList{u"REDIS_URL"_s, u"JWT_SECRET_KEY"_s}));
        QCOMPARE(read->notices.size(), 2);
        for (const auto &line : read->taken) {
            QVERIFY(!line.value.contains(u"shpat_") && !line.value.contains(u"hunter"));
            QCOMPARE(line.isSecret, line.value.isEmpty());
        }
        QVERIFY(!read->notices.join(u' ').contains(u"hunter"));
    }

    void aDatabaseInPartsIsPutTogether()
    {
        const auto read = Sync::readEnvironmentFile(
            file("SHOPIFY_SHOP_URL=example\nSUPABASE_DB_HOST=db.example.co\n"
                 "SUPABASE_DB_USER=postgres.abc\nSUPABASE_DB_PASSWORD='p@ss/word'\nSUPABASE_DB_PORT=6543\n"));
        QVERIFY(read.isOk());
        QCOMPARE(read->profile.databaseUrl, u"postgresql://postgres.abc@db.example.co:6543/postgres"_s);
        QCOMPARE(read->secrets.databasePassword.reveal(), "p@ss/word");
        QVERIFY(read->left.isEmpty());
    }

    void aFileThatIsOfNoUseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no shop") << QByteArray("DATABASE_URL=postgresql://db1/shop\n");
        QTest::newRow("a shop that is none") << QByteArray("SHOPIFY_SHOP_URL=https://example.com\n");
        QTest::newRow("no text") << QByteArray("PK\x03\x04\0\0", 6);
        QTest::newRow("too large") << QByteArray(2'000'000, 'x');
    }

    void aFileThatIsOfNoUseIsRefused()
    {
        QFETCH(QByteArray, text);
        const auto read = Sync::readEnvironmentFile(file(text));
        QVERIFY(!read.isOk());
        QCOMPARE(read.failure().kind, Sync::FailureKind::BadInput);
        QVERIFY(!read.failure().remedy.isEmpty());
    }

    void aFileThatIsNotThereIsTold() { QVERIFY(!Sync::readEnvironmentFile(m_folder.filePath(u"nothing"_s)).isOk()); }
};

QTEST_GUILESS_MAIN(TestEnvironmentFile)
#include "tst_environmentfile.moc"
