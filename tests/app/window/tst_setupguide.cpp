#include "app/window/setupguide.h"

#include "tests/support/connectionsscene.h"
#include "ui/settings/connectionsdialog.h"
#include "ui/settings/welcomewindow.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using App::SetupGuide;

class TestSetupGuide final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Ui::Theme> m_theme;

    static QWidget *visible(const QString &name)
    {
        const QWidgetList all = QApplication::allWidgets();
        for (QWidget *widget : all)
            if (widget->objectName() == name && widget->isVisible())
                return widget;
        return nullptr;
    }

    static void click(const QString &name) { QTest::mouseClick(visible(name), Qt::LeftButton); }

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Ui::Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }

    void theDemoIsOneClickAndRemembered()
    {
        Fakes::ConnectionsScene scene;
        SetupGuide guide(scene.connections, u"demo"_s);
        QSignalSpy chosen(&guide, &SetupGuide::profileChosen);
        guide.showWelcome();
        click(u"welcomeDemo"_s);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"demo"_s);
        QCOMPARE(scene.store.current(), u"demo"_s);
    }

    void myShopOpensAnEmptyForm()
    {
        Fakes::ConnectionsScene scene;
        SetupGuide guide(scene.connections, u"demo"_s);
        guide.showWelcome();
        click(u"welcomeConnect"_s);
        auto *address = qobject_cast<QLineEdit *>(visible(u"shopAddress"_s));
        QVERIFY(address && address->text().isEmpty() && !address->isReadOnly());
        QVERIFY(scene.store.current().isEmpty()); // nothing is decided by looking
        click(u"closeConnections"_s);
        QTRY_VERIFY(!visible(u"connectionsDialog"_s));
        QVERIFY(visible(u"welcomeWindow"_s));
    }

    void anExistingSetUpIsOpened()
    {
        Fakes::ConnectionsScene scene;
        QVERIFY(scene.store.keep({.name = u"example"_s, .shop = u"example.myshopify.com"_s}).isOk());
        QVERIFY(scene.connections
                    .keepSecrets(scene.store.read(u"example"_s), {.accessToken = Sync::Secret(u"shpat_0123"_s)})
                    .result()
                    .isOk());
        QVERIFY(scene.store.setCurrent({}).isOk());
        SetupGuide guide(scene.connections, u"demo"_s);
        QSignalSpy chosen(&guide, &SetupGuide::profileChosen);
        guide.showWelcome();
        click(u"welcomeExisting"_s);
        QVERIFY(visible(u"importEnv"_s));
        QTRY_VERIFY(visible(u"openProfile"_s)->isEnabled());
        click(u"openProfile"_s);
        QCOMPARE(chosen.first().first().toString(), u"example"_s);
        QCOMPARE(scene.store.current(), u"example"_s);
    }

    void closingTheWelcomeQuits()
    {
        Fakes::ConnectionsScene scene;
        SetupGuide guide(scene.connections, u"demo"_s);
        QSignalSpy quit(&guide, &SetupGuide::quitRequested);
        guide.showWelcome();
        visible(u"welcomeWindow"_s)->close();
        QCOMPARE(quit.size(), 1);
    }

    void theDialogIsOpenedOnce()
    {
        Fakes::ConnectionsScene scene;
        SetupGuide guide(scene.connections, u"demo"_s);
        QWidget window;
        window.show();
        guide.openConnections(&window);
        guide.openConnections(&window);
        QCOMPARE(window.findChildren<Ui::ConnectionsDialog *>().size(), 1);
    }

    void aProfileThatIsNotThereOpensAnEmptyForm()
    {
        Fakes::ConnectionsScene scene;
        SetupGuide guide(scene.connections, u"nobody"_s);
        QWidget window;
        window.show();
        guide.openConnections(&window);
        QVERIFY(!qobject_cast<QLineEdit *>(visible(u"shopAddress"_s))->isReadOnly());
    }
};

QTEST_MAIN(TestSetupGuide)
#include "tst_setupguide.moc"
