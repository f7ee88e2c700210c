#include "models/history/batchesmodel.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/history/batchsummary.h"

using namespace Qt::StringLiterals;

namespace Models {
namespace {

using Sync::BatchRow;
using Sync::BatchSort;
using BatchColumn = Column<BatchRow, BatchSort>;

constexpr int rowsKept = 2'000;

QString countOrDash(qint64 value)
{
    return value > 0 ? count(value) : u"–"_s;
}

QList<BatchColumn> batchColumns()
{
    BatchColumn number{.key = u"batch"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Run"),
        .alignment = Qt::AlignTrailing,
        .width = 7,
        .text = [](const BatchRow &row) { return QString::number(row.id.value); }};
    BatchColumn started{.key = u"started"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Started"),
        .width = 15,
        .sort = BatchSort::StartedAt,
        .text = [](const BatchRow &row) { return relativeTime(row.createdAt); }};
    started.toolTip = [](const BatchRow &row) { return fullTime(row.createdAt); };
    BatchColumn kind{.key = u"kind"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Kind"),
        .width = 21,
        .sort = BatchSort::Kind,
        .text = [](const BatchRow &row) { return word(row.kind); }};
    BatchColumn result{.key = u"result"_s,
        .title = QT_TRANSLATE_NOOP("Models::Column", "Result"),
        .width = 24,
        .sort = BatchSort::Status,
        .text = [](const BatchRow &row) { return word(row.status); }};
    result.badge = [](const BatchRow &row) { return badgeFor(row.status); };
    result.toolTip = [](const BatchRow &row) { return row.message; };
    const auto counted = [](const QString &key, const char *title, BatchSort sort, QString (*text)(const BatchRow &)) {
        return BatchColumn{
            .key = key, .title = title, .alignment = Qt::AlignTrailing, .width = 9, .sort = sort, .text = text};
    };
    return {
        number,
        started,
        kind,
        result,
        counted(u"total"_s, QT_TRANSLATE_NOOP("Models::Column", "Planned"), BatchSort::Total,
            [](const BatchRow &row) { return countOrDash(row.total); }),
        counted(u"succeeded"_s, QT_TRANSLATE_NOOP("Models::Column", "Done"), BatchSort::Succeeded,
            [](const BatchRow &row) { return countOrDash(row.succeeded); }),
        counted(u"failed"_s, QT_TRANSLATE_NOOP("Models::Column", "Failed"), BatchSort::Failed,
            [](const BatchRow &row) { return countOrDash(row.failed); }),
        {.key = u"took"_s,
            .title = QT_TRANSLATE_NOOP("Models::Column", "Took"),
            .alignment = Qt::AlignTrailing,
            .width = 13,
            .sort = BatchSort::Duration,
            .text = [](const BatchRow &row) { return tookText(row); }},
        {.key = u"by"_s,
            .title = QT_TRANSLATE_NOOP("Models::Column", "Started By"),
            .width = 16,
            .sort = BatchSort::StartedBy,
            .text = [](const BatchRow &row) { return oneLine(row.startedBy); }},
    };
}

} // namespace

BatchesModel::BatchesModel(Sync::Reader &reader, QObject *parent)
    : PagedTable(
        batchColumns(), [](const BatchRow &row) { return row.id.value; }, rowsKept, parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::historyChanged, this, &BatchesModel::refreshSoon);
}

void BatchesModel::setQuery(const Sync::BatchQuery &query)
{
    if (query == m_query && loadState() != LoadState::Unknown)
        return;
    m_query = query;
    restart();
}

QFuture<Sync::Result<QList<qint64>>> BatchesModel::askOrder()
{
    return m_reader.batchOrder(m_query);
}

QFuture<Sync::Result<QList<BatchRow>>> BatchesModel::askRows(QList<qint64> ids)
{
    return m_reader.batchRows(std::move(ids));
}

void BatchesModel::sortBy(BatchSort key, Qt::SortOrder order)
{
    Sync::BatchQuery query = m_query;
    query.sort = key;
    query.order = order;
    setQuery(query);
}

} // namespace Models
