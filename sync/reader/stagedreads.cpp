#include "sync/reader/stagedreads.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/api/options.h"
#include "sync/api/sendable.h"
#include "sync/api/stocklocation.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/reader/composedquery.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// What conflict_severity() says, where there is a conflict.
std::optional<ConflictSeverity> severity(const PgRow &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(ConflictSeverity(row.int32(column)));
}

/// A row of reader/staged_rows.
StagedRow stagedRow(const PgRow &row)
{
    StagedRow staged;
    staged.id = {row.int64(0)};
    staged.direction = fromWord<Direction>(row.text(1)).value_or(Direction::Pull);
    staged.changeType = fromWord<ChangeType>(row.text(2)).value_or(ChangeType::Update);
    staged.status = fromWord<StagedStatus>(row.text(3)).value_or(StagedStatus::Pending);
    staged.product = {row.int64(4)};
    staged.shopifyProduct = {row.int64(5)};
    staged.title = row.text(6);
    staged.sku = row.text(7);
    staged.fieldCount = row.int32(8);
    staged.conflictCount = row.int32(9);
    staged.ruleName = row.text(10);
    staged.decidedBy = row.text(11);
    staged.decidedAt = row.dateTime(12);
    staged.decisionReason = row.text(13);
    staged.failure = row.text(14);
    staged.requestId = row.text(15);
    staged.createdAt = row.dateTime(16);
    staged.stale = row.boolean(17);
    staged.severity = severity(row, 18);
    return staged;
}

/// Why stock cannot be sent, from what is known of its location: name, whether it is active and who counts there, which
/// come in the row from a column on. Empty for any other field.
QString unwritableStock(const QString &field, const PgRow &row, int column, bool isTracked)
{
    const auto at = stockLocation(field);
    if (!at)
        return {};
    const StockLocation location{*at, row.text(column), row.boolean(column + 1), row.text(column + 2)};
    return whyNotWritable(location, isTracked).value_or(QString());
}

/// What the word of the database's channel_trouble() means.
QString channelTrouble(const QString &word)
{
    if (word == u"hidden")
        return whyChannelsAreHidden();
    return word == u"read_only" ? whyChannelsAreReadOnly() : whyChannelIsNotListed();
}

/// Why a row of reader/staged_fields cannot be sent: the field says it, an option that is linked to a metafield, a
/// variant that does not go with the options, what the mirror holds, or the location of its stock.
QString unwritable(const PgRow &row, const FieldChange &change)
{
    if (const auto why = whyNotSendable(change))
        return *why;
    if (!row.isNull(25))
        return change.field.isEmpty() ? whyNoVariantIsAdded(row.text(25), row.text(26))
                                      : whyLinkedOptionStays(row.text(25), row.text(26));
    if (!row.isNull(19))
        return row.isNull(21) ? lacksOption(row.text(19), row.text(20)) : hasNoOptionFor(row.text(19), row.text(21));
    if (row.boolean(22))
        return whyOtherTypeStays(change.field);
    if (!row.isNull(23))
        return channelTrouble(row.text(23));
    if (row.int64(24) > mostVariants)
        return whyTooManyVariants();
    return unwritableStock(change.field, row, 15, row.boolean(18));
}

/// A row of reader/staged_fields.
FieldChange fieldChange(const PgRow &row)
{
    FieldChange field;
    field.id = {row.int64(0)};
    field.variant = {row.int64(1)};
    field.variantTitle = row.text(2);
    field.field = row.text(3);
    field.base = row.optionalText(4);
    field.local = row.optionalText(5);
    field.remote = row.optionalText(6);
    field.edited = row.optionalText(7);
    field.isConflict = row.boolean(8);
    field.merged = row.optionalText(10);
    field.severity = severity(row, 11);
    field.decidedBy = row.text(12);
    field.decidedAt = row.dateTime(13);
    field.decision = fromWord<FieldDecision>(row.text(9)).value_or(FieldDecision::Undecided);
    field.place = row.text(15);
    field.unwritable = unwritable(row, field);
    field.hint = whatShopifyMakesOf(field).value_or(QString());
    return field;
}

