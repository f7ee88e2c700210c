#include "app/demoshop/bulk/bulkoperations.h"

#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/faults/corruption.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr int sliceMilliseconds = 6; ///< so that API calls in between are not noticed
constexpr size_t checkpointBytes = 4 * 1024 * 1024;
constexpr int mostAtOnce = 5;
constexpr qint64 keptInMemory = 1024 * 1024;

bool isOver(const BulkOperation &operation)
{
    using Status = BulkOperation::Status;
    return operation.status != Status::Created && operation.status != Status::Running
        && operation.status != Status::Canceling;
}

std::string statusText(BulkOperation::Status status)
{
    constexpr std::array names{"CREATED", "RUNNING", "COMPLETED", "FAILED", "CANCELING", "CANCELED", "EXPIRED"};
    return names[static_cast<size_t>(status)];
}

std::string timeText(qint64 seconds)
{
    JsonWriter writer;
    writer.time(seconds);
    return writer.buffer().substr(1, writer.size() - 2);
}

} // namespace

BulkOperations::BulkOperations(ShopContext &shop, Settings settings, Execute execute)
    : m_shop(shop)
    , m_settings(std::move(settings))
    , m_execute(std::move(execute))
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &BulkOperations::run);
}

qint64 BulkOperations::startQuery(const QString &query, BulkLines::Order order, Refusal *refusal)
{
    auto operation = std::make_unique<BulkOperation>();
    operation->kind = BulkOperation::Kind::Query;
    operation->document = query;
    operation->order = order;
    operation->plan = BulkPlan::make(m_shop, query, &refusal->message);
    if (!operation->plan) {
        refusal->code = u"INVALID"_s;
        refusal->field = u"query"_s;
        return 0;
    }
    operation->lines = std::make_unique<BulkLines>(m_shop, operation->plan, operation->order, m_settings.escaping);
    return start(std::move(operation), refusal);
}

qint64 BulkOperations::startMutation(const QString &mutation, const QByteArray &jsonl, Refusal *refusal)
{
    auto operation = std::make_unique<BulkOperation>();
    operation->kind = BulkOperation::Kind::Mutation;
    operation->document = mutation;
    operation->inputs = jsonl.split('\n');
    while (!operation->inputs.isEmpty() && operation->inputs.last().trimmed().isEmpty()) {
        operation->inputs.removeLast();
    }
    return start(std::move(operation), refusal);
}

qint64 BulkOperations::start(std::unique_ptr<BulkOperation> operation, Refusal *refusal)
{
    const auto running = std::count_if(m_operations.cbegin(), m_operations.cend(),
        [&](const auto &other) { return other->kind == operation->kind && !isOver(*other); });
    if (running >= mostAtOnce) {
        refusal->code = u"LIMIT_REACHED"_s;
        refusal->message = u"The limit of %1 bulk operations running at once has been reached."_s.arg(mostAtOnce);
        return 0;
    }
    operation->id = m_nextId++;
    operation->caller = m_shop.caller;
    operation->createdAt = QDateTime::currentMSecsSinceEpoch();
    operation->signature = QByteArray::number(QRandomGenerator::global()->generate64(), 36);
    operation->trouble = std::exchange(m_trouble, BulkTrouble::None);
    operation->corruption = std::exchange(m_corruption, {});
    m_operations.push_back(std::move(operation));
    m_timer.start();
    return m_operations.back()->id;
}

bool BulkOperations::cancel(qint64 id)
{
    for (const auto &operation : m_operations) {
        if (operation->id == id && !isOver(*operation)) {
            operation->status = BulkOperation::Status::Canceling;
            return true;
        }
    }
    return false;
}

void BulkOperations::run()
{
    // Operations take turns: the first unfinished one works, then goes to the back by the next timer tick's choice.
    bool anyLeft = false;
    for (const auto &operation : m_operations) {
        using Status = BulkOperation::Status;
        if (isOver(*operation)) {
            continue;
        }
        if (operation->status == Status::Canceling) {
            operation->status = Status::Canceled;
            operation->completedAt = QDateTime::currentMSecsSinceEpoch();
            operation->lines.reset();
            operation->inputs.clear();
            continue;
        }
        anyLeft = true;
        if (operation->status == Status::Created) {
            operation->status = Status::Running;
            continue;
        }
        if (operation->trouble == BulkTrouble::Stuck) {
            continue;
        }
        m_shop.caller = operation->caller;
        const bool goesOn
            = operation->kind == BulkOperation::Kind::Query ? runQuery(operation.get()) : runMutation(operation.get());
        const qint64 age = QDateTime::currentMSecsSinceEpoch() - operation->createdAt;
        if (!goesOn && age >= m_settings.shortestMilliseconds) {
            complete(operation.get());
        }
    }
    const bool onlyWaits = std::all_of(m_operations.cbegin(), m_operations.cend(), [this](const auto &operation) {
        const bool isPaced = operation->kind == BulkOperation::Kind::Mutation && m_settings.linesPerSecond > 0;
        return isOver(*operation) || operation->trouble == BulkTrouble::Stuck || isPaced;
    });
    m_timer.setInterval(onlyWaits ? 20 : 0);
    if (!anyLeft) {
        m_timer.stop();
    }
}

