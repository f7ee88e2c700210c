#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

// What it takes to bring a product back that was deleted in Shopify, and what belongs to a product that was made.

/// The calls that make a product again of all it held, with these variants, and put it into its sales channels. The
/// later ones go to the id that it gets from the first.
QList<Step> stepsBringingBack(const FieldMap &held, const QList<NewVariant> &variants);

/// What a person is told of it before it is done.
QString whatComesBack(const FieldMap &held);

/// The same value by value: all that is asked for by these calls, and what the catalogue's product or variant holds.
QList<RollbackValue> valuesIn(const QList<Step> &steps);
QList<RollbackValue> valuesIn(const LocalProduct &product);
QList<RollbackValue> valuesIn(const LocalVariant &variant);

/// What of its media did not come back, when this was made of it.
QStringList whatStayedAway(const FieldMap &held, const ProductContent &made);

/// Operations of one product in which the sales channels that a product joined once it was made are part of its making:
/// what is taken back then is the product, and nobody else has put it there.
QList<Operation> withJoinsInCreates(const QList<Operation> &operations);

/// Deleted variants as they are to come back, in their order, each with the catalogue's variant of the same options.
QList<NewVariant> recreated(const QMap<qint64, FieldMap> &before, const std::optional<LocalImage> &local);

} // namespace Sync