/// A row of reader/staged_whole_product, or of reader/staged_whole_variants and …_facets, whose \a values come two
/// columns later.
FieldChange wholeField(const PgRow &row, int values)
{
    FieldChange field;
    field.field = row.text(values);
    field.base = row.optionalText(values + 1);
    field.local = row.optionalText(values + 2);
    field.remote = row.optionalText(values + 3);
    return field;
}

Failure changeGone(ChangeId id)
{
    return {FailureKind::NotFound, QCoreApplication::translate("Sync::Reader", "This change is no longer there."),
        QCoreApplication::translate("Sync::Reader", "The run that proposed it was removed from the history."),
        QCoreApplication::translate("Sync::Reader", "Nothing to do; the list is read again."),
        u"change %1"_s.arg(id.value)};
}

/// Why a facet of something that is to be made cannot be sent with it: its path says it, or the location of its stock,
/// which the row tells of from a column on. What is not tracked yet may be stocked all the same when it is made, and
/// what rules choose comes by itself.
QString unwritableWhenMade(const QString &facet, const PgRow &row, int column)
{
    if (const auto in = membership(facet); in && in->kind == Membership::Kind::SmartCollection)
        return {};
    if (const auto why = whyNotWritable(facet))
        return *why;
    return unwritableStock(facet, row, column, true);
}

bool isAddedVariant(const FieldChange &field)
{
    return field.field.isEmpty() && !field.variant.isValid();
}

/// The fields of an update with what is not sent with the variants that it adds, if it adds any.
Result<QList<FieldChange>> withWhatIsLeftOut(PgSession &session, ChangeId id, QList<FieldChange> fields)
{
    if (std::none_of(fields.cbegin(), fields.cend(), isAddedVariant))
        return fields;
    auto answer = session.execute(sql(u"reader/staged_added_facets"), {{u"id", id}});
    if (!answer)
        return answer.failure();
    QHash<qint64, QStringList> reasons;
    for (const PgRow row : *answer) {
        const QString why = unwritableWhenMade(row.text(1), row, 2);
        if (QStringList &known = reasons[row.int64(0)]; !why.isEmpty() && !known.contains(why))
            known += why;
    }
    for (FieldChange &field : fields)
        field.leavesOut = reasons.value(field.id.value).join(u' ');
    return fields;
}

Result<QList<FieldChange>> fieldsOfUpdate(PgSession &session, ChangeId id)
{
    auto answer = session.execute(sql(u"reader/staged_fields"), {{u"id", id}});
    if (!answer)
        return answer.failure();
    QList<FieldChange> fields;
    fields.reserve(answer->size());
    for (const PgRow row : *answer)
        fields += fieldChange(row);
    return withWhatIsLeftOut(session, id, fields);
}

/// Whether sending the change makes the product in Shopify.
bool makesProduct(const StagedRow &change)
{
    return change.direction == Direction::Push
        && (change.changeType == ChangeType::Create || change.changeType == ChangeType::Restore);
}

/// The variants that the catalogue has among the fields of a whole product: each has a title.
qsizetype variantsHere(const QList<FieldChange> &fields)
{
    return std::count_if(fields.cbegin(), fields.cend(), [](const FieldChange &field) {
        return !field.variantTitle.isEmpty() && field.field == Field::variantTitle && field.local;
    });
}

