#pragma once

#include "tests/faults/matrix/points.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMutex>
#include <QSemaphore>
#include <QStringList>
#include <QWaitCondition>

#include <functional>

namespace Faults {

/// Whether a document, by its own name, changes a product; the others only read, or make files.
bool isWrite(const QString &document);

/// Watches everything that passes both proxies, on their threads: lets the fault strike at its point, once, and keeps
/// account of what the program wrote down before it sent.
class Trigger final
{
    Q_DISABLE_COPY_MOVE(Trigger)

public:
    /// Strikes and says what becomes of what passed. Called on a proxy's thread.
    using Strike = std::function<TestSupport::Verdict(const TestSupport::Passing &)>;

    Trigger() = default;

    /// A new case: forgets everything. Without a point nothing strikes.
    void arm(const std::optional<Point> &point, const QString &mutation, Strike strike);
    /// Nothing strikes from here on. Returns when a strike that has begun is done: it may outlast the program it
    /// struck.
    void disarm();
    TestSupport::Verdict judge(const TestSupport::Passing &passing);

    /// What was waited for has come: the fault strikes, or has struck.
    bool wasMet() const;
    /// The fault has struck and done all that it does.
    bool hasStruck() const;
    /// Maintenance mode is on: writes are counted that begin later than it may take to honour it, which is two seconds.
    void forbidWrites();
    int forbiddenWrites() const;
    /// Requests that changed the shop, or would have, without an operation committed as sent before: I1.
    QStringList unrecordedWrites() const;
    /// Runs that were committed: I14.
    int committedRuns() const;

private:
    struct Session
    {
        int marks = 0; ///< Operations marked as sent, not committed.
        int runs = 0;
        bool isArmed = false;
    };

    void keepAccount(const TestSupport::Passing &passing);
    bool isMet(const TestSupport::Passing &passing);
    bool matches(const Sight &sight, const TestSupport::Passing &passing) const;

    mutable QMutex m_mutex;
    std::optional<Point> m_point;
    QString m_mutation;
    Strike m_strike;
    QHash<qsizetype, Session> m_sessions;
    QStringList m_unrecorded;
    int m_seen = 0;
    int m_marks = 0;
    int m_writes = 0;
    int m_runs = 0;
    QElapsedTimer m_sinceForbidden; ///< Invalid while writes are allowed.
    int m_forbidden = 0;
    bool m_isSpent = false;
    bool m_hasStruck = false; ///< And is done with it.
    QWaitCondition m_struck;
};

} // namespace Faults
