#pragma once

#include "sync/api/reader.h"
#include "tests/support/fakeanswers.h"

#include <QHash>

namespace Fakes {

/// A reader over lists in memory, for tests of models and pages. Filters and sorts as the real one; answers late and
/// out of order (see FakeAnswers).
class FakeReader final : public Sync::Reader
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeReader)

public:
    enum Question {
        Overview,
        PullProgress,
        FirstProducts,
        ProductOrder,
        ProductRows,
        ProductDetail,
        Vendors,
        Names,
        DeletedProducts,
        StagedOrder,
        StagedRows,
        StagedDetail,
        ApprovalRules,
        SimulateRule,
        BatchOrder,
        BatchRows,
        BatchHistory,
        ProductHistory,
        HistoryRows,
    };

    explicit FakeReader(QObject *parent = nullptr);

    /// Late, failing, silent: see FakeAnswers.
    FakeAnswers &answers() { return m_answers; }

    /// What there is to read; change freely, then emit the signal that says so.
    Sync::OverviewCounts counts;
    Sync::PullState pulled{true, {}};
    QList<Sync::ProductRow> products;
    QHash<Sync::ProductId, Sync::ProductDetail> details; ///< Without an entry a detail is made of the row alone.
    Sync::ShopNames names;
    QList<Sync::DeletedProduct> deleted;
    QList<Sync::StagedDetail> staged;
    QHash<Sync::ChangeId, Sync::BatchId> stagedBy; ///< The run that staged a change.
    QList<Sync::ApprovalRule> rules;
    Sync::RuleSimulation simulation;
    QList<Sync::ApprovalRule> drafts; ///< What was tried, in order.
    QList<Sync::BatchRow> batches;
    QList<Sync::HistoryRow> history;

    /// Products 1…count that exist only when asked for, in the order of their ids, beside `products` being empty.
    void pretendProducts(qint64 count) { m_pretended = count; }
    /// A row as pretended or as makeCatalogue() makes it.
    static Sync::ProductRow sampleProduct(qint64 id);
    /// Fills products, with every sync status among them, and a few details with variants.
    void makeCatalogue(int count);
    /// Fills staged changes of every kind, direction and status, conflicts, right-to-left text and markup included.
    void makeStaged(int count);
    /// Turns the first staged changes into approved ones that wait to be sent.
    void approveToSend(int count);

    QFuture<Sync::Result<Sync::OverviewCounts>> overview() override;
    QFuture<Sync::Result<Sync::PullState>> pullState() override;
    QFuture<Sync::Result<QList<Sync::ProductRow>>> firstProducts(Sync::ProductQuery query, int limit) override;
    QFuture<Sync::Result<QList<qint64>>> productOrder(Sync::ProductQuery query) override;
    QFuture<Sync::Result<QList<Sync::ProductRow>>> productRows(QList<qint64> ids) override;
    QFuture<Sync::Result<Sync::ProductDetail>> productDetail(Sync::ProductId id) override;
    QFuture<Sync::Result<QStringList>> vendors(int limit) override;
    QFuture<Sync::Result<Sync::ShopNames>> shopNames() override;
    QFuture<Sync::Result<QList<Sync::DeletedProduct>>> deletedProducts(int limit) override;
    QFuture<Sync::Result<QList<qint64>>> stagedOrder(Sync::StagedQuery query) override;
    QFuture<Sync::Result<QList<Sync::StagedRow>>> stagedRows(QList<qint64> ids) override;
    QFuture<Sync::Result<Sync::StagedDetail>> stagedDetail(Sync::ChangeId id) override;
    QFuture<Sync::Result<QList<Sync::ApprovalRule>>> approvalRules() override;
    QFuture<Sync::Result<Sync::RuleSimulation>> simulateRule(Sync::ApprovalRule draft) override;
    QFuture<Sync::Result<QList<qint64>>> batchOrder(Sync::BatchQuery query) override;
    QFuture<Sync::Result<QList<Sync::BatchRow>>> batchRows(QList<qint64> ids) override;
    QFuture<Sync::Result<QList<qint64>>> historyOrder(Sync::HistoryQuery query) override;
    QFuture<Sync::Result<QList<Sync::HistoryRow>>> historyRows(QList<qint64> ids) override;

private:
    QList<Sync::ProductRow> matching(const Sync::ProductQuery &query) const;
    QList<Sync::ProductRow> productsById(const QList<qint64> &ids) const;
    Sync::Result<Sync::ProductDetail> detailOf(Sync::ProductId id) const;
    QList<Sync::StagedRow> matching(const Sync::StagedQuery &query) const;

    FakeAnswers m_answers;
    qint64 m_pretended = 0;
};

} // namespace Fakes
