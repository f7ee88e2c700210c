#include "sync/db/pgsession.h"

#include "sync/db/pgconnect.h"

#include <QCoreApplication>
#include <QThread>

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <vector>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::PgSession)
};

constexpr int oldestServer = 130000;
/// A statement run this often by one session is worth preparing on the server.
constexpr int usesBeforePreparing = 3;

QString nextName()
{
    static std::atomic<int> serial = 0;
    return u"db-"_s + QString::number(++serial);
}

Failure defect(const QByteArray &statement, const QString &detail)
{
    return {FailureKind::Internal, Words::tr("Something unexpected happened while asking the database."),
        Words::tr("Nothing was changed by it."), Words::tr("Export the log from the Logs page and report it."),
        QString::fromUtf8(statement) + u": "_s + detail};
}

Failure unstorable(const PgParameter &parameter)
{
    return {FailureKind::BadInput,
        Words::tr("A text holds a character that cannot be stored, at position %1.")
            .arg(parameter.value.faultPosition() + 1),
        Words::tr("It was not saved; nothing was changed."), Words::tr("Remove the hidden character and try again."),
        u"parameter "_s + QString::fromUtf8(parameter.name)};
}

Failure tooOld(const ConnectionSettings &settings, int version)
{
    return {FailureKind::DatabaseRefused,
        Words::tr("PostgreSQL %1 on %2 is too old; 13 or newer is needed.")
            .arg(version / 10000)
            .arg(settings.placeName()),
        Words::tr("Nothing was read or changed."), Words::tr("Ask the database's administrator to upgrade it.")};
}

bool isGood(ExecStatusType status)
{
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY
        || status == PGRES_SINGLE_TUPLE;
}

} // namespace

/// The parameters in the shape libpq wants; points into the PgParameters they were made from.
struct PgSession::BoundParameters
{
    std::vector<const char *> values;
    std::vector<int> lengths;
    std::vector<int> formats;

    int size() const { return static_cast<int>(values.size()); }
};

PgCanceller::~PgCanceller()
{
    PQfreeCancel(m_cancel);
}

bool PgCanceller::cancel() const
{
    char error[256] = {};
    return m_cancel && PQcancel(m_cancel, error, sizeof error) == 1;
}

void PgSession::ConnectionDeleter::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Result<std::unique_ptr<PgSession>> PgSession::open(const ConnectionSettings &settings)
{
    Result<pg_conn *> connection = connectToPostgres(settings);
    if (!connection)
        return connection.failure();
    std::unique_ptr<PgSession> session(new PgSession(ConnectionPointer(*connection), settings));
    if (session->serverVersion() < oldestServer)
        return tooOld(settings, session->serverVersion());
    if (auto ready = session->setUp(); !ready)
        return ready.failure();
    return session;
}

PgSession::PgSession(ConnectionPointer connection, const ConnectionSettings &settings)
    : m_connection(std::move(connection))
    , m_name(nextName())
    , m_context{settings.placeName(), settings.database, settings.user, {}}
    , m_thread(QThread::currentThread())
    , m_canceller(std::make_shared<const PgCanceller>(PQgetCancel(m_connection.get())))
{ }

PgSession::~PgSession()
{
    assertThread();
}

void PgSession::assertThread() const
{
    Q_ASSERT_X(QThread::currentThread() == m_thread, "PgSession", "a session belongs to the thread that opened it");
}

Result<Done> PgSession::setUp()
{
    if (auto answer = execute(sql(u"session/setup")); !answer)
        return answer.failure();
    return Done{};
}

Result<PgSession::BoundParameters> PgSession::bind(const SqlStatement &statement, const PgParameters &parameters) const
{
    BoundParameters bound;
    const size_t count = static_cast<size_t>(statement.parameters.size());
    if (parameters.size() != count) {
        return defect(statement.name,
            u"%1 parameters wanted, %2 given"_s.arg(statement.parameters.size()).arg(parameters.size()));
    }
    bound.values.reserve(count);
    bound.lengths.reserve(count);
    bound.formats.reserve(count);
    for (const QByteArray &name : statement.parameters) {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
            [&name](const PgParameter &parameter) { return parameter.name == name; });
        if (found == parameters.end())
            return defect(statement.name, u"no value for parameter "_s + QString::fromUtf8(name));
        if (found->value.faultPosition() >= 0)
            return unstorable(*found);
        bound.values.push_back(found->value.isNull() ? nullptr : found->value.bytes().constData());
        bound.lengths.push_back(static_cast<int>(found->value.bytes().size()));
        bound.formats.push_back(found->value.isBinary() ? 1 : 0);
    }
    return bound;
}

