#pragma once

#include "sync/api/shopnames.h"

namespace Models {

/// What the shop calls things, for fieldLabel() and fieldText(), which every page asks. One for the program, as the
/// language is; belongs to the GUI's thread.
const Sync::ShopNames &shopWords();
void setShopWords(const Sync::ShopNames &names);

} // namespace Models
