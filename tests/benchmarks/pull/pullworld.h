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
    qint64 staged = 0;
    qint64 conflicts = 0;
};

/// How a file differs from the shop's.
enum class Variation { None, OnePercent, Everything };

/// A PostgreSQL set up as Syncdesk's own is, a demo shop with a bulk file ready, and the ways to get one into the
/// other. What others are measured with goes into tables of their own with the same columns, constraints and indexes,
/// so that measurements can alternate. Anything that goes wrong ends the program.
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
    /// A pull of what changed: one product in a hundred with all its variants, and the list of all products.
    PullTimes pullChanged();
    /// Applies all that is staged; seconds.
    double applyEverything();

    /// Edits title and prices of every hundredth product of the catalogue; every second of these is one that
    /// Variation::OnePercent changes too.
    void editOnePercent();
    void takeBackEdits();
    /// Compares all local edits and stages them for sending; seconds.
    double stageLocalEdits();

    /// Writes the mirror to files for psql, as text and binary, and makes the tables to copy them into.
    void dumpMirror();
    double copyMirrorParallel();
    double copyMirrorSequential();
    /// The file by Node's readline, JSON.parse and pg-copy-streams; 0 when Node could not do it.
    double copyByNode(const QString &nodeModules);
    /// The file by a Python script that upserts row by row and commits every 50; 0 when Python could not do it.
    double upsertByPython();
    /// The same statements by libpq, prepared, from rows already in memory: no program can be quicker that way.
    double upsertByLibpq();

    /// Copies what is staged to files, and makes the tables to copy them into.
    void dumpStaged();
    double copyStagedRows();
    qint64 stagedFields();
    /// Deletes what is superseded, so that the next staging finds the tables as this one did.
    void dropSuperseded();

private:
    void startBulkOperation();
    void download();
    PullTimes pull(const Sync::LoadPlan::Source &source, std::optional<Sync::ListOfProducts> list = {});
    Sync::LoadPlan::Source fileSource(const QString &name) const;
    double psql(const QList<QStringList> &sideBySide);
    double peer(const QString &program, const QString &script, const QString &bulkFile, const QString &nodeModules);
    void execute(const QString &statement);
    void emptyCopies();
    double upsertTable(const QString &table, const QString &rows);
    QString file(const QString &name) const { return m_files.filePath(name); }

    qint64 m_products;
    QTemporaryDir m_files;
    Tests::PrivatePostgres m_postgres;
    TestSupport::DemoShop m_shop;
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sync::PgSession> m_session;
    QUrl m_url;
};

} // namespace Benchmarks
