#include "tests/support/deskscene.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Fakes {
namespace {

Sync::BatchRow batchRow(qint64 id, Sync::BatchKind kind, Sync::BatchStatus status, qint64 done, qint64 failed)
{
    Sync::BatchRow row;
    row.id = {id};
    row.kind = kind;
    row.status = status;
    row.startedBy = u"anna"_s;
    row.desk = u"office-2"_s;
    row.createdAt = QDateTime::currentDateTimeUtc().addSecs(-3600 * (60 - id));
    row.finishedAt = row.createdAt.addSecs(47 + id * 3);
    row.total = done + failed;
    row.succeeded = done;
    row.failed = failed;
    row.canRollBack = kind == Sync::BatchKind::Apply || kind == Sync::BatchKind::Push;
    return row;
}

Sync::HistoryRow historyRow(
    qint64 id, qint64 batch, Sync::Outcome outcome, const QString &title, const QString &message)
{
    Sync::HistoryRow row;
    row.id = id;
    row.batch = {batch};
    row.product = {id};
    row.shopifyProduct = {9000 + id};
    row.title = title;
    row.action = u"update"_s;
    row.outcome = outcome;
    row.message = message;
    row.requestId = u"f3a1c2d4-%1"_s.arg(id);
    row.createdAt = QDateTime::currentDateTimeUtc().addSecs(-1800);
    return row;
}

} // namespace

DeskScene::DeskScene(QApplication &application, State state)
    : settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
    , theme(application)
{
    reader.counts.asOf = QDateTime::currentDateTimeUtc();
    if (state != State::Empty)
        fill();
    if (state == State::LongTexts)
        lengthen();
    if (state == State::Failing)
        reader.answers().failAll(databaseDown());
    if (state == State::Failing)
        schedules.answers().failAll(databaseDown());
    desk = std::make_unique<App::DeskWindow>(engine, reader, schedules, interruptions, log, settings, theme);
    Sync::DeskState now = FakeEngine::healthyDesk();
    if (state == State::Failing) {
        now.database = {Sync::LinkState::Failed, u"not reachable"_s, databaseDown()};
        now.shopify = {Sync::LinkState::Attention, u"slow, 2.1 s"_s};
        now.live = {Sync::LinkState::Off, u"off"_s};
        now.throttle = {};
        now.maintenance = {true, u"moving the database"_s, u"anna"_s, QDateTime::currentDateTimeUtc().addSecs(3000)};
        engine.answers().failAll(databaseDown());
    }
    if (state == State::ShopGone) {
        now.shopify = {Sync::LinkState::Failed, u"not reachable"_s, shopDown()};
        now.throttle = {};
        engine.answers().fail(FakeEngine::PlanRollback, shopDown());
    }
    if (state == State::LongTexts)
        now.shopName = u"The Very Long Named Office Supplies and Stationery Warehouse of Northern Districts"_s;
    engine.tell(now);
    if (state == State::Running)
        showRun();
}

