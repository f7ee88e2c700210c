#include "sync/api/facets.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/rollback/rollbackrun.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>

// What follows on a product that has come back in the same run.

namespace Sync {

namespace {

/// How often a call is tried that could not leave in time.
constexpr int mostTries = 5;

} // namespace

QCoro::Task<Result<RollbackRun::StepEnd>> RollbackRun::followUp(
    ProductPointer product, UndoStep step, bool last, std::stop_token stop)
{
    if (hidesChannels(product->made)) {
        product->problems += QStringList{madeWithoutChannels(), whyChannelsAreHidden()};
        co_return StepEnd::Refused;
    }
    const Operation planned{.kind = step.step.kind, .before = step.step.before, .after = step.step.after};
    const std::optional<Operation> due = joinAtItsTurn(planned, product->made);
    if (!due)
        co_return StepEnd::Done; // Shopify has put it there by itself
    step.original.shopifyProduct = product->made.id;
    step.step.before = due->before;
    step.step.after = due->after;
    for (int tries = 0; tries<mostTries; tries += product->misses.inARow> 0 ? 0 : 1) {
        // Nothing is overwritten by joining, so there is nothing that could have moved since it was read.
        const std::chrono::milliseconds now = m_context.clock.monotonic();
        const Result<StepEnd> sent = co_await sendStep(product, step, now, last, stop);
        if (!sent)
            co_return sent.failure();
        if (*sent == StepEnd::Refused)
            product->problems.insert(product->problems.size() - 1, madeWithoutChannels());
        if (*sent != StepEnd::TooLate)
            co_return StepEnd(*sent);
        const Result<Done> may = co_await mayWrite(stop);
        if (!may) {
            const Result<bool> cut = co_await cutShort(product, may.failure());
            co_return cut.failure();
        }
    }
    product->problems += QCoreApplication::translate("Sync::Rollback",
        "The product is back. The database answers too slowly to put it into its sales channels safely: find local "
        "edits and send it.");
    co_return StepEnd::Refused;
}

} // namespace Sync
