#include "sync/review/fieldvalidation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// Values of media.
class TestMediaValidation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesValues_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("stored");
        QTest::newRow("shown") << u"media:image:https://example.com/a.jpg"_s << u"true"_s << u"true"_s;
        QTest::newRow("shown no more") << u"media:video:12"_s << QString() << QString();
        QTest::newRow("a text") << u"media:alt:12"_s << u" A blue\npen "_s << u"A blue pen"_s;
        QTest::newRow("no text") << u"media:alt:12"_s << u" "_s << QString();
        QTest::newRow("an order") << u"media:order"_s << u" 3  https://example.com/a.jpg 1"_s
                                  << u"3 https://example.com/a.jpg 1"_s;
    }
    void takesValues()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        const auto checked = checkedFieldValue(FieldOwner::Product, field, value);
        QVERIFY2(checked, checked ? "" : qPrintable(checked.failure().text()));
        QTEST(checked->value, "stored");
    }

    void refusesInWords_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("half shown") << u"media:image:12"_s << u"perhaps"_s;
        QTest::newRow("a long text") << u"media:alt:12"_s << QString(513, u'x');
        QTest::newRow("an order of nothing") << u"media:order"_s << u"12 blue.jpg"_s;
        QTest::newRow("one twice") << u"media:order"_s << u"12 13 12"_s;
        QTest::newRow("a video by address") << u"media:video:https://example.com/a.mp4"_s << u"true"_s;
        QTest::newRow("no address") << u"media:image:blue.jpg"_s << u"true"_s;
    }
    void refusesInWords()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        const auto checked = checkedFieldValue(FieldOwner::Product, field, value);
        QVERIFY(!checked);
        QCOMPARE(checked.failure().kind, FailureKind::BadInput);
        QVERIFY(!checked.failure().what.isEmpty());
        QVERIFY(!checked.failure().remedy.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestMediaValidation)
#include "tst_mediavalidation.moc"
