#include "sync/loader/copywriter.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

// Larger pieces fill the socket's buffer and hold up the other connection's backend.
constexpr std::size_t PieceSize = 32 * 1024;

PgResultPointer startCopy(PgSession &session, const SqlStatement &statement)
{
    return PgResultPointer(PQexec(session.native(), statement.text.constData()));
}

/// Takes the results that are left, so that the connection is ready for the next statement; the first that failed.
PgResultPointer drain(PGconn *connection, PgResultPointer *last = nullptr)
{
    PgResultPointer bad;
    while (PGresult *result = PQgetResult(connection)) {
        PgResultPointer owned(result);
        const auto status = PQresultStatus(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            if (!bad)
                bad = std::move(owned);
            break; // the connection is lost, or libpq would hand this out for ever
        }
        if (status != PGRES_COMMAND_OK && !bad)
            bad = std::move(owned);
        else if (last)
            *last = std::move(owned);
    }
    return bad;
}

} // namespace

Result<std::unique_ptr<CopyWriter>> CopyWriter::begin(PgSession &session, const SqlStatement &statement)
{
    const QString doing = QString::fromUtf8(statement.name);
    const PgResultPointer started = startCopy(session, statement);
    if (PQresultStatus(started.get()) != PGRES_COPY_IN)
        return session.failureOf(started.get(), doing);
    return std::unique_ptr<CopyWriter>(new CopyWriter(session, doing));
}

Result<Done> CopyWriter::again(const SqlStatement &statement)
{
    m_doing = QString::fromUtf8(statement.name);
    const PgResultPointer started = startCopy(m_session, statement);
    if (PQresultStatus(started.get()) != PGRES_COPY_IN)
        return m_session.failureOf(started.get(), m_doing);
    m_isOpen = true;
    return Done{};
}

CopyWriter::~CopyWriter()
{
    if (!m_isOpen)
        return;
    PQputCopyEnd(m_session.native(), "called off");
    drain(m_session.native());
}

Result<Done> CopyWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, PieceSize);
        if (PQputCopyData(m_session.native(), piece.data(), static_cast<int>(piece.size())) != 1)
            return failed();
        bytes.remove_prefix(piece.size());
        // An error of the server's arrives here long before the end of the data does.
        if (PQconsumeInput(m_session.native()) == 0)
            return failed();
    }
    return Done{};
}

Result<qint64> CopyWriter::finish()
{
    if (PQputCopyEnd(m_session.native(), nullptr) != 1)
        return failed();
    m_isOpen = false;
    PgResultPointer last;
    if (const PgResultPointer bad = drain(m_session.native(), &last))
        return m_session.failureOf(bad.get(), m_doing);
    return QByteArray(last ? PQcmdTuples(last.get()) : "0").toLongLong();
}

/// The failure behind a write that was not taken; ends the COPY.
Failure CopyWriter::failed()
{
    m_isOpen = false;
    PQputCopyEnd(m_session.native(), "called off");
    const PgResultPointer bad = drain(m_session.native());
    return m_session.failureOf(bad.get(), m_doing);
}

Result<qint64> copyOut(
    PgSession &session, const SqlStatement &statement, const std::function<bool(std::string_view)> &visit)
{
    constexpr std::size_t headerSize = 19;
    PGconn *connection = session.native();
    const QString doing = QString::fromUtf8(statement.name);
    const PgResultPointer started = startCopy(session, statement);
    if (PQresultStatus(started.get()) != PGRES_COPY_OUT)
        return session.failureOf(started.get(), doing);
    qint64 rows = 0;
    bool isFirst = true;
    char *buffer = nullptr;
    int length = 0;
    while ((length = PQgetCopyData(connection, &buffer, 0)) > 0) {
        std::string_view row(buffer, static_cast<std::size_t>(length));
        if (std::exchange(isFirst, false))
            row.remove_prefix(std::min(headerSize, row.size()));
        const bool isTrailer = row.size() <= 2; // -1 columns, or a header alone
        const bool goOn = isTrailer || visit(row);
        rows += isTrailer ? 0 : 1;
        PQfreemem(buffer);
        if (!goOn) {
            session.canceller()->cancel();
            while (PQgetCopyData(connection, &buffer, 0) > 0)
                PQfreemem(buffer);
            drain(connection);
            return rows;
        }
    }
    if (const PgResultPointer bad = drain(connection); bad || length == -2)
        return session.failureOf(bad.get(), doing);
    return rows;
}

} // namespace Sync
