#pragma once

#include "sync/ports/shop.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/tables.h"

#include <memory>
#include <optional>

namespace Simulation {

class Process;

/// The shop as one process reaches it. A request leaves when it is made, has its effect on its way or later, whatever
/// becomes of the process meanwhile, and its answer comes back or is lost. Reads are retried and their throttling is
/// waited out below this port, so neither shows here.
class SimShop final : public Sync::ShopPort, public Sync::ShopTransfers
{
public:
    explicit SimShop(Process &process)
        : m_process(process)
    { }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override;
    Sync::ThrottleState throttle() const override;
    QCoro::Task<Sync::Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override;
    QCoro::Task<Sync::Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override;

private:
    struct Delivery;

    QCoro::Task<Sync::Result<Sync::ShopReply>> mutate(Sync::ShopRequest request);
    QCoro::Task<Sync::Result<Sync::ShopReply>> read(Sync::ShopRequest request);
    void post(const std::shared_ptr<Delivery> &delivery, Fault fault);
    /// Why nothing comes of a call that changes nothing, if so.
    QCoro::Task<std::optional<Sync::Failure>> way(Fault fault);

    Process &m_process;
    double m_pointsUsed = 0;
    Milliseconds m_pointsAt{0};
};

} // namespace Simulation
