#include "sync/engine/deskwrites.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/lease/pgleasestore.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

constexpr std::chrono::seconds longestMaintenance = 24h;

Failure badMaintenance(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("Maintenance mode was not switched."), remedy};
}

} // namespace

Result<Done> switchMaintenance(PgSession &session, bool active, const QString &reason, const QDateTime &until,
    const QDateTime &now, const Operator &by)
{
    if (active && reason.trimmed().isEmpty())
        return badMaintenance(
            Words::tr("Maintenance mode needs a reason."), Words::tr("Say why, so that others know."));
    if (active && until.isValid() && until <= now)
        return badMaintenance(
            Words::tr("The end of the maintenance has passed already."), Words::tr("Choose a later time."));
    if (active && until.isValid() && now.secsTo(until) > longestMaintenance.count())
        return badMaintenance(Words::tr("Maintenance with an end lasts a day at most."),
            Words::tr("Choose an earlier time, or an open end."));
    return PgLeaseStore(session).setMaintenance(active, reason.trimmed(), until, by.name);
}

Result<Done> storeSafeLevel(PgSession &session, SafeLevel level, bool lasts, const Operator &by)
{
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<Done> {
        if (lasts) {
            auto stored = inTransaction.execute(
                sql(u"engine/store_safe_level"), {{u"level", toWord(level)}, {u"operator", by.name}});
            if (!stored)
                return stored.failure();
        }
        const QJsonObject details{{u"level"_s, toWord(level)}, {u"lasts"_s, lasts}, {u"desk"_s, by.desk}};
        auto audited = inTransaction.execute(sql(u"batch/audit"),
            {{u"operator", by.name}, {u"action", u"safe-level"_s}, {u"subject", u"shop"_s}, {u"details", details}});
        if (!audited)
            return audited.failure();
        return Done{};
    });
}

} // namespace Sync
