#include "models/paging/pagedmodel.h"
#include "tests/models/products/editfixture.h"

#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Sync::VariantId;

namespace {

constexpr int skuColumn = 1;
constexpr int priceColumn = 2;

} // namespace

/// Variants that come and go in the session that edits their product, and the table that shows them.
class TestEditVariants final : public QObject, private Fakes::EditFixture
{
    Q_OBJECT

    Sync::ProductDetail &stored() { return m_reader->details[{2}]; }
    QString cell(int row, int column) { return m_variants->index(row, column).data().toString(); }
    int optionColumn() const { return m_variants->columnCount() - 1; }
    bool isDraft(int row, int column) { return m_variants->index(row, column).data(DraftRole).toBool(); }
    /// Lets the catalogue have made a variant, as the engine tells.
    void makeWhite()
    {
        Sync::VariantDetail made = stored().variants.first();
        made.id = {29};
        made.shopifyId = {};
        made.position = 4;
        made.title = u"White"_s;
        made.sku.clear();
        made.optionValues = {u"White"_s};
        stored().variants += made;
        ++stored().contentVersion;
        m_engine->editReport.added = {made.id};
    }
    void removeBlue()
    {
        stored().variants.removeIf([](const Sync::VariantDetail &variant) { return variant.id == VariantId{21}; });
        ++stored().contentVersion;
    }
    void refuse(Sync::FailureKind kind)
    {
        m_engine->answers().fail(FakeEngine::EditProduct, {kind, u"No."_s, u"Not saved."_s, u"Try."_s});
    }

private Q_SLOTS:
    void init()
    {
        begin();
        m_session->open({2});
        QTRY_COMPARE(m_variants->rowCount(), 3); // Black, Blue and Red
    }
    void cleanup() { end(); }

    void anAddedVariantIsShownAtOnceAndSavedAsLikeAnother()
    {
        const QPersistentModelIndex red = m_variants->index(2, skuColumn);
        m_session->addVariant({20}, {{u"option1"_s, u"White"_s}});
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(
            m_engine->edits.front().added, (QList<Sync::AddedVariant>{{VariantId{20}, {{u"option1"_s, u"White"_s}}}}));
        QVERIFY(m_engine->edits.front().variantFields.isEmpty());
        QCOMPARE(m_variants->rowCount(), 4);
        QCOMPARE(cell(3, 0), u"White"_s);
        QCOMPARE(cell(3, skuColumn), QString());
        QCOMPARE(cell(3, priceColumn), cell(0, priceColumn));
        QVERIFY(isDraft(3, 0));
        QVERIFY(isDraft(3, priceColumn));
        QVERIFY(!isDraft(0, 0));
        QVERIFY(m_variants->index(3, 0).data(Qt::AccessibleTextRole).toString().contains(u"not saved yet"_s));
        QVERIFY(!m_variants->isStored(3));
        QVERIFY(!m_variants->canMove(0, 1)); // the others' places wait for its
        QVERIFY(!m_session->canRemove(m_variants->variantAt(3))); // it is being made
        const QPersistentModelIndex white = m_variants->index(3, skuColumn);
        makeWhite();
        QTRY_VERIFY(!m_session->hasDrafts());
        QCOMPARE(m_variants->rowCount(), 4);
        QCOMPARE(m_variants->variantAt(3), VariantId{29});
        QVERIFY(!isDraft(3, 0));
        QCOMPARE(white.row(), 3);
        QCOMPARE(red.row(), 2);
        QVERIFY(m_variants->canMove(3, -1));
    }

    void whatIsSetMeanwhileGoesToTheVariantThatWasMade()
    {
        m_engine->answers().hold();
        m_session->addVariant({20}, {{u"option1"_s, u"White"_s}});
        m_session->setValue(m_variants->variantAt(3), u"sku"_s, u"W-1"_s);
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(cell(3, skuColumn), u"W-1"_s);
        makeWhite();
        m_engine->answers().release();
        QTRY_COMPARE(m_engine->edits.size(), size_t(2));
        QVERIFY(m_engine->edits.back().added.isEmpty());
        QCOMPARE(m_engine->edits.back().variantFields,
            (QHash<VariantId, QHash<QString, QString>>{{VariantId{29}, {{u"sku"_s, u"W-1"_s}}}}));
    }

