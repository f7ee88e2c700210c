#include "ui/style/labels.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QImage>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;

/// Buttons as they are drawn.
class TestLabels final : public QObject
{
    Q_OBJECT

private:
    Theme m_theme{*qApp};
    QMenu m_menu;

    QImage drawn(ButtonKind kind, const QString &text, const QString &icon, bool hasMenu, QSize size = {})
    {
        std::unique_ptr<QPushButton> made(button(text, u"made"_s, kind, icon, nullptr));
        if (hasMenu)
            made->setMenu(&m_menu);
        made->ensurePolished();
        made->resize(size.isValid() ? size : made->sizeHint());
        return made->grab().toImage();
    }

    /// The columns in which two pictures of the same size differ.
    static QList<int> differing(const QImage &one, const QImage &other)
    {
        QList<int> columns;
        for (int x = 0; x < one.width(); ++x)
            for (int y = 0; y < one.height(); ++y)
                if (one.pixel(x, y) != other.pixel(x, y)) {
                    columns += x;
                    break;
                }
        return columns;
    }

private Q_SLOTS:
    void theChevronOfAMenuHasRoomOfItsOwn_data()
    {
        QTest::addColumn<ButtonKind>("kind");
        QTest::addColumn<QString>("icon");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const auto &[direction, way] :
            {std::pair{Qt::LeftToRight, "left to right"}, {Qt::RightToLeft, "right to left"}})
            for (const auto &[kind, name] : {std::pair{ButtonKind::Normal, "normal"}, {ButtonKind::Flat, "flat"}})
                for (const QString &icon : {QString(), u"columns"_s})
                    QTest::addRow("%s, %s, %s", name, icon.isEmpty() ? "text" : "icon and text", way)
                        << kind << icon << direction;
    }

    void theChevronOfAMenuHasRoomOfItsOwn()
    {
        QFETCH(ButtonKind, kind);
        QFETCH(QString, icon);
        QFETCH(Qt::LayoutDirection, direction);
        QApplication::setLayoutDirection(direction);
        const QImage whole = drawn(kind, u"Columns"_s, icon, true);
        const QSize size = whole.deviceIndependentSize().toSize();
        const QImage chevron = drawn(kind, {}, {}, true, size);
        const QList<int> ofChevron = differing(chevron, drawn(kind, {}, {}, false, size));
        const QList<int> ofText = differing(whole, chevron);
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QVERIFY(!ofChevron.isEmpty());
        QVERIFY(!ofText.isEmpty());
        if (direction == Qt::LeftToRight)
            QVERIFY2(ofText.last() + 2 < ofChevron.first(),
                qPrintable(u"%1, %2"_s.arg(ofText.last()).arg(ofChevron.first())));
        else
            QVERIFY2(ofChevron.last() + 2 < ofText.first(),
                qPrintable(u"%1, %2"_s.arg(ofChevron.last()).arg(ofText.first())));
        // The padding on the other side stays free.
        QVERIFY(ofText.first() >= 4);
        QVERIFY(ofText.last() <= whole.width() - 5);
    }
};

QTEST_MAIN(TestLabels)
#include "tst_labels.moc"
