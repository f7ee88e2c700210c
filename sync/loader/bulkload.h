#pragma once

#include "sync/db/pgtransaction.h"
#include "sync/loader/bulkloader.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace Sync {

class ConnectionSettings;

/// Holds a load between two pieces; open() and close() from any thread.
class LoadGate final
{
    Q_DISABLE_COPY_MOVE(LoadGate)

public:
    LoadGate() = default;
    void open();
    void close();
    /// Returns when the gate is open or a stop was requested.
    void pass(const std::stop_token &stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_isOpen = true;
};

/// Where the rows of a file go.
enum class LoadTarget {
    Mirror, ///< Tables that take the mirror's place once they are filled: the first pull. Facets to `pulled_facets`.
    Changes, ///< New and changed rows into `pulled_products` and `pulled_variants`.
};

/// One load of one file.
struct LoadPlan
{
    /// Takes the file's next bytes; false ends the source early.
    using Sink = std::function<bool(std::string_view)>;
    /// Brings a file, on the calling thread.
    using Source = std::function<Result<Done>(Sink)>;

    LoadTarget target = LoadTarget::Mirror;
    /// The file has everything the shop has: what the mirror has beyond it is gone, and goes to `pulled_removals`. Of
    /// a part only variants can be known to be gone, those of the products in the file.
    bool isWholeShop = false;
    /// The file of memberships follows that of products, parted from it by an empty line.
    bool hasMemberships = false;
    /// The file tells of sales channels; else those that are known are not looked for in it.
    bool hasChannels = true;
    /// Objects and products Shopify counted, in both files together; -1 when unknown. Other counts are refused.
    qint64 objectCount = -1;
    qint64 rootCount = -1;
    /// Brings the file from `from` on.
    Source source;
    /// Where an earlier load of the same file got to, whose rows are still there.
    std::optional<LoadCheckpoint> from = {};
    /// Keeps how far the load is, in the transaction of the rows it tells of. Without it a load is all or nothing.
    std::function<Result<Done>(PgSession &, const LoadCheckpoint &)> saveCheckpoint = {};
    /// Asked after each piece of the file, when there is something to keep it by.
    std::function<bool()> isCheckpointDue = {};
    BulkLoader::Limits limits = {};
    CommitCheck commitCheck = {};
};

/// Loads a file on the calling thread, over `session` and two connections of its own, and commits all three. When it
/// fails, `pulled_*` or the tables a first pull fills may hold rows, up to the last checkpoint, and the mirror is as it
/// was.
Result<LoadReport> loadBulkFile(PgSession &session, const ConnectionSettings &database, const LoadPlan &plan,
    LoadProgress &progress, LoadGate &gate, std::stop_token stop);

} // namespace Sync
