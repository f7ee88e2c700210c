#include "sync/db/pgtransaction.h"

#include <QCoreApplication>

#include <libpq-fe.h>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::PgTransaction)
};

const SqlStatement &beginStatement(PgTransaction::Mode mode)
{
    switch (mode) {
    case PgTransaction::Mode::Snapshot:
        return sql(u"session/begin_snapshot");
    case PgTransaction::Mode::Serializable:
        return sql(u"session/begin_serializable");
    case PgTransaction::Mode::ReadWrite:
        break;
    }
    return sql(u"session/begin");
}

Failure abortedEarlier()
{
    return {FailureKind::DatabaseError, Words::tr("The changes could not be saved because a part of them failed."),
        Words::tr("All of them were undone; nothing was half written."), Words::tr("Try again."),
        u"COMMIT of an aborted transaction"_s};
}

Failure unknownOutcome(Failure failure)
{
    failure.what = Words::tr("The connection to the database was lost while saving.");
    failure.meaning = Words::tr("Either all of the changes were saved or none of them.");
    failure.remedy = Words::tr("Look at what is there now before doing it again.");
    return failure;
}

} // namespace

Result<PgTransaction> PgTransaction::begin(PgSession &session, Mode mode)
{
    if (session.isInTransaction()) {
        return Failure{FailureKind::Internal, Words::tr("Something unexpected happened while asking the database."),
            Words::tr("Nothing was changed by it."), Words::tr("Export the log from the Logs page and report it."),
            session.name() + u" is already in a transaction"_s};
    }
    // As a script, which may be two statements in one message: a limit of its own would cost every write a round trip.
    if (auto begun = session.executeScript(beginStatement(mode).text); !begun)
        return begun.failure();
    return PgTransaction(session);
}

Result<Done> PgTransaction::commit()
{
    if (!m_session) {
        return Failure{FailureKind::Internal, Words::tr("Something unexpected happened while saving."), {},
            Words::tr("Export the log from the Logs page and report it."), u"commit of an ended transaction"_s};
    }
    PgSession &session = *m_session;
    // The server answers the COMMIT of an aborted transaction with success and rolls back.
    if (PQtransactionStatus(session.native()) == PQTRANS_INERROR) {
        rollback();
        return abortedEarlier();
    }
    const bool wasOpen = session.isOpen();
    m_session = nullptr;
    auto committed = session.execute(sql(u"session/commit"));
    if (committed)
        return Done{};
    if (wasOpen && !session.isOpen() && session.lastError().state != "25P03") // undone before it was asked to commit
        return unknownOutcome(committed.failure());
    return committed.failure();
}

void PgTransaction::rollback()
{
    PgSession *session = std::exchange(m_session, nullptr);
    if (!session || !session->isOpen() || !session->isInTransaction())
        return;
    // A failure here means the connection is gone, and with it the transaction.
    const auto undone = session->execute(sql(u"session/rollback"));
    Q_UNUSED(undone)
}

} // namespace Sync
