#include "tests/simulation/invariants.h"

#include "tests/simulation/world.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

constexpr std::array<InvariantInfo, size_t(Invariant::Count)> infos{{
    {Invariant::WrittenDownFirst, "written-down-first",
        "Every mutation belongs to one operation that was committed as sent before it left."},
    {Invariant::AsWrittenDown, "as-written-down", "A mutation asks for what its operation says, and for nothing else."},
    {Invariant::OneEffect, "one-effect",
        "An operation has one effect on the shop; confirmed without one only when somebody else made it so."},
    {Invariant::NoEffectWhenClosed, "no-effect-when-closed", "No effect comes after its operation was closed."},
    {Invariant::FailedHadNoEffect, "failed-had-no-effect", "Nothing of a failed operation is in the shop."},
    {Invariant::NothingTypedIsLost, "nothing-typed-is-lost",
        "The protocol replaces a value in the catalogue only when it dealt with that very value."},
    {Invariant::NothingUnseenOverwritten, "nothing-unseen-overwritten",
        "A value somebody else wrote before the last look at it is not overwritten or removed unseen."},
    {Invariant::ReadJustBefore, "read-just-before",
        "What a mutation replaces was looked at no more than two seconds before it left."},
    {Invariant::RollbackRestores, "rollback-restores",
        "A rollback that ends complete leaves every field as it was before the batch."},
    {Invariant::RollbackLeavesTheRest, "rollback-leaves-the-rest",
        "A rollback leaves alone what somebody has changed since, unless it was told to."},
    {Invariant::ComesToRest, "comes-to-rest", "With the faults off everything ends and nothing stays open."},
    {Invariant::OneOpenPerObject, "one-open-per-object", "At most one operation on an object is open."},
    {Invariant::OneWriter, "one-writer",
        "Epochs only rise, no row of the journal is written with an old one, and nothing leaves a desk whose lease has "
        "run out."},
    {Invariant::ClaimedByWhoeverEndsIt, "claimed-by-whoever-ends-it", "Only the batch that claimed a change ends it."},
    {Invariant::CountsAddUp, "counts-add-up",
        "A batch's counts add up to its total when it is complete, and agree with its history."},
    {Invariant::MaintenanceStops, "maintenance-stops",
        "No mutation leaves later than two seconds after maintenance mode came on."},
    {Invariant::PauseStops, "pause-stops", "No mutation leaves after its run was paused."},
    {Invariant::StopStops, "stop-stops", "No mutation leaves after its run was asked to stop."},
    {Invariant::OnlyPlannedRemovals, "only-planned-removals",
        "No product or variant leaves the shop unless its removal was planned."},
    {Invariant::BaseIsWhatShopifyHeld, "base-is-what-shopify-held",
        "The protocol puts nothing into the base that Shopify never held."},
    {Invariant::InStepIsInStep, "in-step-is-in-step",
        "At rest the mirror holds everything we wrote, and a product shown as in step is."},
    {Invariant::GivesBackItsClaims, "gives-back-its-claims",
        "A batch that its run has ended keeps no change but those whose operations are still open."},
    {Invariant::RefusedStaysRefused, "refused-stays-refused",
        "What Shopify refused of a change is not sent again by the same batch."},
    {Invariant::ReplayWritesWhatIsMissing, "replay-writes-what-is-missing",
        "A replay writes nothing that already holds, neither in Shopify nor in the catalogue."},
    {Invariant::ReplayMakesTrue, "replay-makes-true",
        "A replay that ends complete leaves no field at a value that was replaced in its time."},
    {Invariant::ReplayLeavesTheRest, "replay-leaves-the-rest",
        "A replay leaves alone what the journal does not know, unless it was told to."},
    {Invariant::OthersValuesStayTheirs, "others-values-stay-theirs",
        "Of what was settled by reading, journal, base and catalogue take nothing but what was asked for."},
}};

constexpr bool inOrder()
{
    for (size_t i = 0; i < infos.size(); ++i)
        if (size_t(infos[i].invariant) != i || !infos[i].id)
            return false;
    return true;
}
static_assert(inOrder());

} // namespace

const InvariantInfo &infoOf(Invariant invariant)
{
    return infos[size_t(invariant)];
}

std::optional<Invariant> invariantFromId(const QString &id)
{
    for (const InvariantInfo &info : infos)
        if (id == QLatin1StringView(info.id))
            return info.invariant;
    return std::nullopt;
}

Invariants::Invariants(World &world)
    : m_world(world)
{ }

void Invariants::violate(Invariant invariant, const QString &text)
{
    if (m_violation)
        return;
    m_violation = Violation{invariant, text};
    m_world.trace().note([&] { return u"VIOLATED %1: %2"_s.arg(QString::fromLatin1(infoOf(invariant).id), text); });
}

void Invariants::looked(int process, qint64 id)
{
    m_looks.insert({process, id}, Look{m_world.model().moment(), m_world.scheduler().now()});
}

void Invariants::committed(const Commit &commit)
{
    oneOpenPerObject(commit);
    oneWriter(commit);
    if (commit.process == 0)
        return;
    closedRightly(commit);
    nothingTypedIsLost(commit);
    baseIsWhatShopifyHeld(commit);
    othersValuesStayTheirs(commit);
    claimedByWhoeverEndsIt(commit);
    countsAddUp(commit);
    givesBackItsClaims(commit);
    replayChangesWhatItSays(commit);
}

} // namespace Simulation
