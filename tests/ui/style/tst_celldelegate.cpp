#include "models/format/badge.h"
#include "models/paging/pagedmodel.h"
#include "ui/style/celldelegate.h"
#include "ui/style/colours.h"

#include <QHelpEvent>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace Ui;

class TestCellDelegate final : public QObject
{
    Q_OBJECT

private:
    static constexpr int width = 160;
    static constexpr int height = 30;

    /// The columns of pixels that differ from the ground, first and last.
    static QPair<int, int> inkOf(const QImage &image)
    {
        const QRgb ground = image.pixel(width / 2, 0);
        int first = width;
        int last = -1;
        for (int x = 0; x < image.width(); ++x)
            for (int y = 0; y < image.height(); ++y)
                if (image.pixel(x, y) != ground) {
                    first = std::min(first, x);
                    last = std::max(last, x);
                }
        return {first, last};
    }
    static QImage paint(const QStandardItem &item, Scheme scheme, Qt::LayoutDirection direction,
        QStyle::State state = QStyle::State_Enabled)
    {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(colours(scheme).surface);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = {0, 0, width, height};
        option.palette = paletteFor(scheme);
        option.direction = direction;
        option.state = state;
        option.fontMetrics = QFontMetrics(option.font);
        CellDelegate().paint(&painter, option, item.index());
        return image;
    }

private Q_SLOTS:
    void aRefreshLeavesWhatIsBeingTyped()
    {
        QStandardItemModel model(2, 2);
        model.setData(model.index(0, 0), u"stored"_s);
        QTableView table;
        CellDelegate delegate;
        table.setItemDelegate(&delegate);
        table.setModel(&model);
        table.show();
        const auto refresh = [&model](const QString &value) {
            {
                const QSignalBlocker quiet(&model);
                model.setData(model.index(0, 0), value);
            }
            Q_EMIT model.dataChanged(model.index(0, 0), model.index(1, 1));
        };
        table.edit(model.index(0, 0));
        auto *editor = table.findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        refresh(u"stored by another desk"_s);
        QCOMPARE(editor->text(), u"stored by another desk"_s); // nothing was typed yet
        editor->selectAll();
        QTest::keyClicks(editor, u"typed"_s);
        refresh(u"stored again"_s);
        QCOMPARE(editor->text(), u"typed"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(model.index(0, 0).data().toString(), u"typed"_s);
    }

    void leadingTextAndSignsChangeSidesInRightToLeftLayouts_data()
    {
        QTest::addColumn<bool>("isBadge");
        QTest::newRow("text") << false;
        QTest::newRow("state") << true;
    }

    void leadingTextAndSignsChangeSidesInRightToLeftLayouts()
    {
        QFETCH(bool, isBadge);
        QStandardItemModel model;
        auto *item = new QStandardItem(u"abc"_s);
        model.setItem(0, item);
        item->setData(int(Qt::AlignLeading | Qt::AlignVCenter), Qt::TextAlignmentRole);
        if (isBadge)
            item->setData(QVariant::fromValue(Models::badgeFor(Sync::SyncStatus::Synced)), Models::BadgeRole);
        const auto left = inkOf(paint(*item, Scheme::Light, Qt::LeftToRight));
        const auto right = inkOf(paint(*item, Scheme::Light, Qt::RightToLeft));
        QVERIFY(left.first < 20);
        QVERIFY(left.second < width - 20);
        QVERIFY(right.first > 20);
        QVERIFY(right.second > width - 20);
    }

    void selectionAndFocusAreSeenInBothSchemes()
    {
        QStandardItemModel model;
        auto *item = new QStandardItem(u"abc"_s);
        model.setItem(0, item);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QImage plain = paint(*item, scheme, Qt::LeftToRight);
            const QImage selected
                = paint(*item, scheme, Qt::LeftToRight, QStyle::State_Enabled | QStyle::State_Selected);
            const QImage focused
                = paint(*item, scheme, Qt::LeftToRight, QStyle::State_Enabled | QStyle::State_HasFocus);
            QCOMPARE(selected.pixelColor(width - 3, height / 2), colours(scheme).selection);
            QCOMPARE(focused.pixelColor(width / 2, 1), colours(scheme).accent);
            QVERIFY(plain != selected && plain != focused);
            QVERIFY(contrast(colours(scheme).text, colours(scheme).selection) >= 4.5);
            QVERIFY(contrast(colours(scheme).accent, colours(scheme).surface) >= 3);
            for (const auto tone : {Models::Tone::Good, Models::Tone::Info, Models::Tone::Attention, Models::Tone::Bad})
                QVERIFY(contrast(toneColour(colours(scheme), tone), colours(scheme).selection) >= 3);
        }
    }

