#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/productinput.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>
#include <map>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostMetafields = 25;

/// Where a metafield lives: a product, or a variant of it.
struct Owner
{
    qint64 productId = 0;
    qint64 variantId = 0;
};

Owner ownerOf(Execution &x, const QString &gid)
{
    if (gid.contains(u"/ProductVariant/"_s)) {
        const qint64 id = idOf(gid, "ProductVariant"_L1);
        return {x.shop().store().catalogue().productOfVariant(id), id};
    }
    const qint64 id = idOf(gid, "Product"_L1);
    return {x.shop().store().catalogue().contains(id) ? id : 0, 0};
}

std::vector<Metafield> &metafieldsOf(Product *product, const Owner &owner)
{
    const int index = owner.variantId ? product->variantIndex(owner.variantId) : -1;
    return index < 0 ? product->metafields : product->variants[static_cast<size_t>(index)].metafields;
}

QString digest(const std::string &value)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray::fromStdString(value), QCryptographicHash::Sha256).toHex());
}

auto findMetafield(std::vector<Metafield> &metafields, const QJsonObject &given)
{
    const std::string nameSpace = given[u"namespace"].toString(u"custom"_s).toStdString();
    const std::string key = given[u"key"].toString().toStdString();
    return std::find_if(metafields.begin(), metafields.end(),
        [&](const Metafield &metafield) { return metafield.nameSpace == nameSpace && metafield.key == key; });
}

Outcome set(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QJsonArray inputs = field.arguments[u"metafields"].toArray();
    if (inputs.size() > mostMetafields) {
        payload.addError(
            {{u"metafields"_s}, u"Exceeded the maximum metafields input limit of 25."_s, u"LESS_THAN_OR_EQUAL_TO"_s});
        return payload.write();
    }
    std::map<qint64, std::shared_ptr<Product>> products;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject given = inputs[i].toObject();
        const QStringList path{u"metafields"_s, QString::number(i)};
        const Owner owner = ownerOf(x, given[u"ownerId"].toString());
        if (owner.productId == 0) {
            payload.addError({path + QStringList{u"ownerId"_s}, u"Owner does not exist."_s, u"INVALID"_s});
            continue;
        }
        std::shared_ptr<Product> &product = products[owner.productId];
        product = product ? product : ProductInput::editable(x.shop(), QString::number(owner.productId));
        std::vector<Metafield> &metafields = metafieldsOf(product.get(), owner);
        const auto known = findMetafield(metafields, given);
        if (given.contains(u"compareDigest"_s)) { // null: must not exist yet
            const QJsonValue expected = given[u"compareDigest"];
            const bool fits
                = known == metafields.end() ? expected.isNull() : expected.toString() == digest(known->value);
            if (!fits) {
                payload.addError({path,
                    u"The resource has been updated since it was loaded. Try again with an "
                    "updated `compareDigest` value."_s,
                    u"STALE_OBJECT"_s});
                continue;
            }
        }
        ProductInput::Errors errors;
        ProductInput::applyMetafields({given}, x.shop(), &metafields, {u"metafields"_s}, &errors);
        for (UserError error : std::as_const(errors)) {
            error.field[1] = QString::number(i);
            payload.addError(error);
        }
    }
    if (payload.hasErrors()) {
        return payload.write(); // atomic
    }
    for (const auto &[id, product] : products) {
        ProductInput::commit(x.shop(), product);
    }
    std::vector<Entity> entities;
    for (const QJsonValue &input : inputs) {
        const Owner owner = ownerOf(x, input[u"ownerId"].toString());
        Entity entity = x.shop().product(x, owner.productId);
        Product *product = products[owner.productId].get();
        std::vector<Metafield> &metafields = metafieldsOf(product, owner);
        entity.type = x.shop().types().metafield;
        entity.variant = owner.variantId ? entity.product->variantIndex(owner.variantId) : -1;
        entity.part = static_cast<int>(findMetafield(metafields, input.toObject()) - metafields.begin());
        entities.push_back(entity);
    }
    payload.set("metafields", std::move(entities));
    return payload.write();
}

Outcome remove(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    std::vector<Entity> deleted;
    for (const QJsonValue &input : field.arguments[u"metafields"].toArray()) {
        const Owner owner = ownerOf(x, input[u"ownerId"].toString());
        const auto product = ProductInput::editable(x.shop(), QString::number(owner.productId));
        Record record;
        if (product) {
            std::vector<Metafield> &metafields = metafieldsOf(product.get(), owner);
            if (const auto known = findMetafield(metafields, input.toObject()); known != metafields.end()) {
                record.set("ownerId", input[u"ownerId"].toString().toStdString());
                record.set("namespace", known->nameSpace).set("key", known->key);
                metafields.erase(known);
                ProductInput::commit(x.shop(), product);
            }
        }
        const bool isGone = !record.members.empty(); // null for what was not there
        deleted.push_back(
            isGone ? Entity{.type = x.type(u"MetafieldIdentifier"_s), .record = x.keep(std::move(record))} : Entity());
    }
    payload.set("deletedMetafields", std::move(deleted));
    return payload.write();
}

} // namespace

void addMetafields(ResolverTable *table)
{
    table->fields[u"Mutation.metafieldsSet"_s] = set;
    table->fields[u"Mutation.metafieldsDelete"_s] = remove;
}

} // namespace DemoShop::Mutations
