#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// The batches of a query; all of them, newest first, until another is set.
class BatchesModel final : public PagedTable<Sync::BatchRow, Sync::BatchSort>
{
public:
    /// `reader` must outlive the model.
    explicit BatchesModel(Sync::Reader &reader, QObject *parent = nullptr);

    /// Reads anew when the query is another than before.
    void setQuery(const Sync::BatchQuery &query);
    const Sync::BatchQuery &query() const { return m_query; }

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::BatchRow>>> askRows(QList<qint64> ids) override;
    void sortBy(Sync::BatchSort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::BatchQuery m_query;
};

} // namespace Models