QString BulkOperations::cachePath(const BulkOperation &operation) const
{
    const Store::Setup &setup = m_shop.store().setup();
    const QByteArray key = operation.document.toUtf8() + '\n' + QByteArray::number(setup.products) + '\n'
        + QByteArray::number(setup.seed) + '\n' + QByteArray::number(setup.locations) + '\n'
        + QByteArray::number(static_cast<int>(operation.order)) + '\n'
        + QByteArray::number(static_cast<int>(m_settings.escaping));
    const QByteArray name = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().first(24);
    return m_settings.cacheFolder + u"/bulk-"_s + QString::fromLatin1(name) + u".jsonl"_s;
}

bool BulkOperations::openCache(BulkOperation *operation)
{
    // An edited shop gets a file of its own each time; only the generated catalogue is worth remembering.
    const Catalogue &catalogue = m_shop.store().catalogue();
    const bool isPristine = catalogue.touched().isEmpty() && catalogue.deleted().isEmpty();
    QString path = cachePath(*operation);
    if (!isPristine) {
        path.replace(u".jsonl"_s, u"-%1.jsonl"_s.arg(operation->id));
    }
    operation->cache = std::make_unique<QFile>(path + u".part"_s);
    const bool isOpen = QDir().mkpath(m_settings.cacheFolder) && operation->cache->open(QIODevice::WriteOnly);
    if (!isOpen) {
        qWarning("The bulk file cache cannot be written: %ls", qUtf16Printable(operation->cache->errorString()));
        operation->cache.reset();
    }
    return isOpen;
}

bool BulkOperations::runQuery(BulkOperation *operation)
{
    if (!operation->lines) {
        return false; // finished, only waiting for its time
    }
    const bool isCached = !m_settings.cacheFolder.isEmpty();
    if (isCached && !operation->cache && operation->size == 0) {
        openCache(operation);
    }
    const BulkLines::Position start = operation->lines->position();
    const bool goesOn = operation->lines->produce(checkpointBytes, sliceMilliseconds);
    std::string &made = operation->lines->buffer();
    if (operation->checkpoints.empty()
        || operation->size - operation->checkpoints.back().offset >= static_cast<qint64>(checkpointBytes)) {
        operation->checkpoints.push_back({operation->size, start});
    }
    operation->size += static_cast<qint64>(made.size());
    if (operation->cache) {
        operation->cache->write(made.data(), static_cast<qint64>(made.size()));
    } else if (operation->size <= keptInMemory) {
        operation->output.append(made.data(), static_cast<qsizetype>(made.size()));
    }
    made.clear();
    operation->objects = operation->lines->objects();
    operation->rootObjects = operation->lines->rootObjects();
    if (goesOn) {
        return true;
    }
    if (operation->cache) {
        const QString path = operation->cache->fileName().chopped(5);
        QFile::remove(path);
        const bool isWhole = operation->cache->flush() && operation->cache->rename(path);
        operation->cache.reset();
        if (isWhole) {
            operation->file = std::make_shared<StoredBulkFile>(path);
        }
    } else if (operation->size <= keptInMemory) {
        operation->file = std::make_shared<MemoryBulkFile>(std::exchange(operation->output, {}));
    }
    if (!operation->file) {
        operation->file = std::make_shared<GeneratedBulkFile>(m_shop, operation->plan, operation->order,
            m_settings.escaping, std::move(operation->lines), operation->size, std::move(operation->checkpoints));
    }
    operation->lines.reset();
    return false;
}

bool BulkOperations::runMutation(BulkOperation *operation)
{
    QElapsedTimer clock;
    clock.start();
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - operation->createdAt;
    const qint64 due = m_settings.linesPerSecond > 0
        ? static_cast<qint64>(static_cast<double>(age) / 1000 * m_settings.linesPerSecond)
        : operation->inputs.size();
    while (operation->nextInput < std::min<qint64>(due, operation->inputs.size())
        && !clock.hasExpired(sliceMilliseconds)) {
        const QByteArray line = operation->inputs[operation->nextInput];
        QJsonParseError error;
        const QJsonDocument variables = QJsonDocument::fromJson(line, &error);
        QByteArray result = variables.isObject()
            ? m_execute(operation->document, variables.object())
            : QByteArray("{\"errors\":[{\"message\":\"The line is not a JSON object of variables.\"}]}");
        result.chop(1);
        result += ",\"__lineNumber\":" + QByteArray::number(operation->nextInput) + "}\n";
        operation->output += result;
        ++operation->nextInput;
        ++operation->objects;
        ++operation->rootObjects;
    }
    if (operation->nextInput < operation->inputs.size()) {
        return true;
    }
    operation->size = operation->output.size();
    operation->file = std::make_shared<MemoryBulkFile>(operation->output);
    return false;
}

