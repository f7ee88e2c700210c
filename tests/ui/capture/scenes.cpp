#include "scenes.h"

#include "album.h"
#include "sync/api/stocklocation.h"
#include "ui/history/interruptiondialog.h"
#include "ui/products/deletedproductsdialog.h"
#include "ui/send/senddialog.h"
#include "ui/startup/startwindow.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;
using State = Fakes::DeskScene::State;
using Ui::ActionId;

namespace Capture {
namespace {

/// The window, its parts by name, and a picture of it.
class Sight
{
public:
    Sight(Album &album, State state)
        : m_album(album)
        , m_scene(album.open(state))
    { }

    DeskScene &scene() { return *m_scene; }
    Ui::MainWindow &window() { return m_scene->window(); }
    void go(const QString &page, const QVariantMap &filter = {})
    {
        window().openPage(page, filter);
        settle();
    }
    void settle() { Album::settle(*m_scene); }
    void shoot(const QString &name)
    {
        settle();
        m_album.save(window(), name);
    }
    template <typename Widget = QWidget>
    Widget &part(const QString &name)
    {
        auto *found = window().findChild<Widget *>(name);
        if (!found)
            qFatal("no widget %s", qUtf8Printable(name));
        return *found;
    }
    void press(const QString &button)
    {
        part<QAbstractButton>(button).click();
        settle();
    }
    void choose(const QString &table, qint64 id)
    {
        part<Ui::TableView>(table).selectId(id);
        settle();
    }
    /// As wide as on a screen that holds the window; the one without a display is narrower.
    void widen(QDialog &dialog)
    {
        dialog.resize(std::max(dialog.width(), std::min(1'120, window().width() - 40)), dialog.height());
        settle();
    }
    /// A picture of the dialog of this name, which is then left by its safe way out.
    void shootDialog(const QString &dialog, const QString &name)
    {
        settle();
        auto &shown = part<QDialog>(dialog);
        m_album.save(shown, name);
        shown.reject();
        settle();
    }

private:
    Album &m_album;
    std::unique_ptr<DeskScene> m_scene;
};

QStringList pagesOf(Ui::MainWindow &window)
{
    QStringList pages;
    for (const QAction *action : window.findChildren<QAction *>(QRegularExpression(u"^go-"_s)))
        pages += action->objectName().mid(3);
    return pages;
}

void pages(Album &album, State state, const QString &name)
{
    Sight sight(album, state);
    if (state != State::Empty) {
        sight.window().actions().action(ActionId::RunChecks)->trigger();
        sight.settle();
    }
    for (const QString &page : pagesOf(sight.window())) {
        sight.go(page);
        sight.shoot(name % u'-' % page);
    }
}

void saveMenu(Album &album, QMenu &menu, const QString &name)
{
    menu.ensurePolished();
    menu.resize(menu.sizeHint());
    album.save(menu, u"menu-"_s % name);
}

void products(Album &album)
{
    Sight sight(album, State::Full);
    sight.go(u"products"_s);
    sight.choose(u"productsTable"_s, 6);
    sight.shoot(u"products-failed-row"_s);
    sight.choose(u"productsTable"_s, 5);
    for (const auto &[tab, name] : {std::pair{1, u"products-variants"_s}, {2, u"products-metafields"_s},
             {3, u"products-media"_s}, {4, u"products-placement"_s}, {5, u"products-history"_s}}) {
        sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(tab);
        sight.shoot(name);
    }
    sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(0);
    auto &names = sight.part<QLineEdit>(u"field_option_names"_s);
    names.setText(u"Colour, Size"_s);
    Q_EMIT names.editingFinished();
    sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
    sight.shoot(u"products-options"_s);
    sight.go(u"products"_s, {{u"text"_s, u"no such thing"_s}, {u"syncStatus"_s, u"error"_s}});
    sight.shoot(u"products-no-match"_s);
    sight.go(u"products"_s, {{u"batch"_s, 57}});
    sight.scene().reader.answers().failAll(DeskScene::databaseDown());
    Q_EMIT sight.scene().reader.catalogueChanged();
    QTest::qWait(1'200);
    sight.shoot(u"products-failing-later"_s);
}

/// What can be done with variants, and what asks about it.
void variants(Album &album)
{
    Sight sight(album, State::Full);
    Fakes::FakeReader &reader = sight.scene().reader;
    Sync::ProductDetail &two = reader.details[{7}];
    two.optionNames = {u"Colour"_s, u"Size"_s};
    for (Sync::VariantDetail &variant : two.variants) {
        variant.optionValues += u"Medium"_s;
        variant.title += u" / Medium"_s;
    }
    Sync::ProductDetail &one = reader.details[{8}];
    one.optionNames = {u"Title"_s};
    one.variants = {one.variants.first()};
    one.variants.first().title = u"Default Title"_s;
    one.variants.first().optionValues = {u"Default Title"_s};
    sight.go(u"products"_s);
    const auto open = [&sight](qint64 product, int row) {
        sight.choose(u"productsTable"_s, product);
        sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
        auto &table = sight.part<Ui::TableView>(u"variantsTable"_s);
        table.setFocus();
        table.setCurrentIndex(table.model()->index(row, 1));
    };
    const auto trigger = [&sight](const QString &action) {
        sight.part<QAction>(action).trigger();
        sight.settle();
    };
    open(8, 0);
    sight.shoot(u"variants-without-option"_s);
    open(7, 1);
    sight.shoot(u"variants-two-options"_s);
    trigger(u"addVariant"_s);
    sight.shootDialog(u"variantDialog"_s, u"dialog-variant-two-options"_s);
    open(5, 1);
    sight.shoot(u"variants-chosen"_s);
    QMenu menu;
    menu.addActions(sight.part<Ui::TableView>(u"variantsTable"_s).actions());
    saveMenu(album, menu, u"variant"_s);
    trigger(u"addVariant"_s);
    sight.part<QLineEdit>(u"variantOption1"_s).setText(u"White"_s);
    sight.shootDialog(u"variantDialog"_s, u"dialog-variant"_s);
    trigger(u"duplicateVariant"_s); // with the values of the one it is like
    sight.shootDialog(u"variantDialog"_s, u"dialog-variant-taken"_s);
    trigger(u"removeVariant"_s);
    sight.shootDialog(u"askRemoveVariant"_s, u"dialog-variant-remove"_s);
    trigger(u"moveVariantDown"_s);
    sight.shoot(u"variants-moved"_s);
    sight.scene().engine.answers().fail(Fakes::FakeEngine::EditProduct,
        {Sync::FailureKind::BadInput, u"The SKU W-1 is another product's."_s, u"The variant was not saved."_s,
            u"Write another SKU."_s});
    open(5, 0);
    trigger(u"addVariant"_s);
    sight.part<QLineEdit>(u"variantOption1"_s).setText(u"White"_s);
    sight.part<QLineEdit>(u"variantSku"_s).setText(u"W-1"_s);
    sight.press(u"addVariantNow"_s);
    open(5, 0);
    trigger(u"removeVariant"_s);
    sight.press(u"removeVariantNow"_s);
    sight.shoot(u"variants-not-saved"_s);
}

void stockByLocation(Album &album)
{
    Sight sight(album, State::Full);
    Fakes::FakeReader &reader = sight.scene().reader;
    Sync::ProductDetail &product = reader.details[{5}];
    product.locations = {{{3}, u"Harbour Depot"_s, true, u"ShipFast Fulfilment"_s}, {{2}, u"High Street Store"_s},
        {{1}, u"Warehouse"_s}};
    for (Sync::VariantDetail &variant : product.variants) {
        variant.facets = {{u"stock:1"_s, u"240"_s}, {u"stock:3"_s, u"1200"_s}};
        variant.inventory = 1440;
    }
    product.variants.first().facets.insert(u"stock:2"_s, u"12"_s);
    sight.go(u"products"_s);
    sight.choose(u"productsTable"_s, 5);
    for (const auto &[tab, name] : {std::pair{1, u"products-stock-total"_s}, {2, u"products-stock"_s}}) {
        sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(tab);
        sight.shoot(name);
    }
    for (Sync::StagedDetail &change : reader.staged) {
        if (change.row.id.value != 5)
            continue;
        change.row.direction = Sync::Direction::Push;
        Sync::FieldChange stock = change.fields.last();
        stock.id = {571};
        stock.variant = {51};
        stock.variantTitle = u"Black"_s;
        stock.field = u"stock:2"_s;
        stock.place = u"High Street Store"_s;
        stock.base = u"12"_s;
        stock.local = u"30"_s;
        stock.remote = u"12"_s;
        Sync::FieldChange managed = stock;
        managed.id = {572};
        managed.field = u"stock:3"_s;
        managed.place = u"Harbour Depot"_s;
        managed.unwritable = Sync::whyNotWritable(product.locations.first(), true).value_or(QString());
        change.fields = {stock, managed};
    }
    sight.go(u"review"_s, {{u"tab"_s, u"pending"_s}});
    sight.choose(u"stagedTable"_s, 5);
    sight.shoot(u"review-stock"_s);
    sight.part<Ui::TableView>(u"fieldChangesTable"_s).moveCurrent(1);
    sight.shoot(u"review-stock-unwritable"_s);
}

void mediaByFile(Album &album)
{
    Sight sight(album, State::Full);
    const Sync::MediaNames names{{u"31000000000012"_s, u"blue-pen.jpg"_s}, {u"31000000000013"_s, u"cap.png"_s},
        {u"31000000000014"_s, u"box.jpg"_s}};
    for (Sync::StagedDetail &change : sight.scene().reader.staged) {
        if (change.row.id.value != 5)
            continue;
        change.row.direction = Sync::Direction::Push;
        Sync::FieldChange order = change.fields.first();
        order.isConflict = false;
        order.variant = {};
        order.variantTitle.clear();
        order.media = names;
        order.id = {581};
        order.field = Sync::mediaOrderPath.toString();
        order.base = order.remote = u"31000000000012 31000000000013 31000000000099"_s;
        order.local = u"31000000000013 31000000000012 31000000000099 https://example.com/own/inside.jpg"_s;
        Sync::FieldChange alt = order;
        alt.id = {582};
        alt.field = u"media:alt:31000000000012"_s;
        alt.base = alt.remote = u"A pen"_s;
        alt.local = u"A blue pen"_s;
        Sync::FieldChange gone = order;
        gone.id = {583};
        gone.field = u"media:image:31000000000014"_s;
        gone.base = gone.remote = u"true"_s;
        gone.local.reset();
        change.fields = {order, alt, gone};
    }
    sight.go(u"review"_s, {{u"tab"_s, u"pending"_s}});
    sight.choose(u"stagedTable"_s, 5);
    sight.shoot(u"review-media"_s);
    Sync::RollbackPlan &plan = sight.scene().engine.plan;
    plan.items.first().field = u"media:image:31000000000014"_s;
    plan.items.first().before = u"true"_s;
    plan.items.first().written.reset();
    plan.items.first().now.reset();
    plan.items.first().media = names;
    sight.scene().desk->openRollback({57});
    sight.shootDialog(u"rollbackWizard"_s, u"dialog-rollback-media"_s);
}

void productsAsAWhole(Album &album)
{
    Sight sight(album, State::Full);
    sight.go(u"products"_s);
    const auto trigger = [&sight](const QString &text) {
        for (QAction *action : sight.window().pageActions())
            if (action->text().startsWith(text))
                action->trigger();
        sight.settle();
    };
    trigger(u"New Product"_s);
    sight.shoot(u"products-new"_s);
    auto &title = sight.part<QLineEdit>(u"field_title"_s);
    title.setText(u"Pencil, HB, box of 12"_s);
    title.setModified(true);
    sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(1);
    sight.shoot(u"products-new-variant"_s);
    sight.part<Ui::SectionTabs>(u"productTabs"_s).setCurrentIndex(0);
    sight.scene().engine.answers().fail(Fakes::FakeEngine::CreateProduct,
        {Sync::FailureKind::BadInput, u"The price needs a number like 12.50."_s, u"The value was not saved."_s,
            u"Write digits and one point, without signs, letters or thousands separators."_s});
    sight.press(u"createProduct"_s);
    sight.shoot(u"products-new-refused"_s);
    sight.press(u"giveUpProduct"_s);
    sight.choose(u"productsTable"_s, 7);
    trigger(u"Delete Product"_s);
    sight.shootDialog(u"askDeleteProducts"_s, u"dialog-delete-product"_s);
    sight.part<Ui::TableView>(u"productsTable"_s).selectAll();
    sight.shoot(u"products-many-selected"_s);
    sight.scene().engine.productsReport = {{{7}, {8}, {9}}, 2, {}};
    sight.choose(u"productsTable"_s, 7);
    trigger(u"Delete Product"_s);
    sight.press(u"deleteProducts"_s);
    sight.shoot(u"products-deleted"_s);
    trigger(u"Deleted Products"_s);
    sight.shootDialog(u"deletedProductsDialog"_s, u"dialog-nothing-deleted"_s);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    sight.scene().reader.deleted = {{{7}, u"Pencil, HB, box of 12"_s, u"OFF-00007"_s, {9}, u"Anna"_s, now.addSecs(-90)},
        {{8}, u"Desk Lamp, Compact"_s, u"OFF-00008"_s, {}, u"Ben"_s, now.addDays(-1)}};
    trigger(u"Deleted Products"_s);
    sight.part<Ui::TableView>(u"deletedProducts"_s).selectRow(0);
    sight.shootDialog(u"deletedProductsDialog"_s, u"dialog-deleted-products"_s);
}

void review(Album &album)
{
    Sight sight(album, State::Full);
    sight.go(u"review"_s, {{u"tab"_s, u"pending"_s}});
    sight.choose(u"stagedTable"_s, 7);
    sight.shoot(u"review-conflict"_s);
    sight.press(u"editField"_s);
    sight.shoot(u"review-editing"_s);
    sight.choose(u"stagedTable"_s, 5);
    sight.part<Ui::TableView>(u"fieldChangesTable"_s).moveCurrent(2);
    sight.shoot(u"review-markup"_s);
    sight.choose(u"stagedTable"_s, 11);
    sight.shoot(u"review-create"_s);
    sight.choose(u"stagedTable"_s, 17);
    sight.shoot(u"review-stale"_s);
    for (const QString &tab : {u"conflicts"_s, u"approved"_s, u"rejected"_s, u"done"_s}) {
        sight.go(u"review"_s, {{u"tab"_s, tab}});
        sight.shoot(u"review-tab-"_s % tab);
    }
    sight.go(u"review"_s, {{u"tab"_s, u"pending"_s}, {u"batch"_s, 55}});
    sight.shoot(u"review-of-one-run"_s);
    sight.go(u"review"_s, {{u"tab"_s, u"pending"_s}});
    sight.part<QAction>(u"rejectShown"_s).trigger();
    sight.shootDialog(u"askRejectShown"_s, u"dialog-reject-shown"_s);
    sight.scene().reader.answers().failAll(DeskScene::databaseDown());
    Q_EMIT sight.scene().reader.stagedChanged();
    QTest::qWait(500);
    sight.shoot(u"review-failing-later"_s);
}

void sync(Album &album)
{
    Sight sight(album, State::Full);
    sight.go(u"sync"_s, {{u"choice"_s, u"push"_s}});
    sight.shoot(u"sync-choice-send"_s);
    sight.go(u"sync"_s, {{u"choice"_s, u"part"_s}});
    sight.shoot(u"sync-choice-part"_s);
    Sync::PullState &pulled = sight.scene().reader.pulled;
    pulled = Sync::PullState();
    sight.go(u"overview"_s);
    sight.go(u"sync"_s);
    sight.shoot(u"sync-never-pulled"_s);
    const QDateTime morning(QDate(2026, 11, 25), QTime(8, 5), Qt::UTC);
    pulled = {true, morning, Sync::UnfinishedPull{Sync::BatchId{61}, morning.addSecs(7000), 48'300'000}};
    sight.go(u"overview"_s);
    sight.go(u"sync"_s, {{u"choice"_s, u"changed"_s}});
    sight.shoot(u"sync-interrupted"_s);
    pulled.unfinished.reset();
    sight.go(u"overview"_s);
    sight.go(u"sync"_s, {{u"choice"_s, u"changed"_s}});
    sight.press(u"startRun"_s);
    sight.shoot(u"sync-starting"_s);
    sight.scene().showRun();
    sight.press(u"pauseRun"_s);
    sight.shoot(u"sync-pausing"_s);
    sight.scene().engine.finishRun(DeskScene::partialPush());
    sight.shoot(u"sync-done-with-failures"_s);
    sight.press(u"startRun"_s);
    sight.scene().engine.failRun(DeskScene::shopDown());
    sight.shoot(u"sync-failed"_s);
    Sync::DeskState busy = sight.scene().engine.state;
    busy.runningBatch = Sync::BatchId{61};
    busy.maintenance = {true, u"stocktaking"_s, u"anna"_s, QDateTime::currentDateTimeUtc().addSecs(3000)};
    sight.scene().engine.tell(busy);
    sight.shoot(u"sync-blocked"_s);
}

void historyAndChecks(Album &album)
{
    Sight sight(album, State::Full);
    for (const qint64 batch : {57, 55, 54, 52}) {
        sight.go(u"history"_s, {{u"batch"_s, batch}});
        sight.shoot(u"history-run-%1"_s.arg(batch));
    }
    sight.go(u"history"_s, {{u"batch"_s, 57}});
    sight.part<QLineEdit>(u"lineSearch"_s).setText(u"lamp"_s);
    sight.part<QLineEdit>(u"batchSearch"_s).setText(u"anna"_s);
    sight.shoot(u"history-filtered"_s);
    sight.part<QLineEdit>(u"batchSearch"_s).setText(u"no such thing"_s);
    sight.shoot(u"history-no-match"_s);
    sight.go(u"diagnostics"_s);
    sight.shoot(u"diagnostics-not-run"_s);
    sight.go(u"diagnostics"_s, {{u"group"_s, u"data"_s}});
    sight.shoot(u"diagnostics-remedy"_s);
    sight.press(u"openRemedy"_s);
    sight.shootDialog(u"remedyDialog"_s, u"dialog-remedy"_s);
    sight.press(u"openRemedy"_s);
    sight.press(u"runRemedy"_s);
    sight.shootDialog(u"remedyDialog"_s, u"dialog-remedy-done"_s);
    sight.go(u"logs"_s, {{u"text"_s, u"no such thing"_s}});
    sight.shoot(u"logs-no-match"_s);
}

void rollback(Album &album)
{
    Sight sight(album, State::Full);
    sight.scene().desk->openRollback({});
    sight.settle();
    auto &wizard = sight.part<QDialog>(u"rollbackWizard"_s);
    sight.widen(wizard);
    album.save(wizard, u"dialog-rollback-scope"_s);
    sight.choose(u"rollbackBatches"_s, 57);
    sight.press(u"someProducts"_s);
    sight.press(u"someFields"_s);
    album.save(wizard, u"dialog-rollback-scope-narrow"_s);
    wizard.reject();
    sight.settle();
    sight.scene().engine.plan.created = 1;
    sight.scene().desk->openRollback({57});
    sight.settle();
    auto &known = sight.part<QDialog>(u"rollbackWizard"_s);
    sight.widen(known);
    album.save(known, u"dialog-rollback-preview"_s);
    sight.press(u"rollbackNext"_s);
    album.save(known, u"dialog-rollback-confirm"_s);
    sight.part<QLineEdit>(u"rollbackShopName"_s).setText(u"demo shop"_s);
    sight.press(u"rollbackNext"_s);
    Sync::ProgressSnapshot progress;
    progress.batch = {60};
    progress.kind = Sync::BatchKind::Rollback;
    progress.status = Sync::BatchStatus::Running;
    progress.phase = Sync::Phase::Writing;
    progress.done = 2;
    progress.total = 4;
    sight.scene().engine.tell(progress);
    sight.settle();
    album.save(known, u"dialog-rollback-running"_s);
    Sync::BatchReport report;
    report.batch = {60};
    report.kind = Sync::BatchKind::Rollback;
    report.total = 4;
    report.succeeded = 4;
    sight.scene().engine.finishRun(report);
    sight.settle();
    album.save(known, u"dialog-rollback-report"_s);
    known.reject();
    sight.settle();
    sight.scene().engine.answers().fail(Fakes::FakeEngine::PlanRollback, DeskScene::shopDown());
    sight.scene().desk->openRollback({57});
    sight.shootDialog(u"rollbackWizard"_s, u"dialog-rollback-failing"_s);
}

void rollbackWithoutBackup(Album &album)
{
    Sight sight(album, State::Full);
    sight.scene().desk->openRollback({57});
    sight.settle();
    auto &wizard = sight.part<QDialog>(u"rollbackWizard"_s);
    sight.press(u"rollbackNext"_s);
    sight.part<QLineEdit>(u"rollbackShopName"_s).setText(u"demo shop"_s);
    sight.press(u"rollbackNext"_s);
    sight.scene().engine.failRun({Sync::FailureKind::LocalDisk, u"The disk is full."_s,
        u"The backup that comes first was not made, so nothing was changed."_s, u"Free some space, then try again."_s});
    sight.settle();
    album.save(wizard, u"dialog-rollback-no-backup"_s);
    sight.press(u"rollbackWithoutBackup"_s);
    album.save(wizard, u"dialog-rollback-without-backup"_s);
}

void replay(Album &album)
{
    Sight sight(album, State::Full);
    sight.scene().desk->openReplay();
    sight.settle();
    auto &wizard = sight.part<QDialog>(u"replayWizard"_s);
    sight.widen(wizard);
    album.save(wizard, u"dialog-replay-time"_s);
    sight.press(u"replayNext"_s);
    album.save(wizard, u"dialog-replay-preview"_s);
    sight.press(u"replayNext"_s);
    album.save(wizard, u"dialog-replay-confirm"_s);
    wizard.reject();
    sight.settle();
    sight.scene().engine.answers().fail(Fakes::FakeEngine::PlanReplay, DeskScene::shopDown());
    sight.scene().desk->openReplay();
    sight.settle();
    sight.press(u"replayNext"_s);
    sight.shootDialog(u"replayWizard"_s, u"dialog-replay-failing"_s);
}

void sending(Album &album)
{
    Sight sight(album, State::Full);
    Fakes::FakeReader &reader = sight.scene().reader;
    const auto ask = [&](Sync::SafeLevel level, const QString &name, const std::optional<Sync::Failure> &held = {}) {
        Sync::DeskState desk = Fakes::FakeEngine::healthyDesk();
        desk.safeLevel = level;
        auto *dialog = new Ui::SendDialog(reader, desk, &sight.window());
        if (held)
            dialog->setHeld(*held);
        dialog->open();
        sight.settle();
        album.save(*dialog, u"dialog-send-"_s % name);
        delete dialog;
    };
    reader.approveToSend(0);
    ask(Sync::SafeLevel::Careful, u"few"_s);
    reader.approveToSend(30);
    ask(Sync::SafeLevel::Careful, u"look"_s);
    ask(Sync::SafeLevel::Locked, u"typed"_s);
    ask(Sync::SafeLevel::ReadOnly, u"read-only"_s);
    ask(Sync::SafeLevel::Demo, u"held"_s,
        Sync::Failure{Sync::FailureKind::BreakerHeld, u"This would change 600 products at once, more than 500."_s,
            u"Nothing was sent."_s, u"Look through the changes; go on only when that many are meant."_s});
    reader.staged.clear();
    ask(Sync::SafeLevel::Careful, u"nothing"_s);
    reader.answers().failAll(DeskScene::databaseDown());
    ask(Sync::SafeLevel::Careful, u"failing"_s);
}

void otherDialogs(Album &album)
{
    Sight sight(album, State::Running);
    for (const auto &[action, dialog] :
        {std::pair{ActionId::CommandPalette, u"commandPalette"_s}, {ActionId::KeySheet, u"keySheet"_s},
            {ActionId::Maintenance, u"maintenanceDialog"_s}, {ActionId::About, u"aboutDialog"_s}}) {
        sight.window().actions().action(action)->trigger();
        sight.shootDialog(dialog, u"dialog-"_s % dialog);
    }
    sight.window().close();
    sight.shootDialog(u"closeDialog"_s, u"dialog-close"_s);
    for (QWidget *top : QApplication::topLevelWidgets())
        if (auto *lower = top->findChild<QAction *>(u"safeLevel-demo"_s))
            lower->trigger();
    for (QWidget *top : QApplication::topLevelWidgets())
        if (top->objectName() == u"lowerLevelDialog") {
            album.save(*top, u"dialog-lower-level"_s);
            top->close();
        }
    // The menu of a page without actions of its own is not shown.
    for (QMenu *menu : sight.window().menuBar()->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
        if (menu->menuAction()->isVisible() && !menu->title().isEmpty())
            saveMenu(album, *menu, QString(menu->title()).remove(u'&').toLower());
}

void start(Album &album)
{
    Ui::Theme theme(*qApp);
    theme.setAppearance(album.look().appearance);
    Ui::StartWindow window;
    window.show();
    window.showStep(QObject::tr("Starting the private database."));
    QTest::qWait(50);
    album.save(window, u"start"_s);
    window.showFailure(
        {Sync::FailureKind::LocalDisk, u"The data folder cannot be written."_s, u"Syncdesk keeps its database there."_s,
            u"Free some space there and press Try Again, or choose another database in Connections."_s},
        Ui::StartWindow::Cause::CanBeLookedFor);
    QTest::qWait(50);
    album.save(window, u"start-failed"_s);
}

void smallParts(Album &album)
{
    Sight sight(album, State::Full);
    sight.go(u"sync"_s, {{u"choice"_s, u"part"_s}});
    sight.shoot(u"sync-choice-part"_s);
    sight.go(u"products"_s);
    sight.press(u"newProductButton"_s);
    sight.shoot(u"products-new"_s);
    sight.press(u"giveUpProduct"_s);
    sight.window().tell(u"told"_s, Models::Tone::Good, QObject::tr("The backup was made."));
    sight.shoot(u"toast"_s);
    auto *deleted = new Ui::DeletedProductsDialog(sight.scene().engine, sight.scene().reader, &sight.window());
    deleted->open();
    sight.shootDialog(u"deletedProductsDialog"_s, u"dialog-deleted-products"_s);
    sight.window().actions().action(ActionId::CommandPalette)->trigger();
    sight.part<QLineEdit>(u"paletteInput"_s).setText(u"pull"_s);
    sight.shootDialog(u"commandPalette"_s, u"dialog-palette-with-text"_s);
    for (QWidget *top : QApplication::topLevelWidgets())
        if (auto *menu = qobject_cast<QMenu *>(top); menu && menu->objectName() == u"safeLevelMenu")
            saveMenu(album, *menu, u"safe-level"_s);
}

void schedules(Album &album)
{
    for (const auto &[state, name] : {std::pair{State::Empty, u"schedules-empty"_s}, {State::Full, u"schedules-full"_s},
             {State::Failing, u"schedules-failing"_s}}) {
        Sight sight(album, state);
        sight.window().actions().action(ActionId::Schedules)->trigger();
        sight.settle();
        if (state == State::Full) {
            sight.part<QAbstractButton>(u"changeSchedule"_s).click();
            sight.shootDialog(u"scheduleForm"_s, u"schedule-form"_s);
            sight.part<Ui::TableView>(u"schedulesTable"_s).selectRow(1);
        }
        sight.shootDialog(u"schedulesDialog"_s, name);
    }
    Sight sight(album, State::Full);
    sight.go(u"sync"_s);
    sight.scene().schedules.tell(*Fakes::FakeSchedules::samples().at(1).last);
    sight.shoot(u"schedules-held"_s);
}

void rules(Album &album)
{
    Sight sight(album, State::Full);
    sight.scene().reader.rules = {{.id = {1},
                                      .name = u"Large price changes"_s,
                                      .changeTypes = {Sync::ChangeType::Update},
                                      .fields = {u"price"_s},
                                      .limits = {{u"price"_s, {}, {}, u"20"_s}},
                                      .noConflict = false},
        {.id = {2}, .name = u"Deletions"_s, .changeTypes = {Sync::ChangeType::Delete}, .noConflict = false},
        {.id = {3},
            .name = u"Small text changes"_s,
            .approves = true,
            .fields = {u"seo_*"_s, u"tags"_s},
            .maxFields = 3}};
    sight.scene().reader.simulation = {.waiting = 410,
        .approved = 132,
        .caught = 132,
        .approvedByDraft = 132,
        .outcomes = {{.isApproved = true,
                         .ruleName = u"Small text changes"_s,
                         .isDraft = true,
                         .count = 132,
                         .examples = {{{5}, u"<b>Pen</b>"_s, u"P"_s}}},
            {.guard = Sync::RuleGuard::Conflict, .ruleName = {}, .count = 3}}};
    sight.scene().engine.rules = sight.scene().reader.rules;
    const Sync::RuleSimulation approving = sight.scene().reader.simulation;
    const Sync::RuleSimulation asking{.waiting = 410,
        .caught = 132,
        .keptByDraft = 9,
        .outcomes = {{.ruleName = u"Large price changes"_s,
            .isDraft = true,
            .count = 132,
            .examples = {{{5}, u"Pen"_s, u"P"_s}}}}};
    for (const auto &[row, name] : {std::pair{0, u"rules-limit"_s}, {2, u"rules-approves"_s}}) {
        sight.scene().reader.simulation = row == 0 ? asking : approving;
        sight.window().actions().action(ActionId::ApprovalRules)->trigger();
        sight.settle();
        sight.part<Ui::TableView>(u"rulesTable"_s).selectRow(row);
        sight.shootDialog(u"rulesDialog"_s, name);
    }
    sight.window().actions().action(ActionId::ApprovalRules)->trigger();
    sight.settle();
    sight.press(u"newRule"_s);
    sight.press(u"addLimit"_s);
    sight.part<QLineEdit>(u"limitNumber1"_s).setText(u"much"_s);
    sight.settle();
    album.save(sight.part<QDialog>(u"rulesDialog"_s), u"rules-new-incomplete"_s);
    sight.press(u"discardRule"_s);
    sight.part<QDialog>(u"rulesDialog"_s).reject();
    sight.settle();
    sight.scene().reader.rules.clear();
    sight.window().actions().action(ActionId::ApprovalRules)->trigger();
    sight.shootDialog(u"rulesDialog"_s, u"rules-empty"_s);
    sight.scene().reader.answers().failAll(DeskScene::databaseDown());
    sight.window().actions().action(ActionId::ApprovalRules)->trigger();
    sight.shootDialog(u"rulesDialog"_s, u"rules-failing"_s);
}

void interruptions(Album &album)
{
    Sight sight(album, State::Full);
    Sync::Interruption cut = Fakes::FakeInterruptions::samplePush();
    sight.scene().interruptions.waiting = {cut};
    Q_EMIT sight.scene().reader.historyChanged();
    sight.settle();
    sight.shoot(u"interrupted-notice"_s);
    Sync::DeskState desk = Fakes::FakeEngine::healthyDesk();
    const auto shoot = [&](const QString &name) {
        auto *dialog = new Ui::InterruptionDialog(cut, desk, &sight.window());
        dialog->open();
        sight.shootDialog(u"interruptionDialog"_s, name);
        delete dialog;
    };
    shoot(u"interrupted-push"_s);
    desk.safeLevel = Sync::SafeLevel::Locked;
    shoot(u"interrupted-locked"_s);
    cut = {.batch = {53},
        .kind = Sync::BatchKind::Pull,
        .startedBy = u"Schedule “Before opening”"_s,
        .startedAt = cut.startedAt};
    shoot(u"interrupted-pull"_s);
    cut.kind = Sync::BatchKind::Rollback;
    cut.isSettled = false;
    shoot(u"interrupted-unsettled"_s);
}

struct Scene
{
    QString name;
    std::function<void(Album &)> take;
};

QList<Scene> scenes()
{
    QList<Scene> all{{u"start"_s, start}};
    for (const auto &[state, name] :
        {std::pair{State::Empty, u"empty"_s}, {State::Full, u"full"_s}, {State::Failing, u"failing"_s},
            {State::ShopGone, u"shop-gone"_s}, {State::LongTexts, u"long-texts"_s}, {State::Running, u"running"_s}})
        all += Scene{name, [state = state, name = name](Album &album) { pages(album, state, name); }};
    all += {{u"products"_s, products}, {u"products-whole"_s, productsAsAWhole}, {u"variants"_s, variants},
        {u"stock"_s, stockByLocation}, {u"media"_s, mediaByFile}, {u"review"_s, review}, {u"sync"_s, sync},
        {u"history"_s, historyAndChecks}, {u"rollback"_s, rollback},
        {u"rollback-without-backup"_s, rollbackWithoutBackup}, {u"replay"_s, replay}, {u"sending"_s, sending},
        {u"schedules"_s, schedules}, {u"rules"_s, rules}, {u"interruptions"_s, interruptions},
        {u"dialogs"_s, otherDialogs}, {u"parts"_s, smallParts}};
    return all;
}

} // namespace

QStringList allScenes()
{
    QStringList names;
    for (const auto &[name, take] : scenes())
        names += name;
    return names;
}

void photograph(Album &album, const QStringList &wanted)
{
    for (const auto &[name, take] : scenes())
        if (wanted.contains(name))
            take(album);
}

} // namespace Capture
