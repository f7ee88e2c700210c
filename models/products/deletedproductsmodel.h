#pragma once

#include "models/paging/pagedmodel.h"
#include "sync/api/reader.h"

#include <QAbstractTableModel>

namespace Models {

/// The products deleted here that can come back, the latest first. At most `mostShown`, so they are held whole.
class DeletedProductsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeletedProductsModel)

public:
    static constexpr int mostShown = 1000;
    enum class Column { Title, Sku, Deleted, By, Shopify };

    /// The reader must outlive the model; it is asked at once and after every change of the catalogue.
    explicit DeletedProductsModel(Sync::Reader &reader, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    Sync::ProductId productAt(int row) const { return m_products.value(row).product; }
    LoadState loadState() const { return m_loadState; }
    /// Why loadState() is Failed; what was read before stays.
    const Sync::Failure &failure() const { return m_failure; }
    void refresh();

Q_SIGNALS:
    void loadStateChanged();

private:
    QString text(const Sync::DeletedProduct &product, Column column) const;
    void take(const QList<Sync::DeletedProduct> &products);

    Sync::Reader &m_reader;
    QList<Sync::DeletedProduct> m_products;
    LoadState m_loadState = LoadState::Unknown;
    Sync::Failure m_failure;
    int m_ticket = 0;
};

} // namespace Models
