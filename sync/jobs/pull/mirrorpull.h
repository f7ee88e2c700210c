#pragma once

#include "sync/api/ids.h"
#include "sync/api/progress.h"
#include "sync/jobs/common/stocklocations.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/loader/bulkload.h"

#include <QDateTime>
#include <QString>

namespace Sync {

class PgSession;

/// What the mirror holds at the moment.
struct MirrorState
{
    bool isComplete = false;
    QString fingerprint;
    QDateTime watermark; ///< By the shop's clock, UTC; invalid when never pulled.
    QList<qint64> unread = {}; ///< Products whose content the last pull could not read.

    bool operator==(const MirrorState &) const = default;
};

Result<MirrorState> readMirrorState(PgSession &session);

/// A complete list of the shop's products.
struct ListOfProducts
{
    LoadPlan::Source source;
    qint64 objectCount = -1;
};

/// One file to take into the mirror.
struct MirrorPull
{
    BatchId batch;
    QString fingerprint; ///< Of fields and API version; line hashes compare under one only.
    bool isWholeShop = true; ///< Else the file holds a part, and no product is taken for deleted by it.
    QDateTime watermark; ///< Whatever Shopify changes from here on is in a later pull. UTC; invalid leaves it.
    LoadPlan::Source source;
    bool hasMemberships = false; ///< The source brings the file of memberships after that of products.
    bool hasChannels = true; ///< That file tells of sales channels; else what is known of them stays.
    bool changesChannels = true; ///< The token may put products into sales channels and take them out.
    /// The ids of all products there are, read later than the file; brings to light what a part cannot tell: what is
    /// gone, and what the search for the part has missed.
    std::optional<ListOfProducts> list = {};
    /// The shop's active locations; with several the file has stock at each. None given leaves what is known of them.
    std::optional<QList<StockLocation>> locations = {};
    qint64 objectCount = -1;
    qint64 rootCount = -1;
    CommitCheck commitCheck = {}; ///< Asked before each commit.
    /// Where an earlier try got to; the source begins there, and the rows of what comes before are still there.
    std::optional<LoadCheckpoint> from = {};
    /// Asked now and then: whether it is time to keep how far it is. Without it a pull is all or nothing.
    std::function<bool()> isCheckpointDue = {};
};

/// What taking a file into the mirror has come to.
struct MirrorPullOutcome
{
    bool filledAfresh = false;
    qint64 mirrorRowsWritten = 0;
    LoadReport load;
    StagedCounts staged;
    QList<qint64> incomplete = {}; ///< Products that came without all that belongs to them, and were left as they were.
    qint64 facetOrphans = 0; ///< Facets whose product or variant is not there; they were left out.
    qint64 unread = 0; ///< Products the list has newer than the file or beyond it.
};

/// Takes one bulk file into the mirror and stages what it changes.
///
/// When the mirror is empty, incomplete or of other fields, it is emptied and filled anew, marked
/// incomplete until all is done; a partial file is refused then. Otherwise only lines that changed are looked at, and
/// merge, comparison and staging are one transaction: killed anywhere, the mirror is either as before or as after, and
/// what was read up to the last checkpoint waits beside it (unfinishedpull.h).
class MirrorPuller final
{
    Q_DISABLE_COPY_MOVE(MirrorPuller)

public:
    /// Told on the calling thread when a step begins.
    using PhaseListener = std::function<void(Phase)>;

    MirrorPuller(PgSession &session, const ConnectionSettings &database, LoadProgress &progress, LoadGate &gate,
        PhaseListener listener);

    /// Blocks; runs on the session's thread.
    Result<MirrorPullOutcome> run(const MirrorPull &pull, std::stop_token stop);

private:
    Result<bool> prepare(const MirrorPull &pull);
    Result<LoadReport> load(const MirrorPull &pull, bool afresh, const std::stop_token &stop);
    Result<QList<qint64>> dropIncomplete(bool afresh, const LoadReport &report, const std::stop_token &stop);
    Result<std::vector<qint64>> idsOf(QStringView statement, const PgParameters &parameters = {});
    Result<Done> applyList(const std::stop_token &stop);
    Result<MirrorPullOutcome> settle(
        const MirrorPull &pull, bool afresh, const LoadReport &report, const std::stop_token &stop);
    Result<Done> noteLocations(const MirrorPull &pull);
    Result<Done> adoptMemberships(const MirrorPull &pull, const std::stop_token &stop);
    Result<Done> spreadStock(const MirrorPull &pull, const std::stop_token &stop);
    Result<qint64> finishFilling(const LoadReport &report, const std::stop_token &stop);
    Result<qint64> merge(const LoadReport &report, const std::stop_token &stop);
    Result<qint64> mergeFacets(const std::stop_token &stop);

    PgSession &m_session;
    const ConnectionSettings &m_database;
    LoadProgress &m_progress;
    LoadGate &m_gate;
    PhaseListener m_listener;
};

} // namespace Sync
