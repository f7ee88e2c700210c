#pragma once

#include "models/paging/pagedtable.h"
#include "sync/api/reader.h"

namespace Models {

/// The staged changes of a query as a table, sorted and filtered by the database. Refreshes itself when staged changes
/// change.
class StagedModel final : public PagedTable<Sync::StagedRow, Sync::StagedSort>
{
public:
    /// `reader` must outlive the model.
    explicit StagedModel(Sync::Reader &reader, QObject *parent = nullptr);

    const Sync::StagedQuery &query() const { return m_query; }
    /// Shows what matches; rows on screen stay until the answer arrives.
    void setQuery(const Sync::StagedQuery &query);

private:
    QFuture<Sync::Result<QList<qint64>>> askOrder() override;
    QFuture<Sync::Result<QList<Sync::StagedRow>>> askRows(QList<qint64> ids) override;
    void sortBy(Sync::StagedSort key, Qt::SortOrder order) override;

    Sync::Reader &m_reader;
    Sync::StagedQuery m_query;
};

/// What state a staged change is in. Waiting for a person, it says first what is special about it: that the product
/// moved since, or that a conflict is open.
Badge stateBadge(const Sync::StagedRow &row);
/// A staged change's kind with its direction as sign: new, change, delete, restore.
Badge kindBadge(const Sync::StagedRow &row);

} // namespace Models
