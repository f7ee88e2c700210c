#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// What one batch did to each product, failures first until sorted otherwise.
class BatchLinesModel final : public PagedTable<Sync::HistoryRow, Sync::HistorySort>
{
public:
    static constexpr int messageColumn = 3;

    /// `reader` must outlive the model.
    explicit BatchLinesModel(Sync::Reader &reader, QObject *parent = nullptr);

    /// Shows the lines of a batch, none for an invalid id; filter and sort stay as they are.
    void setBatch(Sync::BatchId batch);
    /// Reads anew when the query is another than before.
    void setQuery(const Sync::HistoryQuery &query);
    const Sync::HistoryQuery &query() const { return m_query; }

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::HistoryRow>>> askRows(QList<qint64> ids) override;
    void sortBy(Sync::HistorySort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::HistoryQuery m_query;
};

} // namespace Models
