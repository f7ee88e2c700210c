#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/recordedvalues.h"
#include "tests/simulation/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// Parts of one input travel together, and a place with the other variants.
bool travelsAlong(const QString &field)
{
    return field == Field::weight || field == Field::weightUnit || field == Field::option1 || field == Field::option2
        || field == Field::option3 || field == Field::position || field == Field::variantTitle;
}

QString sameStill(const FieldMap &before, const FieldMap &after)
{
    for (auto field = after.cbegin(); field != after.cend(); ++field)
        if (!travelsAlong(field.key()) && before.contains(field.key())
            && sameValue(field.key(), before.value(field.key()), *field))
            return field.key();
    return {};
}

bool isWorthANewVersion(const Settlement &settlement)
{
    return settlement.localFate != LocalFate::Keep || !settlement.links.isEmpty();
}

} // namespace

std::optional<Recording> Invariants::replayedBy(BatchId batch) const
{
    const BatchRow row = m_world.tables().batches.value(batch.value);
    if (row.kind != BatchKind::Replay)
        return std::nullopt;
    const auto time = [&row](QStringView name) {
        return QDateTime::fromString(row.scope.value(name).toString(), Qt::ISODateWithMs);
    };
    return Recording(m_world.tables(), time(u"from"), time(u"to"));
}

void Invariants::replayTookEffect(const Effect &effect, const Operation &operation)
{
    const std::optional<Recording> recording = replayedBy(operation.batch);
    if (!recording)
        return;
    QString held = sameStill(operation.before.product, operation.after.product);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        if (held.isEmpty())
            held = sameStill(operation.before.variants.value(variant.key()), *variant);
    if (!held.isEmpty())
        violate(Invariant::ReplayWritesWhatIsMissing, u"%1 is written though Shopify holds it"_s.arg(held));
    if (m_world.tables().batches.value(operation.batch.value).scope.value(u"replayConflicts").toBool())
        return;
    const auto check = [&](qint64 variant, const FieldMap &before, const FieldMap &after) {
        for (auto field = after.cbegin(); field != after.cend(); ++field) {
            const RecordedValues values
                = recording->valuesOf({operation.product, ShopifyId{effect.product}, variant, field.key()});
            if (!travelsAlong(field.key())
                && !RecordedValues::holds(values.known, field.key(), before.value(field.key())))
                violate(Invariant::ReplayLeavesTheRest,
                    u"%1 was '%2', of which the journal knows nothing"_s.arg(
                        field.key(), before.value(field.key()).value_or(u"nothing"_s)));
        }
    };
    check(0, operation.before.product, operation.after.product);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        check(variant.key(), operation.before.variants.value(variant.key()), *variant);
}

void Invariants::replayChangesWhatItSays(const Commit &commit)
{
    if (!commit.settlement || commit.after.batches.value(commit.settlement->batch.value).kind != BatchKind::Replay
        || isWorthANewVersion(*commit.settlement))
        return;
    for (const CatalogueRow &row : commit.before.products) {
        const CatalogueRow now = commit.after.products.value(row.product.id.value);
        LocalProduct before = row.product;
        before.contentVersion = now.product.contentVersion;
        if (now.product.contentVersion != row.product.contentVersion && now.product == before)
            violate(Invariant::ReplayWritesWhatIsMissing,
                u"product %1 gets a new version without a change"_s.arg(row.product.id.value));
    }
}

void Invariants::replayEnded(const ReplayRequest &request, const BatchReport &report)
{
    if (m_isAsleep)
        return;
    const Tables &tables = m_world.tables();
    const auto ended = [&](Sync::Outcome outcome) {
        return std::count_if(tables.history.cbegin(), tables.history.cend(),
            [&](const HistoryRow &row) { return row.batch == report.batch && row.outcome == outcome; });
    };
    const qint64 passed = ended(Sync::Outcome::Conflict) + ended(Sync::Outcome::Skipped);
    if (report.status != BatchStatus::Cancelled
        && (report.succeeded != ended(Sync::Outcome::Success) || report.skipped != passed
            || report.succeeded + report.failed + report.skipped != report.total))
        violate(Invariant::CountsAddUp,
            u"a replay of %1 tells of %2 done, %3 failed and %4 left, its history of %5 and %6 left"_s.arg(report.total)
                .arg(report.succeeded)
                .arg(report.failed)
                .arg(report.skipped)
                .arg(ended(Sync::Outcome::Success))
                .arg(passed));
    if (report.status != BatchStatus::Completed)
        return;
    const Recording recording(tables, request.from, request.to);
    for (const FieldPlace &place : recording.written())
        replayed(place, recording.valuesOf(place));
}

/// Everything that is not the newest outcome, but was once what we wrote or found, is to be that outcome.
void Invariants::replayed(const FieldPlace &place, const RecordedValues &values)
{
    const auto wasReplaced = [&](const FieldValue &now) {
        return !values.outcomes.isEmpty() && RecordedValues::holds(values.known, place.field, now)
            && !RecordedValues::holds(values.outcomes, place.field, now);
    };
    const ShopProduct product = m_world.model().products().value(place.shopifyProduct.value);
    const ShopVariant *variant = place.variant == 0 ? nullptr : product.variant(place.variant);
    if (product.id == 0 || (place.variant != 0 && !variant) || travelsAlong(place.field))
        return;
    const ShopPart &part = variant ? variant->part : product.part;
    // What somebody else wrote meanwhile is not ours to judge.
    const Stamp stamp = part.stamps.value(place.field);
    if (stamp.moment > 0 && !stamp.isOurs())
        return;
    if (wasReplaced(part.fields.value(place.field)))
        violate(Invariant::ReplayMakesTrue,
            u"%1 is '%2' in Shopify, which was replaced"_s.arg(
                place.field, part.fields.value(place.field).value_or(u"nothing"_s)));
    const CatalogueRow *row = m_world.tables().linkedTo(place.shopifyProduct);
    const LocalVariant *local = row && place.variant != 0 ? row->product.variant(ShopifyId{place.variant}) : nullptr;
    if (!row || row->locallyEdited || (place.variant != 0 && !local))
        return;
    const FieldValue here = (local ? local->fields : row->product.fields).value(place.field);
    if (wasReplaced(here))
        violate(Invariant::ReplayMakesTrue,
            u"%1 is '%2' in the catalogue, which was replaced"_s.arg(place.field, here.value_or(u"nothing"_s)));
}

} // namespace Simulation
