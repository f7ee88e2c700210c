#pragma once

#include "sync/db/pgsession.h"
#include "sync/loader/rowsink.h"

namespace Sync {

/// A binary COPY into a table, in the session's transaction. Blocks while the server takes no more; a cancel of the
/// session ends it as Stopped. A COPY that is not finished is called off when this goes.
class CopyWriter final : public RowSink
{
    Q_DISABLE_COPY_MOVE(CopyWriter)

public:
    /// `statement` is a COPY … FROM STDIN (FORMAT binary) of the catalogue. The session runs nothing else meanwhile.
    static Result<std::unique_ptr<CopyWriter>> begin(PgSession &session, const SqlStatement &statement);
    ~CopyWriter() override;

    /// Begins another COPY on the session, after the one before was finished.
    Result<Done> again(const SqlStatement &statement);

    Result<Done> write(std::string_view bytes) override;
    Result<qint64> finish() override;

private:
    CopyWriter(PgSession &session, QString doing)
        : m_session(session)
        , m_doing(std::move(doing))
    { }

    Failure failed();

    PgSession &m_session;
    QString m_doing;
    bool m_isOpen = true;
};

/// Runs a binary COPY … TO STDOUT and hands over each row's bytes, field count first, as they come.
Result<qint64> copyOut(
    PgSession &session, const SqlStatement &statement, const std::function<bool(std::string_view)> &visit);

} // namespace Sync
