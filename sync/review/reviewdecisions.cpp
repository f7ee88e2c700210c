#include "sync/review/reviewdecisions.h"

#include "sync/api/catalogue.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/reader/changefeed.h"
#include "sync/reader/stagedreads.h"
#include "sync/review/fieldvalidation.h"
#include "sync/review/leftsentences.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ReviewDecisions)
};

/// So many of what was left are named one by one; the rest is counted.
constexpr int mostNamed = 20;
/// So many ids are kept in the audit log; each change holds its own decision besides.
constexpr qsizetype mostAudited = 1000;

QString actionName(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Approve:
        return u"approve"_s;
    case DecisionKind::Reject:
        return u"reject"_s;
    case DecisionKind::Reopen:
        return u"reopen"_s;
    case DecisionKind::KeepOurs:
        return u"keep-ours"_s;
    case DecisionKind::TakeTheirs:
        return u"take-theirs"_s;
    case DecisionKind::Edit:
        return u"edit"_s;
    }
    Q_UNREACHABLE();
}

FieldDecision fieldDecision(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Approve:
        return FieldDecision::Accept;
    case DecisionKind::Reject:
        return FieldDecision::Reject;
    case DecisionKind::Reopen:
        return FieldDecision::Undecided;
    case DecisionKind::KeepOurs:
        return FieldDecision::KeepOurs;
    case DecisionKind::TakeTheirs:
        return FieldDecision::TakeTheirs;
    case DecisionKind::Edit:
        return FieldDecision::Edited;
    }
    Q_UNREACHABLE();
}

Failure badTarget()
{
    return {FailureKind::BadInput, Words::tr("The decision does not name what it is about."),
        Words::tr("Nothing was decided."), Words::tr("Select changes or fields and decide again.")};
}

Failure editNeedsFields()
{
    return {FailureKind::BadInput, Words::tr("A value can be written for single fields only."),
        Words::tr("Nothing was decided."), Words::tr("Open a change, select a field and edit it there.")};
}

QList<qint64> firstColumn(const PgRows &rows)
{
    QList<qint64> ids;
    ids.reserve(rows.size());
    for (const PgRow row : rows)
        ids += row.int64(0);
    return ids;
}

template <typename Tag>
QList<qint64> plainIds(const QList<Id<Tag>> &ids)
{
    QList<qint64> plain;
    plain.reserve(ids.size());
    for (const Id<Tag> id : ids)
        plain += id.value;
    return plain;
}

/// One decision on its way through one transaction.
class Decision
{
public:
    Decision(PgSession &session, const DecisionRequest &request, const Operator &by)
        : m_session(session)
        , m_request(request)
        , m_by(by)
        , m_host(by.desk.section(u'/', 0, 0))
    { }

    Result<DecisionReport> run()
    {
        const bool aboutFields = !m_request.target.fields.isEmpty();
        auto report = aboutFields ? decideFields(plainIds(m_request.target.fields)) : decideChanges();
        if (!report || report->changed == 0)
            return report;
        if (auto told = tellOthers(); !told)
            return told.failure();
        return report;
    }

private:
    Result<DecisionReport> decideChanges()
    {
        auto ids = changeIds();
        if (!ids)
            return ids.failure();
        if (auto locked = m_session.execute(sql(u"review/lock_changes"), {{u"ids", *ids}}); !locked)
            return locked.failure();
        switch (m_request.kind) {
        case DecisionKind::Approve:
            return settle(*ids, StagedStatus::Approved);
        case DecisionKind::Reject:
            return settle(*ids, StagedStatus::Rejected);
        case DecisionKind::Reopen:
            return reopen(*ids);
        case DecisionKind::KeepOurs:
        case DecisionKind::TakeTheirs:
            return resolveConflicts(*ids);
        case DecisionKind::Edit:
            break; // refused before the transaction began
        }
        return editNeedsFields();
    }

