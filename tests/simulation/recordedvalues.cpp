#include "tests/simulation/recordedvalues.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/database.h"

#include <algorithm>

using namespace Sync;

namespace Simulation {

namespace {

bool isUpdate(const Operation &operation)
{
    return operation.kind == OperationKind::ProductUpdate || operation.kind == OperationKind::VariantsUpdate
        || operation.kind == OperationKind::InventorySet;
}

bool isOf(const FieldPlace &place, ProductId product, ShopifyId shopifyProduct)
{
    return (place.product.isValid() && place.product == product)
        || (place.shopifyProduct.isValid() && place.shopifyProduct == shopifyProduct);
}

/// What comes or goes takes what was recorded before it along.
bool comesOrGoes(const Operation &operation, qint64 variant)
{
    return operation.kind == OperationKind::ProductCreate || operation.kind == OperationKind::ProductDelete
        || (operation.kind == OperationKind::VariantsDelete && operation.before.variants.contains(variant));
}

FieldMap fieldsOf(const ContentPatch &patch, qint64 variant)
{
    return variant == 0 ? patch.product : patch.variants.value(variant);
}

void addValue(QList<FieldValue> &values, const FieldMap &fields, const QString &field)
{
    if (fields.contains(field))
        values += fields.value(field);
}

void addImage(QList<FieldValue> &values, const std::optional<Image> &image, const FieldPlace &place)
{
    if (!image)
        return;
    const LocalProduct &product = image->row.product;
    const LocalVariant *variant = place.variant == 0 ? nullptr : product.variant(ShopifyId{place.variant});
    if (place.variant == 0 || variant)
        addValue(values, variant ? variant->fields : product.fields, place.field);
}

} // namespace

bool RecordedValues::holds(const QList<FieldValue> &values, const QString &field, const FieldValue &value)
{
    return std::any_of(
        values.cbegin(), values.cend(), [&](const FieldValue &known) { return sameOnceStored(field, known, value); });
}

QList<Operation> Recording::confirmed() const
{
    QList<Operation> operations;
    for (const OperationRow &row : m_tables.operations) {
        const QDateTime at = timeOf(row.plannedAt);
        if (row.operation.state == OperationState::Confirmed && m_from <= at && at <= m_to)
            operations += row.operation;
    }
    return operations;
}

RecordedValues Recording::valuesOf(const FieldPlace &place) const
{
    RecordedValues values;
    for (const Operation &operation : confirmed()) {
        if (!isOf(place, operation.product, operation.shopifyProduct))
            continue;
        if (comesOrGoes(operation, place.variant))
            values.outcomes.clear();
        if (!isUpdate(operation))
            continue;
        const FieldMap written = fieldsOf(operation.returned.value_or(operation.after), place.variant);
        addValue(values.known, fieldsOf(operation.before, place.variant), place.field);
        addValue(values.known, written, place.field);
        if (written.contains(place.field))
            values.outcomes = {written.value(place.field)};
    }
    for (const VersionRow &row : m_tables.versions) {
        const QDateTime at = timeOf(row.createdAt);
        if (m_tables.batches.value(row.batch.value).kind == BatchKind::Push || at < m_from || at > m_to
            || !isOf(place, row.product, row.shopifyProduct))
            continue;
        QList<FieldValue> before, after;
        addImage(before, row.before, place);
        addImage(after, row.after, place);
        values.known += before + after;
        if (before != after)
            values.outcomes += after;
    }
    return values;
}

QList<FieldPlace> Recording::written() const
{
    QList<FieldPlace> places;
    const auto add = [&places](const Operation &operation, qint64 variant, const FieldMap &fields) {
        for (auto field = fields.keyBegin(); field != fields.keyEnd(); ++field)
            if (const FieldPlace place{operation.product, operation.shopifyProduct, variant, *field};
                !places.contains(place))
                places += place;
    };
    for (const Operation &operation : confirmed()) {
        if (!isUpdate(operation))
            continue;
        const ContentPatch written = operation.returned.value_or(operation.after);
        add(operation, 0, written.product);
        for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant)
            add(operation, variant.key(), *variant);
    }
    return places;
}

} // namespace Simulation
