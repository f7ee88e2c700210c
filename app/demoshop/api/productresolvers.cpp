#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/api/resolvers.h"

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

/// What a person reads of a piece of HTML.
std::string plainText(const std::string &html)
{
    std::string text;
    bool isTag = false;
    for (const char c : html) {
        if (c == '<' || c == '>') {
            isTag = c == '<';
        } else if (!isTag) {
            text += c == '\n' ? ' ' : c;
        }
    }
    return text;
}

Outcome stringList(Execution &x, const std::vector<std::string> &values)
{
    x.out().raw('[');
    for (size_t i = 0; i < values.size(); ++i) {
        if (i > 0) {
            x.out().raw(',');
        }
        x.out().string(values[i]);
    }
    x.out().raw(']');
    return Outcome::Written;
}

qint64 totalInventory(const Product &product)
{
    qint64 sum = 0;
    for (const Variant &variant : product.variants) {
        sum += variant.tracked ? variant.available() : 0;
    }
    return sum;
}

const Metafield *findMetafield(const std::vector<Metafield> &metafields, const QJsonObject &arguments, int *index)
{
    const std::string nameSpace = arguments[u"namespace"].toString(u"custom"_s).toStdString();
    const std::string key = arguments[u"key"].toString().toStdString();
    for (size_t i = 0; i < metafields.size(); ++i) {
        if (metafields[i].nameSpace == nameSpace && metafields[i].key == key) {
            *index = static_cast<int>(i);
            return &metafields[i];
        }
    }
    return nullptr;
}

