#pragma once

#include "sync/api/media.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/operation.h"
#include "sync/ports/shop.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Sync {

// What sending media takes. Every call is about one medium, as nothing promises that a call about several takes effect
// whole; and each is written down only when its turn comes, as what it finds depends on the calls before it.

/// Whether the kind is one of the calls about media.
bool isMediaCall(OperationKind kind);

/// The calls that turn the media of `before` into those of `after`: off go those that are to go, on come others, texts
/// change, and in the end the order is sent unless it follows by itself.
QList<Step> mediaSteps(const FieldMap &before, const FieldMap &after);

/// The call as its turn has come, when Shopify has `now`: what an addition must not be taken for, what place a medium
/// had, and an order of the media there are, in which `made` has become of addresses. Nothing when there is nothing
/// left to do.
std::optional<Operation> atItsTurn(Operation operation, const FieldMap &now, const QMap<QString, QString> &made);

/// The request of such a call; `seen` tells the kinds of media.
ShopRequest mediaRequest(const Operation &operation, const FieldMap &seen);
/// The files of a product to be created, in order: pictures by address, and of the others those that `seen` has.
QJsonArray fileInputs(const FieldMap &fields, const FieldMap &seen);

/// What became of an addition whose answer tells nothing of it.
ReadBack judgeMediaAdd(const Operation &operation, const RemoteRead &remote);
/// What became of the pictures that a call added by their addresses: Shopify's numbers.
QMap<QString, QString> madeMedia(const Operation &operation, const FieldMap &now);
/// The patch with those numbers in place of the addresses; an address that was not made is left out.
FieldMap withMadeMedia(const FieldMap &fields, const QMap<QString, QString> &made);

/// Fields of the catalogue that a call writes beside those it asks for: the address that it makes a number of, and the
/// order, which follows.
FieldMap alsoCalled(const Operation &operation);

/// `gid://shopify/MediaImage/12`
QString mediumGid(const Medium &medium);
/// Takes the media of an answer's product into its fields, behind those that are there; true when there are more.
bool takeMedia(const QJsonObject &product, FieldMap &fields);

} // namespace Sync
