#pragma once

#include "sync/api/result.h"
#include "sync/db/clusterfolder.h"
#include "sync/db/clusterlock.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/pgbinaries.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace Sync {

/// What an embedded cluster is doing while it is opened, for a splash line.
enum class ClusterStep {
    Looking, ///< Finding the programs, waiting for another window.
    Creating, ///< First use: half a second to a few seconds.
    Starting,
    Recovering, ///< Starting after a power cut or a kill; may take longer.
    Preparing, ///< Role and database.
    Ready,
};

/// Syncdesk's own PostgreSQL, in a folder of the user's, reachable only through a private socket.
///
/// Made at first use, running as long as any Syncdesk on this computer holds an EmbeddedCluster on the folder: the
/// last one out stops it. A server whose Syncdesk was killed is taken over; one that was killed itself is started
/// and recovers. As root it runs as an unprivileged user, who then owns the folder's content and must be able to
/// reach it. All calls block, so this is used on a worker thread.
class EmbeddedCluster final
{
    Q_DISABLE_COPY_MOVE(EmbeddedCluster)

public:
    struct Options
    {
        QString folder; ///< For this cluster alone, for example ~/.local/share/syncdesk/database.
        std::function<void(ClusterStep)> progress = {};
        QStringList binaryDirectories = {}; ///< Where the programs are; empty means the usual places.
        std::chrono::seconds patience{60}; ///< For another window, for start, recovery and stop.
    };

    /// Makes, starts or joins the cluster, and returns when it answers.
    static Result<std::unique_ptr<EmbeddedCluster>> open(const Options &options);
    /// close(), without a word about how it went.
    ~EmbeddedCluster();

    /// How to connect as the role `syncdesk` to the database `syncdesk`. No password: the socket knows who asks.
    ConnectionSettings settings() const { return m_settings; }
    /// True when this call made the cluster, so there is nothing in it yet.
    bool isNew() const { return m_isNew; }

    /// Starts the server again if it is gone; for use after a session failed as DatabaseUnreachable.
    Result<Done> ensureRunning();
    /// Leaves the cluster, and stops it when nobody else uses it. Sessions must be closed before.
    Result<Done> close();

private:
    EmbeddedCluster(const Options &options, const ClusterFolder &folder)
        : m_options(options)
        , m_folder(folder)
    { }

    void tell(ClusterStep step) const;
    Result<Done> lockUse();
    /// Finds the programs, when that has not happened. Only start and stop need them, and it takes its time.
    Result<Done> chooseBinaries();
    Result<Done> create();
    Result<Done> startOrJoin();
    Result<Done> start();
    Result<Done> waitUntilReady();
    Result<Done> prepareDatabase();
    Result<Done> stop();
    ConnectionSettings settingsFor(const QString &database, const QString &user) const;

    struct Ended
    {
        bool isGood = false;
        QString output;
    };
    Ended run(const QString &program, const QStringList &arguments) const;

    Options m_options;
    ClusterFolder m_folder;
    PgBinaries m_binaries;
    ClusterLock m_use; ///< Shared while open.
    ClusterLock m_change; ///< Exclusive while starting or stopping.
    ConnectionSettings m_settings;
    bool m_isNew = false;
    bool m_hasStarted = false;
    bool m_isPrepared = false; ///< The database let us in, so role and database are there.
    bool m_isOpen = false;
};

} // namespace Sync
