#include "tests/support/fakeengine.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Fakes {

FakeEngine::FakeEngine(QObject *parent)
    : Sync::Engine(parent)
    , state(healthyDesk())
    , backupPath(u"syncdesk-backup.dump"_s)
{ }

QFuture<Sync::Result<Sync::BatchReport>> FakeEngine::run(Sync::RunRequest request)
{
    runs.push_back(std::move(request));
    auto promise = std::make_shared<QPromise<Sync::Result<Sync::BatchReport>>>();
    promise->start();
    m_openRuns.push_back(promise);
    return promise->future();
}

QFuture<Sync::Result<qint64>> FakeEngine::stageLocalEdits()
{
    return m_answers.promise<qint64>(StageEdits, [this] { return Sync::Result<qint64>(stagedEdits); });
}

QFuture<Sync::Result<Sync::DecisionReport>> FakeEngine::decide(Sync::DecisionRequest request)
{
    decisions.push_back(std::move(request));
    return m_answers.promise<Sync::DecisionReport>(
        Decide, [this] { return Sync::Result<Sync::DecisionReport>(decisionReport); });
}

QFuture<Sync::Result<QList<Sync::ApprovalRule>>> FakeEngine::changeRules(Sync::RuleChange change)
{
    ruleChanges.push_back(std::move(change));
    return m_answers.promise<QList<Sync::ApprovalRule>>(
        ChangeRules, [this] { return Sync::Result<QList<Sync::ApprovalRule>>(rules); });
}

QFuture<Sync::Result<Sync::EditReport>> FakeEngine::editProduct(Sync::ProductEdit edit)
{
    edits.push_back(std::move(edit));
    return m_answers.promise<Sync::EditReport>(
        EditProduct, [this] { return Sync::Result<Sync::EditReport>(editReport); });
}

QFuture<Sync::Result<Sync::CreateReport>> FakeEngine::createProduct(Sync::NewProduct product)
{
    newProducts.push_back(std::move(product));
    return m_answers.promise<Sync::CreateReport>(
        CreateProduct, [this] { return Sync::Result<Sync::CreateReport>(createReport); });
}

QFuture<Sync::Result<Sync::CreateReport>> FakeEngine::duplicateProduct(Sync::ProductId source)
{
    duplicated += source;
    return m_answers.promise<Sync::CreateReport>(
        DuplicateProduct, [this] { return Sync::Result<Sync::CreateReport>(createReport); });
}

QFuture<Sync::Result<Sync::ProductsReport>> FakeEngine::deleteProducts(QList<Sync::SeenProduct> products)
{
    deletions.push_back(products);
    QList<Sync::ProductId> ids;
    for (const Sync::SeenProduct &product : std::as_const(products))
        ids += product.product;
    return m_answers.promise<Sync::ProductsReport>(DeleteProducts, [this, ids] { return reportOf(ids); });
}

QFuture<Sync::Result<Sync::ProductsReport>> FakeEngine::restoreProducts(QList<Sync::ProductId> products)
{
    restorations.push_back(products);
    return m_answers.promise<Sync::ProductsReport>(RestoreProducts, [this, products] { return reportOf(products); });
}

Sync::Result<Sync::ProductsReport> FakeEngine::reportOf(const QList<Sync::ProductId> &products) const
{
    Sync::ProductsReport report = productsReport;
    if (report.done.isEmpty() && report.left.isEmpty())
        report.done = products;
    return report;
}

QFuture<Sync::Result<Sync::RollbackPlan>> FakeEngine::planRollback(Sync::RollbackRequest request)
{
    plans.push_back(request);
    return m_answers.promise<Sync::RollbackPlan>(PlanRollback, [this, batch = request.batch] {
        Sync::RollbackPlan answer = plan;
        answer.batch = batch;
        return Sync::Result<Sync::RollbackPlan>(answer);
    });
}

QFuture<Sync::Result<Sync::ReplayPlan>> FakeEngine::planReplay(Sync::ReplayRequest request)
{
    replayPlans.push_back(request);
    return m_answers.promise<Sync::ReplayPlan>(PlanReplay, [this, request] {
        Sync::ReplayPlan answer{.from = request.from,
            .to = request.to,
            .recorded = plan.items.size(),
            .remark = replayRemark,
            .fields = plan};
        answer.fields.laterBatches = replayLater;
        answer.fields.created = 0;
        return Sync::Result<Sync::ReplayPlan>(answer);
    });
}

