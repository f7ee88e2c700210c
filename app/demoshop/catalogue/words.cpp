#include "app/demoshop/catalogue/words.h"

namespace DemoShop::Words {

namespace {

constexpr std::array kindTable{
    Kind{"Copy Paper A4", "Paper", Choice::Pack, 399, 4999, 2500},
    Kind{"Ballpoint Pen", "Writing", Choice::Colour, 79, 499, 12},
    Kind{"Gel Pen 0.5 mm", "Writing", Choice::Colour, 149, 699, 13},
    Kind{"Graphite Pencil", "Writing", Choice::Pack, 99, 1299, 8},
    Kind{"Whiteboard Marker", "Writing", Choice::Colour, 129, 899, 20},
    Kind{"Highlighter", "Writing", Choice::Colour, 99, 599, 18},
    Kind{"Spiral Notebook", "Notebooks", Choice::Format, 249, 1499, 310},
    Kind{"Hardcover Journal", "Notebooks", Choice::Format, 799, 2999, 420},
    Kind{"Sticky Notes", "Notes & Labels", Choice::Colour, 119, 999, 60},
    Kind{"Address Labels", "Notes & Labels", Choice::Pack, 299, 3499, 350},
    Kind{"Lever Arch File", "Filing", Choice::Colour, 199, 899, 480},
    Kind{"Suspension File", "Filing", Choice::Pack, 899, 3999, 900},
    Kind{"Document Wallet", "Filing", Choice::Colour, 99, 599, 90},
    Kind{"Stapler", "Desk Tools", Choice::Colour, 599, 3999, 310},
    Kind{"Staples 24/6", "Desk Tools", Choice::Pack, 99, 999, 120},
    Kind{"Hole Punch", "Desk Tools", Choice::Colour, 499, 4999, 520},
    Kind{"Scissors", "Desk Tools", Choice::Format, 299, 1999, 95},
    Kind{"Adhesive Tape", "Desk Tools", Choice::Pack, 129, 1499, 70},
    Kind{"Desk Organiser", "Desk Accessories", Choice::Colour, 999, 5999, 850},
    Kind{"Letter Tray", "Desk Accessories", Choice::Colour, 499, 2499, 620},
    Kind{"LED Desk Lamp", "Lighting", Choice::Colour, 2499, 12999, 1800},
    Kind{"Toner Cartridge", "Ink & Toner", Choice::Colour, 2999, 18999, 980},
    Kind{"Ink Cartridge", "Ink & Toner", Choice::Colour, 899, 5999, 110},
    Kind{"Padded Envelope", "Mailing", Choice::Format, 29, 2999, 40},
    Kind{"Shipping Box", "Mailing", Choice::Format, 89, 3999, 450},
    Kind{"Wall Calendar", "Planning", Choice::Format, 799, 2499, 380},
    Kind{"Magnetic Whiteboard", "Presentation", Choice::Format, 2999, 24999, 5200},
    Kind{"Laminating Pouches", "Presentation", Choice::Pack, 599, 4499, 700},
    Kind{"Desk Calculator", "Electronics", Choice::Colour, 799, 4999, 210},
    Kind{"USB-C Cable", "Electronics", Choice::Format, 599, 2999, 45},
};
constexpr std::array adjectiveTable = std::to_array<std::string_view>(
    {"Recycled", "Everyday", "Premium", "Compact", "Classic", "Heavy-Duty", "Refillable", "Slim", "Professional", "Eco",
        "Studio", "Quick-Dry", "Soft-Grip", "Archive", "Office", "Anti-Glare"});
constexpr std::array vendorTable = std::to_array<std::string_view>(
    {"Northdesk", "Papyria", "Inkwell & Sons", "Büro Linie", "Café Papier", "Clipworks", "Foldmaster", "Graphite House",
        "Kontor", "Lumen Office", "Marginalia", "Novus Blatt", "Officina", "Quill & Ream", "Rollwerk", "Stapelhaus"});
constexpr std::array tagTable
    = std::to_array<std::string_view>({"back-to-school", "bestseller", "bulk-buy", "clearance", "eco", "gift",
        "home-office", "left-handed", "new", "recycled", "refill", "school", "vegan", "warehouse"});
constexpr std::array openingTable = std::to_array<std::string_view>({
    "Made for desks that are used all day, this one keeps its promise: it works the first time and the thousandth.",
    "A quiet helper for every workplace – robust, simple and priced so that nobody has to hide it in a drawer.",
    "What customers call \"the one that just works\": no sharp edges, no smell, no surprises when it is unpacked.",
    "Designed with people who file, fold and label for a living; tested for 12 months in three busy offices.",
    "The refined version of an old favourite, now with a surface that stays clean and a grip that stays dry.",
    "From the crème de la crème of office supplies: plain looks, honest materials and a very long life.",
});
constexpr std::array detailTable = std::to_array<std::string_view>({
    "Thanks to the 2½-year guarantee you can order with confidence; spare parts are kept in stock for 5 years.",
    "Works between 5 °C and 40 °C, stores flat, and comes in packaging that goes straight into the paper bin.",
    "The material is certified and at least 70 % recycled, without looking like it – see the \"Details\" tab.",
    "Fits all usual trays, binders and drawers (A4, A5 & Letter); measured, not guessed, to ±0.5 mm.",
    "Delivered assembled. Tools aren't needed, and the manual is one page in 12 languages – français included.",
    "Costs less than 3 ¢ per use if you buy the larger pack; refills are interchangeable across the series.",
});
constexpr std::array pointTable = std::to_array<std::string_view>(
    {"Acid-free and age-resistant", "Rounded corners, no sharp edges", "Ships in plastic-free packaging",
        "Suitable for left- and right-handed use", "Refill available separately", "Colour-fast up to 100 lux-years",
        "Tested to 10\" drop height", "Stackable up to six units", "Made in the EU", "Low-odour, water-based ink"});
constexpr std::array closingTable = std::to_array<std::string_view>({
    "Questions? Our team answers within one working day.",
    "Tip: order before 14:00 and it leaves the warehouse today.",
    "Also available as a set – ask for the \"starter kit\".",
    "Sold by the piece unless a pack size is chosen above.",
});
constexpr std::array materialTable
    = std::to_array<std::string_view>({"Paper", "Steel", "Beech wood", "Recycled PET", "Aluminium", "Cardboard"});
constexpr std::array colourTable
    = std::to_array<std::string_view>({"Black", "Blue", "Red", "Green", "Bordeaux", "Türkis", "Grey", "White"});
constexpr std::array packTable = std::to_array<std::string_view>(
    {"Single", "Pack of 5", "Pack of 10", "Pack of 50", "Box of 250", "Pallet", "Pack of 20", "Pack of 100"});
constexpr std::array formatTable
    = std::to_array<std::string_view>({"A6", "A5", "A4", "A3", "Letter", "Legal", "B5", "A2"});

} // namespace

std::span<const Kind> kinds()
{
    return kindTable;
}
std::span<const std::string_view> adjectives()
{
    return adjectiveTable;
}
std::span<const std::string_view> vendors()
{
    return vendorTable;
}
std::span<const std::string_view> tags()
{
    return tagTable;
}
std::span<const std::string_view> openings()
{
    return openingTable;
}
std::span<const std::string_view> details()
{
    return detailTable;
}
std::span<const std::string_view> points()
{
    return pointTable;
}
std::span<const std::string_view> closings()
{
    return closingTable;
}
std::span<const std::string_view> materials()
{
    return materialTable;
}

std::string_view optionName(Choice choice)
{
    return choice == Choice::Colour ? "Colour" : choice == Choice::Pack ? "Pack Size" : "Format";
}

std::span<const std::string_view> optionValues(Choice choice)
{
    return choice == Choice::Colour ? std::span<const std::string_view>(colourTable)
        : choice == Choice::Pack    ? std::span<const std::string_view>(packTable)
                                    : std::span<const std::string_view>(formatTable);
}

} // namespace DemoShop::Words
