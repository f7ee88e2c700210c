#pragma once

#include "sync/jobs/push/steps.h"

#include <QMap>
#include <QString>

namespace Sync {

// Pictures go with the product that is deleted, and a product that comes back cannot show their files again. So the
// deletion's entry in the journal has, beside the fields, the address that each was kept under (`media:address:12`),
// from where Shopify may fetch it once more.

/// The fields without such addresses, and the addresses alone.
FieldMap withoutAddresses(const FieldMap &fields);
FieldMap addressesIn(const FieldMap &fields);

/// The create of a product that comes back, with the recorded addresses as its `before`, when of its media Shopify
/// still has these files: a picture whose file is gone is fetched from its address. Those alone stay in `before`.
Step withFetchedPictures(Step create, const FieldMap &files);

/// What became of pictures by the keys they had when their product was deleted, given what became of the addresses.
QMap<QString, QString> madeOfDeleted(const ContentPatch &before, const QMap<QString, QString> &made);

} // namespace Sync
