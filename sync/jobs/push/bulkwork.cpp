#include "sync/api/media.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/pushplanner.h"

#include <QSet>

// What may go out in bulk runs, and what it takes.

namespace Sync {

std::optional<SendWork> workInBulk(const PushChange &change)
{
    if (change.type != ChangeType::Update || readNeed(change) != ReadNeed::Fields || setsStock(change))
        return std::nullopt;
    SendWork work{.changes = 1};
    bool ofProduct = false;
    QSet<qint64> variants;
    for (const StagedField &field : change.fields) {
        if (field.decision == FieldDecision::Reject)
            continue;
        if (isMediaField(field.field))
            return std::nullopt;
        if (field.shopifyVariant.isValid())
            variants.insert(field.shopifyVariant.value);
        else
            ofProduct = true;
    }
    work.readPoints = (ofProduct ? 1 : 0) + double(variants.size());
    work.callPoints = ofProduct ? CostEstimate::productUpdate() : 0;
    if (!variants.isEmpty())
        work.callPoints += CostEstimate::variantsUpdate(int(variants.size()));
    return work;
}

} // namespace Sync
