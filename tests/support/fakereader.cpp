#include "tests/support/fakereader.h"

#include "sync/api/vocabulary.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Fakes {
namespace {

template <typename Row, typename Key>
QList<Row> pick(const QList<Row> &rows, const QList<qint64> &ids, Key key)
{
    QHash<qint64, qsizetype> places;
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(key(rows.at(i)), i);
    QList<Row> picked;
    for (const qint64 id : ids)
        if (const auto found = places.constFind(id); found != places.cend())
            picked += rows.at(*found);
    return picked;
}

template <typename Row, typename Key>
QList<qint64> idsOf(const QList<Row> &rows, Key key)
{
    QList<qint64> ids;
    ids.reserve(rows.size());
    for (const Row &row : rows)
        ids += key(row);
    return ids;
}

template <typename Value>
int compare(const Value &a, const Value &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

int compare(const ProductRow &a, const ProductRow &b, ProductSort sort)
{
    switch (sort) {
    case ProductSort::Title:
        return compare(a.title, b.title);
    case ProductSort::Sku:
        return compare(a.sku, b.sku);
    case ProductSort::Vendor:
        return compare(a.vendor, b.vendor);
    case ProductSort::Price:
        return compare(a.minPrice.toDouble(), b.minPrice.toDouble());
    case ProductSort::UpdatedAt:
        return compare(a.updatedAt, b.updatedAt);
    case ProductSort::Status:
        return compare(int(a.status), int(b.status));
    case ProductSort::Id:
        break;
    }
    return 0;
}

int compare(const StagedRow &a, const StagedRow &b, StagedSort sort)
{
    switch (sort) {
    case StagedSort::Title:
        return compare(a.title, b.title);
    case StagedSort::Sku:
        return compare(a.sku, b.sku);
    case StagedSort::FieldCount:
        return compare(a.fieldCount, b.fieldCount);
    case StagedSort::Conflicts:
        return compare(a.conflictCount, b.conflictCount);
    case StagedSort::Severity:
        return compare(a.severity, b.severity);
    case StagedSort::Id:
        break;
    }
    return 0;
}

int compare(const BatchRow &a, const BatchRow &b, BatchSort sort)
{
    switch (sort) {
    case BatchSort::StartedAt:
        return compare(a.createdAt, b.createdAt);
    case BatchSort::Kind:
        return compare(toWord(a.kind), toWord(b.kind));
    case BatchSort::Status:
        return compare(toWord(a.status), toWord(b.status));
    case BatchSort::Total:
        return compare(a.total, b.total);
    case BatchSort::Succeeded:
        return compare(a.succeeded, b.succeeded);
    case BatchSort::Failed:
        return compare(a.failed, b.failed);
    case BatchSort::Duration:
        return compare(a.createdAt.msecsTo(a.finishedAt), b.createdAt.msecsTo(b.finishedAt));
    case BatchSort::StartedBy:
        return compare(a.startedBy, b.startedBy);
    }
    return 0;
}

bool matches(const BatchRow &row, const BatchQuery &query)
{
    const bool troubled = row.failed > 0 || row.status == BatchStatus::Partial || row.status == BatchStatus::Failed
        || row.status == BatchStatus::Cancelled || row.status == BatchStatus::Interrupted;
    return (!query.kind || row.kind == *query.kind) && (!query.status || row.status == *query.status)
        && (!query.troubledOnly || troubled)
        && (query.text.isEmpty() || row.message.contains(query.text, Qt::CaseInsensitive)
            || row.startedBy.contains(query.text, Qt::CaseInsensitive)
            || row.desk.contains(query.text, Qt::CaseInsensitive) || QString::number(row.id.value) == query.text);
}

int compare(const HistoryRow &a, const HistoryRow &b, HistorySort sort)
{
    // Ascending, what went wrong comes first, as the database has it.
    constexpr std::array order{Outcome::Error, Outcome::Unknown, Outcome::Conflict, Outcome::Skipped, Outcome::Success};
    const auto place = [&order](Outcome outcome) { return std::find(order.begin(), order.end(), outcome); };
    switch (sort) {
    case HistorySort::Outcome:
        return compare(place(a.outcome), place(b.outcome));
    case HistorySort::Title:
        return compare(a.title, b.title);
    case HistorySort::Action:
        return compare(a.action, b.action);
    case HistorySort::CreatedAt:
        return compare(a.createdAt, b.createdAt);
    }
    return 0;
}

bool matches(const HistoryRow &row, const HistoryQuery &query)
{
    return (!query.batch.isValid() || row.batch == query.batch)
        && (!query.product.isValid() || row.product == query.product)
        && (!query.outcome || row.outcome == *query.outcome)
        && (query.text.isEmpty() || row.title.contains(query.text, Qt::CaseInsensitive)
            || row.message.contains(query.text, Qt::CaseInsensitive));
}

qint64 idOf(const HistoryRow &row)
{
    return row.id;
}

template <typename Row>
qint64 idOf(const Row &row)
{
    return row.id.value;
}

template <typename Row, typename Query>
void sortRows(QList<Row> &rows, const Query &query)
{
    std::sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) {
        int order = compare(a, b, query.sort);
        if (order == 0)
            order = compare(idOf(a), idOf(b));
        return query.order == Qt::AscendingOrder ? order < 0 : order > 0;
    });
}

