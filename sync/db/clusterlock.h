#pragma once

#include "sync/api/result.h"

#include <QString>

#include <chrono>

namespace Sync {

/// A lock on a file that ends with the process, however that ends (flock). Not inherited by children.
class ClusterLock final
{
    Q_DISABLE_COPY_MOVE(ClusterLock)

public:
    ClusterLock() = default;
    ~ClusterLock();

    /// Opens the lock file, making it if needed; takes no lock yet.
    Result<Done> open(const QString &path);
    /// Waits for the lock; false when the time is up.
    bool lockExclusive(std::chrono::milliseconds wait);
    bool lockShared(std::chrono::milliseconds wait);
    void unlock();

private:
    bool lock(int operation, std::chrono::milliseconds wait);

    int m_descriptor = -1;
};

} // namespace Sync