    void longTextIsCutAndMarkupIsText()
    {
        QStandardItemModel model;
        auto *item = new QStandardItem(u"<b>"_s + QString(500, u'm'));
        model.setItem(0, item);
        const auto ink = inkOf(paint(*item, Scheme::Light, Qt::LeftToRight));
        QVERIFY(ink.second < width - 4);
        item->setText(u"<b></b>"_s);
        QVERIFY(inkOf(paint(*item, Scheme::Light, Qt::LeftToRight)).second > 30);
    }

    void whatIsCutOffIsToldBeforeWhatTheModelSays_data()
    {
        QTest::addColumn<int>("room");
        QTest::addColumn<QString>("tip");
        QTest::addColumn<QString>("told");
        QTest::newRow("cut") << 60 << QString() << u"A long <b>name</b> of a picture"_s;
        QTest::newRow("cut, with a word on it")
            << 60 << u"Not saved yet."_s << u"A long <b>name</b> of a picture\nNot saved yet."_s;
        QTest::newRow("whole") << 400 << u"Not saved yet."_s << u"Not saved yet."_s;
        QTest::newRow("whole, nothing to say") << 400 << QString() << QString();
    }

    void whatIsCutOffIsToldBeforeWhatTheModelSays()
    {
        QFETCH(int, room);
        QFETCH(QString, tip);
        QFETCH(QString, told);
        QStandardItemModel model;
        auto *item = new QStandardItem(u"A long <b>name</b> of a picture"_s);
        item->setToolTip(tip);
        model.setItem(0, item);
        QTableView table;
        CellDelegate delegate;
        table.setItemDelegate(&delegate);
        table.setModel(&model);
        table.setColumnWidth(0, room);
        table.resize(500, 100);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
        const QPoint place = table.visualRect(item->index()).center();
        QHelpEvent help(QEvent::ToolTip, place, table.viewport()->mapToGlobal(place));
        QApplication::sendEvent(table.viewport(), &help);
        QCOMPARE(QToolTip::isVisible(), !told.isEmpty());
        if (!told.isEmpty())
            QCOMPARE(QToolTip::text(), told);
    }

    void textOfSeveralLinesIsWrittenInAnEditorWithRoomForIt()
    {
        QStandardItemModel model(3, 2);
        model.setData(model.index(2, 1), u"One\r\nTwo"_s);
        model.setData(model.index(2, 1), true, Models::MultiLineRole);
        QTableView table;
        CellDelegate delegate;
        table.setItemDelegate(&delegate);
        table.setModel(&model);
        table.resize(300, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        const auto open = [&] {
            table.setCurrentIndex(model.index(2, 1));
            QTest::keyClick(&table, Qt::Key_F2);
            return table.findChild<QPlainTextEdit *>(u"cellEditor"_s);
        };
        QPlainTextEdit *editor = open();
        QVERIFY(editor);
        QCOMPARE(editor->toPlainText(), u"One\nTwo"_s);
        QCOMPARE(editor->width(), table.viewport()->width());
        QVERIFY(editor->height() > 4 * editor->fontMetrics().lineSpacing());
        QVERIFY(table.viewport()->rect().contains(editor->geometry()));
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!table.findChild<QPlainTextEdit *>());
        QCOMPARE(model.index(2, 1).data().toString(), u"One\r\nTwo"_s); // nothing was typed
        editor = open();
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClicks(editor, u"Three"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QTRY_VERIFY(!table.findChild<QPlainTextEdit *>());
        QCOMPARE(model.index(2, 1).data().toString(), u"One\r\nTwo"_s);
        editor = open();
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClicks(editor, u"Three"_s);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(model.index(2, 1).data().toString(), u"One\nTwo\nThree"_s);
        QTRY_VERIFY(table.hasFocus());
    }

    void draftsAndPlaceholdersAreMarked()
    {
        QStandardItemModel model;
        auto *item = new QStandardItem(u"abc"_s);
        model.setItem(0, item);
        const QImage plain = paint(*item, Scheme::Light, Qt::LeftToRight);
        item->setData(true, Models::DraftRole);
        QVERIFY(paint(*item, Scheme::Light, Qt::LeftToRight) != plain);
        item->setData(false, Models::DraftRole);
        item->setData(true, Models::PlaceholderRole);
        QVERIFY(paint(*item, Scheme::Light, Qt::LeftToRight) != plain);
    }
};

QTEST_MAIN(TestCellDelegate)
#include "tst_celldelegate.moc"
