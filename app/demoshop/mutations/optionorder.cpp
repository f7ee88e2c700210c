#include "app/demoshop/mutations/optionedits.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;
using namespace OptionEdits;

namespace {

/// The errors about a list of options, or of values.
struct Words
{
    QLatin1String type;
    QString what;
    QString unknownId;
    QString unknownName;
    QString twice;
    QString missing;
};

const Words &optionWords()
{
    static const Words words{"ProductOption"_L1, u"Option"_s, u"OPTION_ID_DOES_NOT_EXIST"_s,
        u"OPTION_NAME_DOES_NOT_EXIST"_s, u"DUPLICATED_OPTION_NAME"_s, u"MISSING_OPTION_NAME"_s};
    return words;
}

const Words &valueWords()
{
    static const Words words{"ProductOptionValue"_L1, u"Option value"_s, u"OPTION_VALUE_ID_DOES_NOT_EXIST"_s,
        u"OPTION_VALUE_DOES_NOT_EXIST"_s, u"DUPLICATED_OPTION_VALUE"_s, u"MISSING_OPTION_VALUE"_s};
    return words;
}

/// Whether some are named by id and some by name, or one by both.
bool isMixed(const QJsonArray &wanted)
{
    const auto has = [&wanted](QStringView key) {
        return std::any_of(
            wanted.cbegin(), wanted.cend(), [key](const QJsonValue &one) { return one[key].isString(); });
    };
    return has(u"id") && has(u"name");
}

/// The order asked for, as indexes of `all`, each of which has to be named exactly once. Errors go to the payload.
template <typename Named>
std::vector<size_t> orderOf(const QJsonArray &wanted, const std::vector<Named> &all, const Words &words,
    const QStringList &path, Payload *payload)
{
    std::vector<size_t> order;
    if (isMixed(wanted)) {
        payload->addError(
            {path, u"Cannot specify different options or option values using mixed id and name reference key"_s,
                u"MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED"_s});
        return order;
    }
    bool areKnown = true;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QStringList here = path + QStringList{QString::number(i)};
        const QJsonValue id = wanted[i][u"id"];
        const QJsonValue name = wanted[i][u"name"];
        const int index = id.isString() ? indexOfId(all, idOf(id.toString(), words.type))
                                        : indexOfName(all, name.toString().trimmed().toStdString());
        const bool isNamed = id.isString() || name.isString();
        const bool isTwice = index >= 0 && std::count(order.cbegin(), order.cend(), static_cast<size_t>(index)) > 0;
        if (!isNamed) {
            payload->addError({here, u"%1 is named neither by id nor by name"_s.arg(words.what), words.missing});
        } else if (index < 0) {
            payload->addError({here + QStringList{id.isString() ? u"id"_s : u"name"_s},
                u"%1 does not exist"_s.arg(words.what), id.isString() ? words.unknownId : words.unknownName});
        } else if (isTwice) {
            payload->addError({here, u"%1 is named more than once"_s.arg(words.what), words.twice});
        } else {
            order.push_back(static_cast<size_t>(index));
            continue;
        }
        areKnown = false;
    }
    if (areKnown && order.size() != all.size()) {
        payload->addError({path, u"%1 is missing: each has to be named"_s.arg(words.what), words.missing});
    }
    return order;
}

Outcome reorder(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const QJsonArray inputs = field.arguments[u"options"].toArray();
    const std::vector<size_t> order = orderOf(inputs, product->options, optionWords(), {u"options"_s}, &payload);
    for (qsizetype i = 0; i < inputs.size() && order.size() == product->options.size(); ++i) {
        if (!inputs[i][u"values"].isArray()) {
            continue; // they stay as they are
        }
        std::vector<OptionValue> &values = product->options[order[static_cast<size_t>(i)]].values;
        std::vector<OptionValue> sorted;
        for (const size_t index : orderOf(inputs[i][u"values"].toArray(), values, valueWords(),
                 {u"options"_s, QString::number(i), u"values"_s}, &payload)) {
            sorted.push_back(values[index]);
        }
        values = std::move(sorted);
    }
    if (!payload.hasErrors()) {
        arrange(product.get(), order);
        sortVariants(product.get());
    }
    return finish(x, product, &payload);
}

} // namespace

void addOptionOrder(ResolverTable *table)
{
    table->fields[u"Mutation.productOptionsReorder"_s] = reorder;
}

} // namespace DemoShop::Mutations
