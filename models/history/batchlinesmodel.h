#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// The lines of a batch are read failures first and not sorted otherwise.
enum class BatchLineSort {};

/// What one batch did to each product, failures first.
class BatchLinesModel final : public PagedTable<Sync::HistoryRow, BatchLineSort>
{
public:
    /// `reader` must outlive the model.
    explicit BatchLinesModel(Sync::Reader &reader, QObject *parent = nullptr);

    void setBatch(Sync::BatchId batch);
    Sync::BatchId batch() const { return m_batch; }

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::HistoryRow>>> askRows(QList<qint64> ids) override;
    void sortBy(BatchLineSort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::BatchId m_batch;
};

} // namespace Models
