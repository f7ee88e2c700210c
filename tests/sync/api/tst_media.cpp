#include "sync/api/facets.h"
#include "sync/api/media.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What the paths of media say.
class TestMediaPaths final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMediumIsReadBackFromItsPath()
    {
        const std::pair<Medium, QString> paths[] = {{{MediumKind::Image, u"12"_s}, u"media:image:12"_s},
            {{MediumKind::Image, u"https://example.com/a:b.jpg"_s}, u"media:image:https://example.com/a:b.jpg"_s},
            {{MediumKind::Video, u"12"_s}, u"media:video:12"_s},
            {{MediumKind::ExternalVideo, u"12"_s}, u"media:external_video:12"_s},
            {{MediumKind::Model, u"12"_s}, u"media:model:12"_s}};
        for (const auto &[shown, path] : paths) {
            QCOMPARE(mediumPath(shown), path);
            QCOMPARE(medium(path), std::optional(shown));
            QCOMPARE(mediumKey(path), shown.key);
            QCOMPARE(mediumKey(mediumAltPath(shown.key)), shown.key);
            QVERIFY(isMediaField(path));
        }
        for (const QString &field : {u"media:order"_s, u"media:image:"_s, u"media:status:12"_s, u"title"_s})
            QVERIFY2(!medium(field), qPrintable(field));
    }

    void aKeyIsANumberOrAnAddress()
    {
        QCOMPARE(mediumId(u"12"), ShopifyId{12});
        QVERIFY(!mediumId(u"https://example.com/12").isValid());
        QVERIFY(isMediumAddress(u"https://example.com/a.jpg?size=2"_s));
        for (const QString &key : {u"12"_s, u"blue.jpg"_s, u"https://"_s, u"ftp://example.com/a.jpg"_s,
                 u"https://example.com/a b.jpg"_s, u"javascript:alert(1)"_s})
            QVERIFY2(!isMediumAddress(key), qPrintable(key));
        QCOMPARE(mediumFileName(u"https://example.com/pictures/blue.jpg?v=1"_s), u"blue.jpg"_s);
        QCOMPARE(mediumFileName(u"12"_s), QString());
    }

    void mediaGoByTheNamesOfTheirFiles()
    {
        const QString added = u"https://example.com/own/pen.jpg"_s;
        const MediaNames names = mediaNames({{u"12"_s, u"https://cdn.example.com/files/blue%20pen.jpg?v=1"_s},
            {u"13"_s, QString()}, {u"14"_s, u"https://cdn.example.com/files/pen.jpg?v=1"_s}, {added, added},
            {u"15"_s, u"https://cdn.example.com/files/Pen.jpg?v=1"_s}});
        QCOMPARE(names,
            (MediaNames{{u"12"_s, u"blue pen.jpg"_s}, {u"14"_s, u"pen.jpg (14)"_s},
                {added, u"pen.jpg (%1)"_s.arg(added)}, {u"15"_s, u"Pen.jpg"_s}}));
        QVERIFY(mediaNames({}).isEmpty());
    }

    void aFieldTellsOfTheMediaInItsPathOrItsOrder()
    {
        QCOMPARE(mediaKeysIn(u"media:alt:12", u"A pen"_s), QStringList{u"12"_s});
        QCOMPARE(mediaKeysIn(u"media:image:12", std::nullopt), QStringList{u"12"_s});
        QCOMPARE(mediaKeysIn(mediaOrderPath, u"13 12"_s), (QStringList{u"13"_s, u"12"_s}));
        QCOMPARE(mediaKeysIn(u"title", u"12"_s), QStringList());
    }

    void anOrderIsKeysWithSpacesBetweenThem()
    {
        QCOMPARE(mediaKeys(u"12 https://example.com/a.jpg"_s), (QStringList{u"12"_s, u"https://example.com/a.jpg"_s}));
        QCOMPARE(mediaOrder(mediaKeys(u"1 2 3"_s)), u"1 2 3"_s);
        QCOMPARE(mediaKeys(std::nullopt), QStringList());
    }

    void whatCannotBeSentIsKnownFromThePath_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("isWritable");
        QTest::newRow("one in Shopify") << u"media:image:12"_s << true;
        QTest::newRow("a video there") << u"media:video:12"_s << true;
        QTest::newRow("an address") << u"media:image:https://example.com/a.jpg"_s << true;
        QTest::newRow("a text") << u"media:alt:https://example.com/a.jpg"_s << true;
        QTest::newRow("the order") << u"media:order"_s << true;
        QTest::newRow("a video by address") << u"media:video:https://example.com/a.mp4"_s << false;
        QTest::newRow("a model by address") << u"media:model:https://example.com/a.glb"_s << false;
        QTest::newRow("a file on this computer") << u"media:image:file:///home/anna/a.jpg"_s << false;
        QTest::newRow("where Shopify keeps it") << u"media:address:12"_s << false;
    }
    void whatCannotBeSentIsKnownFromThePath()
    {
        QFETCH(const QString, field);
        QTEST(!whyNotWritable(field), "isWritable");
    }
};

QTEST_APPLESS_MAIN(TestMediaPaths)
#include "tst_media.moc"
