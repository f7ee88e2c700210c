#include "sync/api/catalogue.h"
#include "sync/api/sendable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestSendable final : public QObject
{
    Q_OBJECT

    static FieldChange optionNames(const QString &wanted)
    {
        FieldChange change;
        change.field = Field::optionNames.toString();
        change.remote = u"[\"Colour\", \"Size\"]"_s;
        change.local = wanted;
        return change;
    }

private Q_SLOTS:
    void namesOfOptions_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QString>("says");
        QTest::newRow("renamed") << QStringList{u"Farbe"_s, u"Size"_s} << QString();
        QTest::newRow("one more") << QStringList{u"Colour"_s, u"Size"_s, u"Pack"_s} << QString();
        QTest::newRow("one less") << QStringList{u"Colour"_s} << QString();
        QTest::newRow("swapped") << QStringList{u"Size"_s, u"Colour"_s} << QString();
        QTest::newRow("none") << QStringList{} << QString();
        QTest::newRow("four") << QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s} << u"at most three"_s;
        QTest::newRow("twice") << QStringList{u"Size"_s, u"size"_s} << u"the same name"_s;
        QTest::newRow("nameless") << QStringList{u"Colour"_s, u" "_s} << u"no name"_s;
    }
    void namesOfOptions()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QString, says);
        const QString json
            = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(wanted)).toJson(QJsonDocument::Compact));
        for (const auto &why : {whyNotOptions(wanted), whyNotSendable(optionNames(json))}) {
            QCOMPARE(why.has_value(), !says.isEmpty());
            QVERIFY2(why.value_or(QString()).contains(says), qPrintable(why.value_or(QString())));
        }
    }

    void whatWasDecidedCounts()
    {
        FieldChange change = optionNames(u"[\"Colour\", \"colour\"]"_s);
        QVERIFY(whyNotSendable(change));
        change.edited = u"[\"Farbe\"]"_s;
        QVERIFY(!whyNotSendable(change));
    }

    void otherFieldsByTheirPath()
    {
        FieldChange change;
        change.field = Field::price.toString();
        QVERIFY(!whyNotSendable(change));
        change.field = u"metafield:app--1.secret:boolean"_s;
        QVERIFY(whyNotSendable(change));
    }
};

QTEST_GUILESS_MAIN(TestSendable)
#include "tst_sendable.moc"
