#pragma once

#include "sync/db/pgsession.h"
#include "sync/jobs/pull/mirrorpull.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace Benchmarks {

struct PullTimes
{
    double filled = 0; ///< From the start to the filled mirror.
    double staging = 0; ///< From the merged mirror to the commit of what was staged.
    double total = 0;
    qint64 mirrorRowsWritten = 0;
};

/// How a file differs from the shop's.
enum class Variation { None, OnePercent, Everything };

/// A durable PostgreSQL, a demo shop with a bulk file ready, and the ways to get one into the other. Anything that
/// goes wrong ends the program.
class PullWorld final
{
    Q_DISABLE_COPY_MOVE(PullWorld)

public:
    explicit PullWorld(qint64 products);

    qint64 products() const { return m_products; }

    /// Empties mirror and staging, so that the next pull is a first one.
    void prepareFirstPull();
    PullTimes pullOverHttp();
    PullTimes pullFile(Variation variation);
    /// Applies all that is staged; seconds.
    double applyEverything();

    /// Writes the mirror to files for psql, as text and binary.
    void dumpMirror();
    double copyMirrorParallel();
    double copyMirrorSequential();
    /// Upserts so many products and their variants one by one, committed every 50; seconds.
    double upsertRowByRow(qint64 products);
    /// 0 when Node could not do it.
    double copyByNode(const QString &nodeModules);
    /// Copies the staged rows out and in again; seconds for in.
    double copyStagedRows();
    qint64 stagedFields();

private:
    void startBulkOperation();
    void download();
    PullTimes pull(const Sync::LoadPlan::Source &source);
    double psql(const QList<QStringList> &sideBySide);
    void execute(const QString &statement);
    double upsertTable(const QString &table, const QString &rows, qint64 limit);

    qint64 m_products;
    QTemporaryDir m_files;
    Tests::PrivatePostgres m_postgres;
    TestSupport::DemoShop m_shop;
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sync::PgSession> m_session;
    QUrl m_url;
};

} // namespace Benchmarks
