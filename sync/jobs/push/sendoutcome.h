#pragma once

#include "sync/api/result.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/ports/content.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>

namespace Sync {

/// What became of one operation.
struct SendOutcome
{
    enum class End {
        Confirmed, ///< `content` is what Shopify returned; the journal still says sent until it is settled.
        Refused, ///< `errors`; nothing was changed and the journal says failed.
        NotSent, ///< `failure`; nothing was changed, the journal says failed, and nothing else will get through.
        /// Not sent, as what was decided on has become too old to act on; the journal says failed. With
        /// `failure.sendAgainAfter` because Shopify asked to wait.
        TooLate,
        SomethingElse, ///< The answer was lost, and Shopify holds neither the old nor the new; the journal says failed.
        Unknown, ///< The answer was lost and reading back did not settle it; the journal says unknown.
        JournalLost, ///< `failure`; the journal cannot be written, so nothing may go on.
    };

    End end = End::Unknown;
    ProductContent content = {};
    QList<ShopUserError> errors = {};
    Failure failure = {};
    QString requestId = {};
    std::chrono::milliseconds readAt{0}; ///< When `content` was read, on the steady clock, if it was.
    /// Of Confirmed, when the answer was lost: what the shop calls itself, where that is needed.
    QString shopName = {};
    /// Of Confirmed, when the answer was lost: what somebody else has written by then of what was asked for.
    ContentPatch others = {};
};

/// The misses of an operation, its newest outcome included: in a row are only those that were told to wait.
ShopMisses missesAfter(ShopMisses before, const SendOutcome &outcome);

/// What Shopify's answer to an operation's call says: Confirmed, Refused, or Unknown when it cannot be read. Writes
/// nothing down.
SendOutcome answered(const Operation &operation, const QJsonObject &data, const QString &requestId);

} // namespace Sync
