#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/api/resolvers.h"

#include <algorithm>

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

const Variant &variantOf(const Entity &entity)
{
    return entity.product->variants[static_cast<size_t>(entity.variant)];
}

const Level &levelOf(const Entity &entity)
{
    return variantOf(entity).levels[static_cast<size_t>(entity.part)];
}

std::string titleOf(const Variant &variant)
{
    std::string title;
    for (const std::string &value : variant.optionValues) {
        title.append(title.empty() ? "" : " / ").append(value);
    }
    return title;
}

void addIdentity(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"ProductVariant.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("ProductVariant", variantOf(e).id);
        return Outcome::Written;
    };
    fields[u"ProductVariant.legacyResourceId"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(std::to_string(variantOf(e).id)));
    };
    fields[u"ProductVariant.title"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(titleOf(variantOf(e))));
    };
    fields[u"ProductVariant.displayName"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->title + " - " + titleOf(variantOf(e))));
    };
    fields[u"ProductVariant.sku"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(variantOf(e).sku); };
    fields[u"ProductVariant.barcode"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(variantOf(e).barcode); };
    fields[u"ProductVariant.price"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(variantOf(e).price));
    };
    fields[u"ProductVariant.compareAtPrice"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(variantOf(e).compareAtPrice); };
    fields[u"ProductVariant.position"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(e.variant + 1); };
    fields[u"ProductVariant.inventoryQuantity"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(variantOf(e).available()); };
    fields[u"ProductVariant.inventoryPolicy"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(variantOf(e).continuesSelling ? "CONTINUE" : "DENY"));
    };
    fields[u"ProductVariant.taxable"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.boolean(variantOf(e).taxable); };
    fields[u"ProductVariant.availableForSale"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        const Variant &variant = variantOf(e);
        return x.boolean(!variant.tracked || variant.continuesSelling || variant.available() > 0);
    };
    fields[u"ProductVariant.createdAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(variantOf(e).createdAt); };
    fields[u"ProductVariant.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(variantOf(e).updatedAt); };
    fields[u"ProductVariant.product"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().product, .product = e.product}, field);
    };
    fields[u"ProductVariant.inventoryItem"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().item, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"ProductVariant.selectedOptions"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        std::vector<Entity> selected;
        for (int i = 0; i < static_cast<int>(variantOf(e).optionValues.size()); ++i) {
            selected.push_back(
                {.type = x.shop().types().selectedOption, .product = e.product, .variant = e.variant, .part = i});
        }
        return x.objects(selected, field);
    };
    fields[u"SelectedOption.name"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->options[static_cast<size_t>(e.part)].name));
    };
    fields[u"SelectedOption.value"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(variantOf(e).optionValues[static_cast<size_t>(e.part)]));
    };
    fields[u"SelectedOption.optionValue"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const Option &option = e.product->options[static_cast<size_t>(e.part)];
        for (int i = 0; i < static_cast<int>(option.values.size()); ++i) {
            if (option.values[static_cast<size_t>(i)].name == variantOf(e).optionValues[static_cast<size_t>(e.part)]) {
                return x.object(
                    {.type = x.shop().types().optionValue, .product = e.product, .part = e.part, .detail = i}, field);
            }
        }
        return Outcome::Null;
    };
}

