#include "sync/api/settings.h"
#include "sync/jobs/common/typedname.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// What a person has to type before anything is written to the shop, at each safe level.
class TestTypedName final : public QObject
{
    Q_OBJECT

    static ShopSettings shop(SafeLevel level)
    {
        return {.url = QUrl(u"https://paper.example.com:8443"_s),
            .safeLevel = level,
            .identity = {u"paper-corner.myshopify.com"_s, 7},
            .name = u"The Paper Corner"_s};
    }

private Q_SLOTS:
    void onlyALockedShopAsks()
    {
        for (const SafeLevel level : {SafeLevel::Demo, SafeLevel::Careful})
            QVERIFY(checkTypedName(shop(level), {}));
        const Result<Done> locked = checkTypedName(shop(SafeLevel::Locked), {});
        QVERIFY(!locked);
        QCOMPARE(locked.failure().kind, FailureKind::Refused);
        QVERIFY(locked.failure().remedy.contains(u"The Paper Corner"_s));
    }

    void everyNameOfTheShopIsTaken_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"The Paper Corner", " the  paper corner ", "paper-corner.myshopify.com",
                 "Paper-Corner", "paper.example.com:8443"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void everyNameOfTheShopIsTaken()
    {
        QFETCH(QString, typed);
        QVERIFY(checkTypedName(shop(SafeLevel::Locked), typed));
        QVERIFY(checkTypedName(shop(SafeLevel::Careful), typed));
    }

    void anotherNameIsRefusedAtAnyLevel()
    {
        for (const SafeLevel level : {SafeLevel::Demo, SafeLevel::Careful, SafeLevel::Locked})
            for (const QString &typed : {u"another"_s, u"paper"_s, u"myshopify.com"_s, u" "_s}) {
                const Result<Done> refused = checkTypedName(shop(level), typed);
                QVERIFY2(!refused, qPrintable(typed));
                QCOMPARE(refused.failure().kind, FailureKind::Refused);
                QVERIFY(refused.failure().remedy.contains(u"The Paper Corner"_s));
            }
    }

    void aShopThatHasNotToldItsNameIsKnownByItsAddress()
    {
        ShopSettings unnamed = shop(SafeLevel::Locked);
        unnamed.name.clear();
        QVERIFY(checkTypedName(unnamed, u"paper-corner"_s));
        QVERIFY(checkTypedName(unnamed, {}).failure().remedy.contains(u"paper-corner.myshopify.com"_s));
    }
};

QTEST_GUILESS_MAIN(TestTypedName)
#include "tst_typedname.moc"
