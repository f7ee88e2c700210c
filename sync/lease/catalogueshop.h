#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// By Shopify's number where both are known, else by name.
bool isSameShop(const ShopIdentity &left, const ShopIdentity &right);

/// Refused, in words: the database belongs to another shop.
Failure belongsToAnotherShop(const ShopIdentity &owner, const ShopIdentity &connected);

/// The shop the database's catalogue belongs to; without a domain when it belongs to none yet.
Result<ShopIdentity> readCatalogueShop(PgSession &session);

/// Makes the catalogue the shop's when it is nobody's yet, and keeps up with a new name of the same shop. Refused when
/// it belongs to another. In the caller's transaction.
Result<Done> claimCatalogue(PgSession &session, const ShopIdentity &shop, const QString &operatorName);

} // namespace Sync
