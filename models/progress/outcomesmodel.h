#pragma once

#include "sync/api/progress.h"

#include <QAbstractTableModel>
#include <QList>

namespace Models {

/// The last outcomes of a running batch, newest first, failures pinned above the rest. Holds at most `capacity` rows;
/// failures drive out successes, never the other way round.
class OutcomesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutcomesModel)

public:
    enum class Column { Result, Product, Message };

    explicit OutcomesModel(int capacity = 200, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Adds what has come in, oldest first.
    void add(const QList<Sync::ItemOutcome> &arrived);
    void clear();

private:
    void prepend(int row, QList<Sync::ItemOutcome> newestFirst);
    void trim();

    QList<Sync::ItemOutcome> m_rows; ///< Failures, then the others; each newest first.
    qsizetype m_failures = 0;
    int m_capacity;
};

} // namespace Models
