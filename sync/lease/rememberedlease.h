#pragma once

#include "sync/ports/leasestore.h"

#include <algorithm>

namespace Sync {

/// The highest epoch of the writer lease that this desk has been given by its database. The next one is always higher,
/// unless the database was put back to an older state meanwhile. Belongs to one thread.
class NewestEpoch final
{
public:
    /// Whether an epoch just given tells of an older copy of the database.
    bool isOfOlderCopy(qint64 epoch) const { return epoch <= m_epoch; }
    void note(qint64 epoch) { m_epoch = std::max(m_epoch, epoch); }
    /// The database is known again to hold all there is to know.
    void forget() { m_epoch = 0; }

private:
    qint64 m_epoch = 0;
};

/// A lease that is not taken from an older copy of the database that this desk has worked with: its journal does not
/// know what was sent since, so that nothing may be sent or undone by it. That is DatabaseForeign.
class RememberedLease final : public LeaseStore
{
    Q_DISABLE_COPY_MOVE(RememberedLease)

public:
    /// Both outlive it.
    RememberedLease(LeaseStore &store, NewestEpoch &newest);

    QCoro::Task<Result<qint64>> take(LeaseClaim claim) override;
    QCoro::Task<Result<Done>> renew(LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Result<Done>> release(LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Result<MaintenanceState>> maintenance() override;

private:
    LeaseStore &m_store;
    NewestEpoch &m_newest;
};

} // namespace Sync