Result<QList<FieldChange>> fieldsOfWhole(PgSession &session, const StagedRow &change)
{
    const ChangeId id = change.id;
    const bool isMade = makesProduct(change);
    auto product = session.execute(sql(u"reader/staged_whole_product"), {{u"id", id}});
    if (!product)
        return product.failure();
    auto variants = session.execute(sql(u"reader/staged_whole_variants"), {{u"id", id}});
    if (!variants)
        return variants.failure();
    QList<FieldChange> fields;
    auto facets = session.execute(sql(u"reader/staged_whole_facets"), {{u"id", id}});
    if (!facets)
        return facets.failure();
    fields.reserve(product->size() + variants->size() + facets->size());
    const auto addOfVariant = [&fields](const PgRow &row) {
        FieldChange field = wholeField(row, 2);
        field.variant = {row.int64(0)};
        field.variantTitle = row.text(1);
        fields += field;
    };
    const auto addFacet = [&](const PgRow &row) {
        addOfVariant(row);
        FieldChange &field = fields.last();
        field.place = row.text(6);
        if (isMade && field.local)
            field.unwritable = row.isNull(9) ? unwritableWhenMade(field.field, row, 6) : channelTrouble(row.text(9));
    };
    for (const PgRow row : *product) {
        fields += wholeField(row, 0);
        if (!isMade || !fields.last().local)
            continue;
        fields.last().unwritable = whyNotSendable(fields.last()).value_or(QString());
        fields.last().hint = whatShopifyMakesOf(fields.last()).value_or(QString());
    }
    const auto isOwn = [](const PgRow &row) { return row.isNull(1); };
    for (const PgRow row : *facets)
        if (isOwn(row))
            addFacet(row);
    for (const PgRow row : *variants)
        addOfVariant(row);
    for (const PgRow row : *facets)
        if (!isOwn(row))
            addFacet(row);
    if (isMade && variantsHere(fields) > mostVariants)
        for (FieldChange &field : fields)
            field.unwritable = whyTooManyVariants();
    return fields;
}

/// The fields with the names of the product's media, if they tell of any.
Result<QList<FieldChange>> withMediaNames(PgSession &session, ChangeId id, QList<FieldChange> fields)
{
    if (std::none_of(fields.cbegin(), fields.cend(), [](const auto &field) { return isMediaField(field.field); }))
        return fields;
    auto answer = session.execute(sql(u"reader/staged_media"), {{u"id", id}});
    if (!answer)
        return answer.failure();
    QHash<QString, QString> addresses;
    for (const PgRow row : *answer)
        addresses.insert(row.text(0), row.text(1));
    // What is still to be added has no number yet, and its address for a key.
    for (const FieldChange &field : std::as_const(fields))
        for (const auto *value : {&field.base, &field.local, &field.remote})
            for (const QString &key : mediaKeysIn(field.field, *value))
                if (!mediumId(key).isValid())
                    addresses.insert(key, key);
    const MediaNames names = mediaNames(addresses);
    for (FieldChange &field : fields)
        if (isMediaField(field.field))
            field.media = names;
    return fields;
}

Result<StagedDetail> stagedDetail(PgSession &session, ChangeId id)
{
    auto rows = readStagedRows(session, {id.value});
    if (!rows)
        return rows.failure();
    if (rows->isEmpty())
        return changeGone(id);
    const StagedRow &row = rows->constFirst();
    auto fields = row.changeType == ChangeType::Update ? fieldsOfUpdate(session, id) : fieldsOfWhole(session, row);
    if (!fields)
        return fields.failure();
    auto named = withMediaNames(session, id, *fields);
    if (!named)
        return named.failure();
    return StagedDetail{row, *named};
}

} // namespace

Result<QList<qint64>> readStagedOrder(PgSession &session, const StagedQuery &query)
{
    return readOrder(session, u"reader/staged_query"_s, composeStagedQuery(query));
}

Result<QList<StagedRow>> readStagedRows(PgSession &session, const QList<qint64> &ids)
{
    auto answer = session.execute(sql(u"reader/staged_rows"), {{u"ids", ids}});
    if (!answer)
        return answer.failure();
    QList<StagedRow> staged;
    staged.reserve(answer->size());
    for (const PgRow row : *answer)
        staged += stagedRow(row);
    return staged;
}

Result<StagedDetail> readStagedDetail(PgSession &session, ChangeId id)
{
    return PgTransaction::run(
        session, [id](PgSession &snapshot) { return stagedDetail(snapshot, id); }, 1, PgTransaction::Mode::Snapshot);
}

} // namespace Sync
