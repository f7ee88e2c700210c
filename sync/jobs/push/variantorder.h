#pragma once

#include "sync/jobs/push/steps.h"
#include "sync/ports/content.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

#include <QList>
#include <QMap>
#include <QSet>

namespace Sync {

/// Shopify's variant ids by the place each has or is to have, the first first.
QList<qint64> orderBy(const QMap<qint64, int> &places);
/// The places that a patch names.
QMap<qint64, int> placesIn(const ContentPatch &patch);

/// Which places variants will have when `after` has been made true, from 1 on; the rest keeps its order around those it
/// names. `present` is what Shopify holds, `removed` of it will be gone by then.
QMap<qint64, int> placesAfter(
    const QList<VariantContent> &present, const QSet<qint64> &removed, const ContentPatch &after);
/// What gives the catalogue's variants these places: all of them, as its numbers may be others in the same order.
QList<CatalogueWrite> placeWrites(const QList<LocalVariant> &variants, const QMap<qint64, int> &places);

/// The calls, of 250 variants each, that bring variants to those places. Every variant that comes or goes moves the
/// others too, so these calls come last.
QList<Step> stepsReordering(
    const QList<VariantContent> &present, const QSet<qint64> &removed, const ContentPatch &after);
/// The same after Shopify has ordered the variants by itself, so that nobody knows which places they have: all of them
/// are named, and the calls' before names no place.
QList<Step> stepsPlacing(const QMap<qint64, int> &places);

/// productVariantsBulkReorder, https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantsBulkReorder.
ShopRequest variantsReorder(const Operation &operation);

} // namespace Sync
