#pragma once

#include "sync/jobs/push/sendchooser.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/journalstore.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// A field of which Shopify now holds something else than the person who approved it saw.
struct FieldConflict
{
    ShopifyId variant;
    QString field;
    FieldValue expected;
    FieldValue found;
    FieldValue wanted;

    bool operator==(const FieldConflict &) const = default;
};

/// What Shopify holds of a product at the moment of planning.
struct RemoteRead
{
    bool gone = false;
    ProductContent content = {}; ///< The fields that were read; a variant asked for and missing here is gone.
    bool isHandleTaken = false; ///< It is gone, and another product has its handle; only read for a rollback.
};

/// How one approved change is to be carried out.
struct PushPlan
{
    enum class Verdict {
        Send, ///< `steps`, in order.
        AlreadyThere, ///< Shopify holds what is wanted; nothing to send, the agreement is recorded.
        HoldBack, ///< Shopify moved; `conflicts` or the product is gone.
        Refuse, ///< It cannot be sent at all; `reason` says why.
    };

    Verdict verdict = Verdict::Send;
    QList<Step> steps = {};
    QList<FieldConflict> conflicts = {};
    /// Fields on which both sides agree without a call, and what the catalogue takes for them.
    ContentPatch agreed = {};
    QList<CatalogueWrite> agreedWrites = {};
    QString reason = {}; ///< A sentence for staff, for HoldBack and Refuse.
    QStringList leftOut
        = {}; ///< Why some of it is not among the steps: the rest goes, and the change fails with these.
};

/// How much of a product has to be read before a change of it can be planned.
enum class ReadNeed {
    Nothing, ///< A create: there is nothing yet.
    Fields, ///< The product's fields or the variants named.
    Everything, ///< All variants with all fields: a delete, variants added or removed, options.
};
ReadNeed readNeed(const PushChange &change);
/// True when carrying out the change sets stock, for which the shop's locations must be known.
bool setsStock(const PushChange &change);

/// What sending a change takes, where all its calls may go out in bulk runs: only fields are set, and nothing of it has
/// to be read whole.
std::optional<SendWork> workInBulk(const PushChange &change);

/// Plans one change without any I/O, by the cheapest exact calls. A field of which Shopify holds neither what the
/// reviewer saw nor what is wanted holds the whole change back, so that nothing is ever overwritten unseen.
/// `local` is the catalogue's product, needed for creates and added variants.
PushPlan planPush(const PushChange &change, const RemoteRead &remote, const std::optional<LocalProduct> &local);

} // namespace Sync