    Result<QList<qint64>> changeIds()
    {
        if (!m_request.target.matching)
            return plainIds(m_request.target.changes);
        StagedQuery query = *m_request.target.matching;
        // "All that match" means all that can still be decided on, not a sentence for every change ever made.
        if (!query.status && m_request.kind != DecisionKind::Reopen)
            query.status = StagedStatus::Pending;
        return readStagedOrder(m_session, query);
    }

    Result<DecisionReport> settle(const QList<qint64> &ids, StagedStatus status)
    {
        return finishChanges(ids,
            m_session.execute(sql(u"review/decide_changes"),
                {{u"ids", ids}, {u"status", toWord(status)}, {u"operator", m_by.name}, {u"host", m_host},
                    {u"reason", m_request.reason}}));
    }

    Result<DecisionReport> reopen(const QList<qint64> &ids)
    {
        return finishChanges(ids,
            m_session.execute(sql(u"review/reopen_changes"),
                {{u"ids", ids}, {u"only_own", m_request.onlyOwn}, {u"operator", m_by.name}, {u"host", m_host}}));
    }

    Result<DecisionReport> resolveConflicts(const QList<qint64> &ids)
    {
        auto fields = m_session.execute(sql(u"review/conflicting_fields"), {{u"ids", ids}});
        if (!fields)
            return fields.failure();
        return decideFields(firstColumn(*fields));
    }

    Result<DecisionReport> finishChanges(const QList<qint64> &ids, const Result<PgRows> &answer)
    {
        if (!answer)
            return answer.failure();
        const QList<qint64> decided = firstColumn(*answer);
        auto left = m_session.execute(
            sql(u"review/undecided_changes"), {{u"ids", ids}, {u"decided", decided}, {u"limit", mostNamed}});
        if (!left)
            return left.failure();
        if (auto audited = audit(u"changes"_s, decided); !audited)
            return audited.failure();
        return report(ids.size(), decided.size(), *left, 5);
    }

    Result<DecisionReport> decideFields(const QList<qint64> &fields)
    {
        if (auto locked = m_session.execute(sql(u"review/lock_changes_of_fields"), {{u"fields", fields}}); !locked)
            return locked.failure();
        auto value = editedValue(fields);
        if (!value)
            return value.failure();
        auto answer = m_session.execute(sql(u"review/decide_fields"),
            {{u"fields", fields}, {u"decision", toWord(fieldDecision(m_request.kind))}, {u"value", *value},
                {u"operator", m_by.name}, {u"host", m_host}, {u"only_own", m_request.onlyOwn}});
        if (!answer)
            return answer.failure();
        const QList<qint64> decided = firstColumn(*answer);
        if (auto refreshed = refreshChangesOf(*answer); !refreshed)
            return refreshed.failure();
        auto left = m_session.execute(
            sql(u"review/undecided_fields"), {{u"fields", fields}, {u"decided", decided}, {u"limit", mostNamed}});
        if (!left)
            return left.failure();
        if (auto audited = audit(u"fields"_s, decided); !audited)
            return audited.failure();
        return report(fields.size(), decided.size(), *left, 8);
    }

    /// The value to write, checked against every field it is meant for; nothing for other decisions than Edit.
    Result<std::optional<QString>> editedValue(const QList<qint64> &fields)
    {
        if (m_request.kind != DecisionKind::Edit)
            return std::optional<QString>();
        auto names = m_session.execute(sql(u"review/fields_to_edit"), {{u"fields", fields}});
        if (!names)
            return names.failure();
        std::optional<QString> value = m_request.value;
        for (const PgRow row : *names) {
            if (row.text(0) == Field::wholeVariant)
                continue; // left, with a sentence of its own
            const FieldOwner owner = row.boolean(1) ? FieldOwner::Variant : FieldOwner::Product;
            auto checked = checkedFieldValue(owner, row.text(0), m_request.value);
            if (!checked)
                return checked.failure();
            value = checked->value;
            if (value->isEmpty() && isNullable(owner, row.text(0)))
                value.reset();
        }
        return value;
    }

