#pragma once

#include "sync/ports/clock.h"

#include <QTimeZone>

namespace TestSupport {

/// A clock that moves when told, and at once by as much as anybody sleeps.
class ManualClock final : public Sync::Clock
{
public:
    QDateTime now() const override { return m_start.addMSecs(m_elapsed.count()); }
    std::chrono::milliseconds monotonic() const override { return m_elapsed; }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        if (stop.stop_requested())
            co_return false;
        m_elapsed += duration;
        m_slept += duration;
        co_return true;
    }

    void advance(std::chrono::milliseconds duration) { m_elapsed += duration; }
    std::chrono::milliseconds slept() const { return m_slept; }

private:
    QDateTime m_start = QDateTime(QDate(2026, 11, 2), QTime(9, 0), QTimeZone::utc());
    // Not zero: nothing may take the start of the clock for "never".
    std::chrono::milliseconds m_elapsed{1'000'000};
    std::chrono::milliseconds m_slept{0};
};

} // namespace TestSupport
