#include "sync/lease/pgleasestore.h"

#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/lease/catalogueshop.h"
#include "sync/lease/writeguard.h"
#include "sync/lease/writerlease.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Sync {

PgLeaseStore::PgLeaseStore(PgSession &session)
    : m_session(session)
{ }

QCoro::Task<Result<qint64>> PgLeaseStore::take(LeaseClaim claim)
{
    const Result<qint64> taken = PgTransaction::run(m_session, [&](PgSession &session) -> Result<qint64> {
        if (const auto limited = session.execute(sql(u"lease/limit_wait")); !limited)
            return limited.failure();
        if (const auto claimed = claimCatalogue(session, {claim.shopDomain, claim.shopNumber}, claim.operatorName);
            !claimed)
            return claimed.failure();
        const auto row = session.execute(sql(u"lease/take"),
            {{u"shop", claim.shopDomain}, {u"owner", claim.owner}, {u"operator", claim.operatorName},
                {u"desk", claim.desk}, {u"milliseconds", qint64(claim.duration.count())}});
        if (!row)
            return row.failure();
        if (row->isEmpty())
            return heldByAnother(claim.shopDomain);
        return row->first().int64(0);
    });
    // Tried for longer than the server lets a desk stand still while it holds the row: somebody is really at work.
    if (!taken && taken.failure().kind == FailureKind::DatabaseConflict)
        co_return heldByAnother(claim.shopDomain);
    if (!taken)
        co_return taken.failure();
    co_return *taken;
}

QCoro::Task<Result<Done>> PgLeaseStore::renew(LeaseClaim claim, qint64 epoch)
{
    const auto renewed = m_session.execute(sql(u"lease/renew"),
        {{u"shop", claim.shopDomain}, {u"owner", claim.owner}, {u"epoch", epoch},
            {u"milliseconds", qint64(claim.duration.count())}});
    if (!renewed)
        co_return renewed.failure();
    if (renewed->affected() == 0)
        co_return leaseLost(u"epoch %1"_s.arg(epoch));
    co_return Done{};
}

QCoro::Task<Result<Done>> PgLeaseStore::release(LeaseClaim claim, qint64 epoch)
{
    const auto released = m_session.execute(
        sql(u"lease/release"), {{u"shop", claim.shopDomain}, {u"owner", claim.owner}, {u"epoch", epoch}});
    if (!released)
        co_return released.failure();
    co_return Done{};
}

QCoro::Task<Result<MaintenanceState>> PgLeaseStore::maintenance()
{
    const auto row = m_session.execute(sql(u"lease/maintenance"));
    if (!row)
        co_return row.failure();
    if (row->isEmpty())
        co_return Failure{FailureKind::DatabaseForeign,
            QCoreApplication::translate("Sync::WriterLease", "The maintenance switch is missing from the database."),
            QCoreApplication::translate(
                "Sync::WriterLease", "Without it nobody can stop all desks at once, so nothing is sent."),
            QCoreApplication::translate("Sync::WriterLease", "Run the checks in Diagnostics.")};
    co_return MaintenanceState{
        row->first().boolean(0), row->first().text(1), row->first().text(2), row->first().dateTime(3)};
}

Result<Done> PgLeaseStore::mayCommit(PgSession &session, const QString &shopDomain, qint64 epoch)
{
    const auto held = session.execute(sql(u"lease/may_commit"), {{u"shop", shopDomain}, {u"epoch", epoch}});
    if (!held)
        return held.failure();
    if (held->isEmpty())
        return leaseLost(u"epoch %1"_s.arg(epoch));
    const PgRow row = held->first();
    if (row.boolean(0))
        return refusedByMaintenance(row.text(2), row.text(1));
    return Done{};
}

Result<Done> PgLeaseStore::mayWrite(PgSession &session, qint64 epoch)
{
    const auto newer = session.execute(sql(u"lease/newer_epoch"), {{u"epoch", epoch}});
    if (!newer)
        return newer.failure();
    return mayWrite(*newer, epoch);
}

Result<Done> PgLeaseStore::mayWrite(const PgRows &newer, qint64 epoch)
{
    if (!newer.isEmpty() && newer.first().boolean(0))
        return leaseLost(u"epoch %1"_s.arg(epoch));
    return Done{};
}

Result<Done> PgLeaseStore::setMaintenance(
    bool active, const QString &reason, const QDateTime &until, const QString &who)
{
    return PgTransaction::run(m_session, [&](PgSession &session) -> Result<Done> {
        const auto set = session.execute(sql(u"lease/set_maintenance"),
            {{u"active", active}, {u"reason", reason}, {u"until", until}, {u"changed_by", who}});
        if (!set)
            return set.failure();
        const auto noted = session.execute(sql(u"lease/audit_maintenance"),
            {{u"operator", who}, {u"action", active ? u"maintenance on"_s : u"maintenance off"_s},
                {u"details", QJsonObject{{u"reason"_s, reason}, {u"until"_s, until.toString(Qt::ISODate)}}}});
        if (!noted)
            return noted.failure();
        return Done{};
    });
}

Failure PgLeaseStore::heldByAnother(const QString &shopDomain)
{
    const auto holder = m_session.execute(sql(u"lease/holder"), {{u"shop", shopDomain}});
    const bool isKnown = holder && !holder->isEmpty();
    return {FailureKind::Busy,
        isKnown ? QCoreApplication::translate("Sync::WriterLease", "%1 is at work on this shop, at the desk %2.")
                      .arg(isolated(holder->first().text(0)), isolated(holder->first().text(1)))
                : QCoreApplication::translate("Sync::WriterLease", "Another desk is at work on this shop."),
        QCoreApplication::translate("Sync::WriterLease",
            "Only one run at a time writes, so that two cannot overwrite each other; nothing was started."),
        QCoreApplication::translate("Sync::WriterLease",
            "Wait until it has finished. If it has vanished, its hold runs out within half a minute.")};
}

} // namespace Sync
