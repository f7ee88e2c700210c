#pragma once

#include "sync/checks/check.h"

namespace Sync {

class PgSession;

/// A check that looks at the database, in a session of its own on a thread of the pool. A database that cannot be
/// reached is CouldNotCheck here; that it cannot is told by one check only.
class DatabaseCheck : public Check
{
public:
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;

protected:
    using Examination = std::function<CheckResult(PgSession &)>;

    /// The blocking part. It is copied to another thread and must not refer to the check; what is in the context it
    /// may refer to.
    virtual Examination examination(const CheckContext &context) const = 0;
    /// What to say when no session can be opened.
    virtual CheckStatus statusWhenUnreachable() const { return CheckStatus::CouldNotCheck; }
};

/// Opens a session in which no statement runs longer than `limit` or waits for locks longer than a second.
Result<std::unique_ptr<PgSession>> openHurriedSession(
    const ConnectionSettings &settings, std::chrono::milliseconds limit);

} // namespace Sync
