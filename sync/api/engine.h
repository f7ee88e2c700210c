#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"
#include "sync/api/diagnosis.h"
#include "sync/api/productactions.h"
#include "sync/api/progress.h"
#include "sync/api/replay.h"
#include "sync/api/result.h"
#include "sync/api/review.h"
#include "sync/api/rollback.h"
#include "sync/api/rulechange.h"
#include "sync/api/settings.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>

#include <optional>
#include <variant>

namespace Sync {

/// The colour of a connection light; Attention is connected, but not as it should be.
enum class LinkState { Unknown, Connecting, Ok, Attention, Failed, Off };

/// One connection light: state, and why, in words.
struct Link
{
    LinkState state = LinkState::Unknown;
    QString text; ///< "connected, 3 ms", "token refused".
    Failure failure = {}; ///< Meaningful when state is Failed or Attention.

    bool operator==(const Link &) const = default;
};

/// The maintenance switch, which stops the writing of every desk.
struct MaintenanceState
{
    bool active = false;
    QString reason;
    QString changedBy;
    QDateTime until; ///< UTC, invalid for open end.

    bool operator==(const MaintenanceState &) const = default;
};

/// All that the frame of the window shows: links, shop, safe level, maintenance and what runs.
struct DeskState
{
    Link database;
    Link shopify;
    Link live; ///< LISTEN/NOTIFY between desks.
    QString shopName;
    QString shopDomain;
    QString apiVersion;
    SafeLevel safeLevel = SafeLevel::Careful;
    MaintenanceState maintenance;
    ThrottleState throttle;
    std::optional<BatchId> runningBatch;
    QDateTime safeLevelUntil = {}; ///< UTC, when a lowered safe level goes back up; invalid when it is not lowered.

    bool operator==(const DeskState &) const = default;
};

/// The safe level in force.
struct SafeLevelState
{
    SafeLevel level = SafeLevel::Careful;
    QDateTime until = {}; ///< UTC, when a lowered level goes back up; invalid when it is not lowered.

    bool operator==(const SafeLevelState &) const = default;
};

using RunRequest = std::variant<PullRequest, ApplyRequest, PushRequest, RollbackRequest, ReplayRequest>;

/// The engine as window and command line see it: commands in, values out. The object behind it lives in the engine's
/// thread; every function may be called from any thread, returns at once and answers through the future. Objects hear
/// the answer by Models::whenAnswered(); QFuture::then() with a context asserts in Qt 6.4 when the context is gone
/// first. Signals arrive queued. One batch runs at a time; a second run is refused with FailureKind::Busy naming the
/// first.
class Engine : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Runs a batch to its end. A batch in which single products failed is a report with status Partial, not a
    /// Failure; a Failure means that nothing was started or the run stopped for the reason given.
    virtual QFuture<Result<BatchReport>> run(RunRequest request) = 0;
    /// Holds the running batch after the requests in flight; nothing happens when none runs.
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Stops the running batch; what is done stays done and is in its report.
    virtual void cancel() = 0;

    /// Compares local edits with their base and stages them for sending. The number of changes now open.
    virtual QFuture<Result<qint64>> stageLocalEdits() = 0;
    virtual QFuture<Result<DecisionReport>> decide(DecisionRequest request) = 0;
    /// Changes the approval rules of the shop; all of them as they are then. What is waiting stays as it is.
    virtual QFuture<Result<QList<ApprovalRule>>> changeRules(RuleChange change) = 0;
    /// Checks and saves an edit of one product: fields, and variants that come, go or change places.
    virtual QFuture<Result<EditReport>> editProduct(ProductEdit edit) = 0;

    // Products made, copied, deleted and brought back: all in the catalogue alone. Shopify hears of it when local edits
    // are compared, approved and sent.

    /// Checks and saves a product somebody made.
    virtual QFuture<Result<CreateReport>> createProduct(NewProduct product) = 0;
    /// Makes a draft like a product, without what belongs to that one alone: SKUs, barcodes, stock, handle.
    virtual QFuture<Result<CreateReport>> duplicateProduct(ProductId source) = 0;
    /// Deletes products; one that changed since it was seen is left. They can be brought back.
    virtual QFuture<Result<ProductsReport>> deleteProducts(QList<SeenProduct> products) = 0;
    /// Brings back products that were deleted here, unless Shopify has been told of it.
    virtual QFuture<Result<ProductsReport>> restoreProducts(QList<ProductId> products) = 0;

    virtual QFuture<Result<RollbackPlan>> planRollback(RollbackRequest request) = 0;
    virtual QFuture<Result<ReplayPlan>> planReplay(ReplayRequest request) = 0;

    /// Runs the checks side by side, all or the ids given; each is announced by checkFinished as it ends.
    virtual QFuture<Result<QList<CheckResult>>> runChecks(QStringList only) = 0;
    virtual QFuture<Result<RemedyReport>> runRemedy(QString id) = 0;

    virtual QFuture<Result<Done>> setMaintenance(bool active, QString reason, QDateTime until) = 0;
    virtual QFuture<Result<Done>> setSafeLevel(SafeLevel level) = 0;
    /// The level in force, as all desks know it now.
    virtual QFuture<Result<SafeLevelState>> safeLevel() = 0;
    /// Writes a backup of the database; the path of the file.
    virtual QFuture<Result<QString>> backUp() = 0;
    /// Tries both connections again now, and then reads back what earlier runs left open.
    virtual void reconnect() = 0;

Q_SIGNALS:
    void stateChanged(const Sync::DeskState &state);
    void progressed(const Sync::ProgressSnapshot &progress);
    void itemFinished(const Sync::ItemOutcome &outcome);
    void batchFinished(const Sync::BatchReport &report);
    void checkFinished(const Sync::CheckResult &result);
};

} // namespace Sync

Q_DECLARE_METATYPE(Sync::DeskState)
Q_DECLARE_METATYPE(Sync::BatchReport)
