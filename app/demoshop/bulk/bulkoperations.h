#pragma once

#include "app/demoshop/bulk/bulkfile.h"

#include <QFile>
#include <QObject>
#include <QTimer>

#include <functional>

namespace DemoShop {

/// What a test may make a bulk operation do instead of completing.
enum class BulkTrouble { None, Failed, FailedWithPartialData, Expired, Stuck };

/// One bulk operation.
struct BulkOperation
{
    enum class Kind { Query, Mutation };
    enum class Status { Created, Running, Completed, Failed, Canceling, Canceled, Expired };
    qint64 id = 0;
    Kind kind = Kind::Query;
    Status status = Status::Created;
    QString document;
    Caller caller; ///< in whose name it runs
    QString errorCode;
    qint64 createdAt = 0;
    qint64 completedAt = 0;
    qint64 objects = 0;
    qint64 rootObjects = 0;
    QByteArray signature;
    std::shared_ptr<const BulkFile> file;
    bool isPartial = false; ///< the file is only offered as partialDataUrl
    BulkTrouble trouble = BulkTrouble::None;
    QString corruption;

    // While it runs.
    std::shared_ptr<const BulkPlan> plan;
    BulkLines::Order order = BulkLines::Order::Ungrouped;
    std::unique_ptr<BulkLines> lines;
    std::unique_ptr<QFile> cache;
    std::vector<BulkCheckpoint> checkpoints;
    qint64 size = 0;
    QList<QByteArray> inputs; ///< lines of variables still to be executed, of a mutation
    qint64 nextInput = 0;
    QByteArray output;
};

/// Runs bulk operations in small slices of the event loop. A query's file is first measured (length, objects, places to
/// start from) and then made again whenever it is downloaded; with a cache folder it is written there once instead.
class BulkOperations final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkOperations)

public:
    struct Settings
    {
        QString cacheFolder; ///< empty: files are made while they are downloaded
        JsonWriter::Escaping escaping = JsonWriter::Escaping::Plain;
        int shortestMilliseconds = 0; ///< operations take at least this long
        double linesPerSecond = 0; ///< of a mutation; 0: as fast as it can
    };
    /// Executes one mutation with variables; gives `{"data":…}` or `{"errors":…}`.
    using Execute = std::function<QByteArray(const QString &mutation, const QJsonObject &variables)>;

    BulkOperations(ShopContext &shop, Settings settings, Execute execute);

    /// What went wrong with starting one.
    struct Refusal
    {
        QString message;
        QString code;
        QString field;
    };
    /// Starts a query; 0 and `*refusal` when it cannot run.
    qint64 startQuery(const QString &query, BulkLines::Order order, Refusal *refusal);
    /// Starts a mutation over lines of variables.
    qint64 startMutation(const QString &mutation, const QByteArray &jsonl, Refusal *refusal);
    /// Asks an operation to stop; false when there is none or it has ended.
    bool cancel(qint64 id);

    /// The operation with that GID, or an entity without type.
    Entity entity(Execution &execution, const QString &gid);
    Entity newest(Execution &execution, const QString &type);
    /// Newest first, unless reversed.
    std::unique_ptr<ItemList> list(Execution &execution, bool reverse);

    /// The file behind a download path, or nullptr.
    std::shared_ptr<const BulkFile> file(const QByteArray &path, const QByteArray &signature) const;

    /// The next operation that starts meets this trouble, unless clearFaults() comes first.
    void setTrouble(BulkTrouble trouble) { m_trouble = trouble; }
    /// The next query that starts makes a file that is corrupted in that way, see corrupted(); size and counts are
    /// told of the file as it is.
    void setCorruption(const QString &how) { m_corruption = how; }
    /// The request that was to meet them is over: what it did not start is no later one's.
    void clearFaults();
    void reset();

private:
    qint64 start(std::unique_ptr<BulkOperation> operation, Refusal *refusal);
    void run();
    bool runQuery(BulkOperation *operation);
    bool runMutation(BulkOperation *operation);
    void complete(BulkOperation *operation);
    bool openCache(BulkOperation *operation);
    QString cachePath(const BulkOperation &operation) const;
    Entity entityOf(Execution &execution, const BulkOperation &operation) const;

    ShopContext &m_shop;
    Settings m_settings;
    Execute m_execute;
    std::vector<std::unique_ptr<BulkOperation>> m_operations;
    qint64 m_nextId = 5'000'000'000'001;
    BulkTrouble m_trouble = BulkTrouble::None;
    QString m_corruption;
    QTimer m_timer;
};

} // namespace DemoShop
