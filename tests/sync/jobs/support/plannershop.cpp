#include "tests/sync/jobs/support/plannershop.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

namespace {

/// A facet without a value is not there.
void removeEmptyFacets(FieldMap &fields)
{
    fields.removeIf([](const auto &field) { return isFacet(field.key()) && !field.value(); });
}

} // namespace

PlannerShop::PlannerShop()
{
    m_now.gone = true;
}

PlannerShop::PlannerShop(const FieldMap &fields, const QList<FieldMap> &variants)
{
    m_now.content.id = ShopifyId{10};
    m_now.content.allVariants = true;
    m_now.content.allFacets = true;
    m_now.content.fields = fields;
    for (const FieldMap &variant : variants)
        append(variant);
}

void PlannerShop::append(const FieldMap &fields)
{
    VariantContent variant{.id = ShopifyId{++m_lastId}, .fields = fields, .allFacets = true};
    removeEmptyFacets(variant.fields);
    // Shopify makes the title, from the options.
    variant.fields.insert(Field::variantTitle.toString(), fields.value(Field::option1.toString()));
    m_now.content.variants += variant;
}

/// A product has a variant, and no two of the same options.
bool PlannerShop::isValid() const
{
    const QList<VariantContent> &variants = m_now.content.variants;
    for (auto variant = variants.cbegin(); variant != variants.cend(); ++variant)
        if (std::any_of(std::next(variant), variants.cend(),
                [variant](const auto &other) { return sameOptions(variant->fields, other.fields); }))
            return false;
    return m_now.gone || !variants.isEmpty();
}

bool PlannerShop::updateVariants(const QMap<qint64, FieldMap> &variants)
{
    for (auto asked = variants.cbegin(); asked != variants.cend(); ++asked) {
        const auto found = std::find_if(m_now.content.variants.begin(), m_now.content.variants.end(),
            [asked](const VariantContent &variant) { return variant.id.value == asked.key(); });
        if (found == m_now.content.variants.end())
            return false;
        found->fields.insert(*asked);
        removeEmptyFacets(found->fields);
        found->fields.insert(Field::variantTitle.toString(), found->fields.value(Field::option1.toString()));
    }
    return true;
}

bool PlannerShop::createVariants(const QList<NewVariant> &created, ContentPatch &returned)
{
    for (const NewVariant &variant : created) {
        append(variant.fields);
        returned.variants.insert(m_lastId, m_now.content.variants.constLast().fields);
    }
    return true;
}

bool PlannerShop::deleteVariants(const QMap<qint64, FieldMap> &before)
{
    for (auto variant = before.cbegin(); variant != before.cend(); ++variant)
        if (m_now.content.variants.removeIf([variant](const auto &each) { return each.id.value == variant.key(); })
            == 0)
            return false;
    return true;
}

bool PlannerShop::createProduct(const ContentPatch &after, ContentPatch &returned)
{
    if (!m_now.gone)
        return false;
    m_now = {};
    m_now.content.id = ShopifyId{++m_lastId};
    m_now.content.allVariants = true;
    m_now.content.allFacets = true;
    m_now.content.fields = after.product;
    removeEmptyFacets(m_now.content.fields);
    for (const NewVariant &variant : after.created)
        append(variant.fields);
    if (after.created.isEmpty())
        append({{Field::option1.toString(), u"Default Title"_s}});
    returned = wholeContent(m_now.content);
    return true;
}

std::optional<Operation> PlannerShop::carryOut(const Step &step)
{
    const PlannerShop before = *this;
    Operation operation{.shopifyProduct = m_now.content.id,
        .kind = step.kind,
        .state = OperationState::Confirmed,
        .before = step.before,
        .after = step.after};
    ContentPatch returned;
    bool done = step.kind == OperationKind::ProductCreate || !m_now.gone;
    switch (step.kind) {
    case OperationKind::ProductUpdate:
        m_now.content.fields.insert(step.after.product);
        break;
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
        done = done && updateVariants(step.after.variants);
        break;
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::MediaAdd:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
        m_now.content.fields.insert(step.after.product);
        removeEmptyFacets(m_now.content.fields);
        done = done && updateVariants(step.after.variants);
        break;
    case OperationKind::OptionRename:
        m_now.content.fields.insert(step.after.product);
        break;
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
        m_now.content.fields.insert(step.after.product);
        done = done && updateVariants(step.after.variants);
        break;
    case OperationKind::VariantsReorder:
        done = done && updateVariants(step.after.variants);
        break;
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        m_now.content.fields.insert(step.after.product);
        removeEmptyFacets(m_now.content.fields);
        break;
    case OperationKind::VariantsCreate:
        done = done && createVariants(step.after.created, returned);
        break;
    case OperationKind::VariantsDelete:
        done = done && deleteVariants(step.before.variants);
        break;
    case OperationKind::ProductCreate:
        done = createProduct(step.after, returned);
        operation.shopifyProduct = m_now.content.id;
        break;
    case OperationKind::ProductDelete:
        removeProduct();
        break;
    }
    if (!done || !isValid()) {
        *this = before;
        return std::nullopt;
    }
    operation.returned = returned.isEmpty() ? returnedFor(step.after, m_now.content) : returned;
    return operation;
}

void PlannerShop::edit(ShopifyId variant, const QString &field, const FieldValue &value)
{
    if (!variant.isValid())
        m_now.content.fields.insert(field, value);
    removeEmptyFacets(m_now.content.fields);
    for (VariantContent &each : m_now.content.variants) {
        if (!variant.isValid() || each.id != variant)
            continue;
        each.fields.insert(field, value);
        removeEmptyFacets(each.fields);
    }
}

void PlannerShop::addVariant(const FieldMap &fields)
{
    append(fields);
}

void PlannerShop::removeVariant(ShopifyId variant)
{
    m_now.content.variants.removeIf([variant](const VariantContent &each) { return each.id == variant; });
}

void PlannerShop::removeProduct()
{
    m_now.gone = true;
    m_now.content = {};
}

QString contentOf(const FieldMap &fields)
{
    QString told;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (isFacet(field.key()) && !field.value())
            continue;
        const FieldValue value = canonical(field.key(), field.value());
        told += field.key() + (value ? u"="_s + *value : u" has no value"_s) + u'\n';
    }
    return told;
}

QString contentOf(const RemoteRead &read)
{
    if (read.gone)
        return u"gone"_s;
    QStringList variants;
    for (const VariantContent &variant : read.content.variants)
        variants += contentOf(variant.fields);
    variants.sort();
    return contentOf(read.content.fields) + variants.join(u'\n');
}

} // namespace Tests
