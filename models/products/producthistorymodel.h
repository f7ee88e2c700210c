#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// What runs did to one product, newest first until sorted otherwise.
class ProductHistoryModel final : public PagedTable<Sync::HistoryRow, Sync::HistorySort>
{
public:
    /// `reader` must outlive the model.
    explicit ProductHistoryModel(Sync::Reader &reader, QObject *parent = nullptr);

    void setProduct(Sync::ProductId product);

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::HistoryRow>>> askRows(QList<qint64> ids) override;
    void sortBy(Sync::HistorySort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::HistoryQuery m_query{.sort = Sync::HistorySort::CreatedAt, .order = Qt::DescendingOrder};
};

} // namespace Models
