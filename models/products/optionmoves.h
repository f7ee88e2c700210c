#pragma once

#include <QString>
#include <QStringList>

namespace Models {

/// What a variant has of a product's options once these have other names: a value goes with the name it stands under,
/// or stays in its place when that place only got another name. Names are the same in any case. Empty where a new
/// option has none yet.
QStringList movedOptions(const QStringList &names, const QStringList &newNames, const QStringList &values);

} // namespace Models
