#include "tests/simulation/invariants.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;

namespace Simulation {

namespace {

/// How long what was decided may still leave: between the decision and the first byte lie two commits.
constexpr Milliseconds grace = 2s + 200ms;
/// The same for a line of a bulk run.
constexpr Milliseconds graceInBulk = 10s + 200ms;

QString documentOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::ProductUpdate:
        return u"product_update"_s;
    case OperationKind::VariantsUpdate:
        return u"variants_update"_s;
    case OperationKind::InventorySet:
        return u"inventory_set"_s;
    case OperationKind::ProductCreate:
        return u"product_set"_s;
    case OperationKind::ProductDelete:
        return u"product_delete"_s;
    case OperationKind::VariantsCreate:
        return u"variants_create"_s;
    case OperationKind::VariantsDelete:
        return u"variants_delete"_s;
    case OperationKind::MetafieldsSet:
        return u"metafields_set"_s;
    case OperationKind::MetafieldsDelete:
        return u"metafields_delete"_s;
    case OperationKind::OptionRename:
        return u"option_rename"_s;
    case OperationKind::OptionsCreate:
        return u"options_create"_s;
    case OperationKind::OptionsDelete:
        return u"options_delete"_s;
    case OperationKind::OptionsReorder:
        return u"options_reorder"_s;
    case OperationKind::VariantsReorder:
        return u"variants_reorder"_s;
    case OperationKind::InventoryActivate:
        return u"inventory_activate"_s;
    case OperationKind::InventoryDeactivate:
        return u"inventory_deactivate"_s;
    case OperationKind::MediaAdd:
        return u"media_add"_s;
    case OperationKind::MediaUpdate:
        return u"media_update"_s;
    case OperationKind::MediaOrder:
        return u"media_order"_s;
    case OperationKind::ChannelsJoin:
        return u"channels_join"_s;
    case OperationKind::ChannelsLeave:
        return u"channels_leave"_s;
    }
    return {};
}

/// Parts of one input travel together: a unit with its weight, a variant's options.
bool travelsAlong(const QString &field)
{
    return field == Field::weight || field == Field::weightUnit || field == Field::option1 || field == Field::option2
        || field == Field::option3;
}

QString difference(const FieldMap &written, const FieldMap &asked, bool isNew)
{
    for (auto field = written.cbegin(); field != written.cend(); ++field) {
        // Made by the shop from other fields, or nothing at all for something new; and a weight always has a unit.
        const bool isDerived = field.key() == Field::position || (isNew && !*field)
            || field.key() == Field::inventoryQuantity || (field.key() == Field::weightUnit && !*field);
        const FieldValue sent = asked.value(field.key());
        if (!isDerived && !sameOnceStored(field.key(), sent, *field)
            && !(fieldShape(field.key()) == FieldShape::Decimal && !*field && sent == u"0"_s))
            return u"%1 is asked for as '%2', not '%3'"_s.arg(
                field.key(), sent.value_or(u"nothing"_s), field->value_or(u"nothing"_s));
    }
    for (auto field = asked.cbegin(); field != asked.cend(); ++field)
        if (!written.contains(field.key()) && !travelsAlong(field.key()) && !isNew)
            return u"%1 was not to be changed"_s.arg(field.key());
    return {};
}

FieldMap withoutTitle(FieldMap fields)
{
    fields.remove(Field::variantTitle.toString());
    return fields;
}

} // namespace

const OperationRow *Invariants::operationFor(const ShopRequest &request) const
{
    const qint64 product = productOf(request.document, request.variables);
    const QString handle = request.variables.value(u"input").toObject().value(u"handle").toString();
    for (const OperationRow &row : m_world.tables().operations) {
        const Operation &operation = row.operation;
        if ((operation.state != OperationState::Sent && operation.state != OperationState::Unknown)
            || documentOf(operation.kind) != request.document)
            continue;
        if (operation.kind == OperationKind::InventorySet) {
            if (request.variables.value(u"key").toString() == operation.id.toString(QUuid::WithoutBraces))
                return &row;
        } else if (operation.kind == OperationKind::ProductCreate) {
            if (operation.after.product.value(Field::handle.toString()).value_or(QString()) == handle)
                return &row;
        } else if (operation.shopifyProduct.value == product) {
            return &row;
        }
    }
    return nullptr;
}

