#pragma once

#include "sync/ports/clock.h"

#include <memory>

namespace Sync {

/// A stop token that is stopped when a time is up, or with another token before that. Belongs to one thread; the other
/// token may be stopped on any.
class Deadline final
{
    Q_DISABLE_COPY_MOVE(Deadline)

public:
    /// Starts at once. The clock outlives it.
    Deadline(Clock &clock, std::chrono::milliseconds limit, std::stop_token outer = {})
        : m_timer(clock.timer([this] { pass(); }))
        , m_forward(std::move(outer), Forward{m_source})
    {
        m_timer->startOnce(limit);
    }

    std::stop_token token() const { return m_source.get_token(); }
    /// The time was up, whether or not the other token has been stopped.
    bool isOver() const { return m_isOver; }

private:
    struct Forward
    {
        std::stop_source source;
        void operator()() { source.request_stop(); }
    };

    void pass()
    {
        m_isOver = true;
        // A copy: whoever is stopped may end this deadline.
        const std::stop_source source = m_source;
        source.request_stop();
    }

    std::stop_source m_source;
    std::unique_ptr<Timer> m_timer;
    mutable bool m_isOver = false; ///< A deadline may be const, and yet its time passes.
    std::stop_callback<Forward> m_forward;
};

} // namespace Sync
