#pragma once

#include "sync/db/connectionsettings.h"
#include "sync/journal/pgtransitions.h"

#include <QObject>
#include <QThread>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace Sync {

class PgJournalStore;

/// One call of the journal, on its way to the lane's thread and back.
class JournalCall
{
public:
    JournalCall() = default;
    virtual ~JournalCall() = default;
    JournalCall(const JournalCall &) = delete;
    JournalCall &operator=(const JournalCall &) = delete;

    /// What may share a transaction with others; null when it is anything else.
    virtual const Transition *transition() const = 0;
    virtual void takeAnswer(TransitionAnswer answer) = 0;
    /// Carries out a call that is no transition.
    virtual void perform(PgJournalStore &store) = 0;
    virtual void fail(const Failure &failure) = 0;
    /// On the thread that waits.
    virtual void comeBack() = 0;
};

/// A thread with a connection of its own that carries out calls in the order they came. While one transaction is on its
/// way, others gather; transitions among them then go together. Belongs to the thread that made it, where calls come
/// back.
class JournalLane final
{
    Q_DISABLE_COPY_MOVE(JournalLane)

public:
    /// Connects with the first call.
    explicit JournalLane(const ConnectionSettings &settings);
    /// Waits for the end of what runs.
    ~JournalLane();

    void enqueue(std::shared_ptr<JournalCall> call);

private:
    using Calls = std::deque<std::shared_ptr<JournalCall>>;

    // On the lane's thread.
    void work();
    Calls nextGroup();
    void perform(const Calls &group);
    static void performTogether(PgSession &session, const Calls &group);

    ConnectionSettings m_settings;
    QObject m_home; ///< Where calls come back to.
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Calls m_waiting;
    bool m_isEnding = false;
    std::unique_ptr<PgSession> m_session; ///< Made, used and closed on the thread.
    std::unique_ptr<QThread> m_thread;
};

} // namespace Sync
