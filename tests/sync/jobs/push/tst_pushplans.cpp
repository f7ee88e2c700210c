#include "tests/sync/jobs/support/plannercases.h"

#include "sync/api/catalogue.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

FieldValue wantedOf(const StagedField &field)
{
    switch (field.decision) {
    case FieldDecision::Edited:
        return field.edited;
    case FieldDecision::TakeTheirs:
        return field.remote;
    default:
        return field.merged ? field.merged : field.local;
    }
}

bool isRemoval(const StagedField &field)
{
    return field.field.isEmpty() && field.shopifyVariant.isValid();
}

bool isAddition(const StagedField &field)
{
    return field.field.isEmpty() && !field.shopifyVariant.isValid();
}

/// The product after the change, worked out field by field; nothing of the planner's in it.
RemoteRead wantedContent(const PlannerCase &made)
{
    RemoteRead wanted = made.shop.now();
    QList<VariantContent> &variants = wanted.content.variants;
    for (const StagedField &field : made.change.fields) {
        if (field.decision == FieldDecision::Reject)
            continue;
        if (isRemoval(field)) {
            variants.removeIf([&field](const VariantContent &each) { return each.id == field.shopifyVariant; });
        } else if (isAddition(field)) {
            for (const LocalVariant &local : made.local->variants)
                if (local.id == field.variant) {
                    variants += VariantContent{.id = {}, .fields = local.fields};
                    variants.last().fields.insert(u"title"_s, local.fields.value(u"option1"_s));
                }
        } else if (!field.shopifyVariant.isValid()) {
            wanted.content.fields.insert(field.field, wantedOf(field));
        } else {
            for (VariantContent &each : variants)
                if (each.id == field.shopifyVariant)
                    each.fields.insert(field.field, wantedOf(field));
        }
    }
    return wanted;
}

/// Whether Shopify holds, of what the change touches, something that neither the reviewer saw nor is wanted.
bool hasMoved(const PlannerCase &made, const RemoteRead &now)
{
    if (now.gone)
        return true;
    for (const StagedField &field : made.change.fields) {
        if (field.decision == FieldDecision::Reject || isAddition(field))
            continue;
        const VariantContent *variant = now.content.variant(field.shopifyVariant);
        if (isRemoval(field)) {
            const VariantContent *seen = made.change.asSeen->variant(field.shopifyVariant);
            const FieldMap all = withAbsentFacets(seen->fields, true);
            for (auto was = all.cbegin(); variant && was != all.cend(); ++was)
                if (was.key() != Field::inventoryQuantity
                    && canonical(was.key(), *was) != canonical(was.key(), variant->fields.value(was.key())))
                    return true;
            continue;
        }
        if (field.shopifyVariant.isValid() && !variant)
            return true;
        const FieldValue held
            = canonical(field.field, (variant ? variant->fields : now.content.fields).value(field.field));
        if (held != canonical(field.field, field.remote) && held != canonical(field.field, wantedOf(field)))
            return true;
    }
    return false;
}

} // namespace

