#include "tests/support/sitting.h"

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "ui/shell/actions.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace TestSupport;
using Sync::PgSession;

namespace {

constexpr int most = 2048; ///< Shopify's limit of variants a product.

QString asText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

} // namespace

/// A product with as many variants as Shopify allows, through the whole window: pulled, reviewed, edited, sent and
/// rolled back.
class TestManyVariants final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    DemoShop m_shop{{.products = 3, .restoreRate = 2000, .bulkFileCache = {}, .more = {}}};
    Sync::ConnectionSettings m_database;
    QString m_product; ///< Its gid.

    QString text(const QString &query) const
    {
        const auto session = PgSession::open(m_database);
        const auto rows = session ? (*session)->executeText(query) : Sync::Result<Sync::PgRows>(session.failure());
        return rows ? rows->first().text(0) : rows.failure().detail;
    }
    void makeProduct()
    {
        QJsonArray options;
        const QList<std::pair<QString, int>> kinds{{u"Colour"_s, 16}, {u"Size"_s, 16}, {u"Grip"_s, 8}};
        for (const auto &[name, values] : kinds) {
            QJsonArray list;
            for (int i = 1; i <= values; ++i)
                list.append(QJsonObject{{u"name"_s, QString(name + QString::number(i))}});
            options.append(QJsonObject{{u"name"_s, name}, {u"values"_s, list}});
        }
        QJsonArray variants;
        for (int i = 0; i < most; ++i) {
            const QStringList values{
                u"Colour%1"_s.arg(1 + i % 16), u"Size%1"_s.arg(1 + i / 16 % 16), u"Grip%1"_s.arg(1 + i / 256)};
            QJsonArray chosen;
            for (int k = 0; k < 3; ++k)
                chosen.append(QJsonObject{{u"optionName"_s, kinds.at(k).first}, {u"name"_s, values.at(k)}});
            variants.append(QJsonObject{{u"optionValues"_s, chosen}, {u"price"_s, u"%1.50"_s.arg(10 + i % 90)}});
        }
        const QJsonObject answer = m_shop.graphql(
            u"mutation($input: ProductSetInput!) { productSet(synchronous: true, input: $input) { product { id } userErrors { message code } } }"_s,
            {{u"input"_s,
                QJsonObject{
                    {u"title"_s, u"Pen in every way"_s}, {u"productOptions"_s, options}, {u"variants"_s, variants}}}});
        const QJsonObject payload = answer.value(u"data"_s).toObject().value(u"productSet"_s).toObject();
        m_product = payload.value(u"product"_s).toObject().value(u"id"_s).toString();
        QVERIFY2(!m_product.isEmpty(), qPrintable(asText(answer)));
    }
    /// The shop's prices of the product, by id.
    QString shopPrices()
    {
        const QJsonObject variants = m_shop.snapshot({m_product})
                                         .value(u"products"_s)
                                         .toObject()
                                         .value(m_product)
                                         .toObject()
                                         .value(u"variants"_s)
                                         .toObject();
        QString prices;
        for (const QJsonValue &variant : variants)
            prices += variant.toObject().value(u"price"_s).toString() + u' ';
        return prices;
    }
    static bool batchEnds(const QString &count, const std::function<QString()> &now)
    {
        return QTest::qWaitFor([&] { return now() == count; }, 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_database = m_postgres.createDatabase();
        makeProduct();
    }

    void goesTheWholeWay()
    {
        Sitting sitting(m_database, m_shop.url(), m_shop.token());
        const QString before = shopPrices();
        QCOMPARE(before.count(u' '), most);
        sitting.run([&] {
            Ui::MainWindow &window = sitting.window();
            const auto table = [&window](const QString &name) { return window.findChild<Ui::TableView *>(name); };
            const auto ended
                = [this] { return text(u"SELECT count(*)::text FROM sync_batches WHERE status = 'completed'"_s); };

            window.openPage(u"sync"_s, {{u"choice"_s, u"full"_s}});
            QVERIFY(Sitting::click(u"startRun"_s));
            QTRY_VERIFY2_WITH_TIMEOUT(Sitting::text(u"resultSentence"_s).contains(u"4 changes are waiting"_s),
                qPrintable(Sitting::text(u"resultSentence"_s)), 60'000);
            window.openPage(u"review"_s, {{u"tab"_s, u"pending"_s}});
            QVERIFY(Sitting::click(u"approveShown"_s));
            QVERIFY(Sitting::click(u"writeApproved"_s));
            QVERIFY(batchEnds(u"2"_s, ended));
            QCOMPARE(
                text(u"SELECT max(n)::text FROM (SELECT count(*) n FROM product_variants GROUP BY product_id) c"_s),
                QString::number(most));

            // Every price is one euro more, as a script would do it; one of them is typed in its cell.
            window.openPage(u"products"_s);
            const qint64 id = text(u"SELECT id::text FROM products WHERE name = 'Pen in every way'"_s).toLongLong();
            sitting.longestGap();
            table(u"productsTable"_s)->selectId(id);
            QTRY_COMPARE(table(u"variantsTable"_s)->model()->rowCount(), most);
            Sitting::visible<Ui::SectionTabs>(u"productTabs"_s)->setCurrentIndex(1);
            QTRY_VERIFY(table(u"variantsTable"_s)->isVisible());
            Ui::TableView *variants = table(u"variantsTable"_s);
            variants->setFocus();
            variants->setCurrentIndex(variants->model()->index(most - 1, 2));
            QTest::keyClick(variants, Qt::Key_F2);
            auto *editor = variants->findChild<QLineEdit *>(u"cellEditor"_s);
            QVERIFY(editor);
            editor->setText(u"78.88"_s);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_COMPARE(text(u"SELECT count(*)::text FROM product_variants WHERE price = 78.88"_s), u"1"_s);
            const auto session = PgSession::open(m_database);
            QVERIFY((*session)->executeText(
                u"UPDATE product_variants SET price = price + 1 WHERE product_id = %1"_s.arg(id)));

            window.openPage(u"review"_s, {{u"tab"_s, u"pending"_s}});
            QVERIFY(Sitting::click(u"findLocalEdits"_s));
            QTRY_COMPARE_WITH_TIMEOUT(table(u"stagedTable"_s)->model()->rowCount(), 1, 30'000);
            sitting.longestGap();
            table(u"stagedTable"_s)->setCurrentIndex(table(u"stagedTable"_s)->model()->index(0, 0));
            QTRY_COMPARE_WITH_TIMEOUT(table(u"fieldChangesTable"_s)->model()->rowCount(), most, 20'000);
            for (int row = 0; row < 40; ++row) {
                table(u"fieldChangesTable"_s)->moveCurrent(50);
                QCoreApplication::processEvents();
            }
            const auto gap = sitting.longestGap();
            QVERIFY2(gap < 1s, qPrintable(u"the window stood still for %1 ms"_s.arg(gap.count())));

            QVERIFY(Sitting::click(u"approveShown"_s));
            QVERIFY(Sitting::click(u"sendApproved"_s));
            QVERIFY(Sitting::click(u"sendAll"_s));
            const QString sent
                = u"SELECT count(*)::text FROM sync_batches WHERE kind = 'push' AND status = 'completed'"_s;
            QVERIFY2(batchEnds(u"1"_s, [&] { return text(sent); }),
                qPrintable(text(
                    u"SELECT coalesce(string_agg(message, ' '), 'nothing') FROM sync_batches WHERE kind = 'push'"_s)));
            QVERIFY(shopPrices() != before);

            const QString shop = Sitting::text(u"shopName"_s);
            window.openPage(u"history"_s,
                {{u"batch"_s, text(u"SELECT max(id)::text FROM sync_batches WHERE kind = 'push'"_s).toLongLong()}});
            QVERIFY(Sitting::click(u"rollBackBatch"_s));
            QVERIFY(Sitting::click(u"rollbackNext"_s)); // the preview, whole
            QTRY_VERIFY_WITH_TIMEOUT(Sitting::visible<QLineEdit>(u"rollbackShopName"_s), 30'000);
            QTest::keyClicks(Sitting::visible<QLineEdit>(u"rollbackShopName"_s), shop);
            QVERIFY(Sitting::click(u"rollbackNext"_s));
            const QString back
                = u"SELECT count(*)::text FROM sync_batches WHERE kind = 'rollback' AND status = 'completed'"_s;
            QVERIFY2(batchEnds(u"1"_s, [&] { return text(back); }),
                qPrintable(text(
                    u"SELECT coalesce(string_agg(message, ' '), 'nothing') FROM sync_batches WHERE kind = 'rollback'"_s)));
            const QWidgetList all = QApplication::topLevelWidgets();
            for (QWidget *widget : all)
                if (auto *dialog = qobject_cast<QDialog *>(widget))
                    dialog->reject();
        });
        QCOMPARE(shopPrices(), before);
    }
};

QTEST_MAIN(TestManyVariants)
#include "tst_manyvariants.moc"
