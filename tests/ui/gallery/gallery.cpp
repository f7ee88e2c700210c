#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/products/productspage.h"
#include "ui/review/reviewpage.h"
#include "ui/review/sendpanel.h"
#include "ui/style/theme.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QDir>
#include <QTabWidget>
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
        for (int n = 1; n <= 8; ++n) {
            Sync::HistoryRow row;
            row.id = n;
            row.batch = {100 + n};
            row.product = {5};
            row.action = u"update"_s;
            row.outcome = n == 3 ? Sync::Outcome::Error : Sync::Outcome::Success;
            row.message = n == 3 ? u"Shopify refused the price."_s : QString();
            row.createdAt = QDateTime::currentDateTimeUtc().addSecs(-n * 7'000);
            reader.history += row;
        }
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
        auto *tabs = page.findChild<QTabWidget *>(u"productTabs"_s);
        page.findChild<Ui::TableView *>(u"productsTable"_s)->selectId(5);
        tabs->setCurrentIndex(1);
        gallery.shoot(u"products-variants"_s, desk, page);
        tabs->setCurrentIndex(2);
        gallery.shoot(u"products-history"_s, desk, page);
        tabs->setCurrentIndex(0);
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
        page.setLayoutDirection(Qt::RightToLeft);
        gallery.picture(u"products-right-to-left"_s, desk, page);
    }
    {
        Desk desk;
        desk.fill();
        Ui::ProductsPage page(desk.engine, desk.reader, desk.settings);
        page.showWith({{u"text"_s, u"no such thing"_s}, {u"syncStatus"_s, u"error"_s}});
        gallery.picture(u"products-no-match"_s, desk, page);
    }
}

void review(Gallery &gallery)
{
    {
        Desk desk;
        desk.fill();
        Ui::ReviewPage page(desk.engine, desk.reader, desk.settings);
        gallery.picture(u"review-full"_s, desk, page);
        auto *table = page.findChild<Ui::TableView *>(u"stagedTable"_s);
        table->selectId(7);
        gallery.shoot(u"review-conflict"_s, desk, page);
        table->selectId(5);
        page.findChild<Ui::TableView *>(u"fieldChangesTable"_s)->moveCurrent(2);
        gallery.shoot(u"review-html"_s, desk, page);
        table->selectId(11);
        gallery.shoot(u"review-create"_s, desk, page);
        page.showWith({{u"tab"_s, u"done"_s}});
        gallery.shoot(u"review-done"_s, desk, page);
        desk.reader.answers().failAll(offline());
        Q_EMIT desk.reader.stagedChanged();
        QTest::qWait(400);
        gallery.shoot(u"review-failing"_s, desk, page);
    }
    {
        Desk desk;
        Ui::ReviewPage page(desk.engine, desk.reader, desk.settings);
        gallery.picture(u"review-empty"_s, desk, page);
    }
    {
        Desk desk;
        desk.fill();
        QList<qint64> ids;
        for (const Sync::StagedDetail &detail : std::as_const(desk.reader.staged))
            if (detail.row.status == Sync::StagedStatus::Approved)
                ids += detail.row.id.value;
        Ui::SendPanel panel(desk.reader, ids, FakeEngine::healthyDesk(), 640);
        panel.show();
        gallery.shoot(u"send-panel"_s, desk, panel);
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
    review(gallery);
    return 0;
}
