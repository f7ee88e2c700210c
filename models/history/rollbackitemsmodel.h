#pragma once

#include "models/history/rollbacktext.h"
#include "sync/api/rollback.h"

#include <QAbstractTableModel>

#include <optional>

namespace Models {

/// The fields of a preview: before, written, now; all of them or those of one fate. A plan brings at most
/// 2,000, so they are held whole.
class RollbackItemsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RollbackItemsModel)

public:
    enum class Column { Fate, Product, Field, Before, Written, Now, Where, Reason };

    explicit RollbackItemsModel(PlanKind kind, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setItems(const QList<Sync::RollbackItem> &items);
    void showOnly(std::optional<Sync::RollbackFate> fate);
    /// What a row is about; nothing where there is no row.
    const Sync::RollbackItem *itemAt(int row) const;

private:
    void filter();
    QString text(const Sync::RollbackItem &item, Column column) const;

    PlanKind m_kind;
    QList<Sync::RollbackItem> m_all;
    QList<Sync::RollbackItem> m_shown;
    std::optional<Sync::RollbackFate> m_fate;
};

} // namespace Models
