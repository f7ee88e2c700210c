#pragma once

#include "sync/api/breakerlimits.h"
#include "sync/api/result.h"
#include "sync/async/doorbell.h"
#include "sync/jobs/push/bulksender.h"
#include "sync/jobs/push/operationsender.h"
#include "sync/jobs/push/pointpromises.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/jobs/push/sendchooser.h"
#include "sync/lease/writeguard.h"
#include "sync/ports/journalstore.h"

#include <QCoroTask>

#include <QList>
#include <QStringList>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace Sync {

class WriterLease;

/// Sends the changes of one batch: windows of them are read just before, planned, and dispatched one call after the
/// other as fast as the cost bucket refills, several under way at once but never two for one product, while the next
/// window is read; or, where that is faster, sections of them go out in bulk runs.
///
/// Belongs to one thread. The lease and the batch are the caller's.
class PushRun final
{
    Q_DISABLE_COPY_MOVE(PushRun)

public:
    PushRun(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, BatchId batch,
        ShopifyId location, const BreakerLimits &limits);

    /// Carries out claimed changes. Comes back when all are done, or, after the requests in flight, with why it
    /// stopped: Stopped, or whatever would stop the rest too. What is done stays done either way.
    QCoro::Task<Result<Done>> send(QList<PushChange> changes, std::stop_token stop);

    const ItemCounts &counts() const { return m_counts; }
    qint64 conflicts() const { return m_conflicts; }
    /// Sentences for the report: what was held back, left alone or not settled.
    const QStringList &warnings() const { return m_warnings; }
    /// What was confirmed, to be compared with a later read.
    const QList<Operation> &confirmed() const { return m_confirmed; }

private:
    struct Item
    {
        PushChange change;
        std::optional<SendWork> bulkWork = {}; ///< When it may go out in a bulk run.
        RemoteRead remote = {};
        PushPlan plan = {};
        std::deque<Operation> operations = {}; ///< Still to be sent, first is next.
        std::deque<QList<CatalogueWrite>> writes = {}; ///< One per operation.
        /// Calls that are written down when their turn comes: about media, see mediacalls.h, and on what is made first.
        std::deque<std::pair<Operation, QList<CatalogueWrite>>> later = {};
        QMap<QString, QString> made = {}; ///< What became of media added so far, by key.
        bool isUnwritten = false; ///< The next operation came up later and is not in the journal yet.
        std::chrono::milliseconds readAt{0};
        bool planned = false; ///< Its operations are in the journal.
        bool settledSome = false;
        std::chrono::milliseconds wroteAt{0}; ///< Its last call, when it was settled.
        bool holdsPlace = false; ///< Of those that PARALLEL_WORKERS allows: its request has not been answered yet.
        double promised = 0; ///< Points, to that request.
        int timesTooLate = 0;
        ShopMisses misses = {}; ///< Of the next operation.
        int timesPutBack = 0;
        bool readsSlowly = false; ///< Its read alone was too old when it came.
        int slowLooks = 0; ///< At its next call, and still too old when they came.
        QStringList problems = {};
        QString requestId = {}; ///< Of its last call that was answered.
        QString refusedId = {}; ///< Of its first call that was refused: what Shopify's support is asked about.
    };
    using ItemPointer = std::shared_ptr<Item>;
    struct AfterRun;