    void aRefusedAdditionIsMendedInItsRow()
    {
        refuse(Sync::FailureKind::BadInput);
        m_session->addVariant({20}, {{u"option1"_s, u"Black"_s}});
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_variants->rowCount(), 4);
        QVERIFY(isDraft(3, 0));
        m_engine->answers().recover();
        QVERIFY(m_variants->setData(m_variants->index(3, optionColumn()), u"White"_s, Qt::EditRole));
        QCOMPARE(m_engine->edits.size(), size_t(2));
        QCOMPARE(
            m_engine->edits.back().added, (QList<Sync::AddedVariant>{{VariantId{20}, {{u"option1"_s, u"White"_s}}}}));
        QCOMPARE(cell(3, 0), u"White"_s);
    }

    void aRefusedAdditionIsForgotten()
    {
        refuse(Sync::FailureKind::BadInput);
        m_session->addVariant({20}, {{u"option1"_s, u"Black"_s}});
        m_session->removeVariant({21});
        QTRY_VERIFY(m_session->saveFailure());
        QTRY_VERIFY(!m_session->isSaving());
        QCOMPARE(m_variants->rowCount(), 4);
        QVERIFY(m_session->isRemoved({21}));
        m_session->discardDrafts();
        QCOMPARE(m_variants->rowCount(), 3);
        QCOMPARE(cell(1, 0), u"Blue"_s);
        QVERIFY(!m_session->hasDrafts());
        QVERIFY(!m_session->saveFailure());
    }

    void anAdditionThatIsNotSavedIsRemovedWithoutATrace()
    {
        refuse(Sync::FailureKind::BadInput);
        m_session->addVariant({20}, {{u"option1"_s, u"Black"_s}});
        QTRY_VERIFY(m_session->saveFailure());
        m_session->removeVariant(m_variants->variantAt(3));
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_variants->rowCount(), 3);
        QVERIFY(!m_session->hasDrafts());
    }

    void aRemovedVariantIsMarkedUntilThatIsSaved()
    {
        const QPersistentModelIndex red = m_variants->index(2, skuColumn);
        m_session->removeVariant({21});
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.front().removed, QList<VariantId>{{21}});
        QCOMPARE(m_variants->rowCount(), 3);
        QCOMPARE(cell(1, 0), u"Blue (removed)"_s);
        QVERIFY(isDraft(1, 0));
        QVERIFY(!(m_variants->index(1, skuColumn).flags() & Qt::ItemIsEditable));
        QVERIFY(m_variants->index(0, skuColumn).flags() & Qt::ItemIsEditable);
        QVERIFY(!m_session->canRemove({21}));
        QVERIFY(!m_variants->isStored(1));
        m_session->setValue(VariantId{21}, u"price"_s, u"1"_s);
        QVERIFY(!m_session->isDraft(VariantId{21}, u"price"_s));
        removeBlue();
        QTRY_COMPARE(m_variants->rowCount(), 2);
        QCOMPARE(red.row(), 1);
        QVERIFY(!m_session->hasDrafts());
    }

    void whatWasSetOfARemovedVariantIsNotSent()
    {
        refuse(Sync::FailureKind::BadInput);
        m_session->setValue(VariantId{21}, u"price"_s, u"x"_s);
        QTRY_VERIFY(m_session->saveFailure());
        m_engine->answers().recover();
        m_session->removeVariant({21});
        QCOMPARE(m_engine->edits.size(), size_t(2));
        QVERIFY(m_engine->edits.back().variantFields.isEmpty());
        QCOMPARE(m_engine->edits.back().removed, QList<VariantId>{{21}});
    }

    void whatSomebodyElseRemovedNeedNotBeRemovedAgain()
    {
        refuse(Sync::FailureKind::Stale);
        m_session->removeVariant({21});
        QTRY_VERIFY(m_session->saveFailure());
        removeBlue();
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(m_variants->rowCount(), 2);
        QVERIFY(!m_session->hasDrafts());
        QVERIFY(!m_session->saveFailure());
    }

    void theLastVariantStays()
    {
        m_session->open({3});
        QTRY_COMPARE(m_variants->rowCount(), 1);
        QVERIFY(!m_session->canRemove({30}));
        m_session->removeVariant({30});
        QVERIFY(m_engine->edits.empty());
    }

    void withoutOptionsNoneCanBeAdded()
    {
        m_reader->details[{3}].optionNames = {u"Title"_s};
        m_reader->details[{3}].variants.first().optionValues = {u"Default Title"_s};
        m_session->open({3});
        QTRY_COMPARE(m_variants->rowCount(), 1);
        QVERIFY(m_session->whyNoVariantCanBeAdded().value_or(QString()).contains(u"option"_s));
        m_session->addVariant({30}, {{u"option1"_s, u"Large"_s}});
        QVERIFY(m_engine->edits.empty());
        QCOMPARE(m_variants->rowCount(), 1);
        m_session->open(EditSession::unsaved);
        QVERIFY(m_session->whyNoVariantCanBeAdded());
        QVERIFY(!m_session->canRemove(EditSession::unsavedVariant));
    }

    void saysWhatIsWrongWithTheValuesOfANewVariant()
    {
        QCOMPARE(m_variants->optionValues(0), QStringList({u"Black"_s, u"Blue"_s, u"Red"_s}));
        QVERIFY(m_variants->whyNotOptionValues({u" "_s}).value_or(QString()).contains(u"Colour"_s));
        QVERIFY(m_variants->whyNotOptionValues({u" blue"_s}));
        QVERIFY(!m_variants->whyNotOptionValues({u"White"_s}));
        m_engine->answers().hold();
        m_session->removeVariant({21});
        QVERIFY(!m_variants->whyNotOptionValues({u"Blue"_s})); // it is about to go
        m_session->addVariant({20}, {{u"option1"_s, u"White"_s}});
        QVERIFY(m_variants->whyNotOptionValues({u"White"_s}));
        m_engine->answers().release();
    }
};

QTEST_GUILESS_MAIN(TestEditVariants)
#include "tst_editvariants.moc"
