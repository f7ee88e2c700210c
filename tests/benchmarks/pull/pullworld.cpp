#include "tests/benchmarks/pull/pullworld.h"

#include "sync/graphql/bulkdownload.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/jobs/apply/applychunk.h"
#include "tests/benchmarks/pull/figures.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Benchmarks {

namespace {

TestSupport::DemoShop::Options shopOptions(qint64 products, const QString &cache)
{
    TestSupport::DemoShop::Options options;
    options.products = products;
    options.bulkFileCache = cache;
    return options;
}

template<typename T>
T need(Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s (%s)", what, qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
    return std::move(result).value();
}

/// Changes one text of a product line and the price of a variant line, for one product in `every`.
QByteArray varied(const QByteArray &line, int every, QByteArray &parentOfChanged, qint64 &productsSeen)
{
    const bool isProduct = line.startsWith("{\"id\":\"gid://shopify/Product/");
    if (isProduct) {
        if (productsSeen++ % every != 0)
            return line;
        const auto end = line.indexOf('"', 7);
        parentOfChanged = line.mid(7, end - 7);
        return QByteArray(line).replace("\"title\":\"", "\"title\":\"New ");
    }
    if (every > 1 && !line.contains(QByteArray("\"__parentId\":\"" + parentOfChanged + '"')))
        return line;
    const auto at = line.indexOf("\"price\":\"") + 9;
    return QByteArray(line).insert(at, '1');
}

} // namespace

PullWorld::PullWorld(qint64 products)
    : m_products(products)
    , m_postgres({u"fsync = on"_s, u"synchronous_commit = on"_s, u"full_page_writes = on"_s})
    , m_shop(shopOptions(products, m_files.filePath(u"cache"_s)))
    , m_database(m_postgres.createDatabase())
    , m_session(need(PgSession::open(m_database), "open"))
{
    m_files.setAutoRemove(true);
    QFile(m_files.path()).setPermissions(QFile::Permissions(0x7755));
    startBulkOperation();
    download();
}

void PullWorld::startBulkOperation()
{
    if (!m_shop.start())
        qFatal("shop: %s", qUtf8Printable(m_shop.error()));
    const QString start = need(graphqlDocument(u"bulk_start"_s), "bulk_start");
    const QString query = need(bulkProductsQuery(), "query");
    const QString status = need(graphqlDocument(u"bulk_status"_s), "bulk_status");
    const auto begun = m_shop.graphql(start, {{u"query"_s, query}});
    const QString id = begun[u"data"_s][u"bulkOperationRunQuery"_s][u"bulkOperation"_s][u"id"_s].toString();
    for (;;) {
        const QJsonObject now = m_shop.graphql(status, {{u"id"_s, id}})[u"data"_s][u"bulkOperation"_s].toObject();
        if (const QString url = now[u"url"_s].toString(); !url.isEmpty()) {
            m_url = QUrl(url);
            return;
        }
        if (id.isEmpty() || now[u"status"_s].toString() == "FAILED"_L1)
            qFatal("bulk operation: %s", QJsonDocument(begun).toJson().constData());
        QTest::qWait(50);
    }
}

/// Keeps the file and its variations on disk, so that re-pulls measure our work alone.
void PullWorld::download()
{
    QFile none(m_files.filePath(u"none.jsonl"_s)), one(m_files.filePath(u"one.jsonl"_s)), all(m_files.filePath(u"all.jsonl"_s));
    if (!none.open(QIODevice::ReadWrite) || !one.open(QIODevice::WriteOnly) || !all.open(QIODevice::WriteOnly))
        qFatal("cannot write the bulk files");
    need(BulkDownload().run(m_url, -1, [&](QByteArrayView bytes) { return none.write(bytes.data(), bytes.size()) == bytes.size(); }, {}), "download");
    none.seek(0);
    QByteArray changed, changedOfAll;
    qint64 seen = 0, seenOfAll = 0;
    while (!none.atEnd()) {
        const QByteArray line = none.readLine();
        one.write(varied(line, 100, changed, seen));
        all.write(varied(line, 1, changedOfAll, seenOfAll));
    }
}

void PullWorld::prepareFirstPull()
{
    execute(u"UPDATE mirror_state SET complete = false"_s);
    execute(u"TRUNCATE staged_product_changes, staged_field_changes, shopify_products, shopify_variants"_s);
    execute(u"CHECKPOINT"_s);
}

PullTimes PullWorld::pullOverHttp()
{
    return pull([this](LoadPlan::Sink sink) -> Result<Done> {
        BulkDownloadSettings settings;
        settings.readBuffer = 1024 * 1024; // as the job asks for
        need(BulkDownload(settings).run(m_url, -1, [&](QByteArrayView bytes) { return sink({bytes.data(), size_t(bytes.size())}); }, {}), "download");
        return Done{};
    });
}

