#include "tests/simulation/real/endstate.h"

#include "sync/api/catalogue.h"

#include <QRegularExpression>

#include <set>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

enum class Kind { Product, Variant, Change, Batch, ShopProduct, ShopVariant, ShopItem };

/// Ids by the order in which they were given: first all are seen, then each is told by its place.
class Ids
{
public:
    QString name(Kind kind, qint64 id)
    {
        if (id == 0)
            return u"none"_s;
        std::set<qint64> &seen = m_seen[kind];
        seen.insert(id);
        return u"#%1"_s.arg(std::distance(seen.begin(), seen.find(id)) + 1);
    }

private:
    QMap<Kind, std::set<qint64>> m_seen;
};

class Flattener
{
public:
    Flattener(const Tables &tables, const VersionsOf &versionsOf, const QMap<qint64, ShopProduct> &shop)
        : m_tables(tables)
        , m_versionsOf(versionsOf)
        , m_shop(shop)
    { }

    EndState flatten()
    {
        all(); // sees the ids
        m_state.clear();
        all();
        return m_state;
    }

private:
    void all()
    {
        shop();
        side(u"mirror"_s, m_tables.mirror);
        side(u"base"_s, m_tables.base);
        catalogue();
        changes();
        operations();
        batches();
        m_state.insert(u"lease"_s,
            u"epoch %1 until %2 of %3"_s.arg(m_tables.lease.epoch)
                .arg(m_tables.lease.until.count())
                .arg(m_tables.lease.owner));
        m_state.insert(u"maintenance"_s, m_tables.maintenance.active ? u"on"_s : u"off"_s);
    }

    /// A handle of our own choice ends with the catalogue's id.
    static QString told(const QString &field, const FieldValue &value)
    {
        static const QRegularExpression ownNumber(u"-\\d+$"_s);
        const QString text = canonical(field, value).value_or(u"∅"_s);
        return field == Field::handle ? QString(text).replace(ownNumber, u"-#"_s) : text;
    }

    void fields(const QString &place, const FieldMap &values)
    {
        for (auto field = values.cbegin(); field != values.cend(); ++field)
            m_state.insert(place + u" " + field.key(), told(field.key(), *field));
    }

    void shop()
    {
        for (const ShopProduct &product : m_shop) {
            const QString place = u"shop product "_s + m_ids.name(Kind::ShopProduct, product.id);
            fields(place, product.part.fields);
            for (const ShopVariant &variant : product.variants) {
                const QString part = place + u" variant " + m_ids.name(Kind::ShopVariant, variant.id);
                fields(part, variant.part.fields);
                m_state.insert(part + u" item", m_ids.name(Kind::ShopItem, variant.item));
            }
        }
    }

    void side(const QString &name, const ShopSide &side)
    {
        for (auto row = side.products.cbegin(); row != side.products.cend(); ++row)
            fields(name + u" product " + m_ids.name(Kind::ShopProduct, row.key()), *row);
        for (auto row = side.variants.cbegin(); row != side.variants.cend(); ++row) {
            const QString place = name + u" variant " + m_ids.name(Kind::ShopVariant, row.key());
            fields(place, row->fields);
            m_state.insert(place + u" of",
                m_ids.name(Kind::ShopProduct, row->product) + u" item "
                    + m_ids.name(Kind::ShopItem, row->inventoryItem.value));
        }
    }

    void product(const QString &place, const LocalProduct &product)
    {
        fields(place, product.fields);
        m_state.insert(place + u" link", m_ids.name(Kind::ShopProduct, product.shopifyId.value));
        for (const LocalVariant &variant : product.variants) {
            const QString part = place + u" variant " + m_ids.name(Kind::Variant, variant.id.value);
            fields(part, variant.fields);
            m_state.insert(part + u" link",
                m_ids.name(Kind::ShopVariant, variant.shopifyId.value) + u" item "
                    + m_ids.name(Kind::ShopItem, variant.inventoryItem.value));
        }
    }

    void catalogue()
    {
        for (const CatalogueRow &row : m_tables.products) {
            const QString place = u"catalogue product "_s + m_ids.name(Kind::Product, row.product.id.value);
            product(place, row.product);
            m_state.insert(place + u" stands",
                u"%1, version %2%3%4"_s.arg(row.status ? toWord(*row.status) : u"never linked"_s)
                    .arg(row.product.contentVersion)
                    .arg(row.locallyEdited ? u", edited"_s : QString(),
                        row.error.isEmpty() ? QString() : u", with an error"_s));
        }
    }

    void changes()
    {
        for (const ChangeRow &row : m_tables.changes) {
            const QString place = u"change "_s + m_ids.name(Kind::Change, row.id.value);
            m_state.insert(place,
                u"%1 %2 %3 of %4/%5 by %6, %7 conflicts, version %8%9"_s.arg(toWord(row.direction), toWord(row.type),
                    toWord(row.status), m_ids.name(Kind::Product, row.product.value),
                    m_ids.name(Kind::ShopProduct, row.shopifyProduct.value),
                    m_ids.name(Kind::Batch, row.appliedBatch.value), QString::number(row.conflicts),
                    QString::number(row.localVersion), row.failure.isEmpty() ? QString() : u", with a reason"_s));
            for (const StagedField &field : row.fields) {
                const QString part
                    = u"%1 %2/%3 %4"_s.arg(place, m_ids.name(Kind::ShopVariant, field.shopifyVariant.value),
                        m_ids.name(Kind::Variant, field.variant.value), field.field);
                fields(part,
                    {{u"base"_s, canonical(field.field, field.base)}, {u"local"_s, canonical(field.field, field.local)},
                        {u"remote"_s, canonical(field.field, field.remote)},
                        {u"edited"_s, canonical(field.field, field.edited)}, {u"decision"_s, toWord(field.decision)}});
            }
        }
    }

