#pragma once

#include "models/paging/answer.h"
#include "sync/api/result.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QList>
#include <QSet>
#include <QTimer>

#include <functional>

namespace Models {

/// How far a model has come. With Failed the rows that were there stay, as of loadedAt().
enum class LoadState { Unknown, Loading, Ready, Failed };

/// Roles that tables of ours answer beside Qt's own.
enum TableRole {
    IdRole = Qt::UserRole + 1, ///< qint64
    PlaceholderRole, ///< True while the row is on its way.
    BadgeRole, ///< Models::Badge for a cell that is a state.
    ExactRole, ///< The value as stored, for export and copying.
    ColumnKeyRole, ///< headerData: the column's stable name.
    SortableRole, ///< headerData: whether the database can sort by it.
    WidthRole, ///< headerData: a good width in characters.
    OptionalRole, ///< headerData: hidden until somebody chooses it.
    DraftRole, ///< True while a cell holds what is not stored yet.
    MultiLineRole, ///< True for a cell whose text is written in several lines.
};

/// A table of any length over a reader that answers later: a vector of ids in sort order, and rows in blocks of 200
/// by id, of which a bounded number is kept. rowCount() is the true count as soon as the order is known; rows not at
/// hand are placeholders and are asked for once data() has returned. Sorting and filtering are the reader's.
///
/// refresh() keeps rows, selection and persistent indexes by id. Late answers to an older query are dropped.
class PagedModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PagedModel)

public:
    static constexpr int blockSize = 200;

    int rowCount(const QModelIndex &parent = {}) const final;

    /// The id shown in a row, 0 when there is none.
    qint64 idAt(int row) const { return m_order.value(row); }
    /// The row of an id, or -1. Linear.
    int rowOf(qint64 id) const { return id == 0 ? -1 : int(m_order.indexOf(id)); }
    const QList<qint64> &order() const { return m_order; }
    /// False while only the first rows are known; rowCount() is then a lower bound.
    bool isComplete() const { return m_complete; }

    LoadState loadState() const;
    /// Why loadState() is Failed.
    const Sync::Failure &failure() const { return m_failure; }
    /// When the order on screen was read; invalid before the first.
    QDateTime loadedAt() const { return m_loadedAt; }

    /// Reads for the first time. Does nothing when that has happened.
    void load();
    /// Reads order and rows again; what is on screen stays until its successor arrives.
    void refresh();
    /// refresh(), once for all calls within a fifth of a second.
    void refreshSoon();
    /// Asks again for what failed.
    void retry();

Q_SIGNALS:
    void loadStateChanged();
    /// Emitted before orderChanged(), while the old order still stands.
    void orderAboutToChange();
    /// The ids are others than before, or in another order.
    void orderChanged();
    /// The first rows of a new query are there (a refresh does not emit it).
    void queryAnswered();

protected:
    explicit PagedModel(QObject *parent = nullptr);

    /// A new question replaces what was asked before; rows on screen stay until it is answered.
    void restart();
    int generation() const { return m_generation; }
    /// Notes that a row not at hand, or an old one, is being looked at.
    void wantRow(int row) const;
    /// To be called with every answered block.
    void blockArrived(int block, int generation, int orderSerial);
    void blockFailed(int block, int generation, const Sync::Failure &failure);
    int orderSerial() const { return m_orderSerial; }
    /// The first rows of the present query arrived; ignored when `ticket` is an older query's or the order is known.
    void firstRowsArrived(int ticket, const QList<qint64> &ids);

    virtual QFuture<Sync::Result<QList<qint64>>> askOrder() = 0;
    /// May ask for the first rows of the present query, to be handed to firstRowsArrived().
    virtual void askFirst(int ticket);
    /// Asks for these rows; the answer goes to blockArrived() or blockFailed(). A way to withdraw it is returned.
    virtual std::function<void()> askBlock(int block, const QList<qint64> &ids) = 0;

private:
    enum class OrderState { Unknown, Loading, Ready, Failed };

    /// The number that answers of the question about to be asked carry.
    int beginAsking();
    void askOrderNow(int ticket);
    void orderArrived(int ticket, const Sync::Result<QList<qint64>> &answer);
    void replaceOrder(QList<qint64> order);
    void permute(const QList<qint64> &order);
    void sendWanted();
    void touchAll();
    void withdrawBlocks();
    void announceState();

    QList<qint64> m_order;
    bool m_complete = false;
    bool m_newQuery = false;
    bool m_refreshAgain = false;
    int m_generation = 0;
    int m_orderSerial = 0;
    int m_ticket = 0;
    OrderState m_orderState = OrderState::Unknown;
    LoadState m_announced = LoadState::Unknown;
    QFuture<void> m_orderFuture;
    Sync::Failure m_failure;
    QDateTime m_loadedAt;
    mutable QList<int> m_wanted; ///< Blocks being looked at, the newest last.
    QHash<int, std::function<void()>> m_inFlight;
    QSet<int> m_failedBlocks;
    QTimer *m_send;
    QTimer *m_refreshSoon;
};

} // namespace Models
