#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/productspage.h"
#include "ui/style/theme.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using Fakes::FakeReader;

namespace {

/// A page's surroundings, fresh for every picture.
struct Desk
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    FakeReader reader;
    FakeEngine engine;

    void fill()
    {
        reader.makeCatalogue(640);
        reader.makeStaged(240);
        reader.counts.products = 640;
        reader.counts.inSync = 348;
        reader.counts.conflicts = 58;
        reader.counts.failed = 57;
        reader.counts.stagedPending = 180;
        engine.state = FakeEngine::healthyDesk();
    }
};

Sync::Failure offline()
{
    return {Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s,
        u"What you see may be out of date; nothing is lost."_s, u"Check the network, or wait a moment."_s};
}

class Gallery final
{
public:
    Gallery(QDir folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    void picture(const QString &name, Desk &desk, QWidget &page)
    {
        page.resize(1'120, 760);
        page.show();
        settle(desk);
        shoot(name, desk, page);
    }

    void shoot(const QString &name, Desk &desk, QWidget &page)
    {
        settle(desk);
        page.grab().save(m_folder.filePath(name + m_suffix + u".png"_s));
    }

private:
    static void settle(Desk &desk)
    {
        for (int calm = 0; calm < 5; ++calm) {
            calm = desk.reader.answers().waiting() + desk.engine.answers().waiting() > 0 ? 0 : calm;
            QTest::qWait(30);
        }
    }

    QDir m_folder;
    QString m_suffix;
};

void products(Gallery &gallery)
{
    {
        Desk desk;
        desk.fill();
        Ui::ProductsPage page(desk.engine, desk.reader, desk.settings);
        gallery.picture(u"products-full"_s, desk, page);
        page.findChild<Ui::TableView *>(u"productsTable"_s)->selectId(6);
        gallery.shoot(u"products-failed-row"_s, desk, page);
        desk.reader.answers().failAll(offline());
        Q_EMIT desk.reader.catalogueChanged();
        QTest::qWait(300);
        gallery.shoot(u"products-failing"_s, desk, page);
    }
    {
        Desk desk;
        Ui::ProductsPage page(desk.engine, desk.reader, desk.settings);
        gallery.picture(u"products-empty"_s, desk, page);
    }
    {
        Desk desk;
        desk.fill();
        Ui::ProductsPage page(desk.engine, desk.reader, desk.settings);
        page.showWith({{u"text"_s, u"no such thing"_s}, {u"syncStatus"_s, u"error"_s}});
        gallery.picture(u"products-no-match"_s, desk, page);
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Ui::Theme theme(application);
    const QString scheme = QString::fromLocal8Bit(argc > 2 ? argv[2] : "light");
    theme.setAppearance(scheme == u"dark" ? Ui::Appearance::Dark : Ui::Appearance::Light);
    QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(u"."_s);
    Gallery gallery(folder, u'-' + scheme);
    products(gallery);
    return 0;
}