/// What is planned for a change is carried out by a shop of a few lines, and looked at afterwards.
class TestPushPlans final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Nothing else happened: the product becomes what was approved, and nothing that was not planned goes or comes.
    void bringsAboutExactlyWhatWasApproved()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyUpdate();
            const RemoteRead wanted = wantedContent(made);
            const PushPlan plan = planPush(made.change, made.shop.now(), made.local);
            if (plan.verdict == PushPlan::Verdict::Refuse) {
                // The one exemption: Shopify has no way to replace an only variant by one of the same options.
                RC_ASSERT(made.shop.now().content.variants.size() == 1 && wanted.content.variants.size() == 1);
                RC_ASSERT(sameOptions(made.shop.now().content.variants[0].fields, wanted.content.variants[0].fields));
                return;
            }
            RC_ASSERT(plan.verdict == PushPlan::Verdict::Send || plan.verdict == PushPlan::Verdict::AlreadyThere);
            for (const Step &step : plan.steps)
                RC_ASSERT(made.shop.carryOut(step).has_value());
            RC_ASSERT(contentOf(made.shop.now()) == contentOf(wanted));
            // What is now there needs no second plan, except that a variant just made has no link here.
            PushChange again = made.change;
            again.fields.removeIf([](const StagedField &field) { return isAddition(field); });
            const PushPlan second = planPush(again, made.shop.now(), made.local);
            RC_ASSERT(second.steps.isEmpty());
        }));
    }

    void replacesAllVariantsThoughSomeKeepTheirOptions_data()
    {
        QTest::addColumn<QString>("old");
        QTest::addColumn<QString>("made");
        QTest::addColumn<bool>("canBeSent");
        QTest::newRow("others") << u"SM"_s << u"L"_s << true;
        QTest::newRow("one of the same and another") << u"SM"_s << u"SL"_s << true;
        QTest::newRow("fewer of the same") << u"SML"_s << u"M"_s << true;
        QTest::newRow("all of the same") << u"SM"_s << u"SM"_s << true;
        QTest::newRow("more, the same among them") << u"S"_s << u"SM"_s << true;
        QTest::newRow("the only one by the same") << u"S"_s << u"S"_s << false;
        QTest::newRow("by none") << u"SM"_s << u""_s << false;
    }

    void replacesAllVariantsThoughSomeKeepTheirOptions()
    {
        QFETCH(QString, old);
        QFETCH(QString, made);
        QFETCH(bool, canBeSent);
        QList<FieldMap> variants;
        for (const QChar option : old)
            variants += FieldMap{{u"option1"_s, QString(option)}, {u"price"_s, u"1"_s}};
        PlannerShop shop({{u"title"_s, u"Pen"_s}}, variants);
        PushChange change{.shopifyProduct = shop.now().content.id, .asSeen = shop.now().content};
        for (const VariantContent &variant : shop.now().content.variants)
            change.fields += StagedField{.shopifyVariant = variant.id, .remote = u"old"_s};
        LocalProduct local;
        for (const QChar option : made) {
            local.variants += LocalVariant{
                VariantId{option.unicode()}, {}, {}, {{u"option1"_s, QString(option)}, {u"price"_s, u"2"_s}}};
            change.fields += StagedField{.variant = local.variants.last().id, .local = u"new"_s};
        }
        const PushPlan plan = planPush(change, shop.now(), local);
        QCOMPARE(plan.verdict, canBeSent ? PushPlan::Verdict::Send : PushPlan::Verdict::Refuse);
        QCOMPARE(plan.reason.isEmpty(), canBeSent);
        for (const Step &step : plan.steps)
            QVERIFY(shop.carryOut(step).has_value());
        QString left;
        for (const VariantContent &variant : shop.now().content.variants) {
            left += variant.fields.value(u"option1"_s).value_or(QString());
            QCOMPARE(variant.fields.value(u"price"_s).value_or(QString()), canBeSent ? u"2"_s : u"1"_s);
        }
        std::sort(left.begin(), left.end());
        QString wanted = canBeSent ? made : old;
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(left, wanted);
    }

    /// Somebody else was there first: what they did to fields of the change holds all of it back, and nothing else
    /// does.
    void overwritesNothingUnseen()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyUpdate();
            ghostEdits(made.shop, true);
            const RemoteRead before = made.shop.now();
            const PushPlan plan = planPush(made.change, before, made.local);
            if (hasMoved(made, before)) {
                RC_ASSERT(plan.verdict == PushPlan::Verdict::HoldBack);
                RC_ASSERT(plan.steps.isEmpty());
                return;
            }
            RC_ASSERT(plan.verdict != PushPlan::Verdict::HoldBack || !plan.conflicts.isEmpty());
            bool refused = false;
            for (const Step &step : plan.steps)
                refused = refused || !made.shop.carryOut(step);
            // Only what the change names is not as it was; a variant goes only when its removal was approved.
            for (const VariantContent &variant : before.content.variants) {
                const bool isToGo = std::any_of(
                    made.change.fields.cbegin(), made.change.fields.cend(), [&variant](const StagedField &field) {
                        return isRemoval(field) && field.shopifyVariant == variant.id
                            && field.decision != FieldDecision::Reject;
                    });
                const VariantContent *after = made.shop.now().content.variant(variant.id);
                RC_ASSERT(after || isToGo);
                for (auto field = variant.fields.cbegin(); after && field != variant.fields.cend(); ++field) {
                    const bool isNamed = std::any_of(made.change.fields.cbegin(), made.change.fields.cend(),
                        [&variant, &field](const StagedField &staged) {
                            return staged.shopifyVariant == variant.id && staged.field == field.key();
                        });
                    RC_ASSERT(isNamed || after->fields.value(field.key()) == *field);
                }
            }
            // The one exemption: somebody made a variant with the options of one that is to be added, or took away
            // all the others of one that is to be removed.
            RC_CLASSIFY(refused, "refused by Shopify");
        }));
    }

    void makesAndDeletesWholeProducts()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyCreate();
            const PushPlan plan = planPush(made.change, made.shop.now(), made.local);
            RC_ASSERT(plan.steps.size() == 1);
            RC_ASSERT(made.shop.carryOut(plan.steps.first()).has_value());
            for (auto field = made.local->fields.cbegin(); field != made.local->fields.cend(); ++field)
                RC_ASSERT(made.shop.now().content.fields.value(field.key()) == *field);
            RC_ASSERT(made.shop.now().content.variants.size() == std::max<qsizetype>(made.local->variants.size(), 1));

            PlannerCase gone = anyDelete();
            const QString seen = contentOf(gone.shop.now());
            ghostEdits(gone.shop, true);
            const PushPlan removal = planPush(gone.change, gone.shop.now(), std::nullopt);
            if (gone.shop.now().gone) {
                RC_ASSERT(removal.verdict == PushPlan::Verdict::AlreadyThere);
            } else if (removal.verdict == PushPlan::Verdict::Send) {
                // Stock moves by itself; all else is as the reviewer saw it.
                PlannerShop shop = gone.shop;
                for (const VariantContent &variant : gone.change.asSeen->variants)
                    shop.edit(variant.id, u"inventory_quantity"_s, variant.fields.value(u"inventory_quantity"_s));
                RC_ASSERT(contentOf(shop.now()) == seen);
            }
        }));
    }
};

int main(int argc, char **argv)
{
    qputenv("RC_PARAMS",
        qgetenv("RC_PARAMS").isEmpty() ? QByteArray("seed=20261125 max_success=4000 noshrink=1")
                                       : qgetenv("RC_PARAMS"));
    QCoreApplication app(argc, argv);
    TestPushPlans test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pushplans.moc"
