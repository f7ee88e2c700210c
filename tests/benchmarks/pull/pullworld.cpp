#include "tests/benchmarks/pull/pullworld.h"

#include "sync/async/pausegate.h"
#include "sync/graphql/bulkdownload.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/graphql/httpshop.h"
#include "sync/jobs/apply/applyjob.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/ports/random.h"
#include "tests/benchmarks/pull/figures.h"
#include "tests/support/runtask.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Benchmarks {

namespace {

class SilentObserver final : public JobObserver
{
public:
    void batchStarted(BatchId, BatchKind) override { }
    void phaseStarted(Phase, qint64) override { }
    void advanced(qint64, qint64) override { }
    void itemFinished(const ItemOutcome &) override { }
    void itemsFinished(qint64, qint64, qint64) override { }
    void noted(const QString &) override { }
};

TestSupport::DemoShop::Options shopOptions(qint64 products, const QString &cache)
{
    TestSupport::DemoShop::Options options;
    options.products = products;
    options.bulkFileCache = cache;
    return options;
}

/// The settings of Syncdesk's own PostgreSQL, without what says where it is reached and where it logs.
QStringList serverSettings()
{
    QFile file(u":/postgresql/cluster.conf"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The settings of the embedded database are missing.");
    QStringList settings = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    settings.removeIf([](const QString &line) {
        return line.startsWith(u'#') || line.startsWith(u"listen"_s) || line.startsWith(u"port"_s)
            || line.startsWith(u"unix_socket"_s) || line.startsWith(u"log"_s);
    });
    return settings;
}

template <typename T>
T need(Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s (%s)", what, qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
    return std::move(result).value();
}

/// The text behind a name and up to the next quotation mark.
QByteArray textOf(const QByteArray &line, const char *name)
{
    const qsizetype at = line.indexOf(name) + qsizetype(qstrlen(name));
    return line.mid(at, line.indexOf('"', at) - at);
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
    , m_postgres(serverSettings())
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
    QFile none(file(u"none.jsonl"_s)), one(file(u"one.jsonl"_s)), all(file(u"all.jsonl"_s)),
        changedOnly(file(u"changed.jsonl"_s)), list(file(u"list.jsonl"_s));
    for (QFile *each : {&none, &one, &all, &changedOnly, &list}) {
        if (!each->open(QIODevice::ReadWrite))
            qFatal("cannot write the bulk files");
    }
    SystemClock clock;
    need(BulkDownload(clock).run(
             {m_url}, [&](QByteArrayView bytes) { return none.write(bytes.data(), bytes.size()) == bytes.size(); }, {}),
        "download");
    none.seek(0);
    QByteArray changed, changedOfAll;
    qint64 seen = 0, seenOfAll = 0;
    QSet<QByteArray> changedIds;
    while (!none.atEnd()) {
        const QByteArray line = none.readLine();
        const QByteArray oneLine = varied(line, 100, changed, seen);
        one.write(oneLine);
        all.write(varied(line, 1, changedOfAll, seenOfAll));
        const bool isProduct = line.startsWith("{\"id\":\"gid://shopify/Product/");
        if (isProduct) {
            list.write("{\"id\":\"" + textOf(line, "\"id\":\"") + "\",\"updatedAt\":\""
                + textOf(line, "\"updatedAt\":\"") + "\"}\n");
            if (oneLine != line)
                changedIds.insert(textOf(line, "\"id\":\""));
        }
        if (changedIds.contains(textOf(line, isProduct ? "\"id\":\"" : "\"__parentId\":\"")))
            changedOnly.write(oneLine);
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
        SystemClock clock;
        BulkDownloadSettings settings;
        settings.readBuffer = 1024 * 1024; // as the job asks for
        need(BulkDownload(clock, settings)
                 .run({m_url},
                     [&](QByteArrayView bytes) {
                         return sink({bytes.data(), size_t(bytes.size())});
                     },
                     {}),
            "download");
        return Done{};
    });
}

PullTimes PullWorld::pullFile(Variation variation)
{
    execute(u"CHECKPOINT"_s);
    const QString name = variation == Variation::None ? u"none.jsonl"_s
        : variation == Variation::OnePercent          ? u"one.jsonl"_s
                                                      : u"all.jsonl"_s;
    return pull(fileSource(name));
}

PullTimes PullWorld::pullChanged()
{
    execute(u"CHECKPOINT"_s);
    return pull(fileSource(u"changed.jsonl"_s), ListOfProducts{fileSource(u"list.jsonl"_s), m_products});
}

LoadPlan::Source PullWorld::fileSource(const QString &name) const
{
    return [path = m_files.filePath(name)](LoadPlan::Sink sink) -> Result<Done> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("cannot read %s", qUtf8Printable(path));
        QByteArray block(1 << 20, Qt::Uninitialized);
        while (const qint64 read = file.read(block.data(), block.size())) {
            if (read < 0 || !sink({block.constData(), size_t(read)}))
                break;
        }
        return Done{};
    };
}

