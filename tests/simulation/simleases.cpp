#include "tests/simulation/simleases.h"

#include "tests/simulation/databasecall.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

Failure processGone()
{
    return {FailureKind::Internal, u"The process is gone."_s};
}

Failure databaseAway()
{
    return {FailureKind::DatabaseUnreachable, u"The database cannot be reached."_s};
}

QCoro::Task<Result<qint64>> SimLeases::take(LeaseClaim claim)
{
    return databaseCall<qint64>(
        m_process, Site::Lease, "taking the lease", [claim](StoreCalls &s) { return s.takeLease(claim); });
}

QCoro::Task<Result<Done>> SimLeases::renew(LeaseClaim claim, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::Lease, "renewing the lease",
        [claim, epoch](StoreCalls &s) { return s.renewLease(claim, epoch); });
}

QCoro::Task<Result<Done>> SimLeases::release(LeaseClaim claim, qint64 epoch)
{
    return databaseCall<Done>(m_process, Site::Lease, "giving the lease back",
        [claim, epoch](StoreCalls &s) { return s.releaseLease(claim, epoch); });
}

QCoro::Task<Result<MaintenanceState>> SimLeases::maintenance()
{
    return databaseCall<MaintenanceState>(m_process, Site::JournalRead, "looking at the maintenance switch",
        [](StoreCalls &s) { return s.maintenance(); });
}

} // namespace Simulation
