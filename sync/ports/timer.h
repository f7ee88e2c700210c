#pragma once

#include <chrono>

namespace Sync {

/// Calls back when its time has come, once or again and again. Made by a Clock with what is to be called. Belongs to
/// the thread that starts it first; silent from the moment it is stopped or gone.
class Timer
{
public:
    virtual ~Timer() = default;

    /// Once, `duration` from now; whatever was set before is forgotten.
    virtual void startOnce(std::chrono::milliseconds duration) = 0;
    /// Again and again, the first time `interval` from now; whatever was set before is forgotten.
    virtual void startEvery(std::chrono::milliseconds interval) = 0;
    virtual void stop() = 0;
    /// A call is still to come.
    virtual bool isActive() const = 0;
};

} // namespace Sync
