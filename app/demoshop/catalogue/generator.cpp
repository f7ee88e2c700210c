#include "app/demoshop/catalogue/generator.h"

#include "app/demoshop/catalogue/handles.h"
#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/catalogue/taxonomy.h"
#include "app/demoshop/catalogue/words.h"

#include <algorithm>

namespace DemoShop {

namespace {

constexpr qint64 firstCreation = 1'640'995'200; // 2022-01-01
constexpr qint64 creationSpan = 4 * 365 * 86'400;
constexpr qint64 updateSpan = 180 * 86'400;

quint64 mix(quint64 x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// A stream of numbers that depends on nothing but its start.
class Dice final
{
public:
    explicit Dice(quint64 start)
        : m_state(start)
    { }
    int below(int limit)
    {
        m_state = mix(m_state);
        return static_cast<int>((m_state >> 33) % static_cast<quint64>(limit));
    }
    template <typename T>
    const T &of(std::span<const T> table)
    {
        return table[static_cast<size_t>(below(static_cast<int>(table.size())))];
    }

private:
    quint64 m_state;
};

enum class Oddity { None, EmojiTitle, RightToLeftTitle, HtmlTitle, MissingSku, DoubledSku };

Oddity oddityOf(qint64 index)
{
    switch (index % 400) {
    case 7:
        return Oddity::EmojiTitle;
    case 11:
        return Oddity::RightToLeftTitle;
    case 13:
        return Oddity::HtmlTitle;
    case 17:
        return Oddity::MissingSku;
    case 19:
        return Oddity::DoubledSku;
    default:
        return Oddity::None;
    }
}

void appendNumber(std::string *text, qint64 number, int width)
{
    const std::string digits = std::to_string(number);
    text->append(static_cast<size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
    text->append(digits);
}

std::string barcodeOf(qint64 number)
{
    std::string code = "4";
    appendNumber(&code, number % 100'000'000'000, 11);
    int sum = 0;
    for (size_t i = 0; i < 12; ++i) {
        sum += (code[i] - '0') * (i % 2 == 0 ? 1 : 3);
    }
    code += static_cast<char>('0' + (10 - sum % 10) % 10);
    return code;
}

} // namespace

std::string moneyText(qint64 cents)
{
    std::string text = cents < 0 ? "-" : "";
    cents = std::abs(cents);
    text += std::to_string(cents / 100);
    text += '.';
    text += static_cast<char>('0' + cents / 10 % 10);
    text += static_cast<char>('0' + cents % 10);
    return text;
}

Generator::Generator(qint64 count, quint64 seed, int locations)
    : m_count(count)
    , m_seed(seed)
    , m_locations(locations)
{ }

quint64 Generator::random(qint64 index) const
{
    return mix(m_seed * 0x2545F4914F6CDD1DULL + static_cast<quint64>(index));
}

int Generator::variantCount(qint64 index) const
{
    return 1 + static_cast<int>((random(index) >> 20) % 5);
}

qint64 Generator::updatedAt(qint64 index) const
{
    const quint64 random = this->random(index);
    const qint64 createdAt = firstCreation + static_cast<qint64>(mix(random) % creationSpan);
    return createdAt + static_cast<qint64>(mix(random + 1) % updateSpan);
}

void Generator::write(qint64 index, Product *product) const
{
    const quint64 random = this->random(index);
    product->id = Ids::of(Ids::generatedProduct, index);
    product->createdAt = firstCreation + static_cast<qint64>(mix(random) % creationSpan);
    product->updatedAt = updatedAt(index);
    writeText(index, mix(random + 2), product);
    writeTags(mix(random + 3), product);
    writeOptions(index, mix(random + 4), product);
    writeVariants(index, mix(random + 5), product);
    writeExtras(index, mix(random + 6), product);
}

void Generator::writeText(qint64 index, quint64 random, Product *product) const
{
    Dice dice(random);
    const Words::Kind &kind = Words::kinds()[random % Words::kinds().size()];
    product->title = dice.of(Words::adjectives());
    product->title.append(" ").append(kind.noun).append(" ");
    appendNumber(&product->title, 100 + dice.below(900), 3);
    // The number makes the handle unique and leads back to the product.
    product->handle = handleOf(product->title);
    product->handle += '-';
    appendNumber(&product->handle, index + 1, 6);
    switch (oddityOf(index)) {
    case Oddity::EmojiTitle:
        product->title += " 🖊️ – “Ideal” für’s Büro 👩‍💻";
        break;
    case Oddity::RightToLeftTitle:
        product->title = "قلم حبر جاف أزرق " + product->title;
        break;
    case Oddity::HtmlTitle:
        product->title += " <b>Bold</b> & \"Refill\" <script>";
        break;
    default:
        break;
    }
    product->vendor = dice.of(Words::vendors());
    product->productType = kind.type;
    product->category = random % 5 == 0 ? std::string_view() : categoryOfType(kind.type).id;
    const int status = dice.below(20);
    product->status = status == 0 ? "DRAFT" : status == 1 ? "ARCHIVED" : "ACTIVE";

    std::string &html = product->descriptionHtml;
    html = "<p>";
    html.append(dice.of(Words::openings())).append("</p>\n<p>").append(dice.of(Words::details())).append(" ");
    html.append(dice.of(Words::details())).append("</p>\n<ul class=\"features\">\n");
    const size_t first = static_cast<size_t>(dice.below(8));
    for (size_t point = first; point < first + 3; ++point) {
        html.append("<li>").append(Words::points()[point % Words::points().size()]).append("</li>\n");
    }
    html.append("</ul>\n<p><em>").append(dice.of(Words::closings())).append("</em></p>");
}

void Generator::writeTags(quint64 random, Product *product) const
{
    Dice dice(random);
    const std::span<const std::string_view> words = Words::tags();
    product->tags.clear();
    // Walking the sorted table keeps the tags in Shopify's order and free of doubles.
    const int wanted = dice.below(5);
    size_t at = static_cast<size_t>(dice.below(3));
    for (int i = 0; i < wanted && at < words.size(); ++i, at += 1 + static_cast<size_t>(dice.below(3))) {
        product->tags.emplace_back(words[at]);
    }
}

void Generator::writeOptions(qint64 index, quint64 random, Product *product) const
{
    const int variants = variantCount(index);
    const qint64 id = Ids::of(Ids::generatedOption, index);
    product->options.resize(1);
    Option &option = product->options.front();
    option.id = id;
    option.values.resize(static_cast<size_t>(variants));
    const Words::Kind &kind = Words::kinds()[mix(this->random(index) + 2) % Words::kinds().size()];
    const bool isPlain = variants == 1 && random % 2 == 0;
    option.name = isPlain ? "Title" : Words::optionName(kind.choice);
    const std::span<const std::string_view> names = Words::optionValues(kind.choice);
    for (size_t i = 0; i < option.values.size(); ++i) {
        option.values[i].id = id + 1 + static_cast<qint64>(i);
        option.values[i].name = isPlain ? "Default Title" : names[(random % 3 + i) % names.size()];
    }
}

void Generator::writeVariants(qint64 index, quint64 random, Product *product) const
{
    Dice dice(random);
    const Words::Kind &kind = Words::kinds()[mix(this->random(index) + 2) % Words::kinds().size()];
    const Oddity oddity = oddityOf(index);
    const qint64 base = kind.lowestPrice + dice.below(kind.highestPrice - kind.lowestPrice + 1);
    const bool isReduced = dice.below(6) == 0;
    product->variants.resize(product->options.front().values.size());
    for (size_t i = 0; i < product->variants.size(); ++i) {
        Variant &variant = product->variants[i];
        const qint64 offset = static_cast<qint64>(i);
        variant.id = Ids::of(Ids::generatedVariant, index) + offset;
        variant.inventoryItemId = Ids::of(Ids::generatedItem, index) + offset;
        variant.optionValues.resize(1);
        variant.optionValues.front() = product->options.front().values[i].name;
        const qint64 price = base + base * offset / 4;
        variant.price = moneyText(price);
        variant.compareAtPrice.reset();
        if (isReduced) {
            variant.compareAtPrice = moneyText(price + price / 5 + 1);
        }
        variant.cost.reset();
        if (dice.below(10) != 0) {
            variant.cost = moneyText(price * 55 / 100);
        }
        std::string sku = "SD-";
        appendNumber(&sku, oddity == Oddity::DoubledSku ? index : index + 1, 6);
        sku += '-';
        appendNumber(&sku, offset + 1, 2);
        variant.sku = std::move(sku);
        if (oddity == Oddity::MissingSku && i == 0) {
            variant.sku.reset();
        }
        variant.barcode.reset();
        if (dice.below(12) != 0) {
            variant.barcode = barcodeOf(index * 8 + offset);
        }
        variant.continuesSelling = dice.below(15) == 0;
        variant.taxable = true;
        variant.tracked = dice.below(20) != 0;
        variant.requiresShipping = true;
        variant.weight = kind.grams;
        variant.weightUnit = "GRAMS";
        variant.metafields.clear();
        variant.createdAt = product->createdAt;
        variant.updatedAt = product->updatedAt;
        variant.levels.resize(static_cast<size_t>(m_locations));
        for (size_t place = 0; place < variant.levels.size(); ++place) {
            variant.levels[place] = {static_cast<int>(place), dice.below(250), dice.below(4), product->updatedAt};
        }
    }
}

void Generator::writeExtras(qint64 index, quint64 random, Product *product) const
{
    Dice dice(random);
    product->seoTitle.reset();
    product->seoDescription.reset();
    product->templateSuffix.reset();
    if (dice.below(3) == 0) {
        product->seoTitle = product->title + " | Office Supplies";
        product->seoDescription = product->productType + " by " + product->vendor + ": in stock, delivered tomorrow.";
    }
    product->media.clear();
    if (dice.below(10) < 7) {
        const qint64 id = Ids::of(Ids::generatedMedia, index);
        product->media.push_back(
            {id, product->title, "https://cdn.example.com/products/" + std::to_string(id) + ".jpg?v=1", 1200, 1200,
                "MediaImage", 0, 0, false});
    }
    product->metafields.clear();
    if (dice.below(3) == 0) {
        const qint64 id = Ids::of(Ids::generatedMetafield, index);
        product->metafields.push_back({id, "custom", "material", "single_line_text_field",
            std::string(dice.of(Words::materials())), product->createdAt, product->createdAt});
        if (dice.below(2) == 0) {
            product->metafields.push_back({id + 1, "custom", "pages", "number_integer",
                std::to_string(16 * (1 + dice.below(20))), product->createdAt, product->createdAt});
        }
    }
    const bool isActive = product->status == "ACTIVE";
    product->publications = isActive ? (dice.below(4) == 0 ? 1U : 3U) : 0U;
    product->publishedAt = isActive ? product->createdAt : 0;
}

} // namespace DemoShop
