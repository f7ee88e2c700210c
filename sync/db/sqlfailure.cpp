#include "sync/db/sqlfailure.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <libpq-fe.h>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::SqlFailure)
};

QString nothingChanged()
{
    return Words::tr("What was being done was undone; nothing was half written.");
}

QString fieldOf(const pg_result *result, int code)
{
    const char *text = PQresultErrorField(result, code);
    return text ? QString::fromUtf8(text).trimmed() : QString();
}

Failure lostConnection(const SqlContext &context)
{
    return {FailureKind::DatabaseUnreachable,
        Words::tr("The connection to the database on %1 was lost.").arg(context.place),
        Words::tr("Whatever was not finished was undone by the database."),
        Words::tr("Syncdesk connects again by itself; if it does not, check the network and the database.")};
}

/// The server ended the connection because nothing was asked for too long inside a transaction, which is undone.
constexpr QByteArrayView idleTooLongState = "25P03";

Failure idleTooLong(const SqlContext &context)
{
    return {FailureKind::DatabaseUnreachable,
        Words::tr("Syncdesk stood still in the middle of saving, and the database on %1 did not wait.")
            .arg(context.place),
        Words::tr("What was being saved was undone, so that it kept nobody else waiting; this happens when a computer "
                  "sleeps."),
        Words::tr("Do it again; Syncdesk connects by itself.")};
}

Failure refusedLogin(const SqlContext &context)
{
    return {FailureKind::DatabaseRefused,
        Words::tr("PostgreSQL on %1 refused the user \"%2\".").arg(context.place, context.user),
        Words::tr("Nothing was read or changed."), Words::tr("Check the user name and the password in the settings.")};
}

/// The server has the user but lets nobody in from here like this; pg_hba.conf is named in every language.
Failure entryRefused(const SqlContext &context)
{
    return {FailureKind::DatabaseRefused,
        Words::tr("PostgreSQL on %1 does not let the user \"%2\" connect to \"%3\" from this computer in this way.")
            .arg(context.place, context.user, context.database),
        Words::tr("Nothing was read or changed."),
        Words::tr("If the address says sslmode=disable, remove that; else ask the administrator to allow this "
                  "computer in pg_hba.conf.")};
}

Failure missingDatabase(const SqlContext &context)
{
    return {FailureKind::DatabaseRefused,
        Words::tr("There is no database \"%1\" on %2.").arg(context.database, context.place),
        Words::tr("Nothing was read or changed."), Words::tr("Check the database's name in the settings.")};
}

Failure diskFull(const SqlContext &context)
{
    return {FailureKind::DatabaseFull, Words::tr("The database's disk on %1 is full.").arg(context.place),
        Words::tr("Nothing more can be saved or sent until there is room; what was being done was undone."),
        Words::tr("Free space on that disk, then try again.")};
}

Failure outOfResources(const SqlContext &context)
{
    return {FailureKind::DatabaseError, Words::tr("The database on %1 has run out of memory.").arg(context.place),
        nothingChanged(), Words::tr("Close what else runs on that computer and try again.")};
}

Failure tooManyConnections(const SqlContext &context)
{
    return {FailureKind::DatabaseUnreachable,
        Words::tr("The database on %1 accepts no more connections.").arg(context.place),
        Words::tr("Others are using all of them; nothing was read or changed."),
        Words::tr("Try again in a minute, or let the administrator raise max_connections.")};
}

Failure notReady(const SqlContext &context)
{
    return {FailureKind::DatabaseUnreachable,
        Words::tr("The database on %1 is starting, stopping or recovering.").arg(context.place),
        Words::tr("Whatever was not finished was undone by the database."), Words::tr("Try again in a minute.")};
}

Failure readOnly(const SqlContext &context)
{
    return {FailureKind::DatabaseReadOnly, Words::tr("The database on %1 allows reading only.").arg(context.place),
        Words::tr("Nothing can be saved or sent while it does."),
        Words::tr("Connect to the main server instead of a copy of it, or ask the administrator to allow writing.")};
}

Failure missingRight(const SqlContext &context, const SqlError &error)
{
    const QString object = error.table.isEmpty() ? context.database : error.table;
    return {FailureKind::DatabaseRefused,
        Words::tr("The user \"%1\" has no right to do this in \"%2\".").arg(context.user, object), nothingChanged(),
        Words::tr("Ask the database's administrator for the right, or connect as another user.")};
}

