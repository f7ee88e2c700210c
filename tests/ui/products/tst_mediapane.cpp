#include "models/paging/pagedmodel.h"
#include "models/products/editsession.h"
#include "models/products/mediamodel.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/mediapane.h"
#include "ui/widgets/tableview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;
using Models::MediaModel;

namespace {

const QString address = u"https://example.com/blue.jpg"_s;

} // namespace

/// Media by keyboard: described, moved, taken off, added.
class TestMediaPane final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::EditSession> m_session;
    std::unique_ptr<MediaPane> m_pane;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        return *m_pane->findChild<Widget *>(name);
    }
    TableView &table() { return find<TableView>(u"mediaTable"_s); }
    QString cell(int row, MediaModel::Column column) { return table().model()->index(row, column).data().toString(); }
    /// All that was sent to be saved.
    QHash<QString, QString> sent()
    {
        QHash<QString, QString> all;
        for (const Sync::ProductEdit &edit : m_engine->edits)
            all.insert(edit.fields);
        return all;
    }
    void choose(int row, MediaModel::Column column)
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(row, column));
    }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(3);
        m_engine = std::make_unique<FakeEngine>();
        m_reader->details[{1}].facets = {{u"media:image:12"_s, u"true"_s}, {u"media:alt:12"_s, u"A pen"_s},
            {u"media:address:12"_s, u"https://cdn.example.com/pen.jpg?v=1"_s}, {u"media:status:12"_s, u"ready"_s},
            {u"media:video:7"_s, u"true"_s}, {u"media:status:7"_s, u"failed"_s}, {u"media:order"_s, u"12 7"_s}};
        m_session = std::make_unique<Models::EditSession>(*m_engine, *m_reader);
        m_pane = std::make_unique<MediaPane>(*m_session);
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

    void theyAreListedInTheirOrderAndInWords()
    {
        QCOMPARE(cell(0, MediaModel::PlaceColumn), u"1"_s);
        QCOMPARE(cell(0, MediaModel::MediumColumn), u"Image pen.jpg"_s);
        QCOMPARE(cell(0, MediaModel::AltColumn), u"A pen"_s);
        QCOMPARE(cell(0, MediaModel::StateColumn), u"In Shopify"_s);
        QCOMPARE(cell(1, MediaModel::MediumColumn), u"Video 7"_s);
        QCOMPARE(cell(1, MediaModel::StateColumn), u"Failed"_s);
        const QModelIndex failed = table().model()->index(1, MediaModel::StateColumn);
        QCOMPARE(failed.data(Models::BadgeRole).value<Models::Badge>().shape, Models::Shape::Square);
        QVERIFY(failed.data(Qt::ToolTipRole).toString().contains(u"could not load"_s));
    }

    void filesThatAreCalledAlikeAreToldApart()
    {
        const QString added = u"https://example.com/own/pen.jpg"_s;
        auto &facets = m_reader->details[{2}].facets;
        facets = {{u"media:image:12"_s, u"true"_s}, {u"media:address:12"_s, u"https://cdn.example.com/pen.jpg?v=1"_s},
            {u"media:image:13"_s, u"true"_s}, {u"media:address:13"_s, u"https://cdn.example.com/cap.jpg?v=1"_s},
            {u"media:image:"_s + added, u"true"_s}, {u"media:order"_s, u"12 13 "_s + added}};
        m_session->open({2});
        QTRY_COMPARE(m_pane->count(), 3);
        QCOMPARE(cell(0, MediaModel::MediumColumn), u"Image pen.jpg (12)"_s);
        QCOMPARE(cell(1, MediaModel::MediumColumn), u"Image cap.jpg"_s);
        QCOMPARE(cell(2, MediaModel::MediumColumn), u"Image pen.jpg (%1)"_s.arg(added));
    }

    void aTextIsTypedOverInPlace()
    {
        choose(0, MediaModel::AltColumn);
        QTest::keyClick(&table(), Qt::Key_F2);
        auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"An open pen"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_engine->edits.size(), size_t(1));
        QCOMPARE(sent(), (QHash<QString, QString>{{u"media:alt:12"_s, u"An open pen"_s}}));
    }

    void oneIsMovedByKeysAndByButtons()
    {
        choose(1, MediaModel::AltColumn);
        QVERIFY(!find<QPushButton>(u"moveMediumDown"_s).isEnabled());
        QTest::keyClick(&table(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(sent().value(u"media:order"_s), u"7 12"_s);
        QCOMPARE(cell(0, MediaModel::MediumColumn), u"Video 7"_s);
        QCOMPARE(table().currentIndex().row(), 0);
        QVERIFY(!find<QPushButton>(u"moveMediumUp"_s).isEnabled());
        QVERIFY(find<QPushButton>(u"moveMediumDown"_s).isEnabled());
    }

    void oneIsTakenOffWithItsText()
    {
        choose(0, MediaModel::MediumColumn);
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_COMPARE(sent().size(), 3);
        QCOMPARE(sent(),
            (QHash<QString, QString>{{u"media:image:12"_s, {}}, {u"media:alt:12"_s, {}}, {u"media:order"_s, u"7"_s}}));
        QCOMPARE(m_pane->count(), 1);
        QCOMPARE(table().currentIndex().row(), 0);
    }

    void oneIsAddedByItsAddressAndItsText()
    {
        auto &add = find<QPushButton>(u"addMedium"_s);
        auto &typed = find<QLineEdit>(u"mediumAddress"_s);
        QVERIFY(!add.isEnabled());
        QTest::keyClicks(&typed, u"blue.jpg"_s);
        QVERIFY(!add.isEnabled()); // no address
        typed.clear();
        QTest::keyClicks(&typed, address);
        QVERIFY(add.isEnabled());
        QTest::keyClicks(&find<QLineEdit>(u"mediumAlt"_s), u"A blue pen"_s);
        QTest::keyClick(&find<QLineEdit>(u"mediumAlt"_s), Qt::Key_Return);
        QTRY_COMPARE(sent().size(), 3);
        QCOMPARE(sent(),
            (QHash<QString, QString>{{u"media:image:"_s + address, u"true"_s},
                {u"media:alt:"_s + address, u"A blue pen"_s}, {u"media:order"_s, u"12 7 "_s + address}}));
        QCOMPARE(cell(2, MediaModel::MediumColumn), u"Image blue.jpg"_s);
        QCOMPARE(cell(2, MediaModel::StateColumn), u"To be added"_s);
        QVERIFY(typed.text().isEmpty());
        QVERIFY(typed.hasFocus());
        QTest::keyClicks(&typed, address);
        QVERIFY(!add.isEnabled()); // it is there already
    }
};

QTEST_MAIN(TestMediaPane)
#include "tst_mediapane.moc"
