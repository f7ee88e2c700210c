#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <map>
#include <set>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostStock = 1'000'000'000;

/// The variant of `product` with that inventory item.
Variant *variantOfItem(Product *product, qint64 itemId)
{
    for (Variant &variant : product->variants) {
        if (variant.inventoryItemId == itemId) {
            return &variant;
        }
    }
    return nullptr;
}

Outcome updateItem(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const qint64 id = idOf(field.arguments[u"id"].toString(), "InventoryItem"_L1);
    const qint64 owner = x.shop().store().catalogue().productOfItem(id);
    const auto product = ProductInput::editable(x.shop(), QString::number(owner));
    if (!product) {
        payload.addError({{u"id"_s}, u"The product couldn't be updated because it does not exist."_s, {}});
        return payload.write();
    }
    ProductInput::Errors errors;
    ProductInput::applyItem(
        field.arguments[u"input"].toObject(), variantOfItem(product.get(), id), {u"input"_s}, &errors);
    for (const UserError &error : std::as_const(errors)) {
        payload.addError(error);
    }
    if (errors.isEmpty()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("inventoryItem", x.shop().inventoryItem(x, id));
    return payload.write();
}

const QStringList &reasons()
{
    static const QStringList known{u"correction"_s, u"cycle_count_available"_s, u"damaged"_s, u"movement_canceled"_s,
        u"movement_created"_s, u"movement_received"_s, u"movement_updated"_s, u"other"_s, u"promotion"_s,
        u"quality_control"_s, u"received"_s, u"reservation_created"_s, u"reservation_deleted"_s,
        u"reservation_updated"_s, u"restock"_s, u"safety_stock"_s, u"shrinkage"_s};
    return known;
}

/// One wanted quantity, checked.
struct Target
{
    qint64 itemId = 0;
    qint64 productId = 0;
    int place = -1;
    int quantity = 0;
};

std::optional<Target> readTarget(Execution &x, const QJsonObject &given, const QStringList &path, Payload *payload)
{
    Target target;
    target.itemId = idOf(given[u"inventoryItemId"].toString(), "InventoryItem"_L1);
    target.productId = x.shop().store().catalogue().productOfItem(target.itemId);
    target.place = ProductInput::locationIndex(x.shop(), given[u"locationId"].toString());
    const qint64 quantity = given[u"quantity"].toInteger();
    target.quantity = static_cast<int>(quantity);
    const auto refuse = [&](const QString &field, const QString &message, const QString &code) {
        payload->addError({path + QStringList{field}, message, code});
        return std::optional<Target>();
    };
    if (target.productId == 0) {
        return refuse(
            u"inventoryItemId"_s, u"The specified inventory item could not be found."_s, u"INVALID_INVENTORY_ITEM"_s);
    }
    if (target.place < 0 || !x.shop().store().locations()[static_cast<size_t>(target.place)].isActive) {
        return refuse(u"locationId"_s, u"The specified location could not be found."_s, u"INVALID_LOCATION"_s);
    }
    if (quantity < 0) {
        return refuse(u"quantity"_s, u"The quantity can't be negative."_s, u"INVALID_QUANTITY_NEGATIVE"_s);
    }
    if (quantity > mostStock) {
        return refuse(
            u"quantity"_s, u"The quantity can't be higher than 1,000,000,000."_s, u"INVALID_QUANTITY_TOO_HIGH"_s);
    }
    if (!given.contains(u"changeFromQuantity"_s)) {
        return refuse(u"changeFromQuantity"_s,
            u"The changeFromQuantity argument is required; pass null to skip the check."_s,
            u"COMPARE_QUANTITY_REQUIRED"_s);
    }
    return target;
}

void checkInput(const QJsonObject &input, Payload *payload)
{
    const QString name = input[u"name"].toString();
    if (name != "available"_L1 && name != "on_hand"_L1) {
        payload->addError({{u"input"_s, u"name"_s}, u"The quantity name must be either 'available' or 'on_hand'."_s,
            u"INVALID_NAME"_s});
    }
    if (!reasons().contains(input[u"reason"].toString())) {
        payload->addError({{u"input"_s, u"reason"_s}, u"The specified reason is invalid."_s, u"INVALID_REASON"_s});
    }
    const QString reference = input[u"referenceDocumentUri"].toString();
    if (!reference.isEmpty() && !reference.contains(u"://"_s)) {
        payload->addError({{u"input"_s, u"referenceDocumentUri"_s}, u"The specified reference document is invalid."_s,
            u"INVALID_REFERENCE_DOCUMENT"_s});
    }
}

/// Products as they will be, and the changes that say so.
struct Work
{
    std::map<qint64, std::shared_ptr<Product>> products;
    std::vector<Entity> changes;
};

void apply(Execution &x, const QJsonObject &input, Payload *payload, Work *work)
{
    const bool isOnHand = input[u"name"].toString() == "on_hand"_L1;
    const QJsonArray quantities = input[u"quantities"].toArray();
    std::set<std::pair<qint64, int>> seen;
    for (qsizetype i = 0; i < quantities.size(); ++i) {
        const QJsonObject given = quantities[i].toObject();
        const QStringList path{u"input"_s, u"quantities"_s, QString::number(i)};
        const std::optional<Target> target = readTarget(x, given, path, payload);
        if (!target) {
            continue;
        }
        if (!seen.insert({target->itemId, target->place}).second) {
            payload->addError({path, u"The combination of inventoryItemId and locationId must be unique."_s,
                u"NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"_s});
            continue;
        }
        std::shared_ptr<Product> &product = work->products[target->productId];
        if (!product) {
            product = ProductInput::editable(x.shop(), QString::number(target->productId));
        }
        Level &level = variantOfItem(product.get(), target->itemId)->levels[static_cast<size_t>(target->place)];
        if (!level.isStocked) {
            payload->addError({path + QStringList{u"locationId"_s},
                u"The specified inventory item is not stocked at the location."_s, u"INVALID_LOCATION"_s});
            continue;
        }
        const int current = level.available + (isOnHand ? level.committed : 0);
        const QJsonValue expected = given[u"changeFromQuantity"];
        if (!expected.isNull() && expected.toInteger() != current) {
            payload->addError({path + QStringList{u"changeFromQuantity"_s},
                u"The changeFromQuantity value does not match the persisted quantity."_s,
                u"CHANGE_FROM_QUANTITY_STALE"_s});
            continue;
        }
        const int delta = target->quantity - current;
        if (delta == 0) {
            continue;
        }
        level.available += delta;
        level.updatedAt = x.shop().store().now();
        for (const char *name : {"available", "on_hand"}) {
            Record change;
            change.set("name", std::string(name)).set("delta", qint64(delta));
            change.set("quantityAfterChange",
                qint64(level.available + (std::string_view(name) == "on_hand" ? level.committed : 0)));
            change.set("location", x.shop().location(target->place));
            change.set("item", x.shop().inventoryItem(x, target->itemId));
            work->changes.push_back({.type = x.type(u"InventoryChange"_s), .record = x.keep(std::move(change))});
        }
    }
}

Outcome setQuantities(Execution &x, const PlannedField &field)
{
    Payload payload(x, field);
    const QJsonObject input = field.arguments[u"input"].toObject();
    Work work;
    checkInput(input, &payload);
    if (!payload.hasErrors()) {
        apply(x, input, &payload, &work);
    }
    if (payload.hasErrors()) {
        return payload.write(); // all or nothing
    }
    for (const auto &[id, product] : work.products) {
        ProductInput::commit(x.shop(), product);
    }
    if (!work.changes.empty()) {
        Record group;
        JsonWriter time;
        time.time(x.shop().store().now());
        group.set("id", gidText("InventoryAdjustmentGroup", x.shop().store().newId(2)));
        group.set("createdAt", time.buffer().substr(1, time.size() - 2));
        group.set("reason", input[u"reason"].toString().toStdString());
        if (input[u"referenceDocumentUri"].isString()) {
            group.set("referenceDocumentUri", input[u"referenceDocumentUri"].toString().toStdString());
        }
        group.set("changes", std::move(work.changes));
        payload.set("inventoryAdjustmentGroup",
            Entity{.type = x.type(u"InventoryAdjustmentGroup"_s), .record = x.keep(std::move(group))});
    }
    return payload.write();
}

Outcome activate(Execution &x, const PlannedField &field)
{
    Payload payload(x, field);
    const qint64 itemId = idOf(field.arguments[u"inventoryItemId"].toString(), "InventoryItem"_L1);
    const int place = ProductInput::locationIndex(x.shop(), field.arguments[u"locationId"].toString());
    const auto product
        = ProductInput::editable(x.shop(), QString::number(x.shop().store().catalogue().productOfItem(itemId)));
    if (!product || place < 0 || !x.shop().store().locations()[static_cast<size_t>(place)].isActive) {
        payload.addError({{product ? u"locationId"_s : u"inventoryItemId"_s},
            u"The product couldn't be stocked because the location or the item was not found."_s, {}});
        return payload.write();
    }
    Level &level = variantOfItem(product.get(), itemId)->levels[static_cast<size_t>(place)];
    const QJsonValue available = field.arguments[u"available"];
    if (level.isStocked && !available.isNull() && !available.isUndefined()) {
        payload.addError({{u"available"_s},
            u"Not allowed to set available quantity when the item is already active at the location."_s, {}});
        return payload.write();
    }
    if (!level.isStocked) {
        level = {place, available.toInt(), 0, x.shop().store().now(), true};
        ProductInput::commit(x.shop(), product);
    }
    Entity activated = x.shop().inventoryItem(x, itemId);
    activated.type = x.shop().types().level;
    activated.part = place;
    payload.set("inventoryLevel", activated);
    return payload.write();
}

/// Why the variant cannot be taken from the place: code and message.
std::optional<std::pair<QString, QString>> staysStocked(const Variant &variant, int place)
{
    const Level &level = variant.levels[static_cast<size_t>(place)];
    if (level.committed > 0) {
        return std::pair{u"COMMITTED_INVENTORY_AT_LOCATION"_s,
            u"Cannot unstock this inventory item from this location because it has committed quantities."_s};
    }
    const auto stocked = std::count_if(
        variant.levels.cbegin(), variant.levels.cend(), [](const Level &other) { return other.isStocked; });
    if (level.isStocked && stocked == 1) {
        return std::pair{u"CANNOT_DEACTIVATE_FROM_ONLY_LOCATION"_s,
            u"Cannot unstock an inventory item from the only location at which it is stocked."_s};
    }
    return {};
}

Outcome toggle(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const qint64 itemId = idOf(field.arguments[u"inventoryItemId"].toString(), "InventoryItem"_L1);
    const auto product
        = ProductInput::editable(x.shop(), QString::number(x.shop().store().catalogue().productOfItem(itemId)));
    if (!product) {
        payload.addError(
            {{u"inventoryItemId"_s}, u"The inventory item was not found."_s, u"INVENTORY_ITEM_NOT_FOUND"_s});
        return payload.write();
    }
    Variant &variant = *variantOfItem(product.get(), itemId);
    const QJsonArray updates = field.arguments[u"inventoryItemUpdates"].toArray();
    for (qsizetype i = 0; i < updates.size(); ++i) {
        const QStringList path{u"inventoryItemUpdates"_s, QString::number(i), u"locationId"_s};
        const int place = ProductInput::locationIndex(x.shop(), updates[i][u"locationId"].toString());
        if (place < 0) {
            payload.addError({path, u"The location was not found."_s, u"LOCATION_NOT_FOUND"_s});
            continue;
        }
        const bool isWanted = updates[i][u"activate"].toBool();
        Level &level = variant.levels[static_cast<size_t>(place)];
        if (const auto why = isWanted ? std::nullopt : staysStocked(variant, place)) {
            payload.addError({path, why->second, why->first});
        } else if (level.isStocked != isWanted) {
            level = {place, 0, 0, x.shop().store().now(), isWanted};
        }
    }
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("inventoryItem", x.shop().inventoryItem(x, itemId));
    return payload.write();
}

/// The same key with the same arguments gets the same answer and has no effect; with others it is an error.
template <typename Mutate>
Outcome once(Execution &x, const PlannedField &field, const Mutate &mutate)
{
    const QByteArray arguments
        = field.definition->name.toUtf8() + QJsonDocument(field.arguments).toJson(QJsonDocument::Compact);
    QHash<QString, ShopContext::Replay> &replays = x.shop().replays;
    if (const auto known = replays.constFind(field.idempotencyKey); known != replays.cend()) {
        if (known->arguments == arguments) {
            x.out().raw(known->answer);
            return Outcome::Written;
        }
        Payload payload(x, field);
        payload.addError({{}, u"The idempotency key was already used with other parameters."_s,
            u"IDEMPOTENCY_KEY_PARAMETER_MISMATCH"_s});
        return payload.write();
    }
    const size_t start = x.out().size();
    const Outcome outcome = mutate(x, field);
    if (outcome == Outcome::Written) {
        replays.insert(field.idempotencyKey, {arguments, x.out().buffer().substr(start)});
    }
    return outcome;
}

Outcome setQuantitiesOnce(Execution &x, const Entity &, const PlannedField &field)
{
    return once(x, field, setQuantities);
}

Outcome activateOnce(Execution &x, const Entity &, const PlannedField &field)
{
    return once(x, field, activate);
}

} // namespace

void addInventory(ResolverTable *table)
{
    table->fields[u"Mutation.inventoryItemUpdate"_s] = updateItem;
    table->fields[u"Mutation.inventorySetQuantities"_s] = setQuantitiesOnce;
    table->fields[u"Mutation.inventoryActivate"_s] = activateOnce;
    table->fields[u"Mutation.inventoryBulkToggleActivation"_s] = toggle;
}

} // namespace DemoShop::Mutations
