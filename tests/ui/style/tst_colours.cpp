#include "ui/shell/fuzzy.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Ui;

class TestColours final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << int(Scheme::Light);
        QTest::newRow("dark") << int(Scheme::Dark);
    }

    void textIsReadable()
    {
        QFETCH(int, scheme);
        const Colours &c = colours(Scheme(scheme));
        for (const QColor &background : {c.window, c.surface, c.alternate, c.hover, c.selection})
            QCOMPARE_GE(contrast(c.text, background), 4.5);
        for (const QColor &background : {c.window, c.surface, c.alternate})
            for (const QColor &words : {c.muted, c.accent, c.bad})
                QCOMPARE_GE(contrast(words, background), 4.5);
        for (const QColor &sign : {c.good, c.info, c.attention, c.bad})
            QCOMPARE_GE(contrast(sign, c.surface), 3.0);
        QCOMPARE_GE(contrast(c.onAccent, c.accent), 4.5);
        for (const QColor &tint : {c.goodTint, c.infoTint, c.attentionTint, c.badTint})
            QCOMPARE_GE(contrast(c.text, tint), 4.5);
    }

    void theSheetNamesNoColourItDoesNotKnow()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QString sheet = styleSheet(scheme);
            QVERIFY(!sheet.isEmpty());
            QVERIFY(!sheet.mid(sheet.indexOf(u"*/")).contains(u'@'));
        }
        QCOMPARE(schemeOf(paletteFor(Scheme::Dark)), Scheme::Dark);
        QCOMPARE(schemeOf(paletteFor(Scheme::Light)), Scheme::Light);
    }

    void everyIconDrawsSomething()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QCOMPARE_GE(files.size(), 30);
        for (const QString &file : files) {
            const QImage image = icon(file.chopped(4)).pixmap(32, 32).toImage();
            bool drawn = false;
            for (int y = 0; y < image.height() && !drawn; ++y)
                for (int x = 0; x < image.width() && !drawn; ++x)
                    drawn = image.pixelColor(x, y).alpha() > 128;
            QVERIFY2(drawn, qPrintable(file));
        }
        QVERIFY(icon(u"no-such-icon"_s).isNull());
    }

    void fuzzySearchPrefersBeginningsOfWords()
    {
        QVERIFY(fuzzyScore(u"rb"_s, u"Roll Back Batch"_s));
        QVERIFY(!fuzzyScore(u"zz"_s, u"Roll Back Batch"_s));
        QCOMPARE_GT(*fuzzyScore(u"rb"_s, u"Roll Back Batch"_s), *fuzzyScore(u"rb"_s, u"Keyboard Shortcuts urb"_s));
        QVERIFY(fuzzyScore(QString(), u"Anything"_s));
    }
};

QTEST_MAIN(TestColours)
#include "tst_colours.moc"
