#include "sync/api/catalogue.h"
#include "sync/api/sendable.h"

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
    void namesOfOptions()
    {
        QVERIFY(!whyNotSendable(optionNames(u"[\"Farbe\", \"Size\"]"_s)));
        QVERIFY(whyNotSendable(optionNames(u"[\"A\", \"B\", \"C\", \"D\"]"_s)));
    }

    void whatWasDecidedCounts()
    {
        FieldChange change = optionNames(u"[\"Colour\", \"colour\"]"_s);
        QVERIFY(whyNotSendable(change));
        change.edited = u"[\"Farbe\"]"_s;
        QVERIFY(!whyNotSendable(change));
    }

    void noVendorBecomesTheShopsName()
    {
        FieldChange change;
        change.field = Field::vendor.toString();
        change.base = change.remote = u"Acme"_s;
        change.local = QString();
        QVERIFY(!whyNotSendable(change)); // a hint alone
        QVERIFY2(whatShopifyMakesOf(change).value_or(QString()).contains(u"the shop's own name"_s),
            qPrintable(whatShopifyMakesOf(change).value_or(QString())));
        change.decision = FieldDecision::Accept;
        QVERIFY(whatShopifyMakesOf(change));
        for (const FieldDecision decision : {FieldDecision::Reject, FieldDecision::TakeTheirs}) {
            change.decision = decision;
            QVERIFY(!whatShopifyMakesOf(change)); // nothing is sent
        }
        change.decision = FieldDecision::Edited;
        change.edited = u"Ours"_s;
        QVERIFY(!whatShopifyMakesOf(change));
        change.edited = u" "_s;
        change.local = u"Ours"_s;
        QVERIFY(whatShopifyMakesOf(change));
        change.edited.reset();
        QVERIFY(!whatShopifyMakesOf(change));
        change.local = QString();
        change.field = Field::productType.toString();
        QVERIFY(!whatShopifyMakesOf(change));
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
