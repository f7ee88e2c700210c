#pragma once

#include "models/paging/answer.h"
#include "models/paging/column.h"
#include "models/paging/pagedmodel.h"

#include <QAbstractTableModel>

#include <utility>
#include <variant>

namespace Models {

/// A table of which there is so little that it is held whole: how far its reading is.
class WholeModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WholeModel)

public:
    /// Ready stays so while it is read anew.
    LoadState loadState() const { return m_loadState; }
    /// Why loadState() is Failed; what was read before stays.
    const Sync::Failure &failure() const { return m_failure; }

    /// Reads anew. What is shown stays until the answer, which is heard only when nothing was asked or taken since.
    virtual void refresh() = 0;

Q_SIGNALS:
    void loadStateChanged();

protected:
    explicit WholeModel(QObject *parent)
        : QAbstractTableModel(parent)
    { }

    LoadState m_loadState = LoadState::Unknown;
    Sync::Failure m_failure;
};

/// A WholeModel of rows of one struct and a table of columns. A model of its own adds the question, and asks it first.
template <typename Row>
class WholeTable : public WholeModel
{
public:
    using ColumnType = Column<Row, std::monostate>;

    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_columns.size()); }

    /// An empty one beyond the last.
    Row rowAt(int row) const { return m_rows.value(row); }
    const QList<Row> &rows() const { return m_rows; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const Row &row = m_rows.at(index.row());
        const ColumnType &column = m_columns.at(index.column());
        switch (role) {
        case Qt::DisplayRole:
            return column.text(row);
        case Qt::ToolTipRole:
            return column.toolTip ? column.toolTip(row) : column.text(row);
        case Qt::AccessibleTextRole:
            return QString(column.translatedTitle() % u", " % column.text(row));
        case BadgeRole: {
            const Badge badge = column.badge ? column.badge(row) : Badge();
            return badge.shape == Shape::None ? QVariant() : QVariant::fromValue(badge);
        }
        default:
            return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= m_columns.size())
            return {};
        return m_columns.at(section).translatedTitle();
    }

    void refresh() override
    {
        if (m_loadState != LoadState::Ready)
            m_loadState = LoadState::Loading;
        whenAnswered(ask(), this, [this, ticket = ++m_ticket](const Sync::Result<QList<Row>> &answer) {
            if (ticket == m_ticket)
                take(answer);
        });
    }

protected:
    WholeTable(QList<ColumnType> columns, QObject *parent)
        : WholeModel(parent)
        , m_columns(std::move(columns))
    { }

    virtual QFuture<Sync::Result<QList<Row>>> ask() = 0;

    /// An answer, asked for by refresh() or come with that to a change.
    void take(const Sync::Result<QList<Row>> &answer)
    {
        m_loadState = answer ? LoadState::Ready : LoadState::Failed;
        if (!answer)
            m_failure = answer.failure();
        else if (*answer != m_rows) {
            beginResetModel();
            m_rows = *answer;
            endResetModel();
        }
        Q_EMIT loadStateChanged();
    }

    /// What is being read is older than something that is on its way.
    void ignoreWhatIsAsked() { ++m_ticket; }

private:
    QList<ColumnType> m_columns;
    QList<Row> m_rows;
    int m_ticket = 0;
};

} // namespace Models
