#pragma once

#include "sync/api/result.h"
#include "sync/api/rollback.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/jobs/rollback/rollbackplanner.h"

#include <QCoroTask>

#include <QList>
#include <QSet>

#include <chrono>
#include <stop_token>
#include <vector>

namespace Sync {

/// What a batch did to one product, as recorded.
struct BatchTrace
{
    ProductId product;
    QList<Operation> operations = {}; ///< In Shopify, oldest first.
    std::optional<ProductVersion> version = {}; ///< In the catalogue, where it was written without a call.
    QSet<qint64> restocked = {}; ///< Variants it created whose stock was set since.
    std::chrono::milliseconds shownBy{0}; ///< Until then, on the steady clock, Shopify may not show it yet.
};

/// Whether its product has to be read whole, with all its variants, to be planned.
bool needsWhole(const QList<Operation> &operations);

/// Reads what a batch did and how its products stand now, in Shopify and in the catalogue. Belongs to one thread.
class RollbackReader final
{
    Q_DISABLE_COPY_MOVE(RollbackReader)

public:
    RollbackReader(const ProtocolContext &context, ShopReads &reads);

    /// One trace per product of the request's scope, the last touched first.
    QCoro::Task<Result<QList<BatchTrace>>> traces(RollbackRequest request, BatchKind kind);
    /// How each would be taken back, from reads made now.
    QCoro::Task<Result<QList<ProductPlan>>> plan(QList<BatchTrace> traces, UndoPolicy policy, std::stop_token stop);

private:
    std::chrono::milliseconds longestUnshown(const QList<Operation> &operations) const;
    QCoro::Task<Result<QList<BatchTrace>>> withNewIds(QList<BatchTrace> traces);
    QCoro::Task<Result<QList<BatchTrace>>> withRestocked(QList<BatchTrace> traces, BatchId batch);
    QCoro::Task<Result<QList<ProductPlan>>> planOnce(QList<BatchTrace> traces, UndoPolicy policy, std::stop_token stop);
    /// Whether what a plan takes for put back by somebody may only not be shown yet.
    QCoro::Task<Result<bool>> mayNotShow(BatchTrace trace, ProductPlan plan);
    QCoro::Task<Result<QMap<qint64, RemoteRead>>> readRemote(QList<BatchTrace> traces, std::stop_token stop);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
};

} // namespace Sync
