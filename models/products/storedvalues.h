#pragma once

#include "sync/api/catalogue.h"

namespace Models {

/// What a product or a variant holds in a field, as canonical text; empty where it holds nothing, or has no such field.
QString storedValue(const Sync::ProductDetail &detail, QStringView field);
QString storedValue(const Sync::VariantDetail &variant, QStringView field);

} // namespace Models