    // pushrunwindows.cpp
    QCoro::Task<Result<Done>> sendByCalls(std::stop_token stop);
    QCoro::Task<Result<Done>> nextWindow(std::stop_token stop);
    QCoro::Task<Result<Done>> finishWindow(std::stop_token stop);
    bool mayReadAhead(const std::stop_token &stop) const;
    QCoro::Task<void> readAhead(std::stop_token stop);
    void sizeWindow();
    void beginNotingCalls();
    void noteCalls();
    qsizetype windowSize() const;
    static bool goesAlone(const Item &item);
    /// Planned on what is too old by then, as reading it anew would not help: each of its calls is looked at right
    /// before.
    static bool isLookedAtAnyway(const Item &item);
    QList<ItemPointer> takeWindow();
    QCoro::Task<Result<Done>> readAndPlan(QList<ItemPointer> window, std::stop_token stop);
    QCoro::Task<Result<Done>> read(QList<ItemPointer> window, std::stop_token stop);
    QCoro::Task<Result<Done>> plan(QList<ItemPointer> window);
    // pushrunsections.cpp
    SendChoice nextChoice() const;
    QCoro::Task<Result<Done>> nextSection(SendChoice choice, std::stop_token stop);
    void beginSection(SendChoice choice, std::stop_token stop);
    QCoro::Task<Result<Done>> readSection(std::stop_token stop);
    QCoro::Task<Result<Done>> planSection(std::stop_token stop);
    /// Reads the next section once the run under way will have ended by the time that is read.
    void readSectionAhead(qint64 worked, qint64 lines, std::chrono::milliseconds running, std::stop_token stop);
    qsizetype linesReadableNow() const;
    qsizetype fewestInARun() const;
    bool isTooOldForARun(const Item &item) const;
    QList<ItemPointer> takeSection(qsizetype size);
    void giveBackSection();
    void putBackUnplanned(bool onlyOld);
    QCoro::Task<Result<Done>> sendSections(std::stop_token stop);
    QList<ItemPointer> takeReadyOfOneKind();
    // pushrunbulk.cpp
    QCoro::Task<Result<Done>> sendInBulk(QList<ItemPointer> items, SendChoice choice, std::stop_token stop);
    static bool isLastCall(const ItemPointer &item);
    QCoro::Task<Result<QList<ItemPointer>>> unmoved(QList<ItemPointer> items, std::stop_token stop);
    QCoro::Task<Result<Done>> afterRun(QList<ItemPointer> items, BulkOutcome outcome);
    QCoro::Task<void> writeDownNext(AfterRun &run);
    /// Of what goes on beside a bulk run: waits for its end, and tells what failed.
    static QCoro::Task<Result<Done>> endOf(std::optional<QCoro::Task<Result<Done>>> &beside);
    static Result<Done> graver(const Result<Done> &first, const Result<Done> &second);
    void tellAdvance();
    // pushrun.cpp
    QCoro::Task<Result<Done>> planItem(ItemPointer item);
    QCoro::Task<Result<Done>> dispatch(std::stop_token stop);
    QCoro::Task<Result<Done>> mayWrite(double cost, std::stop_token stop);
    QCoro::Task<void> carryOut(ItemPointer item, double cost, std::stop_token stop);
    bool mayCarryOut() const;
    /// Its request has been answered: another may leave while what came of it is written down.
    void leavePlace(Item &item);
    QCoro::Task<Result<Done>> step(ItemPointer item, std::stop_token stop);
    Result<Done> sendAnew(const ItemPointer &item, const SendOutcome &outcome);
    QCoro::Task<Result<Done>> afterOutcome(ItemPointer item, Operation operation, SendOutcome outcome);
    QCoro::Task<Result<Done>> confirm(
        ItemPointer item, Operation operation, QList<CatalogueWrite> writes, SendOutcome outcome);
    QCoro::Task<Result<Done>> refuse(
        ItemPointer item, Operation operation, QList<CatalogueWrite> writes, SendOutcome outcome);
    QCoro::Task<Result<bool>> isStockedByNow(Operation operation);
    QCoro::Task<Result<Done>> holdBack(
        ItemPointer item, std::optional<ProductContent> seen, bool gone, QString message);
    QCoro::Task<Result<Done>> holdBackMoved(ItemPointer item);
    /// After a look that took longer than it may be old when its call leaves; given up in the end.
    QCoro::Task<Result<Done>> lookAnew(ItemPointer item);
    /// Closes what is in the journal of it and was not sent, and forgets all its calls.
    QCoro::Task<Result<Done>> closeUnsent(ItemPointer item, QString message);
    QCoro::Task<Result<Done>> finishWithoutCall(ItemPointer item);
    /// What Shopify may not show yet: that the calls before this one of the same product were made just now.
    bool mayNotShow(const Item &item, const RemoteRead &read) const;
    /// When the next call's fields, and only those, were found as they were planned on; nothing when they have moved.
    QCoro::Task<Result<std::optional<std::chrono::milliseconds>>> stillAsPlanned(
        ItemPointer item, std::stop_token stop);
    void appendOperations(const ItemPointer &item, const QList<Step> &steps);
    /// Brings up the next of the later calls when no other is left; false when there is none.
    static bool bringUp(const ItemPointer &item);
    /// What follows on a product that was made goes to the id it got; what was not made with it is told.
    static void takeMade(Item &item, const FieldMap &asked, const ProductContent &made);
    /// What it sends to follows from an answer.
    static bool makesProduct(const PushChange &change);
    ChangeEnd endOf(const Item &item) const;
    void report(const Item &item, Outcome outcome, const QString &message);
    /// To be read and planned anew.
    void putBack(const ItemPointer &item);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
    WriteGuard m_guard;
    OperationSender m_sender;
    BulkSender m_bulkSender;
    SendChooser m_chooser;
    PointPromises m_promises;
    bool m_bulkIsOff; ///< For the rest of this batch.
    BatchId m_batch;
    ShopifyId m_location;
    BreakerLimits m_limits;
    std::deque<ItemPointer> m_pending;
    std::deque<ItemPointer> m_ready;
    std::vector<QCoro::Task<void>> m_tasks;
    Doorbell m_bell;
    int m_inFlight = 0; ///< Requests, or about to be.
    int m_underWay = 0; ///< Those, and what is written down of those that were answered.
    bool m_isReadingAhead = false; ///< The window after the one that is being sent.
    std::optional<std::chrono::milliseconds> m_callsSince; ///< When the window that calls are sent of began.
    qint64 m_doneBefore = 0; ///< Items done by then.
    QList<ItemPointer> m_section; ///< Being read, or read and not planned yet.
    SendChoice m_sectionChoice; ///< What it was taken for.
    std::optional<QCoro::Task<Result<Done>>> m_ahead; ///< Reads it.
    SendChoice m_linesAtOnce; ///< The choice that what is ready was planned for.
    std::optional<QCoro::Task<Result<Done>>> m_afterRun; ///< Writes down what the run before carried out.
    double m_readingPerLine = 0; ///< Milliseconds, of the section read last.
    std::optional<std::chrono::milliseconds> m_runEndedAt;
    int m_timesTooOld = 0;
    qint64 m_worked = 0; ///< Changes that the run under way has carried out.
    qint64 m_unwritten = 0; ///< Those that the run before has, which are not written down yet.
    qint64 m_told = 0;
    int m_sequence = 0;
    std::optional<Failure> m_stopReason;
    ItemCounts m_counts;
    qint64 m_conflicts = 0;
    bool m_wasPaused = false;
    bool m_someWereStale = false;
    static constexpr qsizetype mostPerWindow = 60;
    qsizetype m_mostPerWindow = mostPerWindow;
    QStringList m_warnings;
    QList<Operation> m_confirmed;
};

} // namespace Sync
