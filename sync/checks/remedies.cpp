#include "sync/checks/remedies.h"

#include "sync/checks/expectedindexes.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Remedies", text);
}

/// How the rows a remedy touches can be known before it is run.
enum class Counting {
    ByRollback, ///< Run it, count, roll back.
    ByStatement, ///< Its effect survives a rollback: ask another statement, whose first column is the count.
};

struct RemedySpec
{
    QString id;
    QString label;
    QString effect;
    QString statement;
    QString done; ///< %1 is the number of rows.
    QString undo = {};
    Counting counting = Counting::ByRollback;
    QString countStatement = {};
};

const QString MissingIndexes = u"create-missing-indexes"_s;

QList<RemedySpec> specs()
{
    const QString recomputed
        = tr("Nothing to undo: the status is worked out from the content and can be worked out again.");
    return {
        {.id = u"reset-error-status"_s,
            .label = tr("Take Off the Failed Mark"),
            .effect = tr("Products that are marked failed although nothing of theirs has failed get the status their "
                         "content says."),
            .statement = u"remedies/reset_error_status"_s,
            .done = tr("%1 products are no longer marked failed."),
            .undo = recomputed},
        {.id = u"rebuild-status"_s,
            .label = tr("Rebuild the Status"),
            .effect = tr("Every product's status is worked out anew from its content and its open changes."),
            .statement = u"remedies/rebuild_status"_s,
            .done = tr("%1 products have another status now."),
            .undo = recomputed},
        {.id = u"assign-uncategorised"_s,
            .label = tr("Put Them into Uncategorized"),
            .effect = tr("Products without a category are put into Uncategorized."),
            .statement = u"remedies/assign_uncategorised"_s,
            .done = tr("%1 products are in Uncategorized now."),
            .undo = tr("Give them another category in Products.")},
        {.id = u"delete-orphan-history"_s,
            .label = tr("Delete Their History"),
            .effect = tr("History that speaks of products that are gone is deleted for good."),
            .statement = u"remedies/delete_orphan_history"_s,
            .done = tr("%1 lines of history were deleted."),
            .undo = tr("Only by restoring a backup.")},
        {.id = u"interrupt-batches"_s,
            .label = tr("Mark Them Interrupted"),
            .effect = tr("Batches whose desk has gone are marked interrupted, so that new ones can start. What they "
                         "wrote stays."),
            .statement = u"remedies/interrupt_batches"_s,
            .done = tr("%1 batches are marked interrupted."),
            .undo = tr("Nothing to undo: start the operation again.")},
        {.id = u"reset-sequences"_s,
            .label = tr("Move the Next Numbers"),
            .effect = tr("Tables whose next number is in use already continue behind the highest one."),
            .statement = u"remedies/reset_sequences"_s,
            .done = tr("%1 tables continue behind their highest number."),
            .undo = tr("Nothing to undo: skipped numbers do no harm."),
            .counting = Counting::ByStatement,
            .countStatement = u"checks/sequence_positions"_s},
        {.id = u"cancel-blockers"_s,
            .label = tr("Cancel What Holds Them Back"),
            .effect = tr("Sessions that hold others back are asked to give up their running statement; they keep their "
                         "connection."),
            .statement = u"remedies/cancel_blockers"_s,
            .done = tr("%1 statements were cancelled."),
            .undo = tr("Start again what was cancelled."),
            .counting = Counting::ByStatement,
            .countStatement = u"checks/locks"_s},
    };
}

std::optional<RemedySpec> specOf(const QString &id)
{
    for (const RemedySpec &spec : specs())
        if (spec.id == id)
            return spec;
    return {};
}

Failure unknownRemedy(const QString &id)
{
    return {.kind = FailureKind::NotFound,
        .what = tr("There is no remedy called %1.").arg(id),
        .remedy = tr("Run the checks again and choose one they offer.")};
}

/// As it stands in the resources, comment included: it is shown to people.
QString statementText(const QString &name)
{
    QFile file(u":/sql/%1.sql"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

Result<qint64> affectedIn(PgSession &session, const QString &statement)
{
    const Result<PgRows> rows = session.execute(sql(statement));
    if (!rows)
        return rows.failure();
    return rows->affected();
}

Result<qint64> countRows(PgSession &session, const RemedySpec &spec)
{
    if (spec.counting == Counting::ByStatement) {
        const Result<PgRows> rows = session.execute(sql(spec.countStatement));
        if (!rows)
            return rows.failure();
        return rows->first().int64(0);
    }
    const Result<PgTransaction> transaction = PgTransaction::begin(session);
    if (!transaction)
        return transaction.failure();
    return affectedIn(session, spec.statement); // the transaction goes out of scope uncommitted
}

Result<Remedy> previewIndexes(PgSession &session)
{
    const Result<QList<ExpectedIndex>> missing = missingIndexes(session);
    if (!missing)
        return missing.failure();
    QStringList statements;
    for (const ExpectedIndex &index : *missing)
        statements += index.definition;
    return Remedy{.id = MissingIndexes,
        .label = tr("Create the Missing Indexes"),
        .effect = tr("The missing indexes are created one after another; writing to their tables waits meanwhile."),
        .preview = statements.join(u'\n'),
        .rowsAffected = -1};
}

Result<RemedyReport> createIndexes(PgSession &session)
{
    const Result<QList<ExpectedIndex>> missing = missingIndexes(session);
    if (!missing)
        return missing.failure();
    QStringList names;
    for (const ExpectedIndex &index : *missing) {
        if (const Result<PgRows> created = session.executeText(index.definition); !created)
            return created.failure();
        names += index.name;
    }
    return RemedyReport{.summary = tr("Created: %1.").arg(names.join(u", ")),
        .rows = names.size(),
        .undo = tr("An index can be dropped without losing data.")};
}
} // namespace

Result<Remedy> previewRemedy(PgSession &session, const QString &id)
{
    if (id == MissingIndexes)
        return previewIndexes(session);
    const std::optional<RemedySpec> spec = specOf(id);
    if (!spec)
        return unknownRemedy(id);
    const Result<qint64> rows = countRows(session, *spec);
    if (!rows)
        return rows.failure();
    return Remedy{.id = id,
        .label = spec->label,
        .effect = spec->effect,
        .preview = statementText(spec->statement),
        .rowsAffected = *rows};
}

Result<RemedyReport> runRemedy(PgSession &session, const QString &id)
{
    if (id == MissingIndexes)
        return createIndexes(session);
    const std::optional<RemedySpec> spec = specOf(id);
    if (!spec)
        return unknownRemedy(id);
    const Result<qint64> rows
        = PgTransaction::run(session, [&spec](PgSession &inside) { return affectedIn(inside, spec->statement); });
    if (!rows)
        return rows.failure();
    return RemedyReport{.summary = spec->done.arg(QLocale().toString(*rows)), .rows = *rows, .undo = spec->undo};
}

QStringList remedyIds()
{
    QStringList ids{MissingIndexes};
    for (const RemedySpec &spec : specs())
        ids += spec.id;
    return ids;
}

} // namespace Sync