Failure gone()
{
    return {FailureKind::NotFound, u"This product is gone."_s, u"Somebody has deleted it."_s, u"Reload the list."_s};
}

} // namespace

FakeReader::FakeReader(QObject *parent)
    : Sync::Reader(parent)
{ }

QList<ProductRow> FakeReader::matching(const ProductQuery &query) const
{
    QList<ProductRow> rows;
    for (const ProductRow &row : products) {
        const bool wanted = (query.text.isEmpty() || row.title.contains(query.text, Qt::CaseInsensitive)
                                || row.sku.startsWith(query.text, Qt::CaseInsensitive))
            && (!query.syncStatus || row.syncStatus == *query.syncStatus)
            && (!query.status || row.status == *query.status) && (query.vendor.isEmpty() || row.vendor == query.vendor)
            && (query.productType.isEmpty() || row.productType == query.productType);
        if (wanted)
            rows += row;
    }
    sortRows(rows, query);
    return rows;
}

QList<ProductRow> FakeReader::productsById(const QList<qint64> &ids) const
{
    if (m_pretended == 0)
        return pick(products, ids, [](const ProductRow &row) { return row.id.value; });
    QList<ProductRow> rows;
    for (const qint64 id : ids)
        if (id >= 1 && id <= m_pretended)
            rows += sampleProduct(id);
    return rows;
}

Result<Sync::ProductDetail> FakeReader::detailOf(ProductId id) const
{
    if (const auto found = details.constFind(id); found != details.cend())
        return *found;
    const QList<ProductRow> rows = productsById({id.value});
    if (rows.isEmpty())
        return gone();
    Sync::ProductDetail detail;
    detail.row = rows.first();
    detail.contentVersion = 1;
    return detail;
}

QList<StagedRow> FakeReader::matching(const StagedQuery &query) const
{
    QList<StagedRow> rows;
    for (const Sync::StagedDetail &detail : staged) {
        const StagedRow &row = detail.row;
        const bool touches = query.field.isEmpty()
            || std::any_of(detail.fields.cbegin(), detail.fields.cend(),
                [&](const FieldChange &field) { return field.field == query.field; });
        const bool wanted = (!query.status || row.status == *query.status)
            && (!query.direction || row.direction == *query.direction)
            && (!query.changeType || row.changeType == *query.changeType)
            && (!query.conflictsOnly || row.conflictCount > 0) && (!query.severity || row.severity == query.severity)
            && touches && (!query.batch.isValid() || stagedBy.value(row.id) == query.batch)
            && (query.text.isEmpty() || row.title.contains(query.text, Qt::CaseInsensitive)
                || row.sku.contains(query.text, Qt::CaseInsensitive));
        if (wanted)
            rows += row;
    }
    sortRows(rows, query);
    return rows;
}

QFuture<Result<OverviewCounts>> FakeReader::overview()
{
    return m_answers.promise<OverviewCounts>(Overview, [this] { return counts; });
}

QFuture<Result<PullState>> FakeReader::pullState()
{
    return m_answers.promise<PullState>(PullProgress, [this] { return pulled; });
}

QFuture<Result<QList<ProductRow>>> FakeReader::firstProducts(ProductQuery query, int limit)
{
    return m_answers.promise<QList<ProductRow>>(FirstProducts, [this, query, limit]() -> Result<QList<ProductRow>> {
        if (m_pretended == 0)
            return matching(query).first(std::min<qsizetype>(limit, matching(query).size()));
        QList<qint64> ids(std::min<qint64>(limit, m_pretended));
        std::iota(ids.begin(), ids.end(), 1);
        return productsById(ids);
    });
}

QFuture<Result<QList<qint64>>> FakeReader::productOrder(ProductQuery query)
{
    return m_answers.promise<QList<qint64>>(ProductOrder, [this, query]() -> Result<QList<qint64>> {
        if (m_pretended == 0)
            return idsOf(matching(query), [](const ProductRow &row) { return row.id.value; });
        QList<qint64> ids(m_pretended);
        std::iota(ids.begin(), ids.end(), 1);
        return ids;
    });
}

