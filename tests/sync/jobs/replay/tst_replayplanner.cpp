// What a replay decides, without a shop or a database: on random histories of one product.

#include "sync/jobs/replay/replayplanner.h"

#include "sync/api/catalogue.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

const QStringList names{u"title"_s, u"vendor"_s, u"seo_title"_s};

/// A small alphabet on purpose: values meet often. "x" is never recorded.
FieldValue anyValue()
{
    const int n = *rc::gen::inRange(0, 4);
    return n == 0 ? FieldValue() : FieldValue(QString::number(n));
}

struct Case
{
    RecordedProduct record;
    FieldMap start; ///< When the window began.
    FieldMap outcome; ///< Of the fields that were written.
    QMap<QString, QList<FieldValue>> known;
    RemoteRead remote;
    std::optional<LocalImage> local;
    bool replayConflicts = false;

    ProductUndo plan() const { return planReplay(record, remote, local, replayConflicts); }
};

FieldMap moved(const Case &made)
{
    FieldMap now;
    for (const QString &name : names) {
        QList<FieldValue> choices = made.known.value(name, {made.start.value(name)});
        choices += FieldValue(u"x"_s);
        now.insert(name, choices.at(*rc::gen::inRange(0, int(choices.size()))));
    }
    return now;
}

Case anyCase()
{
    Case made;
    made.record.product = ProductId{1};
    made.record.shopifyProduct = ShopifyId{10};
    for (const QString &name : names) {
        made.start.insert(name, anyValue());
        made.known.insert(name, {made.start.value(name)});
    }
    FieldMap held = made.start;
    const int writes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < writes; ++i) {
        Operation operation{.id = QUuid::createUuid(),
            .batch = BatchId{100 + i},
            .product = ProductId{1},
            .shopifyProduct = ShopifyId{10},
            .state = OperationState::Confirmed,
            .sentAt = QDateTime::fromSecsSinceEpoch(1000 + i, Qt::UTC)};
        for (const QString &name : names)
            if (*rc::gen::arbitrary<bool>()) {
                const FieldValue value = anyValue();
                operation.before.product.insert(name, held.value(name));
                operation.after.product.insert(name, value);
                held.insert(name, value);
                made.outcome.insert(name, value);
                made.known[name] += value;
            }
        operation.returned = operation.after;
        made.record.operations += operation;
    }
    made.remote.content = {ShopifyId{10}, moved(made)};
    if (*rc::gen::inRange(0, 4) > 0) {
        LocalImage image;
        image.product = {.id = ProductId{1}, .shopifyId = ShopifyId{10}, .fields = moved(made)};
        image.base.product = moved(made);
        made.local = image;
    }
    made.replayConflicts = *rc::gen::arbitrary<bool>();
    return made;
}

bool isKnown(const Case &made, const QString &name, const FieldValue &value)
{
    return made.known.value(name).contains(value);
}

Operation operationOf(OperationKind kind)
{
    return {.id = QUuid::createUuid(),
        .product = ProductId{1},
        .shopifyProduct = ShopifyId{10},
        .kind = kind,
        .state = OperationState::Confirmed,
        .sentAt = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC)};
}

qint64 counted(const ProductUndo &undo, RollbackFate fate, bool remote)
{
    return std::count_if(undo.items.cbegin(), undo.items.cend(),
        [&](const RollbackItem &item) { return item.fate == fate && item.remote == remote; });
}

} // namespace

class TestReplayPlanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheNewestOutcomeTrueWhereNobodyChangedIt()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            ProductContent content = made.remote.content;
            for (const UndoStep &step : made.plan().steps)
                content = patched(content, step.step.after);
            for (const QString &name : names) {
                const FieldValue now = made.remote.content.fields.value(name);
                const bool written = made.outcome.contains(name) && (isKnown(made, name, now) || made.replayConflicts);
                RC_ASSERT(sameValue(name, content.fields.value(name), written ? made.outcome.value(name) : now));
            }
        }));
    }

    void theCatalogueNeverGetsWhatShopifyDoesNotHold()
    {
        QVERIFY(rc::check([] {
            const Case made = anyCase();
            const ProductUndo plan = made.plan();
            ProductContent content = made.remote.content;
            QList<CatalogueWrite> writes = plan.local.writes;
            for (const UndoStep &step : plan.steps) {
                content = patched(content, step.step.after);
                writes += step.step.writes;
            }
            for (const CatalogueWrite &write : writes) {
                RC_ASSERT(sameValue(write.field, write.value, content.fields.value(write.field)));
                const FieldValue held = made.local->product.fields.value(write.field);
                RC_ASSERT(write.expected == held);
                RC_ASSERT(isKnown(made, write.field, held) || made.replayConflicts);
            }
        }));
    }

    void aSecondReplayHasNothingToDo()
    {
        QVERIFY(rc::check([] {
            Case made = anyCase();
            const ProductUndo plan = made.plan();
            for (const UndoStep &step : plan.steps)
                made.remote.content = patched(made.remote.content, step.step.after);
            if (made.local) {
                QList<CatalogueWrite> writes = plan.local.writes;
                for (const UndoStep &step : plan.steps) {
                    writes += step.step.writes;
                    made.local->base.product.insert(step.step.after.product);
                }
                made.local->base.product.insert(plan.local.base.product);
                for (const CatalogueWrite &write : writes)
                    made.local->product.fields.insert(write.field, write.value);
            }
            const ProductUndo again = made.plan();
            RC_ASSERT(again.isEmpty());
            RC_ASSERT(again.count(RollbackFate::WillRestore) == 0);
        }));
    }

    void aValueFromShopifyThatWasAppliedLaterIsTheOutcome()
    {
        RecordedProduct record{.product = ProductId{1}, .shopifyProduct = ShopifyId{10}};
        Operation sent = operationOf(OperationKind::ProductUpdate);
        sent.before.product.insert(u"title"_s, u"Old"_s);
        sent.after.product.insert(u"title"_s, u"Ours"_s);
        record.operations = {sent};
        RecordedVersion applied{.at = sent.sentAt.addSecs(60)};
        applied.version.before = LocalImage{{.id = ProductId{1}, .fields = {{u"title"_s, u"Ours"_s}}}};
        applied.version.after = LocalImage{{.id = ProductId{1}, .fields = {{u"title"_s, u"Theirs"_s}}}};
        record.versions = {applied};
        RemoteRead remote;
        remote.content = {ShopifyId{10}, {{u"title"_s, u"Theirs"_s}}};
        const LocalImage old{{.id = ProductId{1}, .shopifyId = ShopifyId{10}, .fields = {{u"title"_s, u"Old"_s}}}};
        const ProductUndo plan = planReplay(record, remote, old, false);
        QCOMPARE(plan.steps.size(), 0);
        QCOMPARE(plan.local.writes.size(), 1);
        QCOMPARE(plan.local.writes.first().value, FieldValue(u"Theirs"_s));
    }

    void whatALaterRunWroteIsALaterEdit()
    {
        Operation first = operationOf(OperationKind::ProductUpdate);
        first.before.product.insert(u"title"_s, u"Old"_s);
        first.after.product.insert(u"title"_s, u"First"_s);
        Operation second = operationOf(OperationKind::ProductUpdate);
        second.before.product.insert(u"title"_s, u"First"_s);
        second.after.product.insert(u"title"_s, u"Ours"_s);
        Operation later = operationOf(OperationKind::ProductUpdate);
        later.before.product.insert(u"title"_s, u"Ours"_s);
        later.after.product.insert(u"title"_s, u"Old"_s);
        RecordedProduct record{ProductId{1}, ShopifyId{10}, u"Pen"_s, {first, second}, {}};
        RemoteRead remote;
        remote.content = {ShopifyId{10}, {{u"title"_s, u"Old"_s}}};
        const LocalImage held{{.id = ProductId{1}, .shopifyId = ShopifyId{10}, .fields = {{u"title"_s, u"Old"_s}}}};
        QCOMPARE(planReplay(record, remote, held, false).steps.size(), 1); // nobody of ours has been there since
        record.laterOperations = {later};
        const ProductUndo left = planReplay(record, remote, held, false);
        QVERIFY(left.isEmpty());
        QCOMPARE(counted(left, RollbackFate::ChangedSince, true), 1);
        QCOMPARE(counted(left, RollbackFate::ChangedSince, false), 1);
        QCOMPARE(planReplay(record, remote, held, true).steps.size(), 1);
        // A value of the window that the later run did not write is none of its.
        remote.content.fields.insert(u"title"_s, u"First"_s);
        QCOMPARE(planReplay(record, remote, held, false).steps.size(), 1);
        // What the catalogue got by a later apply came from Shopify.
        record.laterOperations = {};
        RecordedVersion applied{.at = later.sentAt.addSecs(60), .batch = BatchId{7}};
        applied.version.before = LocalImage{{.id = ProductId{1}, .fields = {{u"title"_s, u"Ours"_s}}}};
        applied.version.after = held;
        record.laterVersions = {applied};
        remote.content.fields.insert(u"title"_s, u"Old"_s);
        QVERIFY(planReplay(record, remote, held, false).isEmpty());
    }

    void aCreatedProductBecomesTheCataloguesAgain()
    {
        Operation created = operationOf(OperationKind::ProductCreate);
        const RecordedProduct record{ProductId{1}, ShopifyId{10}, u"Pen"_s, {created}, {}};
        RemoteRead remote;
        remote.content = {ShopifyId{10}, {{u"title"_s, u"Pen"_s}}};
        remote.content.variants = {VariantContent{ShopifyId{100}, {}, {{u"option1"_s, u"Red"_s}}}};
        LocalImage unlinked;
        unlinked.product = {.id = ProductId{1}, .fields = {{u"title"_s, u"Pen"_s}}};
        unlinked.product.variants = {LocalVariant{VariantId{5}, {}, {}, {{u"option1"_s, u"Red"_s}}}};
        const ProductUndo plan = planReplay(record, remote, unlinked, false);
        QCOMPARE(plan.local.fate, LocalFate::Link);
        QCOMPARE(plan.local.links, (QList<VariantLink>{{VariantId{5}, ShopifyId{100}}}));
        QVERIFY(plan.steps.isEmpty());
        remote = {.gone = true};
        QCOMPARE(counted(planReplay(record, remote, unlinked, true), RollbackFate::Impossible, true), 1);
    }

    void nothingIsDeletedInShopify()
    {
        Operation deleted = operationOf(OperationKind::ProductDelete);
        const RecordedProduct record{ProductId{1}, ShopifyId{10}, u"Pen"_s, {deleted}, {}};
        RemoteRead there;
        there.content = {ShopifyId{10}, {{u"title"_s, u"Pen"_s}}};
        const ProductUndo kept = planReplay(record, there, {}, true);
        QVERIFY(kept.isEmpty());
        QCOMPARE(counted(kept, RollbackFate::Impossible, true), 1);
        LocalImage linked;
        linked.product = {.id = ProductId{1}, .shopifyId = ShopifyId{10}};
        const ProductUndo unlinked = planReplay(record, {.gone = true}, linked, false);
        QCOMPARE(unlinked.local.fate, LocalFate::Unlink);
        QVERIFY(unlinked.local.productGone);
        QVERIFY(unlinked.steps.isEmpty());
    }

    void aVariantThatWasCreatedIsLinkedOrComesBack()
    {
        Operation created = operationOf(OperationKind::VariantsCreate);
        created.returned
            = ContentPatch{.variants = {{101, {{u"option1"_s, u"Red"_s}}}, {102, {{u"option1"_s, u"Blue"_s}}}}};
        const RecordedProduct record{ProductId{1}, ShopifyId{10}, u"Pen"_s, {created}, {}};
        RemoteRead remote;
        remote.content = {ShopifyId{10}};
        remote.content.variants = {VariantContent{ShopifyId{101}, {}, {{u"option1"_s, u"Red"_s}}},
            VariantContent{ShopifyId{102}, {}, {{u"option1"_s, u"Blue"_s}}}};
        LocalImage local;
        local.product = {.id = ProductId{1}, .shopifyId = ShopifyId{10}};
        local.product.variants = {LocalVariant{VariantId{5}, {}, {}, {{u"option1"_s, u"Red"_s}}}};
        const ProductUndo plan = planReplay(record, remote, local, false);
        QCOMPARE(plan.local.links, (QList<VariantLink>{{VariantId{5}, ShopifyId{101}}, {VariantId{}, ShopifyId{102}}}));
    }

    void whatIsNotSettledIsSaidAndLeft()
    {
        Operation unknown = operationOf(OperationKind::ProductUpdate);
        unknown.state = OperationState::Unknown;
        unknown.after.product.insert(u"title"_s, u"Ours"_s);
        const RecordedProduct record{ProductId{1}, ShopifyId{10}, u"Pen"_s, {unknown}, {}};
        RemoteRead remote;
        remote.content = {ShopifyId{10}, {{u"title"_s, u"Old"_s}}};
        const ProductUndo plan = planReplay(record, remote, {}, false);
        QVERIFY(plan.isEmpty());
        QCOMPARE(plan.count(RollbackFate::OutcomeUnknown), 1);
    }

    void entriesOfOneProductStayTogether()
    {
        JournalWindow window;
        Operation created = operationOf(OperationKind::ProductCreate);
        created.product = {};
        Operation edited = operationOf(OperationKind::ProductUpdate);
        Operation other = operationOf(OperationKind::ProductUpdate);
        other.product = ProductId{2};
        other.shopifyProduct = ShopifyId{20};
        window.operations = {created, other, edited};
        RecordedVersion version;
        version.version.product = ProductId{2};
        window.versions = {version};
        Operation later = operationOf(OperationKind::ProductUpdate);
        later.product = {};
        Operation elsewhere = operationOf(OperationKind::ProductUpdate);
        elsewhere.product = ProductId{3};
        elsewhere.shopifyProduct = ShopifyId{30};
        window.laterOperations = {later, elsewhere};
        window.laterVersions = {version};
        const QList<RecordedProduct> records = recordsOf(window);
        QCOMPARE(records.size(), 2);
        QCOMPARE(records.first().operations.size(), 2);
        QCOMPARE(records.first().product, ProductId{1});
        QCOMPARE(records.last().versions.size(), 1);
        QCOMPARE(records.first().laterOperations.size(), 1); // known by its id in Shopify
        QCOMPARE(records.last().laterOperations.size(), 0);
        QCOMPARE(records.last().laterVersions.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestReplayPlanner)
#include "tst_replayplanner.moc"
