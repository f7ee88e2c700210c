#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"
#include "sync/api/productactions.h"
#include "sync/api/pullstate.h"
#include "sync/api/result.h"
#include "sync/api/review.h"
#include "sync/api/rulechange.h"
#include "sync/api/shopnames.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace Sync {

/// Reads for the screens, from a connection and a thread of its own, so that no running batch makes a page wait.
///
/// Every function may be called from any thread, returns at once, and answers later through the future. Objects hear
/// the answer by Models::whenAnswered(); QFuture::then() with a context asserts in Qt 6.4 when the context is gone
/// first. Cancelling a future whose turn has not come drops the query. Tables page by a vector of ids in sort order,
/// then blocks of rows by id.
class Reader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<Result<OverviewCounts>> overview() = 0;
    virtual QFuture<Result<PullState>> pullState() = 0;

    /// The first `limit` rows of a query, to have something on screen while the order is read.
    virtual QFuture<Result<QList<ProductRow>>> firstProducts(ProductQuery query, int limit) = 0;
    /// All ids of a query in its order.
    virtual QFuture<Result<QList<qint64>>> productOrder(ProductQuery query) = 0;
    /// Rows by id, in the order of the ids; an id that is gone is left out.
    virtual QFuture<Result<QList<ProductRow>>> productRows(QList<qint64> ids) = 0;
    virtual QFuture<Result<ProductDetail>> productDetail(ProductId id) = 0;
    /// The distinct vendors, sorted; at most `limit`.
    virtual QFuture<Result<QStringList>> vendors(int limit) = 0;
    virtual QFuture<Result<ShopNames>> shopNames() = 0;

    /// Products deleted here that can come back, the latest first; at most `limit`.
    virtual QFuture<Result<QList<DeletedProduct>>> deletedProducts(int limit) = 0;

    virtual QFuture<Result<QList<qint64>>> stagedOrder(StagedQuery query) = 0;
    virtual QFuture<Result<QList<StagedRow>>> stagedRows(QList<qint64> ids) = 0;
    virtual QFuture<Result<StagedDetail>> stagedDetail(ChangeId id) = 0;

    /// The approval rules in their order.
    virtual QFuture<Result<QList<ApprovalRule>>> approvalRules() = 0;
    /// What the rules would make of all waiting changes if this one were saved; nothing is changed.
    virtual QFuture<Result<RuleSimulation>> simulateRule(ApprovalRule draft) = 0;

    virtual QFuture<Result<QList<qint64>>> batchOrder(BatchQuery query) = 0;
    virtual QFuture<Result<QList<BatchRow>>> batchRows(QList<qint64> ids) = 0;
    virtual QFuture<Result<QList<qint64>>> historyOrder(HistoryQuery query) = 0;
    virtual QFuture<Result<QList<HistoryRow>>> historyRows(QList<qint64> ids) = 0;

Q_SIGNALS:
    /// Something that tables show was written by this or another desk; re-read what is on screen.
    void catalogueChanged();
    void stagedChanged();
    void historyChanged();
};

} // namespace Sync
