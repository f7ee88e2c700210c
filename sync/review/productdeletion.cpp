#include "sync/review/productdeletion.h"

#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/reader/changefeed.h"
#include "sync/review/editrecord.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QSet>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ProductDeletion)
};

Result<Done> checkCount(qsizetype count)
{
    if (count > 0 && count <= mostProductsAtOnce)
        return Done{};
    return Failure{FailureKind::BadInput,
        count == 0 ? Words::tr("No product was named.")
                   : Words::tr("%1 products are too many at once; %2 are the most.")
                         .arg(QLocale().toString(count), QLocale().toString(mostProductsAtOnce)),
        Words::tr("Nothing was changed."), Words::tr("Choose fewer products.")};
}

QList<qint64> numbers(const QList<ProductId> &products)
{
    QList<qint64> ids;
    for (const ProductId product : products)
        ids += product.value;
    return ids;
}

QString changedSince(const PgRow &product)
{
    const QString who = product.text(3).isEmpty() ? Words::tr("somebody") : isolated(product.text(3));
    const QString when = QLocale().toString(product.dateTime(4).toLocalTime(), QLocale::ShortFormat);
    return Words::tr("“%1” was changed by %2 on %3, after you saw it, and was not deleted. Look at it again first.")
        .arg(isolated(product.text(1)), who, when);
}

/// Which of the products may go, by their rows of review/lock_products; why not for the others.
class Choice
{
public:
    Choice(const QList<SeenProduct> &products, const PgRows &openChanges)
    {
        for (const SeenProduct &product : products)
            m_seen.insert(product.product.value, product.contentVersion);
        for (const PgRow change : openChanges) {
            if (change.boolean(2)) {
                m_busyHere.insert(change.int64(0));
                m_busyInShopify.insert(change.int64(1));
            }
        }
    }

    void take(const PgRow &product)
    {
        const qint64 id = product.int64(0);
        const qint64 shopifyId = product.int64(5);
        const qint64 seen = m_seen.take(id);
        if (m_busyHere.contains(id) || (shopifyId != 0 && m_busyInShopify.contains(shopifyId))) {
            report.left += Words::tr("“%1” is in a run that is going on, and was not deleted. Wait for its end.")
                               .arg(isolated(product.text(1)));
        } else if (product.int64(2) != seen) {
            report.left += changedSince(product);
        } else if (product.boolean(6)) {
            report.left += Words::tr("“%1” was changed in Shopify and that change was not taken here, so it was not "
                                     "deleted. Take the change in Review first.")
                               .arg(isolated(product.text(1)));
        } else {
            report.done += ProductId{id};
            report.inShopify += shopifyId != 0;
            titles += product.text(1);
        }
    }

    void end()
    {
        if (!m_seen.isEmpty())
            report.left += Words::tr("%n product(s) had been deleted already.", nullptr, int(m_seen.size()));
    }

    ProductsReport report;
    QStringList titles;

private:
    QHash<qint64, qint64> m_seen;
    QSet<qint64> m_busyHere;
    QSet<qint64> m_busyInShopify;
};

/// Runs statements one after the other, each with those of the parameters it has.
Result<Done> runAll(PgSession &session, std::initializer_list<QStringView> names, const PgParameters &parameters)
{
    for (const QStringView name : names) {
        const SqlStatement &statement = sql(name);
        PgParameters wanted;
        for (const PgParameter &parameter : parameters)
            if (statement.parameters.contains(parameter.name))
                wanted.push_back(parameter);
        if (auto done = session.execute(statement, wanted); !done)
            return done.failure();
    }
    return Done{};
}

Result<Done> record(PgSession &session, const QString &action, const QList<ProductId> &products,
    const QStringList &titles, const Operator &by)
{
    QJsonArray ids;
    for (const ProductId product : products)
        ids += product.value;
    const QString subject = products.size() == 1 ? u"product %1"_s.arg(products.constFirst().value)
                                                 : u"%1 products"_s.arg(products.size());
    if (auto told = session.execute(sql(u"batch/announce"), {{u"channel", Channel::staged}, {u"payload", u"edited"_s}});
        !told)
        return told.failure();
    return recordEdit(
        session, {action, subject, {{u"products"_s, ids}, {u"titles"_s, QJsonArray::fromStringList(titles)}}}, by);
}

