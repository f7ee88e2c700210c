#include "models/format/fields.h"
#include "models/format/shopwords.h"
#include "models/products/placementmodel.h"
#include "models/products/shopnameswatch.h"
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

/// What the product that is open is in, by the names the shop has for it.
class TestPlacementModel final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<EditSession> m_session;
    std::unique_ptr<PlacementModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<ShopNamesWatch> m_names;

    QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < m_model->rowCount(); ++row)
            texts += m_model->index(row, column).data().toString();
        return texts;
    }
    QStringList choices() const
    {
        QStringList texts;
        for (const PlacementModel::Choice &choice : m_model->choices())
            texts += choice.text;
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(3);
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<EditSession>(*m_engine, *m_reader);
        m_model = std::make_unique<PlacementModel>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_reader->details[{1}].facets = {{u"publication:9"_s, u"true"_s}, {u"collection:64"_s, u"true"_s},
            {u"smart_collection:128"_s, u"true"_s}, {u"collection:999"_s, u"true"_s}, {u"category:standard"_s, u"el"_s},
            {u"metafield:custom.colour:single_line_text_field"_s, u"blue"_s}};
        m_names = std::make_unique<ShopNamesWatch>(*m_reader);
        connect(m_names.get(), &ShopNamesWatch::changed, m_model.get(), &PlacementModel::showNames);
        QSignalSpy known(m_names.get(), &ShopNamesWatch::changed);
        QVERIFY(known.wait());
        m_session->open({1});
        QTRY_VERIFY(m_session->detail());
    }
    void cleanup()
    {
        m_names.reset();
        m_tester.reset();
        m_model.reset();
        m_session.reset();
        setShopWords({});
    }

    void collectionsComeFirstByName()
    {
        // One that no pull has named yet is shown by its number.
        QCOMPARE(column(PlacementModel::NameColumn),
            (QStringList{u"999"_s, u"Everything for Writing"_s, u"Staff Picks"_s, u"Online Store"_s}));
        QCOMPARE(column(PlacementModel::SortColumn),
            (QStringList{u"Collection"_s, u"Collection by rules"_s, u"Collection"_s, u"Sales channel"_s}));
    }

    void onlyWhatItIsNotInAndCanBePutInIsOffered()
    {
        QCOMPARE(choices(), (QStringList{u"Collection Back to School"_s, u"Sales Channel Point of Sale"_s}));
        m_model->putIn(u"collection:65"_s);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields, (QHash<QString, QString>{{u"collection:65"_s, u"true"_s}}));
    }

    void whatIsTakenOutIsSavedAsNothing()
    {
        const QModelIndex picks = m_model->index(2, 0);
        QVERIFY(m_model->canTakeOut({picks, m_model->index(3, 0)}));
        m_model->takeOut({picks, m_model->index(2, 1)});
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields, (QHash<QString, QString>{{u"collection:64"_s, QString()}}));
    }

    void whatChoosesByRulesStays()
    {
        const QModelIndex smart = m_model->index(1, 0);
        QVERIFY(!m_model->canTakeOut({smart}));
        QVERIFY(!m_model->canTakeOut({m_model->index(2, 0), smart}));
        QVERIFY(!m_model->canTakeOut({}));
        QVERIFY(smart.data(Qt::ToolTipRole).toString().contains(u"rules"_s));
        QVERIFY(smart.data(Qt::AccessibleTextRole).toString().contains(u"rules"_s));
    }

    void whatCouldNotBeSavedIsStillThere()
    {
        m_engine->answers().fail(FakeEngine::EditProduct,
            {Sync::FailureKind::BadInput, u"The shop has no such sales channel."_s, u"Nothing was saved."_s,
                u"Pull."_s});
        m_model->putIn(u"publication:10"_s);
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_model->rowCount(), 5);
        const QModelIndex draft = m_model->index(4, 0);
        QCOMPARE(draft.data().toString(), u"Point of Sale"_s);
        QVERIFY(draft.data(DraftRole).toBool());
    }

    void otherPagesSayTheNamesToo()
    {
        QCOMPARE(fieldLabel(u"collection:64", false), u"Collection Staff Picks"_s);
        QCOMPARE(fieldLabel(u"smart_collection:128", false), u"Smart Collection Everything for Writing"_s);
        QCOMPARE(fieldLabel(u"publication:77", false), u"Sales Channel 77"_s);
        QCOMPARE(fieldLabel(u"stock:70", true), u"Stock at Main Warehouse"_s);
        QCOMPARE(fieldLabel(u"stock:71", true), u"Stock at Location 71"_s);
        QCOMPARE(fieldText(u"category:standard", u"el"_s), u"Electronics"_s);
        QCOMPARE(fieldText(u"category:standard", u"os-4"_s), u"os-4"_s);
    }

    void aNewNameIsShownAfterAPull()
    {
        m_reader->names.facets.insert(u"collection:999"_s, u"Clearance"_s);
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(column(PlacementModel::NameColumn).constFirst(), u"Clearance"_s);
    }
};

QTEST_GUILESS_MAIN(TestPlacementModel)
#include "tst_placementmodel.moc"
