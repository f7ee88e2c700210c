#pragma once

#include "sync/api/result.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/pgrows.h"
#include "sync/db/pgvalue.h"
#include "sync/db/sqlcatalog.h"
#include "sync/db/sqlfailure.h"

#include <QHash>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QThread;
struct pg_cancel;
struct pg_conn;

namespace Sync {

/// Stops what a session is running, from any thread. Stays valid when the session is gone, and then does nothing.
class PgCanceller final
{
    Q_DISABLE_COPY_MOVE(PgCanceller)

public:
    explicit PgCanceller(pg_cancel *cancel)
        : m_cancel(cancel)
    { }
    ~PgCanceller();

    /// Asks the server to stop the running statement, which then fails as Stopped. Blocks for one short connection
    /// to the server. False when the server could not be asked. Thread-safe.
    bool cancel() const;

private:
    pg_cancel *m_cancel;
};

/// A statement with its parameters, to be sent together with others.
struct PgCall
{
    const SqlStatement *statement; ///< Of the catalogue, which stays.
    PgParameters parameters;
};

/// One connection to PostgreSQL, used only by the thread that opened it; blocking.
///
/// Statements run with real parameters, in one round trip, and answer exact text. The session speaks UTF-8, UTC and
/// ISO dates whatever the server's defaults. After a lost connection isOpen() is false and every call fails as
/// DatabaseUnreachable: open a new session.
class PgSession final
{
    Q_DISABLE_COPY_MOVE(PgSession)

public:
    /// Connects within settings.connectTimeout and checks that the server is PostgreSQL 13 or newer.
    static Result<std::unique_ptr<PgSession>> open(const ConnectionSettings &settings);
    ~PgSession();

    /// Runs a statement of the catalogue. A parameter too many or too few is a defect and fails as Internal.
    /// Statements run often are prepared by themselves.
    Result<PgRows> execute(const SqlStatement &statement, const PgParameters &parameters = {});
    /// Runs one statement put together at run time (a filter, a name from the catalogue tables), never prepared.
    Result<PgRows> executeText(const QString &text, const PgParameters &parameters = {});
    /// Runs several statements in their order, on one way to the server and back. The first that fails is the failure
    /// of all: none behind it ran. Outside a transaction they are one.
    Result<std::vector<PgRows>> executeAll(const std::vector<PgCall> &calls);
    /// Runs a script of several statements without parameters, in one transaction unless it has its own.
    Result<Done> executeScript(const QByteArray &script);

    /// Reads a long answer row by row without holding it. \a visit returns false to stop early. Yields the number
    /// of rows visited; an error that ends the answer half way is a failure. No other statement may run meanwhile.
    Result<qint64> stream(
        const SqlStatement &statement, const PgParameters &parameters, const std::function<bool(const PgRow &)> &visit);

    bool isOpen() const;
    bool isInTransaction() const;
    /// Asks the server for a sign of life.
    Result<Done> ping();

    /// The libpq connection, for COPY. Belongs to the session and its thread.
    pg_conn *native() const;
    /// May be kept and used by any thread.
    std::shared_ptr<const PgCanceller> canceller() const { return m_canceller; }

    /// What the last failed statement said, for callers that act on a SQLSTATE.
    const SqlError &lastError() const { return m_lastError; }
    /// As libpq gives it: 150003 for 15.3.
    int serverVersion() const;
    int backendPid() const;
    /// Serial and unique in this process: "db-7". For the log.
    const QString &name() const { return m_name; }
    SqlContext context(const QString &doing) const;
    /// Turns the libpq result of a COPY that failed into a Failure and remembers it as lastError().
    Failure failureOf(const pg_result *result, const QString &doing);

private:
    struct ConnectionDeleter
    {
        void operator()(pg_conn *connection) const;
    };
    using ConnectionPointer = std::unique_ptr<pg_conn, ConnectionDeleter>;
    struct BoundParameters;

    PgSession(ConnectionPointer connection, const ConnectionSettings &settings);

    void assertThread() const;
    Result<Done> setUp();
    Result<BoundParameters> bind(const SqlStatement &statement, const PgParameters &parameters) const;
    PgResultPointer send(const SqlStatement &statement, const BoundParameters &bound);
    bool queue(const SqlStatement &statement, const BoundParameters &bound, bool isPrepared);
    bool isPrepared(const SqlStatement &statement);
    Result<PgRows> checked(PgResultPointer result, const SqlStatement &statement);
    void finishStream(bool mayCancel);

    ConnectionPointer m_connection;
    QString m_name;
    SqlContext m_context;
    QThread *m_thread;
    std::shared_ptr<const PgCanceller> m_canceller;
    QHash<QByteArray, int> m_uses; ///< By statement name; -1 once prepared on the server.
    SqlError m_lastError;
};

} // namespace Sync
