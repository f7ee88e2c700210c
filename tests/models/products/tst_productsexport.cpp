#include "models/products/productsexport.h"
#include "tests/support/fakereader.h"
#include "tests/support/files/failingfiles.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeReader;

class TestProductsExport final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static QList<QByteArray> lines(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    }
    static Sync::Result<qint64> end(ProductsExport &work)
    {
        Sync::Result<qint64> result = Sync::stopped();
        QObject::connect(&work, &ProductsExport::finished, &work, [&](const auto &written) { result = written; });
        QSignalSpy spy(&work, &ProductsExport::finished);
        if (!spy.wait(20'000))
            return Sync::Failure{Sync::FailureKind::Internal, u"no end"_s};
        return result;
    }

private Q_SLOTS:
    void allMatchingProductsAreWrittenInTheOrderOfTheQuery()
    {
        FakeReader reader;
        reader.makeCatalogue(2'500);
        ProductsExport work(reader, path(u"all.csv"_s), ExportFormat::Csv);
        Sync::ProductQuery query;
        query.sort = Sync::ProductSort::Sku;
        work.startAll(query);
        const Sync::Result<qint64> written = end(work);
        QVERIFY(written.isOk());
        QCOMPARE(*written, 2'500);
        const QList<QByteArray> all = lines(path(u"all.csv"_s));
        QCOMPARE(all.size(), 2'502);
        QVERIFY(all.first().startsWith("state,sku,title,"));
        QVERIFY(all.at(1).contains("OFF-00001"));
        QVERIFY(all.at(2'500).contains("OFF-02500"));
    }

    void jsonLinesHoldTheExactValues()
    {
        FakeReader reader;
        reader.makeCatalogue(5);
        reader.products[0].title = u"=1+1"_s;
        ProductsExport work(reader, path(u"chosen.jsonl"_s), ExportFormat::JsonLines);
        work.startChosen({1, 3});
        QVERIFY(end(work).isOk());
        const QList<QByteArray> all = lines(path(u"chosen.jsonl"_s));
        QCOMPARE(all.size(), 3);
        const QJsonObject first = QJsonDocument::fromJson(all.first()).object();
        QCOMPARE(first.value(u"title"_s).toString(), u"=1+1"_s);
        QCOMPARE(first.value(u"price"_s).toString(), reader.products.at(0).minPrice);
    }

    void aFailureOrAStopLeavesNoFile()
    {
        FakeReader reader;
        reader.makeCatalogue(50);
        reader.answers().fail(FakeReader::ProductRows, {Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        ProductsExport failing(reader, path(u"failing.csv"_s), ExportFormat::Csv);
        failing.startAll({});
        QVERIFY(!end(failing).isOk());
        QVERIFY(!QFile::exists(path(u"failing.csv"_s)));

        reader.answers().recover();
        ProductsExport stopped(reader, path(u"stopped.csv"_s), ExportFormat::Csv);
        QSignalSpy ends(&stopped, &ProductsExport::finished);
        stopped.startAll({});
        stopped.cancel();
        QTRY_COMPARE(reader.answers().waiting(), 0);
        QCOMPARE(ends.count(), 1);
        QVERIFY(!QFile::exists(path(u"stopped.csv"_s)));
    }

    void aFolderThatDoesNotExistIsSaidInWords()
    {
        FakeReader reader;
        reader.makeCatalogue(5);
        ProductsExport work(reader, path(u"nowhere/all.csv"_s), ExportFormat::Csv);
        work.startAll({});
        const Sync::Result<qint64> written = end(work);
        QVERIFY(!written.isOk());
        QCOMPARE(written.failure().kind, Sync::FailureKind::LocalDisk);
        QVERIFY(!written.failure().remedy.isEmpty());
    }

    void whicheverCallOnTheFileFailsTheFileThereWasStays_data()
    {
        QTest::addColumn<TestSupport::FileFault>("fault");
        QTest::addColumn<int>("products");
        // What fits into the buffer is written when the file is closed only.
        QTest::newRow("a small file breaks") << TestSupport::FileFault::Broken << 5;
        QTest::newRow("a large file breaks") << TestSupport::FileFault::Broken << 2'500;
        QTest::newRow("the disk is too full for a small file") << TestSupport::FileFault::Full << 5;
        QTest::newRow("the disk is too full for a large file") << TestSupport::FileFault::Full << 2'500;
    }

    void whicheverCallOnTheFileFailsTheFileThereWasStays()
    {
        QFETCH(TestSupport::FileFault, fault);
        QFETCH(int, products);
        FakeReader reader;
        reader.makeCatalogue(products);
        const QString name = path(u"again.csv"_s);
        TestSupport::FailingFiles files;
        countFileCallsHere(files.calls());
        const auto unwatched = qScopeGuard([] { countFileCallsHere(nullptr); });
        int failures = 0;
        for (int nth = 1;; ++nth) {
            files.disarm();
            QFile before(name);
            QVERIFY(before.open(QIODevice::WriteOnly) && before.write("what was there\n") > 0);
            before.close();
            ProductsExport work(reader, name, ExportFormat::Csv);
            files.arm(m_folder.path(), {}, fault, nth);
            work.startAll({});
            const Sync::Result<qint64> written = end(work);
            const bool hasFailed = files.hasFailed();
            files.disarm();
            const QList<QByteArray> found = lines(name);
            if (written) {
                QVERIFY2(found.size() == products + 2, qPrintable(files.what()));
            } else {
                ++failures;
                QCOMPARE(written.failure().kind, Sync::FailureKind::LocalDisk);
                QVERIFY(!written.failure().text().isEmpty());
                QCOMPARE(found, (QList<QByteArray>{"what was there", ""}));
            }
            if (!hasFailed) {
                QVERIFY(written.isOk());
                break;
            }
        }
        QVERIFY(failures >= 2);
    }
};

QTEST_GUILESS_MAIN(TestProductsExport)
#include "tst_productsexport.moc"