PullTimes PullWorld::pull(const LoadPlan::Source &source, std::optional<ListOfProducts> list)
{
    PullTimes times;
    LoadProgress progress;
    LoadGate gate;
    const Stopwatch watch;
    double staging = 0;
    MirrorPuller puller(*m_session, m_database, progress, gate,
        [&](Phase phase) { (phase == Phase::Comparing ? times.filled : staging) = watch.seconds(); });
    MirrorPull plan;
    plan.batch = need(BatchLedger::open(*m_session, BatchKind::Pull, {}, {u"bench"_s, u"bench"_s}), "batch").id();
    plan.fingerprint = u"bench"_s;
    plan.watermark = QDateTime::currentDateTimeUtc();
    plan.source = source;
    plan.isWholeShop = !list;
    plan.list = std::move(list);
    const MirrorPullOutcome outcome = need(puller.run(plan, {}), "pull");
    times.mirrorRowsWritten = outcome.mirrorRowsWritten;
    times.staged = outcome.staged.staged;
    times.conflicts = outcome.staged.conflicts;
    times.total = watch.seconds();
    times.staging = times.total - staging;
    return times;
}

double PullWorld::applyEverything()
{
    execute(u"UPDATE staged_product_changes SET status = 'approved' WHERE status = 'pending'"_s);
    ShopSettings settings;
    settings.url = QUrl(m_shop.url());
    settings.identity = {u"syncdesk-demo.myshopify.com"_s};
    const Operator who{u"bench"_s, u"bench"_s};
    SystemClock clock;
    SystemRandom random;
    HttpShop shop(settings, {.accessToken = Secret(m_shop.token()), .clientId = {}, .clientSecret = {}}, clock, random);
    PauseGate gate;
    SilentObserver observer;
    const Stopwatch watch;
    ApplyJob job({*m_session, m_database, shop, clock, random, gate, observer, settings, who}, {});
    const auto report = TestSupport::runTask(job.run({}), 3'600'000);
    if (!report || !*report || (*report)->failed + (*report)->skipped > 0)
        qFatal("apply");
    const double seconds = watch.seconds();
    execute(u"ANALYZE"_s);
    return seconds;
}

void PullWorld::editOnePercent()
{
    execute(u"CREATE TABLE edited AS SELECT id FROM (SELECT id, row_number() OVER (ORDER BY shopify_product_id) - 1 AS "
            u"place "
            "FROM products) AS p WHERE place % 200 IN (0, 50)"_s);
    execute(u"UPDATE products SET name = 'Our ' || name WHERE id IN (SELECT id FROM edited)"_s);
    execute(u"UPDATE product_variants SET price = price + 1000 WHERE product_id IN (SELECT id FROM edited)"_s);
    execute(u"ANALYZE products, product_variants"_s);
}

void PullWorld::takeBackEdits()
{
    execute(u"UPDATE products SET name = substr(name, 5) WHERE id IN (SELECT id FROM edited)"_s);
    execute(u"UPDATE product_variants SET price = price - 1000 WHERE product_id IN (SELECT id FROM edited)"_s);
    execute(u"DROP TABLE edited"_s);
}

double PullWorld::stageLocalEdits()
{
    const Stopwatch watch;
    need(Sync::stageLocalEdits(*m_session, {u"bench"_s, u"bench"_s}), "local edits");
    return watch.seconds();
}

void PullWorld::dumpMirror()
{
    for (const QString &table : {u"shopify_products"_s, u"shopify_variants"_s}) {
        psql({{u"\\copy %1 to '%2' (format binary)"_s.arg(table, file(table + u".bin"_s))}});
        psql({{u"\\copy %1 to '%2'"_s.arg(table, file(table + u".txt"_s))}});
    }
    execute(u"CREATE TABLE copied_products (LIKE shopify_products INCLUDING ALL)"_s);
    execute(u"CREATE TABLE copied_variants (LIKE shopify_variants INCLUDING ALL)"_s);
}

void PullWorld::emptyCopies()
{
    execute(u"TRUNCATE copied_products, copied_variants"_s);
    execute(u"CHECKPOINT"_s);
}

double PullWorld::copyMirrorParallel()
{
    emptyCopies();
    return psql({{u"\\copy copied_products from '%1' (format binary)"_s.arg(file(u"shopify_products.bin"_s))},
        {u"\\copy copied_variants from '%1' (format binary)"_s.arg(file(u"shopify_variants.bin"_s))}});
}

