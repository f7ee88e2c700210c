#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/optionedits.h"

#include <QJsonArray>

#include <set>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;
using namespace OptionEdits;

namespace {

/// Leaves of the variants that have become the same only the first; how many are gone.
size_t dropDuplicates(Product *product)
{
    std::set<std::vector<std::string>> seen;
    return std::erase_if(
        product->variants, [&seen](const Variant &variant) { return !seen.insert(variant.optionValues).second; });
}

void takeAway(int index, Product *product)
{
    product->options.erase(product->options.begin() + index);
    for (Variant &variant : product->variants) {
        variant.optionValues.erase(variant.optionValues.begin() + index);
    }
}

Outcome remove(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const QString strategy = field.arguments[u"strategy"].toString();
    const bool mayHaveValues = strategy == "NON_DESTRUCTIVE"_L1 || strategy == "POSITION"_L1;
    const QJsonArray gids = field.arguments[u"options"].toArray();
    std::vector<std::string> deleted;
    for (qsizetype i = 0; i < gids.size(); ++i) {
        const int index = indexOfId(product->options, idOf(gids[i].toString(), "ProductOption"_L1));
        const QStringList path{u"options"_s, QString::number(i)};
        if (index < 0) {
            payload.addError({path, u"Option does not exist"_s, u"OPTION_DOES_NOT_EXIST"_s});
        } else if (!mayHaveValues && product->options[static_cast<size_t>(index)].values.size() > 1) {
            payload.addError({path, u"Cannot delete an option with more than one value"_s,
                u"CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES"_s});
        } else {
            takeAway(index, product.get());
            deleted.push_back(gids[i].toString().toStdString());
        }
    }
    if (dropDuplicates(product.get()) > 0 && strategy != "POSITION"_L1 && !payload.hasErrors()) {
        payload.addError({{u"options"_s}, u"Cannot delete options without deleting variants"_s,
            u"CANNOT_USE_NON_DESTRUCTIVE_STRATEGY"_s});
    }
    if (payload.hasErrors()) {
        return finish(x, product, &payload);
    }
    if (product->options.empty()) { // back to a product without options, of which one variant is left
        const qint64 option = x.shop().store().newId(Ids::createdOption);
        product->options = {{option, "Title", {{x.shop().store().newId(Ids::createdOption), "Default Title"}}}};
        product->variants.front().optionValues = {"Default Title"};
    }
    payload.set("deletedOptionsIds", std::move(deleted));
    return finish(x, product, &payload);
}

} // namespace

void addOptionDeletion(ResolverTable *table)
{
    table->fields[u"Mutation.productOptionsDelete"_s] = remove;
}

} // namespace DemoShop::Mutations
