#include "sync/jobs/push/membershipsteps.h"

#include "sync/api/facets.h"
#include "sync/jobs/push/shopanswers.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

using Kind = Membership::Kind;

bool isOfKind(QStringView field, Kind kind)
{
    const std::optional<Membership> in = membership(field);
    return in && in->kind == kind;
}

void putCategory(QJsonObject &input, const FieldMap &fields)
{
    const auto category = fields.constFind(categoryPath.toString());
    if (category != fields.cend())
        input.insert("category"_L1,
            *category ? QJsonValue(u"gid://shopify/TaxonomyCategory/%1"_s.arg(**category))
                      : QJsonValue(QJsonValue::Null));
}

/// The collections filled by hand that the product is to be in, or is not to be in.
QJsonArray collections(const FieldMap &fields, bool isIn)
{
    QJsonArray ids;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (isOfKind(field.key(), Kind::Collection) && field.value().has_value() == isIn)
            ids += shopGid(u"Collection", membership(field.key())->id);
    return ids;
}

} // namespace

bool goesWithProduct(const QString &field)
{
    return !isFacet(field) || field == categoryPath || isOfKind(field, Kind::Collection);
}

void appendChannelSteps(QList<Step> &steps, const ContentPatch &before, const ContentPatch &after)
{
    Step leave{.kind = OperationKind::ChannelsLeave};
    Step join{.kind = OperationKind::ChannelsJoin};
    for (auto field = after.product.cbegin(); field != after.product.cend(); ++field) {
        if (!isOfKind(field.key(), Kind::Publication))
            continue;
        Step &step = field.value() ? join : leave;
        step.after.product.insert(field.key(), field.value());
        step.before.product.insert(field.key(), before.product.value(field.key()));
    }
    for (const Step &step : {leave, join})
        if (!step.after.isEmpty())
            steps += step;
}

FieldMap creatable(const FieldMap &fields)
{
    FieldMap taken = fields;
    taken.removeIf([](const auto &field) { return movesByItself(field.key()); });
    return taken;
}

QList<Step> stepsJoining(const FieldMap &fields)
{
    ContentPatch wanted;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (isOfKind(field.key(), Kind::Publication) && field.value())
            wanted.product.insert(field.key(), field.value());
    QList<Step> steps;
    appendChannelSteps(steps, {}, wanted);
    return steps;
}

std::optional<Operation> joinAtItsTurn(Operation operation, const ProductContent &made)
{
    operation.shopifyProduct = made.id;
    for (ContentPatch *patch : {&operation.before, &operation.after})
        patch->product.removeIf([&made](const auto &field) { return made.fields.value(field.key()).has_value(); });
    return operation.after.isEmpty() ? std::nullopt : std::optional(operation);
}

bool hidesChannels(const ProductContent &read)
{
    return read.allMemberships && !read.allChannels;
}

QString madeWithoutChannels()
{
    return QCoreApplication::translate("Sync::Push", "The product is in Shopify, but not in its sales channels:");
}

void putMemberships(QJsonObject &input, const FieldMap &fields)
{
    putCategory(input, fields);
    if (const QJsonArray joined = collections(fields, true); !joined.isEmpty())
        input.insert("collectionsToJoin"_L1, joined);
    if (const QJsonArray left = collections(fields, false); !left.isEmpty())
        input.insert("collectionsToLeave"_L1, left);
}

void putFirstMemberships(QJsonObject &input, const FieldMap &fields)
{
    putCategory(input, fields);
    if (const QJsonArray joined = collections(fields, true); !joined.isEmpty())
        input.insert("collections"_L1, joined);
}

QJsonArray channelInputs(const FieldMap &fields)
{
    QJsonArray inputs;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (const std::optional<Membership> in = membership(field.key()))
            inputs += QJsonObject{{u"publicationId"_s, shopGid(u"Publication", in->id)}};
    return inputs;
}

} // namespace Sync