void addText(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"Product.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("Product", e.product->id);
        return Outcome::Written;
    };
    fields[u"Product.legacyResourceId"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(std::to_string(e.product->id)));
    };
    fields[u"Product.title"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->title));
    };
    fields[u"Product.handle"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->handle));
    };
    fields[u"Product.descriptionHtml"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->descriptionHtml));
    };
    fields[u"Product.description"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        QString text = QString::fromStdString(plainText(e.product->descriptionHtml));
        if (const int limit = field.arguments[u"truncateAt"].toInt(); limit > 0 && text.size() > limit) {
            text = text.first(limit - 1) + u'…';
        }
        return x.text(std::string_view(text.toStdString()));
    };
    fields[u"Product.vendor"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->vendor));
    };
    fields[u"Product.productType"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->productType));
    };
    fields[u"Product.status"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.product->status));
    };
    fields[u"Product.tags"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return stringList(x, e.product->tags); };
    fields[u"Product.seo"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().seo, .product = e.product}, field);
    };
    fields[u"SEO.title"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return e.product ? x.text(e.product->seoTitle) : Outcome::Null;
    };
    fields[u"SEO.description"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return e.product ? x.text(e.product->seoDescription) : Outcome::Null;
    };
    fields[u"Product.createdAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(e.product->createdAt); };
    fields[u"Product.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(e.product->updatedAt); };
    fields[u"Product.publishedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(e.product->publishedAt); };
    fields[u"Product.templateSuffix"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(e.product->templateSuffix); };
}

void addFacts(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"Product.totalInventory"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(totalInventory(*e.product)); };
    fields[u"Product.tracksInventory"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        bool tracks = false;
        for (const Variant &variant : e.product->variants) {
            tracks = tracks || variant.tracked;
        }
        return x.boolean(tracks);
    };
    fields[u"Product.hasOnlyDefaultVariant"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.boolean(e.product->variants.size() == 1
            && e.product->variants.front().optionValues == std::vector<std::string>{"Default Title"});
    };
    fields[u"Product.isGiftCard"_s]
        = [](Execution &x, const Entity &, const PlannedField &) { return x.boolean(false); };
    fields[u"Product.requiresSellingPlan"_s]
        = [](Execution &x, const Entity &, const PlannedField &) { return x.boolean(false); };
    fields[u"Product.variantsCount"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object(ShopContext::count(x, static_cast<qint64>(e.product->variants.size()), 0), field);
    };
    fields[u"Product.mediaCount"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object(ShopContext::count(x, static_cast<qint64>(e.product->media.size()), 0), field);
    };
    fields[u"Product.featuredMedia"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return e.product->media.empty()
            ? Outcome::Null
            : x.object({.type = x.shop().typeOf(e.product->media.front()), .product = e.product, .part = 0}, field);
    };
    fields[u"Product.metafield"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        int index = -1;
        const bool found = findMetafield(e.product->metafields, field.arguments, &index);
        return found ? x.object({.type = x.shop().types().metafield, .product = e.product, .part = index}, field)
                     : Outcome::Null;
    };
    fields[u"ProductVariant.metafield"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        int index = -1;
        const auto &metafields = e.product->variants[static_cast<size_t>(e.variant)].metafields;
        const bool found = findMetafield(metafields, field.arguments, &index);
        return found
            ? x.object(
                {.type = x.shop().types().metafield, .product = e.product, .variant = e.variant, .part = index}, field)
            : Outcome::Null;
    };
    fields[u"Product.category"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const Entity category = x.shop().category(x, e.product->category);
        return category.type ? x.object(category, field) : Outcome::Null;
    };
    fields[u"Product.inCollection"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const qint64 id = idOf(field.arguments[u"id"].toString(), "Collection"_L1);
        for (const Collection &collection : x.shop().store().collections()) {
            if (collection.id == id) {
                return x.boolean(collection.has(*e.product));
            }
        }
        return x.boolean(false);
    };
    fields[u"Product.publishedOnPublication"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const qint64 id = idOf(field.arguments[u"publicationId"].toString(), "Publication"_L1);
        const std::vector<Place> &publications = x.shop().store().publications();
        bool isPublished = false;
        for (size_t i = 0; i < publications.size(); ++i) {
            isPublished = isPublished || (publications[i].id == id && (e.product->publications >> i & 1U));
        }
        return x.boolean(isPublished);
    };
    fields[u"Product.resourcePublicationsCount"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object(ShopContext::count(x, __builtin_popcount(e.product->publications), 0), field);
    };
}

void addOptions(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"Product.options"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const qint64 first = field.arguments[u"first"].toInteger(static_cast<qint64>(e.product->options.size()));
        std::vector<Entity> options;
        for (int i = 0; i < std::min(first, static_cast<qint64>(e.product->options.size())); ++i) {
            options.push_back({.type = x.shop().types().option, .product = e.product, .part = i});
        }
        return x.objects(options, field);
    };
    const auto option
        = [](const Entity &e) -> const Option & { return e.product->options[static_cast<size_t>(e.part)]; };
    static constexpr auto optionOf = option;
    fields[u"ProductOption.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("ProductOption", optionOf(e).id);
        return Outcome::Written;
    };
    fields[u"ProductOption.name"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(optionOf(e).name));
    };
    fields[u"ProductOption.position"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(e.part + 1); };
    fields[u"ProductOption.values"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        std::vector<std::string> names;
        for (const OptionValue &value : optionOf(e).values) {
            names.push_back(value.name);
        }
        return stringList(x, names);
    };
    fields[u"ProductOption.linkedMetafield"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return optionOf(e).isLinked()
            ? x.object({.type = x.shop().types().linked, .product = e.product, .part = e.part}, field)
            : Outcome::Null;
    };
    fields[u"LinkedMetafield.namespace"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(optionOf(e).linkedNamespace));
    };
    fields[u"LinkedMetafield.key"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(optionOf(e).linkedKey));
    };
    fields[u"ProductOption.optionValues"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        std::vector<Entity> values;
        for (int i = 0; i < static_cast<int>(optionOf(e).values.size()); ++i) {
            values.push_back({.type = x.shop().types().optionValue, .product = e.product, .part = e.part, .detail = i});
        }
        return x.objects(values, field);
    };
    static constexpr auto valueOf
        = [](const Entity &e) -> const OptionValue & { return optionOf(e).values[static_cast<size_t>(e.detail)]; };
    fields[u"ProductOptionValue.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("ProductOptionValue", valueOf(e).id);
        return Outcome::Written;
    };
    fields[u"ProductOptionValue.name"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(std::string_view(valueOf(e).name)); };
    fields[u"ProductOptionValue.hasVariants"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        bool has = false;
        for (const Variant &variant : e.product->variants) {
            has = has || variant.optionValues[static_cast<size_t>(e.part)] == valueOf(e).name;
        }
        return x.boolean(has);
    };
}

} // namespace

void addProduct(ResolverTable *table)
{
    addText(table);
    addFacts(table);
    addOptions(table);
}

} // namespace DemoShop::Resolvers
