#include "sync/reader/idcopy.h"

#include "sync/db/pgsession.h"

#include <QCoreApplication>
#include <QtEndian>

#include <libpq-fe.h>

namespace Sync {

namespace {

constexpr qsizetype signatureSize = 11;
constexpr qsizetype headerSize = signatureSize + 4 + 4; // flags, length of the header's extension
constexpr qsizetype rowSize = 2 + 4 + 8; // number of columns, length of the value, the value

struct CopyBufferDeleter
{
    void operator()(char *buffer) const { PQfreemem(buffer); }
};

Failure unreadable(const QString &doing)
{
    return {FailureKind::Internal,
        QCoreApplication::translate("Sync::Reader", "The database answered in a form that could not be read."),
        QCoreApplication::translate("Sync::Reader", "The list was not read; nothing was changed."),
        QCoreApplication::translate(
            "Sync::Reader", "Try again; if it stays, export the log from the Logs page and report it."),
        doing};
}

/// Reads on to where the connection takes statements again; the end's result, or the first error.
PgResultPointer finishCopy(PGconn *connection)
{
    PgResultPointer end;
    while (PgResultPointer next{PQgetResult(connection)})
        if (!end || PQresultStatus(end.get()) == PGRES_COMMAND_OK)
            end = std::move(next);
    return end;
}

} // namespace

bool appendCopiedIds(QByteArrayView message, bool isFirst, QList<qint64> &ids)
{
    if (isFirst) {
        if (message.size() < headerSize || !message.startsWith(QByteArrayView("PGCOPY\n\377\r\n\0", signatureSize)))
            return false;
        const auto extension = qFromBigEndian<quint32>(message.data() + signatureSize + 4);
        if (extension > quint32(message.size() - headerSize))
            return false;
        message = message.sliced(headerSize + qsizetype(extension));
    }
    while (message.size() >= rowSize) {
        if (qFromBigEndian<qint16>(message.data()) != 1 || qFromBigEndian<qint32>(message.data() + 2) != 8)
            return false;
        ids.append(qFromBigEndian<qint64>(message.data() + 6));
        message = message.sliced(rowSize);
    }
    return message.isEmpty() || (message.size() == 2 && qFromBigEndian<qint16>(message.data()) == -1);
}

Result<QList<qint64>> copyIds(PgSession &session, const QByteArray &statement, const QString &doing)
{
    PGconn *connection = session.native();
    const PgResultPointer begun(PQexec(connection, statement.constData()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_OUT)
        return session.failureOf(begun.get(), doing);

    QList<qint64> ids;
    bool isFirst = true;
    bool isReadable = true;
    for (;;) {
        char *buffer = nullptr;
        const int size = PQgetCopyData(connection, &buffer, 0);
        const std::unique_ptr<char, CopyBufferDeleter> owned(buffer);
        if (size <= 0)
            break; // the end, or an error that finishCopy() tells
        // A row that cannot be read does not end the loop: the rest must leave the connection all the same.
        isReadable = isReadable && appendCopiedIds({buffer, size}, std::exchange(isFirst, false), ids);
    }
    const PgResultPointer end = finishCopy(connection);
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK)
        return session.failureOf(end.get(), doing);
    if (!isReadable)
        return unreadable(doing);
    return ids;
}

} // namespace Sync
