#include "sync/engine/abandonedbatches.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

Result<qint64> interrupt(PgSession &session, const Operator &who)
{
    auto open = session.execute(sql(u"engine/open_local_batches"), {{u"desk", who.desk}});
    if (!open)
        return open.failure();
    QList<qint64> abandoned;
    for (const PgRow row : *open)
        if (const QString desk = row.text(1); desk == who.desk || !isDeskAlive(desk))
            abandoned += row.int64(0);
    if (abandoned.isEmpty())
        return 0;
    const QString message = QCoreApplication::translate("Sync::Engine",
        "The run was cut short: its program, or its connection to the database, ended before it did. What was written "
        "by then stays; run it again for the rest.");
    auto marked = session.execute(sql(u"engine/interrupt_batches"), {{u"ids", abandoned}, {u"message", message}});
    if (!marked)
        return marked.failure();
    if (auto told = BatchLedger::announce(session, ChangeChannel::History, {abandoned.constLast()}); !told)
        return told.failure();
    return marked->size();
}

} // namespace

bool isDeskAlive(const QString &desk)
{
    bool isNumber = false;
    const int process = desk.section(u'/', 1, 1).toInt(&isNumber);
    return !isNumber || process <= 0 || ::kill(process, 0) == 0 || errno == EPERM;
}

Result<qint64> interruptAbandonedBatches(PgSession &session, const Operator &who)
{
    return PgTransaction::run(session, [&who](PgSession &inTransaction) { return interrupt(inTransaction, who); });
}

} // namespace Sync
