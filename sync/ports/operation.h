#pragma once

#include "sync/api/ids.h"
#include "sync/api/vocabulary.h"
#include "sync/ports/content.h"

#include <QDateTime>
#include <QString>
#include <QUuid>

#include <chrono>
#include <optional>

namespace Sync {

/// One write to one product in Shopify, as the journal keeps it. The id is also the idempotency key.
struct Operation
{
    QUuid id = {};
    BatchId batch = {};
    int sequence = 0; ///< Unique and rising within the batch; a rollback walks it backwards.
    ChangeId change = {};
    ProductId product = {};
    ShopifyId shopifyProduct = {}; ///< None until a create has answered.
    QString title = {}; ///< For messages; not kept in the journal.
    OperationKind kind = OperationKind::ProductUpdate;
    OperationState state = OperationState::Planned;
    ContentPatch before = {}; ///< What Shopify returned just before.
    ContentPatch after = {}; ///< What is asked for.
    std::optional<ContentPatch> returned = {}; ///< What Shopify made of it.
    QUuid undoes = {};
    int attempt = 0;
    QUuid bulkRun = {}; ///< The bulk run it last went out with; none for a call of its own.
    QString requestId = {};
    QString error = {};
    QDateTime sentAt = {}; ///< UTC, the store's clock.
    std::chrono::milliseconds age{0}; ///< How long ago that was when it was read, by the same clock; 0 when never sent.

    bool operator==(const Operation &) const = default;
};

} // namespace Sync
