#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/jobs/rollback/localundo.h"
#include "sync/ports/journalstore.h"

#include <QList>
#include <QMap>
#include <QSet>

#include <chrono>
#include <optional>

namespace Sync {

/// One call that takes one operation back.
struct UndoStep
{
    Operation original;
    Step step; ///< Its writes say what the catalogue takes.
    QList<VariantLink> links = {}; ///< Catalogue variants that go with what is taken back.
    bool deletesLocal = false; ///< So does the catalogue's product, which came with it.

    bool operator==(const UndoStep &) const = default;
};

/// What taking back a batch means for one product.
struct ProductUndo
{
    ProductId product = {};
    ShopifyId shopifyProduct = {};
    QString title = {};
    QList<UndoStep> steps = {}; ///< In Shopify, in the order to be done: the last operation first.
    LocalUndo local = {}; ///< What is put back without a call.
    QList<RollbackItem> items = {};
    qint64 created = 0; ///< Writes that created something which is still in Shopify.

    bool isEmpty() const { return steps.isEmpty() && local.isEmpty(); }
    qint64 count(RollbackFate fate) const;
    bool operator==(const ProductUndo &) const = default;
};

/// A product's plan, and the read of Shopify it was made on.
struct ProductPlan
{
    ProductUndo undo = {};
    std::optional<RemoteRead> read = {}; ///< None where nothing was read.
    QDateTime changedAt = {}; ///< When Shopify calls the product changed last, as the read began; invalid for unknown.
    std::chrono::milliseconds readAt{0}; ///< When the read began; monotonic.
    bool isTorn = false; ///< The product was changed while page after page was read: it is to be planned anew.
};

/// Plans taking back one product's operations, newest first, without any I/O. `remote` is what Shopify holds now,
/// `local` the catalogue's product, if there is one. A field that holds neither what the batch wrote nor what was
/// before is left alone unless the policy says otherwise. `version` is what the batch made of the catalogue's product,
/// where it may have written there without a call. `restocked` are variants that it created and whose stock was set
/// since; stock that only moved in Shopify was sold or came back, and keeps nothing from being taken back.
ProductUndo planUndo(const QList<Operation> &operations, const std::optional<ProductVersion> &version,
    const RemoteRead &remote, const std::optional<LocalImage> &local, const UndoPolicy &policy,
    const QSet<qint64> &restocked = {});

/// The same for a product that the batch wrote only in the catalogue: `now` is the product as it stands. Put back whole
/// where nobody has changed it since, else field by field.
ProductUndo planLocalUndo(
    const ProductVersion &version, const std::optional<LocalImage> &now, const UndoPolicy &policy);

/// The counts and items of many, conflicts first; the first 2,000 items unless all are wanted.
RollbackPlan planFrom(const QList<ProductUndo> &undos, bool listEverything);

/// The failure of a run whose backup was not made, always LocalDisk: nothing is undone that could not be brought back,
/// unless a person who knows it says otherwise.
Failure backupFailed(Failure why);

} // namespace Sync
