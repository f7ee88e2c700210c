#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace Sync {

/// A run that was cut short, as by the end of its program or a lost connection, and that nobody has decided about yet.
struct Interruption
{
    BatchId batch = {};
    BatchKind kind = BatchKind::Pull;
    QString startedBy = {};
    QString desk = {};
    QDateTime startedAt = {}; ///< UTC
    qint64 total = 0; ///< Products it was about.
    qint64 written = 0; ///< Products of which something was written.
    qint64 unsettled = 0; ///< Writes to Shopify whose outcome is not known yet; they are read back by themselves.
    QString whyUnsettled = {}; ///< What the last look at one of these came to, in words; empty when there was none yet.
    qint64 remaining = 0; ///< Changes it was to write that are still approved.
    bool isSettled = true; ///< False while what it left open has not been looked at.
    /// It came to an end of its own, but of some of its writes to Shopify it was not known by then whether they
    /// arrived.
    bool hasEnded = false;
    bool canResume = true;
    bool canRollBack = false;

    bool operator==(const Interruption &) const = default;
};

/// Runs that were cut short, for window and command line: what they were, and the three ways to go on. Rolling one back
/// is Engine::planRollback() and a RollbackRequest, as for any other. Every function may be called from the thread the
/// object lives in, returns at once and answers through the future.
class Interruptions : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The latest first.
    virtual QFuture<Result<QList<Interruption>>> list() = 0;
    /// Goes on with what it was about to do, as a run of its own. What was written is not written again. A locked shop
    /// wants its name, typed by a person, where Shopify would be written to.
    virtual QFuture<Result<BatchReport>> resume(BatchId batch, QString shopNameTyped) = 0;
    /// What was done stays done, and nobody is asked about it again.
    virtual QFuture<Result<Done>> leave(BatchId batch) = 0;

Q_SIGNALS:
    /// Somebody decided about one.
    void changed();
};

} // namespace Sync
