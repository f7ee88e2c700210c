// Grabs the Welcome, the Connections dialog in its states and the look into a file, light and dark, into a folder.
// Set QT_SCALE_FACTOR=2 for pictures of dense screens.

#include "tests/support/connectionsscene.h"
#include "tests/support/demoshop.h"
#include "ui/settings/connectionsdialog.h"
#include "ui/settings/welcomewindow.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

class Capture
{
public:
    Capture(TestSupport::DemoShop &shop, QString folder)
        : m_shop(shop)
        , m_folder(std::move(folder))
    { }

    void all(const QString &scheme)
    {
        Ui::WelcomeWindow welcome;
        show(welcome, scheme % u"-welcome"_s);
        Fakes::ConnectionsScene scene;
        keepExample(scene);
        Ui::ConnectionsDialog dialog(scene.connections, u"demo"_s);
        dialog.showProfile(u"demo"_s);
        show(dialog, scheme % u"-demo"_s);
        dialog.showProfile(u"example"_s);
        show(dialog, scheme % u"-kept"_s);
        dialog.showNew();
        show(dialog, scheme % u"-new"_s);
        type(dialog, u"shopAddress"_s, m_shop.url());
        type(dialog, u"accessToken"_s, m_shop.readOnlyToken());
        test(dialog);
        show(dialog, scheme % u"-rights-missing"_s);
        type(dialog, u"accessToken"_s, u"shpat_wrong"_s);
        test(dialog);
        show(dialog, scheme % u"-refused"_s);
        type(dialog, u"accessToken"_s, m_shop.token());
        test(dialog);
        dialog.findChild<QAbstractButton *>(u"databaseServer"_s)->click();
        type(dialog, u"databaseAddress"_s, u"postgresql://anna@db.example.com/shop"_s);
        show(dialog, scheme % u"-whole"_s);
        auto *scroll = dialog.findChild<QScrollArea *>(u"connectionsScroll"_s);
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        show(dialog, scheme % u"-whole-end"_s);
        scene.keychain.isThere = false;
        dialog.showNew();
        type(dialog, u"shopAddress"_s, u"https://www.example.com"_s);
        type(dialog, u"accessToken"_s, u"shpss_0123"_s);
        show(dialog, scheme % u"-misfits"_s);
        lookInto(dialog, scene);
        show(*dialog.findChild<QDialog *>(u"importDialog"_s), scheme % u"-import"_s);
    }

    bool failed() const { return m_failed; }

private:
    static void keepExample(Fakes::ConnectionsScene &scene)
    {
        const Sync::Profile example{.name = u"example"_s, .shop = u"example.myshopify.com"_s};
        if (scene.store.keep(example).isOk())
            scene.connections.keepSecrets(example, {.accessToken = Sync::Secret(u"shpat_0123"_s)}).waitForFinished();
    }

    static void type(QWidget &dialog, const QString &name, const QString &text)
    {
        dialog.findChild<QLineEdit *>(name)->setText(text);
    }

    static void test(QWidget &dialog)
    {
        auto *button = dialog.findChild<QAbstractButton *>(u"testShop"_s);
        button->click();
        if (!QTest::qWaitFor([button] { return button->isEnabled(); }))
            qFatal("The test of the shop did not end.");
    }

    static void lookInto(Ui::ConnectionsDialog &dialog, Fakes::ConnectionsScene &scene)
    {
        QFile file(scene.folder.filePath(u".env"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("SHOPIFY_SHOP_URL=example.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_0123\n"
                       "SHOPIFY_API_VERSION=2024-01\nDATABASE_URL=postgresql://anna:secret@db.example.com/shop\n"
                       "REDIS_URL=redis://localhost\n");
        file.close();
        dialog.importFile(file.fileName());
    }

    void show(QWidget &widget, const QString &name)
    {
        widget.show();
        QTest::qWait(150);
        if (!widget.grab().save(m_folder % u'/' % name % u".png"_s)) {
            std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
            m_failed = true;
        }
    }

    TestSupport::DemoShop &m_shop;
    QString m_folder;
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString folder = application.arguments().value(1, u"pictures"_s);
    TestSupport::DemoShop shop;
    if (!QDir().mkpath(folder) || !shop.start()) {
        std::fprintf(stderr, "cannot make the folder %s, or there is no shop: %s\n", qPrintable(folder),
            qPrintable(shop.error()));
        return 1;
    }
    Ui::Theme theme(application);
    Capture capture(shop, folder);
    for (const auto &[appearance, name] :
        {std::pair{Ui::Appearance::Light, u"light"_s}, {Ui::Appearance::Dark, u"dark"_s}}) {
        theme.setAppearance(appearance);
        capture.all(name);
    }
    return capture.failed() ? 1 : 0;
}
