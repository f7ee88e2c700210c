#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"

#include <QJsonObject>

namespace Sync {

class PgSession;

/// What an edit changes of a product, with its values as they were checked.
struct OptionEdit
{
    ProductId product;
    QJsonObject fields;
    QJsonObject variants; ///< Objects of text by field, by variant id.
    bool addsVariants = false;
};

/// Whether the edit, which is not written yet, leaves options that Shopify links to a metafield as they are, as far as
/// the last pull tells. The failure names the first that it would change.
Result<Done> checkLinkedOptions(PgSession &session, const OptionEdit &edit);

} // namespace Sync
