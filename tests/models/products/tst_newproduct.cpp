#include "models/products/deletedproductsmodel.h"
#include "models/products/editsession.h"
#include "models/products/variantsmodel.h"
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

/// A product that does not exist yet, in the session that edits those that do; and the list of those that are gone.
class TestNewProduct final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<EditSession> m_session;

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(20);
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<EditSession>(*m_engine, *m_reader);
    }

    void cleanup()
    {
        m_session.reset();
        m_engine.reset();
        m_reader.reset();
    }

    void aNewProductIsOpenAtOnceAndAsksNobody()
    {
        m_session->open(EditSession::unsaved);
        QVERIFY(m_session->isNew());
        QVERIFY(m_session->canEdit());
        QCOMPARE(m_session->value(u"status"_s), u"draft"_s);
        VariantsModel variants(*m_session);
        QAbstractItemModelTester tester(&variants, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(variants.rowCount(), 1);
        m_session->reload();
        Q_EMIT m_reader->catalogueChanged();
        QCOMPARE(m_reader->answers().asked(FakeReader::ProductDetail), 0);
        QCOMPARE(m_session->unsavedProducts(), 0);
    }

    void whatIsSetIsKeptUntilTheProductIsMade()
    {
        m_session->open(EditSession::unsaved);
        m_session->setValue(u"title"_s, u"Pencil"_s);
        m_session->setValue(EditSession::unsavedVariant, u"price"_s, u"1.50"_s);
        QVERIFY(m_engine->edits.empty());
        QCOMPARE(m_session->unsavedProducts(), 1);
        m_session->open({2});
        QTRY_VERIFY(m_session->detail());
        QVERIFY(!m_session->hasDrafts());
        m_session->open(EditSession::unsaved);
        QCOMPARE(m_session->value(u"title"_s), u"Pencil"_s);

        QSignalSpy created(m_session.get(), &EditSession::created);
        m_engine->createReport = {{3}, {u"Odd."_s}};
        m_session->create();
        QCOMPARE(m_engine->newProducts.size(), size_t(1));
        QCOMPARE(m_engine->newProducts.front(),
            (Sync::NewProduct{{{u"title"_s, u"Pencil"_s}}, {{{u"price"_s, u"1.50"_s}}}}));
        QVERIFY(!m_session->canEdit());
        m_session->setValue(u"title"_s, u"Too late"_s);
        m_session->create(); // asked for twice, made once
        QTRY_COMPARE(created.count(), 1);
        QCOMPARE(m_engine->newProducts.size(), size_t(1));
        QCOMPARE(m_session->product(), Sync::ProductId{3});
        QCOMPARE(m_session->remarks(), QStringList{u"Odd."_s});
        QCOMPARE(m_session->unsavedProducts(), 0);
        m_session->open(EditSession::unsaved);
        QCOMPARE(m_session->value(u"title"_s), QString());
    }

    void aFailureKeepsEverythingAndCanBeTriedAgain()
    {
        m_engine->answers().fail(FakeEngine::CreateProduct, {Sync::FailureKind::DatabaseUnreachable, u"Gone."_s});
        m_session->open(EditSession::unsaved);
        m_session->setValue(u"title"_s, u"Pencil"_s);
        m_session->create();
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_session->value(u"title"_s), u"Pencil"_s);
        QVERIFY(m_session->canEdit());
        m_engine->answers().recover();
        m_engine->createReport = {{3}, {}};
        m_session->saveAgain();
        QTRY_COMPARE(m_session->product(), Sync::ProductId{3});
    }

    void anAnswerThatComesWhileAnotherIsOpenLeavesThePersonThere()
    {
        QSignalSpy created(m_session.get(), &EditSession::created);
        QSignalSpy elsewhere(m_session.get(), &EditSession::savedElsewhereFailed);
        m_engine->answers().hold();
        m_session->open(EditSession::unsaved);
        m_session->setValue(u"title"_s, u"Pencil"_s);
        m_engine->createReport = {{3}, {}};
        m_session->create();
        m_session->open({2});
        m_engine->answers().release();
        QTRY_COMPARE(created.count(), 1);
        QCOMPARE(m_session->product(), Sync::ProductId{2});
        m_engine->answers().fail(FakeEngine::CreateProduct, {Sync::FailureKind::BadInput, u"No."_s});
        m_session->open(EditSession::unsaved);
        m_session->setValue(u"title"_s, u"x"_s);
        m_session->create();
        m_session->open({2});
        QTRY_COMPARE(elsewhere.count(), 1);
        QCOMPARE(m_session->unsavedProducts(), 1);
    }

    void aProductThatIsGoneIsForgottenWithItsDrafts()
    {
        m_engine->answers().fail(FakeEngine::EditProduct, {Sync::FailureKind::BadInput, u"No."_s});
        m_session->open({1});
        QTRY_VERIFY(m_session->detail());
        m_session->setValue(u"title"_s, {});
        QTRY_COMPARE(m_session->unsavedProducts(), 1);
        m_session->forget({1});
        QCOMPARE(m_session->unsavedProducts(), 0);
        QVERIFY(!m_session->product().isValid());
        QVERIFY(!m_session->detail());
    }

    void deletedProductsAreListedAndFollowTheCatalogue()
    {
        m_reader->deleted = {{{81}, u"Gone\nfar"_s, u"G-1"_s, {9}, u"Anna"_s, QDateTime::currentDateTimeUtc()}};
        DeletedProductsModel model(*m_reader);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.productAt(0), Sync::ProductId{81});
        QCOMPARE(model.index(0, 0).data().toString(), u"Gone far"_s);
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"Title, Gone far"_s);
        QCOMPARE(model.index(0, 4).data().toString(), u"Was linked"_s);
        m_reader->answers().failAll({Sync::FailureKind::DatabaseError, u"No."_s});
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(model.loadState(), LoadState::Failed);
        QCOMPARE(model.rowCount(), 1);
        m_reader->answers().recover();
        m_reader->deleted.clear();
        Q_EMIT m_reader->catalogueChanged();
        QTRY_COMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNewProduct)
#include "tst_newproduct.moc"
