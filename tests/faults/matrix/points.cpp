#include "tests/faults/matrix/points.h"

namespace Faults {

using namespace Qt::StringLiterals;
using Moment = TestSupport::Passing::Moment;
using TestSupport::Verdict;

namespace {

constexpr auto asked = Moment::Asked;
constexpr auto answered = Moment::Answered;

const Sight commitAsked{u"session/commit"_s, asked};
const Sight commitAnswered{u"session/commit"_s, answered};

} // namespace

const QList<Point> &points()
{
    constexpr quint32 sending = Pushing | RollingBack;
    constexpr quint32 pulling = PullingFirst | Pulling;
    constexpr quint32 batches = sending | pulling | Applying | FindingEdits;
    static const QList<Point> all{
        {u"K01a"_s, u"run row inserted, not committed"_s, batches, commitAsked, Sight{u"batch/open"_s, answered}},
        {u"K01b"_s, u"run row committed"_s, batches, commitAnswered, Sight{u"batch/open"_s, answered}},
        {u"K02a"_s, u"lease asked for"_s, batches | Settling, {u"lease/take"_s, asked}},
        {u"K02b"_s, u"lease taken"_s, batches | Settling, {u"lease/take"_s, answered}},
        {u"K03a"_s, u"pull asked for"_s, pulling, {u"BulkStart"_s, asked}},
        {u"K03b"_s, u"pull begun at Shopify"_s, pulling, {u"BulkStart"_s, answered}},
        {u"K25"_s, u"bulk operation running"_s, pulling, {u"BulkStatus"_s, answered}},
        {u"K04"_s, u"result asked for"_s, pulling, {u"/bulk-files"_s, asked}},
        {u"K26"_s, u"result half downloaded"_s, pulling, {u"/bulk-files"_s, answered}, {}, Verdict::Half},
        {u"K05a"_s, u"first pull: rows about to be copied"_s, PullingFirst, {u"pull/copy_filling_variants"_s, asked}},
        {u"K05b"_s, u"pull: rows about to be copied"_s, Pulling, {u"pull/copy_pulled_products"_s, asked}},
        {u"K06a"_s, u"first pull: rows written, not committed"_s, PullingFirst,
            {u"pull/copy_filling_variants"_s, answered}},
        {u"K06b"_s, u"pull: rows written, not committed"_s, Pulling, {u"pull/copy_pulled_products"_s, answered}},
        {u"K07a"_s, u"first pull: rows about to take the mirror's place"_s, PullingFirst,
            {u"pull/take_filled"_s, asked}},
        {u"K07b"_s, u"pull: mirror changed, not committed"_s, Pulling, {u"pull/update_products"_s, answered}},
        {u"K09"_s, u"differences computed, not staged"_s, pulling, {u"compare/stage_updates"_s, asked}},
        {u"K10a"_s, u"staged, not marked as complete"_s, pulling, {u"pull/mark_complete"_s, asked}},
        {u"K10b"_s, u"staged and marked, not committed"_s, pulling, commitAsked,
            Sight{u"pull/mark_complete"_s, answered}},
        {u"K11"_s, u"staged and committed"_s, pulling, commitAnswered, Sight{u"pull/mark_complete"_s, answered}},
        {u"K12a"_s, u"local edits staged, not committed"_s, FindingEdits, commitAsked,
            Sight{u"compare/count_open_pushes"_s, answered}},
        {u"K12b"_s, u"local edits staged and committed"_s, FindingEdits, commitAnswered,
            Sight{u"compare/push_stage_updates"_s, answered}},
        {u"K13a"_s, u"approval written, not committed"_s, Approving, commitAsked,
            Sight{u"review/decide_changes"_s, answered}},
        {u"K13b"_s, u"approval committed"_s, Approving, commitAnswered, Sight{u"review/decide_changes"_s, answered}},
        {u"K14a"_s, u"changes about to be claimed"_s, Pushing, {u"push/claim"_s, asked}},
        {u"K14b"_s, u"changes claimed"_s, Pushing, commitAnswered, Sight{u"push/claim"_s, answered}},
        {u"K15a"_s, u"product read again: asked"_s, Pushing, {u"PushCheck|ProductsByIds"_s, asked}},
        {u"K15b"_s, u"product read again: answered"_s, Pushing, {u"PushCheck|ProductsByIds"_s, answered}},
        {u"K16a"_s, u"operation planned, not committed"_s, sending | Writing, {u"journal/plan_operation"_s, answered}},
        {u"K16b"_s, u"operation about to be marked as sent"_s, sending | Writing, {u"journal/mark_sent"_s, asked}},
        {u"K16c"_s, u"second operation about to be marked as sent"_s, sending | Writing,
            {u"journal/mark_sent"_s, asked, 2}},
        {u"K17"_s, u"marked as sent, not sent"_s, sending | Writing, {u"journal/mark_sent"_s, answered}},
        {u"K18"_s, u"request half written"_s, sending | Writing, {u"*mutation"_s, asked}, {}, Verdict::Half},
        {u"K19a"_s, u"request sent, no answer"_s, sending | Writing, {u"*mutation"_s, asked}, {}, Verdict::Pass},
        {u"K19b"_s, u"request answered, answer not received"_s, sending | Writing, {u"*mutation"_s, answered}},
        {u"K19c"_s, u"second request answered, answer not received"_s, sending | Writing,
            {u"*mutation"_s, answered, 2}},
        {u"K20"_s, u"answer received, not recorded"_s, sending | Writing, {u"journal/confirm_operation"_s, asked}},
        {u"K22"_s, u"outcome written, not committed"_s, sending | Writing, commitAsked,
            Sight{u"journal/confirm_operation"_s, answered}},
        {u"K23a"_s, u"outcome committed"_s, sending | Writing, commitAnswered,
            Sight{u"journal/confirm_operation"_s, answered}},
        {u"K23b"_s, u"end of the run about to be written"_s, sending | Applying | pulling, {u"batch/finish"_s, asked}},
        {u"K23c"_s, u"end of the run committed"_s, sending | Applying | pulling, commitAnswered,
            Sight{u"batch/finish"_s, answered}},
        {u"K23d"_s, u"lease about to be given back"_s, batches, {u"lease/release"_s, asked}},
        {u"K24a"_s, u"chunk of the catalogue written, not committed"_s, Applying, commitAsked,
            Sight{u"apply/mark_applied"_s, answered}},
        {u"K24b"_s, u"chunk of the catalogue committed"_s, Applying, commitAnswered,
            Sight{u"apply/mark_applied"_s, answered}},
        {u"K27"_s, u"rollback planned"_s, RollingBack, {u"journal/recreations"_s, answered}},
        {u"K28"_s, u"safety point half written"_s, RollingBack, {u"COPY public.products…"_s, asked}},
        {u"K27b"_s, u"rollback's record written, not committed"_s, RollingBack, commitAsked,
            Sight{u"rollback/record"_s, answered}},
        {u"K21a"_s, u"open operations found, not read back"_s, Settling, {u"journal/open_operations"_s, answered}},
        {u"K21b"_s, u"open operations read back, not recorded"_s, Settling, {u"journal/confirm_operation"_s, asked}},
        {u"K21c"_s, u"open operation settled, not committed"_s, Settling, commitAsked,
            Sight{u"journal/confirm_operation"_s, answered}},
        {u"K21d"_s, u"open operation settled and committed"_s, Settling, commitAnswered,
            Sight{u"journal/confirm_operation"_s, answered}},
        {u"K29a"_s, u"migration run, not recorded"_s, Migrating, {u"migrations/record"_s, asked, 2}},
        {u"K29b"_s, u"migration recorded, not committed"_s, Migrating, {u"migrations/record"_s, answered, 2}},
        {u"K33a"_s, u"maintenance switched, not committed"_s, SwitchingMaintenance, commitAsked,
            Sight{u"lease/set_maintenance"_s, answered}},
        {u"K33b"_s, u"maintenance switched and committed"_s, SwitchingMaintenance, commitAnswered,
            Sight{u"lease/set_maintenance"_s, answered}},
    };
    return all;
}

const QList<UnreachedPoint> &unreachedPoints()
{
    static const QList<UnreachedPoint> all{
        {u"K08"_s, u"deletions are found in the transaction that ends the pull: K10a and K10b are on its two sides"_s},
        {u"K30"_s, u"restoring a backup is no command of the program"_s},
        {u"K31"_s, u"a backup is half written at K28, where one is made"_s},
        {u"K32"_s,
            u"a lease is renewed after five seconds; sync.lease.writerlease misses renewals on a clock of its own"_s},
        {u"K34"_s, u"settings cross no border that a proxy sees; they are written aside and renamed"_s},
        {u"K35"_s, u"the log crosses no border that a proxy sees"_s},
        {u"K36"_s, u"the keychain is not PostgreSQL or Shopify; sync.secrets.secretstore has one that fails"_s},
    };
    return all;
}

} // namespace Faults
