#include "tests/support/pagefixture.h"
#include "ui/history/batchdetail.h"
#include "ui/history/historypage.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Fakes::FakeReader;
using Sync::BatchKind;
using Sync::BatchStatus;
using Sync::Outcome;
using namespace Ui;

class TestHistoryPage final : public QObject, private Fakes::PageFixture<HistoryPage>
{
    Q_OBJECT

private:
    TableView &runs() { return find<TableView>(u"batchesTable"_s); }
    TableView &lines() { return find<TableView>(u"batchLines"_s); }
    QString subtitle() { return find<QLabel>(u"pageSubtitle"_s).text(); }
    QString title() { return find<QLabel>(u"batchTitle"_s).text(); }
    QString lineCount() { return find<QLabel>(u"lineCount"_s).text(); }

    void addBatch(qint64 id, BatchKind kind, BatchStatus status, const QString &person, qint64 failed)
    {
        Sync::BatchRow row;
        row.id = {id};
        row.kind = kind;
        row.status = status;
        row.startedBy = person;
        row.createdAt = QDateTime::currentDateTimeUtc().addSecs(60 * id);
        row.finishedAt = row.createdAt.addSecs(5);
        row.failed = failed;
        row.succeeded = 10;
        row.total = 10 + failed;
        m_reader->batches.prepend(row);
    }

    void addLine(qint64 batch, Outcome outcome, const QString &product, const QString &message)
    {
        Sync::HistoryRow row;
        row.id = m_reader->history.size() + 1;
        row.batch = {batch};
        row.product = {row.id};
        row.title = product;
        row.action = u"update"_s;
        row.outcome = outcome;
        row.message = message;
        row.createdAt = QDateTime::currentDateTimeUtc();
        m_reader->history += row;
    }

    void fill()
    {
        addBatch(1, BatchKind::Pull, BatchStatus::Completed, u"anna"_s, 0);
        addBatch(2, BatchKind::Apply, BatchStatus::Completed, u"anna"_s, 0);
        addBatch(3, BatchKind::Push, BatchStatus::Partial, u"ben"_s, 7);
        addBatch(4, BatchKind::Push, BatchStatus::Completed, u"ben"_s, 0);
        for (const qint64 batch : {3, 4})
            for (const QString &product : {u"Lamp"_s, u"Desk"_s, u"Chair"_s})
                addLine(batch, product == u"Desk" && batch == 3 ? Outcome::Error : Outcome::Success, product,
                    product == u"Desk" && batch == 3 ? u"The price is refused."_s : QString());
    }

    void open()
    {
        showPage();
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        runs().setFocus();
    }

    void openFilled()
    {
        fill();
        open();
        QTRY_COMPARE(runs().model()->rowCount(), 4);
    }

    /// The ids of the runs as they stand.
    QList<qint64> order()
    {
        QList<qint64> ids;
        for (int row = 0; row < runs().model()->rowCount(); ++row)
            ids += runs().model()->index(row, 0).data(Models::IdRole).toLongLong();
        return ids;
    }

    static int column(const TableView &table, const QString &key)
    {
        const QAbstractItemModel &model = *table.model();
        for (int section = 0; section < model.columnCount(); ++section)
            if (model.headerData(section, Qt::Horizontal, Models::ColumnKeyRole).toString() == key)
                return section;
        return -1;
    }

    /// Clicks a column's header, as a person does.
    static void clickHeader(TableView &table, const QString &key)
    {
        QHeaderView &header = *table.horizontalHeader();
        const int section = column(table, key);
        table.scrollTo(table.model()->index(0, section));
        QTest::mouseClick(
            header.viewport(), Qt::LeftButton, {}, {header.sectionViewportPosition(section) + 12, header.height() / 2});
    }

