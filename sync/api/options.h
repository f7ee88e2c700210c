#pragma once

#include "sync/api/catalogue.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <array>
#include <optional>

namespace Sync {

/// What a variant has of each of its product's options, in their order; Shopify takes three a product at most.
inline constexpr std::array<QStringView, 3> optionFields{Field::option1, Field::option2, Field::option3};

bool isOptionField(QStringView field);
/// A variant's title as Shopify makes it of its values; empty when there are none.
QString titleOfOptions(const QStringList &values);

/// Why a product cannot have options of these names, for staff; nothing when it can. Each needs a name that no other
/// one has, in any case.
std::optional<QString> whyNotOptions(const QStringList &names);
/// That a variant, called by its title, has no value for an option; and that it has one for an option that the product
/// does not have.
QString lacksOption(const QString &variant, const QString &option);
QString hasNoOptionFor(const QString &variant, const QString &value);
/// That an option is linked to a metafield, from which Shopify takes it: that neither its name nor what variants have
/// of it can be changed, and that no variant can be added.
QString whyLinkedOptionStays(const QString &option, const QString &metafield);
QString whyNoVariantIsAdded(const QString &option, const QString &metafield);

} // namespace Sync