PullTimes PullWorld::pullFile(Variation variation)
{
    execute(u"CHECKPOINT"_s);
    const QString name = variation == Variation::None ? u"none.jsonl"_s : variation == Variation::OnePercent ? u"one.jsonl"_s : u"all.jsonl"_s;
    return pull([path = m_files.filePath(name)](LoadPlan::Sink sink) -> Result<Done> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("cannot read %s", qUtf8Printable(path));
        QByteArray block(1 << 20, Qt::Uninitialized);
        while (const qint64 read = file.read(block.data(), block.size())) {
            if (read < 0 || !sink({block.constData(), size_t(read)}))
                break;
        }
        return Done{};
    });
}

PullTimes PullWorld::pull(const LoadPlan::Source &source)
{
    PullTimes times;
    LoadProgress progress;
    LoadGate gate;
    const Stopwatch watch;
    double staging = 0;
    MirrorPuller puller(*m_session, m_database, progress, gate, [&](Phase phase) {
        (phase == Phase::Comparing ? times.filled : staging) = watch.seconds();
    });
    MirrorPull plan;
    plan.batch = need(BatchLedger::open(*m_session, BatchKind::Pull, {}, {u"bench"_s, u"bench"_s}), "batch").id();
    plan.fingerprint = u"bench"_s;
    plan.watermark = QDateTime::currentDateTimeUtc();
    plan.source = source;
    times.mirrorRowsWritten = need(puller.run(plan, {}), "pull").mirrorRowsWritten;
    times.total = watch.seconds();
    times.staging = times.total - staging;
    return times;
}

double PullWorld::applyEverything()
{
    execute(u"UPDATE staged_product_changes SET status = 'approved' WHERE status = 'pending'"_s);
    const Operator who{u"bench"_s, u"bench"_s};
    const BatchId batch = need(BatchLedger::open(*m_session, BatchKind::Apply, {}, who), "batch").id();
    const PgRows approved = need(m_session->executeText(u"SELECT id FROM staged_product_changes WHERE status = 'approved' ORDER BY id"_s), "approved");
    const Stopwatch watch;
    QList<ChangeId> chunk;
    GrowthWatch growth;
    for (int row = 0; row < approved.size(); ++row) {
        chunk.append(ChangeId{approved[row].int64(0)});
        if (chunk.size() < 2000 && row + 1 < approved.size())
            continue;
        if (growth.grew(need(applyChunk(*m_session, batch, chunk, who, {}), "apply").applied))
            need(analyzeCatalogue(*m_session), "analyze");
        chunk.clear();
    }
    const double seconds = watch.seconds();
    execute(u"ANALYZE"_s);
    return seconds;
}

void PullWorld::dumpMirror()
{
    for (const QString &table : {u"shopify_products"_s, u"shopify_variants"_s}) {
        psql({{u"\\copy %1 to '%2' (format binary)"_s.arg(table, m_files.filePath(table + u".bin"_s))}});
        psql({{u"\\copy %1 to '%2'"_s.arg(table, m_files.filePath(table + u".txt"_s))}});
    }
}

double PullWorld::copyMirrorParallel()
{
    prepareFirstPull();
    return psql({{u"\\copy shopify_products from '%1' (format binary)"_s.arg(m_files.filePath(u"shopify_products.bin"_s))},
        {u"\\copy shopify_variants from '%1' (format binary)"_s.arg(m_files.filePath(u"shopify_variants.bin"_s))}});
}

double PullWorld::copyMirrorSequential()
{
    prepareFirstPull();
    return psql({{u"\\copy shopify_products from '%1'"_s.arg(m_files.filePath(u"shopify_products.txt"_s)),
        u"\\copy shopify_variants from '%1'"_s.arg(m_files.filePath(u"shopify_variants.txt"_s))}});
}

double PullWorld::upsertRowByRow(qint64 products)
{
    execute(u"CREATE TABLE legacy_products (LIKE shopify_products INCLUDING ALL)"_s);
    execute(u"CREATE TABLE legacy_variants (LIKE shopify_variants INCLUDING ALL)"_s);
    execute(u"CHECKPOINT"_s);
    return upsertTable(u"legacy_products"_s, u"SELECT * FROM shopify_products ORDER BY id LIMIT :limit"_s, products)
        + upsertTable(u"legacy_variants"_s, u"SELECT * FROM shopify_variants WHERE product_id IN (SELECT id FROM shopify_products ORDER BY id LIMIT :limit) ORDER BY product_id, position"_s, products);
}

