#pragma once

#include <QString>
#include <QStringList>

namespace Models {

/// The names under which people know a product's options: none where Shopify has its stand-in for a product without.
QStringList shownOptions(const QString &canonical);

/// What a variant has of a product's options once these have other names: a value goes with the name it stands under,
/// or stays in its place when that place only got another name. Empty where a new option has none yet.
QStringList movedOptions(const QStringList &names, const QStringList &newNames, const QStringList &values);

} // namespace Models