Failure conflict(const SqlContext &context)
{
    return {FailureKind::DatabaseConflict,
        Words::tr("Somebody else was changing the same data in the database on %1.").arg(context.place),
        nothingChanged(), Words::tr("Try again.")};
}

Failure cancelled()
{
    return {FailureKind::Stopped, Words::tr("A database query was stopped before it was finished."), nothingChanged(),
        Words::tr("Try again if it was not you who stopped it.")};
}

Failure wrongSchema(const SqlContext &context)
{
    return {FailureKind::DatabaseForeign,
        Words::tr("The database \"%1\" is not built the way this version of Syncdesk expects.").arg(context.database),
        nothingChanged(),
        Words::tr("Open Diagnostics and run the database's migrations; make a backup first if it is shared.")};
}

Failure brokenRule(const SqlError &error)
{
    return {FailureKind::BadInput,
        error.isUniqueViolation() ? Words::tr("The database already holds such an entry.")
                                  : Words::tr("A value breaks a rule of the database."),
        nothingChanged(), Words::tr("Correct the value, or reload the page and look at what is there now.")};
}

Failure badValue()
{
    return {FailureKind::BadInput, Words::tr("A value cannot be stored in the database as it is."), nothingChanged(),
        Words::tr("Look for characters that cannot be seen, or for a number or date that is out of range.")};
}

Failure damaged(const SqlContext &context)
{
    return {FailureKind::DatabaseError,
        Words::tr("The database on %1 reports that its files are damaged.").arg(context.place),
        Words::tr("What it holds can no longer be relied on; do not send anything."),
        Words::tr("Stop working, export the log from the Logs page, and have the last backup restored.")};
}

Failure general(const SqlContext &context)
{
    return {FailureKind::DatabaseError, Words::tr("The database on %1 could not do what was asked.").arg(context.place),
        nothingChanged(), Words::tr("Try again; if it fails again, export the log from the Logs page and report it.")};
}

Failure sentencesFor(const SqlError &error, const SqlContext &context)
{
    const QByteArrayView state = error.state;
    if (state == "28000" && error.message.contains(u"pg_hba.conf"))
        return entryRefused(context);
    if (state.startsWith("28"))
        return refusedLogin(context);
    if (state == "3D000")
        return missingDatabase(context);
    // Without room for its caches a server refuses connections by an internal error.
    if (state == "53100" || (state == "XX000" && error.message.contains(u"could not write init file")))
        return diskFull(context);
    if (state == "53300")
        return tooManyConnections(context);
    if (state == "57P03" || state == "57P02")
        return notReady(context);
    if (state == idleTooLongState)
        return idleTooLong(context);
    if (error.isConnectionLost || state.startsWith("08") || state == "57P01" || state == "57P05")
        return lostConnection(context);
    if (state == "25006")
        return readOnly(context);
    if (state == "42501")
        return missingRight(context, error);
    if (state.startsWith("40") || state == "55P03" || state == "55006")
        return conflict(context);
    if (state == "57014")
        return cancelled();
    if (state == "42P01" || state == "42703" || state == "3F000" || state == "42883" || state == "42704")
        return wrongSchema(context);
    if (state.startsWith("23"))
        return brokenRule(error);
    if (state.startsWith("22"))
        return badValue();
    if (state.startsWith("53"))
        return outOfResources(context);
    if (state == "XX001" || state == "XX002" || state == "58030")
        return damaged(context);
    return general(context);
}

} // namespace

SqlError SqlError::from(const pg_result *result, const pg_conn *connection)
{
    SqlError error;
    error.state = fieldOf(result, PG_DIAG_SQLSTATE).toLatin1();
    error.message = fieldOf(result, PG_DIAG_MESSAGE_PRIMARY);
    error.detail = fieldOf(result, PG_DIAG_MESSAGE_DETAIL);
    error.table = fieldOf(result, PG_DIAG_TABLE_NAME);
    error.column = fieldOf(result, PG_DIAG_COLUMN_NAME);
    error.constraint = fieldOf(result, PG_DIAG_CONSTRAINT_NAME);
    error.isConnectionLost = PQstatus(connection) == CONNECTION_BAD;
    if (error.message.isEmpty())
        error.message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    // The server's last words before it hung up come without fields of their own.
    if (error.state.isEmpty() && error.isConnectionLost)
        error.state = sqlStateIn(error.message);
    return error;
}

