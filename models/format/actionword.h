#pragma once

#include <QString>

namespace Models {

/// What was done to a product, as history keeps it, in words; the text itself for what nobody here writes.
QString actionWord(const QString &action);

} // namespace Models
