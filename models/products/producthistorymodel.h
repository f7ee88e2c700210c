#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// History is read newest first and not sorted otherwise.
enum class HistorySort {};

/// What runs did to one product, newest first.
class ProductHistoryModel final : public PagedTable<Sync::HistoryRow, HistorySort>
{
public:
    /// `reader` must outlive the model.
    explicit ProductHistoryModel(Sync::Reader &reader, QObject *parent = nullptr);

    void setProduct(Sync::ProductId product);

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::HistoryRow>>> askRows(QList<qint64> ids) override;
    void sortBy(HistorySort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::ProductId m_product;
};

} // namespace Models
