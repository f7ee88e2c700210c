// The dialog with real widgets, over the demo shop and a private PostgreSQL.

#include "ui/settings/connectionsdialog.h"

#include "tests/support/connectionsscene.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "ui/settings/secretedit.h"
#include "ui/settings/testlines.h"
#include "ui/settings/welcomewindow.h"
#include "ui/style/noticepanel.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using Ui::ConnectionsDialog;

namespace {

template <typename Widget = QAbstractButton>
Widget *find(QWidget &parent, const QString &name)
{
    return parent.findChild<Widget *>(name);
}

void click(QWidget &parent, const QString &name)
{
    auto *target = find<QAbstractButton>(parent, name);
    if (!target || !target->isEnabled())
        qFatal("there is no button %s to click", qPrintable(name));
    // Only a radio button's text takes the mouse, wherever the layout puts it.
    if (qobject_cast<QRadioButton *>(target))
        target->click();
    else
        QTest::mouseClick(target, Qt::LeftButton);
}

void type(QWidget &parent, const QString &name, const QString &text)
{
    auto *edit = find<QLineEdit>(parent, name);
    edit->clear();
    QTest::keyClicks(edit, text);
}

/// The dialog, shown, with all it needs.
struct Shown
{
    explicit Shown(const QString &openProfile = {}, Sync::SettingOverrides overrides = {})
        : scene(std::move(overrides))
        , dialog(scene.connections, openProfile)
    {
        dialog.show();
    }

    QString lines(const QString &name) { return find<Ui::TestLines>(dialog, name)->text(); }
    Ui::NoticePanel &notices() { return *dialog.findChild<Ui::NoticePanel *>(); }

    Fakes::ConnectionsScene scene;
    ConnectionsDialog dialog;
};

} // namespace

class TestConnectionsDialog final : public QObject
{
    Q_OBJECT

    TestSupport::DemoShop m_shop;
    std::unique_ptr<Tests::PrivatePostgres> m_postgres;
    std::unique_ptr<Ui::Theme> m_theme;

    void fillIn(Shown &shown, const QString &token)
    {
        shown.dialog.showNew();
        type(shown.dialog, u"shopAddress"_s, m_shop.url());
        type(shown.dialog, u"accessToken"_s, token);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Ui::Theme>(*qApp);
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_postgres = std::make_unique<Tests::PrivatePostgres>();
    }

    void cleanupTestCase()
    {
        m_postgres.reset();
        m_theme.reset();
    }

    void aRightTokenIsTestedSavedAndOpened()
    {
        Shown shown;
        fillIn(shown, m_shop.token());
        QCOMPARE(find<QLabel>(shown.dialog, u"shopAddressRemark"_s)->text(), u"Using %1."_s.arg(m_shop.url()));
        click(shown.dialog, u"testShop"_s);
        QTRY_VERIFY(shown.lines(u"shopLines"_s).contains(u"Every right that is needed"));
        QVERIFY(!shown.lines(u"shopLines"_s).contains(u"Failed"));
        find<QSpinBox>(shown.dialog, u"safety-most-products"_s)->setValue(77);
        find<QSpinBox>(shown.dialog, u"safety-most-price-move"_s)->setValue(30);
        QSignalSpy opened(&shown.dialog, &ConnectionsDialog::openRequested);
        click(shown.dialog, u"openProfile"_s);
        QVERIFY(opened.wait());
        const QString name = opened.first().first().toString();
        QCOMPARE(shown.scene.store.read(name).breaker, (Sync::BreakerNumbers{.products = 77, .priceMove = 30}));
        QCOMPARE(shown.scene.store.current(), name);
        QCOMPARE(shown.scene.store.read(name).shop, m_shop.url());
        QVERIFY(!shown.dialog.isVisible());
        QVERIFY(!shown.scene.fileText().contains(m_shop.token().toUtf8()));
    }

