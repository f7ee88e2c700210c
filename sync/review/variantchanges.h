#pragma once

#include "sync/api/catalogue.h"
#include "sync/api/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace Sync {

class PgSession;

/// A variant to be made whose values were checked one by one.
struct CheckedAddition
{
    VariantId like;
    QJsonObject fields; ///< Text by field.
};

/// The variants that an edit makes and takes away.
struct VariantChanges
{
    QList<CheckedAddition> added;
    QList<VariantId> removed;

    bool isEmpty() const { return added.isEmpty() && removed.isEmpty(); }
};

/// Checks the values of the variants that an edit makes, each by itself; what was mended or looks odd goes to
/// `remarks`.
Result<VariantChanges> checkedVariantChanges(const ProductEdit &edit, QStringList &remarks);

/// Makes and takes away variants of a product and gives those there are then the places from 1 on; the ids of those
/// made, in their order. What variants are given of facets is left to the caller.
///
/// Nothing may be kept of it after a failure: when the product would have none or too many variants, or one that lacks
/// a value for an option or has the options of another one (BadInput); when a variant is gone (Stale). Belongs into the
/// transaction that holds the product, after its fields were written.
Result<QList<VariantId>> changeVariants(
    PgSession &session, ProductId product, const VariantChanges &changes, QStringList &remarks);

/// What an edit made and took away, for the audit log; nothing where it did neither.
QJsonObject detailsOf(const VariantChanges &changes, const QList<VariantId> &made);

/// That a variant of the product of this title is not there any more.
Failure variantGone(const QString &title);

} // namespace Sync
