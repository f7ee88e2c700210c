#include "models/paging/pagedmodel.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Models {
namespace {

constexpr int mostInFlight = 3;
// More than a screen can show; older wishes belong to rows that were scrolled past.
constexpr int mostWanted = 6;

bool startsWith(const QList<qint64> &whole, const QList<qint64> &part)
{
    return part.size() <= whole.size() && std::equal(part.cbegin(), part.cend(), whole.cbegin());
}

} // namespace

PagedModel::PagedModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_send(new QTimer(this))
    , m_refreshSoon(new QTimer(this))
{
    m_refreshSoon->setSingleShot(true);
    m_refreshSoon->setInterval(200ms);
    connect(m_refreshSoon, &QTimer::timeout, this, &PagedModel::refresh);
    m_send->setSingleShot(true);
    m_send->setInterval(0);
    connect(m_send, &QTimer::timeout, this, &PagedModel::sendWanted);
}

int PagedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

LoadState PagedModel::loadState() const
{
    if (m_orderState == OrderState::Failed)
        return LoadState::Failed;
    if (m_orderState == OrderState::Loading)
        return LoadState::Loading;
    if (!m_failedBlocks.isEmpty())
        return LoadState::Failed;
    return m_orderState == OrderState::Ready ? LoadState::Ready : LoadState::Unknown;
}

void PagedModel::load()
{
    if (m_orderState == OrderState::Unknown)
        restart();
}

void PagedModel::restart()
{
    ++m_generation;
    m_newQuery = true;
    m_refreshAgain = false;
    m_failedBlocks.clear();
    withdrawBlocks();
    m_orderFuture.cancel();
    const int ticket = beginAsking();
    askFirst(ticket); // before the order, or a reader that answers in turn would make the first rows wait for all ids
    askOrderNow(ticket);
}

void PagedModel::refresh()
{
    if (m_orderState == OrderState::Unknown)
        return;
    // The question under way is let finish, or frequent changes would keep it from ever being answered.
    if (m_orderState == OrderState::Loading) {
        m_refreshAgain = true;
        return;
    }
    ++m_generation;
    m_failedBlocks.clear();
    withdrawBlocks();
    askOrderNow(beginAsking());
    touchAll();
}

// The timer is not restarted, so that a steady stream of changes cannot hold the refresh back.
void PagedModel::refreshSoon()
{
    if (!m_refreshSoon->isActive())
        m_refreshSoon->start();
}

void PagedModel::retry()
{
    if (m_orderState == OrderState::Unknown) {
        load();
    } else if (m_orderState == OrderState::Failed) {
        m_orderState = OrderState::Ready;
        refresh();
    } else if (!m_failedBlocks.isEmpty()) {
        m_failedBlocks.clear();
        announceState();
        touchAll();
    }
}

int PagedModel::beginAsking()
{
    m_orderState = OrderState::Loading;
    return ++m_ticket;
}

void PagedModel::askOrderNow(int ticket)
{
    const QFuture<Sync::Result<QList<qint64>>> future = askOrder();
    m_orderFuture = QFuture<void>(future);
    whenAnswered(
        future, this, [this, ticket](const Sync::Result<QList<qint64>> &answer) { orderArrived(ticket, answer); });
    announceState();
}

void PagedModel::askFirst(int) { }

void PagedModel::firstRowsArrived(int ticket, const QList<qint64> &ids)
{
    if (ticket != m_ticket || m_orderState != OrderState::Loading || !m_newQuery || ids.isEmpty())
        return;
    m_complete = ids.size() < blockSize;
    m_loadedAt = QDateTime::currentDateTimeUtc();
    replaceOrder(ids);
    m_newQuery = false;
    Q_EMIT queryAnswered();
}

void PagedModel::orderArrived(int ticket, const Sync::Result<QList<qint64>> &answer)
{
    if (ticket != m_ticket)
        return;
    if (!answer) {
        m_failure = answer.failure();
        m_orderState = OrderState::Failed;
    } else {
        m_orderState = OrderState::Ready;
        m_complete = true;
        m_loadedAt = QDateTime::currentDateTimeUtc();
        replaceOrder(*answer);
        if (std::exchange(m_newQuery, false))
            Q_EMIT queryAnswered();
    }
    announceState();
    if (std::exchange(m_refreshAgain, false)) {
        if (m_orderState == OrderState::Failed)
            m_orderState = OrderState::Ready;
        refresh();
    }
}

