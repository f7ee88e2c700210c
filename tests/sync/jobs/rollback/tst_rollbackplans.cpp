#include "sync/jobs/rollback/rollbackplanner.h"

#include "tests/sync/jobs/support/plannercases.h"

#include "sync/api/catalogue.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

const UndoPolicy everything{.restoreConflicts = false, .created = CreatedFate::Delete};

/// A batch as it was carried out on one product; what Shopify refused ended it there.
QList<Operation> carriedOut(PlannerShop &shop, const QList<Step> &steps)
{
    QList<Operation> done;
    for (const Step &step : steps) {
        const std::optional<Operation> operation = shop.carryOut(step);
        if (!operation)
            break;
        done += *operation;
        done.last().sequence = int(done.size());
        done.last().product = ProductId{1};
    }
    return done;
}

QList<Operation> pushed(PlannerCase &made)
{
    return carriedOut(made.shop, planPush(made.change, made.shop.now(), made.local).steps);
}

QList<Step> stepsOf(const ProductUndo &undo)
{
    QList<Step> steps;
    for (const UndoStep &step : undo.steps)
        steps += step.step;
    return steps;
}

/// A field of the product or of one of its variants.
using Place = std::pair<qint64, QString>;

std::map<Place, FieldValue> placesOf(const RemoteRead &read)
{
    std::map<Place, FieldValue> places;
    const auto note = [&places](qint64 variant, const FieldMap &fields) {
        for (auto field = fields.cbegin(); field != fields.cend(); ++field)
            places[{variant, field.key()}] = canonical(field.key(), *field);
    };
    if (!read.gone)
        note(0, withAbsentFacets(read.content.fields, false));
    for (const VariantContent &variant : read.content.variants)
        note(variant.id.value, withAbsentFacets(variant.fields, true));
    return places;
}

/// What was and what was written, of every field an update wrote.
std::map<Place, std::pair<FieldValue, FieldValue>> writesOf(const QList<Operation> &operations)
{
    std::map<Place, std::pair<FieldValue, FieldValue>> writes;
    const auto note = [&writes](qint64 variant, const FieldMap &before, const FieldMap &after) {
        for (auto field = after.cbegin(); field != after.cend(); ++field)
            writes[{variant, field.key()}]
                = {canonical(field.key(), before.value(field.key())), canonical(field.key(), *field)};
    };
    for (const Operation &operation : operations) {
        if (!changesFields(operation.kind))
            continue;
        note(0, operation.before.product, operation.after.product);
        for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
            note(variant.key(), operation.before.variants.value(variant.key()), *variant);
    }
    return writes;
}

bool isMadeBy(const QList<Operation> &operations, qint64 variant)
{
    return std::any_of(operations.cbegin(), operations.cend(), [variant](const Operation &operation) {
        return operation.kind == OperationKind::VariantsCreate && operation.returned
            && operation.returned->variants.contains(variant);
    });
}

} // namespace