namespace {

void corrupt(BulkOperation *operation)
{
    const std::unique_ptr<BodySource> spoiled = corrupted(operation->file->open(), operation->corruption);
    QByteArray content;
    for (QByteArray piece = spoiled->read(1 << 20); !piece.isEmpty(); piece = spoiled->read(1 << 20)) {
        content += piece;
    }
    const QList<QByteArray> lines = content.split('\n');
    operation->objects = std::count_if(lines.cbegin(), lines.cend(), [](const auto &line) { return line.size() > 1; });
    operation->rootObjects = std::count_if(lines.cbegin(), lines.cend(),
        [](const auto &line) { return line.size() > 1 && !line.contains("\"__parentId\""); });
    operation->size = content.size();
    operation->file = std::make_shared<MemoryBulkFile>(content);
}

} // namespace

void BulkOperations::complete(BulkOperation *operation)
{
    using Status = BulkOperation::Status;
    if (operation->file && !operation->corruption.isEmpty()) {
        corrupt(operation);
    }
    operation->completedAt = QDateTime::currentMSecsSinceEpoch();
    operation->inputs.clear();
    switch (operation->trouble) {
    case BulkTrouble::None:
    case BulkTrouble::Stuck:
        operation->status = Status::Completed;
        break;
    case BulkTrouble::Failed:
        operation->status = Status::Failed;
        operation->errorCode = u"INTERNAL_SERVER_ERROR"_s;
        operation->file.reset();
        break;
    case BulkTrouble::FailedWithPartialData:
        operation->status = Status::Failed;
        operation->errorCode = u"TIMEOUT"_s;
        operation->isPartial = true;
        break;
    case BulkTrouble::Expired:
        operation->status = Status::Expired;
        operation->file.reset();
        break;
    }
    if (operation->file && operation->size == 0) {
        operation->file.reset(); // no url when nothing matched
    }
}

Entity BulkOperations::entityOf(Execution &execution, const BulkOperation &operation) const
{
    Record record;
    record.set("id", gidText("BulkOperation", operation.id)).set("status", statusText(operation.status));
    record.set("type", std::string(operation.kind == BulkOperation::Kind::Query ? "QUERY" : "MUTATION"));
    record.set("query", operation.document.toStdString());
    record.set("createdAt", timeText(operation.createdAt / 1000));
    record.set("objectCount", std::to_string(operation.objects));
    record.set("rootObjectCount", std::to_string(operation.rootObjects));
    if (!operation.errorCode.isEmpty()) {
        record.set("errorCode", operation.errorCode.toStdString());
    }
    if (operation.completedAt > 0) {
        record.set("completedAt", timeText(operation.completedAt / 1000));
    }
    if (isOver(operation) && operation.file) {
        const QString url = u"%1/bulk-files/%2.jsonl?signature=%3"_s.arg(m_shop.caller.baseUrl)
                                .arg(operation.id)
                                .arg(QString::fromLatin1(operation.signature));
        record.set("fileSize", std::to_string(operation.file->size()));
        record.set(operation.isPartial ? "partialDataUrl" : "url", url.toStdString());
    }
    return {.type = execution.type(u"BulkOperation"_s), .record = execution.keep(std::move(record))};
}

Entity BulkOperations::entity(Execution &execution, const QString &gid)
{
    const qint64 id = idOf(gid, "BulkOperation"_L1);
    for (const auto &operation : m_operations) {
        if (operation->id == id) {
            return entityOf(execution, *operation);
        }
    }
    return {};
}

Entity BulkOperations::newest(Execution &execution, const QString &type)
{
    const auto kind = type == "MUTATION"_L1 ? BulkOperation::Kind::Mutation : BulkOperation::Kind::Query;
    for (auto operation = m_operations.rbegin(); operation != m_operations.rend(); ++operation) {
        if ((*operation)->kind == kind) {
            return entityOf(execution, **operation);
        }
    }
    return {};
}

std::unique_ptr<ItemList> BulkOperations::list(Execution &execution, bool reverse)
{
    auto list = std::make_unique<EntityList>();
    for (size_t i = 0; i < m_operations.size(); ++i) {
        const BulkOperation &operation = *m_operations[reverse ? i : m_operations.size() - 1 - i];
        list->add(entityOf(execution, operation), operation.id);
    }
    return list;
}

std::shared_ptr<const BulkFile> BulkOperations::file(const QByteArray &path, const QByteArray &signature) const
{
    for (const auto &operation : m_operations) {
        if (path == "/bulk-files/" + QByteArray::number(operation->id) + ".jsonl") {
            return operation->signature == signature ? operation->file : nullptr;
        }
    }
    return nullptr;
}

void BulkOperations::clearFaults()
{
    m_trouble = BulkTrouble::None;
    m_corruption.clear();
}

void BulkOperations::reset()
{
    m_operations.clear();
    clearFaults();
    m_timer.stop();
}

} // namespace DemoShop
