#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"

#include <QList>
#include <QString>

namespace Sync {

class PgSession;

/// How a product that a batch wrote stands in the catalogue today.
enum class ImageState {
    AlreadyBack, ///< As it was before the batch.
    AsWritten, ///< As the batch left it: putting it back loses nothing.
    ChangedSince, ///< Neither: somebody has changed it since.
};

/// How one product of a batch stands today.
struct ImageStanding
{
    ProductId product;
    ShopifyId shopifyProduct;
    QString title;
    ImageState state = ImageState::AsWritten;

    bool operator==(const ImageStanding &) const = default;
};

/// How the products a batch wrote stand: all of them, or those named. Compares content: product, variants and base,
/// without versions, times and states. Changes nothing.
Result<QList<ImageStanding>> productImageStandings(PgSession &session, BatchId batch, const QList<ProductId> &products);

/// What to do with products changed since.
enum class ChangedSince { Leave, Overwrite };

/// What putting products back has come to.
struct RestoreReport
{
    qint64 restored = 0;
    qint64 alreadyBack = 0;
    QList<ImageStanding> left = {}; ///< Changed since, and left alone.
};

/// Puts products back to what they were before `batch`: product, variants, base and link. A product the batch created
/// is deleted, one it deleted comes back under its old id. Records the images before and after under `by`, so that
/// this can be undone in turn, and marks the batch's applied changes as rolled back.
///
/// To be called in a transaction of the caller's, who writes history and counts; products not named are left alone,
/// an empty list means all of the batch. Blocks; runs on the session's thread.
Result<RestoreReport> restoreProductImages(
    PgSession &session, BatchId batch, BatchId by, const QList<ProductId> &products, ChangedSince policy);

} // namespace Sync
