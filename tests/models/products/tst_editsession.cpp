#include "models/products/optionmoves.h"
#include "models/products/producthistorymodel.h"
#include "tests/models/products/editfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;

class TestEditSession final : public QObject, private Fakes::EditFixture
{
    Q_OBJECT

private:
    void openFirst()
    {
        m_session->open({1});
        QTRY_VERIFY(m_session->detail());
    }
    Sync::ProductDetail &stored(qint64 id) { return m_reader->details[{id}]; }
    /// Lets the stored product follow what the engine was asked last.
    void storeTitle(const QString &title)
    {
        stored(1).row.title = title;
        ++stored(1).contentVersion;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void variantsChangePlacesInOneEditAndTheirRowsFollow()
    {
        m_session->open({2});
        QTRY_COMPARE(m_variants->rowCount(), 3);
        const QPersistentModelIndex first = m_variants->index(0, 1);
        const QString sku = first.data().toString();
        QVERIFY(!m_variants->canMove(0, -1));
        QVERIFY(!m_variants->canMove(2, 1));
        QVERIFY(m_variants->canMove(0, 2));
        m_variants->move(0, 2);
        QCOMPARE(m_engine->edits.size(), size_t(1));
        const auto edited = m_engine->edits.front().variantFields;
        QCOMPARE(edited.size(), 3);
        QCOMPARE(edited.value({20}), (QHash<QString, QString>{{u"position"_s, u"3"_s}}));
        QCOMPARE(edited.value({21}), (QHash<QString, QString>{{u"position"_s, u"1"_s}}));
        QCOMPARE(first.row(), 2);
        QCOMPARE(first.data().toString(), sku);
        // Back again before the answer came: it goes out with the next.
        m_variants->move(2, -2);
        QCOMPARE(first.row(), 0);
    }

    /// The columns follow the names at once, and what variants have of an option goes with its name.
    void otherOptionsTakeTheirValuesAlong()
    {
        m_session->open({2});
        QTRY_COMPARE(m_variants->rowCount(), 3);
        const int without = m_variants->columnCount() - 1;
        QCOMPARE(m_variants->headerData(without, Qt::Horizontal, Qt::DisplayRole).toString(), u"Colour"_s);
        const QString colour = m_variants->index(0, without).data().toString();
        QVERIFY(!colour.isEmpty());
        m_engine->answers().hold();
        m_session->setOptions({u"Size"_s, u"Colour"_s});
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().fields.value(u"option_names"_s), u"[\"Size\",\"Colour\"]"_s);
        QCOMPARE(m_engine->edits.front().variantFields.value({20}),
            (QHash<QString, QString>{{u"option1"_s, u""_s}, {u"option2"_s, colour}}));
        QCOMPARE(m_variants->columnCount(), without + 2);
        QCOMPARE(m_variants->headerData(without, Qt::Horizontal, Qt::DisplayRole).toString(), u"Size"_s);
        QCOMPARE(m_variants->index(0, without).data().toString(), QString());
        QCOMPARE(m_variants->index(0, without + 1).data().toString(), colour);
        QVERIFY(m_variants->setData(m_variants->index(0, without), u" S "_s, Qt::EditRole));
        QCOMPARE(m_session->value(m_reader->details[{2}].variants.first().id, u"option1"_s), u"S"_s);
        // Without options they would all be the same.
        m_session->setOptions({});
        QCOMPARE(m_variants->columnCount(), without + 2);
        m_engine->answers().release();
    }

    void aValueStaysInThePlaceThatOnlyGotAnotherName()
    {
        QCOMPARE(movedOptions({u"Colour"_s, u"Size"_s}, {u"Farbe"_s, u"Size"_s}, {u"Red"_s, u"S"_s}),
            QStringList({u"Red"_s, u"S"_s}));
        QCOMPARE(movedOptions({u"Colour"_s, u"Size"_s}, {u"Size"_s}, {u"Red"_s, u"S"_s}), QStringList{u"S"_s});
        QCOMPARE(movedOptions({u"Colour"_s, u"Size"_s}, {u"size"_s, u"colour"_s}, {u"Red"_s, u"S"_s}),
            QStringList({u"S"_s, u"Red"_s}));
        QCOMPARE(movedOptions({}, {u"Size"_s}, {u"Default Title"_s}), QStringList{QString()});
    }