void addItem(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"InventoryItem.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("InventoryItem", variantOf(e).inventoryItemId);
        return Outcome::Written;
    };
    fields[u"InventoryItem.legacyResourceId"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(std::to_string(variantOf(e).inventoryItemId)));
    };
    fields[u"InventoryItem.sku"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(variantOf(e).sku); };
    fields[u"InventoryItem.tracked"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.boolean(variantOf(e).tracked); };
    fields[u"InventoryItem.requiresShipping"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.boolean(variantOf(e).requiresShipping); };
    for (const QString &unset : {u"countryCodeOfOrigin"_s, u"harmonizedSystemCode"_s}) {
        fields[u"InventoryItem."_s + unset]
            = [](Execution &, const Entity &, const PlannedField &) { return Outcome::Null; };
    }
    fields[u"InventoryItem.createdAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(variantOf(e).createdAt); };
    fields[u"InventoryItem.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(variantOf(e).updatedAt); };
    fields[u"InventoryItem.unitCost"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return variantOf(e).cost
            ? x.object({.type = x.shop().types().money, .product = e.product, .variant = e.variant}, field)
            : Outcome::Null;
    };
    fields[u"MoneyV2.amount"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        // Shopify writes amounts without trailing zeroes but with one decimal: "4.5", "4.0".
        const std::string &cost = *variantOf(e).cost;
        return x.text(std::string_view(cost).substr(0, cost.size() - (cost.ends_with('0') ? 1 : 0)));
    };
    fields[u"MoneyV2.currencyCode"_s]
        = [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("EUR")); };
    fields[u"InventoryItem.measurement"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().measurement, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"InventoryItemMeasurement.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("InventoryItemMeasurement", variantOf(e).inventoryItemId);
        return Outcome::Written;
    };
    fields[u"InventoryItemMeasurement.weight"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().weight, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"Weight.value"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().real(variantOf(e).weight);
        return Outcome::Written;
    };
    fields[u"Weight.unit"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(variantOf(e).weightUnit));
    };
    fields[u"InventoryItem.variant"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().variant, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"InventoryItem.locationsCount"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const std::vector<Level> &levels = variantOf(e).levels;
        const auto stocked
            = std::count_if(levels.cbegin(), levels.cend(), [](const Level &level) { return level.isStocked; });
        return x.object(ShopContext::count(x, static_cast<qint64>(stocked), 0), field);
    };
    fields[u"InventoryItem.inventoryLevel"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const qint64 id = idOf(field.arguments[u"locationId"].toString(), "Location"_L1);
        const std::vector<Level> &levels = variantOf(e).levels;
        for (int i = 0; i < static_cast<int>(levels.size()); ++i) {
            const auto place = static_cast<size_t>(levels[static_cast<size_t>(i)].location);
            if (levels[static_cast<size_t>(i)].isStocked && x.shop().store().locations()[place].id == id) {
                return x.object(
                    {.type = x.shop().types().level, .product = e.product, .variant = e.variant, .part = i}, field);
            }
        }
        return Outcome::Null;
    };
}

qint64 levelId(Execution &x, const Entity &e)
{
    return x.shop().store().locations()[static_cast<size_t>(levelOf(e).location)].id;
}

void addLevel(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"InventoryLevel.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("InventoryLevel", levelId(x, e));
        x.out().truncate(x.out().size() - 1);
        x.out().raw("?inventory_item_id=");
        x.out().number(variantOf(e).inventoryItemId);
        x.out().raw('"');
        return Outcome::Written;
    };
    fields[u"InventoryLevel.isActive"_s]
        = [](Execution &x, const Entity &, const PlannedField &) { return x.boolean(true); };
    fields[u"InventoryLevel.createdAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(variantOf(e).createdAt); };
    fields[u"InventoryLevel.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(levelOf(e).updatedAt); };
    fields[u"InventoryLevel.item"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().item, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"InventoryLevel.location"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object(x.shop().location(levelOf(e).location), field);
    };
    fields[u"InventoryLevel.quantities"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        std::vector<Entity> quantities;
        for (int i = 0; i < static_cast<int>(field.names.size()); ++i) {
            // Which quantity it is travels as index into the names Shopify knows.
            constexpr std::array known{"available", "on_hand", "committed", "incoming", "reserved", "damaged",
                "quality_control", "safety_stock"};
            const auto name = std::find(known.cbegin(), known.cend(), field.names[static_cast<size_t>(i)]);
            if (name == known.cend()) {
                return x.fail(field,
                    u"The name '%1' is not a valid quantity name."_s.arg(
                        QString::fromStdString(field.names[static_cast<size_t>(i)])),
                    u"INVALID_FIELD_ARGUMENTS"_s);
            }
            quantities.push_back({.type = x.shop().types().quantity,
                .product = e.product,
                .variant = e.variant,
                .part = e.part,
                .detail = static_cast<int>(name - known.cbegin())});
        }
        return x.objects(quantities, field);
    };
    fields[u"InventoryQuantity.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("InventoryQuantity", variantOf(e).inventoryItemId * 10 + e.detail);
        return Outcome::Written;
    };
    fields[u"InventoryQuantity.name"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        constexpr std::array known{
            "available", "on_hand", "committed", "incoming", "reserved", "damaged", "quality_control", "safety_stock"};
        return x.text(std::string_view(known[static_cast<size_t>(e.detail)]));
    };
    fields[u"InventoryQuantity.quantity"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        const Level &level = levelOf(e);
        return x.number(e.detail == 0 ? level.available
                : e.detail == 1       ? level.available + level.committed
                : e.detail == 2       ? level.committed
                                      : 0);
    };
    fields[u"InventoryQuantity.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(levelOf(e).updatedAt); };
}

} // namespace

void addVariant(ResolverTable *table)
{
    addIdentity(table);
    addItem(table);
    addLevel(table);
}

} // namespace DemoShop::Resolvers
