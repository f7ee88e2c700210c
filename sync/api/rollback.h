#pragma once

#include "sync/api/fieldpath.h"
#include "sync/api/ids.h"
#include "sync/api/media.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Sync {

/// What becomes of products and variants that the batch created in Shopify; asked, as neither is like it was before.
enum class CreatedFate {
    Keep,
    Archive, ///< Products only: they keep their ids and leave the shop's pages.
    Delete, ///< Their ids are lost for ever.
};

/// Which writes of a batch to undo, and how far. Products are those named by either of their ids; a deleted one has
/// only that of Shopify.
struct RollbackRequest
{
    BatchId batch;
    QList<ProductId> products = {}; ///< With `shopifyProducts` empty: all of the batch.
    QList<ShopifyId> shopifyProducts = {};
    QList<FieldPath> fields = {}; ///< Of each product; empty: all. Creates and deletes are no fields.
    /// Also put back what somebody has changed since, field by field named in the plan's conflicts.
    bool restoreConflicts = false;
    CreatedFate created = CreatedFate::Keep;
    /// The backup failed, and a person who was told so chose to go on.
    bool withoutBackup = false;
    bool listEverything = false; ///< The plan's items are not cut after the first 2,000.
    QString shopNameTyped = {}; ///< By a person, to confirm; a locked shop takes nothing without it.

    bool isWholeBatch() const { return products.isEmpty() && shopifyProducts.isEmpty() && fields.isEmpty(); }
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

/// One value of what comes back whole.
struct RollbackValue
{
    QString variantTitle = {}; ///< Empty: of the product.
    QString field = {};
    QString value = {};

    bool operator==(const RollbackValue &) const = default;
};

/// One field a rollback would put back, or a replay would make true again.
struct RollbackItem
{
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    QString variantTitle = {};
    QString field = {}; ///< Empty: the whole product (created or deleted by the batch).
    QString place = {}; ///< What the location of stock is called.
    MediaNames media = {}; ///< Of a field that tells of media: what the product's media are called.
    bool remote = false; ///< In Shopify; else in the catalogue.
    std::optional<QString> before = {}; ///< What a rollback restores.
    std::optional<QString> written = {}; ///< What the batch wrote; a replay makes it so again.
    std::optional<QString> now = {};
    RollbackFate fate = RollbackFate::WillRestore;
    QString reason = {};
    QList<RollbackValue> whole = {}; ///< Without a field: all that a product or variants come back with.

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
    qint64 created
        = 0; ///< Writes that created products or variants in Shopify, which `created` of the request decides.
    QString shopName = {}; ///< To be typed before the rollback starts.
    QList<BatchId> laterBatches = {}; ///< That touched the same products.
    /// Conflicts first, and the first 2,000 only unless all were asked for; the counts are of all.
    QList<RollbackItem> items = {};

    bool operator==(const RollbackPlan &) const = default;
};

} // namespace Sync
