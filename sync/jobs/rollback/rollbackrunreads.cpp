#include "sync/jobs/push/shoprequests.h"
#include "sync/jobs/rollback/rollbackrun.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>

#include <algorithm>

// A product is read and planned just before it is written: the half of RollbackRun that knows how old that is.

namespace Sync {

namespace {

bool isOfSeveralPages(const ProductUndo &undo)
{
    return std::any_of(undo.steps.cbegin(), undo.steps.cend(),
        [](const UndoStep &undoStep) { return undoStep.step.before.variants.size() > itemsPerCall; });
}

} // namespace

QCoro::Task<Result<ProductPlan>> RollbackRun::planNow(ProductPlans &plans, qsizetype index, std::stop_token stop)
{
    const std::chrono::milliseconds readAt = m_context.clock.monotonic();
    const QList<qsizetype> one{index};
    const Result<QList<ProductPlan>> plan = co_await plans.plan(one, stop);
    if (!plan)
        co_return plan.failure();
    ProductPlan made = plan->first();
    made.readAt = readAt;
    if (!isOfSeveralPages(made.undo) || !made.changedAt.isValid())
        co_return ProductPlan(made);
    co_return co_await unlessMoved(made, stop);
}

/// A product of several pages takes longer to read than a read may be old. Where it has not been changed since its
/// first page was read, all of the read is as good as one made now.
QCoro::Task<Result<ProductPlan>> RollbackRun::unlessMoved(ProductPlan plan, std::stop_token stop)
{
    const ShopifyId product = plan.undo.shopifyProduct;
    const QList<FieldsWanted> wanted{FieldsWanted{.product = product, .productFields = true}};
    const std::chrono::milliseconds lookedAt = m_context.clock.monotonic();
    const auto reads = co_await m_reads.fields(wanted, stop);
    if (!reads)
        co_return reads.failure();
    const RemoteRead now = reads->value(product.value);
    plan.isTorn = now.gone || now.content.updatedAt != plan.changedAt;
    plan.readAt = lookedAt;
    co_return ProductPlan(plan);
}

QCoro::Task<Result<Done>> RollbackRun::leaveTorn(ProductPointer product)
{
    product->problems += QCoreApplication::translate("Sync::Rollback",
        "It has so many variants that reading them takes a while, and each time somebody changed it in Shopify "
        "meanwhile. What is left of it was not put back; start again when nobody works on it.");
    co_return co_await endRemote(product);
}

} // namespace Sync
