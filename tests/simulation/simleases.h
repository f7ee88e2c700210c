#pragma once

#include "sync/ports/leasestore.h"

namespace Simulation {

class Process;

/// The lease and the maintenance switch as one process reaches them.
class SimLeases final : public Sync::LeaseStore
{
public:
    explicit SimLeases(Process &process)
        : m_process(process)
    { }

    QCoro::Task<Sync::Result<qint64>> take(Sync::LeaseClaim claim) override;
    QCoro::Task<Sync::Result<Sync::Done>> renew(Sync::LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::Done>> release(Sync::LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Sync::Result<Sync::MaintenanceState>> maintenance() override;

private:
    Process &m_process;
};

} // namespace Simulation
