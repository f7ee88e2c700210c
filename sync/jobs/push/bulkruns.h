#pragma once

#include "sync/graphql/bulkoperations.h"
#include "sync/jobs/push/protocol.h"

#include <QCoroTask>

#include <QUuid>

#include <chrono>
#include <optional>
#include <stop_token>

namespace Sync {

/// Bulk mutations of ours as Shopify runs them. Each carries an id of our choice in its document, by which it is found
/// again when its start was not answered, or by whoever settles it for a desk that is gone. Belongs to one thread.
class BulkRuns final
{
    Q_DISABLE_COPY_MOVE(BulkRuns)

public:
    explicit BulkRuns(const ProtocolContext &context);

    /// Starts the mutation of a document over an uploaded file; Shopify's id of the operation. A failure with
    /// mayHaveHappened leaves open whether it runs.
    QCoro::Task<Result<QString>> start(
        QUuid run, QString document, QString path, std::optional<ShopDeparture> departure = {});
    /// A run whose start may still arrive until `arrivedBy`, on the steady clock; nothing when it is not there by then
    /// and so never will be. `stop` makes it fail as Stopped.
    QCoro::Task<Result<std::optional<BulkOperation>>> arrived(
        QUuid run, std::chrono::milliseconds arrivedBy, std::stop_token stop);
    QCoro::Task<Result<BulkOperation>> look(QString id);
    QCoro::Task<Result<Done>> cancel(QString id);
    /// Done when no line of the run can have an effect any more: one that still works is cancelled and waited for, one
    /// whose start may still arrive is waited for, too.
    QCoro::Task<Result<Done>> end(QUuid run, std::chrono::milliseconds arrivedBy, std::stop_token stop);

    /// How long Shopify may take to end what was cancelled.
    static constexpr std::chrono::milliseconds longestEnding{90'000};
    /// Between two looks at one that works: the switch is to be heard within two seconds.
    static constexpr std::chrono::milliseconds lookEvery{500};

private:
    QCoro::Task<Result<std::optional<BulkOperation>>> find(QUuid run);

    const ProtocolContext &m_context;
    BulkOperations m_operations;
};

/// The failure of a cancelled run that does not end.
Failure doesNotEnd(const QString &id);

} // namespace Sync
