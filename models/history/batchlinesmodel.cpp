#include "models/history/batchlinesmodel.h"

#include "models/format/actionword.h"
#include "models/format/text.h"

using namespace Qt::StringLiterals;

namespace Models {
namespace {

using Sync::HistoryRow;
using Sync::HistorySort;
using LineColumn = Column<HistoryRow, HistorySort>;

constexpr int rowsKept = 4'000;

QList<LineColumn> lineColumns()
{
    LineColumn outcome{.key = u"outcome"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Outcome"),
        .width = 14,
        .sort = HistorySort::Outcome,
        .text = [](const HistoryRow &row) { return badgeFor(row.outcome).word; }};
    outcome.badge = [](const HistoryRow &row) { return badgeFor(row.outcome); };
    LineColumn product{.key = u"product"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Product"),
        .width = 32,
        .sort = HistorySort::Title,
        .text = [](const HistoryRow &row) { return oneLine(row.title); }};
    product.toolTip = product.text;
    LineColumn message{.key = u"message"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Message"),
        .width = 44,
        .text = [](const HistoryRow &row) { return oneLine(row.message); }};
    message.toolTip = message.text;
    LineColumn rule{.key = u"rule"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Rule"),
        .width = 14,
        .text = [](const HistoryRow &row) { return oneLine(row.ruleName); }};
    rule.toolTip = rule.text;
    LineColumn time{.key = u"time"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "When"),
        .width = 18,
        .sort = HistorySort::CreatedAt,
        .text = [](const HistoryRow &row) { return localTime(row.createdAt); }};
    time.toolTip = [](const HistoryRow &row) { return fullTime(row.createdAt); };
    return {
        outcome,
        product,
        {.key = u"action"_s,
            .title = QT_TRANSLATE_NOOP("Models::Column", "Action"),
            .width = 19,
            .sort = HistorySort::Action,
            .text = [](const HistoryRow &row) { return actionWord(row.action); }},
        message,
        rule,
        time,
    };
}

} // namespace

BatchLinesModel::BatchLinesModel(Sync::Reader &reader, QObject *parent)
    : PagedTable(
        lineColumns(), [](const HistoryRow &row) { return row.id; }, rowsKept, parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::historyChanged, this, &BatchLinesModel::refreshSoon);
}

void BatchLinesModel::setBatch(Sync::BatchId batch)
{
    Sync::HistoryQuery query = m_query;
    query.batch = batch;
    setQuery(query);
}

void BatchLinesModel::setQuery(const Sync::HistoryQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    restart();
}

// To the reader, a query of no batch is one of them all.
QFuture<Sync::Result<QList<qint64>>> BatchLinesModel::askOrder()
{
    return m_query.batch.isValid() ? m_reader.historyOrder(m_query)
                                   : QtFuture::makeReadyFuture(Sync::Result<QList<qint64>>(QList<qint64>()));
}

QFuture<Sync::Result<QList<HistoryRow>>> BatchLinesModel::askRows(QList<qint64> ids)
{
    return m_reader.historyRows(std::move(ids));
}

void BatchLinesModel::sortBy(HistorySort key, Qt::SortOrder order)
{
    Sync::HistoryQuery query = m_query;
    query.sort = key;
    query.order = order;
    setQuery(query);
}

} // namespace Models
