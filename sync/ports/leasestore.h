#pragma once

#include "sync/api/engine.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <QString>

#include <chrono>

namespace Sync {

/// Who wants to write, to which shop and for how long without a sign of life.
struct LeaseClaim
{
    QString shopDomain;
    QString owner; ///< Unique among all runs of all desks.
    QString desk; ///< For people, like the operator's name.
    std::chrono::milliseconds duration{0};
    qint64 shopNumber = 0; ///< Shopify's own; 0 while unknown.
    QString operatorName = {};

    bool operator==(const LeaseClaim &) const = default;
};

/// The row of the one writer and the maintenance switch, as the protocol sees them; a simulation hands in its own.
/// Each call is one transaction that either happened or did not, so none of them can be stopped half way.
class LeaseStore
{
public:
    virtual ~LeaseStore() = default;

    /// Takes the lease when it is free or has run out, by compare-and-set; the new epoch, higher than any before.
    /// Fails as Busy, naming the holder, while another owner's runs, and as Refused when the database's catalogue
    /// belongs to another shop; one that belongs to none becomes this shop's.
    virtual QCoro::Task<Result<qint64>> take(LeaseClaim claim) = 0;
    /// Lengthens the lease from now. Fails as Busy when another owner has taken over.
    virtual QCoro::Task<Result<Done>> renew(LeaseClaim claim, qint64 epoch) = 0;
    /// Gives the lease back, if it is still this epoch's; the epoch itself stays and is never used again.
    virtual QCoro::Task<Result<Done>> release(LeaseClaim claim, qint64 epoch) = 0;

    /// The switch as it stands now; one whose time has passed reads as off.
    virtual QCoro::Task<Result<MaintenanceState>> maintenance() = 0;
};

} // namespace Sync
