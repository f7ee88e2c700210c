#pragma once

#include "sync/jobs/push/steps.h"

#include <QMap>

#include <optional>

namespace Sync {

/// How the options of a product become others.
struct OptionPlan
{
    QList<Step> steps = {}; ///< In order: other names, options that go or come, their order, the variants' values.
    ProductContent content = {}; ///< The product once these are carried out; the places of its variants are as before.
    bool movesVariants = false; ///< Shopify will have put the variants into an order of its own; the before of the
                                ///< call that does it has their places.
    QString refused = {}; ///< Why it cannot be done, for staff; then there are no steps.
};

/// Whether a call of this kind adds, removes, moves or renames options.
bool isOptionCall(OperationKind kind);

/// Where an option of this name, in any case, is among the names; -1 when nowhere.
qsizetype placeOfOption(const QStringList &names, const QString &name);

/// Whether the options that `after` wants take more than other names and other values for the variants. `present` is
/// the product as it is, with those of its variants that stay.
bool takesOtherOptions(const ProductContent &present, const ContentPatch &after);

/// The calls that give a product the options `after` names, and its variants the values in it. Options are known by
/// their names, without regard to case: one that has a new name in the place of one that goes is renamed and keeps its
/// values. A value that `after` does not give stays that of the option of its name. No variant is created or deleted:
/// what would make two of them the same, or leave one without a value, is refused, and so is any change of an option
/// that is linked to a metafield: Shopify takes no text for it.
/// Shopify: productOptionsCreate with LEAVE_AS_IS gives every variant the first value, productOptionsDelete with
/// NON_DESTRUCTIVE keeps every variant, productOptionsReorder orders the variants anew.
OptionPlan planOptions(const ProductContent &present, const ContentPatch &after);

/// Why what `after` gives variants does not go with the options that the product has then, for staff: an option without
/// a value, a value without an option, or another one for an option that is linked to a metafield. Only where its
/// options stay as many.
std::optional<QString> whyNotFitting(const ProductContent &present, const ContentPatch &after);

/// The names of a product's options, and of each of its variants the three fields that hold their values.
ContentPatch optionsIn(const ProductContent &content);

/// Parts the options off: what is left in `patch` has other calls.
void leaveOutOptions(ContentPatch &patch);

/// The product as a confirmed call on its options leaves it; `answered` tells the ids.
void takeOptions(ProductContent &content, const Operation &operation, const ProductContent &answered);

} // namespace Sync
