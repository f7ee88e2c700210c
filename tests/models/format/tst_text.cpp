#include "models/format/badge.h"
#include "models/format/fields.h"
#include "models/format/text.h"
#include "sync/api/catalogue.h"

#include <QTest>

using namespace Models;
using namespace Qt::StringLiterals;

class TestText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShopNameIsTypedInAnyCase()
    {
        QVERIFY(isShopName(u" demo shop "_s, u"Demo Shop"_s));
        QVERIFY(!isShopName(u"demo sho"_s, u"Demo Shop"_s));
        QVERIFY(!isShopName(QString(), QString()));
    }

    void moneyStaysExactInTheWritingOfTheLocale_data()
    {
        QTest::addColumn<QString>("decimal");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        QTest::newRow("plain") << u"12.5"_s << u"12.50"_s << u"12,50"_s;
        QTest::newRow("whole") << u"7"_s << u"7.00"_s << u"7,00"_s;
        QTest::newRow("grouped") << u"1234567.891"_s << u"1,234,567.891"_s << u"1.234.567,891"_s;
        QTest::newRow("trailing zeros") << u"3.1400"_s << u"3.14"_s << u"3,14"_s;
        QTest::newRow("longer than a double")
            << u"12345678901234567.89"_s << u"12,345,678,901,234,567.89"_s << u"12.345.678.901.234.567,89"_s;
        QTest::newRow("negative") << u"-0.5"_s << u"\u22120.50"_s << u"\u22120,50"_s;
        QTest::newRow("exponent stays visible") << u"1e3"_s << u"1e3"_s << u"1e3"_s;
        QTest::newRow("empty") << u""_s << u""_s << u""_s;
        QTest::newRow("words stay") << u"free"_s << u"free"_s << u"free"_s;
    }

    void moneyStaysExactInTheWritingOfTheLocale()
    {
        QFETCH(QString, decimal);
        QTEST(money(decimal, QLocale(QLocale::English, QLocale::UnitedStates)), "english");
        QTEST(money(decimal, QLocale(QLocale::German, QLocale::Germany)), "german");
    }

    void aDifferenceNamesAmountAndPercentage_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("delta");
        QTest::newRow("up") << u"10.00"_s << u"12.50"_s << u"+2.50 (+25\u00a0%)"_s;
        QTest::newRow("down") << u"12.50"_s << u"9.50"_s << u"\u22123.00 (\u221224\u00a0%)"_s;
        QTest::newRow("a little") << u"200"_s << u"201"_s << u"+1.00 (+0.5\u00a0%)"_s;
        QTest::newRow("from nothing") << u"0"_s << u"5"_s << u"+5.00"_s;
        QTest::newRow("none") << u"5"_s << u"5.00"_s << u""_s;
        QTest::newRow("no number") << u"1e3"_s << u"5.00"_s << u""_s;
        QTest::newRow("too long") << u"99999999999999"_s << u"5.00"_s << u""_s;
    }

    void aDifferenceNamesAmountAndPercentage()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QTEST(moneyDelta(from, to, QLocale(QLocale::English, QLocale::UnitedStates)), "delta");
    }

    void typedAmountsAreUnderstoodOrLeftAlone_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        QTest::newRow("point") << u"12.50"_s << u"12.50"_s << u"12.50"_s;
        QTest::newRow("comma") << u"12,50"_s << u"12,50"_s << u"12.50"_s;
        QTest::newRow("groups") << u"1,234.5"_s << u"1234.5"_s << u"1,234.5"_s;
        QTest::newRow("spaces around") << u" 7 "_s << u"7"_s << u"7"_s;
        QTest::newRow("nonsense") << u"cheap"_s << u"cheap"_s << u"cheap"_s;
        QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    }

    void typedAmountsAreUnderstoodOrLeftAlone()
    {
        QFETCH(QString, typed);
        QTEST(decimalFromInput(typed, QLocale(QLocale::English, QLocale::UnitedStates)), "english");
        QTEST(decimalFromInput(typed, QLocale(QLocale::German, QLocale::Germany)), "german");
    }

    void timesReadAsDistances()
    {
        const QDateTime now(QDate(2026, 11, 23), QTime(14, 20), Qt::UTC);
        const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
        QCOMPARE(relativeTime({}, now, locale), u"never"_s);
        QCOMPARE(relativeTime(now.addSecs(-20), now, locale), u"just now"_s);
        QVERIFY(relativeTime(now.addSecs(-18 * 60), now, locale).contains(u"18"_s));
        QVERIFY(relativeTime(now.addSecs(-3 * 3600), now, locale).contains(u"3 h"_s));
        QCOMPARE(relativeTime(now.addDays(-1), now, locale), u"yesterday"_s);
        QCOMPARE(relativeTime(now.addDays(-100), now, locale), u"15/08/2026"_s);
    }

    void fieldValuesReadAsPeopleReadThem()
    {
        QCOMPARE(fieldText(Sync::Field::tags, u"[\"a\",\"b c\"]"_s), u"a, b c"_s);
        QCOMPARE(fieldText(Sync::Field::tags, u"not json"_s), u"not json"_s);
        QCOMPARE(fieldText(Sync::Field::status, u"archived"_s), u"Archived"_s);
        QCOMPARE(fieldText(Sync::Field::tracked, u"true"_s), u"yes"_s);
        QCOMPARE(fieldText(Sync::Field::vendor, std::nullopt), u"no value"_s);
        QCOMPARE(fieldText(Sync::Field::vendor, u""_s), u""_s);
        QCOMPARE(listEntries(canonicalList({u"x"_s, u"\"quoted\""_s})), QStringList({u"x"_s, u"\"quoted\""_s}));
    }

    void mediaReadByTheNamesOfTheirFiles()
    {
        const QString added = u"https://example.com/own/box.jpg"_s;
        const Sync::MediaNames names{{u"12"_s, u"blue-pen.jpg"_s}, {u"13"_s, u"cap.png (13)"_s}};
        QCOMPARE(fieldLabel(u"media:image:12", false, {}, names), u"Image blue-pen.jpg"_s);
        QCOMPARE(fieldLabel(u"media:alt:13", false, {}, names), u"Alt Text of cap.png (13)"_s);
        QCOMPARE(fieldLabel(u"media:video:7", false, {}, names), u"Video 7"_s);
        QCOMPARE(fieldLabel(QString(u"media:image:" + added), false, {}, names), u"Image box.jpg"_s);
        QCOMPARE(fieldText(u"media:order", u"13 12 7 "_s + added, names),
            u"1. cap.png (13), 2. blue-pen.jpg, 3. 7, 4. box.jpg"_s);
        // Whatever a file is called is text, and keeps its own direction.
        const Sync::MediaNames odd{{u"12"_s, u"a\nb\u202e%1.jpg"_s}, {u"13"_s, u"\u05d0.jpg"_s}};
        QCOMPARE(fieldLabel(u"media:image:12", false, {}, odd), u"Image a b%1.jpg"_s);
        QCOMPARE(fieldText(u"media:order", u"12 13"_s, odd), u"1. a b%1.jpg, 2. \u2068\u05d0.jpg\u2069"_s);
    }

    void everyStateHasAShapeOfItsOwnKindAndAWord()
    {
        using Sync::SyncStatus;
        for (const SyncStatus status :
            {SyncStatus::NeverLinked, SyncStatus::Unverified, SyncStatus::Synced, SyncStatus::Modified,
                SyncStatus::Pending, SyncStatus::Syncing, SyncStatus::Conflict, SyncStatus::Error}) {
            const Badge badge = badgeFor(status);
            QVERIFY(badge.shape != Shape::None);
            QVERIFY(!badge.word.isEmpty());
            QCOMPARE(badge.tone == Tone::Good, status == SyncStatus::Synced);
        }
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