double PullWorld::upsertTable(const QString &table, const QString &rows, qint64 limit)
{
    const PgRows read = need(m_session->executeText(rows, {{u"limit", limit}}), "rows");
    QStringList values, updates;
    for (int i = 0; i < read.columnCount(); ++i) {
        values << u"$%1"_s.arg(i + 1);
        updates << u"%1 = excluded.%1"_s.arg(read.columnName(i));
    }
    PGconn *connection = m_session->native();
    const QString statement = u"INSERT INTO %1 VALUES (%2) ON CONFLICT (id) DO UPDATE SET %3"_s.arg(table, values.join(u", "_s), updates.join(u", "_s));
    PQclear(PQprepare(connection, table.toUtf8().constData(), statement.toUtf8().constData(), 0, nullptr));
    std::vector<QByteArray> texts(size_t(read.columnCount()));
    std::vector<const char *> pointers(texts.size());
    const Stopwatch watch;
    for (int row = 0; row < read.size(); ++row) {
        if (row % 50 == 0)
            PQclear(PQexec(connection, row == 0 ? "BEGIN" : "COMMIT; BEGIN"));
        for (size_t i = 0; i < texts.size(); ++i) {
            texts[i] = read[row].utf8(int(i)).toByteArray();
            pointers[i] = read[row].isNull(int(i)) ? nullptr : texts[i].constData();
        }
        PGresult *done = PQexecPrepared(connection, table.toUtf8().constData(), int(texts.size()), pointers.data(), nullptr, nullptr, 0);
        if (PQresultStatus(done) != PGRES_COMMAND_OK)
            qFatal("upsert: %s", PQresultErrorMessage(done));
        PQclear(done);
    }
    PQclear(PQexec(connection, "COMMIT"));
    return watch.seconds();
}

double PullWorld::copyByNode(const QString &nodeModules)
{
    execute(u"CREATE TABLE IF NOT EXISTS kept_state AS SELECT * FROM mirror_state"_s);
    execute(u"ALTER TABLE shopify_products RENAME TO ours_products"_s);
    execute(u"ALTER TABLE shopify_variants RENAME TO ours_variants"_s);
    execute(u"CREATE TABLE shopify_products (LIKE ours_products INCLUDING ALL)"_s);
    execute(u"CREATE TABLE shopify_variants (LIKE ours_variants INCLUDING ALL)"_s);
    QProcess node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NODE_PATH"_s, nodeModules);
    node.setProcessEnvironment(environment);
    node.setProcessChannelMode(QProcess::SeparateChannels);
    node.start(u"node"_s, {QStringLiteral(SYNCDESK_PEERS) + u"/copystreams.cjs"_s, m_files.filePath(u"none.jsonl"_s),
        m_database.host, QString::number(m_database.port), m_database.user, m_database.database});
    node.waitForFinished(-1);
    const double seconds = node.readAllStandardOutput().trimmed().toDouble();
    if (node.exitCode() != 0)
        qWarning("node: %s", node.readAllStandardError().constData());
    execute(u"DROP TABLE shopify_products, shopify_variants"_s);
    execute(u"ALTER TABLE ours_products RENAME TO shopify_products"_s);
    execute(u"ALTER TABLE ours_variants RENAME TO shopify_variants"_s);
    return seconds;
}

double PullWorld::copyStagedRows()
{
    const QString changes = m_files.filePath(u"changes.txt"_s), fields = m_files.filePath(u"fields.txt"_s);
    const QString open = u"status = 'pending'"_s;
    psql({{u"\\copy (SELECT * FROM staged_product_changes WHERE %1) to '%2'"_s.arg(open, changes)}});
    psql({{u"\\copy (SELECT f.* FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE %1) to '%2'"_s.arg(open, fields)}});
    execute(u"CREATE TABLE kept_changes AS SELECT * FROM staged_product_changes"_s);
    execute(u"DELETE FROM staged_product_changes WHERE %1"_s.arg(open));
    execute(u"VACUUM staged_product_changes"_s);
    execute(u"VACUUM staged_field_changes"_s);
    execute(u"CHECKPOINT"_s);
    return psql({{u"\\copy staged_product_changes from '%1'"_s.arg(changes), u"\\copy staged_field_changes from '%1'"_s.arg(fields)}});
}

qint64 PullWorld::stagedFields()
{
    return need(m_session->executeText(u"SELECT count(*) FROM staged_field_changes"_s), "count").first().int64(0);
}

/// Runs psql once for each list of commands, all at the same time; seconds until the last has ended.
double PullWorld::psql(const QList<QStringList> &sideBySide)
{
    std::vector<std::unique_ptr<QProcess>> programs;
    const Stopwatch watch;
    for (const QStringList &commands : sideBySide) {
        QStringList arguments{u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, m_database.host, u"-p"_s,
            QString::number(m_database.port), u"-U"_s, m_database.user, u"-d"_s, m_database.database};
        for (const QString &command : commands)
            arguments << u"-c"_s << command;
        programs.push_back(std::make_unique<QProcess>());
        programs.back()->setProcessChannelMode(QProcess::ForwardedChannels);
        programs.back()->start(u"psql"_s, arguments);
    }
    for (const auto &program : programs) {
        if (!program->waitForFinished(-1) || program->exitCode() != 0)
            qFatal("psql failed");
    }
    return watch.seconds();
}

void PullWorld::execute(const QString &statement)
{
    need(m_session->executeText(statement), qUtf8Printable(statement));
}

} // namespace Benchmarks
