#pragma once

#include "sync/jobs/push/steps.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Sync {

/// Whether the field goes with the product's own ones in one call: plain fields, category and collections do.
bool goesWithProduct(const QString &field);
/// The calls that take the product out of sales channels and put it into others.
void appendChannelSteps(QList<Step> &steps, const ContentPatch &before, const ContentPatch &after);
/// What of a product's fields a create is of: collections that choose by rules do so by themselves. Sales channels are
/// not sent with it: their call needs the product's id, so they stay in the catalogue for the next comparison to find.
FieldMap creatable(const FieldMap &fields);

/// Puts the category, and the collections to join and to leave, into the input of an update.
void putMemberships(QJsonObject &input, const FieldMap &fields);
/// Puts the category and all collections into the input of a create.
void putFirstMemberships(QJsonObject &input, const FieldMap &fields);
/// The sales channels among the fields, as publishablePublish and publishableUnpublish take them.
QJsonArray channelInputs(const FieldMap &fields);

} // namespace Sync
