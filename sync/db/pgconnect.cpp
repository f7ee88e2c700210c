#include "sync/db/pgconnect.h"

#include "sync/db/connectionsettings.h"
#include "sync/db/sqlfailure.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QLoggingCategory>

#include <libpq-fe.h>
#include <netdb.h>
#include <poll.h>

#include <vector>

Q_LOGGING_CATEGORY(databaseLog, "syncdesk.db", QtInfoMsg)

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::PgConnect)
};

/// Without this libpq prints notices to standard error.
void logNotice(void *, const PGresult *result)
{
    qCDebug(databaseLog).noquote() << QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
}

bool isHostUnknown(const ConnectionSettings &settings)
{
    if (settings.isUnixSocket())
        return false;
    addrinfo *addresses = nullptr;
    const int code = getaddrinfo(settings.host.toUtf8().constData(), nullptr, nullptr, &addresses);
    if (addresses)
        freeaddrinfo(addresses);
    return code != 0;
}

Failure unknownHost(const ConnectionSettings &settings, const QString &message)
{
    return {FailureKind::DatabaseUnreachable, Words::tr("No computer called \"%1\" was found.").arg(settings.host),
        Words::tr("Nothing was read or changed."),
        Words::tr("Check the spelling of the database's address and that this computer is on the network."), message};
}

Failure silentHost(const ConnectionSettings &settings)
{
    return {FailureKind::DatabaseUnreachable,
        Words::tr("%1 did not answer on port %2 within %n second(s).", nullptr,
            static_cast<int>(settings.connectTimeout.count()))
            .arg(settings.placeName())
            .arg(settings.port),
        Words::tr("Nothing was read or changed."),
        Words::tr("Check the address, the network and any firewall between this computer and the database.")};
}

enum class Handshake { Done, Refused, TimedOut };

/// Drives the handshake, waiting for the socket as libpq asks, until the deadline.
Handshake finishHandshake(PGconn *connection, QDeadlineTimer deadline)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
        if (status == PGRES_POLLING_FAILED)
            return Handshake::Refused;
        // The socket may change between polls: libpq tries the next address with a new one.
        pollfd waiting{PQsocket(connection), static_cast<short>(status == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        const int ready = poll(&waiting, 1, static_cast<int>(deadline.remainingTime()));
        if (ready == 0)
            return Handshake::TimedOut;
        if (ready < 0 && errno != EINTR)
            return Handshake::Refused;
        status = PQconnectPoll(connection);
    }
    return Handshake::Done;
}

} // namespace

Result<pg_conn *> connectToPostgres(const ConnectionSettings &settings)
{
    const auto parameters = settings.libpqParameters();
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (const auto &[keyword, value] : parameters) {
        keywords.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);

    PGconn *connection = PQconnectStartParams(keywords.data(), values.data(), 0);
    if (!connection) {
        return Failure{FailureKind::Internal, Words::tr("There is not enough memory to connect to the database."), {},
            Words::tr("Close other programs and try again.")};
    }
    // Verbose, because only then the message of a refused or ended connection carries its SQLSTATE.
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PQsetNoticeReceiver(connection, logNotice, nullptr);
    Handshake end = Handshake::Refused;
    if (PQstatus(connection) != CONNECTION_BAD)
        end = finishHandshake(connection, QDeadlineTimer(settings.connectTimeout));
    if (end == Handshake::Done)
        return connection;
    const QString message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    PQfinish(connection);
    if (end == Handshake::TimedOut)
        return silentHost(settings);
    if (sqlStateIn(message).isEmpty() && isHostUnknown(settings))
        return unknownHost(settings, message);
    const SqlContext context{settings.placeName(), settings.database, settings.user, u"connecting"_s};
    return failureFromConnectError(message, context, settings.port);
}

} // namespace Sync
