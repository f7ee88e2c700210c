#include "sync/jobs/push/pushplanner.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/shoprequests.h"

#include <QJsonArray>
#include <QLocale>
#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

/// Small alphabets on purpose: values meet often.
struct Case
{
    PushChange change;
    RemoteRead remote;
};

FieldValue valueNamed(int n)
{
    return n == 0 ? FieldValue() : FieldValue(u"v%1"_s.arg(n));
}

Case randomCase()
{
    Case made;
    made.change
        = {.id = ChangeId{1}, .product = ProductId{1}, .shopifyProduct = ShopifyId{10}, .title = u"Pen"_s, .sku = {}};
    made.remote.content.id = ShopifyId{10};
    const QStringList productFields{u"title"_s, u"vendor"_s, u"seo_title"_s};
    const QStringList variantFields{u"sku"_s, u"barcode"_s, u"inventory_policy"_s};
    const auto number = [] { return *rc::gen::inRange(0, 4); };
    const auto add = [&](ShopifyId variant, const QString &field, FieldMap &held) {
        StagedField staged{.id = {},
            .shopifyVariant = variant,
            .variant = {},
            .field = field,
            .base = {},
            .local = {},
            .remote = {},
            .edited = {}};
        staged.remote = valueNamed(number());
        staged.base = staged.remote;
        staged.local = valueNamed(number());
        staged.edited = valueNamed(number());
        staged.decision = *rc::gen::element(FieldDecision::Accept, FieldDecision::Undecided, FieldDecision::Reject,
            FieldDecision::KeepOurs, FieldDecision::TakeTheirs, FieldDecision::Edited);
        held.insert(field, *rc::gen::inRange(0, 4) == 0 ? valueNamed(number()) : staged.remote);
        made.change.fields += staged;
    };
    for (const QString &field : productFields)
        if (*rc::gen::arbitrary<bool>())
            add({}, field, made.remote.content.fields);
    const int variants = *rc::gen::inRange(0, 4);
    for (int i = 0; i < variants; ++i) {
        VariantContent variant{.id = ShopifyId{100 + i}};
        for (const QString &field : variantFields)
            if (*rc::gen::arbitrary<bool>())
                add(variant.id, field, variant.fields);
        if (*rc::gen::inRange(0, 8) != 0)
            made.remote.content.variants += variant;
    }
    return made;
}

FieldValue wantedOf(const StagedField &field)
{
    return field.decision == FieldDecision::Edited    ? field.edited
        : field.decision == FieldDecision::TakeTheirs ? field.remote
                                                      : field.local;
}

} // namespace

class TestPushPlanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsExactlyWhatDiffersAndIsWanted();
    void neverTouchesAFieldNobodySaw();
    void recognisesItsOwnWriteWhenReadBack();
    void cutsCallsAt250Variants();
    void refusesWhatCannotBeSent();
    void movesVariantsLast();
    void putsBackVariantsThatAnEarlierRunLeftMoved();
    void refusesAMetafieldOfAnotherType();
    void namesTheOptionsAndSkuOfANewProduct();
    void leavesOutOfWhatIsNewWhatCannotBeSent();
    void addsNoVariantToALinkedOption();
    void refusesMoreVariantsThanShopifyTakes();
    void holdsDeletesOfProductsThatChanged();
    void holdsDeletesOfWhatNobodySaw();
    void sendsNoDeleteAgainThatWouldTakeAnEditAlong();
    void recognisesItsOwnTextInOtherMarkup();
    void tellsWhatOthersWroteFromWhatShopifyMadeOfAValue();
    void recognisesTheShopsNameWhereNoVendorWasWanted();
    void recognisesItsOwnProductThoughItWasEdited();
    void breaksTheCircuit_data();
    void breaksTheCircuit();
    void namesEveryLimitThatWouldBePassed();
};