    void choose(const QString &box, int value)
    {
        auto &combo = find<QComboBox>(box);
        combo.setCurrentIndex(combo.findData(value));
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void theNewestRunIsShownInFull()
    {
        openFilled();
        const QAbstractItemModelTester first(runs().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(lines().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(m_page->currentBatch().value, 4);
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        QTRY_COMPARE(lineCount(), u"3 lines"_s);
        QCOMPARE(subtitle(), u"4 runs. Nothing here is ever deleted."_s);
        QCOMPARE(runs().horizontalHeader()->sortIndicatorSection(), column(runs(), u"started"_s));
        QCOMPARE(runs().horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(lines().horizontalHeader()->sortIndicatorSection(), column(lines(), u"outcome"_s));
    }

    void headersSortRunsAndLines()
    {
        openFilled();
        clickHeader(runs(), u"failed"_s);
        QTRY_COMPARE(order(), QList<qint64>({1, 2, 4, 3}));
        clickHeader(runs(), u"failed"_s);
        QTRY_COMPARE(order(), QList<qint64>({3, 4, 2, 1}));
        QCOMPARE(m_page->currentBatch().value, 4); // the run that was looked at stays the one looked at
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        const auto products = [this] {
            QString all;
            for (int row = 0; row < lines().model()->rowCount(); ++row)
                all += lines().model()->index(row, column(lines(), u"product"_s)).data().toString() + u' ';
            return all;
        };
        clickHeader(lines(), u"product"_s);
        QTRY_COMPARE(products(), u"Chair Desk Lamp "_s);
        clickHeader(lines(), u"product"_s);
        QTRY_COMPARE(products(), u"Lamp Desk Chair "_s);
        // What the database cannot sort by is not offered.
        clickHeader(lines(), u"message"_s);
        QCOMPARE(lines().horizontalHeader()->sortIndicatorSection(), column(lines(), u"product"_s));
    }

    void runsAreFiltered()
    {
        openFilled();
        choose(u"batchKind"_s, int(BatchKind::Push));
        QTRY_COMPARE(order(), QList<qint64>({4, 3}));
        QTRY_COMPARE(subtitle(), u"2 runs match the filter."_s);
        choose(u"batchResult"_s, int(BatchStatus::Partial));
        QTRY_COMPARE(order(), QList<qint64>({3}));
        QTRY_COMPARE(title(), u"Run 3: Send to Shopify"_s); // the first of what is left is shown in full
        QTest::mouseClick(visibleButton(u"Clear Filter"_s), Qt::LeftButton);
        QTRY_COMPARE(order(), QList<qint64>({4, 3, 2, 1}));
        QCOMPARE(find<QComboBox>(u"batchKind"_s).currentIndex(), 0);
        QTRY_COMPARE(subtitle(), u"4 runs. Nothing here is ever deleted."_s);
        find<QCheckBox>(u"batchTroubled"_s).click();
        QTRY_COMPARE(order(), QList<qint64>({3}));
    }

    void theSearchIsReachedByKeysAndLeftByThem()
    {
        openFilled();
        auto &search = find<QLineEdit>(u"batchSearch"_s);
        QTest::keyClick(&runs(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search.hasFocus());
        QTest::keyClicks(&search, u"anna"_s);
        QTRY_COMPARE(order(), QList<qint64>({2, 1})); // typed and rested, without a key that says so
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(runs().hasFocus());
        QTest::keyClick(&runs(), Qt::Key_Slash);
        QVERIFY(search.hasFocus());
        QTest::keyClick(&search, Qt::Key_Escape);
        QVERIFY(search.text().isEmpty());
        QTRY_COMPARE(order(), QList<qint64>({4, 3, 2, 1}));
        QTest::keyClicks(&search, u"3"_s); // a run by its number
        QTRY_COMPARE(order(), QList<qint64>({3}));
    }

    void inTheLinesTheKeyLeadsToTheirOwnSearch()
    {
        openFilled();
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        lines().setFocus();
        QTest::keyClick(&lines(), Qt::Key_F, Qt::ControlModifier);
        auto &search = find<QLineEdit>(u"lineSearch"_s);
        QVERIFY(search.hasFocus());
        QTest::keyClicks(&search, u"lam"_s);
        QTest::keyClick(&search, Qt::Key_Down);
        QVERIFY(lines().hasFocus());
        QTRY_COMPARE(lines().model()->rowCount(), 1);
        QTRY_COMPARE(lineCount(), u"1 line matches"_s);
        QCOMPARE(order().size(), 4); // the runs are filtered by their own
    }

    void whatTheFilterHidesIsSaidWithTheWayOut()
    {
        openFilled();
        QTest::keyClicks(&find<QLineEdit>(u"batchSearch"_s), u"nobody"_s);
        choose(u"batchKind"_s, int(BatchKind::Rollback));
        QTRY_VERIFY(isSaid(u"No Run Matches"_s));
        bool isNamed = false;
        for (const auto *label : m_page->findChildren<QLabel *>())
            isNamed = isNamed || (label->isVisible() && label->text() == u"“nobody” · Rollback");
        QVERIFY(isNamed);
        QVERIFY(!find<QWidget>(u"batchDetail"_s).isVisible());
        QTRY_COMPARE(subtitle(), u"0 runs match the filter."_s);
        QTest::mouseClick(&find<QPushButton>(u"emptyStateButton"_s), Qt::LeftButton);
        QTRY_COMPARE(order().size(), 4);
        QVERIFY(find<QWidget>(u"batchDetail"_s).isVisible());
    }

    void linesThatAreHiddenAreSaidToo()
    {
        openFilled();
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        choose(u"lineOutcome"_s, int(Outcome::Error));
        QTRY_VERIFY(isSaid(u"No Line Matches"_s)); // run 4 went well
        runs().selectId(3);
        QTRY_COMPARE(lines().model()->rowCount(), 1); // the filter goes along from run to run
        QTRY_COMPARE(lineCount(), u"1 line matches"_s);
        runs().selectId(4);
        QTRY_VERIFY(isSaid(u"No Line Matches"_s));
        QTest::mouseClick(visibleButton(u"Clear Filter"_s), Qt::LeftButton);
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        QTRY_COMPARE(lineCount(), u"3 lines"_s);
    }

    void aReportHoldsEveryLineWhateverIsFiltered()
    {
        openFilled();
        runs().selectId(3);
        QTRY_COMPARE(lines().model()->rowCount(), 3);
        choose(u"lineOutcome"_s, int(Outcome::Error));
        QTRY_COMPARE(lines().model()->rowCount(), 1);
        const QString path = m_folder.filePath(u"report.csv"_s);
        find<BatchDetail>(u"batchDetail"_s).exportTo(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray report = file.readAll();
        for (const char *product : {"Lamp", "Desk", "Chair"})
            QVERIFY2(report.contains(product), report.constData());
    }

    void failedProductsHaveAWayOn()
    {
        openFilled();
        QVERIFY(!find<QPushButton>(u"showFailed"_s).isVisible()); // run 4 went well
        runs().selectId(3);
        QTRY_VERIFY(find<QPushButton>(u"showFailed"_s).isVisible());
        QSignalSpy opened(m_page.get(), &HistoryPage::openRequested);
        QTest::mouseClick(&find<QPushButton>(u"showFailed"_s), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.constFirst().at(0).toString(), u"products"_s);
        const QVariantMap filter{{u"batch"_s, 3}, {u"syncStatus"_s, u"error"_s}};
        QCOMPARE(opened.constFirst().at(1).toMap(), filter);
        QTRY_COMPARE(
            lines().model()->index(0, column(lines(), u"action"_s)).data().toString(), u"Changed in Shopify"_s);
    }

    void aRunThatFailedIsNotToldAsIfAllWereWell()
    {
        fill();
        addBatch(5, BatchKind::Pull, BatchStatus::Failed, u"anna"_s, 0);
        open();
        QTRY_VERIFY(isSaid(u"Nothing Was Compared"_s));
        QSignalSpy opened(m_page.get(), &HistoryPage::openRequested);
        QTest::mouseClick(visibleButton(u"Open Logs"_s), Qt::LeftButton);
        QTest::mouseClick(visibleButton(u"Go to Sync"_s), Qt::LeftButton);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(0).at(0).toString(), u"logs"_s);
        QCOMPARE(opened.at(1).at(0).toString(), u"sync"_s);
    }

    void aRefreshKeepsFilterSortAndPlace()
    {
        openFilled();
        choose(u"batchKind"_s, int(BatchKind::Push));
        QTRY_COMPARE(order(), QList<qint64>({4, 3}));
        clickHeader(runs(), u"failed"_s);
        clickHeader(runs(), u"failed"_s);
        QTRY_COMPARE(order(), QList<qint64>({3, 4}));
        runs().selectId(4);
        QTRY_COMPARE(title(), u"Run 4: Send to Shopify"_s);
        addBatch(5, BatchKind::Pull, BatchStatus::Completed, u"anna"_s, 0);
        addBatch(6, BatchKind::Push, BatchStatus::Completed, u"anna"_s, 0);
        Q_EMIT m_reader->historyChanged();
        QTRY_COMPARE(order(), QList<qint64>({3, 6, 4}));
        QCOMPARE(m_page->currentBatch().value, 4);
        QCOMPARE(title(), u"Run 4: Send to Shopify"_s);
        QCOMPARE(subtitle(), u"3 runs match the filter."_s);
    }

    void aRunThatIsAskedForIsShownThoughAFilterHidIt()
    {
        openFilled();
        choose(u"batchKind"_s, int(BatchKind::Push));
        QTRY_COMPARE(order(), QList<qint64>({4, 3}));
        m_page->showWith({{QString::fromUtf16(PageFilter::batch), 1}});
        QTRY_COMPARE(m_page->currentBatch().value, 1);
        QCOMPARE(find<QComboBox>(u"batchKind"_s).currentIndex(), 0);
        QTRY_COMPARE(title(), u"Run 1: Pull from Shopify"_s);
    }

    void withoutAnyRunTheWayOnIsOffered()
    {
        open();
        QTRY_VERIFY(isSaid(u"Nothing Has Been Run Yet"_s));
        QVERIFY(!find<QLineEdit>(u"batchSearch"_s).isVisible());
        QSignalSpy opened(m_page.get(), &HistoryPage::openRequested);
        QTest::mouseClick(&find<QPushButton>(u"emptyStateButton"_s), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.constFirst().constFirst().toString(), u"sync"_s);
    }

    void aDatabaseThatIsGoneTakesNothingAway()
    {
        openFilled();
        const Sync::Failure gone{Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s};
        m_reader->answers().failAll(gone);
        Q_EMIT m_reader->historyChanged();
        QTRY_VERIFY2(notices().contains(gone.what), qPrintable(notices()));
        QCOMPARE(order().size(), 4);
        QTRY_VERIFY2(subtitle().startsWith(u"Shown as of"), qPrintable(subtitle()));
        m_reader->answers().recover();
        // The lines say the same; this is the button above the runs.
        const auto buttons = runs().parentWidget()->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.constFirst()->text(), u"Try Again"_s);
        QTest::mouseClick(buttons.constFirst(), Qt::LeftButton);
        QTRY_COMPARE(subtitle(), u"4 runs. Nothing here is ever deleted."_s);
    }
};

QTEST_MAIN(TestHistoryPage)
#include "tst_historypage.moc"
