#include "app/demoshop/mutations/mediainput.h"
#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/normalise.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

const QString &missingProduct()
{
    static const QString text = u"Product does not exist"_s;
    return text;
}

/// `product`, or the deprecated `input`.
QJsonObject productInput(const PlannedField &field)
{
    return field.arguments[field.arguments[u"product"].isObject() ? u"product"_s : u"input"_s].toObject();
}

void addErrors(Payload *payload, const ProductInput::Errors &errors)
{
    for (const UserError &error : errors) {
        payload->addError(error);
    }
}

Outcome create(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QJsonObject input = productInput(field);
    const std::shared_ptr<Product> product = ProductInput::newProduct(x.shop());
    ProductInput::Errors errors;
    if (!input.contains(u"title"_s)) {
        errors.append({{u"title"_s}, u"Title can't be blank"_s, {}});
    }
    ProductInput::applyProduct(input, x.shop(), product.get(), {}, &errors);
    if (const QJsonArray options = input[u"productOptions"].toArray(); !options.isEmpty()) {
        ProductInput::applyOptions(options, x.shop(), product.get(), {u"productOptions"_s}, &errors);
        Variant &first = product->variants.front(); // Shopify makes the first combination, no more
        first.optionValues.clear();
        for (const Option &option : product->options) {
            if (option.values.empty()) {
                errors.append({{u"productOptions"_s}, u"An option must have at least one value"_s, {}});
                continue;
            }
            first.optionValues.push_back(option.values.front().name);
        }
    }
    MediaInput::addMedia(field.arguments[u"media"].toArray(), x.shop(), product.get(), {u"media"_s}, &errors);
    addErrors(&payload, errors);
    if (errors.isEmpty()) {
        x.shop().store().commit(product);
        ProductInput::applyCollections(input, x.shop(), *product);
        payload.set("product", x.shop().product(x, product->id));
    }
    payload.set("shop", x.shop().shop(x));
    return payload.write();
}

