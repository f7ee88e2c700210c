#pragma once

#include "sync/api/engine.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/pglistener.h"
#include "sync/db/pgsession.h"

#include <QMutex>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace Sync {

/// What every desk reads from the database with each heartbeat.
struct DeskRecord
{
    MaintenanceState maintenance;
    std::optional<SafeLevel> safeLevel; ///< As stored for all desks.
    ShopIdentity catalogueShop; ///< Whose the database is; without a domain when nobody's yet.

    bool operator==(const DeskRecord &) const = default;
};

/// The desk's own connection: a heartbeat every few seconds, reconnection with growing pauses, and the short writes
/// that must not wait for a running batch (decisions, edits, the maintenance switch).
///
/// Lives in a thread of its own, so that neither a long statement of a batch nor a lock one of these waits for can
/// hold up the other. Functions may be called from that thread only, except ask(), interrupt() and tryNow().
class DeskLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeskLink)

public:
    /// The clock outlives the link and is asked on its thread. \a revive is tried when the database cannot be reached;
    /// see EngineSetup::reviveDatabase.
    DeskLink(ConnectionSettings settings, Clock &clock, std::function<Result<Done>()> revive = {});
    ~DeskLink() override;

    /// Runs \a work in the link's thread, once; a connection found dead beforehand is opened anew, one lost meanwhile
    /// is a failure, as nobody can tell whether the work was done.
    template <typename T>
    QFuture<Result<T>> ask(std::function<Result<T>(PgSession &)> work)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        QFuture<Result<T>> answer = promise->future();
        promise->start();
        QMetaObject::invokeMethod(
            this,
            [this, promise = std::move(promise), work = std::move(work)] {
                auto session = liveSession();
                promise->addResult(session ? work(**session) : Result<T>(session.failure()));
                promise->finish();
                beat();
            },
            Qt::QueuedConnection);
        return answer;
    }

    /// Connects now, however long the next attempt would still be away.
    void tryNow();
    /// Stops a statement that is running, so that the thread can end.
    void interrupt();

public Q_SLOTS:
    /// Connects and begins to beat; for the start of the thread.
    void begin();

Q_SIGNALS:
    void linkChanged(const Sync::Link &link);
    /// What other desks write is heard, or not.
    void liveChanged(const Sync::Link &link);
    void recordRead(const Sync::DeskRecord &record);

private:
    void beat();
    Result<PgSession *> liveSession();
    Result<Done> open();
    void readRecord();
    void tellFailure(const Failure &failure);
    void tell(Link link);

    const ConnectionSettings m_settings;
    const std::function<Result<Done>()> m_revive;
    Clock &m_clock;
    std::unique_ptr<PgSession> m_session;
    PgListener m_listener;
    std::unique_ptr<Timer> m_nextBeat;
    Link m_link;
    int m_failedAttempts = 0;
    QMutex m_cancellerMutex;
    std::shared_ptr<const PgCanceller> m_canceller; ///< Guarded by m_cancellerMutex.
};

} // namespace Sync

Q_DECLARE_METATYPE(Sync::Link)
Q_DECLARE_METATYPE(Sync::DeskRecord)