bool PgSession::isPrepared(const SqlStatement &statement)
{
    if (statement.name.isEmpty())
        return false;
    int &uses = m_uses[statement.name];
    if (uses < 0)
        return true;
    if (++uses < usesBeforePreparing)
        return false;
    const PgResultPointer prepared(
        PQprepare(m_connection.get(), statement.name.constData(), statement.text.constData(), 0, nullptr));
    // A statement that cannot be prepared (or a broken link) is run unprepared and then says why itself; in a
    // transaction that is now aborted it says only that, so preparing waits for a statement that already ran.
    if (PQresultStatus(prepared.get()) == PGRES_COMMAND_OK)
        uses = -1;
    return uses < 0;
}

PgResultPointer PgSession::send(const SqlStatement &statement, const BoundParameters &bound)
{
    PGconn *connection = m_connection.get();
    if (isPrepared(statement)) {
        PgResultPointer result(PQexecPrepared(connection, statement.name.constData(), bound.size(), bound.values.data(),
            bound.lengths.data(), bound.formats.data(), 0));
        const char *state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        const bool isStale = state && (qstrcmp(state, "0A000") == 0 || qstrcmp(state, "26000") == 0);
        // A migration changed what the statement answers, or a pooler lost it: as new, unless the transaction is
        // already aborted by it.
        if (!isStale || PQtransactionStatus(connection) != PQTRANS_IDLE)
            return result;
        PgResultPointer(PQexec(connection, sql(u"session/deallocate").text.constData()));
        m_uses.clear();
    }
    return PgResultPointer(PQexecParams(connection, statement.text.constData(), bound.size(), nullptr,
        bound.values.data(), bound.lengths.data(), bound.formats.data(), 0));
}

Failure PgSession::failureOf(const pg_result *result, const QString &doing)
{
    m_lastError = SqlError::from(result, m_connection.get());
    return failureFromSqlError(m_lastError, context(doing));
}

Result<PgRows> PgSession::checked(PgResultPointer result, const SqlStatement &statement)
{
    const ExecStatusType status = PQresultStatus(result.get());
    if (isGood(status))
        return PgRows(std::move(result));
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
        return defect(statement.name, u"COPY must be driven through native()"_s);
    return failureOf(result.get(), QString::fromUtf8(statement.name.isEmpty() ? "statement" : statement.name));
}

Result<PgRows> PgSession::execute(const SqlStatement &statement, const PgParameters &parameters)
{
    assertThread();
    Result<BoundParameters> bound = bind(statement, parameters);
    if (!bound)
        return bound.failure();
    return checked(send(statement, *bound), statement);
}

bool PgSession::queue(const SqlStatement &statement, const BoundParameters &bound, bool isPrepared)
{
    PGconn *connection = m_connection.get();
    const int queued = isPrepared ? PQsendQueryPrepared(connection, statement.name.constData(), bound.size(),
                           bound.values.data(), bound.lengths.data(), bound.formats.data(), 0)
                                  : PQsendQueryParams(connection, statement.text.constData(), bound.size(), nullptr,
                                      bound.values.data(), bound.lengths.data(), bound.formats.data(), 0);
    return queued == 1;
}