/// Batches as the push planner makes them are carried out, disturbed, and taken back.
class TestRollbackPlans final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// With nobody else about, everything is as it was, and taking that back makes it as it was in between.
    void putsBackWhatWasAndBackAgain()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyChange();
            const QString before = contentOf(made.shop.now());
            const QList<Operation> batch = pushed(made);
            const QString after = contentOf(made.shop.now());
            const ProductUndo undo = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt, everything);
            RC_ASSERT(undo.count(RollbackFate::ChangedSince) == 0);
            RC_ASSERT(undo.count(RollbackFate::Impossible) == 0);
            const QList<Operation> undone = carriedOut(made.shop, stepsOf(undo));
            RC_ASSERT(undone.size() == undo.steps.size());
            RC_ASSERT(contentOf(made.shop.now()) == before);
            const ProductUndo redo = planUndo(undone, std::nullopt, made.shop.now(), std::nullopt, everything);
            const QList<Operation> redone = carriedOut(made.shop, stepsOf(redo));
            RC_ASSERT(redone.size() == redo.steps.size());
            RC_ASSERT(contentOf(made.shop.now()) == after);
        }));
    }

    /// N is what was written: what was before is put back. N is what was before: nothing. Else it is a conflict and
    /// stays. All that the batch did not write stays whatever it is.
    void leavesAloneWhatSomebodyElseChanged()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyUpdate();
            const QList<Operation> batch = pushed(made);
            ghostEdits(made.shop, true);
            const bool deletes = *rc::gen::arbitrary<bool>();
            const std::map<Place, FieldValue> now = placesOf(made.shop.now());
            const auto writes = writesOf(batch);
            const ProductUndo undo = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt,
                {.restoreConflicts = false, .created = deletes ? CreatedFate::Delete : CreatedFate::Keep});
            if (made.shop.now().gone) {
                RC_ASSERT(undo.steps.isEmpty());
                return;
            }
            const bool isLast = made.shop.now().content.variants.size() == 1;
            const QList<Operation> undone = carriedOut(made.shop, stepsOf(undo));
            RC_ASSERT(undone.size() == undo.steps.size());
            const std::map<Place, FieldValue> after = placesOf(made.shop.now());
            qint64 conflicts = 0;
            for (const auto &[place, value] : now) {
                const auto left = after.find(place);
                if (left == after.end()) {
                    // The only loss that is authorised: a variant the batch made, where that was asked for.
                    RC_ASSERT(deletes && isMadeBy(batch, place.first));
                    continue;
                }
                const auto written = writes.find(place);
                if (written == writes.end()) {
                    RC_ASSERT(left->second == value);
                } else if (value == written->second.second) {
                    RC_ASSERT(left->second == written->second.first);
                } else {
                    RC_ASSERT(left->second == value);
                    conflicts += value == written->second.first ? 0 : 1;
                }
            }
            const qint64 listed = std::count_if(undo.items.cbegin(), undo.items.cend(), [](const RollbackItem &item) {
                return !item.field.isEmpty() && item.fate == RollbackFate::ChangedSince;
            });
            RC_ASSERT(listed == conflicts);
            RC_CLASSIFY(isLast, "one variant left");
            RC_CLASSIFY(conflicts > 0, "conflicts");
        }));
    }

    /// Somebody else took away all that stood beside what the batch made: Shopify would keep the last one.
    void doesNotAskForTheLastVariantToGo()
    {
        PlannerShop shop({{u"title"_s, u"Pen"_s}}, {{{u"option1"_s, u"S"_s}}, {{u"option1"_s, u"M"_s}}});
        const QList<VariantContent> &variants = shop.now().content.variants;
        const ShopifyId other = variants[1].id;
        QList<Step> steps = stepsRemoving({{variants[0].id.value, variants[0].fields}});
        steps += stepsAdding({NewVariant{.fields = {{u"option1"_s, u"L"_s}}}}, variants);
        const QList<Operation> batch = carriedOut(shop, steps);
        QCOMPARE(batch.size(), 2);
        shop.removeVariant(other);
        const ProductUndo undo = planUndo(batch, std::nullopt, shop.now(), std::nullopt, everything);
        QCOMPARE(undo.count(RollbackFate::Impossible), 1);
        QCOMPARE(undo.count(RollbackFate::WillRestore), 1); // the one that was deleted comes back
        QCOMPARE(carriedOut(shop, stepsOf(undo)).size(), undo.steps.size());
        QCOMPARE(shop.now().content.variants.size(), 2);
    }

    /// Of one field that was chosen, whichever it is, and of nothing else.
    void takesBackTheFieldThatWasChosenAlone()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyUpdate();
            const std::map<Place, FieldValue> before = placesOf(made.shop.now());
            const QList<Operation> batch = pushed(made);
            const auto writes = writesOf(batch);
            if (writes.empty())
                return;
            const auto chosen = std::next(writes.cbegin(), *rc::gen::inRange(0, int(writes.size())));
            const auto &[variant, name] = chosen->first;
            const std::map<Place, FieldValue> now = placesOf(made.shop.now());
            const ProductUndo undo = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt,
                {.created = CreatedFate::Delete, .fields = {FieldPath{name, variant != 0, ShopifyId{variant}}}});
            RC_ASSERT(carriedOut(made.shop, stepsOf(undo)).size() == undo.steps.size());
            const std::map<Place, FieldValue> after = placesOf(made.shop.now());
            RC_ASSERT(after.size() == now.size());
            for (const auto &[place, value] : after)
                RC_ASSERT(value == (place == chosen->first && now.count(place) > 0 ? before.at(place) : now.at(place)));
        }));
    }

    /// Asked to, it puts back what somebody else changed too, and nothing that the batch did not write.
    void overwritesOnlyWhenAsked()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyUpdate();
            const QList<Operation> batch = pushed(made);
            ghostEdits(made.shop, false);
            const std::map<Place, FieldValue> now = placesOf(made.shop.now());
            const auto writes = writesOf(batch);
            const ProductUndo undo
                = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt, {.restoreConflicts = true});
            RC_ASSERT(carriedOut(made.shop, stepsOf(undo)).size() == undo.steps.size());
            const std::map<Place, FieldValue> after = placesOf(made.shop.now());
            for (const auto &[place, value] : now) {
                const auto written = writes.find(place);
                RC_ASSERT(after.contains(place));
                RC_ASSERT(after.at(place) == (written == writes.end() ? value : written->second.first));
            }
        }));
    }

    void deletesNothingItWasNotAskedTo()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyChange();
            const QList<Operation> batch = pushed(made);
            const ProductUndo undo = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt, {});
            for (const UndoStep &step : undo.steps)
                RC_ASSERT(
                    step.step.kind != OperationKind::ProductDelete && step.step.kind != OperationKind::VariantsDelete);
        }));
    }

    void sendsNothingForWhatIsNotSettled()
    {
        QVERIFY(rc::check([] {
            PlannerCase made = anyChange();
            QList<Operation> batch = pushed(made);
            for (Operation &operation : batch)
                operation.state = *rc::gen::element(
                    OperationState::Sent, OperationState::Unknown, OperationState::Failed, OperationState::Planned);
            const ProductUndo undo = planUndo(batch, std::nullopt, made.shop.now(), std::nullopt, everything);
            RC_ASSERT(undo.steps.isEmpty());
            const qint64 open = std::count_if(batch.cbegin(), batch.cend(), [](const Operation &operation) {
                return operation.state == OperationState::Sent || operation.state == OperationState::Unknown;
            });
            RC_ASSERT(undo.count(RollbackFate::OutcomeUnknown) == open);
        }));
    }

    void theCatalogueGoesBackOnlyFromWhatWasWritten()
    {
        QVERIFY(rc::check([] {
            const auto image = [] {
                std::optional<LocalImage> made;
                if (*rc::gen::inRange(0, 5) == 0)
                    return made;
                made = LocalImage{};
                made->product.fields = {{u"title"_s, anyValue(u"title"_s)}, {u"tags"_s, anyValue(u"tags"_s)}};
                for (int i = *rc::gen::inRange(0, 2); i > 0; --i)
                    made->product.variants += LocalVariant{VariantId{i}, {}, {}, {{u"price"_s, anyValue(u"price"_s)}}};
                return made;
            };
            const auto told = [](const std::optional<LocalImage> &side) {
                QString text = side ? contentOf(side->product.fields) : u"gone"_s;
                for (const LocalVariant &variant : side ? side->product.variants : QList<LocalVariant>())
                    text += contentOf(variant.fields) + QString::number(variant.id.value);
                return text;
            };
            ProductVersion version{.id = 7, .product = ProductId{1}, .before = image(), .after = image()};
            RC_PRE(version.before || version.after);
            std::optional<LocalImage> now = image();
            const int likeness = *rc::gen::inRange(0, 3);
            if (likeness < 2)
                now = likeness == 0 ? version.after : version.before;
            const bool overwrite = *rc::gen::arbitrary<bool>();
            const ProductUndo undo = planLocalUndo(version, now, {.restoreConflicts = overwrite});
            const LocalFate whole = version.before ? LocalFate::Restore : LocalFate::Delete;
            RC_ASSERT(undo.steps.isEmpty());
            if (told(version.before) == told(version.after) || told(now) == told(version.before)) {
                RC_ASSERT(undo.local.isEmpty());
            } else if (told(now) == told(version.after)) {
                RC_ASSERT(undo.local.fate == whole);
            } else {
                // Changed since: whole only when told so, else field by field at most.
                RC_ASSERT(undo.local.fate == LocalFate::Keep || (overwrite && undo.local.fate == whole));
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
    TestRollbackPlans test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_rollbackplans.moc"