    void whatIsWrongIsSaidInWords_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("says");
        QTest::newRow("wrong token") << u"shpat_wrong"_s << u"Shopify does not accept this access token."_s;
        QTest::newRow("missing rights")
            << m_shop.readOnlyToken()
            << u"Missing: write_products, write_inventory, write_publications, write_files."_s;
    }

    void whatIsWrongIsSaidInWords()
    {
        QFETCH(QString, token);
        QFETCH(QString, says);
        Shown shown;
        fillIn(shown, token);
        click(shown.dialog, u"testShop"_s);
        QTRY_VERIFY2(shown.lines(u"shopLines"_s).contains(says), qPrintable(shown.lines(u"shopLines"_s)));
        QVERIFY(!shown.lines(u"shopLines"_s).contains(token));
        // Saving is allowed all the same: the token may be granted what is missing later.
        QVERIFY(find(shown.dialog, u"saveProfile"_s)->isEnabled());
    }

    void aShopThatDoesNotAnswerIsSaid()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString gone = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
        server.close();
        Shown shown;
        shown.dialog.showNew();
        type(shown.dialog, u"shopAddress"_s, gone);
        type(shown.dialog, u"accessToken"_s, m_shop.token());
        click(shown.dialog, u"testShop"_s);
        QTRY_VERIFY(shown.lines(u"shopLines"_s).contains(u"does not accept connections"));
    }

    void clientIdAndSecretAreTheOtherWay()
    {
        Shown shown;
        shown.dialog.showNew();
        type(shown.dialog, u"shopAddress"_s, m_shop.url());
        click(shown.dialog, u"accessByClient"_s);
        QVERIFY(!find<QLineEdit>(shown.dialog, u"accessToken"_s)->isVisible());
        type(shown.dialog, u"clientId"_s, m_shop.clientId());
        type(shown.dialog, u"clientSecret"_s, m_shop.clientSecret());
        // The demo shop's secret is its token, which does look like one.
        QVERIFY(find<QLabel>(shown.dialog, u"clientSecretRemark"_s)->text().contains(u"looks like an access token"));
        QVERIFY(!find(shown.dialog, u"saveProfile"_s)->isEnabled());
        type(shown.dialog, u"clientSecret"_s, u"shpss_wrong"_s);
        click(shown.dialog, u"testShop"_s);
        QTRY_VERIFY(shown.lines(u"shopLines"_s).contains(u"does not accept this client id and secret"));
    }

    void aSecretIsNeitherShownNorCopied()
    {
        Shown shown;
        fillIn(shown, u"shpat_canary"_s);
        auto *edit = find<Ui::SecretEdit>(shown.dialog, u"accessToken"_s);
        QVERIFY(!edit->displayText().contains(u"canary"));
        QGuiApplication::clipboard()->setText(u"before"_s);
        edit->selectAll();
        edit->copy();
        QCOMPARE(edit->text(), u"shpat_canary"_s);
        edit->cut();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
        // Once kept it does not come back into the field.
        type(shown.dialog, u"accessToken"_s, m_shop.token());
        click(shown.dialog, u"saveProfile"_s);
        QTRY_VERIFY(edit->text().isEmpty());
        QTRY_VERIFY(edit->placeholderText().contains(u"Kept"));
    }

    void aDatabaseOnAServerIsTested()
    {
        const auto database = m_postgres->createDatabase(Tests::PrivatePostgres::Migrated::No);
        const QString address
            = u"postgresql://password_user@/%1?host=%2&port=%3"_s.arg(database.database, database.host)
                  .arg(database.port);
        Shown shown;
        fillIn(shown, m_shop.token());
        click(shown.dialog, u"databaseServer"_s);
        type(shown.dialog, u"databaseAddress"_s, address);
        type(shown.dialog, u"databasePassword"_s, u"wrong"_s);
        click(shown.dialog, u"testDatabase"_s);
        QTRY_VERIFY2(
            shown.lines(u"databaseLines"_s).contains(u"refused the user"), qPrintable(shown.lines(u"databaseLines"_s)));
        type(shown.dialog, u"databasePassword"_s, u"right-password"_s);
        QVERIFY(shown.lines(u"databaseLines"_s).isEmpty());
        click(shown.dialog, u"testDatabase"_s);
        QTRY_VERIFY(shown.lines(u"databaseLines"_s).contains(u"may open"));
        click(shown.dialog, u"saveProfile"_s);
        QTRY_VERIFY(!find(shown.dialog, u"saveProfile"_s)->isEnabled());
        QVERIFY(shown.scene.fileText().contains("password_user"));
        QVERIFY(!shown.scene.fileText().contains("right-password"));
    }

    void withoutAKeychainTheSessionIsOffered()
    {
        Shown shown;
        shown.scene.keychain.isThere = false;
        fillIn(shown, m_shop.token());
        QTRY_VERIFY(shown.notices().has(u"keychain"_s));
        QVERIFY(shown.notices().text(u"keychain"_s).contains(u"for this session only"));
        QTRY_COMPARE(find(shown.dialog, u"saveProfile"_s)->text(), u"Save for This Session"_s);
        click(shown.dialog, u"saveProfile"_s);
        QTRY_COMPARE(find(shown.dialog, u"saveProfile"_s)->text(), u"Save"_s);
        QVERIFY(!shown.scene.fileText().contains(m_shop.token().toUtf8()));
    }

    void aSecretThatTheKeychainDoesNotTakeIsNotOpenedWithoutAWord()
    {
        Shown shown;
        fillIn(shown, m_shop.token());
        QTRY_VERIFY(find(shown.dialog, u"openProfile"_s)->isEnabled());
        shown.scene.keychain.takes = false;
        click(shown.dialog, u"openProfile"_s);
        QTRY_VERIFY(shown.notices().has(u"keychain"_s));
        QVERIFY(shown.notices().text(u"keychain"_s).contains(u"for this session only"));
        QVERIFY(shown.dialog.isVisible());
        // It is not lost: it opens without being typed again.
        QTRY_COMPARE(find(shown.dialog, u"openProfile"_s)->text(), u"Open"_s);
        QTRY_VERIFY(find(shown.dialog, u"openProfile"_s)->isEnabled());
        click(shown.dialog, u"openProfile"_s);
        QTRY_VERIFY(!shown.dialog.isVisible());
    }

    void aSetUpWhoseSecretStaysIsKept()
    {
        Shown shown;
        fillIn(shown, m_shop.token());
        click(shown.dialog, u"saveProfile"_s);
        auto *list = find<QListWidget>(shown.dialog, u"connectionsList"_s);
        QTRY_COMPARE(list->count(), 2);
        QTRY_VERIFY(find(shown.dialog, u"removeProfile"_s)->isVisible());
        shown.scene.keychain.letsGo = false;
        click(shown.dialog, u"removeProfile"_s);
        click(*find<QMessageBox>(shown.dialog, u"removeQuestion"_s), u"removeQuestionAct"_s);
        QTRY_VERIFY(shown.notices().has(u"failure"_s));
        QVERIFY(shown.notices().text(u"failure"_s).contains(u"did not let go"));
        QCOMPARE(list->count(), 2);
    }

    void whatWasTypedIsNotDroppedUnasked()
    {
        Shown shown;
        fillIn(shown, u"shpat_0123"_s);
        QTest::keyClick(&shown.dialog, Qt::Key_Escape);
        auto *question = find<QMessageBox>(shown.dialog, u"discardQuestion"_s);
        QVERIFY(question && question->isVisible());
        QTest::keyClick(question, Qt::Key_Escape);
        QVERIFY(shown.dialog.isVisible());
        QTRY_VERIFY(!find<QMessageBox>(shown.dialog, u"discardQuestion"_s));
        QTest::keyClick(&shown.dialog, Qt::Key_Escape);
        click(*find<QMessageBox>(shown.dialog, u"discardQuestion"_s), u"discardQuestionAct"_s);
        QTRY_VERIFY(!shown.dialog.isVisible());
        QVERIFY(shown.scene.settings.allKeys().isEmpty());
    }

    void aSetUpIsRemovedWithItsSecrets()
    {
        Shown shown;
        fillIn(shown, m_shop.token());
        click(shown.dialog, u"saveProfile"_s);
        auto *list = find<QListWidget>(shown.dialog, u"connectionsList"_s);
        QTRY_COMPARE(list->count(), 2);
        QTRY_VERIFY(find(shown.dialog, u"removeProfile"_s)->isVisible());
        click(shown.dialog, u"removeProfile"_s);
        click(*find<QMessageBox>(shown.dialog, u"removeQuestion"_s), u"removeQuestionAct"_s);
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(!shown.scene.fileText().contains(m_shop.url().toUtf8()));
        fillIn(shown, {});
        QTest::qWait(50);
        QVERIFY(!find(shown.dialog, u"saveProfile"_s)->isEnabled()); // the token is gone too
    }

    void theOpenOneStaysAndIsOpenedAgainWhenChanged()
    {
        Fakes::ConnectionsScene scene;
        QVERIFY(scene.store.keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        QVERIFY(scene.connections
                    .keepSecrets(scene.store.read(u"example"_s), {.accessToken = Sync::Secret(u"shpat_0123"_s)})
                    .result()
                    .isOk());
        ConnectionsDialog dialog(scene.connections, u"example"_s);
        dialog.showProfile(u"example"_s);
        dialog.show();
        QVERIFY(find<QLineEdit>(dialog, u"shopAddress"_s)->isReadOnly());
        QVERIFY(!find(dialog, u"removeProfile"_s)->isEnabled());
        QVERIFY(!find(dialog, u"openProfile"_s)->isEnabled());
        find<QComboBox>(dialog, u"safeLevelChoice"_s)->setCurrentIndex(1);
        QTRY_VERIFY(find(dialog, u"openProfile"_s)->isEnabled());
        QCOMPARE(find(dialog, u"openProfile"_s)->text(), u"Save and Open Again"_s);
        QSignalSpy opened(&dialog, &ConnectionsDialog::openRequested);
        click(dialog, u"openProfile"_s);
        QVERIFY(opened.wait());
        QCOMPARE(scene.store.read(u"example"_s).safeLevel, Sync::SafeLevel::Locked);
    }

    void theDemoIsOpenedAsItIs()
    {
        Shown shown;
        shown.dialog.showProfile(u"demo"_s);
        QVERIFY(!find(shown.dialog, u"saveProfile"_s)->isVisible());
        QSignalSpy opened(&shown.dialog, &ConnectionsDialog::openRequested);
        click(shown.dialog, u"openProfile"_s);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(shown.scene.store.current(), u"demo"_s);
    }

    void whatWinsOverTheSetUpIsSaid()
    {
        Sync::SettingOverrides overrides;
        overrides.environment.insert(u"SHOPIFY_SHOP_URL"_s, u"other"_s);
        Shown shown({}, overrides);
        QVERIFY(shown.notices().text(u"overrides"_s).contains(u"SHOPIFY_SHOP_URL"));
    }

    void aFileIsLookedIntoBeforeItIsTaken()
    {
        Shown shown;
        shown.dialog.showProfile(u"demo"_s);
        const QString path = shown.scene.folder.filePath(u".env"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "SHOPIFY_SHOP_URL=example.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_canary\nREDIS_URL=redis://localhost\n");
        file.close();
        shown.dialog.importFile(path);
        auto *dialog = find<QDialog>(shown.dialog, u"importDialog"_s);
        QVERIFY(dialog);
        auto *taken = find<QTreeWidget>(*dialog, u"importTaken"_s);
        QCOMPARE(taken->topLevelItemCount(), 2);
        QVERIFY(!taken->topLevelItem(1)->text(1).contains(u"canary"));
        QVERIFY(find<QLabel>(*dialog, u"importLeft"_s)->text().contains(u"REDIS_URL"));
        click(*dialog, u"takeImport"_s);
        QCOMPARE(find<QLineEdit>(shown.dialog, u"shopAddress"_s)->text(), u"example.myshopify.com"_s);
        QVERIFY(shown.scene.settings.allKeys().isEmpty());
        click(shown.dialog, u"saveProfile"_s);
        QTRY_COMPARE(shown.scene.store.names(), (QStringList{u"demo"_s, u"example"_s}));
        QVERIFY(!shown.scene.fileText().contains("canary"));
    }

    void aFileOfNoUseIsSaidToBe()
    {
        Shown shown;
        shown.dialog.importFile(u"/nowhere/.env"_s);
        QVERIFY(shown.notices().text(u"failure"_s).contains(u"/nowhere/.env"));
    }

    void everyFocusableWidgetHasNames()
    {
        Shown shown;
        shown.dialog.showNew();
        click(shown.dialog, u"databaseServer"_s);
        const QList<QWidget *> widgets = shown.dialog.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            const bool inner = widget->objectName().startsWith(u"qt_")
                || qstrcmp(widget->metaObject()->className(), "QComboBoxListView") == 0;
            if (inner || !widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const QString who = QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName();
            QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(), qPrintable(who));
        }
    }

    void theWelcomeOffersThreeWays()
    {
        Ui::WelcomeWindow welcome;
        welcome.show();
        QSignalSpy demo(&welcome, &Ui::WelcomeWindow::demoRequested);
        QSignalSpy shop(&welcome, &Ui::WelcomeWindow::connectRequested);
        QSignalSpy existing(&welcome, &Ui::WelcomeWindow::openExistingRequested);
        QSignalSpy closed(&welcome, &Ui::WelcomeWindow::closed);
        QCOMPARE(welcome.focusWidget()->objectName(), u"welcomeDemo"_s);
        QTest::keyClick(welcome.focusWidget(), Qt::Key_Space);
        click(welcome, u"welcomeConnect"_s);
        click(welcome, u"welcomeExisting"_s);
        welcome.close();
        QCOMPARE(demo.size() + shop.size() + existing.size() + closed.size(), 4);
    }
};

QTEST_MAIN(TestConnectionsDialog)
#include "tst_connectionsdialog.moc"
