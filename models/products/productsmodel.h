#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

using ProductColumn = Column<Sync::ProductRow, Sync::ProductSort>;

/// The columns of the products table and of its exports.
QList<ProductColumn> productColumns();

/// The catalogue as a table, sorted and filtered by the database. Refreshes itself when the catalogue changes.
class ProductsModel final : public PagedTable<Sync::ProductRow, Sync::ProductSort>
{
public:
    /// `reader` must outlive the model.
    explicit ProductsModel(Sync::Reader &reader, QObject *parent = nullptr);

    const Sync::ProductQuery &query() const { return m_query; }
    /// Shows what matches; rows on screen stay until the answer arrives.
    void setQuery(const Sync::ProductQuery &query);

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    void askFirst(int ticket) override;
    QFuture<Sync::Result<QList<Sync::ProductRow>>> askRows(QList<qint64> ids) override;
    void sortBy(Sync::ProductSort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::ProductQuery m_query;
};

} // namespace Models
