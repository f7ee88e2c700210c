#include "app/demoshop/catalogue/taxonomy.h"

#include <algorithm>
#include <array>

namespace DemoShop {

namespace {

struct Belonging
{
    std::string_view productType;
    Category category;
};

constexpr std::array belongings{
    Belonging{"Writing", {"os-11-8", "Office Supplies > Office Instruments > Writing & Drawing Instruments"}},
    Belonging{"Paper", {"os-6-9", "Office Supplies > General Office Supplies > Paper Products > Printing Paper"}},
    Belonging{"Notebooks", {"os-6-9-7", "Office Supplies > General Office Supplies > Paper Products > Notebooks"}},
    Belonging{"Notes & Labels", {"os-6-5", "Office Supplies > General Office Supplies > Labels & Notes"}},
    Belonging{"Filing", {"os-4", "Office Supplies > Filing & Organization"}},
    Belonging{"Desk Tools", {"os-11", "Office Supplies > Office Instruments"}},
    Belonging{"Desk Accessories", {"os-3", "Office Supplies > Desk Accessories"}},
    Belonging{"Lighting", {"hg-13-4", "Home & Garden > Lighting > Desk Lamps"}},
    Belonging{"Ink & Toner", {"el-13-4", "Electronics > Print, Copy & Scan > Ink & Toner"}},
    Belonging{"Mailing", {"os-13", "Office Supplies > Shipping Supplies"}},
    Belonging{"Planning", {"os-4-2", "Office Supplies > Filing & Organization > Calendars & Planners"}},
    Belonging{"Presentation", {"os-12", "Office Supplies > Presentation Supplies"}},
    Belonging{"Electronics", {"el", "Electronics"}},
};

constexpr auto categories = [] {
    std::array<Category, belongings.size()> all;
    std::transform(
        belongings.begin(), belongings.end(), all.begin(), [](const Belonging &each) { return each.category; });
    return all;
}();

} // namespace

std::string_view Category::name() const
{
    constexpr std::string_view parting = " > ";
    const std::size_t at = fullName.rfind(parting);
    return at == std::string_view::npos ? fullName : fullName.substr(at + parting.size());
}

std::span<const Category> taxonomy()
{
    return categories;
}

const Category *findCategory(std::string_view id)
{
    const auto found
        = std::find_if(categories.begin(), categories.end(), [id](const Category &each) { return each.id == id; });
    return found == categories.end() ? nullptr : found;
}

const Category &categoryOfType(std::string_view productType)
{
    const auto found = std::find_if(belongings.begin(), belongings.end(),
        [productType](const Belonging &each) { return each.productType == productType; });
    return (found == belongings.end() ? belongings.back() : *found).category;
}

} // namespace DemoShop
