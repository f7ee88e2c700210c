#include "models/products/producthistorymodel.h"

#include "models/format/actionword.h"
#include "models/format/text.h"

namespace Models {
namespace {

using namespace Qt::StringLiterals;
using Sync::HistoryRow;
using Sync::HistorySort;
using HistoryColumn = Column<HistoryRow, HistorySort>;

constexpr int rowsKept = 1'000;

QList<HistoryColumn> historyColumns()
{
    HistoryColumn time{.key = u"time"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "When"),
        .alignment = Qt::AlignLeading,
        .width = 10,
        .sort = HistorySort::CreatedAt,
        .text = [](const HistoryRow &row) { return relativeTime(row.createdAt); }};
    time.toolTip = [](const HistoryRow &row) { return fullTime(row.createdAt); };
    HistoryColumn outcome{.key = u"outcome"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Outcome"),
        .alignment = Qt::AlignLeading,
        .width = 10,
        .sort = HistorySort::Outcome,
        .text = [](const HistoryRow &row) { return badgeFor(row.outcome).word; }};
    outcome.badge = [](const HistoryRow &row) { return badgeFor(row.outcome); };
    HistoryColumn message{.key = u"message"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Message"),
        .alignment = Qt::AlignLeading,
        .width = 26,
        .text = [](const HistoryRow &row) { return oneLine(row.message); }};
    message.toolTip = message.text;
    return {
        time,
        outcome,
        message,
        {.key = u"action"_s,
            .title = QT_TRANSLATE_NOOP("Models::Column", "Action"),
            .alignment = Qt::AlignLeading,
            .width = 12,
            .sort = HistorySort::Action,
            .text = [](const HistoryRow &row) { return actionWord(row.action); }},
        {.key = u"run"_s,
            .title = QT_TRANSLATE_NOOP("Models::Column", "Run"),
            .alignment = Qt::AlignTrailing,
            .width = 4,
            .text
            = [](const HistoryRow &row) { return row.batch.isValid() ? QString::number(row.batch.value) : QString(); }},
    };
}

} // namespace

ProductHistoryModel::ProductHistoryModel(Sync::Reader &reader, QObject *parent)
    : PagedTable(
        historyColumns(), [](const HistoryRow &row) { return row.id; }, rowsKept, parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::historyChanged, this, &ProductHistoryModel::refreshSoon);
}

void ProductHistoryModel::setProduct(Sync::ProductId product)
{
    if (product == m_query.product)
        return;
    m_query.product = product;
    restart();
}

// To the reader, a query of no product is one of them all.
QFuture<Sync::Result<QList<qint64>>> ProductHistoryModel::askOrder()
{
    return m_query.product.isValid() ? m_reader.historyOrder(m_query)
                                     : QtFuture::makeReadyFuture(Sync::Result<QList<qint64>>(QList<qint64>()));
}

QFuture<Sync::Result<QList<HistoryRow>>> ProductHistoryModel::askRows(QList<qint64> ids)
{
    return m_reader.historyRows(std::move(ids));
}

void ProductHistoryModel::sortBy(HistorySort key, Qt::SortOrder order)
{
    if (key == m_query.sort && order == m_query.order)
        return;
    m_query.sort = key;
    m_query.order = order;
    restart();
}

} // namespace Models
