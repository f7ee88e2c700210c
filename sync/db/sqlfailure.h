#pragma once

#include "sync/api/failure.h"

#include <QByteArray>
#include <QString>

struct pg_conn;
struct pg_result;

namespace Sync {

/// What PostgreSQL said about a statement that failed.
struct SqlError
{
    QByteArray state; ///< The five characters of SQLSTATE; empty when there was no answer at all.
    QString message; ///< The server's own words, in its own language; for the log only.
    QString detail;
    QString table;
    QString column;
    QString constraint;
    bool isConnectionLost = false;

    bool isUniqueViolation() const { return state == "23505"; }
    bool isCancelled() const { return state == "57014"; }

    /// Reads the error out of a libpq result; \a connection tells whether the link itself is gone.
    static SqlError from(const pg_result *result, const pg_conn *connection);
};

/// Names for the sentences, so that a message says which computer, database and user it speaks of.
struct SqlContext
{
    QString place; ///< ConnectionSettings::placeName()
    QString database;
    QString user;
    QString doing; ///< The statement's name or what was attempted; for the log.
};

/// What a SQLSTATE means for staff. Every class PostgreSQL documents ends in a sentence of its own or in the
/// general one; the server's words go into the detail only.
Failure failureFromSqlError(const SqlError &error, const SqlContext &context);

/// The same for a connection that could not be made; \a message is what libpq wrote with verbose errors, which
/// carries the SQLSTATE whatever language the server speaks.
Failure failureFromConnectError(const QString &message, const SqlContext &context, quint16 port);

/// The SQLSTATE in a verbose libpq connection message, or an empty array when no server answered.
QByteArray sqlStateIn(const QString &verboseMessage);

} // namespace Sync
