#pragma once

#include "sync/ports/leasestore.h"

#include <QDateTime>

namespace Sync {

class PgRows;
class PgSession;

/// The lease and the maintenance switch in PostgreSQL, by the database's clock. Every task is done when it is
/// returned. Belongs to its session's thread.
class PgLeaseStore final : public LeaseStore
{
    Q_DISABLE_COPY_MOVE(PgLeaseStore)

public:
    explicit PgLeaseStore(PgSession &session);

    QCoro::Task<Result<qint64>> take(LeaseClaim claim) override;
    QCoro::Task<Result<Done>> renew(LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Result<Done>> release(LeaseClaim claim, qint64 epoch) override;
    QCoro::Task<Result<MaintenanceState>> maintenance() override;

    /// Done when a transaction of the lease's holder may commit now; to be asked last in it, on its own session. Busy
    /// when another run has taken over, Refused in maintenance mode.
    static Result<Done> mayCommit(PgSession &session, const QString &shopDomain, qint64 epoch);

    /// Done while no desk has taken over since the epoch, and holds off takeovers until the session's transaction ends;
    /// to be asked first in one that writes for a run without writing a row of the journal. Busy otherwise.
    static Result<Done> mayWrite(PgSession &session, qint64 epoch);
    /// The same from the answer of lease/newer_epoch, which the caller asked itself.
    static Result<Done> mayWrite(const PgRows &newer, qint64 epoch);

    /// Turns maintenance mode on or off for all desks; an invalid `until` means open end. Audited and announced on
    /// the channel `syncdesk_maintenance`.
    Result<Done> setMaintenance(bool active, const QString &reason, const QDateTime &until, const QString &who);

private:
    Failure heldByAnother(const QString &shopDomain);

    PgSession &m_session;
};

} // namespace Sync
