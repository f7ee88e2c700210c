// What a rollback decides, without a shop or a database: on random histories of one product.

#include "sync/jobs/rollback/rollbackplanner.h"

#include "sync/api/catalogue.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

constexpr qint64 variantId = 100;
const QStringList productFields{u"title"_s, u"vendor"_s, u"seo_title"_s};
const QStringList variantFields{u"sku"_s, u"barcode"_s, u"price"_s};

/// A small alphabet on purpose: values meet often.
FieldValue anyValue()
{
    const int n = *rc::gen::inRange(0, 4);
    return n == 0 ? FieldValue() : FieldValue(QString::number(n));
}

FieldMap anyFields(const QStringList &names)
{
    FieldMap fields;
    for (const QString &name : names)
        fields.insert(name, anyValue());
    return fields;
}

/// One product before and after a batch, and as it is now in both places.
struct Case
{
    ContentPatch before;
    ContentPatch written;
    RemoteRead remote;
    std::optional<LocalImage> local;
    UndoPolicy policy;
    QMap<qint64, FieldMap> removed = {};

    QList<Operation> operations() const
    {
        QList<Operation> made;
        const auto add = [&](OperationKind kind, const ContentPatch &from, const ContentPatch &to) {
            made += Operation{.id = QUuid::createUuid(),
                .sequence = int(made.size()),
                .product = ProductId{1},
                .shopifyProduct = ShopifyId{10},
                .kind = kind,
                .state = OperationState::Confirmed,
                .before = from,
                .after = to,
                .returned = to};
        };
        if (!written.product.isEmpty())
            add(OperationKind::ProductUpdate, {.product = before.product}, {.product = written.product});
        if (!removed.isEmpty())
            add(OperationKind::VariantsDelete, {.variants = removed}, {});
        if (!written.variants.isEmpty())
            add(OperationKind::VariantsUpdate, {.variants = before.variants}, {.variants = written.variants});
        return made;
    }
    ProductUndo undo() const { return planUndo(operations(), {}, remote, local, policy); }
};

LocalImage imageOf(const FieldMap &product, const FieldMap &variant)
{
    LocalImage image;
    image.product = {.id = ProductId{1}, .shopifyId = ShopifyId{10}, .fields = product};
    image.product.variants = {LocalVariant{VariantId{5}, ShopifyId{variantId}, {}, variant}};
    return image;
}

/// Now it holds what was before, what was written, or something else.
FieldMap moved(const FieldMap &before, const FieldMap &written)
{
    FieldMap now;
    for (auto field = written.cbegin(); field != written.cend(); ++field)
        now.insert(field.key(),
            *rc::gen::element(before.value(field.key()), field.value(), field.value(), FieldValue(u"other"_s)));
    return now;
}

Case anyCase()
{
    Case made;
    made.before.product = anyFields(productFields);
    made.written.product = anyFields(productFields);
    made.before.variants[variantId] = anyFields(variantFields);
    made.written.variants[variantId] = anyFields(variantFields);
    const FieldMap &productWas = made.before.product;
    const FieldMap variantWas = made.before.variants.value(variantId);
    const FieldMap variantWritten = made.written.variants.value(variantId);
    made.remote.content = {ShopifyId{10}, moved(productWas, made.written.product)};
    made.remote.content.variants = {VariantContent{ShopifyId{variantId}, {}, moved(variantWas, variantWritten)}};
    if (*rc::gen::inRange(0, 5) > 0)
        made.local = imageOf(moved(productWas, made.written.product), moved(variantWas, variantWritten));
    made.policy.restoreConflicts = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        for (const QString &name : FieldPath::names())
            if (const auto path = FieldPath::fromText(name); *rc::gen::arbitrary<bool>())
                made.policy.fields += *path;
    return made;
}

FieldMap small(const QString &price, const QString &place)
{
    return {{u"title"_s, u"Small"_s}, {u"option1"_s, u"Small"_s}, {u"price"_s, price}, {u"position"_s, place},
        {u"inventory_quantity"_s, place}};
}

Case removedAndMadeAgain()
{
    Case made;
    made.removed.insert(variantId, small(u"25.00"_s, u"2"_s));
    made.remote.content = {ShopifyId{10}, {}};
    made.remote.content.variants = {VariantContent{ShopifyId{101}, {}, small(u"17.52"_s, u"1"_s)}};
    made.local = imageOf({}, {});
    made.local->product.variants = {LocalVariant{VariantId{5}, ShopifyId{101}, {}, small(u"17.52"_s, u"1"_s)}};
    return made;
}

/// What Shopify holds when every step has been done.
ProductContent afterwards(const Case &made, const ProductUndo &undo)
{
    ProductContent content = made.remote.content;
    for (const UndoStep &step : undo.steps)
        content = patched(content, step.step.after);
    return content;
}

/// What becomes of one field of Shopify, said without the planner.
FieldValue expected(const Case &made, const QString &field, ShopifyId variant)
{
    const bool isOfVariant = variant.isValid();
    const FieldValue before = (isOfVariant ? made.before.variants.value(variantId) : made.before.product).value(field);
    const FieldValue written
        = (isOfVariant ? made.written.variants.value(variantId) : made.written.product).value(field);
    const FieldValue now
        = (isOfVariant ? made.remote.content.variants.first().fields : made.remote.content.fields).value(field);
    const bool goesBack
        = covers(made.policy.fields, field, variant) && (now == written || made.policy.restoreConflicts);
    return goesBack ? before : now;
}

} // namespace

class TestRollbackPlanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsBackExactlyWhatNobodyChangedAndWasChosen()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            const ProductContent then = afterwards(made, made.undo());
            for (const QString &field : productFields)
                RC_ASSERT(sameValue(field, then.fields.value(field), expected(made, field, {})));
            for (const QString &field : variantFields)
                RC_ASSERT(sameValue(
                    field, then.variants.first().fields.value(field), expected(made, field, ShopifyId{variantId})));
        }));
    }

    void listsEveryFieldItWritesAndNoFieldOutsideTheChoice()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            const ProductUndo undo = made.undo();
            qint64 written = 0;
            for (const UndoStep &step : undo.steps)
                written += step.step.after.fieldCount() + step.step.writes.size();
            written += undo.local.writes.size();
            RC_ASSERT(written == undo.count(RollbackFate::WillRestore));
            for (const RollbackItem &item : undo.items) {
                const bool isOfVariant = variantFields.contains(item.field);
                RC_ASSERT(covers(made.policy.fields, item.field, isOfVariant ? ShopifyId{variantId} : ShopifyId()));
            }
        }));
    }

    void theCatalogueFollowsShopifyAndKeepsWhatWasTypedThere()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            if (!made.local)
                return;
            const ProductUndo undo = made.undo();
            QList<CatalogueWrite> writes = undo.local.writes;
            for (const UndoStep &step : undo.steps)
                writes += step.step.writes;
            for (const CatalogueWrite &write : writes) {
                const bool isOfVariant = write.shopifyVariant.isValid();
                const auto side = [&](const ContentPatch &patch) {
                    return (isOfVariant ? patch.variants.value(variantId) : patch.product).value(write.field);
                };
                const FieldMap &held
                    = isOfVariant ? made.local->product.variants.first().fields : made.local->product.fields;
                RC_ASSERT(write.value == side(made.before));
                RC_ASSERT(write.expected == held.value(write.field));
                RC_ASSERT(made.policy.restoreConflicts
                    || sameValue(write.field, held.value(write.field), side(made.written)));
                // It never ends up with what Shopify does not hold.
                RC_ASSERT(sameValue(write.field, expected(made, write.field, write.shopifyVariant), side(made.before)));
            }
        }));
    }

    void anUndoneUndoIsTheFirstState()
    {
        QVERIFY(rc::check([] {
            Case made = anyCase();
            made.policy = {};
            made.remote.content.fields = made.written.product;
            made.remote.content.variants.first().fields = made.written.variants.value(variantId);
            const ProductUndo undo = made.undo();
            QList<Operation> back;
            for (const UndoStep &step : undo.steps)
                back += Operation{.sequence = int(back.size()),
                    .product = ProductId{1},
                    .shopifyProduct = ShopifyId{10},
                    .kind = step.step.kind,
                    .state = OperationState::Confirmed,
                    .before = step.step.before,
                    .after = step.step.after,
                    .returned = step.step.after};
            Case again = made;
            again.remote.content = afterwards(made, undo);
            const ProductUndo forth = planUndo(back, {}, again.remote, {}, {});
            RC_ASSERT(afterwards(again, forth) == made.remote.content);
        }));
    }

    /// A variant that was removed and that a later run made again, cheaper.
    void aVariantThatIsThereAgainKeepsWhatItWasGivenSince()
    {
        Case made = removedAndMadeAgain();
        for (const bool restoreConflicts : {false, true}) {
            made.policy.restoreConflicts = restoreConflicts;
            const ProductUndo undo = made.undo();
            QVERIFY(undo.steps.isEmpty());
            QCOMPARE(undo.items.size(), 1);
            QCOMPARE(undo.items.first().variantTitle, u"Small"_s);
            QCOMPARE(undo.items.first().fate, RollbackFate::ChangedSince);
            QVERIFY(!undo.items.first().reason.isEmpty());
        }
    }

    void aVariantThatIsThereAgainAsItWasIsBack()
    {
        Case made = removedAndMadeAgain();
        made.remote.content.variants.first().fields.insert(u"price"_s, u"25.0"_s);
        const ProductUndo undo = made.undo();
        QVERIFY(undo.steps.isEmpty());
        QCOMPARE(undo.items.size(), 1);
        QCOMPARE(undo.items.first().fate, RollbackFate::AlreadyBack);
    }

    void anAppliedProductComesBackFieldByField()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            if (!made.local)
                return;
            ProductVersion version{.id = 9, .product = ProductId{1}, .shopifyProduct = ShopifyId{10}};
            version.before = imageOf(made.before.product, made.before.variants.value(variantId));
            version.after = imageOf(made.written.product, made.written.variants.value(variantId));
            const ProductUndo undo = planLocalUndo(version, made.local, made.policy);
            if (undo.local.fate == LocalFate::Restore) {
                RC_ASSERT(made.policy.fields.isEmpty());
                RC_ASSERT(sameImage(made.local, version.after));
                return;
            }
            for (const CatalogueWrite &write : undo.local.writes) {
                RC_ASSERT(covers(made.policy.fields, write.field, write.shopifyVariant));
                const bool isOfVariant = write.shopifyVariant.isValid();
                const FieldMap &was
                    = isOfVariant ? version.before->product.variants.first().fields : version.before->product.fields;
                RC_ASSERT(write.value == was.value(write.field));
            }
            RC_ASSERT(undo.local.writes.size() == undo.count(RollbackFate::WillRestore));
        }));
    }
};

QTEST_GUILESS_MAIN(TestRollbackPlanner)
#include "tst_rollbackplanner.moc"