    Result<Done> refreshChangesOf(const PgRows &decidedFields)
    {
        QSet<qint64> changes;
        for (const PgRow row : decidedFields)
            changes += row.int64(1);
        auto refreshed = m_session.execute(sql(u"review/refresh_changes"),
            {{u"changes", QList<qint64>(changes.cbegin(), changes.cend())}, {u"operator", m_by.name}, {u"host", m_host},
                {u"reason", m_request.reason}});
        if (!refreshed)
            return refreshed.failure();
        return Done{};
    }

    /// As the statements compare them; what was decided before hosts were kept has none.
    bool isAnother(const QString &name, const QString &host) const
    {
        return !name.isEmpty() && (name != m_by.name || (!host.isEmpty() && host != m_host));
    }

    DecisionReport report(qint64 asked, qint64 decided, const PgRows &left, int countColumn) const
    {
        DecisionReport report;
        report.changed = decided;
        for (const PgRow row : left) {
            LeftChange change{row.text(0), fromWord<StagedStatus>(row.text(1)).value_or(StagedStatus::Failed),
                row.text(2), row.dateTime(3), row.text(4)};
            const QString host = row.text(countColumn + 1);
            if (countColumn == 8) {
                change.field = row.text(5);
                change.isConflict = row.boolean(6);
                change.isDecidedByAnother
                    = row.text(7) != toWord(FieldDecision::Undecided) && isAnother(change.decidedBy, host);
            } else if (m_request.onlyOwn) {
                change.isDecidedByAnother = isAnother(change.decidedBy, host);
            }
            if (change.decidedBy == m_by.name && isAnother(change.decidedBy, host))
                change.decidedBy = Words::tr("%1 at %2").arg(change.decidedBy, host);
            report.left += leftSentence(m_request.kind, change);
        }
        const qint64 leftInAll = left.isEmpty() ? 0 : left.first().int64(countColumn);
        if (leftInAll > left.size())
            report.left
                += Words::tr("%n more were left for the same kinds of reason.", nullptr, int(leftInAll - left.size()));
        if (const qint64 gone = asked - decided - leftInAll; gone > 0)
            report.left += Words::tr("%n are no longer there.", nullptr, int(gone));
        return report;
    }

    Result<Done> audit(const QString &what, const QList<qint64> &ids)
    {
        if (ids.isEmpty())
            return Done{};
        QJsonArray audited;
        for (const qint64 id : ids.first(std::min(ids.size(), mostAudited)))
            audited += id;
        QJsonObject details{{u"count"_s, ids.size()}, {what, audited}, {u"desk"_s, m_by.desk}};
        if (!m_request.reason.isEmpty())
            details.insert(u"reason"_s, m_request.reason);
        if (m_request.kind == DecisionKind::Edit)
            details.insert(u"value"_s, m_request.value);
        auto written = m_session.execute(sql(u"batch/audit"),
            {{u"operator", m_by.name}, {u"action", actionName(m_request.kind)},
                {u"subject", QString(u"staged "_s + what)}, {u"details", details}});
        if (!written)
            return written.failure();
        return Done{};
    }

    Result<Done> tellOthers()
    {
        auto told
            = m_session.execute(sql(u"batch/announce"), {{u"channel", Channel::staged}, {u"payload", u"decided"_s}});
        if (!told)
            return told.failure();
        return Done{};
    }

    PgSession &m_session;
    const DecisionRequest &m_request;
    const Operator &m_by;
    const QString m_host; ///< Stays the same when the program is started anew, as the desk does not.
};

} // namespace

Result<DecisionReport> decideOnChanges(PgSession &session, const DecisionRequest &request, const Operator &by)
{
    const DecisionTarget &target = request.target;
    const int named = !target.changes.isEmpty() + target.matching.has_value() + !target.fields.isEmpty();
    if (named != 1)
        return badTarget();
    if (request.kind == DecisionKind::Edit && target.fields.isEmpty())
        return editNeedsFields();
    return PgTransaction::run(
        session, [&](PgSession &inTransaction) { return Decision(inTransaction, request, by).run(); });
}

} // namespace Sync