    void patch(const QString &place, const ContentPatch &patch)
    {
        fields(place, patch.product);
        for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
            fields(place + u" variant " + m_ids.name(Kind::ShopVariant, variant.key()), *variant);
        for (qsizetype i = 0; i < patch.created.size(); ++i)
            fields(place
                    + u" new variant %1 for %2"_s.arg(i).arg(
                        m_ids.name(Kind::Variant, patch.created.at(i).local.value)),
                patch.created.at(i).fields);
    }

    void operations()
    {
        for (const OperationRow &row : m_tables.operations) {
            const Operation &operation = row.operation;
            const QString place
                = u"operation %1.%2"_s.arg(m_ids.name(Kind::Batch, operation.batch.value)).arg(operation.sequence);
            m_state.insert(place,
                u"%1 %2 %3 of %4/%5 for %6, attempt %7, epoch %8, sent at %9"_s
                    .arg(operation.id.toString(QUuid::WithoutBraces), toWord(operation.kind), toWord(operation.state),
                        m_ids.name(Kind::Product, operation.product.value),
                        m_ids.name(Kind::ShopProduct, operation.shopifyProduct.value),
                        m_ids.name(Kind::Change, operation.change.value))
                    .arg(operation.attempt)
                    .arg(row.epoch)
                    .arg(row.sentAt.count()));
            m_state.insert(place + u" undoes", operation.undoes.toString(QUuid::WithoutBraces));
            patch(place + u" before", operation.before);
            patch(place + u" after", operation.after);
            if (operation.returned)
                patch(place + u" returned", *operation.returned);
        }
    }

    void image(const QString &place, const std::optional<LocalImage> &image)
    {
        if (!image)
            return;
        product(place, image->product);
        patch(place + u" base", image->base);
    }

    void batches()
    {
        for (const BatchRow &row : m_tables.batches) {
            const QString name = m_ids.name(Kind::Batch, row.id.value);
            m_state.insert(u"batch "_s + name,
                u"%1 %2: %3 of %4 done, %5 failed, %6 skipped; rolls back %7, rolled back by %8"_s
                    .arg(toWord(row.kind), toWord(row.status))
                    .arg(row.counts.succeeded)
                    .arg(row.counts.total)
                    .arg(row.counts.failed)
                    .arg(row.counts.skipped)
                    .arg(
                        m_ids.name(Kind::Batch, row.rollsBack.value), m_ids.name(Kind::Batch, row.rolledBackBy.value)));
            for (const ProductVersion &version : m_versionsOf(row.id)) {
                const QString place = u"version %1 of %2"_s.arg(name, m_ids.name(Kind::Product, version.product.value));
                m_state.insert(place, m_ids.name(Kind::ShopProduct, version.shopifyProduct.value));
                image(place + u" before", version.before);
                image(place + u" after", version.after);
            }
        }
        QMap<QString, int> told;
        for (const HistoryRow &row : m_tables.history)
            ++told[u"history of %1: %2 with %3 was %4"_s.arg(m_ids.name(Kind::Batch, row.batch.value),
                m_ids.name(Kind::Product, row.product.value), m_ids.name(Kind::Change, row.change.value),
                toWord(row.outcome))];
        for (auto line = told.cbegin(); line != told.cend(); ++line)
            m_state.insert(line.key(), QString::number(*line));
        for (qsizetype i = 0; i < m_tables.rollbacks.size(); ++i) {
            const RollbackRecord &record = m_tables.rollbacks.at(i);
            m_state.insert(u"rollback %1"_s.arg(i),
                u"%1 undoes %2: %3 restored, %4 left alone, %5 impossible"_s
                    .arg(m_ids.name(Kind::Batch, record.batch.value), m_ids.name(Kind::Batch, record.undoes.value))
                    .arg(record.restored)
                    .arg(record.leftAlone)
                    .arg(record.impossible));
        }
    }

    const Tables &m_tables;
    const VersionsOf &m_versionsOf;
    const QMap<qint64, ShopProduct> &m_shop;
    Ids m_ids;
    EndState m_state;
};

} // namespace

EndState endState(const Tables &tables, const VersionsOf &versionsOf, const QMap<qint64, ShopProduct> &shop)
{
    return Flattener(tables, versionsOf, shop).flatten();
}

QStringList differences(const EndState &simulated, const EndState &real)
{
    QStringList found;
    for (auto entry = simulated.cbegin(); entry != simulated.cend(); ++entry)
        if (real.value(entry.key(), u"(missing)"_s) != *entry)
            found
                += u"%1: simulated '%2', real '%3'"_s.arg(entry.key(), *entry, real.value(entry.key(), u"(missing)"_s));
    for (auto entry = real.cbegin(); entry != real.cend(); ++entry)
        if (!simulated.contains(entry.key()))
            found += u"%1: simulated nothing, real '%2'"_s.arg(entry.key(), *entry);
    return found;
}

} // namespace Simulation
