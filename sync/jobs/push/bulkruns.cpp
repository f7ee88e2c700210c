#include "sync/jobs/push/bulkruns.h"

#include "sync/graphql/graphqldocument.h"
#include "sync/ports/clock.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// The document under a name that holds the run's id: Shopify keeps the text with the operation.
QString named(QString document, QUuid run)
{
    static const QRegularExpression name(u"^(\\s*mutation\\s+\\w+)"_s);
    return document.replace(name, u"\\1_"_s + run.toString(QUuid::Id128));
}

} // namespace

Failure doesNotEnd(const QString &id)
{
    return {FailureKind::ShopUnreachable,
        QCoreApplication::translate("Sync::Push", "Shopify does not end a bulk operation that was cancelled."),
        QCoreApplication::translate("Sync::Push",
            "What became of its changes is not known yet. Until it is, the products in it are not written again."),
        QCoreApplication::translate(
            "Sync::Push", "Wait some minutes and start again; what is open is read back first."),
        id};
}

BulkRuns::BulkRuns(const ProtocolContext &context)
    : m_context(context)
    , m_operations(context.shop, context.clock)
{ }

QCoro::Task<Result<QString>> BulkRuns::start(
    QUuid run, QString document, QString path, std::optional<ShopDeparture> departure)
{
    const Result<QString> text = graphqlDocument(document);
    if (!text)
        co_return text.failure();
    // No stop token: a start cut off half way would only make its outcome unknown.
    co_return co_await m_operations.startMutation(named(*text, run), path, {}, departure);
}

QCoro::Task<Result<std::optional<BulkOperation>>> BulkRuns::find(QUuid run)
{
    const Result<QList<BulkOperation>> recent = co_await m_operations.recent({});
    if (!recent)
        co_return recent.failure();
    const QString id = run.toString(QUuid::Id128);
    for (const BulkOperation &operation : *recent)
        if (operation.document.contains(id))
            co_return std::optional<BulkOperation>(operation);
    co_return std::optional<BulkOperation>();
}

QCoro::Task<Result<std::optional<BulkOperation>>> BulkRuns::arrived(
    QUuid run, std::chrono::milliseconds arrivedBy, std::stop_token stop)
{
    while (true) {
        const std::chrono::milliseconds asked = m_context.clock.monotonic();
        const Result<std::optional<BulkOperation>> found = co_await find(run);
        if (!found || *found || asked >= arrivedBy)
            co_return found;
        const bool slept = co_await m_context.clock.sleep(arrivedBy - m_context.clock.monotonic(), stop);
        if (!slept)
            co_return stopped();
    }
}

QCoro::Task<Result<BulkOperation>> BulkRuns::look(QString id)
{
    co_return co_await m_operations.look(id, {});
}

QCoro::Task<Result<Done>> BulkRuns::cancel(QString id)
{
    co_return co_await m_operations.cancel(id);
}

QCoro::Task<Result<Done>> BulkRuns::end(QUuid run, std::chrono::milliseconds arrivedBy, std::stop_token stop)
{
    const Result<std::optional<BulkOperation>> found = co_await arrived(run, arrivedBy, stop);
    if (!found)
        co_return found.failure();
    if (!*found || (*found)->hasEnded())
        co_return Done{};
    const QString id = (*found)->id;
    const std::chrono::milliseconds until = m_context.clock.monotonic() + longestEnding;
    while (m_context.clock.monotonic() < until) {
        // Again each time: the answer may have been lost, and cancelling twice is harmless.
        (void)co_await cancel(id);
        const Result<BulkOperation> seen = co_await look(id);
        if (!seen)
            co_return seen.failure();
        if (seen->hasEnded())
            co_return Done{};
        const bool slept = co_await m_context.clock.sleep(lookEvery, stop);
        if (!slept)
            co_return stopped();
    }
    co_return doesNotEnd(id);
}

} // namespace Sync
