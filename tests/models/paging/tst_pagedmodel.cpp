#include "models/products/productsmodel.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeReader;

namespace {

constexpr int titleColumn = 2;

Sync::Failure offline()
{
    return {Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s};
}

} // namespace

// The products model stands for all paged models. Its tester lives through every change.
class TestPagedModel final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<ProductsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QString title(int row) const { return m_model->index(row, titleColumn).data().toString(); }
    bool isPlaceholder(int row) const { return m_model->index(row, titleColumn).data(PlaceholderRole).toBool(); }
    void loadAll()
    {
        m_model->load();
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
    }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_model = std::make_unique<ProductsModel>(*m_reader);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_reader.reset();
    }

    void nothingIsAskedBeforeLoad()
    {
        QCOMPARE(m_model->loadState(), LoadState::Unknown);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->refresh();
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductOrder), 0);
    }

    void theFirstRowsShowWhileTheOrderIsStillRead()
    {
        m_reader->makeCatalogue(1'000);
        m_reader->answers().mute(FakeReader::ProductOrder);
        m_model->load();
        QTRY_COMPARE(m_model->rowCount(), PagedModel::blockSize);
        QVERIFY(!m_model->isComplete());
        QCOMPARE(m_model->loadState(), LoadState::Loading);
        QVERIFY(!isPlaceholder(0));
    }

    void everyRowArrivesHoweverLateAndInWhateverOrder()
    {
        m_reader->makeCatalogue(1'000);
        loadAll();
        QCOMPARE(m_model->rowCount(), 1'000);
        for (const int row : {999, 0, 450, 700, 210})
            title(row);
        for (const int row : {999, 0, 450, 700, 210}) {
            QTRY_VERIFY(!isPlaceholder(row));
            QCOMPARE(m_model->index(row, 0).data(IdRole).toLongLong(), m_model->idAt(row));
        }
        QStringList titles;
        for (int row = 0; row < m_model->rowCount(); ++row)
            QTRY_VERIFY(!isPlaceholder(row));
        for (int row = 0; row < m_model->rowCount(); ++row)
            titles += title(row);
        QVERIFY(std::is_sorted(titles.cbegin(), titles.cend()));
    }

    void askingHappensAfterDataHasReturned()
    {
        m_reader->pretendProducts(10'000);
        loadAll();
        // The tester looks at the first rows; they may come with the first answer or be asked for.
        QTRY_VERIFY(!isPlaceholder(0));
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        const int before = m_reader->answers().asked(FakeReader::ProductRows);
        QVERIFY(isPlaceholder(5'000));
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductRows), before);
        QTRY_VERIFY(!isPlaceholder(5'000));
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductRows), before + 1);
    }

    void aScrollThroughAMillionRowsAsksOnlyForWhereItEnds()
    {
        m_tester.reset(); // It visits every cell after each change.
        m_reader->pretendProducts(1'000'000);
        loadAll();
        const int before = m_reader->answers().asked(FakeReader::ProductRows);
        for (int row = 0; row < 1'000'000; row += 1'000)
            title(row);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QTRY_VERIFY(!isPlaceholder(999'000));
        QVERIFY(m_reader->answers().asked(FakeReader::ProductRows) - before <= 12);
    }

    void lateAnswersToAnOldQueryAreDropped()
    {
        m_reader->makeCatalogue(600);
        loadAll();
        m_reader->answers().hold();
        Sync::ProductQuery first;
        first.vendor = m_reader->products.at(0).vendor;
        m_model->setQuery(first);
        Sync::ProductQuery second;
        second.vendor = m_reader->products.at(1).vendor;
        m_model->setQuery(second);
        m_reader->answers().release();
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        const auto wanted = std::count_if(m_reader->products.cbegin(), m_reader->products.cend(),
            [&](const Sync::ProductRow &row) { return row.vendor == second.vendor; });
        QCOMPARE(m_model->rowCount(), int(wanted));
        QTRY_VERIFY(!isPlaceholder(0));
        QVERIFY(m_model->rowAt(0) && m_model->rowAt(0)->vendor == second.vendor);
    }

    void sortingIsTheReadersAndKeepsIndexesById()
    {
        m_reader->makeCatalogue(500);
        loadAll();
        const QPersistentModelIndex kept(m_model->index(7, titleColumn));
        const qint64 id = m_model->idAt(7);
        m_model->sort(titleColumn, Qt::DescendingOrder);
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
        QCOMPARE(m_model->query().order, Qt::DescendingOrder);
        // Row 7 of the ascending order is not among the first 200 descending ones; it may have been let go.
        if (kept.isValid())
            QCOMPARE(m_model->idAt(kept.row()), id);
        const int asked = m_reader->answers().asked(FakeReader::ProductOrder);
        m_model->sort(4, Qt::AscendingOrder);
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductOrder), asked);
    }

    void aRefreshFollowsRowsThatCameWentAndMoved()
    {
        m_reader->makeCatalogue(450);
        loadAll();
        const QPersistentModelIndex kept(m_model->index(300, titleColumn));
        const QPersistentModelIndex removed(m_model->index(10, titleColumn));
        const qint64 keptId = m_model->idAt(300);
        const qint64 removedId = m_model->idAt(10);
        m_reader->products.removeIf([&](const Sync::ProductRow &row) { return row.id.value == removedId; });
        for (int id = 1'001; id <= 1'030; ++id) {
            m_reader->products += FakeReader::sampleProduct(id);
            m_reader->products.last().title.prepend(u"! "_s);
        }
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_model->rowCount(), 479);
        QVERIFY(!removed.isValid());
        QVERIFY(kept.isValid());
        QCOMPARE(m_model->idAt(kept.row()), keptId);
        QTRY_VERIFY(title(0).startsWith(u'!'));
        m_reader->products.resize(3);
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_model->rowCount(), 3);
        m_reader->products.clear();
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->loadState(), LoadState::Ready);
    }

    void aRefreshShowsOldRowsUntilTheNewOnesArrive()
    {
        m_reader->makeCatalogue(20);
        loadAll();
        QTRY_VERIFY(!isPlaceholder(0));
        const qint64 id = m_model->idAt(0);
        auto changed = std::find_if(m_reader->products.begin(), m_reader->products.end(),
            [id](const Sync::ProductRow &row) { return row.id.value == id; });
        changed->vendor = u"Another Maker"_s;
        m_reader->answers().hold();
        m_model->refresh();
        QVERIFY(!isPlaceholder(0));
        QVERIFY(m_model->rowAt(0)->vendor != u"Another Maker"_s);
        m_reader->answers().release();
        QTRY_VERIFY(m_model->rowAt(0) && m_model->rowAt(0)->vendor == u"Another Maker"_s);
    }

    void changesDuringARefreshLeadToExactlyOneMore()
    {
        m_reader->makeCatalogue(20);
        loadAll();
        const int asked = m_reader->answers().asked(FakeReader::ProductOrder);
        m_reader->answers().hold();
        m_model->refresh();
        m_model->refresh();
        m_model->refresh();
        m_reader->answers().release();
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductOrder), asked + 2);
    }

    void aFailureKeepsTheRowsAndCanBeRetried()
    {
        m_reader->makeCatalogue(300);
        loadAll();
        m_reader->answers().failAll(offline());
        m_model->refresh();
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(m_model->failure().what, offline().what);
        QCOMPARE(m_model->rowCount(), 300);
        QVERIFY(m_model->loadedAt().isValid());
        m_reader->answers().recover();
        m_model->retry();
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
    }

    void aFailedBlockIsNotAskedForAgainUntilRetry()
    {
        m_reader->makeCatalogue(1'000);
        loadAll();
        m_reader->answers().fail(FakeReader::ProductRows, offline());
        title(900);
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        const int asked = m_reader->answers().asked(FakeReader::ProductRows);
        QVERIFY(isPlaceholder(900));
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QVERIFY(isPlaceholder(901));
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductRows), asked);
        m_reader->answers().recover();
        m_model->retry();
        QTRY_VERIFY(!isPlaceholder(900));
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
    }

    void aFailureOnTheFirstLoadCanBeRetried()
    {
        m_reader->makeCatalogue(10);
        m_reader->answers().failAll(offline());
        m_model->load();
        QTRY_COMPARE(m_model->loadState(), LoadState::Failed);
        QCOMPARE(m_model->rowCount(), 0);
        m_reader->answers().recover();
        m_model->retry();
        QTRY_COMPARE(m_model->rowCount(), 10);
    }

    void aRowThatIsGoneIsSaidToBeGone()
    {
        m_reader->makeCatalogue(600);
        loadAll();
        m_reader->products.clear();
        title(599);
        QTRY_COMPARE(m_model->index(599, titleColumn).data(Qt::AccessibleTextRole).toString(), u"No longer there"_s);
        QVERIFY(!isPlaceholder(599));
    }

    void aModelMayDieBeforeItsAnswer()
    {
        m_reader->makeCatalogue(50);
        m_reader->answers().hold();
        m_model->load();
        m_tester.reset();
        m_model.reset();
        m_reader->answers().release();
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
    }

    void aReaderMayNeverAnswer()
    {
        m_reader->makeCatalogue(50);
        for (const auto question : {FakeReader::ProductOrder, FakeReader::FirstProducts})
            m_reader->answers().mute(question);
        m_model->load();
        QCOMPARE(m_model->loadState(), LoadState::Loading);
        m_reader->answers().recover();
        Sync::ProductQuery other;
        other.text = u"OFF"_s;
        m_model->setQuery(other);
        QTRY_COMPARE(m_model->loadState(), LoadState::Ready);
        QCOMPARE(m_model->rowCount(), 50);
    }

    void everyColumnHasATitleAKeyAndText()
    {
        m_reader->makeCatalogue(30);
        loadAll();
        QTRY_VERIFY(!isPlaceholder(0));
        QSet<QString> keys;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
            QVERIFY(m_model->headerData(column, Qt::Horizontal, WidthRole).toInt() > 0);
            keys.insert(m_model->headerData(column, Qt::Horizontal, ColumnKeyRole).toString());
            QVERIFY(m_model->index(0, column).data(Qt::AccessibleTextRole).toString().contains(u','));
        }
        QCOMPARE(keys.size(), m_model->columnCount());
        QVERIFY(m_model->index(0, 0).data(BadgeRole).canConvert<Badge>());
    }
};

QTEST_GUILESS_MAIN(TestPagedModel)
#include "tst_pagedmodel.moc"
