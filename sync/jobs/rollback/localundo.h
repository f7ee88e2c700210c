#pragma once

#include "sync/api/rollback.h"
#include "sync/ports/journalstore.h"

#include <QList>
#include <QMap>

#include <optional>
#include <utility>

namespace Sync {

/// What a person chose beyond the safe default, and within which fields.
struct UndoPolicy
{
    bool restoreConflicts = false;
    CreatedFate created = CreatedFate::Keep;
    QList<FieldPath> fields = {}; ///< Empty: all, and what was created and deleted with them.
};

/// What is put back in the catalogue, and in what Syncdesk knows of Shopify, without a call.
struct LocalUndo
{
    LocalFate fate = LocalFate::Keep;
    qint64 version = 0; ///< sync_versions.id, for LocalFate::Restore.
    QList<CatalogueWrite> writes = {};
    ContentPatch base = {};
    std::optional<ProductContent> seen = {}; ///< Fields of which Shopify was found to hold them.
    QList<VariantLink> links = {};
    bool productGone = false; ///< Shopify was found not to have it any more.

    bool isEmpty() const
    {
        return fate == LocalFate::Keep && writes.isEmpty() && base.isEmpty() && !seen && links.isEmpty()
            && !productGone;
    }
    bool operator==(const LocalUndo &) const = default;
};

/// What becomes of a field that holds `now`, given what was before and what was written.
RollbackFate undoFate(QStringView field, const FieldValue &before, const FieldValue &written, const FieldValue &now,
    bool restoreConflicts);

/// Images by the id of their product; nothing for any other.
QMap<qint64, std::optional<LocalImage>> imagesByProduct(const QList<LocalImage> &images);

/// The image as it is with these fields, by Shopify's variant id, 0 for the product's own, and name.
std::optional<LocalImage> withFields(
    std::optional<LocalImage> image, const QMap<std::pair<qint64, QString>, FieldValue> &fields);

/// Equal in content: versions and states of the row do not count.
bool sameImage(const std::optional<LocalImage> &left, const std::optional<LocalImage> &right);

/// Whether variants or links came or went between the two, which cannot be put back field by field.
bool isRebuilt(const ProductVersion &version);

/// Puts the fields back that a batch made different in the catalogue, those in `except` aside, each on its own. Adds to
/// `undo` and `items`.
void undoImageFields(LocalUndo &undo, QList<RollbackItem> &items, const ProductVersion &version, const LocalImage &now,
    const UndoPolicy &policy, const ContentPatch &except);

/// The differences of two images as items of one fate.
QList<RollbackItem> imageItems(const ProductVersion &version, const std::optional<LocalImage> &now, RollbackFate fate);

} // namespace Sync