    void aValueIsSavedAtOnceWithTheVersionItWasReadAt()
    {
        openFirst();
        m_session->setValue(u"title"_s, u"New Title"_s);
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).contentVersion, 1);
        QCOMPARE(m_engine->edits.at(0).fields.value(u"title"_s), u"New Title"_s);
        QVERIFY(m_session->isDraft(u"title"_s));
        storeTitle(u"New Title"_s);
        QTRY_VERIFY(!m_session->hasDrafts());
        QCOMPARE(m_session->value(u"title"_s), u"New Title"_s);
    }

    void whatIsTypedMeanwhileWaitsForTheNextVersion()
    {
        openFirst();
        m_engine->answers().hold();
        m_session->setValue(u"title"_s, u"One"_s);
        m_session->setValue(u"title"_s, u"Two"_s);
        m_session->setValue(u"vendor"_s, u"Somebody"_s);
        QCOMPARE(m_engine->edits.size(), size_t(1));
        storeTitle(u"One"_s);
        m_engine->answers().release();
        QTRY_COMPARE(m_engine->edits.size(), size_t(2));
        QCOMPARE(m_engine->edits.at(1).contentVersion, 2);
        QCOMPARE(m_engine->edits.at(1).fields.value(u"title"_s), u"Two"_s);
        QCOMPARE(m_engine->edits.at(1).fields.value(u"vendor"_s), u"Somebody"_s);
    }

    void settingTheStoredValueSavesNothing()
    {
        openFirst();
        m_session->setValue(u"title"_s, m_session->value(u"title"_s));
        QVERIFY(m_engine->edits.empty());
        QVERIFY(!m_session->hasDrafts());
    }

    void whatIsOddAboutASavedValueIsSaidUntilTheNext()
    {
        openFirst();
        m_engine->editReport.remarks = {u"The SKU is also used by another."_s};
        m_session->setValue(u"title"_s, u"Odd"_s);
        QTRY_COMPARE(m_session->remarks(), m_engine->editReport.remarks);
        QVERIFY(!m_session->saveFailure());
        m_engine->editReport.remarks.clear();
        m_session->setValue(u"title"_s, u"Fine"_s);
        QVERIFY(m_session->remarks().isEmpty());
    }

    void aRefusedValueStaysADraftUntilDiscarded()
    {
        openFirst();
        const QString before = m_session->value(u"title"_s);
        m_engine->answers().fail(
            FakeEngine::EditProduct, {Sync::FailureKind::BadInput, u"The title must not be empty."_s});
        m_session->setValue(u"title"_s, u""_s);
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_session->saveFailure()->what, u"The title must not be empty."_s);
        QCOMPARE(m_session->value(u"title"_s), u""_s);
        m_session->discardDrafts();
        QVERIFY(!m_session->saveFailure());
        QCOMPARE(m_session->value(u"title"_s), before);
    }

    void aStaleEditCanBeSavedOnTopOfTheReloadedProduct()
    {
        openFirst();
        m_engine->answers().fail(FakeEngine::EditProduct, {Sync::FailureKind::Stale, u"Somebody was faster."_s});
        m_session->setValue(u"title"_s, u"Mine"_s);
        QTRY_VERIFY(m_session->saveFailure());
        m_engine->answers().recover();
        storeTitle(u"Theirs"_s);
        m_session->reload();
        QTRY_COMPARE(m_session->detail()->row.title, u"Theirs"_s);
        QCOMPARE(m_session->value(u"title"_s), u"Mine"_s);
        QVERIFY(m_session->saveFailure());
        m_session->saveAgain();
        QCOMPARE(m_engine->edits.back().contentVersion, 2);
        QCOMPARE(m_engine->edits.back().fields.value(u"title"_s), u"Mine"_s);
    }

    void aDraftOutlivesALookAtAnotherProduct()
    {
        openFirst();
        QSignalSpy elsewhere(m_session.get(), &EditSession::savedElsewhereFailed);
        m_engine->answers().hold();
        m_engine->answers().fail(FakeEngine::EditProduct, {Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        m_session->setValue(u"title"_s, u"Mine"_s);
        m_session->open({2});
        QTRY_VERIFY(m_session->detail());
        m_engine->answers().release();
        QTRY_COMPARE(elsewhere.count(), 1);
        QVERIFY(!m_session->hasDrafts());
        m_session->open({1});
        QTRY_VERIFY(m_session->detail());
        QCOMPARE(m_session->value(u"title"_s), u"Mine"_s);
        QVERIFY(m_session->saveFailure());
    }

    void aStreamOfChangesDoesNotKeepTheProductFromBeingShown()
    {
        openFirst();
        m_reader->answers().hold();
        stored(1).row.vendor = u"New Maker"_s;
        const int asked = m_reader->answers().asked(FakeReader::ProductDetail);
        for (int i = 0; i < 20; ++i)
            Q_EMIT m_reader->catalogueChanged();
        m_reader->answers().release();
        QTRY_COMPARE(m_session->detail()->row.vendor, u"New Maker"_s);
        QTRY_COMPARE(m_reader->answers().waiting(), 0);
        QVERIFY(m_reader->answers().asked(FakeReader::ProductDetail) - asked <= 2);
    }

    void aProductThatIsGoneFailsInWords()
    {
        m_session->open({999});
        QTRY_COMPARE(m_session->loadState(), LoadState::Failed);
        QVERIFY(!m_session->loadFailure().what.isEmpty());
        m_session->setValue(u"title"_s, u"Nothing to edit"_s);
        QVERIFY(m_engine->edits.empty());
    }

    void variantCellsAreEditedInTheWritingOfTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        openFirst();
        QCOMPARE(m_variants->rowCount(), 2);
        const QModelIndex price = m_variants->index(0, 2);
        QVERIFY(price.flags() & Qt::ItemIsEditable);
        QVERIFY(m_variants->setData(price, u"12,75"_s, Qt::EditRole));
        QCOMPARE(m_engine->edits.at(0).variantFields.value({10}).value(u"price"_s), u"12.75"_s);
        QVERIFY(price.data(DraftRole).toBool());
        QCOMPARE(price.data(Qt::EditRole).toString(), u"12,75"_s);
        QVERIFY(!(m_variants->index(0, 0).flags() & Qt::ItemIsEditable));
        QVERIFY(!m_variants->setData(m_variants->index(0, 0), u"x"_s, Qt::EditRole));
        QLocale::setDefault(QLocale::c());
    }

    void variantsFollowWhatIsStored()
    {
        openFirst();
        QTRY_COMPARE(m_variants->rowCount(), 2);
        stored(1).variants[0].sku = u"CHANGED"_s;
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_variants->index(0, 1).data().toString(), u"CHANGED"_s);
        stored(1).variants.removeLast();
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_variants->rowCount(), 1);
        m_session->open({2});
        QTRY_COMPARE(m_variants->rowCount(), 3);
        m_session->open({});
        QTRY_COMPARE(m_variants->rowCount(), 0);
    }

    void theHistoryOfAProductIsReadWhenItIsShown()
    {
        for (int n = 1; n <= 5; ++n) {
            Sync::HistoryRow row;
            row.id = n;
            row.product = {n % 2 + 1};
            row.outcome = n == 4 ? Sync::Outcome::Error : Sync::Outcome::Success;
            row.message = u"line\nbreak"_s;
            m_reader->history += row;
        }
        ProductHistoryModel history(*m_reader);
        QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
        history.setProduct({1});
        QTRY_COMPARE(history.rowCount(), 2);
        QTRY_VERIFY(!history.index(0, 2).data(PlaceholderRole).toBool());
        QCOMPARE(history.index(0, 2).data().toString(), u"line break"_s);
        history.setProduct({2});
        QTRY_COMPARE(history.rowCount(), 3);
    }
};

QTEST_GUILESS_MAIN(TestEditSession)
#include "tst_editsession.moc"
