#pragma once

#include "sync/api/result.h"

#include <QString>

namespace Sync {

/// The text of resources/graphql/<name>.graphql without its comments. Thread-safe. An unknown name is an Internal
/// failure.
Result<QString> graphqlDocument(const QString &name);

/// How a pull reads stock: as each variant's total, or beside it at each location.
enum class StockRead { Total, ByLocation };

/// The bulk query of a pull, of all products or of those a search filter of Shopify's names, for example
/// "updated_at:>='2026-11-01T00:00:00Z'". Any text is safe: it is put in as a quoted string.
Result<QString> bulkProductsQuery(const QString &filter = {}, StockRead stock = StockRead::Total);
/// Whether a pull reads sales channels, which a token needs a right of its own for.
enum class ChannelRead { Included, LeftOut };

/// The same for what the products are in: category, collections, sales channels.
Result<QString> bulkMembershipsQuery(const QString &filter = {}, ChannelRead channels = ChannelRead::Included);

} // namespace Sync