void TestPushPlanner::sendsExactlyWhatDiffersAndIsWanted()
{
    QVERIFY(rc::check([] {
        const Case made = randomCase();
        const PushPlan plan = planPush(made.change, made.remote, std::nullopt);
        if (plan.verdict == PushPlan::Verdict::HoldBack)
            return;
        ProductContent result = made.remote.content;
        for (const Step &step : plan.steps)
            result = patched(result, step.after);
        ProductContent wanted = made.remote.content;
        for (const StagedField &field : made.change.fields) {
            if (field.decision == FieldDecision::Reject)
                continue;
            for (VariantContent &variant : wanted.variants)
                if (variant.id == field.shopifyVariant)
                    variant.fields.insert(field.field, wantedOf(field));
            if (!field.shopifyVariant.isValid())
                wanted.fields.insert(field.field, wantedOf(field));
        }
        RC_ASSERT(result == wanted);
        for (const Step &step : plan.steps) {
            RC_ASSERT(!step.after.isEmpty());
            for (auto field = step.after.product.cbegin(); field != step.after.product.cend(); ++field)
                RC_ASSERT(!sameValue(field.key(), field.value(), made.remote.content.fields.value(field.key())));
        }
    }));
}

void TestPushPlanner::neverTouchesAFieldNobodySaw()
{
    QVERIFY(rc::check([] {
        const Case made = randomCase();
        const PushPlan plan = planPush(made.change, made.remote, std::nullopt);
        bool moved = false;
        for (const StagedField &field : made.change.fields) {
            if (field.decision == FieldDecision::Reject)
                continue;
            const VariantContent *variant = made.remote.content.variant(field.shopifyVariant);
            if (field.shopifyVariant.isValid() && !variant) {
                moved = true;
                continue;
            }
            const FieldValue now = (variant ? variant->fields : made.remote.content.fields).value(field.field);
            moved = moved || (now != field.remote && now != wantedOf(field));
        }
        RC_ASSERT(moved == (plan.verdict == PushPlan::Verdict::HoldBack));
        if (moved)
            RC_ASSERT(plan.steps.isEmpty());
    }));
}

void TestPushPlanner::recognisesItsOwnWriteWhenReadBack()
{
    QVERIFY(rc::check([] {
        const Case made = randomCase();
        const PushPlan plan = planPush(made.change, made.remote, std::nullopt);
        for (const Step &step : plan.steps) {
            Operation operation{
                .shopifyProduct = ShopifyId{10}, .kind = step.kind, .before = step.before, .after = step.after};
            RemoteRead done = made.remote;
            done.content = patched(done.content, step.after);
            bool tells = false;
            for (auto field = step.after.product.cbegin(); field != step.after.product.cend(); ++field)
                tells = tells || !sameOnceStored(field.key(), field.value(), step.before.product.value(field.key()));
            for (auto variant = step.after.variants.cbegin(); variant != step.after.variants.cend(); ++variant)
                for (auto field = variant->cbegin(); field != variant->cend(); ++field)
                    tells = tells
                        || !sameOnceStored(
                            field.key(), field.value(), step.before.variants.value(variant.key()).value(field.key()));
            if (tells)
                RC_ASSERT(judgeReadBack(operation, done) == ReadBack::TookEffect);
            RC_ASSERT(judgeReadBack(operation, made.remote) == ReadBack::NoEffect);
        }
    }));
}

