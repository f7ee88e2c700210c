#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/steps.h"
#include "tests/simulation/world.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

/// Looks at what came into a place: `before` is what it held, null when that does not matter.
using Check
    = std::function<void(const char *where, const FieldMap &asked, const FieldMap *before, const FieldMap &after)>;

bool isUpdate(OperationKind kind)
{
    return kind == OperationKind::ProductUpdate || kind == OperationKind::VariantsUpdate
        || kind == OperationKind::InventorySet;
}

bool isCreate(OperationKind kind)
{
    return kind == OperationKind::ProductCreate || kind == OperationKind::VariantsCreate;
}

/// Texts that read the same in whatever markup.
bool readsTheSame(const FieldValue &left, const FieldValue &right)
{
    const auto text = [](const FieldValue &html) {
        static const QRegularExpression markup(u"<[^>]*>|\\s"_s);
        return html.value_or(QString()).remove(markup);
    };
    return text(left) == text(right);
}

void lookAtUpdate(const Commit &commit, const Operation &operation, const Check &check)
{
    const ContentPatch returned = operation.returned.value_or(ContentPatch{});
    const qint64 product = operation.shopifyProduct.value;
    const ShopSide &baseBefore = commit.before.base;
    const ShopSide &baseAfter = commit.after.base;
    const CatalogueRow *wasHere = commit.before.linkedTo(operation.shopifyProduct);
    const CatalogueRow *isHere = commit.after.linkedTo(operation.shopifyProduct);
    check("journal", operation.after.product, nullptr, returned.product);
    // Exemption: a row that the base did not have becomes the mirror's.
    if (baseBefore.products.contains(product)) {
        const FieldMap before = baseBefore.products.value(product);
        check("base", operation.after.product, &before, baseAfter.products.value(product));
    }
    if (wasHere && isHere)
        check("catalogue", operation.after.product, &wasHere->product.fields, isHere->product.fields);
    for (auto asked = operation.after.variants.cbegin(); asked != operation.after.variants.cend(); ++asked) {
        const ShopifyId id{asked.key()};
        check("journal", *asked, nullptr, returned.variants.value(id.value));
        if (baseBefore.variants.contains(id.value)) {
            const FieldMap before = baseBefore.variants.value(id.value).fields;
            check("base", *asked, &before, baseAfter.variants.value(id.value).fields);
        }
        const LocalVariant *was = wasHere ? wasHere->product.variant(id) : nullptr;
        const LocalVariant *now = isHere ? isHere->product.variant(id) : nullptr;
        if (was && now)
            check("catalogue", *asked, &was->fields, now->fields);
    }
}

/// What a create asks for and Shopify does not make by itself.
FieldMap chosen(FieldMap asked)
{
    asked.removeIf([](const auto &field) {
        const bool isOption = std::find(optionFields.cbegin(), optionFields.cend(), field.key()) != optionFields.cend();
        return isStock(field.key()) || field.key() == Field::handle || field.key() == Field::position
            || field.key() == Field::variantTitle || field.key() == Field::optionNames || isOption
            || (field.key() == Field::vendor && field.value().value_or(QString()).trimmed().isEmpty());
    });
    return asked;
}

void lookAtCreate(const Commit &commit, const Operation &operation, const Check &check)
{
    const ContentPatch returned = operation.returned.value_or(ContentPatch{});
    const qint64 product = operation.shopifyProduct.value;
    const auto wasHere = commit.before.products.constFind(operation.product.value);
    const auto isHere = commit.after.products.constFind(operation.product.value);
    const FieldMap asked = chosen(operation.after.product);
    check("journal", asked, nullptr, returned.product);
    if (operation.kind == OperationKind::ProductCreate)
        check("base", asked, nullptr, commit.after.base.products.value(product));
    const bool isKept = wasHere != commit.before.products.cend() && isHere != commit.after.products.cend();
    if (isKept)
        check("catalogue", asked, &wasHere->product.fields, isHere->product.fields);
    for (auto made = returned.variants.cbegin(); made != returned.variants.cend(); ++made) {
        const auto one = std::find_if(operation.after.created.cbegin(), operation.after.created.cend(),
            [&](const NewVariant &wanted) { return sameOptions(wanted.fields, *made); });
        if (one == operation.after.created.cend())
            continue;
        const FieldMap wanted = chosen(one->fields);
        check("journal", wanted, nullptr, *made);
        if (!commit.before.base.variants.contains(made.key()))
            check("base", wanted, nullptr, commit.after.base.variants.value(made.key()).fields);
        const LocalVariant *was = isKept ? variantById(wasHere->product, one->local) : nullptr;
        const LocalVariant *now = isKept ? variantById(isHere->product, one->local) : nullptr;
        if (was && now)
            check("catalogue", wanted, &was->fields, now->fields);
    }
}

} // namespace

void Invariants::othersValuesStayTheirs(const Commit &commit)
{
    if (!commit.settlement || !commit.settlement->operation || !commit.settlement->operation->requestId.isEmpty())
        return;
    const OperationRow *row = commit.after.operation(commit.settlement->operation->id);
    if (!row)
        return;
    const Check check = [&](const char *where, const FieldMap &asked, const FieldMap *before, const FieldMap &after) {
        for (auto field = asked.cbegin(); field != asked.cend(); ++field) {
            const FieldValue now = after.value(field.key());
            // Exemption: markup that somebody wrote in another way.
            const bool isOurs = sameOnceStored(field.key(), now, *field)
                || sameOnceStored(field.key(), now, normalised(field.key(), *field, m_world.model().rewritesHtml))
                || isMadeOfNothing(field.key(), *field, now)
                || (fieldShape(field.key()) == FieldShape::Html && readsTheSame(now, *field));
            if (after.contains(field.key()) && (!before || before->value(field.key()) != now) && !isOurs)
                violate(Invariant::OthersValuesStayTheirs,
                    u"%1 '%2' comes into the %3, though '%4' was asked for"_s.arg(field.key(),
                        now.value_or(u"nothing"_s), QString::fromLatin1(where), field->value_or(u"nothing"_s)));
        }
    };
    if (isUpdate(row->operation.kind))
        lookAtUpdate(commit, row->operation, check);
    else if (isCreate(row->operation.kind))
        lookAtCreate(commit, row->operation, check);
}

} // namespace Simulation