Outcome update(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QJsonObject input = productInput(field);
    const QJsonObject identifier = field.arguments[u"identifier"].toObject();
    QString id = input[u"id"].toString(identifier[u"id"].toString());
    if (id.isEmpty() && identifier.contains(u"handle"_s)) {
        id = QString::number(
            x.shop().store().catalogue().productOfHandle(identifier[u"handle"].toString().toStdString()));
    }
    const std::shared_ptr<Product> product = ProductInput::editable(x.shop(), id);
    if (!product) {
        payload.addError({{u"id"_s}, missingProduct(), {}});
        return payload.write();
    }
    ProductInput::Errors errors;
    ProductInput::applyProduct(input, x.shop(), product.get(), {}, &errors);
    MediaInput::addMedia(field.arguments[u"media"].toArray(), x.shop(), product.get(), {u"media"_s}, &errors);
    addErrors(&payload, errors);
    if (errors.isEmpty()) {
        const bool wasPublic = product->publishedAt != 0;
        if (product->status == "ACTIVE" && (product->publications & 1U) && !wasPublic) {
            product->publishedAt = x.shop().store().now();
        }
        ProductInput::commit(x.shop(), product);
        ProductInput::applyCollections(input, x.shop(), *product);
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

Outcome remove(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const qint64 id = idOf(field.arguments[u"input"][u"id"].toString(), "Product"_L1);
    if (!x.shop().store().catalogue().contains(id)) {
        payload.addError({{u"id"_s}, missingProduct(), {}});
    } else {
        x.shop().store().remove(id);
        payload.set("deletedProductId", gidText("Product", id));
    }
    payload.set("shop", x.shop().shop(x));
    return payload.write();
}

std::vector<std::string> givenTags(const PlannedField &field)
{
    std::vector<std::string> tags;
    for (const QJsonValue &tag : field.arguments[u"tags"].toArray()) {
        tags.push_back(tag.toString().toStdString());
    }
    return Normalise::tags(tags);
}

Outcome tagsAdd(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = ProductInput::editable(x.shop(), field.arguments[u"id"].toString());
    if (!product) {
        payload.addError({{u"id"_s}, missingProduct(), {}});
        return payload.write();
    }
    std::vector<std::string> tags = product->tags;
    const std::vector<std::string> more = givenTags(field);
    tags.insert(tags.end(), more.cbegin(), more.cend());
    product->tags = Normalise::tags(tags);
    ProductInput::commit(x.shop(), product);
    payload.set("node", x.shop().product(x, product->id));
    return payload.write();
}

Outcome tagsRemove(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = ProductInput::editable(x.shop(), field.arguments[u"id"].toString());
    if (!product) {
        payload.addError({{u"id"_s}, missingProduct(), {}});
        return payload.write();
    }
    const std::vector<std::string> gone = givenTags(field);
    std::erase_if(product->tags, [&gone](const std::string &tag) {
        return std::any_of(gone.cbegin(), gone.cend(), [&tag](const std::string &other) {
            return QString::fromStdString(tag).compare(QString::fromStdString(other), Qt::CaseInsensitive) == 0;
        });
    });
    ProductInput::commit(x.shop(), product);
    payload.set("node", x.shop().product(x, product->id));
    return payload.write();
}

enum class Publishing { Publish, Unpublish };

Outcome changePublications(Execution &x, const PlannedField &field, Publishing publishing)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = ProductInput::editable(x.shop(), field.arguments[u"id"].toString());
    payload.set("shop", x.shop().shop(x));
    if (!product) {
        payload.addError({{u"id"_s}, u"Publishable ID not found"_s, {}});
        return payload.write();
    }
    const std::vector<Place> &publications = x.shop().store().publications();
    const QJsonArray input = field.arguments[u"input"].toArray();
    for (qsizetype i = 0; i < input.size(); ++i) {
        const qint64 id = idOf(input[i][u"publicationId"].toString(), "Publication"_L1);
        const auto found = std::find_if(
            publications.cbegin(), publications.cend(), [id](const Place &place) { return place.id == id; });
        if (found == publications.cend()) {
            payload.addError({{u"input"_s, QString::number(i), u"publicationId"_s},
                u"Publication does not exist or is not publishable"_s, {}});
            continue;
        }
        const unsigned bit = 1U << (found - publications.cbegin());
        product->publications
            = publishing == Publishing::Publish ? product->publications | bit : product->publications & ~bit;
    }
    const bool isPublic = (product->publications & 1U) != 0;
    product->publishedAt = !isPublic ? 0 : product->publishedAt ? product->publishedAt : x.shop().store().now();
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("publishable", x.shop().product(x, product->id));
    return payload.write();
}

enum class Membership { Add, Remove };

Outcome changeCollection(Execution &x, const PlannedField &field, Membership membership)
{
    Payload payload(x, field);
    const qint64 id = idOf(field.arguments[u"id"].toString(), "Collection"_L1);
    std::vector<Collection> &collections = x.shop().store().editCollections();
    const auto found = std::find_if(
        collections.begin(), collections.end(), [id](const Collection &candidate) { return candidate.id == id; });
    if (found == collections.end() || found->rule != Collection::Rule::Manual) {
        payload.addError({{u"id"_s},
            found == collections.end() ? u"Collection does not exist"_s
                                       : u"Can't manually change the products of a smart collection"_s,
            {}});
        return payload.write();
    }
    for (const QJsonValue &gid : field.arguments[u"productIds"].toArray()) {
        const qint64 product = idOf(gid.toString(), "Product"_L1);
        if (!x.shop().store().catalogue().contains(product)) {
            payload.addError({{u"productIds"_s}, u"Product does not exist"_s, {}});
        } else if (membership == Membership::Add) {
            found->added.insert(product);
            found->removed.remove(product);
        } else {
            found->added.remove(product);
            found->removed.insert(product);
        }
    }
    found->updatedAt = x.shop().store().now();
    if (membership == Membership::Add) {
        payload.set("collection", x.shop().collection(x, static_cast<int>(found - collections.begin())));
    } else {
        Record job;
        job.set("id", gidText("Job", x.shop().store().newId(1))).set("done", true);
        payload.set("job", Entity{.type = x.type(u"Job"_s), .record = x.keep(std::move(job))});
    }
    return payload.write();
}

} // namespace

void addProducts(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"Mutation.productCreate"_s] = create;
    fields[u"Mutation.productUpdate"_s] = update;
    fields[u"Mutation.productDelete"_s] = remove;
    fields[u"Mutation.tagsAdd"_s] = tagsAdd;
    fields[u"Mutation.tagsRemove"_s] = tagsRemove;
    fields[u"Mutation.publishablePublish"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return changePublications(x, field, Publishing::Publish);
    };
    fields[u"Mutation.publishableUnpublish"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return changePublications(x, field, Publishing::Unpublish);
    };
    fields[u"Mutation.collectionAddProducts"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return changeCollection(x, field, Membership::Add);
    };
    fields[u"Mutation.collectionRemoveProducts"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return changeCollection(x, field, Membership::Remove);
    };
}

} // namespace DemoShop::Mutations
