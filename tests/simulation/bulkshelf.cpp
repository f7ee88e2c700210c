#include "tests/simulation/bulkshelf.h"

#include "tests/simulation/world.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Simulation {

namespace {

constexpr Milliseconds perLine = 300ms;
const QString gidPrefix = u"gid://shopify/BulkOperation/"_s;
const QString urlPrefix = u"https://results.example/"_s;

QString documentOf(const QString &mutation)
{
    return mutation.contains(u"productVariantsBulkUpdate("_s) ? u"variants_update"_s : u"product_update"_s;
}

} // namespace

void BulkCounts::add(const BulkCounts &other)
{
    refused += other.refused;
    started += other.started;
    lines += other.lines;
    completed += other.completed;
    cancelled += other.cancelled;
    failed += other.failed;
    mishaps += other.mishaps;
}

QString BulkShelf::keep(const QByteArray &jsonl)
{
    const QString path = u"tmp/%1"_s.arg(m_files.size() + 1);
    m_files.insert(path, jsonl);
    return path;
}

QList<Sync::ShopRequest> BulkShelf::linesOf(const Sync::ShopRequest &start) const
{
    const QString document = documentOf(start.variables.value(u"mutation").toString());
    QList<Sync::ShopRequest> lines;
    for (const QByteArray &line : m_files.value(start.variables.value(u"stagedUploadPath").toString()).split('\n'))
        if (!line.isEmpty())
            lines += Sync::ShopRequest{document, QJsonDocument::fromJson(line).object(), true};
    return lines;
}

QJsonObject BulkShelf::start(
    const Sync::ShopRequest &request, const QList<QUuid> &operations, Mishap mishap, bool refuse)
{
    QJsonObject payload{{u"bulkOperation"_s, QJsonValue::Null}, {u"userErrors"_s, QJsonArray()}};
    ++(refuse ? m_counts.refused : m_counts.started);
    if (refuse) {
        payload.insert(u"userErrors"_s,
            QJsonArray{QJsonObject{{u"message"_s, u"Another one runs"_s}, {u"code"_s, u"OPERATION_IN_PROGRESS"_s}}});
    } else {
        m_runs.push_back(Run{.document = request.variables.value(u"mutation").toString(),
            .lines = linesOf(request),
            .operations = operations,
            .mishap = mishap});
        payload.insert(u"bulkOperation"_s, describe(m_runs.size() - 1));
        workLater(m_runs.size() - 1);
    }
    return {{u"bulkOperationRunMutation"_s, payload}};
}

void BulkShelf::workLater(size_t run)
{
    m_world.scheduler().callAt(m_world.scheduler().now() + perLine, [this, run] { work(run); });
}

void BulkShelf::work(size_t number)
{
    if (m_world.isEnding())
        return;
    Run &run = m_runs[number];
    if (run.status == u"CANCELING") {
        run.status = u"CANCELED"_s;
        ++m_counts.cancelled;
        return;
    }
    run.status = u"RUNNING"_s;
    const bool breaksOff = run.mishap == Mishap::Fails && run.done >= (run.lines.size() + 1) / 2;
    if (run.done == run.lines.size() || breaksOff) {
        run.status = breaksOff ? u"FAILED"_s : u"COMPLETED"_s;
        ++(breaksOff ? m_counts.failed : m_counts.completed);
        m_counts.mishaps += !breaksOff && run.mishap != Mishap::None ? 1 : 0;
        return;
    }
    const qsizetype line = run.done++;
    ++m_counts.lines;
    const QJsonObject data = m_world.serveMutation(run.lines.at(line), run.operations.at(line), false);
    const bool isLast = run.done == run.lines.size();
    if (run.mishap == Mishap::GarblesALine && isLast)
        run.output += "{\"data\": {\"product";
    else if (run.mishap != Mishap::LosesItsLastLine || !isLast)
        run.output
            += QJsonDocument(QJsonObject{{u"data"_s, data}, {u"__lineNumber"_s, line}}).toJson(QJsonDocument::Compact);
    run.output += '\n';
    workLater(number);
}

QJsonObject BulkShelf::cancel(const QString &id)
{
    const qsizetype number = id.mid(gidPrefix.size()).toInt() - 1;
    if (number >= 0 && size_t(number) < m_runs.size()) {
        Run &run = m_runs[size_t(number)];
        if (run.status == u"CREATED" || run.status == u"RUNNING")
            run.status = u"CANCELING"_s;
    }
    return {{u"bulkOperationCancel"_s, QJsonObject{{u"userErrors"_s, QJsonArray()}}}};
}

QJsonObject BulkShelf::read(const Sync::ShopRequest &request) const
{
    if (request.document == u"bulk_status") {
        const qsizetype number = request.variables.value(u"id").toString().mid(gidPrefix.size()).toInt() - 1;
        const bool isThere = number >= 0 && size_t(number) < m_runs.size();
        return {{u"bulkOperation"_s, isThere ? QJsonValue(describe(size_t(number))) : QJsonValue()}};
    }
    QJsonArray nodes;
    for (size_t i = m_runs.size(); i > 0; --i)
        nodes += describe(i - 1);
    return {{u"bulkOperations"_s, QJsonObject{{u"nodes"_s, nodes}}}};
}

QJsonObject BulkShelf::describe(size_t number) const
{
    const Run &run = m_runs[number];
    const QString file = urlPrefix + QString::number(number + 1);
    QJsonObject json{{u"id"_s, QString(gidPrefix + QString::number(number + 1))}, {u"status"_s, run.status},
        {u"objectCount"_s, QString::number(run.done)}, {u"rootObjectCount"_s, QString::number(run.done)},
        {u"query"_s, run.document}};
    if (run.status == u"COMPLETED")
        json.insert(u"url"_s, file);
    if (run.status == u"FAILED")
        json.insert(u"partialDataUrl"_s, file);
    return json;
}

std::optional<QByteArray> BulkShelf::result(const QUrl &url) const
{
    const qsizetype number = url.toString().mid(urlPrefix.size()).toInt() - 1;
    if (number < 0 || size_t(number) >= m_runs.size())
        return std::nullopt;
    return m_runs[size_t(number)].output;
}

} // namespace Simulation