double PullWorld::copyMirrorSequential()
{
    emptyCopies();
    return psql({{u"\\copy copied_products from '%1'"_s.arg(file(u"shopify_products.txt"_s)),
        u"\\copy copied_variants from '%1'"_s.arg(file(u"shopify_variants.txt"_s))}});
}

double PullWorld::copyByNode(const QString &nodeModules)
{
    emptyCopies();
    return peer(u"node"_s, u"copystreams.cjs"_s, m_url.toString(), nodeModules);
}

double PullWorld::upsertByPython()
{
    emptyCopies();
    return peer(u"/usr/bin/python3"_s, u"upsertrows.py"_s, file(u"none.jsonl"_s), {});
}

/// Runs a program of `peers` on a bulk file, which prints its own seconds.
double PullWorld::peer(
    const QString &program, const QString &script, const QString &bulkFile, const QString &nodeModules)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NODE_PATH"_s, nodeModules);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(program,
        {QStringLiteral(SYNCDESK_PEERS) + u'/' + script, bulkFile, m_database.host, QString::number(m_database.port),
            m_database.user, m_database.database});
    process.waitForFinished(-1);
    if (process.exitCode() != 0) {
        qWarning("%s: %s", qUtf8Printable(program), process.readAllStandardError().constData());
        return 0;
    }
    return process.readAllStandardOutput().trimmed().toDouble();
}

double PullWorld::upsertByLibpq()
{
    emptyCopies();
    return upsertTable(u"copied_products"_s, u"SELECT * FROM shopify_products ORDER BY id"_s)
        + upsertTable(u"copied_variants"_s, u"SELECT * FROM shopify_variants ORDER BY product_id, position"_s);
}

double PullWorld::upsertTable(const QString &table, const QString &rows)
{
    const PgRows read = need(m_session->executeText(rows), "rows");
    QStringList values, updates;
    for (int i = 0; i < read.columnCount(); ++i) {
        values << u"$%1"_s.arg(i + 1);
        updates << u"%1 = excluded.%1"_s.arg(read.columnName(i));
    }
    PGconn *connection = m_session->native();
    const QString statement = u"INSERT INTO %1 VALUES (%2) ON CONFLICT (id) DO UPDATE SET %3"_s.arg(
        table, values.join(u", "_s), updates.join(u", "_s));
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
        PGresult *done = PQexecPrepared(
            connection, table.toUtf8().constData(), int(texts.size()), pointers.data(), nullptr, nullptr, 0);
        if (PQresultStatus(done) != PGRES_COMMAND_OK)
            qFatal("upsert: %s", PQresultErrorMessage(done));
        PQclear(done);
    }
    PQclear(PQexec(connection, "COMMIT"));
    const double seconds = watch.seconds();
    PQclear(PQexec(connection, qUtf8Printable(u"DEALLOCATE %1"_s.arg(table))));
    return seconds;
}

void PullWorld::dumpStaged()
{
    psql({{u"\\copy (SELECT * FROM staged_product_changes WHERE status = 'pending') to '%1'"_s.arg(
        file(u"changes.txt"_s))}});
    psql({{u"\\copy (SELECT f.* FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id "
           "WHERE c.status = 'pending' ORDER BY f.id) to '%1'"_s.arg(file(u"fields.txt"_s))}});
    execute(
        u"CREATE TABLE copied_changes (LIKE staged_product_changes INCLUDING ALL, "
        "FOREIGN KEY (batch_id) REFERENCES sync_batches, FOREIGN KEY (applied_batch_id) REFERENCES sync_batches)"_s);
    execute(u"CREATE TABLE copied_fields (LIKE staged_field_changes INCLUDING ALL, "
            "FOREIGN KEY (change_id) REFERENCES copied_changes ON DELETE CASCADE)"_s);
}

double PullWorld::copyStagedRows()
{
    execute(u"TRUNCATE copied_changes, copied_fields"_s);
    execute(u"CHECKPOINT"_s);
    return psql({{u"\\copy copied_changes from '%1'"_s.arg(file(u"changes.txt"_s)),
        u"\\copy copied_fields from '%1'"_s.arg(file(u"fields.txt"_s))}});
}

void PullWorld::dropSuperseded()
{
    execute(u"DELETE FROM staged_product_changes WHERE status = 'superseded'"_s);
    for (const QString &table : {u"staged_product_changes"_s, u"staged_field_changes"_s, u"products"_s,
             u"shopify_products"_s, u"shopify_variants"_s})
        execute(u"VACUUM "_s + table);
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
