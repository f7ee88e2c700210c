#include "ui/style/colours.h"
#include "ui/style/markstyle.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStyleOption>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Ui;

/// The ticks and radio buttons as they are drawn.
class TestMarkStyle final : public QObject
{
    Q_OBJECT

private:
    MarkStyle m_style;

    QImage drawn(QStyle::PrimitiveElement element, Scheme scheme, QStyle::State state)
    {
        const int side = m_style.pixelMetric(QStyle::PM_IndicatorWidth);
        QImage image(side, side, QImage::Format_ARGB32);
        image.fill(colours(scheme).surface);
        QStyleOptionButton option;
        option.palette = paletteFor(scheme);
        option.rect = image.rect();
        option.state = state | QStyle::State_Enabled;
        QPainter painter(&image);
        m_style.drawPrimitive(element, &option, &painter);
        return image;
    }

    static double strongestContrast(const QImage &image, const QColor &against)
    {
        double strongest = 1;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                strongest = std::max(strongest, contrast(image.pixelColor(x, y), against));
        return strongest;
    }

private Q_SLOTS:
    void aMarkIsSeen_data()
    {
        QTest::addColumn<int>("element");
        QTest::addColumn<int>("scheme");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            for (const auto &[element, name] : {std::pair{QStyle::PE_IndicatorCheckBox, "check box"},
                     {QStyle::PE_IndicatorRadioButton, "radio button"},
                     {QStyle::PE_IndicatorItemViewItemCheck, "check box of a row"}})
                QTest::addRow("%s %s", name, scheme == Scheme::Dark ? "dark" : "light") << int(element) << int(scheme);
    }

    void aMarkIsSeen()
    {
        QFETCH(int, element);
        QFETCH(int, scheme);
        const Colours &c = colours(Scheme(scheme));
        const auto look
            = [&](QStyle::State state) { return drawn(QStyle::PrimitiveElement(element), Scheme(scheme), state); };
        const QImage empty = look(QStyle::State_Off);
        const QImage ticked = look(QStyle::State_On);
        QCOMPARE_GE(strongestContrast(empty, c.surface), 3.0);
        QCOMPARE_GE(strongestContrast(ticked, c.surface), 3.0);
        // Ticked it is told by its fill and by the sign on it, not by either alone.
        QCOMPARE_GE(strongestContrast(ticked, c.accent), 3.0);
        QVERIFY(empty != ticked);
        QVERIFY(look(QStyle::State_NoChange) != empty || element == int(QStyle::PE_IndicatorRadioButton));
    }

    void marksAndIconsGrowWithTheFont()
    {
        const QFont usual = QApplication::font();
        for (const QStyle::PixelMetric metric : {QStyle::PM_IndicatorWidth, QStyle::PM_ExclusiveIndicatorHeight,
                 QStyle::PM_ButtonIconSize, QStyle::PM_SmallIconSize}) {
            const int before = m_style.pixelMetric(metric);
            QFont large = usual;
            large.setPointSizeF(usual.pointSizeF() * 2);
            QApplication::setFont(large);
            QCOMPARE_GE(m_style.pixelMetric(metric), QFontMetrics(large).height());
            QCOMPARE_GT(m_style.pixelMetric(metric), before);
            QApplication::setFont(usual);
        }
    }
};

QTEST_MAIN(TestMarkStyle)
#include "tst_markstyle.moc"
