#pragma once

#include <QCoroTask>

#include <stop_token>

namespace Sync {

/// What a running job passes between two steps: open, or closed while the job is paused. A port: a simulation hands in
/// one of its own.
class Gate
{
public:
    virtual ~Gate() = default;

    virtual bool isOpen() const = 0;
    /// Returns when the gate is open (at once if it is) or a stop was requested.
    virtual QCoro::Task<void> pass(std::stop_token stop) = 0;
};

} // namespace Sync
