#include "sync/jobs/rollback/comeback.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/pictureaddresses.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

qsizetype mediaShown(const FieldMap &fields)
{
    return std::count_if(fields.constKeyValueBegin(), fields.constKeyValueEnd(),
        [](const auto &field) { return field.second && medium(field.first); });
}

void append(QList<RollbackValue> &values, const QString &variantTitle, const FieldMap &fields)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        if (field.value())
            values += RollbackValue{variantTitle, field.key(), *field.value()};
}

QString titleOf(const FieldMap &variant)
{
    return variant.value(Field::variantTitle.toString()).value_or(QString());
}

} // namespace

QList<Step> stepsBringingBack(const FieldMap &held, const QList<NewVariant> &variants)
{
    Step create{.kind = OperationKind::ProductCreate,
        .before = {.product = addressesIn(held)},
        .after = {.product = creatable(withoutAddresses(held)), .created = variants}};
    return QList<Step>{create} + stepsJoining(held);
}

QString whatComesBack(const FieldMap &held)
{
    QStringList sentences{tr("The product comes back under a new Shopify id.")};
    if (!stepsJoining(held).isEmpty())
        sentences += tr("It joins the sales channels that it was in.");
    if (mediaShown(held) > 0)
        sentences += addressesIn(held).isEmpty()
            ? tr("Pictures that Shopify deleted with it do not come back: where they were kept is not recorded.")
            : tr("Pictures that Shopify deleted with it are fetched again from where they were kept; one that is not "
                 "there any more is shown as failed. Films and 3D models do not come back.");
    if (std::any_of(held.constKeyValueBegin(), held.constKeyValueEnd(), [](const auto &field) {
            return field.second && metafieldName(field.first) && whyNotWritable(field.first);
        }))
        sentences += tr("Metafields that only another app or Shopify itself may write do not come back.");
    return sentences.join(u' ');
}

QList<RollbackValue> valuesIn(const QList<Step> &steps)
{
    QList<RollbackValue> values;
    for (const Step &step : steps) {
        append(values, {}, step.after.product);
        for (const NewVariant &variant : step.after.created)
            append(values, titleOf(variant.fields), variant.fields);
    }
    return values;
}

QList<RollbackValue> valuesIn(const LocalProduct &product)
{
    QList<RollbackValue> values;
    append(values, {}, product.fields);
    for (const LocalVariant &variant : product.variants)
        append(values, titleOf(variant.fields), variant.fields);
    return values;
}

QList<RollbackValue> valuesIn(const LocalVariant &variant)
{
    QList<RollbackValue> values;
    append(values, titleOf(variant.fields), variant.fields);
    return values;
}

QStringList whatStayedAway(const FieldMap &held, const ProductContent &made)
{
    const qsizetype wanted = mediaShown(held);
    const qsizetype came = mediaShown(made.fields);
    if (!made.allMedia || came >= wanted)
        return {};
    return {tr("%1 of its %2 media came back; Shopify has no file of the others any more.").arg(came).arg(wanted)};
}

QList<Operation> withJoinsInCreates(const QList<Operation> &operations)
{
    QList<Operation> whole;
    qsizetype made = -1;
    for (const Operation &operation : operations) {
        const bool isOfMade = made >= 0 && operation.kind == OperationKind::ChannelsJoin
            && operation.state == OperationState::Confirmed
            && operation.shopifyProduct == whole.at(made).shopifyProduct;
        if (isOfMade) {
            whole[made].returned->product.insert(operation.returned.value_or(operation.after).product);
            continue;
        }
        whole += operation;
        if (operation.kind == OperationKind::ProductCreate && operation.state == OperationState::Confirmed
            && operation.returned)
            made = whole.size() - 1;
    }
    return whole;
}

QList<NewVariant> recreated(const QMap<qint64, FieldMap> &before, const std::optional<LocalImage> &local)
{
    QList<NewVariant> created;
    for (const FieldMap &fields : before) {
        NewVariant variant{.fields = fields};
        for (const LocalVariant &held : local ? local->product.variants : QList<LocalVariant>())
            if (!held.shopifyId.isValid() && sameOptions(held.fields, fields))
                variant.local = held.id;
        created += variant;
    }
    std::stable_sort(created.begin(), created.end(), [](const NewVariant &left, const NewVariant &right) {
        const QString position = Field::position.toString();
        return left.fields.value(position).value_or(QString()).toInt()
            < right.fields.value(position).value_or(QString()).toInt();
    });
    return created;
}

} // namespace Sync