QFuture<Sync::Result<QList<Sync::CheckResult>>> FakeEngine::runChecks(QStringList only)
{
    checkRequests.push_back(std::move(only));
    return m_answers.promise<QList<Sync::CheckResult>>(RunChecks, [this] {
        for (const Sync::CheckResult &check : std::as_const(checks))
            Q_EMIT checkFinished(check);
        return Sync::Result<QList<Sync::CheckResult>>(checks);
    });
}

QFuture<Sync::Result<Sync::RemedyReport>> FakeEngine::runRemedy(QString id)
{
    remediesRun += id;
    return m_answers.promise<Sync::RemedyReport>(
        RunRemedy, [this] { return Sync::Result<Sync::RemedyReport>(remedyReport); });
}

QFuture<Sync::Result<Sync::Done>> FakeEngine::setMaintenance(bool active, QString reason, QDateTime until)
{
    maintenanceRequests += Sync::MaintenanceState{active, std::move(reason), u"you"_s, std::move(until)};
    return m_answers.promise<Sync::Done>(Maintenance, [] { return Sync::Result<Sync::Done>(Sync::Done{}); });
}

QFuture<Sync::Result<Sync::Done>> FakeEngine::setSafeLevel(Sync::SafeLevel level)
{
    levels += level;
    return m_answers.promise<Sync::Done>(SafeLevel, [] { return Sync::Result<Sync::Done>(Sync::Done{}); });
}

QFuture<Sync::Result<Sync::SafeLevelState>> FakeEngine::safeLevel()
{
    return m_answers.promise<Sync::SafeLevelState>(SafeLevel,
        [this] { return Sync::SafeLevelState{levels.isEmpty() ? Sync::SafeLevel::Careful : levels.last()}; });
}

QFuture<Sync::Result<QString>> FakeEngine::backUp()
{
    return m_answers.promise<QString>(BackUp, [this] { return Sync::Result<QString>(backupPath); });
}

void FakeEngine::tell(const Sync::DeskState &newState)
{
    state = newState;
    Q_EMIT stateChanged(state);
}

void FakeEngine::finishRun(const Sync::BatchReport &report)
{
    Q_EMIT batchFinished(report);
    if (m_openRuns.empty())
        return;
    const auto promise = m_openRuns.front();
    m_openRuns.erase(m_openRuns.begin());
    promise->addResult(Sync::Result<Sync::BatchReport>(report));
    promise->finish();
}

void FakeEngine::failRun(const Sync::Failure &failure)
{
    if (m_openRuns.empty())
        return;
    const auto promise = m_openRuns.front();
    m_openRuns.erase(m_openRuns.begin());
    promise->addResult(Sync::Result<Sync::BatchReport>(failure));
    promise->finish();
}

Sync::DeskState FakeEngine::healthyDesk()
{
    Sync::DeskState desk;
    desk.database = {Sync::LinkState::Ok, u"connected, 3 ms"_s};
    desk.shopify = {Sync::LinkState::Ok, u"answering, 2026-10"_s};
    desk.live = {Sync::LinkState::Ok, u"listening"_s};
    desk.shopName = u"Demo Shop"_s;
    desk.shopDomain = u"demo-shop.myshopify.com"_s;
    desk.apiVersion = u"2026-10"_s;
    desk.safeLevel = Sync::SafeLevel::Careful;
    desk.throttle = {1640, 2000, 100, 0ms};
    return desk;
}

