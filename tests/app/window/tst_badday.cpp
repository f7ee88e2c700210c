#include "tests/support/sitting.h"

#include "app/startup/configuration.h"
#include "sync/db/pgsession.h"
#include "tests/support/certificates.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/smalldisk.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace TestSupport;
using Sync::ConnectionSettings;
using Sync::PgSession;
using Tests::PrivatePostgres;

namespace {

constexpr int products = 40;

QJsonArray fault(const QString &match, const QString &action, QJsonObject details = {})
{
    details.insert(u"match"_s, match);
    details.insert(u"action"_s, action);
    return {details};
}

} // namespace

/// The program with its window on days when something is wrong: it opens, says what is wrong, stays alive and goes on
/// when it is mended.
class TestBadDay final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    DemoShop m_shop{{.products = products, .bulkFileCache = {}, .more = {}}};
    ConnectionSettings m_database;
    std::unique_ptr<Sitting> m_sitting;

    void sit(const std::function<void()> &steps) { sit(m_shop.url(), m_shop.token(), steps); }
    void sit(const QString &url, const QString &token, const std::function<void()> &steps)
    {
        m_sitting = std::make_unique<Sitting>(m_database, url, token);
        m_sitting->run(steps);
    }
    Ui::MainWindow &window() { return m_sitting->window(); }

    static QString text(const ConnectionSettings &database, const QString &query)
    {
        const auto session = PgSession::open(database);
        const auto rows = session ? (*session)->executeText(query) : Sync::Result<Sync::PgRows>(session.failure());
        return rows ? rows->first().text(0) : rows.failure().detail;
    }
    static void execute(const ConnectionSettings &database, const QString &statement)
    {
        const auto session = PgSession::open(database);
        const auto done
            = session ? (*session)->executeScript(statement.toUtf8()) : Sync::Result<Sync::Done>(session.failure());
        QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
    }
    static QString link(const QString &name)
    {
        const QWidget *button = Sitting::visible(name);
        return button ? button->accessibleName() + u' ' + button->toolTip() : QString();
    }
    /// Starts a whole pull on the Sync page and waits for its last word.
    QString pull()
    {
        window().openPage(u"sync"_s, {{u"choice"_s, u"full"_s}});
        if (!Sitting::click(u"startRun"_s))
            return u"the pull could not be started: "_s + Sitting::text(u"blockedBy"_s);
        return lastWord();
    }
    static QString lastWord()
    {
        (void)QTest::qWaitFor([] { return !Sitting::text(u"resultSentence"_s).isEmpty(); }, 60'000);
        return Sitting::text(u"resultSentence"_s);
    }
    /// Pulls and applies everything, by hand.
    void fillCatalogue()
    {
        const QString said = pull();
        QVERIFY2(said.contains(u"changes are waiting for review"_s), qPrintable(said));
        window().openPage(u"review"_s, {{u"tab"_s, u"pending"_s}});
        QVERIFY(Sitting::click(u"approveShown"_s));
        QVERIFY(Sitting::click(u"writeApproved"_s));
        const QString all = u"SELECT (count(*) = %1)::text FROM products WHERE shopify_sync_status = 'synced'"_s.arg(
            text(m_database, u"SELECT count(*)::text FROM shopify_products"_s));
        QTRY_COMPARE_WITH_TIMEOUT(text(m_database, all), u"true"_s, 60'000);
    }
    /// Opens the product form on the first product and gives its editor for a field.
    QLineEdit *openForm(const QString &field)
    {
        window().openPage(u"products"_s);
        auto *table = window().findChild<Ui::TableView *>(u"productsTable"_s);
        if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }, 20'000))
            return nullptr;
        table->setCurrentIndex(table->model()->index(0, 0));
        const QString name = u"field_"_s + field;
        if (!QTest::qWaitFor(
                [&name] {
                    return Sitting::visible<QLineEdit>(name) && !Sitting::visible<QLineEdit>(name)->text().isEmpty();
                },
                20'000))
            return nullptr;
        return Sitting::visible<QLineEdit>(name);
    }
    static void type(QLineEdit *editor, const QString &what)
    {
        editor->setFocus();
        editor->selectAll();
        QTest::keyClicks(editor, what);
        QTest::keyClick(editor, Qt::Key_Return);
    }
    static QAbstractButton *buttonSaying(const QString &words)
    {
        const QWidgetList all = QApplication::allWidgets();
        for (QWidget *widget : all)
            if (auto *button = qobject_cast<QAbstractButton *>(widget);
                button && button->isVisible() && button->text() == words)
                return button;
        return nullptr;
    }
    /// A notice above the form, and nothing of the edit gone.
    static QString notice()
    {
        QStringList said;
        const QWidgetList all = QApplication::allWidgets();
        for (const QWidget *widget : all)
            if (const auto *label = qobject_cast<const QLabel *>(widget);
                label && label->isVisible() && label->objectName() == u"noticeText"_s)
                said += label->text();
        return said.join(u' ');
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_shop.start(), qPrintable(m_shop.error())); }

    void init()
    {
        m_database = m_postgres.createDatabase();
        m_shop.reset();
        m_shop.faults({});
    }

    void cleanup()
    {
        m_sitting.reset();
        if (!m_postgres.isRunning())
            m_postgres.start();
    }

    void theShopCannotBeUsed_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("says");
        QTest::newRow("nobody there") << u"http://127.0.0.1:1"_s << m_shop.token()
                                      << u"127.0.0.1:1 does not accept connections."_s;
        QTest::newRow("wrong token") << m_shop.url() << u"shpat_wrong"_s << u"Shopify no longer accepts this access."_s;
        QTest::newRow("missing scope")
            << m_shop.url() << m_shop.readOnlyToken()
            << u"Missing: write_products, write_inventory, write_publications, write_files."_s;
    }

    /// The window opens on the catalogue all the same, says why, and a pull ends with the same words.
    void theShopCannotBeUsed()
    {
        QFETCH(QString, url);
        QFETCH(QString, token);
        QFETCH(QString, says);
        sit(url, token, [&] {
            window();
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkShopify"_s).contains(says), qPrintable(link(u"linkShopify"_s)), 30'000);
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkDatabase"_s).contains(u"connected"_s), qPrintable(link(u"linkDatabase"_s)), 30'000);
            window().openPage(u"products"_s);
            QTRY_VERIFY(Sitting::visible(u"productsTable"_s) || buttonSaying(u"Pull from Shopify"_s));
            if (token == m_shop.readOnlyToken()) {
                const QString said = pull(); // reading is allowed
                QVERIFY2(said.contains(u"%1 changes are waiting"_s.arg(products)), qPrintable(said));
                return;
            }
            window().openPage(u"sync"_s, {{u"choice"_s, u"full"_s}});
            QTRY_VERIFY2_WITH_TIMEOUT(Sitting::text(u"blockedBy"_s).contains(u"see “Shopify” above"_s),
                qPrintable(Sitting::text(u"blockedBy"_s)), 30'000);
            const auto *line = window().findChild<QWidget *>(u"preflight-shopify"_s);
            QVERIFY(line && line->findChild<QLabel *>(u"sentence"_s)->text().contains(says));
            QVERIFY(m_sitting->longestGap() < 4s);
        });
        QCOMPARE(text(m_database, u"SELECT count(*)::text FROM products"_s), u"0"_s);
    }

    void theShopsCertificateIsWrong()
    {
        Certificates certificates;
        RawHttpServer server([](QTcpSocket &, const RawRequest &) {}, certificates.make(CertificateFlaw::Expired));
        sit(server.url().toString(), m_shop.token(), [&] {
            window();
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkShopify"_s).contains(u"has expired"_s), qPrintable(link(u"linkShopify"_s)), 30'000);
        });
        QVERIFY(server.requests().isEmpty());
    }

    void theShopComesBack()
    {
        const QString port = QString::number(QUrl(m_shop.url()).port());
        m_shop.kill();
        sit([&] {
            window();
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"does not accept connections"_s), 30'000);
            DemoShop again({.products = products, .bulkFileCache = {}, .more = {u"--port"_s, port}});
            QVERIFY2(again.start(), qPrintable(again.error()));
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkShopify"_s).contains(u"connected"_s), qPrintable(link(u"linkShopify"_s)), 60'000);
            const QString said = pull();
            QVERIFY2(said.contains(u"%1 changes are waiting"_s.arg(products)), qPrintable(said));
        });
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    }

    void aDamagedFileIsNamedAndPulledAgain()
    {
        m_shop.faults(fault(u"bulkOperationRunQuery"_s, u"corrupt"_s, {{u"how"_s, u"cutInCharacter"_s}}));
        sit([&] {
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"connected"_s), 30'000);
            const QString said = pull();
            QVERIFY2(said.contains(u"of the file from Shopify is cut off or damaged."_s), qPrintable(said));
            QVERIFY2(said.contains(u"The catalogue was not changed."_s) && said.contains(u"Pull again."_s),
                qPrintable(said));
            QCOMPARE(text(m_database, u"SELECT count(*)::text FROM staged_product_changes"_s), u"0"_s);
            m_shop.faults({});
            QVERIFY(Sitting::click(u"retryRun"_s));
            QTRY_VERIFY2_WITH_TIMEOUT(
                Sitting::text(u"resultSentence"_s).contains(u"%1 changes are waiting"_s.arg(products)),
                qPrintable(Sitting::text(u"resultSentence"_s)), 60'000);
            QVERIFY(m_sitting->longestGap() < 4s);
        });
    }

    void aDatabaseKilledUnderAnEditKeepsTheDraft()
    {
        sit([&] {
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"connected"_s), 30'000);
            fillCatalogue();
            QLineEdit *title = openForm(u"title"_s);
            QVERIFY(title);
            const QString before = title->text();
            // Test servers commit without waiting for their log; what came before this test's edit is to be there
            // again.
            const auto session = PgSession::open(m_database);
            QVERIFY(session && (*session)->executeText(u"CHECKPOINT"_s));
            m_postgres.kill();
            type(title, u"Typed while it was away"_s);
            QTRY_VERIFY2_WITH_TIMEOUT(
                notice().contains(u"Your edit is kept here as a draft."_s), qPrintable(notice()), 30'000);
            QCOMPARE(title->text(), u"Typed while it was away"_s);
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkDatabase"_s).contains(u"Failed"_s), qPrintable(link(u"linkDatabase"_s)), 30'000);
            for (const QString &page : {u"overview"_s, u"review"_s, u"history"_s, u"logs"_s, u"products"_s})
                window().openPage(page); // none of them hangs
            QVERIFY2(m_sitting->longestGap() < 4s, "the window hung");
            m_postgres.start();
            QTRY_VERIFY2_WITH_TIMEOUT(
                link(u"linkDatabase"_s).contains(u"connected"_s), qPrintable(link(u"linkDatabase"_s)), 60'000);
            QCOMPARE(Sitting::visible<QLineEdit>(u"field_title"_s)->text(), u"Typed while it was away"_s);
            QTRY_VERIFY(buttonSaying(u"Save My Edit"_s));
            QTest::mouseClick(buttonSaying(u"Save My Edit"_s), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(
                text(m_database, u"SELECT count(*)::text FROM products WHERE name = 'Typed while it was away'"_s),
                u"1"_s, 30'000);
            QVERIFY(before != u"Typed while it was away"_s);
        });
    }

    void aFullDatabaseDiskIsSaidAndSurvived()
    {
        const SmallDisk disk(48);
        if (!disk.isMounted())
            QSKIP("Only who may mount can make a small disk.");
        execute(m_postgres.settings(),
            u"CREATE TABLESPACE cramped LOCATION '%1'"_s.arg(disk.folderFor(m_postgres.directory())));
        execute(m_postgres.settings(), u"ALTER DATABASE %1 SET TABLESPACE cramped"_s.arg(m_database.database));
        sit([&] {
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"connected"_s), 30'000);
            disk.fill();
            const QString said = pull();
            QVERIFY2(said.contains(u"The database's disk on this computer is full."_s), qPrintable(said));
            QVERIFY2(said.contains(u"Free space on that disk"_s), qPrintable(said));
            QVERIFY2(m_sitting->longestGap() < 4s, "the window hung");
            disk.empty();
            QVERIFY(Sitting::click(u"retryRun"_s));
            QTRY_VERIFY2_WITH_TIMEOUT(
                Sitting::text(u"resultSentence"_s).contains(u"%1 changes are waiting"_s.arg(products)),
                qPrintable(Sitting::text(u"resultSentence"_s)), 60'000);
        });
        m_sitting.reset();
        execute(m_postgres.settings(), u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_database.database));
        execute(m_postgres.settings(), u"DROP TABLESPACE cramped"_s);
    }

    void pricesThatAreNoneAreNotTaken()
    {
        sit([&] {
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"connected"_s), 30'000);
            fillCatalogue();
            QVERIFY(openForm(u"title"_s));
            Sitting::visible<Ui::SectionTabs>(u"productTabs"_s)->setCurrentIndex(1);
            auto *variants = window().findChild<Ui::TableView *>(u"variantsTable"_s);
            QTRY_VERIFY(variants->model()->rowCount() > 0);
            const QString prices = u"SELECT md5(string_agg(price::text, ',' ORDER BY id)) FROM product_variants"_s;
            const QString before = text(m_database, prices);
            for (const auto &[typed, says] : {std::pair{u"1e3"_s, u"The price needs a number like 12.50."_s},
                     {u"-5"_s, u"The price cannot be negative."_s}, {u"12.345"_s, u"at most 2 decimals"_s},
                     {u"∞"_s, u"The price needs a number like 12.50."_s}}) {
                variants->setFocus();
                variants->setCurrentIndex(variants->model()->index(0, 2));
                QTest::keyClick(variants, Qt::Key_F2);
                auto *editor = variants->findChild<QLineEdit *>(u"cellEditor"_s);
                QVERIFY(editor);
                editor->setText(typed);
                QTest::keyClick(editor, Qt::Key_Return);
                QTRY_VERIFY2_WITH_TIMEOUT(notice().contains(says), qPrintable(typed + u": "_s + notice()), 30'000);
                QVERIFY2(notice().contains(u"The value was not saved."_s), qPrintable(notice()));
                QCOMPARE(text(m_database, prices), before);
            }
            QTRY_VERIFY(buttonSaying(u"Discard My Edit"_s));
            QTest::mouseClick(buttonSaying(u"Discard My Edit"_s), Qt::LeftButton);
            QTRY_VERIFY(notice().isEmpty());
        });
    }

    void aSkuThatIsTakenIsSavedAndRemarkedOn()
    {
        sit([&] {
            QTRY_VERIFY_WITH_TIMEOUT(link(u"linkShopify"_s).contains(u"connected"_s), 30'000);
            fillCatalogue();
            QVERIFY(openForm(u"title"_s));
            Sitting::visible<Ui::SectionTabs>(u"productTabs"_s)->setCurrentIndex(1);
            auto *variants = window().findChild<Ui::TableView *>(u"variantsTable"_s);
            QTRY_VERIFY(variants->model()->rowCount() > 0);
            const QString mine = variants->model()->index(0, 1).data().toString();
            const QString other = text(
                m_database, u"SELECT sku FROM product_variants WHERE sku <> '%1' ORDER BY id DESC LIMIT 1"_s.arg(mine));
            variants->setFocus();
            variants->setCurrentIndex(variants->model()->index(0, 1));
            QTest::keyClick(variants, Qt::Key_F2);
            auto *editor = variants->findChild<QLineEdit *>(u"cellEditor"_s);
            QVERIFY(editor);
            editor->setText(other);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY2(notice().contains(u"is also used by"_s), qPrintable(notice()));
            QVERIFY(notice().startsWith(u"Saved."_s));
            QCOMPARE(
                text(m_database, u"SELECT count(*)::text FROM product_variants WHERE sku = '%1'"_s.arg(other)), u"2"_s);
        });
    }

    void aStartThatCannotBeSaysWhyAndIsTriedAgain_data()
    {
        QTest::addColumn<QString>("spoil");
        QTest::addColumn<QString>("mend");
        QTest::addColumn<QString>("says");
        QTest::newRow("newer schema")
            << u"INSERT INTO schema_migrations SELECT 999, 'tomorrow', 'x', now(), 'anna', '9.0'"_s
            << u"DELETE FROM schema_migrations WHERE version = 999"_s
            << u"was upgraded to version 999 by Syncdesk 9.0"_s;
        QTest::newRow("tables of others")
            << u"ALTER TABLE schema_migrations RENAME TO theirs"_s
            << u"ALTER TABLE theirs RENAME TO schema_migrations"_s << u"that Syncdesk did not make"_s;
    }

    void aStartThatCannotBeSaysWhyAndIsTriedAgain()
    {
        QFETCH(QString, spoil);
        QFETCH(QString, mend);
        QFETCH(QString, says);
        execute(m_database, spoil);
        sit([&] {
            QTRY_VERIFY2_WITH_TIMEOUT(
                Sitting::text(u"startHeading"_s).contains(says), qPrintable(Sitting::text(u"startHeading"_s)), 20'000);
            QVERIFY(!Sitting::text(u"startText"_s).isEmpty() && !Sitting::text(u"startDetail"_s).isEmpty());
            execute(m_database, mend);
            QVERIFY(Sitting::click(u"startRetryButton"_s));
            window();
        });
    }
};

QTEST_MAIN(TestBadDay)
#include "tst_badday.moc"
