#include "models/format/shopwords.h"

namespace Models {

namespace {

Sync::ShopNames &kept()
{
    static Sync::ShopNames names;
    return names;
}

} // namespace

const Sync::ShopNames &shopWords()
{
    return kept();
}

void setShopWords(const Sync::ShopNames &names)
{
    kept() = names;
}

} // namespace Models