QUuid Invariants::departs(int process, const ShopRequest &request, Leaving how)
{
    if (m_isAsleep)
        return {};
    const OperationRow *row = operationFor(request);
    if (!row) {
        violate(Invariant::WrittenDownFirst, u"%1 leaves without an open operation"_s.arg(request.document));
        return {};
    }
    const Operation &operation = row->operation;
    Departure departure{.process = process, .operation = operation.id, .at = m_world.scheduler().now()};
    const auto look = [&](qint64 id) { departure.looks.insert(id, m_looks.value({process, id})); };
    look(operation.shopifyProduct.value);
    for (const qint64 variant : operation.after.variants.keys() + operation.before.variants.keys())
        look(variant);
    asWrittenDown(operation, request);
    refusedStaysRefused(operation);
    if (!how.stoodStill) {
        readJustBefore(departure, operation, how.inBulk ? graceInBulk : grace);
        mayLeave(process, operation, row->epoch);
    }
    m_departures.insert(operation.id, departure);
    return operation.id;
}

void Invariants::asWrittenDown(const Operation &operation, const ShopRequest &request)
{
    const auto held = m_world.model().products().constFind(operation.shopifyProduct.value);
    const ShopProduct *product = held == m_world.model().products().cend() ? nullptr : &*held;
    const ContentPatch asked = askedFor(request.document, request.variables, product);
    QString wrong = difference(operation.after.product, asked.product, operation.kind == OperationKind::ProductCreate);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
        if (wrong.isEmpty() && product && product->variant(variant.key())
            && operation.kind != OperationKind::InventorySet)
            wrong = difference(*variant, asked.variants.value(variant.key()), false);
    for (const qint64 variant : asked.variants.keys())
        if (wrong.isEmpty() && !operation.after.variants.contains(variant))
            wrong = u"variant %1 was not to be changed"_s.arg(variant);
    if (wrong.isEmpty() && asked.created.size() != operation.after.created.size())
        wrong = u"%1 variants are asked for, not %2"_s.arg(asked.created.size()).arg(operation.after.created.size());
    for (qsizetype i = 0; wrong.isEmpty() && i < asked.created.size(); ++i)
        wrong = difference(withoutTitle(operation.after.created.at(i).fields), asked.created.at(i).fields, true);
    if (!wrong.isEmpty())
        violate(Invariant::AsWrittenDown, u"%1: %2"_s.arg(request.document, wrong));
}

void Invariants::refused(QUuid operation, const QList<qint64> &variants)
{
    if (m_isAsleep)
        return;
    m_refused[operation] += variants;
}

/// Of pushes only: a rollback plans a product anew as a whole. Exemption: the refusal was lost on its way, and the same
/// operation goes out again.
void Invariants::refusedStaysRefused(const Operation &operation)
{
    for (auto refusal = m_refused.cbegin(); refusal != m_refused.cend(); ++refusal) {
        const OperationRow *row = m_world.tables().operation(refusal.key());
        if (!row || refusal.key() == operation.id || !operation.change.isValid()
            || row->operation.change != operation.change || row->operation.batch != operation.batch
            || row->operation.kind != operation.kind)
            continue;
        for (const qint64 variant : *refusal)
            if (operation.after.variants.contains(variant))
                violate(Invariant::RefusedStaysRefused,
                    u"%1 is sent again for variant %2"_s.arg(toWord(operation.kind)).arg(variant));
    }
}

void Invariants::readJustBefore(const Departure &departure, const Operation &operation, Milliseconds oldest)
{
    const auto tooOld = [&](qint64 id) {
        const Look look = departure.looks.value(id);
        return look.at.count() < 0 || departure.at - look.at > oldest;
    };
    bool old = false;
    if (!operation.after.product.isEmpty() && operation.kind != OperationKind::ProductCreate)
        old = tooOld(operation.shopifyProduct.value);
    if (operation.kind == OperationKind::ProductDelete)
        old = old || tooOld(operation.shopifyProduct.value);
    for (const qint64 variant :
        operation.kind == OperationKind::VariantsCreate ? QList<qint64>() : operation.before.variants.keys())
        old = old || tooOld(variant);
    if (old)
        violate(Invariant::ReadJustBefore,
            u"%1 on product %2 leaves on an old look"_s.arg(toWord(operation.kind))
                .arg(operation.shopifyProduct.value));
}

void Invariants::mayLeave(int number, const Operation &operation, qint64 epoch)
{
    const Process &process = *m_world.process(number);
    const Milliseconds now = m_world.scheduler().now();
    const Tables &tables = m_world.tables();
    const QString what = u"%1 leaves %2"_s.arg(toWord(operation.kind), process.name());
    if (tables.lease.epoch != epoch || tables.lease.until <= now)
        violate(Invariant::OneWriter, what + u" without the lease"_s);
    if (tables.maintenance.active && now - tables.maintenance.since > grace)
        violate(Invariant::MaintenanceStops, what + u" in maintenance mode"_s);
    if (process.gate.closedSince() != Scheduler::Time::max() && now > process.gate.closedSince())
        violate(Invariant::PauseStops, what + u" while paused"_s);
    if (process.stopAsked() != Scheduler::Time::max() && now > process.stopAsked())
        violate(Invariant::StopStops, what + u" though stopped"_s);
}

} // namespace Simulation
