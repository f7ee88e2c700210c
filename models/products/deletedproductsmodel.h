#pragma once

#include "models/paging/wholetable.h"
#include "sync/api/reader.h"

namespace Models {

/// The products deleted here that can come back, the latest first. At most `mostShown`, so they are held whole.
class DeletedProductsModel final : public WholeTable<Sync::DeletedProduct>
{
public:
    static constexpr int mostShown = 1000;

    /// The reader must outlive the model; it is asked at once and after every change of the catalogue.
    explicit DeletedProductsModel(Sync::Reader &reader, QObject *parent = nullptr);

    Sync::ProductId productAt(int row) const { return rowAt(row).product; }

private:
    QFuture<Sync::Result<QList<Sync::DeletedProduct>>> ask() override;

    Sync::Reader &m_reader;
};

} // namespace Models