// Built of nothing but appending, removing at the end and permuting, each of which views and selections understand.
void PagedModel::replaceOrder(QList<qint64> order)
{
    Q_EMIT orderAboutToChange();
    ++m_orderSerial;
    const qsizetype before = m_order.size();
    const qsizetype after = order.size();
    const bool samePrefix = startsWith(order, m_order) || startsWith(m_order, order);
    if (samePrefix && before == after) {
        touchAll();
        Q_EMIT orderChanged();
        return;
    }
    if (after > before) {
        beginInsertRows({}, int(before), int(after - 1));
        if (samePrefix)
            m_order = order;
        else
            m_order.resize(after, 0);
        endInsertRows();
    }
    if (!samePrefix)
        permute(order);
    if (after < before) {
        beginRemoveRows({}, int(after), int(before - 1));
        m_order = std::move(order);
        endRemoveRows();
    }
    Q_EMIT orderChanged();
}

// Gives m_order the ids of `order`; places beyond its end, if any, hold no id until they are removed.
void PagedModel::permute(const QList<qint64> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    QHash<qint64, int> places;
    for (const QModelIndex &index : from)
        if (const qint64 id = idAt(index.row()); id != 0)
            places.insert(id, -1);
    if (!places.isEmpty()) {
        for (qsizetype row = 0; row < order.size(); ++row)
            if (const auto place = places.find(order.at(row)); place != places.end())
                *place = int(row);
    }
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const int row = places.value(idAt(index.row()), -1);
        to += row < 0 ? QModelIndex() : createIndex(row, index.column());
    }
    const qsizetype size = m_order.size();
    m_order = order;
    if (size > m_order.size())
        m_order.resize(size, 0);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void PagedModel::wantRow(int row) const
{
    const int block = row / blockSize;
    if (m_inFlight.contains(block) || m_failedBlocks.contains(block) || m_order.value(row) == 0)
        return;
    if (!m_wanted.isEmpty() && m_wanted.last() == block)
        return;
    m_wanted.removeOne(block);
    m_wanted.append(block);
    if (m_wanted.size() > mostWanted)
        m_wanted.removeFirst();
    if (!m_send->isActive())
        m_send->start();
}

void PagedModel::sendWanted()
{
    while (!m_wanted.isEmpty() && m_inFlight.size() < mostInFlight) {
        const int block = m_wanted.takeLast();
        const QList<qint64> ids = m_order.mid(qsizetype(block) * blockSize, blockSize);
        if (!ids.isEmpty() && !m_inFlight.contains(block))
            m_inFlight.insert(block, askBlock(block, ids));
    }
}

void PagedModel::blockArrived(int block, int generation, int orderSerial)
{
    if (generation != m_generation)
        return;
    m_inFlight.remove(block);
    if (!m_wanted.isEmpty())
        m_send->start();
    if (orderSerial != m_orderSerial) {
        touchAll();
        return;
    }
    const int first = block * blockSize;
    const int last = std::min(first + blockSize, rowCount()) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

void PagedModel::blockFailed(int block, int generation, const Sync::Failure &failure)
{
    if (generation != m_generation)
        return;
    m_inFlight.remove(block);
    m_failedBlocks.insert(block);
    m_failure = failure;
    if (!m_wanted.isEmpty())
        m_send->start();
    announceState();
}

void PagedModel::touchAll()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void PagedModel::withdrawBlocks()
{
    for (const std::function<void()> &withdraw : std::as_const(m_inFlight))
        withdraw();
    m_inFlight.clear();
    m_wanted.clear();
}

void PagedModel::announceState()
{
    const LoadState state = loadState();
    // A second failure may carry another reason.
    if (state == std::exchange(m_announced, state) && state != LoadState::Failed)
        return;
    Q_EMIT loadStateChanged();
}

} // namespace Models

#include "moc_pagedmodel.cpp"
