#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Sync {

/// Which writes of a batch to undo, and how far.
struct RollbackRequest
{
    BatchId batch;
    QList<ProductId> products = {}; ///< Empty: all of the batch.
    /// Also put back what somebody has changed since, field by field named in the plan's conflicts.
    bool restoreConflicts = false;
    /// Deleting what the batch created in Shopify loses its id for ever and is asked separately.
    bool deleteCreated = false;

    bool operator==(const RollbackRequest &) const = default;
};

/// What becomes of one item of a rollback.
enum class RollbackFate {
    WillRestore,
    AlreadyBack,
    ChangedSince, ///< Now neither what the batch wrote nor what was before; left alone by default.
    Impossible, ///< `reason` says why.
    OutcomeUnknown, ///< The original write was never settled.
};

/// One field a rollback would put back.
struct RollbackItem
{
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    QString variantTitle = {};
    QString field = {}; ///< Empty: the whole product (created or deleted by the batch).
    bool remote = false; ///< In Shopify; else in the catalogue.
    std::optional<QString> before = {}; ///< What a rollback restores.
    std::optional<QString> written = {}; ///< What the batch wrote.
    std::optional<QString> now = {};
    RollbackFate fate = RollbackFate::WillRestore;
    QString reason = {};

    bool operator==(const RollbackItem &) const = default;
};

/// The preview of a rollback, read from catalogue and Shopify just now. Counts are of fields.
struct RollbackPlan
{
    BatchId batch;
    QDateTime readAt = {}; ///< UTC
    qint64 products = 0;
    qint64 willRestore = 0;
    qint64 alreadyBack = 0;
    qint64 changedSince = 0;
    qint64 impossible = 0;
    qint64 unknown = 0;
    bool touchesShopify = false;
    QString shopName = {}; ///< To be typed before the rollback starts.
    QList<BatchId> laterBatches = {}; ///< That touched the same products.
    QList<RollbackItem> items = {}; ///< The first 2,000, conflicts first; the counts are of all.

    bool operator==(const RollbackPlan &) const = default;
};

} // namespace Sync
