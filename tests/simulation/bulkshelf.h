#pragma once

#include "sync/ports/shop.h"
#include "tests/simulation/scheduler.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QUuid>

#include <optional>
#include <vector>

namespace Simulation {

class World;

/// What bulk runs came to.
struct BulkCounts
{
    qint64 refused = 0;
    qint64 started = 0;
    qint64 lines = 0; ///< Carried out.
    qint64 completed = 0;
    qint64 cancelled = 0; ///< Before the end.
    qint64 failed = 0;
    qint64 mishaps = 0; ///< Completed, with a result that does not tell all.

    void add(const BulkCounts &other);
};

/// The bulk mutations of a shop: files go up, their lines are carried out one after the other in virtual time whatever
/// becomes of who started them, and what came of each is told at the end.
class BulkShelf final
{
    Q_DISABLE_COPY_MOVE(BulkShelf)

public:
    /// What goes wrong with a run.
    enum class Mishap { None, Fails, LosesItsLastLine, GarblesALine, Count };

    explicit BulkShelf(World &world)
        : m_world(world)
    { }

    /// The path of a file of variables.
    QString keep(const QByteArray &jsonl);
    /// The calls that a start asks for.
    QList<Sync::ShopRequest> linesOf(const Sync::ShopRequest &start) const;
    /// `operations` are those that the lines carry out. `refuse`: another program's run is in the way.
    QJsonObject start(const Sync::ShopRequest &request, const QList<QUuid> &operations, Mishap mishap, bool refuse);
    QJsonObject cancel(const QString &id);
    /// Answers bulk_status and bulk_recent.
    QJsonObject read(const Sync::ShopRequest &request) const;
    std::optional<QByteArray> result(const QUrl &url) const;
    const BulkCounts &counts() const { return m_counts; }

private:
    struct Run
    {
        QString document; ///< As it was sent.
        QList<Sync::ShopRequest> lines;
        QList<QUuid> operations;
        Mishap mishap = Mishap::None;
        QString status = QStringLiteral("CREATED");
        qsizetype done = 0;
        QByteArray output = {};
    };

    void work(size_t run);
    void workLater(size_t run);
    QJsonObject describe(size_t run) const;

    World &m_world;
    QMap<QString, QByteArray> m_files;
    std::vector<Run> m_runs;
    BulkCounts m_counts;
};

} // namespace Simulation
