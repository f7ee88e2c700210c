// “syncdesk products” and a pull of a part, as scripts use them: the real program on a PostgreSQL and a demo shop of
// the test's own.

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace TestSupport;
using Sync::PgSession;

#define ENDS_WITH(code, ended) QVERIFY2((ended).exitCode == (code), (ended).all().constData())

class TestProducts final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    QTemporaryDir m_folder;
    DemoShop m_shop{{.products = 12, .locations = 1, .bulkFileCache = {}, .more = {}}};
    Sync::ConnectionSettings m_database;
    qint64 m_made = 0;

    Ended run(const QStringList &arguments, const QString &database = {}) const
    {
        QProcessEnvironment environment = cleanEnvironment(m_folder.path());
        environment.insert(u"DATABASE_URL"_s,
            u"postgresql:///%1?host=%2&user=%3&port=%4"_s
                .arg(database.isEmpty() ? m_database.database : database, m_database.host, m_database.user)
                .arg(m_database.port));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        return runProgram(arguments, environment);
    }
    qint64 number(const QString &statement)
    {
        return (*PgSession::open(m_database))->executeText(statement)->first().int64(0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_database = m_postgres.createDatabase();
        ENDS_WITH(0, run({u"pull"_s, u"--quiet"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s}));
        ENDS_WITH(0, run({u"apply"_s, u"--quiet"_s}));
    }

    void saysWhatThereIsWhenNotToldWhat()
    {
        Ended ended = run({u"products"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("needs to be told what to do"));
        QVERIFY(ended.error.contains(
            "list, show, new, duplicate, set, add-variant, remove-variant, move-variant, delete, deleted, restore"));
        ended = run({u"products"_s, u"show"_s, u"--json"_s});
        ENDS_WITH(2, ended);
        QCOMPARE(ended.failure()["kind"_L1].toString(), u"bad-input"_s);
        ended = run({u"products"_s, u"--help"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("products duplicate ID"));
    }

    void makesAProduct()
    {
        Ended ended = run({u"products"_s, u"new"_s, u"--title"_s, u"Pencil"_s, u"--vendor"_s, u"Acme"_s, u"--tags"_s,
            u"a, b"_s, u"--price"_s, u"1.5"_s, u"--sku"_s, u"P-1"_s, u"--stock"_s, u"4"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        m_made = ended.json()["product_id"_L1].toInteger();
        QVERIFY(m_made > 0);
        ended = run({u"products"_s, u"show"_s, QString::number(m_made), u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonObject product = ended.json();
        QCOMPARE(product["title"_L1].toString(), u"Pencil"_s);
        QCOMPARE(product["status"_L1].toString(), u"draft"_s);
        QCOMPARE(product["shopify_product_id"_L1], QJsonValue());
        QCOMPARE(product["tags"_L1].toArray(), QJsonArray({u"a"_s, u"b"_s}));
        QCOMPARE(product["variants"_L1].toArray().size(), 1);
        QCOMPARE(product["variants"_L1].toArray()[0]["price"_L1].toString(), u"1.50"_s);
        QCOMPARE(product["variants"_L1].toArray()[0]["inventory"_L1].toInt(), 4);
        ended = run({u"products"_s, u"show"_s, QString::number(m_made)});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("P-1"));
    }

    void setsFieldsAndMetafields()
    {
        const QString id = QString::number(m_made);
        const auto facet = [this](const QString &value) {
            return number(u"select count(*) from product_facets where value = '%1'"_s.arg(value));
        };
        ENDS_WITH(0,
            run({u"products"_s, u"set"_s, id, u"vendor=Mill & Co"_s, u"tags=a,c"_s,
                u"metafield:custom.colour:single_line_text_field=Blue"_s}));
        QCOMPARE(facet(u"Blue"_s), 1);
        Ended ended = run({u"products"_s, u"set"_s, id, u"metafield:custom.colour=Dark = blue"_s, u"--json"_s});
        ENDS_WITH(0, ended); // the type of one that is there is known
        QCOMPARE(facet(u"Dark = blue"_s), 1);
        ended = run({u"products"_s, u"show"_s, id, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["vendor"_L1].toString(), u"Mill & Co"_s);
        QCOMPARE(ended.json()["tags"_L1].toArray(), QJsonArray({u"a"_s, u"c"_s}));
        QCOMPARE(ended.json()["facets"_L1]["metafield:custom.colour:single_line_text_field"_L1].toString(),
            u"Dark = blue"_s);
        const QString variant = QString::number(ended.json()["variants"_L1].toArray()[0]["variant_id"_L1].toInteger());
        ENDS_WITH(0,
            run({u"products"_s, u"set"_s, id, u"--variant"_s, variant, u"metafield:custom.batch:number_integer=7"_s,
                u"cost=0.30"_s}));
        QCOMPARE(number(u"select count(*) from product_facets where value = '7' and variant_id = "_s + variant), 1);
        ended = run({u"products"_s, u"show"_s, id});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("metafield:custom.batch:number_integer"));
        ENDS_WITH(0, run({u"products"_s, u"set"_s, id, u"metafield:custom.colour="_s}));
        QCOMPARE(facet(u"Dark = blue"_s), 0);

        ended = run({u"products"_s, u"set"_s, id, u"metafield:custom.pages:number_integer=many"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("whole number"));
        ended = run({u"products"_s, u"set"_s, id, u"metafield:app--1--x.stars:rating={}"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("belongs to another app"));
        ENDS_WITH(2, run({u"products"_s, u"set"_s, id, u"vendor"_s}));
        ENDS_WITH(2, run({u"products"_s, u"set"_s, id, u"vendor=x"_s, u"--variant"_s, u"99999"_s}));
    }

    void addsMovesAndRemovesVariants()
    {
        const QString id = QString::number(m_made);
        const auto variants = [this, &id] {
            return run({u"products"_s, u"show"_s, id, u"--json"_s}).json()["variants"_L1].toArray();
        };
        const QString first = QString::number(variants()[0]["variant_id"_L1].toInteger());
        Ended ended = run({u"products"_s, u"add-variant"_s, id, u"--option"_s, u"Size=Large"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("no option “Size”"));
        ENDS_WITH(0, run({u"products"_s, u"set"_s, id, u"option_names=[\"Size\"]"_s}));
        ENDS_WITH(0, run({u"products"_s, u"set"_s, id, u"--variant"_s, first, u"option1=Small"_s}));
        ended = run({u"products"_s, u"add-variant"_s, id, u"--option"_s, u"size=Large"_s, u"--like"_s, first,
            u"--price"_s, u"2"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["product_id"_L1].toInteger(), m_made);
        const QString made = QString::number(ended.json()["variant_id"_L1].toInteger());
        QCOMPARE(variants().size(), 2);
        QCOMPARE(variants()[1]["variant_id"_L1].toInteger(), made.toLongLong());
        QCOMPARE(variants()[1]["title"_L1].toString(), u"Large"_s);
        QCOMPARE(variants()[1]["price"_L1].toString(), u"2.00"_s);
        QCOMPARE(variants()[1]["cost"_L1].toString(), u"0.30"_s); // as the one it is like
        QCOMPARE(variants()[1]["sku"_L1], QJsonValue());
        QCOMPARE(variants()[1]["inventory"_L1].toInt(), 0);
        ended = run({u"products"_s, u"add-variant"_s, id, u"--option"_s, u"Size=large"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("has the same options"));
        ENDS_WITH(2, run({u"products"_s, u"add-variant"_s, id, u"--option"_s, u"Large"_s}));
        ENDS_WITH(2, run({u"products"_s, u"add-variant"_s, id, u"--option"_s, u"Size=X"_s, u"--like"_s, u"99999"_s}));

        ended = run({u"products"_s, u"move-variant"_s, id, made, u"1"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["variants"_L1].toArray(), QJsonArray({made.toLongLong(), first.toLongLong()}));
        QCOMPARE(variants()[0]["variant_id"_L1].toInteger(), made.toLongLong());
        ENDS_WITH(2, run({u"products"_s, u"move-variant"_s, id, made, u"3"_s}));
        ENDS_WITH(2, run({u"products"_s, u"remove-variant"_s, id, u"99999"_s}));
        ended = run({u"products"_s, u"remove-variant"_s, id, made, first});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("keeps its last variant"));
        ended = run({u"products"_s, u"remove-variant"_s, id, made, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["removed"_L1].toArray(), QJsonArray({made.toLongLong()}));
        QCOMPARE(ended.json()["in_shopify"_L1].toInt(), 0);
        QCOMPARE(variants().size(), 1);
    }

    void refusesWhatCannotBe()
    {
        const qint64 before = number(u"select count(*) from products"_s);
        Ended ended = run({u"products"_s, u"new"_s, u"--json"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.failure()["what"_L1].toString().contains(u"title"_s));
        ended = run({u"products"_s, u"new"_s, u"--title"_s, u"x"_s, u"--price"_s, u"1e3"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("The price needs a number"));
        ended = run({u"products"_s, u"show"_s, u"x"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("syncdesk products list"));
        ENDS_WITH(2, run({u"products"_s, u"duplicate"_s, u"1"_s, u"2"_s}));
        const Ended gone = run({u"products"_s, u"duplicate"_s, u"99999"_s});
        QVERIFY2(gone.exitCode != 0, gone.all().constData());
        QVERIFY(gone.error.contains("no longer in the catalogue"));
        QCOMPARE(number(u"select count(*) from products"_s), before);
        ended = run({u"products"_s, u"list"_s}, u"nothing_here"_s);
        ENDS_WITH(3, ended);
        QVERIFY(ended.error.contains("nothing_here"));
    }

    void warnsOfADoubleSku()
    {
        const Ended ended = run({u"products"_s, u"new"_s, u"--title"_s, u"Other pencil"_s, u"--price"_s, u"1"_s,
            u"--sku"_s, u"P-1"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["remarks"_L1].toArray().size(), 1);
        QVERIFY(ended.json()["remarks"_L1].toArray()[0].toString().contains(u"“P-1”"_s));
    }

    void listsDuplicatesDeletesAndRestores()
    {
        Ended ended = run({u"products"_s, u"list"_s, u"--text"_s, u"Pencil"_s, u"--limit"_s, u"1"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["total"_L1].toInt(), 2);
        QCOMPARE(ended.json()["products"_L1].toArray().size(), 1);
        ended = run({u"products"_s, u"duplicate"_s, QString::number(m_made), u"--json"_s});
        ENDS_WITH(0, ended);
        const QString copy = QString::number(ended.json()["product_id"_L1].toInteger());
        ended = run({u"products"_s, u"delete"_s, copy, QString::number(m_made), u"99999"_s, u"--json"_s});
        ENDS_WITH(1, ended); // one of them was not there
        QCOMPARE(ended.json()["done"_L1].toArray().size(), 2);
        QCOMPARE(ended.json()["in_shopify"_L1].toInt(), 0);
        QCOMPARE(ended.json()["left"_L1].toArray().size(), 1);
        ended = run({u"products"_s, u"deleted"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["products"_L1].toArray().size(), 2);
        ended = run({u"products"_s, u"restore"_s, copy});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("1 products brought back."));
        ENDS_WITH(1, run({u"products"_s, u"restore"_s, copy}));
        ENDS_WITH(0, run({u"products"_s, u"show"_s, copy}));
    }

    void aDeletionGoesTheWholeWayOverTheCommandLine()
    {
        const qint64 product = number(u"select min(id) from products where shopify_product_id is not null"_s);
        Ended ended = run({u"products"_s, u"delete"_s, QString::number(product), u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["in_shopify"_L1].toInt(), 1);
        ended = run({u"staged"_s, u"--find-edits"_s, u"--direction"_s, u"push"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QString change;
        const QJsonArray changes = ended.json()["changes"_L1].toArray();
        for (const QJsonValue staged : changes)
            if (staged["change_type"_L1].toString() == u"delete")
                change = QString::number(staged["change_id"_L1].toInteger());
        QVERIFY(!change.isEmpty());
        ENDS_WITH(0, run({u"approve"_s, change}));
        ended = run({u"products"_s, u"restore"_s, QString::number(product), u"--json"_s});
        ENDS_WITH(0, ended);
        ENDS_WITH(3, run({u"push"_s, u"--quiet"_s})); // nothing approved is left to send
    }

    void pullsAPart()
    {
        const qint64 product = number(u"select min(id) from products where shopify_product_id is not null"_s);
        Ended ended = run({u"pull"_s, u"--product"_s, QString::number(product), u"--quiet"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["total"_L1].toInt(), 1);
        ended = run({u"pull"_s, u"--product"_s, u"99999"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("There is no product 99999"));
        const qint64 onlyHere = number(u"select min(id) from products where shopify_product_id is null"_s);
        ended = run({u"pull"_s, u"--product"_s, QString::number(onlyHere)});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("is not in Shopify"));
        ended = run({u"pull"_s, u"--changed"_s, u"--vendor"_s, u"x"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("--changed alone"));
        ended = run({u"pull"_s, u"--collection"_s, u"Nowhere & Co"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("no collection “Nowhere & Co”"));
        ended = run({u"pull"_s, u"--resume"_s});
        ENDS_WITH(3, ended);
        QVERIFY(ended.error.contains("No pull was interrupted"));
        ENDS_WITH(0, run({u"pull"_s, u"--changed"_s, u"--quiet"_s}));
        ended = run({u"pull"_s, u"--changed"_s, u"--quiet"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["mirror_rows_written"_L1].toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(TestProducts)
#include "tst_products.moc"
