#pragma once

#include "sync/api/result.h"
#include "sync/db/connectionsettings.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryFile>

namespace Sync {

/// Runs one of PostgreSQL's own programs against a database without blocking.
///
/// Neither the password nor the address appears among the arguments, which every user of the computer can read:
/// the address goes through the environment, the password through a file only we may read, gone when it ends.
class PgTool final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PgTool)

public:
    explicit PgTool(const ConnectionSettings &settings, QObject *parent = nullptr);
    ~PgTool() override;

    /// Starts \a program; finished() follows, also when it cannot be started. One run at a time.
    void start(const QString &program, const QStringList &arguments);
    /// Ends it; finished() follows with a Stopped failure.
    void cancel();
    /// Blocks until it has ended; for callers without an event loop. finished() is emitted before it returns.
    void waitForFinished();

Q_SIGNALS:
    void finished(const Sync::Result<Sync::Done> &outcome);

private:
    bool writePassword();
    void conclude(int exitCode, QProcess::ExitStatus status);
    void concludeUnstarted();
    Failure failed(const QString &output) const;

    ConnectionSettings m_settings;
    QProcess m_process;
    std::unique_ptr<QTemporaryFile> m_passwordFile;
    bool m_isCancelled = false;
};

} // namespace Sync
