#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/jobs/pull/movedmembers.h"

#include <QString>

#include <chrono>

namespace Sync {

struct MirrorState;

/// Shopify's search index lags behind its writes, and clocks differ: what is asked for begins this much before the
/// last pull.
inline constexpr std::chrono::minutes PullOverlap{5};

/// How a request is carried out.
struct PullPlan
{
    QString filter = {}; ///< Shopify's search filter; empty for the whole shop.
    /// Everything that changed is asked for, so that the watermark moves on, and the list of all products beside it.
    bool isQuick = false;
    QString because = {}; ///< Why everything is read although less was asked for, one sentence; else empty.

    bool isWholeShop() const { return filter.isEmpty(); }
    bool operator==(const PullPlan &) const = default;
};

/// What the plan of a pull depends on beside the request.
struct PullFacts
{
    const MirrorState &mirror;
    QString fingerprint; ///< What the next pull will read.
    QDateTime shopTime = {}; ///< By the shop's clock, UTC; invalid when it was not told.
    ShopifyId collection = {}; ///< The collection the request names.
    MovedMembers moved = {}; ///< Asked for with what changed, of which Shopify need not count it.
};

/// From when on what changed is asked for.
QDateTime changesAskedFrom(const MirrorState &mirror);

/// Less than everything can be asked for only while the mirror is complete and what is known of it fits. How old the
/// last pull is does not matter: what is gone is told by the list of all products, never by Shopify's own records of
/// deletions, which end. BadInput for a selection that selects nothing.
Result<PullPlan> planPull(const PullRequest &request, const PullFacts &facts);

/// What a selection selects, for the middle of a sentence: “vendor “Acme””, “3 products”.
QString selectionText(const PullRequest &request);

/// A text as a value of Shopify's search syntax, quoted.
QString searchValue(const QString &text);

/// Names the fields and the API version a bulk query asks for; line hashes compare under the same one only.
QString queryFingerprint(const QString &query, const QString &apiVersion);

} // namespace Sync