void TestPushPlanner::cutsCallsAt250Variants()
{
    PushChange change{.type = ChangeType::Update, .shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    RemoteRead remote;
    for (int i = 0; i < 2048; ++i) {
        const ShopifyId id{1000 + i};
        change.fields += StagedField{{}, id, {}, u"price"_s, u"1"_s, u"2"_s, u"1.00"_s, {}};
        remote.content.variants += VariantContent{.id = id, .fields = {{u"price"_s, u"1.0"_s}}};
    }
    const PushPlan plan = planPush(change, remote, std::nullopt);
    QCOMPARE(plan.steps.size(), 9);
    for (const Step &step : plan.steps)
        QVERIFY(step.after.variants.size() <= itemsPerCall);
}

void TestPushPlanner::refusesAMetafieldOfAnotherType()
{
    const QString text = u"metafield:custom.pages:single_line_text_field"_s;
    const QString number = u"metafield:custom.pages:number_integer"_s;
    PushChange change{.shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    change.fields += StagedField{{}, {}, {}, number, {}, u"12"_s, {}, {}};
    RemoteRead remote;
    remote.content.allFacets = true;
    remote.content.fields = {{text, u"many"_s}};
    const PushPlan refused = planPush(change, remote, std::nullopt);
    QCOMPARE(refused.verdict, PushPlan::Verdict::Refuse);
    QVERIFY(refused.reason.contains(u"custom.pages"_s));
    // Taken away in the same change it makes room.
    change.fields += StagedField{{}, {}, {}, text, u"many"_s, {}, u"many"_s, {}};
    const PushPlan sent = planPush(change, remote, std::nullopt);
    QCOMPARE(sent.verdict, PushPlan::Verdict::Send);
    QCOMPARE(sent.steps.size(), 2);
    QCOMPARE(sent.steps.first().kind, OperationKind::MetafieldsDelete);
}

void TestPushPlanner::refusesWhatCannotBeSent()
{
    PushChange change{.shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    change.fields += StagedField{{}, {}, {}, u"option_names"_s, {}, u"[\"A\", \"a\"]"_s, u"[\"B\"]"_s, {}};
    RemoteRead remote;
    remote.content.fields = {{u"option_names"_s, u"[\"B\"]"_s}};
    VariantContent variant{.id = ShopifyId{2}, .fields = {{u"option1"_s, u"x"_s}}};
    remote.content.variants += variant;
    const PushPlan plan = planPush(change, remote, std::nullopt);
    QCOMPARE(plan.verdict, PushPlan::Verdict::Refuse);
    QVERIFY2(plan.reason.contains(u"same name"_s), qPrintable(plan.reason));
}

/// The run ended after Shopify had moved the variants with the options, and before they were put back.
void TestPushPlanner::putsBackVariantsThatAnEarlierRunLeftMoved()
{
    const QString names = u"[\"Size\",\"Colour\"]"_s;
    PushChange change{.shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    change.fields = {StagedField{{}, {}, {}, u"option_names"_s, {}, names, u"[\"Colour\",\"Size\"]"_s, {}}};
    QCOMPARE(readNeed(change), ReadNeed::Everything);
    RemoteRead remote{.content = {.id = ShopifyId{1}, .fields = {{u"option_names"_s, names}}}};
    remote.content.variants = {VariantContent{ShopifyId{3}, {}, {{u"position"_s, u"1"_s}}},
        VariantContent{ShopifyId{2}, {}, {{u"position"_s, u"2"_s}}}};
    LocalProduct local{.id = ProductId{7}, .shopifyId = ShopifyId{1}};
    local.variants = {LocalVariant{VariantId{20}, ShopifyId{2}, {}, {{u"position"_s, u"10"_s}}},
        LocalVariant{VariantId{30}, ShopifyId{3}, {}, {{u"position"_s, u"20"_s}}}};
    QCOMPARE(planPush(change, remote, local).verdict, PushPlan::Verdict::AlreadyThere);
    change.placesBefore = {{2, 1}, {3, 2}};
    const PushPlan plan = planPush(change, remote, local);
    QCOMPARE(plan.verdict, PushPlan::Verdict::Send);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().kind, OperationKind::VariantsReorder);
    QCOMPARE(plan.steps.first().after.variants.value(2).value(u"position"_s), u"1"_s);
    QCOMPARE(plan.steps.first().after.variants.value(3).value(u"position"_s), u"2"_s);
    // Taking this run back alone does not bring back where they were left.
    QCOMPARE(plan.steps.first().before.variants.value(2), FieldMap());
}

void TestPushPlanner::movesVariantsLast()
{
    PushChange change{.shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    change.fields = {StagedField{{}, ShopifyId{2}, {}, u"position"_s, u"1"_s, u"2"_s, u"1"_s, {}},
        StagedField{{}, ShopifyId{3}, {}, u"position"_s, u"2"_s, u"1"_s, u"2"_s, {}},
        StagedField{{}, ShopifyId{2}, {}, u"price"_s, u"1"_s, u"5"_s, u"1"_s, {}}};
    QCOMPARE(readNeed(change), ReadNeed::Everything);
    RemoteRead remote{.content = {.id = ShopifyId{1}}};
    remote.content.variants = {VariantContent{ShopifyId{2}, {}, {{u"position"_s, u"1"_s}, {u"price"_s, u"1"_s}}},
        VariantContent{ShopifyId{3}, {}, {{u"position"_s, u"2"_s}}}};
    LocalProduct local{.id = ProductId{7}, .shopifyId = ShopifyId{1}};
    // Numbers of the catalogue are its own; once sent they are Shopify's.
    local.variants = {LocalVariant{VariantId{30}, ShopifyId{3}, {}, {{u"position"_s, u"10"_s}}},
        LocalVariant{VariantId{20}, ShopifyId{2}, {}, {{u"position"_s, u"20"_s}}}};
    const PushPlan plan = planPush(change, remote, local);
    QCOMPARE(plan.verdict, PushPlan::Verdict::Send);
    QCOMPARE(plan.steps.size(), 2);
    QCOMPARE(plan.steps.first().kind, OperationKind::VariantsUpdate);
    QCOMPARE(plan.steps.first().after.variants.value(2).keys(), QStringList{u"price"_s});
    const Step &last = plan.steps.last();
    QCOMPARE(last.kind, OperationKind::VariantsReorder);
    QCOMPARE(last.after.variants.value(2), (FieldMap{{u"position"_s, u"2"_s}}));
    QCOMPARE(last.after.variants.value(3), (FieldMap{{u"position"_s, u"1"_s}}));
    QCOMPARE(last.writes.size(), 2);
    QCOMPARE(last.writes.first(), (CatalogueWrite{ShopifyId{3}, u"position"_s, u"10"_s, u"1"_s}));
    // Somebody else moved one meanwhile.
    remote.content.variants.swapItemsAt(0, 1);
    remote.content.variants[0].fields[u"position"_s] = u"1"_s;
    remote.content.variants[1].fields[u"position"_s] = u"3"_s;
    QCOMPARE(planPush(change, remote, local).verdict, PushPlan::Verdict::HoldBack);
}

void TestPushPlanner::namesTheOptionsAndSkuOfANewProduct()
{
    LocalProduct local{.id = ProductId{7},
        .shopifyId = {},
        .fields = {{u"title"_s, u"Big Pen!"_s}, {u"option_names"_s, u"[\"Size\"]"_s}}};
    local.variants += LocalVariant{
        VariantId{1}, {}, {}, {{u"option1"_s, u"L"_s}, {u"sku"_s, u"P-L"_s}, {u"inventory_quantity"_s, u"4"_s}}};
    const PushPlan plan = planPush({.type = ChangeType::Create, .title = {}, .sku = {}}, {}, local);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().after.product.value(u"handle"_s), FieldValue(u"big-pen-7"_s));
    const ShopRequest request = requestFor(
        Operation{.kind = OperationKind::ProductCreate, .after = plan.steps.first().after}, {}, ShopifyId{5});
    const QJsonObject variant
        = request.variables.value(u"input").toObject().value(u"variants").toArray().first().toObject();
    QCOMPARE(variant.value(u"inventoryItem").toObject().value(u"sku").toString(), u"P-L"_s);
    QCOMPARE(variant.value(u"inventoryQuantities").toArray().first().toObject().value(u"quantity").toInt(), 4);
    QCOMPARE(variant.value(u"optionValues").toArray().first().toObject().value(u"optionName").toString(), u"Size"_s);
}

void TestPushPlanner::leavesOutOfWhatIsNewWhatCannotBeSent()
{
    const QString stars = u"metafield:app--1--reviews.stars:rating"_s;
    const QString colour = u"metafield:custom.colour:single_line_text_field"_s;
    LocalProduct local{.id = ProductId{7},
        .shopifyId = {},
        .fields = {{u"title"_s, u"Pen"_s}, {stars, u"{}"_s}, {colour, u"red"_s}, {u"smart_collection:4"_s, u"true"_s}}};
    local.variants += LocalVariant{VariantId{1}, {}, {}, {{u"option1"_s, u"L"_s}, {stars, u"{}"_s}}};
    const PushPlan create = planPush({.type = ChangeType::Create, .title = {}, .sku = {}}, {}, local);
    QCOMPARE(create.verdict, PushPlan::Verdict::Send);
    QCOMPARE(create.leftOut.size(), 1);
    QVERIFY2(create.leftOut.first().contains(u"another app"_s), qPrintable(create.leftOut.first()));
    const ContentPatch made = create.steps.first().after;
    QVERIFY(!made.product.contains(stars));
    QCOMPARE(made.product.value(colour), u"red"_s);
    QVERIFY(!made.created.first().fields.contains(stars));

    local.shopifyId = ShopifyId{10};
    PushChange change{.shopifyProduct = ShopifyId{10}, .title = {}, .sku = {}};
    change.fields = {StagedField{.variant = VariantId{1}}};
    const RemoteRead remote{.content = {.id = ShopifyId{10},
                                .variants = {VariantContent{ShopifyId{2}, {}, {{u"option1"_s, u"S"_s}}}},
                                .allVariants = true}};
    const PushPlan adding = planPush(change, remote, local);
    QCOMPARE(adding.verdict, PushPlan::Verdict::Send);
    QCOMPARE(adding.leftOut, create.leftOut);
    QCOMPARE(adding.steps.first().after.created.first().fields, (FieldMap{{u"option1"_s, u"L"_s}}));
}

void TestPushPlanner::addsNoVariantToALinkedOption()
{
    LocalProduct local{.id = ProductId{7}, .shopifyId = ShopifyId{10}};
    local.variants += LocalVariant{VariantId{1}, {}, {}, {{u"option1"_s, u"Red"_s}}};
    PushChange change{.shopifyProduct = ShopifyId{10}, .title = {}, .sku = {}};
    change.fields = {StagedField{.variant = VariantId{1}}};
    RemoteRead remote{.content = {.id = ShopifyId{10},
                          .fields = {{u"option_names"_s, u"[\"Colour\"]"_s}},
                          .variants = {VariantContent{ShopifyId{2}, {}, {{u"option1"_s, u"Blue"_s}}}},
                          .allVariants = true}};
    QCOMPARE(planPush(change, remote, local).verdict, PushPlan::Verdict::Send);
    remote.content.linkedOptions = {{u"Colour"_s, {u"shopify.color-pattern"_s}}};
    const PushPlan plan = planPush(change, remote, local);
    QCOMPARE(plan.verdict, PushPlan::Verdict::Refuse);
    QVERIFY2(plan.reason.contains(u"shopify.color-pattern"_s), qPrintable(plan.reason));
}

void TestPushPlanner::refusesMoreVariantsThanShopifyTakes()
{
    LocalProduct local{.id = ProductId{7}, .shopifyId = ShopifyId{10}};
    PushChange change{.shopifyProduct = ShopifyId{10}, .title = {}, .sku = {}};
    for (int i = 1; i <= 2; ++i) {
        local.variants += LocalVariant{VariantId{i}, {}, {}, {{u"option1"_s, u"New %1"_s.arg(i)}}};
        change.fields += StagedField{.variant = VariantId{i}};
    }
    RemoteRead remote{.content = {.id = ShopifyId{10}, .allVariants = true}};
    for (int i = 1; i <= 2047; ++i)
        remote.content.variants += VariantContent{ShopifyId{100 + i}, {}, {{u"option1"_s, u"V%1"_s.arg(i)}}};
    const PushPlan plan = planPush(change, remote, local);
    QCOMPARE(plan.verdict, PushPlan::Verdict::Refuse);
    QVERIFY2(plan.reason.contains(u"2,048"_s), qPrintable(plan.reason));
    // One goes for one that comes.
    change.asSeen = remote.content;
    change.fields += StagedField{.shopifyVariant = ShopifyId{101}};
    QCOMPARE(planPush(change, remote, local).verdict, PushPlan::Verdict::Send);
    change.fields.removeLast();
    remote.content.variants.removeLast();
    QCOMPARE(planPush(change, remote, local).verdict, PushPlan::Verdict::Send);
}

void TestPushPlanner::holdsDeletesOfProductsThatChanged()
{
    ProductContent seen{.id = ShopifyId{1},
        .fields = {{u"title"_s, u"Pen"_s}},
        .variants
        = {VariantContent{.id = ShopifyId{2}, .fields = {{u"price"_s, u"1"_s}, {u"inventory_quantity"_s, u"5"_s}}}}};
    const PushChange change{
        .type = ChangeType::Delete, .shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}, .asSeen = seen};
    ProductContent now = seen;
    now.variants.first().fields.insert(u"inventory_quantity"_s, u"4"_s); // a sale is no edit
    QCOMPARE(planPush(change, {.content = now}, std::nullopt).verdict, PushPlan::Verdict::Send);
    now.fields.insert(u"title"_s, u"Better pen"_s);
    QCOMPARE(planPush(change, {.content = now}, std::nullopt).verdict, PushPlan::Verdict::HoldBack);
    QCOMPARE(planPush(change, {.gone = true}, std::nullopt).verdict, PushPlan::Verdict::AlreadyThere);
}

/// What nobody knows the look of at the time of the decision may be anybody's newer edit.
void TestPushPlanner::holdsDeletesOfWhatNobodySaw()
{
    const ProductContent now{.id = ShopifyId{1},
        .fields = {{u"title"_s, u"Pen"_s}},
        .variants = {VariantContent{.id = ShopifyId{2}, .fields = {{u"price"_s, u"1"_s}}},
            VariantContent{.id = ShopifyId{3}, .fields = {{u"price"_s, u"2"_s}}}}};
    PushChange change{.type = ChangeType::Delete, .shopifyProduct = ShopifyId{1}, .title = {}, .sku = {}};
    const PushPlan whole = planPush(change, {.content = now}, std::nullopt);
    QCOMPARE(whole.verdict, PushPlan::Verdict::HoldBack);
    QVERIFY(!whole.reason.isEmpty());
    QVERIFY(whole.steps.isEmpty());
    QCOMPARE(planPush(change, {.gone = true}, std::nullopt).verdict, PushPlan::Verdict::AlreadyThere);
    change.type = ChangeType::Update;
    change.fields = {StagedField{.shopifyVariant = ShopifyId{3}, .base = u"Red"_s, .remote = u"Red"_s}};
    QCOMPARE(planPush(change, {.content = now}, std::nullopt).verdict, PushPlan::Verdict::HoldBack);
    change.asSeen = now;
    QCOMPARE(planPush(change, {.content = now}, std::nullopt).verdict, PushPlan::Verdict::Send);
    change.asSeen->variants.removeLast();
    QCOMPARE(planPush(change, {.content = now}, std::nullopt).verdict, PushPlan::Verdict::HoldBack);
}

void TestPushPlanner::sendsNoDeleteAgainThatWouldTakeAnEditAlong()
{
    const FieldMap small{{u"price"_s, u"1"_s}, {u"inventory_quantity"_s, u"5"_s}};
    const ContentPatch before{.product = {{u"title"_s, u"Pen"_s}}, .variants = {{2, small}}};
    RemoteRead now{.content = {.id = ShopifyId{1},
                       .fields = before.product,
                       .variants = {VariantContent{.id = ShopifyId{2}, .fields = small}}}};
    const Operation product{.kind = OperationKind::ProductDelete, .before = before};
    const Operation variant{.kind = OperationKind::VariantsDelete, .before = {.variants = before.variants}};
    now.content.variants.first().fields.insert(u"inventory_quantity"_s, u"4"_s); // a sale is no edit
    QCOMPARE(judgeReadBack(product, now), ReadBack::NoEffect);
    QCOMPARE(judgeReadBack(variant, now), ReadBack::NoEffect);
    RemoteRead grown = now;
    grown.content.variants += VariantContent{.id = ShopifyId{3}, .fields = small};
    QCOMPARE(judgeReadBack(product, grown), ReadBack::SomethingElse);
    QCOMPARE(judgeReadBack(variant, grown), ReadBack::NoEffect);
    now.content.variants.first().fields.insert(u"price"_s, u"2"_s);
    QCOMPARE(judgeReadBack(product, now), ReadBack::SomethingElse);
    QCOMPARE(judgeReadBack(variant, now), ReadBack::SomethingElse);
    QCOMPARE(judgeReadBack(product, {.gone = true}), ReadBack::TookEffect);
}

void TestPushPlanner::recognisesItsOwnTextInOtherMarkup()
{
    const QString field = Field::descriptionHtml.toString();
    const Operation operation{.before = {.product = {{field, u"<p>Writes.</p>"_s}}},
        .after = {.product = {{field, u"<p>Writes <b>blue</b> &amp; well</p>"_s}}}};
    const auto verdict = [&](const QString &html) {
        return judgeReadBack(operation, {.content = {.id = ShopifyId{1}, .fields = {{field, html}}}});
    };
    QCOMPARE(verdict(u"<p>Writes <strong>blue</strong> & well</p>\n"_s), ReadBack::TookEffect);
    QCOMPARE(verdict(u"<p>Writes.</p>"_s), ReadBack::NoEffect);
    QCOMPARE(verdict(u"<p>Writes <b>red</b> &amp; well</p>"_s), ReadBack::SomethingElse);
}

void TestPushPlanner::tellsWhatOthersWroteFromWhatShopifyMadeOfAValue()
{
    const FieldMap asked{{u"title"_s, u" Pen "_s}, {u"tags"_s, u"[\"Zebra\",\"apple\"]"_s}, {u"vendor"_s, u"Ours"_s},
        {u"seo_title"_s, {}}, {u"product_type"_s, u"Pens"_s}, {u"metafield:a.b:single_line_text_field"_s, u"x"_s},
        {u"description_html"_s, u"<p>Writes <b>blue</b></p>"_s}, {u"status"_s, u"draft"_s}};
    const FieldMap variant{{u"price"_s, u"1.5"_s}, {u"barcode"_s, u"B"_s}, {u"weight_unit"_s, {}}, {u"weight"_s, {}}};
    ProductContent found{.id = ShopifyId{1},
        .fields = {{u"title"_s, u"Pen"_s}, {u"tags"_s, u"[\"apple\",\"Zebra\"]"_s}, {u"vendor"_s, u"Theirs"_s},
            {u"seo_title"_s, u""_s}, {u"product_type"_s, u"Before"_s}, {u"metafield:a.b:single_line_text_field"_s, {}},
            {u"description_html"_s, u"<p>Writes <strong>blue</strong></p>"_s}},
        .variants = {VariantContent{.id = ShopifyId{2},
            .fields
            = {{u"price"_s, u"1.50"_s}, {u"barcode"_s, u"C"_s}, {u"weight_unit"_s, u"kg"_s}, {u"weight"_s, u"0"_s}}}}};
    const Operation operation{.kind = OperationKind::ProductUpdate,
        .before = {.product = {{u"product_type"_s, u"Before"_s}}},
        .after = {.product = asked, .variants = {{2, variant}, {3, variant}}}};
    // The status was not read, and what became of a variant that is gone is told by the next pull.
    const ContentPatch others{.product = {{u"vendor"_s, u"Theirs"_s}, {u"product_type"_s, u"Before"_s},
                                  {u"metafield:a.b:single_line_text_field"_s, {}}},
        .variants = {{2, {{u"barcode"_s, u"C"_s}}}}};
    QCOMPARE(writtenByOthers(operation, found), others);
    const ContentPatch ours = operation.after.without(others);
    QCOMPARE(
        ours.product.keys(), (QStringList{u"description_html"_s, u"seo_title"_s, u"status"_s, u"tags"_s, u"title"_s}));
    QVERIFY(!ours.names(ShopifyId{2}, u"barcode"_s));
    QVERIFY(ours.names(ShopifyId{3}, u"barcode"_s));
}

void TestPushPlanner::recognisesTheShopsNameWhereNoVendorWasWanted()
{
    const QString field = Field::vendor.toString();
    const auto asked = [&field](const FieldValue &vendor) {
        return Operation{.before = {.product = {{field, u"Acme"_s}}}, .after = {.product = {{field, vendor}}}};
    };
    const auto verdict = [&](const FieldValue &wanted, const QString &found, const QString &shopName) {
        const ProductContent now{.id = ShopifyId{1}, .fields = {{field, found}}};
        const Operation operation = asStored(asked(wanted), now, shopName);
        if (const ReadBack judged = judgeReadBack(operation, {.content = now}); judged != ReadBack::TookEffect)
            return judged;
        return writtenByOthers(operation, now).isEmpty() ? ReadBack::TookEffect : ReadBack::SomethingElse;
    };
    QVERIFY(asksForNoVendor(asked(u" "_s)));
    QVERIFY(asksForNoVendor(asked({})));
    QVERIFY(!asksForNoVendor(asked(u"Ours"_s)));
    QVERIFY(!asksForNoVendor(Operation{}));
    QCOMPARE(verdict(u""_s, u"Corner shop"_s, u"Corner shop "_s), ReadBack::TookEffect);
    QCOMPARE(verdict(u""_s, u""_s, u"Corner shop"_s), ReadBack::TookEffect);
    QCOMPARE(verdict(u""_s, u"Acme"_s, u"Corner shop"_s), ReadBack::NoEffect);
    QCOMPARE(verdict(u""_s, u"Theirs"_s, u"Corner shop"_s), ReadBack::SomethingElse);
    QCOMPARE(verdict(u""_s, u"Theirs"_s, {}), ReadBack::SomethingElse);
    QCOMPARE(verdict(u"Ours"_s, u"Corner shop"_s, u"Corner shop"_s), ReadBack::SomethingElse);
}

void TestPushPlanner::recognisesItsOwnProductThoughItWasEdited()
{
    const auto sized = [](const QString &size) { return FieldMap{{Field::option1.toString(), size}}; };
    const QString title = Field::title.toString();
    Operation operation{.kind = OperationKind::ProductCreate,
        .after = {.product = {{title, u"Pen"_s}}, .created = {{VariantId{1}, sized(u"L"_s)}}}};
    ProductContent found{.id = ShopifyId{1},
        .fields = {{title, u"Better pen"_s}},
        .variants = {VariantContent{.id = ShopifyId{2}, .fields = sized(u"L"_s)}}};
    QCOMPARE(judgeReadBack(operation, {.content = found}), ReadBack::TookEffect);
    found.variants.first().fields = sized(u"XL"_s);
    QCOMPARE(judgeReadBack(operation, {.content = found}), ReadBack::SomethingElse);
    // A variant without options is every product's.
    operation.after.created.first().fields = sized(u"Default Title"_s);
    found.variants.first().fields = sized(u"Default Title"_s);
    QCOMPARE(judgeReadBack(operation, {.content = found}), ReadBack::SomethingElse);
}

void TestPushPlanner::breaksTheCircuit_data()
{
    QTest::addColumn<int>("products");
    QTest::addColumn<int>("catalogue");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("500 products") << 500 << 100'000 << u"vendor"_s << u"a"_s << u"b"_s << false;
    QTest::newRow("501 products") << 501 << 100'000 << u"vendor"_s << u"a"_s << u"b"_s << true;
    QTest::newRow("a tenth of the catalogue") << 20 << 200 << u"vendor"_s << u"a"_s << u"b"_s << false;
    QTest::newRow("more than a tenth") << 21 << 200 << u"vendor"_s << u"a"_s << u"b"_s << true;
    QTest::newRow("all of a small catalogue") << 100 << 100 << u"vendor"_s << u"a"_s << u"b"_s << false;
    QTest::newRow("half the price") << 1 << 1000 << u"price"_s << u"10.00"_s << u"5.00"_s << false;
    QTest::newRow("less than half") << 1 << 1000 << u"price"_s << u"10.00"_s << u"4.99"_s << true;
    QTest::newRow("price of 0") << 1 << 1000 << u"price"_s << u"0.01"_s << u"0"_s << true;
    QTest::newRow("20 archived") << 20 << 1000 << u"status"_s << u"active"_s << u"archived"_s << false;
    QTest::newRow("21 archived") << 21 << 1000 << u"status"_s << u"active"_s << u"archived"_s << true;
}

void TestPushPlanner::breaksTheCircuit()
{
    QFETCH(int, products);
    QFETCH(int, catalogue);
    QFETCH(QString, field);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QList<PushChange> changes;
    for (int i = 0; i < products; ++i) {
        const ShopifyId variant{field == u"price" ? 5 : 0};
        changes += PushChange{.id = ChangeId{i + 1},
            .title = u"Pen %1"_s.arg(i),
            .sku = {},
            .fields = {StagedField{{}, variant, {}, field, from, to, from, {}}}};
    }
    const std::optional<Failure> held = breakerBefore(changes, catalogue);
    QTEST(held.has_value(), "isHeld");
    if (held) {
        QCOMPARE(held->kind, FailureKind::BreakerHeld);
        QVERIFY2(held->meaning.contains(u"Pen 0"_s), qPrintable(held->meaning));
    }
}

void TestPushPlanner::namesEveryLimitThatWouldBePassed()
{
    QList<PushChange> changes;
    for (int i = 0; i < 501; ++i)
        changes += PushChange{.id = ChangeId{i + 1},
            .title = u"Pen %1"_s.arg(i),
            .sku = {},
            .fields = {StagedField{{}, {}, {}, u"status"_s, u"active"_s, u"archived"_s, u"active"_s, {}}}};
    changes[7].fields += StagedField{{}, ShopifyId{5}, {}, u"price"_s, u"10.00"_s, u"0"_s, u"10.00"_s, {}};
    const std::optional<Failure> held = breakerBefore(changes, 1000);
    QVERIFY(held);
    for (const QString &words : {u"501 products at once"_s, u"of %1 products"_s.arg(QLocale().toString(1000)),
             u"move 1 prices"_s, u"delete or archive 501"_s})
        QVERIFY2(held->what.contains(words), qPrintable(held->what));
    QVERIFY2(
        held->meaning.contains(u"Pen 7"_s) && held->meaning.contains(u"from 10.00 to 0"_s), qPrintable(held->meaning));
    QCOMPARE(held->meaning.count(u"Pen 0"_s), 1);
    // One alone is named alone.
    const std::optional<Failure> one = breakerBefore(changes.mid(7, 1), 1000);
    QVERIFY(one);
    QVERIFY2(one->what.contains(u"move 1 prices"_s) && !one->what.contains(u"archive"_s), qPrintable(one->what));
}

QTEST_APPLESS_MAIN(TestPushPlanner)
#include "tst_pushplanner.moc"
