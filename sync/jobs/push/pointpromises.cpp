#include "sync/jobs/push/pointpromises.h"

#include "sync/async/gate.h"
#include "sync/graphql/costbucket.h"
#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <algorithm>

namespace Sync {

QCoro::Task<void> PointPromises::wait(double cost, std::stop_token stop)
{
    while (!stop.stop_requested() && m_gate.isOpen()) {
        const ThrottleState throttle = m_shop.throttle();
        const double keptBack = std::max(throttle.keptBack, throttle.maximum * CostBucket::MarginShare);
        const double wanted = cost + m_promised + keptBack;
        const double missing = std::min(wanted, throttle.maximum) - throttle.available;
        if (throttle.maximum <= 0 || throttle.restorePerSecond <= 0 || missing <= 0)
            co_return;
        const auto wait = std::chrono::milliseconds(qint64(missing / throttle.restorePerSecond * 1000) + 1);
        co_await m_clock.sleep(std::min(wait, std::chrono::milliseconds(250)), stop);
    }
}

} // namespace Sync
