#pragma once

#include "models/format/badge.h"
#include "models/paging/column.h"
#include "models/paging/pagedmodel.h"
#include "models/paging/rowcache.h"

#include <QCoreApplication>

#include <utility>

namespace Models {

/// A PagedModel of rows of one struct and a table of columns. A model of its own adds the query, the two questions to
/// the reader and the columns.
template <typename Row, typename SortKey>
class PagedTable : public PagedModel
{
public:
    using ColumnType = Column<Row, SortKey>;

    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_columns.size()); }

    const QList<ColumnType> &columns() const { return m_columns; }

    /// The row when it is at hand, else nullptr and it is asked for; valid until control returns to the event loop.
    const Row *rowAt(int row) const
    {
        const qint64 id = idAt(row);
        const auto *entry = m_cache.find(id);
        if (!entry || entry->generation != generation())
            wantRow(row);
        return entry && !entry->isGone ? &entry->row : nullptr;
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const ColumnType &column = m_columns.at(index.column());
        if (role == Qt::TextAlignmentRole)
            return int(column.alignment | Qt::AlignVCenter);
        if (role == IdRole)
            return idAt(index.row());
        const Row *row = rowAt(index.row());
        return row ? cell(column, *row, role) : placeholder(index.row(), role);
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        const ColumnType &column = m_columns.at(section);
        switch (role) {
        case Qt::DisplayRole:
            return column.translatedTitle();
        case Qt::TextAlignmentRole:
            return int(column.alignment | Qt::AlignVCenter);
        case ColumnKeyRole:
            return column.key;
        case SortableRole:
            return column.sort.has_value();
        case WidthRole:
            return column.width;
        case OptionalRole:
            return column.use == ColumnUse::Optional;
        default:
            return {};
        }
    }

    void sort(int section, Qt::SortOrder order) final
    {
        if (section >= 0 && section < m_columns.size() && m_columns.at(section).sort)
            sortBy(*m_columns.at(section).sort, order);
    }

protected:
    PagedTable(QList<ColumnType> columns, qint64 (*idOf)(const Row &), int cacheCapacity, QObject *parent)
        : PagedModel(parent)
        , m_columns(std::move(columns))
        , m_idOf(idOf)
        , m_cache(cacheCapacity)
    { }

    virtual QFuture<Sync::Result<QList<Row>>> askRows(QList<qint64> ids) = 0;
    virtual void sortBy(SortKey key, Qt::SortOrder order) = 0;

    /// For askFirst(): shows these rows before the order is known.
    void showFirst(const QFuture<Sync::Result<QList<Row>>> &future, int ticket)
    {
        whenAnswered(future, this, [this, ticket, asked = generation()](const Sync::Result<QList<Row>> &answer) {
            if (!answer || asked != generation())
                return;
            QList<qint64> ids;
            for (const Row &row : *answer) {
                m_cache.insert(m_idOf(row), row, asked);
                ids += m_idOf(row);
            }
            firstRowsArrived(ticket, ids);
        });
    }

private:
    std::function<void()> askBlock(int block, const QList<qint64> &ids) final
    {
        QFuture<Sync::Result<QList<Row>>> future = askRows(ids);
        whenAnswered(future, this,
            [this, block, ids, asked = generation(), serial = orderSerial()](const Sync::Result<QList<Row>> &answer) {
                if (asked != generation())
                    return;
                if (!answer) {
                    blockFailed(block, asked, answer.failure());
                    return;
                }
                store(ids, *answer, asked);
                blockArrived(block, asked, serial);
            });
        return [future]() mutable { future.cancel(); };
    }

    void store(const QList<qint64> &ids, const QList<Row> &rows, int asked)
    {
        QSet<qint64> missing(ids.cbegin(), ids.cend());
        for (const Row &row : rows) {
            missing.remove(m_idOf(row));
            m_cache.insert(m_idOf(row), row, asked);
        }
        for (const qint64 id : std::as_const(missing))
            m_cache.insertGone(id, asked);
    }

    QVariant cell(const ColumnType &column, const Row &row, int role) const
    {
        switch (role) {
        case Qt::DisplayRole:
            return column.text(row);
        case ExactRole:
            return column.exactText(row);
        case PlaceholderRole:
            return false;
        case BadgeRole:
            return column.badge ? QVariant::fromValue(column.badge(row)) : QVariant();
        case Qt::ToolTipRole:
            return column.toolTip ? QVariant(column.toolTip(row)) : QVariant();
        case Qt::AccessibleTextRole:
            return QString(column.translatedTitle() % u", " % column.text(row));
        default:
            return {};
        }
    }

    QVariant placeholder(int row, int role) const
    {
        const auto *entry = m_cache.find(idAt(row));
        const bool gone = entry && entry->isGone;
        switch (role) {
        case Qt::DisplayRole:
            return gone ? QStringLiteral("\u2013") : QStringLiteral("\u2026");
        case PlaceholderRole:
            return !gone;
        case Qt::AccessibleTextRole:
            return gone ? QCoreApplication::translate("Models::PagedTable", "No longer there")
                        : QCoreApplication::translate("Models::PagedTable", "Loading");
        default:
            return {};
        }
    }

    QList<ColumnType> m_columns;
    qint64 (*m_idOf)(const Row &);
    RowCache<Row> m_cache;
};

} // namespace Models
