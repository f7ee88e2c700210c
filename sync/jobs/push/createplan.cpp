#include "sync/jobs/push/createplan.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/api/sendable.h"
#include "sync/jobs/push/membershipsteps.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

} // namespace

FieldMap sendableFields(const FieldMap &fields, QStringList &leftOut)
{
    FieldMap taken = fields;
    taken.removeIf([&leftOut](const auto &field) {
        const std::optional<QString> why = field.value() ? whyNotWritable(field.key()) : std::nullopt;
        if (why && !leftOut.contains(*why))
            leftOut += *why;
        return why.has_value();
    });
    return taken;
}

PushPlan planCreate(const std::optional<LocalProduct> &local)
{
    if (!local)
        return {.verdict = PushPlan::Verdict::Refuse,
            .reason = tr("The product is no longer in the catalogue, so there is nothing to create.")};
    if (local->variants.size() > mostVariants)
        return {.verdict = PushPlan::Verdict::Refuse, .reason = whyTooManyVariants()};
    PushPlan plan;
    Step step{.kind = OperationKind::ProductCreate,
        .after = {.product = sendableFields(creatable(local->fields), plan.leftOut)}};
    for (const LocalVariant &variant : local->variants)
        step.after.created += NewVariant{variant.id, sendableFields(variant.fields, plan.leftOut)};
    const FieldMap sent = step.after.product;
    for (auto field = sent.cbegin(); field != sent.cend(); ++field)
        step.writes += CatalogueWrite{{}, field.key(), field.value(), field.value()};
    if (local->fields.value(Field::handle.toString()).value_or(QString()).isEmpty())
        step.after.product.insert(Field::handle.toString(), ownHandle(*local));
    QList<Step> joining = stepsJoining(local->fields);
    for (Step &join : joining)
        for (auto field = join.after.product.cbegin(); field != join.after.product.cend(); ++field)
            join.writes += CatalogueWrite{{}, field.key(), field.value(), field.value()};
    plan.steps = QList<Step>{step} + joining;
    return plan;
}

QStringList whatWasNotMade(const FieldMap &asked, const ProductContent &made)
{
    const auto gone = std::count_if(asked.constKeyValueBegin(), asked.constKeyValueEnd(), [&made](const auto &field) {
        const std::optional<Medium> shown = field.second ? medium(field.first) : std::nullopt;
        return shown && mediumId(shown->key).isValid() && !made.fields.contains(field.first);
    });
    if (!made.allMedia || gone == 0)
        return {};
    return {tr("Shopify has no file any more of %1 of its media, so the product shows none of these, here neither.")
                .arg(gone)};
}

QString madeWithoutSome()
{
    return tr("The product is in Shopify, but without some of what it was to have:");
}

} // namespace Sync
