#pragma once

#include "sync/jobs/push/steps.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace Sync {

/// Whether the field goes with the product's own ones in one call: plain fields, category and collections do.
bool goesWithProduct(const QString &field);
/// The calls that take the product out of sales channels and put it into others.
void appendChannelSteps(QList<Step> &steps, const ContentPatch &before, const ContentPatch &after);
/// What of a product's fields a create is of: collections that choose by rules do so by themselves. Sales channels are
/// among them, so that a catalogue that gets the product from the create gets them too, but it takes a call of its own
/// to join them.
FieldMap creatable(const FieldMap &fields);
/// The call that puts a product that is to be made into its sales channels; none when it is to be in none.
QList<Step> stepsJoining(const FieldMap &fields);
/// That call as its turn has come, when Shopify has made this of the product: no channel that it is in by itself.
/// Nothing when none is left.
std::optional<Operation> joinAtItsTurn(Operation operation, const ProductContent &made);
/// Whether a product that was read with what it is in tells nothing of its sales channels: the token may not see them.
bool hidesChannels(const ProductContent &read);
/// Comes before the reason why a product that was made, or brought back, has not joined them: it is not to be made
/// again.
QString madeWithoutChannels();

/// Puts the category, and the collections to join and to leave, into the input of an update.
void putMemberships(QJsonObject &input, const FieldMap &fields);
/// Puts the category and all collections into the input of a create.
void putFirstMemberships(QJsonObject &input, const FieldMap &fields);
/// The sales channels among the fields, as publishablePublish and publishableUnpublish take them.
QJsonArray channelInputs(const FieldMap &fields);

} // namespace Sync
