#include "models/products/facetsmodel.h"
#include "sync/api/isolated.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Models;
using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;

namespace {

const QString colour = u"metafield:custom.colour:single_line_text_field"_s;
const QString theirs = u"metafield:app--1--reviews.stars:rating"_s;

} // namespace

/// The metafields of the product that is open.
class TestFacetsModel final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<EditSession> m_session;
    std::unique_ptr<FacetsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    Sync::ProductDetail &stored() { return m_reader->details[{1}]; }
    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(3);
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<EditSession>(*m_engine, *m_reader);
        m_model = std::make_unique<FacetsModel>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        stored().facets = {{colour, u"blue <b>"_s}, {theirs, u"{}"_s}, {u"collection:5"_s, u"true"_s},
            {u"category:standard"_s, u"el"_s}, {u"media:image:7"_s, u"true"_s}, {u"media:order"_s, u"7"_s},
            {u"media:status:7"_s, u"ready"_s}};
        stored().variants[0].facets = {{u"metafield:custom.fragile:boolean"_s, u"true"_s}};
        m_session->open({1});
        QTRY_VERIFY(m_session->detail());
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_session.reset();
        m_engine.reset();
        m_reader.reset();
    }

    void showsWhoseWhatAndItsValue()
    {
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(text(0, FacetsModel::NameColumn), u"app--1--reviews.stars"_s);
        QCOMPARE(text(1, FacetsModel::OwnerColumn), u"Product"_s);
        QCOMPARE(text(1, FacetsModel::NameColumn), u"custom.colour"_s);
        QCOMPARE(text(1, FacetsModel::TypeColumn), u"Text"_s);
        QCOMPARE(text(1, FacetsModel::ValueColumn), u"blue <b>"_s);
        QCOMPARE(text(2, FacetsModel::OwnerColumn), stored().variants[0].title);
        QCOMPARE(text(2, FacetsModel::ValueColumn), u"yes"_s);
    }

    void aValueSetIsSavedForItsOwner()
    {
        QVERIFY(m_model->setData(m_model->index(1, FacetsModel::ValueColumn), u"red"_s, Qt::EditRole));
        QCOMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields.value(colour), u"red"_s);
        QVERIFY(m_model->index(1, FacetsModel::ValueColumn).data(DraftRole).toBool());
        ++stored().contentVersion;
        stored().facets[colour] = u"red"_s;
        QTRY_VERIFY(!m_session->hasDrafts());
        QVERIFY(m_model->setData(m_model->index(2, FacetsModel::ValueColumn), QString(), Qt::EditRole));
        QTRY_COMPARE(m_engine->edits.size(), size_t(2));
        QCOMPARE(m_engine->edits.at(1).variantFields.value(stored().variants[0].id).size(), 1);
    }

    void whatCannotBeWrittenSaysWhyAndCannotBeEdited()
    {
        const QModelIndex value = m_model->index(0, FacetsModel::ValueColumn);
        QVERIFY(!(value.flags() & Qt::ItemIsEditable));
        QVERIFY(value.data(Qt::ToolTipRole).toString().contains(u"another app"_s));
        QVERIFY(!m_model->setData(value, u"x"_s, Qt::EditRole));
        QVERIFY(m_engine->edits.empty());
        QVERIFY(m_model->index(1, FacetsModel::ValueColumn).flags() & Qt::ItemIsEditable);
        QVERIFY(!(m_model->index(1, FacetsModel::NameColumn).flags() & Qt::ItemIsEditable));
    }

    void oneThatWasRefusedStaysInSightUntilItIsGivenUp()
    {
        const QString added = u"metafield:custom.size:number_integer"_s;
        m_engine->answers().fail(FakeEngine::EditProduct,
            {Sync::FailureKind::BadInput, u"That is no number."_s, u"Nothing was saved."_s, u"Write digits."_s});
        m_session->setValue(added, u"large"_s);
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(text(2, FacetsModel::NameColumn), u"custom.size"_s);
        QCOMPARE(text(2, FacetsModel::ValueColumn), u"large"_s);
        QVERIFY(m_model->index(2, FacetsModel::ValueColumn).data(DraftRole).toBool());
        m_session->discardDrafts();
        QCOMPARE(m_model->rowCount(), 3);
    }

    void stockIsEditedWhereItLiesOrMayCome()
    {
        stored().locations = {{{701}, u"Shop Vienna"_s}, {{702}, u"Shop Graz"_s},
            {{703}, u"Depot"_s, true, u"ShipFast"_s}, {{704}, u"Closed"_s, false}};
        stored().variants[0].facets = {{u"stock:701"_s, u"7"_s}, {u"stock:703"_s, u"9"_s}};
        const int ofOthers = int(stored().variants.size() - 1) * 2;
        m_session->reload();
        QTRY_COMPARE(m_model->rowCount(), 2 + 3 + ofOthers);
        QCOMPARE(text(2, FacetsModel::NameColumn), u"Stock at "_s + Sync::isolated(u"Shop Vienna"_s));
        QCOMPARE(text(2, FacetsModel::ValueColumn), u"7"_s);
        QCOMPARE(text(3, FacetsModel::ValueColumn), u"not stocked here"_s);
        QVERIFY(m_model->setData(m_model->index(3, FacetsModel::ValueColumn), u"5"_s, Qt::EditRole));
        QCOMPARE(m_engine->edits.at(0).variantFields.value(stored().variants[0].id).value(u"stock:702"_s), u"5"_s);
        const QModelIndex managed = m_model->index(4, FacetsModel::ValueColumn);
        QVERIFY(!(managed.flags() & Qt::ItemIsEditable));
        QVERIFY(managed.data(Qt::ToolTipRole).toString().contains(u"ShipFast"_s));
    }

    void untrackedStockSaysWhyItCannotBeEdited()
    {
        stored().locations = {{{701}, u"Shop Vienna"_s}, {{702}, u"Shop Graz"_s}};
        for (Sync::VariantDetail &variant : stored().variants)
            variant.isTracked = false;
        stored().variants[0].facets = {{u"stock:701"_s, u"0"_s}};
        m_session->reload();
        QTRY_COMPARE(m_model->rowCount(), 3);
        const auto value = [this] { return m_model->index(2, FacetsModel::ValueColumn); };
        QTRY_VERIFY(!(value().flags() & Qt::ItemIsEditable));
        QVERIFY(value().data(Qt::ToolTipRole).toString().contains(u"does not track"_s));
    }

    void otherValuesAreNoReset()
    {
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        stored().facets[colour] = u"green"_s;
        m_session->reload();
        QTRY_COMPARE(text(1, FacetsModel::ValueColumn), u"green"_s);
        QCOMPARE(resets.size(), 0);
        stored().facets.remove(colour);
        m_session->reload();
        QTRY_COMPARE(m_model->rowCount(), 2);
        QCOMPARE(resets.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFacetsModel)
#include "tst_facetsmodel.moc"