QList<Sync::CheckResult> FakeEngine::sampleChecks()
{
    using Sync::CheckGroup;
    using Sync::CheckStatus;
    const Sync::Remedy index{u"create-index"_s, u"Create the Index"_s,
        u"Creates the missing index on products.vendor without blocking anybody."_s,
        u"create index concurrently products_vendor_idx on products (vendor);"_s, -1};
    const Sync::Remedy orphans{u"relink-orphans"_s, u"Unlink 14 Products"_s,
        u"Takes the Shopify link from 14 products whose Shopify product is gone. Nothing is deleted."_s,
        u"update products set shopify_product_id = null, shopify_sync_status = null\n"
        u"where not exists (select from shopify_products s where s.id = products.shopify_product_id);"_s,
        14};
    return {
        {u"database.reachable"_s, CheckGroup::Database, CheckStatus::Ok, u"Database Reachable"_s,
            u"The database answered."_s, {}, {u"PostgreSQL 15.5, unix socket"_s}, {}, 3ms},
        {u"database.indexes"_s, CheckGroup::Database, CheckStatus::Attention, u"Indexes"_s, u"1 index is missing."_s,
            u"Filtering products by vendor is slow."_s, {u"products_vendor_idx"_s}, index, 12ms},
        {u"shopify.token"_s, CheckGroup::Shopify, CheckStatus::Failed, u"Access Token"_s,
            u"Shopify refused the access token."_s, u"Nothing can be pulled or sent until it is renewed."_s,
            {u"HTTP 401 from /admin/api/2026-10/graphql.json"_s}, {}, 310ms},
        {u"live.listen"_s, CheckGroup::Live, CheckStatus::NotUsed, u"Dashboard Link"_s, u"No dashboard is set up."_s,
            {}, {}, {}, 0ms},
        {u"engine.lease"_s, CheckGroup::Engine, CheckStatus::Ok, u"Writer"_s, u"This desk may write."_s, {}, {}, {},
            2ms},
        {u"data.orphans"_s, CheckGroup::Data, CheckStatus::Attention, u"Orphaned Links"_s,
            u"14 products point to Shopify products that are gone."_s, u"They look linked but can never be in sync."_s,
            {u"first: STP-1041, STP-1042"_s}, orphans, 41ms},
        {u"computer.disk"_s, CheckGroup::Computer, CheckStatus::CouldNotCheck, u"Disk Space"_s,
            u"The free space could not be read within 5 s."_s, u"A full disk stops every run."_s, {}, {}, 5000ms},
    };
}

Sync::RollbackPlan FakeEngine::samplePlan(Sync::BatchId batch)
{
    using Sync::RollbackFate;
    Sync::RollbackPlan plan;
    plan.batch = batch;
    plan.readAt = QDateTime(QDate(2026, 11, 23), QTime(14, 2), Qt::UTC);
    plan.products = 4;
    plan.willRestore = 3;
    plan.alreadyBack = 1;
    plan.changedSince = 1;
    plan.impossible = 1;
    plan.unknown = 1;
    plan.touchesShopify = true;
    plan.shopName = u"Demo Shop"_s;
    plan.laterBatches = {{batch.value + 1}};
    const auto item = [](qint64 product, const QString &title, const QString &field, const QString &before,
                          const QString &written, const QString &now, RollbackFate fate, const QString &reason) {
        return Sync::RollbackItem{
            {product}, {product + 9000}, title, {}, field, {}, {}, true, before, written, now, fate, reason};
    };
    plan.items = {
        item(2, u"Desk Lamp, Compact"_s, u"price"_s, u"39.90"_s, u"44.90"_s, u"42.00"_s, RollbackFate::ChangedSince,
            u"Changed in Shopify after the batch."_s),
        item(
            1, u"Stapler, Heavy Duty"_s, u"price"_s, u"12.50"_s, u"14.00"_s, u"14.00"_s, RollbackFate::WillRestore, {}),
        item(1, u"Stapler, Heavy Duty"_s, u"title"_s, u"Stapler"_s, u"Stapler, Heavy Duty"_s, u"Stapler, Heavy Duty"_s,
            RollbackFate::WillRestore, {}),
        item(3, u"<b>Gel Pen</b> Blue"_s, u"vendor"_s, u"Contoso"_s, u"Fabrikam"_s, u"Fabrikam"_s,
            RollbackFate::WillRestore, {}),
        item(3, u"<b>Gel Pen</b> Blue"_s, u"status"_s, u"active"_s, u"draft"_s, u"active"_s, RollbackFate::AlreadyBack,
            {}),
        item(
            4, u"Ring Binder"_s, u""_s, {}, {}, {}, RollbackFate::Impossible, u"The product was deleted in Shopify."_s),
        item(4, u"Ring Binder"_s, u"tags"_s, u"[]"_s, u"[\"new\"]"_s, u"[]"_s, RollbackFate::OutcomeUnknown,
            u"The answer to the original write was lost."_s),
    };
    return plan;
}

} // namespace Fakes