QFuture<Result<QList<ProductRow>>> FakeReader::productRows(QList<qint64> ids)
{
    return m_answers.promise<QList<ProductRow>>(ProductRows, [this, ids] { return productsById(ids); });
}

QFuture<Result<Sync::ProductDetail>> FakeReader::productDetail(ProductId id)
{
    return m_answers.promise<Sync::ProductDetail>(ProductDetail, [this, id] { return detailOf(id); });
}

QFuture<Result<Sync::ShopNames>> FakeReader::shopNames()
{
    return m_answers.promise<Sync::ShopNames>(Names, [this] { return names; });
}

QFuture<Result<QStringList>> FakeReader::vendors(int limit)
{
    return m_answers.promise<QStringList>(Vendors, [this, limit]() -> Result<QStringList> {
        QSet<QString> makers;
        for (const ProductRow &row : products)
            makers.insert(row.vendor);
        QStringList sorted(makers.cbegin(), makers.cend());
        sorted.sort();
        return sorted.mid(0, limit);
    });
}

QFuture<Result<QList<Sync::DeletedProduct>>> FakeReader::deletedProducts(int limit)
{
    return m_answers.promise<QList<Sync::DeletedProduct>>(
        DeletedProducts, [this, limit] { return Result<QList<Sync::DeletedProduct>>(deleted.mid(0, limit)); });
}

QFuture<Result<QList<qint64>>> FakeReader::stagedOrder(StagedQuery query)
{
    return m_answers.promise<QList<qint64>>(StagedOrder, [this, query]() -> Result<QList<qint64>> {
        return idsOf(matching(query), [](const StagedRow &row) { return row.id.value; });
    });
}

QFuture<Result<QList<StagedRow>>> FakeReader::stagedRows(QList<qint64> ids)
{
    return m_answers.promise<QList<StagedRow>>(StagedRows, [this, ids]() -> Result<QList<StagedRow>> {
        QList<StagedRow> rows;
        for (const Sync::StagedDetail &detail : staged)
            rows += detail.row;
        return pick(rows, ids, [](const StagedRow &row) { return row.id.value; });
    });
}

QFuture<Result<Sync::StagedDetail>> FakeReader::stagedDetail(ChangeId id)
{
    return m_answers.promise<Sync::StagedDetail>(StagedDetail, [this, id]() -> Result<Sync::StagedDetail> {
        for (const Sync::StagedDetail &detail : staged)
            if (detail.row.id == id)
                return detail;
        return gone();
    });
}

QFuture<Result<QList<ApprovalRule>>> FakeReader::approvalRules()
{
    return m_answers.promise<QList<ApprovalRule>>(ApprovalRules, [this] { return Result<QList<ApprovalRule>>(rules); });
}

QFuture<Result<RuleSimulation>> FakeReader::simulateRule(ApprovalRule draft)
{
    drafts += draft;
    return m_answers.promise<RuleSimulation>(SimulateRule, [this] { return Result<RuleSimulation>(simulation); });
}

QFuture<Result<QList<qint64>>> FakeReader::batchOrder(BatchQuery query)
{
    return m_answers.promise<QList<qint64>>(BatchOrder, [this, query]() -> Result<QList<qint64>> {
        QList<BatchRow> rows;
        for (const BatchRow &row : std::as_const(batches))
            if (matches(row, query))
                rows += row;
        if (query.sort != BatchSort::StartedAt || query.order != Qt::DescendingOrder) // tests list them newest first
            sortRows(rows, query);
        return idsOf(rows, [](const BatchRow &row) { return row.id.value; });
    });
}

QFuture<Result<QList<BatchRow>>> FakeReader::batchRows(QList<qint64> ids)
{
    return m_answers.promise<QList<BatchRow>>(BatchRows, [this, ids]() -> Result<QList<BatchRow>> {
        return pick(batches, ids, [](const BatchRow &row) { return row.id.value; });
    });
}

QFuture<Result<QList<qint64>>> FakeReader::historyOrder(HistoryQuery query)
{
    const Question question = query.batch.isValid() ? BatchHistory : ProductHistory;
    return m_answers.promise<QList<qint64>>(question, [this, query]() -> Result<QList<qint64>> {
        QList<HistoryRow> rows;
        for (const HistoryRow &row : std::as_const(history))
            if (matches(row, query))
                rows += row;
        sortRows(rows, query);
        return idsOf(rows, [](const HistoryRow &row) { return row.id; });
    });
}

QFuture<Result<QList<HistoryRow>>> FakeReader::historyRows(QList<qint64> ids)
{
    return m_answers.promise<QList<HistoryRow>>(HistoryRows, [this, ids]() -> Result<QList<HistoryRow>> {
        return pick(history, ids, [](const HistoryRow &row) { return row.id; });
    });
}

} // namespace Fakes

#include "moc_fakereader.cpp"