Result<std::vector<PgRows>> PgSession::executeAll(const std::vector<PgCall> &calls)
{
    assertThread();
    std::vector<PgRows> answers;
    if (calls.size() == 1) {
        Result<PgRows> only = execute(*calls.front().statement, calls.front().parameters);
        if (!only)
            return only.failure();
        answers.push_back(std::move(*only));
        return answers;
    }
    std::vector<BoundParameters> bound;
    std::vector<bool> prepared;
    for (const PgCall &call : calls) {
        Result<BoundParameters> parameters = bind(*call.statement, call.parameters);
        if (!parameters)
            return parameters.failure();
        bound.push_back(std::move(*parameters));
        prepared.push_back(isPrepared(*call.statement)); // asked before the pipeline, in which nothing can be prepared
    }
    PGconn *connection = m_connection.get();
    bool isSent = PQenterPipelineMode(connection) == 1;
    for (size_t i = 0; i < calls.size() && isSent; ++i)
        isSent = queue(*calls[i].statement, bound[i], prepared[i]);
    isSent = isSent && PQpipelineSync(connection) == 1;
    std::optional<Failure> failure;
    if (!isSent)
        failure = failureOf(nullptr, u"pipeline"_s);
    for (size_t i = 0; i < calls.size() && isSent; ++i) {
        PgResultPointer result(PQgetResult(connection));
        while (PgResultPointer(PQgetResult(connection))) { }
        if (failure)
            continue; // the server skipped it
        Result<PgRows> rows = checked(std::move(result), *calls[i].statement);
        if (rows)
            answers.push_back(std::move(*rows));
        else
            failure = rows.failure();
    }
    while (PgResultPointer(PQgetResult(connection))) { } // the end of the pipeline
    PQexitPipelineMode(connection);
    if (failure)
        return *failure;
    return answers;
}

Result<PgRows> PgSession::executeText(const QString &text, const PgParameters &parameters)
{
    return execute(parseSql(text.toUtf8()), parameters);
}

Result<Done> PgSession::executeScript(const QByteArray &script)
{
    assertThread();
    const PgResultPointer result(PQexec(m_connection.get(), script.constData()));
    if (!isGood(PQresultStatus(result.get())))
        return failureOf(result.get(), u"script"_s);
    return Done{};
}

Result<qint64> PgSession::stream(
    const SqlStatement &statement, const PgParameters &parameters, const std::function<bool(const PgRow &)> &visit)
{
    assertThread();
    Result<BoundParameters> bound = bind(statement, parameters);
    if (!bound)
        return bound.failure();
    PGconn *connection = m_connection.get();
    const bool wasIdle = PQtransactionStatus(connection) == PQTRANS_IDLE;
    const QString doing = QString::fromUtf8(statement.name);
    if (!PQsendQueryParams(connection, statement.text.constData(), bound->size(), nullptr, bound->values.data(),
            bound->lengths.data(), bound->formats.data(), 0)
        || !PQsetSingleRowMode(connection))
        return failureOf(nullptr, doing);

    qint64 visited = 0;
    while (PgResultPointer result{PQgetResult(connection)}) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (!isGood(status)) {
            const Failure failure = failureOf(result.get(), doing);
            finishStream(false);
            return failure;
        }
        if (status != PGRES_SINGLE_TUPLE)
            continue;
        ++visited;
        if (!visit(PgRow(result.get(), 0))) {
            finishStream(wasIdle);
            break;
        }
    }
    return visited;
}

/// Brings the connection back to where statements may run. Cancelling spares reading a long rest, but would abort
/// a transaction around it.
void PgSession::finishStream(bool mayCancel)
{
    if (mayCancel)
        m_canceller->cancel();
    while (PgResultPointer rest{PQgetResult(m_connection.get())}) { }
}

bool PgSession::isOpen() const
{
    return PQstatus(m_connection.get()) == CONNECTION_OK;
}

bool PgSession::isInTransaction() const
{
    const PGTransactionStatusType status = PQtransactionStatus(m_connection.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

Result<Done> PgSession::ping()
{
    if (auto answer = execute(sql(u"session/ping")); !answer)
        return answer.failure();
    return Done{};
}

pg_conn *PgSession::native() const
{
    assertThread();
    return m_connection.get();
}

int PgSession::serverVersion() const
{
    return PQserverVersion(m_connection.get());
}

int PgSession::backendPid() const
{
    return PQbackendPID(m_connection.get());
}

SqlContext PgSession::context(const QString &doing) const
{
    SqlContext context = m_context;
    context.doing = m_name + u' ' + doing;
    return context;
}

} // namespace Sync
