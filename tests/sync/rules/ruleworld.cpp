#include "tests/sync/rules/ruleworld.h"

#include "sync/db/pgtransaction.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

namespace {

const QString insertChange
    = u"insert into staged_product_changes (id, batch_id, direction, change_type, product_id, shopify_product_id, "
      u"title,"
      " sku, field_count, conflict_count) values (:id, 1, :direction, :type, :id, :id, :title, 'S', :fields, :conflicts)"_s;
const QString insertField
    = u"insert into staged_field_changes (change_id, shopify_variant_id, field, base_value, local_value, remote_value, "
      "is_conflict, decision) values (:change, :variant, :field, :base, :local, :remote, :conflict, :decision)"_s;

std::optional<QString> valueText(const std::optional<qint64> &number, const std::optional<QString> &text)
{
    return number ? std::optional(numberText(*number)) : text;
}

template <typename T>
T require(Result<T> result)
{
    if (!result)
        qFatal("%s", qUtf8Printable(result.failure().text() + result.failure().detail));
    return std::move(result).value();
}

} // namespace

RuleWorld::RuleWorld(PrivatePostgres &postgres)
    : m_settings(postgres.createDatabase())
    , m_session(require(PgSession::open(m_settings)))
{
    clear();
}

void RuleWorld::clear()
{
    m_last = 0;
    execute(u"truncate sync_batches cascade"_s);
    execute(
        u"insert into sync_batches (id, kind, status, started_by, desk) values (1, 'pull', 'running', 'Anna', 'd')"_s);
}

qint64 RuleWorld::stage(const ModelChange &change)
{
    const qint64 id = ++m_last;
    const bool isPull = change.direction == Direction::Pull;
    const auto conflicts = std::count_if(change.fields.begin(), change.fields.end(),
        [](const ModelField &field) { return field.isConflict && !field.isDecided; });
    require(m_session->execute(parseSql(insertChange.toUtf8()),
        {{u"id", id}, {u"direction", toWord(change.direction)}, {u"type", toWord(change.type)},
            {u"title", QString(u"Product "_s + QString::number(id))}, {u"fields", change.fields.size()},
            {u"conflicts", conflicts}}));
    for (const ModelField &field : change.fields) {
        const auto from = valueText(field.oldNumber, field.oldText);
        const auto to = valueText(field.newNumber, field.newText);
        require(m_session->execute(parseSql(insertField.toUtf8()),
            {{u"change", id}, {u"variant", field.isVariants ? id * 10 : 0}, {u"field", field.field}, {u"base", from},
                {u"local", isPull ? from : to}, {u"remote", isPull ? to : from}, {u"conflict", field.isConflict},
                {u"decision", field.isDecided ? u"reject"_s : u"undecided"_s}}));
    }
    return id;
}

qint64 RuleWorld::stageField(
    const QString &field, const std::optional<QString> &from, const std::optional<QString> &to, Direction direction)
{
    return stage(
        {.direction = direction, .fields = {{.isVariants = true, .field = field, .oldText = from, .newText = to}}});
}

void RuleWorld::dropRules()
{
    execute(u"delete from sync_approval_rules"_s);
}

ApprovalRule RuleWorld::save(const ApprovalRule &rule)
{
    const auto rules = require(changeRules(*m_session, SaveRule{rule}, m_anna));
    for (const ApprovalRule &saved : rules)
        if (saved.name == rule.name)
            return saved;
    qFatal("the rule is not there");
}

qint64 RuleWorld::decide()
{
    return require(
        PgTransaction::run(*m_session, [](PgSession &session) { return approveByRules(session, BatchId{1}); }));
}

std::optional<QString> RuleWorld::approvedBy(qint64 change)
{
    const auto rows = require(m_session->executeText(
        u"select rule_name from staged_product_changes where status = 'approved' and id = %1"_s.arg(change)));
    return rows.isEmpty() ? std::nullopt : rows.first().optionalText(0);
}

void RuleWorld::execute(const QString &statement)
{
    require(m_session->executeText(statement));
}

QString RuleWorld::text(const QString &statement)
{
    return require(m_session->executeText(statement)).first().text(0);
}

} // namespace Tests
