#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/journalstore.h"

#include <QList>
#include <QMap>

namespace Sync {

/// One call that takes one operation back.
struct UndoStep
{
    Operation original;
    Step step; ///< Its writes say what the catalogue takes.
    QList<VariantLink> links = {}; ///< Catalogue variants that go with what is taken back.

    bool operator==(const UndoStep &) const = default;
};

/// What taking back a batch means for one product.
struct ProductUndo
{
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    QList<UndoStep> steps = {}; ///< In Shopify, in the order to be done: the last operation first.
    /// In the catalogue alone, for batches that wrote only there.
    LocalFate localFate = LocalFate::Keep;
    qint64 restoreVersion = 0;
    QList<RollbackItem> items = {};

    bool isEmpty() const { return steps.isEmpty() && localFate == LocalFate::Keep; }
    qint64 count(RollbackFate fate) const;
    bool operator==(const ProductUndo &) const = default;
};

/// What a person allowed beyond the safe default.
struct UndoPolicy
{
    bool restoreConflicts = false;
    bool deleteCreated = false;
};

/// Plans taking back one product's operations, newest first, without any I/O. `remote` is what Shopify holds now,
/// `local` the catalogue's product, if there is one. A field that holds neither what the batch wrote nor what was
/// before is left alone unless the policy says otherwise.
ProductUndo planUndo(const QList<Operation> &operations, const RemoteRead &remote,
    const std::optional<LocalImage> &local, UndoPolicy policy);

/// The same for a batch that wrote only the catalogue: `now` is the product as it stands.
ProductUndo planLocalUndo(const ProductVersion &version, const std::optional<LocalImage> &now, UndoPolicy policy);

} // namespace Sync