void DeskScene::fill()
{
    using Sync::BatchKind;
    using Sync::BatchStatus;
    reader.makeCatalogue(300);
    reader.makeStaged(120);
    reader.counts = {QDateTime::currentDateTimeUtc(), 24'553, 73'104, 23'871, 42, 11, 5, 611, 7, 90, 12, 24'560,
        QDateTime::currentDateTimeUtc().addSecs(-1080), QDateTime::currentDateTimeUtc().addDays(-1)};
    reader.batches = {batchRow(57, BatchKind::Push, BatchStatus::Partial, 37, 5),
        batchRow(56, BatchKind::Apply, BatchStatus::Completed, 1204, 0),
        batchRow(55, BatchKind::Pull, BatchStatus::Completed, 24'560, 0),
        batchRow(54, BatchKind::Push, BatchStatus::Interrupted, 12, 0),
        batchRow(53, BatchKind::Pull, BatchStatus::Cancelled, 8'000, 0),
        batchRow(52, BatchKind::Pull, BatchStatus::Failed, 0, 0)};
    for (qint64 i = 1; i <= 5; ++i)
        reader.history += historyRow(i, 57, Sync::Outcome::Error, u"Stapler, Heavy Duty %1"_s.arg(i),
            i < 4 ? u"Shopify refused the price: it must not be negative."_s
                  : u"The product was deleted in Shopify."_s);
    for (qint64 i = 6; i <= 42; ++i)
        reader.history += historyRow(i, 57, Sync::Outcome::Success, u"Desk Lamp <i>%1</i>"_s.arg(i), {});
    schedules.rows = FakeSchedules::samples();
    engine.checks = FakeEngine::sampleChecks();
    engine.plan = FakeEngine::samplePlan({57});
    engine.remedyReport = {u"Unlinked 14 products."_s, 14, u"restore the links from the backup table"_s};
    log.entries = FakeLogFeed::samples(120);
}

void DeskScene::lengthen()
{
    const QString long1
        = u"Ergonomic Height-Adjustable Desk Lamp with Wireless Charging Pad, Matt Black, for Left-Handed People "_s;
    const QString long2
        = u"\u0642\u0644\u0645 \u062d\u0628\u0631 \u0623\u0632\u0631\u0642 \u0637\u0648\u064a\u0644 \u062c\u062f\u0627 "_s
              .repeated(6);
    for (Sync::ProductRow &row : reader.products) {
        row.title = (row.id.value % 3 == 0 ? long2 : long1) + QString::number(row.id.value);
        row.vendor = u"Northwind International Paper and Cardboard Manufacturing Company"_s;
        row.sku = u"OFFICE-SUPPLIES-LONG-SKU-%1"_s.arg(row.id.value, 8, 10, QChar(u'0'));
    }
    for (Sync::ProductDetail &detail : reader.details)
        detail.row = reader.products.at(detail.row.id.value - 1);
    for (Sync::StagedDetail &detail : reader.staged) {
        detail.row.title = (detail.row.id.value % 3 == 0 ? long2 : long1) + QString::number(detail.row.id.value);
        for (Sync::FieldChange &field : detail.fields)
            if (field.field == Sync::Field::title)
                field.remote = long1.repeated(2);
    }
    for (Sync::HistoryRow &row : reader.history)
        row.title = long1 + row.title;
    for (Sync::ScheduleRow &row : schedules.rows)
        row.schedule.name = long1.left(Sync::Schedule::longestName);
    for (Sync::BatchRow &row : reader.batches)
        row.startedBy = u"anna.maria.constantinopolitanskaya@northern-districts.example"_s;
}

void DeskScene::showRun()
{
    Sync::ProgressSnapshot progress;
    progress.batch = {58};
    progress.kind = Sync::BatchKind::Push;
    progress.status = Sync::BatchStatus::Running;
    progress.phase = Sync::Phase::Writing;
    progress.done = 11'240;
    progress.total = 25'000;
    progress.succeeded = 11'238;
    progress.failed = 2;
    progress.perSecond = 312;
    progress.remaining = 185s;
    progress.throttle = {120, 2000, 100, 4000ms};
    engine.tell(progress);
    for (qint64 i = 0; i < 60; ++i)
        engine.tell(Sync::ItemOutcome{{58}, {i}, u"Copy Paper, Recycled %1"_s.arg(i),
            i == 20 ? Sync::Outcome::Error : Sync::Outcome::Success,
            i == 20 ? u"Shopify refused the SKU: it is taken."_s : QString()});
}

Sync::Failure DeskScene::databaseDown()
{
    return {Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s,
        u"Numbers and tables cannot be read until it does."_s, u"It is tried again by itself; or press Try Again."_s};
}

Sync::Failure DeskScene::shopDown()
{
    return {Sync::FailureKind::ShopUnreachable, u"Shopify does not answer."_s,
        u"Nothing can be pulled or sent until it does; the catalogue can be worked on."_s,
        u"Check the network; it is tried again by itself."_s};
}

Sync::BatchReport DeskScene::partialPush()
{
    Sync::BatchReport report;
    report.batch = {58};
    report.kind = Sync::BatchKind::Push;
    report.status = Sync::BatchStatus::Partial;
    report.total = 60;
    report.succeeded = 57;
    report.failed = 2;
    report.skipped = 1;
    report.warnings = {u"1 product was changed in Shopify meanwhile; it comes back to review."_s};
    return report;
}

} // namespace Fakes
