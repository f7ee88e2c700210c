#include "models/products/editsession.h"
#include "models/products/facetsmodel.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/metafieldspane.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Models::FacetsModel;

namespace {

const QString colour = u"metafield:custom.colour:single_line_text_field"_s;
const QString theirs = u"metafield:app--1--reviews.stars:rating"_s;

} // namespace

/// Metafields by keyboard.
class TestMetafieldsPane final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::EditSession> m_session;
    std::unique_ptr<MetafieldsPane> m_pane;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        return *m_pane->findChild<Widget *>(name);
    }
    TableView &table() { return find<TableView>(u"metafieldsTable"_s); }
    Sync::ProductDetail &stored() { return m_reader->details[{1}]; }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(3);
        m_engine = std::make_unique<FakeEngine>();
        stored().facets = {{colour, u"blue"_s}, {theirs, u"{}"_s}};
        m_session = std::make_unique<Models::EditSession>(*m_engine, *m_reader);
        m_pane = std::make_unique<MetafieldsPane>(*m_session);
        m_pane->resize(700, 400);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
        m_session->open({1});
        QTRY_COMPARE(m_pane->count(), 2);
    }
    void cleanup()
    {
        m_pane.reset();
        m_session.reset();
    }

    void aValueIsTypedOverInPlace()
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(1, FacetsModel::ValueColumn));
        QTest::keyClick(&table(), Qt::Key_F2);
        auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"red"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields, (QHash<QString, QString>{{colour, u"red"_s}}));
    }

    void textOfSeveralLinesIsWrittenByKeysAlone_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("text") << u"metafield:custom.care:multi_line_text_field"_s;
        QTest::newRow("source") << u"metafield:custom.facts:json"_s;
    }

    void textOfSeveralLinesIsWrittenByKeysAlone()
    {
        QFETCH(QString, field);
        stored().facets = {{field, u"[1,\n2]"_s}};
        m_session->reload();
        QTRY_COMPARE(m_pane->count(), 1);
        QCOMPARE(table().model()->index(0, FacetsModel::ValueColumn).data().toString(), u"[1, 2]"_s);
        table().setFocus();
        table().setCurrentIndex(table().model()->index(0, FacetsModel::ValueColumn));
        QTest::keyClick(&table(), Qt::Key_F2);
        auto *editor = qobject_cast<QPlainTextEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        QCOMPARE(editor->toPlainText(), u"[1,\n2]"_s);
        QCOMPARE(editor->accessibleName(), u"Value"_s);
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, u"[3,"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClicks(editor, u"4]"_s);
        QVERIFY(m_engine->edits.empty());
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields, (QHash<QString, QString>{{field, u"[3,\n4]"_s}}));
        QTRY_VERIFY(table().hasFocus());
    }

    void escapeKeepsTextOfSeveralLines()
    {
        const QString care = u"metafield:custom.care:multi_line_text_field"_s;
        stored().facets = {{care, u"One\nTwo"_s}};
        m_session->reload();
        QTRY_COMPARE(m_pane->count(), 1);
        table().setFocus();
        table().setCurrentIndex(table().model()->index(0, FacetsModel::ValueColumn));
        QTest::keyClick(&table(), Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), u"Three"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(table().hasFocus());
        QVERIFY(m_engine->edits.empty());
        QCOMPARE(m_session->value(care), u"One\nTwo"_s);
    }

    void oneOfSeveralLinesIsAdded()
    {
        auto &text = find<QPlainTextEdit>(u"metafieldText"_s);
        QVERIFY(!text.isVisible());
        QTest::keyClicks(&find<QLineEdit>(u"metafieldName"_s), u"custom.care"_s);
        QTest::keyClicks(&find<QLineEdit>(u"metafieldValue"_s), u"Wash"_s);
        QTest::keyClicks(&find<QComboBox>(u"metafieldType"_s), u"Text of"_s);
        QVERIFY(text.isVisible());
        QVERIFY(!find<QLineEdit>(u"metafieldValue"_s).isVisible());
        QCOMPARE(text.toPlainText(), u"Wash"_s); // what was typed goes along
        text.setFocus();
        text.moveCursor(QTextCursor::End);
        QTest::keyClick(&text, Qt::Key_Return);
        QTest::keyClicks(&text, u"Dry"_s);
        find<QLineEdit>(u"metafieldName"_s).setFocus(); // leaving it adds nothing
        QVERIFY(m_engine->edits.empty());
        text.setFocus();
        QTest::keyClick(&text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).fields,
            (QHash<QString, QString>{{u"metafield:custom.care:multi_line_text_field"_s, u"Wash\nDry"_s}}));
        QVERIFY(text.toPlainText().isEmpty());
    }

    void whatBelongsToAnotherAppOpensNoEditor()
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(0, FacetsModel::ValueColumn));
        QTest::keyClick(&table(), Qt::Key_F2);
        QCOMPARE(QApplication::focusWidget(), &table());
    }

    void oneIsAddedToAVariantByItsNameTypeAndValue()
    {
        auto &add = find<QPushButton>(u"addMetafield"_s);
        auto &value = find<QLineEdit>(u"metafieldValue"_s);
        QVERIFY(!add.isEnabled());
        QTest::keyClicks(&find<QComboBox>(u"metafieldOwner"_s), stored().variants[0].title);
        QTest::keyClicks(&find<QLineEdit>(u"metafieldName"_s), u"custom"_s);
        QTest::keyClicks(&value, u"12"_s);
        QVERIFY(!add.isEnabled()); // a name is a namespace and a key
        QTest::keyClicks(&find<QLineEdit>(u"metafieldName"_s), u".pages"_s);
        QTest::keyClicks(&find<QComboBox>(u"metafieldType"_s), u"Whole"_s);
        QVERIFY(add.isEnabled());
        QTest::keyClick(&value, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(m_engine->edits.at(0).variantFields.value(stored().variants[0].id),
            (QHash<QString, QString>{{u"metafield:custom.pages:number_integer"_s, u"12"_s}}));
        QVERIFY(value.text().isEmpty());
        QVERIFY(find<QLineEdit>(u"metafieldName"_s).hasFocus());
    }

    void oneThatIsRefusedIsStillThereToBeMended()
    {
        m_engine->answers().fail(FakeEngine::EditProduct,
            {Sync::FailureKind::BadInput, u"That is no number."_s, u"Nothing was saved."_s, u"Write digits."_s});
        QTest::keyClicks(&find<QLineEdit>(u"metafieldName"_s), u"custom.pages"_s);
        QTest::keyClicks(&find<QComboBox>(u"metafieldType"_s), u"Whole"_s);
        QTest::keyClicks(&find<QLineEdit>(u"metafieldValue"_s), u"many"_s);
        QTest::keyClick(&find<QLineEdit>(u"metafieldValue"_s), Qt::Key_Return);
        QTRY_VERIFY(m_session->saveFailure());
        QCOMPARE(m_pane->count(), 3);
        QCOMPARE(table().model()->index(2, FacetsModel::ValueColumn).data().toString(), u"many"_s);
    }
};

QTEST_MAIN(TestMetafieldsPane)
#include "tst_metafieldspane.moc"
