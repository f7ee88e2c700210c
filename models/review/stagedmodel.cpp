#include "models/review/stagedmodel.h"

#include "models/format/text.h"
#include "models/format/words.h"

namespace Models {
namespace {

using namespace Qt::StringLiterals;
using Sync::StagedRow;
using Sync::StagedSort;
using StagedColumn = Column<StagedRow, StagedSort>;

constexpr int rowsKept = 4'000;

#define COLUMN_TITLE(text) QT_TRANSLATE_NOOP("Models::Column", text)

StagedColumn kindColumn()
{
    StagedColumn column{.key = u"kind"_s, .title = COLUMN_TITLE("Kind"), .width = 11, .text = [](const StagedRow &row) {
                            return word(row.changeType);
                        }};
    column.badge = kindBadge;
    column.exact = [](const StagedRow &row) { return toWord(row.changeType); };
    return column;
}

StagedColumn stateColumn()
{
    StagedColumn column{.key = u"state"_s,
        .title = COLUMN_TITLE("State"),
        .width = 18,
        .sort = StagedSort::Severity,
        .text = [](const StagedRow &row) { return stateBadge(row).word; }};
    column.badge = stateBadge;
    column.exact = [](const StagedRow &row) { return toWord(row.status); };
    return column;
}

StagedColumn numberColumn(QString key, const char *title, StagedSort sort, QString (*text)(const StagedRow &))
{
    return {
        .key = std::move(key), .title = title, .alignment = Qt::AlignTrailing, .width = 7, .sort = sort, .text = text};
}

StagedColumn ageColumn()
{
    StagedColumn column{.key = u"age"_s,
        .title = COLUMN_TITLE("Found"),
        .width = 14,
        .sort = StagedSort::Id,
        .text = [](const StagedRow &row) { return relativeTime(row.createdAt); }};
    column.toolTip = [](const StagedRow &row) { return fullTime(row.createdAt); };
    column.use = ColumnUse::Optional;
    return column;
}

StagedColumn optional(StagedColumn column)
{
    column.use = ColumnUse::Optional;
    return column;
}

QList<StagedColumn> stagedColumns()
{
    return {
        kindColumn(),
        {.key = u"title"_s,
            .title = COLUMN_TITLE("Product"),
            .width = 26,
            .sort = StagedSort::Title,
            .text = [](const StagedRow &row) { return oneLine(row.title); },
            .toolTip = [](const StagedRow &row) { return oneLine(row.title); }},
        numberColumn(u"fields"_s, COLUMN_TITLE("Fields"), StagedSort::FieldCount,
            [](const StagedRow &row) {
                // What is new, deleted or restored is decided as a whole.
                return row.changeType == Sync::ChangeType::Update ? count(row.fieldCount) : u"\u2013"_s;
            }),
        stateColumn(),
        optional({.key = u"sku"_s,
            .title = COLUMN_TITLE("SKU"),
            .width = 14,
            .sort = StagedSort::Sku,
            .text = [](const StagedRow &row) { return oneLine(row.sku); }}),
        optional({.key = u"direction"_s,
            .title = COLUMN_TITLE("Direction"),
            .width = 9,
            .text = [](const StagedRow &row) { return word(row.direction); }}),
        optional(numberColumn(u"conflicts"_s, COLUMN_TITLE("Conflicts"), StagedSort::Conflicts,
            [](const StagedRow &row) { return count(row.conflictCount); })),
        optional({.key = u"decidedBy"_s,
            .title = COLUMN_TITLE("Decided By"),
            .width = 16,
            .text
            = [](const StagedRow &row) { return oneLine(row.ruleName.isEmpty() ? row.decidedBy : row.ruleName); }}),
        ageColumn(),
    };
}

} // namespace

Badge stateBadge(const StagedRow &row)
{
    const bool isOpen = row.status == Sync::StagedStatus::Pending || row.status == Sync::StagedStatus::Approved;
    if (row.stale && isOpen)
        return {Shape::Triangle, Tone::Attention, QCoreApplication::translate("Models::StagedModel", "Moved since")};
    if (row.conflictCount > 0 && row.status == Sync::StagedStatus::Pending)
        return conflictBadge(row.severity);
    return badgeFor(row.status);
}

Badge kindBadge(const StagedRow &row)
{
    const QString text = word(row.changeType);
    switch (row.changeType) {
    case Sync::ChangeType::Create:
        return {Shape::Disc, Tone::Good, text};
    case Sync::ChangeType::Update:
        return {Shape::Diamond, Tone::Info, text};
    case Sync::ChangeType::Delete:
        return {Shape::Cross, Tone::Bad, text};
    case Sync::ChangeType::Restore:
        return {Shape::Ring, Tone::Info, text};
    }
    return {};
}

StagedModel::StagedModel(Sync::Reader &reader, QObject *parent)
    : PagedTable(
        stagedColumns(), [](const StagedRow &row) { return row.id.value; }, rowsKept, parent)
    , m_reader(reader)
{
    m_query.status = Sync::StagedStatus::Pending;
    connect(&reader, &Sync::Reader::stagedChanged, this, &StagedModel::refreshSoon);
}

void StagedModel::setQuery(const Sync::StagedQuery &query)
{
    if (query == m_query && loadState() != LoadState::Unknown)
        return;
    m_query = query;
    restart();
}

QFuture<Sync::Result<QList<qint64>>> StagedModel::askOrder()
{
    return m_reader.stagedOrder(m_query);
}

QFuture<Sync::Result<QList<StagedRow>>> StagedModel::askRows(QList<qint64> ids)
{
    return m_reader.stagedRows(std::move(ids));
}

void StagedModel::sortBy(StagedSort key, Qt::SortOrder order)
{
    Sync::StagedQuery query = m_query;
    query.sort = key;
    query.order = order;
    setQuery(query);
}

} // namespace Models