Failure failureFromSqlError(const SqlError &error, const SqlContext &context)
{
    Failure failure = sentencesFor(error, context);
    QStringList detail{context.doing, QString::fromLatin1(error.state), error.message, error.detail};
    if (!error.constraint.isEmpty())
        detail += u"constraint "_s + error.constraint;
    detail.removeAll(QString());
    failure.detail = detail.join(u": "_s);
    return failure;
}

namespace {

Failure unproven(const QString &what, const QString &remedy)
{
    return {FailureKind::DatabaseTls, what,
        Words::tr("The connection was refused to protect your data; nothing was sent."), remedy};
}

/// Why a connection was not protected well enough to be used; nothing when that was not the reason. libpq's sentences
/// are English here, because Syncdesk does not set its message catalogue up.
std::optional<Failure> unprotectedConnection(const QString &message, const SqlContext &context)
{
    static const QRegularExpression otherName(
        u"server certificate for \"([^\"]*)\"(?: \\(and \\d+ other names?\\))? does not match host name"_s);
    if (const auto match = otherName.match(message); match.hasMatch()) {
        return unproven(Words::tr("The certificate of the database server is not for %1 (it is for %2).")
                            .arg(context.place, match.captured(1)),
            Words::tr("Use the name the certificate is for in the database address, or ask the administrator for a "
                      "certificate with the right name."));
    }
    static const QRegularExpression noFile(u"root certificate file \"([^\"]*)\" does not exist"_s);
    if (const auto match = noFile.match(message); match.hasMatch()) {
        return unproven(Words::tr("There is no certificate file %1 to check the database server %2 with.")
                            .arg(match.captured(1), context.place),
            Words::tr("Correct sslrootcert in the database address, or put the administrator's certificate there."));
    }
    if (message.contains(u"server does not support SSL")) {
        return unproven(Words::tr("The database server %1 does not offer a protected connection.").arg(context.place),
            Words::tr("Ask the administrator to switch TLS on. Only inside a network you trust, add sslmode=disable "
                      "to the database address."));
    }
    if (message.contains(u"certificate verify failed")) {
        return unproven(
            Words::tr(
                "The certificate of the database server %1 has expired, or nobody this computer trusts vouches for it.")
                .arg(context.place),
            Words::tr("Ask the administrator to renew it, or for the certificate to check it with; name that file as "
                      "sslrootcert in the database address."));
    }
    if (message.contains(u"certificate") || message.contains(u"SSL")) {
        return unproven(Words::tr("%1 and this computer could not agree on a protected connection.").arg(context.place),
            Words::tr("Ask the administrator to look at the server's TLS settings and certificate."));
    }
    return {};
}

} // namespace

QByteArray sqlStateIn(const QString &verboseMessage)
{
    // "FATAL:  28P01: password authentication failed": only the severity word is translated. With several
    // addresses tried, the last one counts.
    static const QRegularExpression pattern(u":  ([0-9A-Z]{5}): "_s);
    QByteArray state;
    auto matches = pattern.globalMatch(verboseMessage);
    while (matches.hasNext())
        state = matches.next().captured(1).toLatin1();
    return state;
}

Failure failureFromConnectError(const QString &message, const SqlContext &context, quint16 port)
{
    SqlError error;
    error.state = sqlStateIn(message);
    error.message = message.trimmed();
    if (!error.state.isEmpty())
        return failureFromSqlError(error, context);

    Failure failure{FailureKind::DatabaseUnreachable,
        Words::tr("No PostgreSQL answers on %1, port %2.").arg(context.place).arg(port),
        Words::tr("Nothing was read or changed."),
        Words::tr("Check that the database is running and that the address and port in the settings are right.")};
    if (auto untrusted = unprotectedConnection(message, context)) {
        failure = *untrusted;
    } else if (message.contains(u"password")) {
        failure = refusedLogin(context);
    }
    failure.detail = context.doing.isEmpty() ? error.message : context.doing + u": "_s + error.message;
    return failure;
}

} // namespace Sync