Result<ProductsReport> removeLocked(PgSession &session, const QList<SeenProduct> &products, const Operator &by)
{
    QList<qint64> asked;
    for (const SeenProduct &product : products)
        asked += product.product.value;
    auto changes = session.execute(sql(u"review/lock_open_changes"), {{u"ids", asked}});
    if (!changes)
        return changes.failure();
    auto locked = session.execute(sql(u"review/lock_products"), {{u"ids", asked}});
    if (!locked)
        return locked.failure();
    Choice choice(products, *changes);
    for (const PgRow product : *locked)
        choice.take(product);
    choice.end();
    const QList<ProductId> &going = choice.report.done;
    if (going.isEmpty())
        return choice.report;
    if (auto noted
        = noteInHistory(session, going, u"delete here"_s, Words::tr("Deleted here by %1.").arg(isolated(by.name)));
        !noted)
        return noted.failure();
    const PgParameters parameters{{u"ids", numbers(going)}, {u"operator", by.name}};
    if (auto removed = runAll(session,
            {u"review/keep_deleted", u"review/supersede_pushes", u"apply/applying_on", u"review/delete_products"},
            parameters);
        !removed)
        return removed.failure();
    if (auto recorded = record(session, u"delete-products"_s, going, choice.titles, by); !recorded)
        return recorded.failure();
    return choice.report;
}

/// Why a deleted product cannot come back, by its row of review/lock_deleted; empty when it can.
QString hindrance(const PgRow &deleted)
{
    const QString title = isolated(deleted.text(1));
    if (deleted.boolean(2) || deleted.boolean(3))
        return Words::tr("“%1” is in the catalogue again already.").arg(title);
    if (deleted.boolean(4))
        return Words::tr(
            "The deletion of “%1” is being sent to Shopify. Wait for the end of the run, then roll it back.")
            .arg(title);
    if (!deleted.isNull(5))
        return Words::tr("The deletion of “%1” was sent to Shopify in run %2. Roll back that run in History.")
            .arg(title)
            .arg(deleted.int64(5));
    if (deleted.boolean(6))
        return Words::tr("The deletion of “%1” was sent to Shopify and rolled back since; it came back with that.")
            .arg(title);
    return {};
}

Result<Done> putBack(PgSession &session, const QList<ProductId> &coming, const QList<ProductId> &unlinked,
    const QStringList &titles, const Operator &by)
{
    const PgParameters parameters{{u"ids", numbers(coming)}, {u"operator", by.name}};
    if (auto restored = runAll(session,
            {u"apply/applying_on", u"review/supersede_deletes", u"review/restore_deleted",
                u"review/restore_deleted_variants", u"review/restore_deleted_facets", u"review/mark_restored"},
            parameters);
        !restored)
        return restored;
    for (const ProductId product : unlinked) {
        if (auto done = session.execute(sql(u"journal/unlink_product"), {{u"id", product}}); !done)
            return done.failure();
    }
    if (auto noted
        = noteInHistory(session, coming, u"restore here"_s, Words::tr("Brought back by %1.").arg(isolated(by.name)));
        !noted)
        return noted.failure();
    return record(session, u"restore-products"_s, coming, titles, by);
}

Result<ProductsReport> restoreLocked(PgSession &session, const QList<ProductId> &products, const Operator &by)
{
    auto locked = session.execute(sql(u"review/lock_deleted"), {{u"ids", numbers(products)}});
    if (!locked)
        return locked.failure();
    ProductsReport report;
    QList<ProductId> unlinked;
    QStringList titles;
    for (const PgRow deleted : *locked) {
        const ProductId product{deleted.int64(0)};
        if (const QString reason = hindrance(deleted); !reason.isEmpty()) {
            report.left += reason;
            continue;
        }
        report.done += product;
        titles += deleted.text(1);
        if (deleted.boolean(7))
            unlinked += product;
        else if (!deleted.isNull(8))
            ++report.inShopify;
    }
    const QSet<ProductId> asked(products.cbegin(), products.cend());
    if (const qsizetype unknown = asked.size() - qsizetype(locked->size()); unknown > 0)
        report.left += Words::tr("%n product(s) are not among the deleted ones.", nullptr, int(unknown));
    if (report.done.isEmpty())
        return report;
    if (auto back = putBack(session, report.done, unlinked, titles, by); !back)
        return back.failure();
    return report;
}

} // namespace

Result<ProductsReport> deleteProducts(PgSession &session, const QList<SeenProduct> &products, const Operator &by)
{
    if (auto counted = checkCount(products.size()); !counted)
        return counted.failure();
    return PgTransaction::run(
        session, [&](PgSession &inTransaction) { return removeLocked(inTransaction, products, by); });
}

Result<ProductsReport> restoreProducts(PgSession &session, const QList<ProductId> &products, const Operator &by)
{
    if (auto counted = checkCount(products.size()); !counted)
        return counted.failure();
    return PgTransaction::run(
        session, [&](PgSession &inTransaction) { return restoreLocked(inTransaction, products, by); });
}

} // namespace Sync
