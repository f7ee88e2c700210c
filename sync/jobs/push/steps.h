#pragma once

#include "sync/ports/journalstore.h"

#include <QList>

namespace Sync {

/// One call to come, before it has an id and a place in a batch.
struct Step
{
    OperationKind kind = OperationKind::ProductUpdate;
    ContentPatch before = {};
    ContentPatch after = {};
    /// What the catalogue held when the step was decided on; the value becomes what Shopify returns.
    QList<CatalogueWrite> writes = {};

    bool operator==(const Step &) const = default;
};

/// Whether an operation of this kind changes fields of what is there: it creates and deletes nothing.
bool changesFields(OperationKind kind);

/// Whether undoing such a call may take calls of other kinds: what was set where there was nothing is deleted again.
bool isCutAnew(OperationKind kind);

/// The calls that turn `before` into `after`, both naming the same fields: one for the product, one per 250 variants,
/// one per 250 stock quantities, one per variant and location that is to stock it or no longer, one per 25 metafields
/// to set and as many to delete, one per medium and one for the order of media, one for the sales channels to leave and
/// one for those to join; category and collections go with the product's own call. No product and no variant is
/// created, deleted or moved, and no option renamed here.
QList<Step> stepsFor(const ContentPatch &before, const ContentPatch &after);
/// Whether options can be renamed so, one by one: as many, none nameless, none by a name that a later one still has.
bool canRename(const QStringList &names, const QStringList &wanted);
/// The calls that give options other names, one each, where that is all there is to it (see optionsteps.h). They come
/// last: variants are made under the names that were read.
QList<Step> stepsRenaming(const ContentPatch &before, const ContentPatch &after);
/// Those of the catalogue's writes that belong to fields a step changes.
QList<CatalogueWrite> writesOf(const Step &step, const QList<CatalogueWrite> &writes);
/// Calls that add variants, 250 each. Their `before` names those that are there already, so that one of these is never
/// taken for a new one when a lost answer is read back.
QList<Step> stepsAdding(const QList<NewVariant> &variants, const QList<VariantContent> &present);
/// Calls that remove variants, whose whole content is `before`.
QList<Step> stepsRemoving(const QMap<qint64, FieldMap> &before);

/// All fields of a product and its variants, for a journal entry that has to bring it back.
ContentPatch wholeContent(const ProductContent &content);

/// The values of the fields in `asked` as they are in `content`; a field that was not read keeps what was asked for.
ContentPatch returnedFor(const ContentPatch &asked, const ProductContent &content);

/// Pairs variants just created with what Shopify made of them: by their option values, what is left by order.
QList<VariantLink> linksFor(const QList<NewVariant> &created, const QList<VariantContent> &answered);
/// A handle of our own choice: by it a create whose answer was lost is found again.
QString ownHandle(const LocalProduct &product);

/// True when both have the same option values.
bool sameOptions(const FieldMap &left, const FieldMap &right);

} // namespace Sync
