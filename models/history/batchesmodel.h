#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// Batches are read newest first and not sorted otherwise.
enum class BatchSort {};

/// Every batch, newest first.
class BatchesModel final : public PagedTable<Sync::BatchRow, BatchSort>
{
public:
    /// `reader` must outlive the model.
    explicit BatchesModel(Sync::Reader &reader, QObject *parent = nullptr);

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::BatchRow>>> askRows(QList<qint64> ids) override;
    void sortBy(BatchSort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
};

} // namespace Models
