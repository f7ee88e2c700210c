#include "sync/jobs/push/ownwrites.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/optionsteps.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace Sync {

namespace {

/// What is to be seen of a product once all its operations are.
struct Expected
{
    bool gone = false;
    FieldMap fields = {};
    QMap<qint64, FieldMap> variants = {};
    QSet<qint64> made = {};
    QSet<qint64> removed = {};

    void add(const Operation &operation)
    {
        gone = operation.kind == OperationKind::ProductDelete;
        if (operation.kind == OperationKind::VariantsDelete) {
            for (auto variant = operation.before.variants.keyBegin(); variant != operation.before.variants.keyEnd();
                 ++variant) {
                variants.remove(*variant);
                made.remove(*variant);
                removed.insert(*variant);
            }
            forgetPlaces(); // those behind it have moved up
            return;
        }
        const ContentPatch written = operation.returned.value_or(operation.after);
        fields.insert(written.product);
        if (operation.kind == OperationKind::VariantsCreate)
            forgetPlaces();
        for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant) {
            if (isOptionCall(operation.kind)) // it may have moved the variants
                variants[variant.key()].remove(Field::position.toString());
            variants[variant.key()].insert(*variant);
            if (operation.kind == OperationKind::VariantsCreate)
                made.insert(variant.key());
        }
    }

private:
    void forgetPlaces()
    {
        for (FieldMap &held : variants)
            held.remove(Field::position.toString());
    }
};

bool differs(const FieldMap &expected, const FieldMap &found)
{
    return std::any_of(expected.constKeyValueBegin(), expected.constKeyValueEnd(), [&found](const auto &field) {
        return found.contains(field.first) && !sameValue(field.first, field.second, found.value(field.first));
    });
}

} // namespace

bool missesOwnWrites(const RemoteRead &read, const QList<Operation> &operations)
{
    Expected expected;
    for (const Operation &operation : operations)
        if (operation.state == OperationState::Confirmed)
            expected.add(operation);
    if (expected.gone || read.gone)
        return expected.gone != read.gone;
    if (differs(expected.fields, read.content.fields))
        return true;
    for (const VariantContent &variant : read.content.variants)
        if (expected.removed.contains(variant.id.value)
            || differs(expected.variants.value(variant.id.value), variant.fields))
            return true;
    return read.content.allVariants
        && std::any_of(expected.made.cbegin(), expected.made.cend(),
            [&read](qint64 variant) { return !read.content.variant(ShopifyId{variant}); });
}

} // namespace Sync
