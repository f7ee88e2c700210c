#include "app/demoshop/execution/execution.h"

#include "app/demoshop/api/guards.h"
#include "app/demoshop/execution/cost.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace DemoShop {

using namespace Graphql;
using namespace Qt::StringLiterals;

namespace {

constexpr int largestPage = 250;

std::string compactJson(const QJsonValue &value)
{
    // QJsonDocument writes arrays and objects only, so a scalar travels in an array and leaves its brackets behind.
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return text.sliced(1, text.size() - 2).toStdString();
}

} // namespace

Execution::Execution(ShopContext &shop, const Planner &planner, JsonWriter &out, Connections connections)
    : m_shop(shop)
    , m_planner(planner)
    , m_out(out)
    , m_connections(connections)
{ }

bool Execution::writeObject(const Plan &plan, const Entity &entity)
{
    const size_t start = m_out.size();
    m_out.raw('{');
    bool isFirst = true;
    const bool isRoot = !entity.product && !entity.record && !entity.page;
    for (const PlannedField &field : plan.fields) {
        if (field.list && m_connections == Connections::Lines) {
            continue;
        }
        if (!isFirst) {
            m_out.raw(',');
        }
        isFirst = false;
        m_out.raw(field.key);
        const size_t valueStart = m_out.size();
        if (m_connections == Connections::Inline) {
            m_path.append(field.responseName);
        }
        const Outcome outcome = isRoot ? resolveRoot(entity, field) : field.resolve(*this, entity, field);
        if (m_connections == Connections::Inline) {
            m_path.removeLast();
        }
        if (outcome == Outcome::Written) {
            continue;
        }
        m_out.truncate(valueStart);
        if (field.definition->type.nonNull) {
            m_out.truncate(start);
            return false;
        }
        m_out.raw("null");
    }
    m_out.raw('}');
    return true;
}

Outcome Execution::resolveRoot(const Entity &entity, const PlannedField &field)
{
    if (const std::optional<Graphql::Error> refusal = Guards::refusal(m_shop, field)) {
        m_errors.append(*refusal);
        return Outcome::Null;
    }
    m_shop.caller.mutation = field.definition->name;
    m_shop.caller.idempotencyKey = field.idempotencyKey;
    return field.resolve(*this, entity, field);
}

Entity Execution::peek(const Entity &entity, const PlannedField &field)
{
    Entity found;
    m_peeked = &found;
    field.resolve(*this, entity, field);
    m_peeked = nullptr;
    return found;
}

Outcome Execution::object(const Entity &entity, const PlannedField &field)
{
    if (m_peeked) {
        *m_peeked = entity;
        return Outcome::Written;
    }
    if (field.type->name != "PageInfo"_L1) {
        m_cost += 1;
    }
    return writeObject(m_planner.planFor(field, entity.type), entity) ? Outcome::Written : Outcome::Null;
}

Outcome Execution::objects(const std::vector<Entity> &entities, const PlannedField &field)
{
    const double before = m_cost;
    m_out.raw('[');
    for (size_t i = 0; i < entities.size(); ++i) {
        if (i > 0) {
            m_out.raw(',');
        }
        if (!entities[i].type || object(entities[i], field) == Outcome::Null) {
            m_out.raw("null"); // `nodes(ids:)` answers null for an id that is gone
        }
    }
    m_out.raw(']');
    if (!entities.empty() && !Cost::countsEach(*field.definition)) {
        m_cost = before + (m_cost - before) / static_cast<double>(entities.size());
    }
    return Outcome::Written;
}

Outcome Execution::text(std::string_view utf8)
{
    m_out.string(utf8);
    return Outcome::Written;
}

Outcome Execution::text(const std::optional<std::string> &utf8)
{
    return utf8 ? text(std::string_view(*utf8)) : Outcome::Null;
}

Outcome Execution::number(qint64 value)
{
    m_out.number(value);
    return Outcome::Written;
}

Outcome Execution::boolean(bool value)
{
    m_out.boolean(value);
    return Outcome::Written;
}

Outcome Execution::time(qint64 seconds)
{
    if (seconds == 0) {
        return Outcome::Null;
    }
    m_out.time(seconds);
    return Outcome::Written;
}

const Product *Execution::keep(std::shared_ptr<const Product> product)
{
    return m_products.emplace_back(std::move(product)).get();
}

const Record *Execution::keep(Record record)
{
    return &m_records.emplace_back(std::move(record));
}

const Page *Execution::keep(Page page)
{
    return &m_pages.emplace_back(std::move(page));
}

void Execution::forget()
{
    m_products.clear();
    m_records.clear();
    m_pages.clear();
}

Outcome Execution::fail(const PlannedField &field, const QString &message, const QString &code)
{
    m_errors.append({message, {field.at}, QJsonArray::fromStringList(m_path), {{u"code"_s, code}}});
    return Outcome::Null;
}

Outcome Execution::writeTypename(Execution &execution, const Entity &entity, const PlannedField &)
{
    return execution.text(std::string_view(entity.type->name.toStdString()));
}

Outcome Execution::writeRecordField(Execution &execution, const Entity &entity, const PlannedField &field)
{
    const RecordValue *value = entity.record ? entity.record->find(field.definition->name.toStdString()) : nullptr;
    return value ? execution.recordValue(*value, field) : Outcome::Null;
}

Outcome Execution::recordValue(const RecordValue &value, const PlannedField &field)
{
    struct Visitor
    {
        Execution &execution;
        const PlannedField &field;
        Outcome operator()(std::monostate) const { return Outcome::Null; }
        Outcome operator()(bool value) const { return execution.boolean(value); }
        Outcome operator()(qint64 value) const { return execution.number(value); }
        Outcome operator()(double value) const
        {
            execution.m_out.real(value);
            return Outcome::Written;
        }
        Outcome operator()(const std::string &value) const { return execution.text(std::string_view(value)); }
        Outcome operator()(const Entity &value) const
        {
            return value.type ? execution.object(value, field) : Outcome::Null;
        }
        Outcome operator()(const std::vector<Entity> &value) const { return execution.objects(value, field); }
        Outcome operator()(const std::vector<std::string> &value) const
        {
            execution.m_out.raw('[');
            for (size_t i = 0; i < value.size(); ++i) {
                if (i > 0) {
                    execution.m_out.raw(',');
                }
                execution.m_out.string(value[i]);
            }
            execution.m_out.raw(']');
            return Outcome::Written;
        }
        Outcome operator()(const QJsonValue &value) const
        {
            execution.m_out.raw(compactJson(value));
            return Outcome::Written;
        }
    };
    return std::visit(Visitor{*this, field}, value);
}

Outcome Execution::writeConnectionField(Execution &execution, const Entity &entity, const PlannedField &field)
{
    if (std::optional<Graphql::Error> refusal = Guards::refusalInside(execution.m_shop, field)) {
        refusal->path = QJsonArray::fromStringList(execution.m_path);
        execution.m_errors.append(*refusal);
        return Outcome::Null;
    }
    const std::unique_ptr<ItemList> items = field.list(execution, entity, field);
    if (!items) {
        return Outcome::Null;
    }
    std::optional<Page> page = execution.page(*items, field);
    if (!page) {
        return Outcome::Null;
    }
    const double before = execution.m_cost;
    const auto count = static_cast<double>(page->nodes.size());
    const Entity connection{.type = field.type, .page = execution.keep(std::move(*page))};
    const Outcome outcome = execution.writeObject(execution.m_planner.planFor(field, field.type), connection)
        ? Outcome::Written
        : Outcome::Null;
    if (count > 0) { // the children's average price times the size of the page as Shopify scales it
        execution.m_cost = before + (execution.m_cost - before) / count * Cost::pageFactor(static_cast<int>(count));
    }
    return outcome;
}

std::optional<Page> Execution::page(const ItemList &items, const PlannedField &field)
{
    const QJsonObject &arguments = field.arguments;
    const bool hasFirst = arguments[u"first"].isDouble();
    const bool hasLast = arguments[u"last"].isDouble();
    const qint64 wanted = (hasFirst ? arguments[u"first"] : arguments[u"last"]).toInteger();
    const QString name = field.definition->name;
    const auto refuse = [&](const QString &message) {
        fail(field, message, u"BAD_REQUEST"_s);
        return std::optional<Page>();
    };
    if (hasFirst && hasLast) {
        return refuse(u"providing both first and last is not supported"_s);
    }
    if (!hasFirst && !hasLast) {
        return refuse(u"you must provide one of first or last"_s);
    }
    if (wanted < 0 || wanted > largestPage) {
        return refuse(wanted < 0 ? u"%1 cannot be negative"_s.arg(hasFirst ? u"first"_s : u"last"_s)
                                 : u"%1 cannot exceed %2"_s.arg(hasFirst ? u"first"_s : u"last"_s).arg(largestPage));
    }
    qint64 from = 0;
    qint64 to = items.size();
    if (arguments[u"after"].isString()) {
        const auto index = items.indexAfter(arguments[u"after"].toString().toUtf8());
        if (!index) {
            return refuse(u"Invalid cursor for current pagination sort."_s);
        }
        from = *index;
    }
    if (arguments[u"before"].isString()) {
        const auto index = items.indexOf(arguments[u"before"].toString().toUtf8());
        if (!index) {
            return refuse(u"Invalid cursor for current pagination sort."_s);
        }
        to = std::max(from, *index);
    }
    const qint64 lower = from;
    const qint64 upper = to;
    if (hasFirst) {
        to = std::min(to, from + wanted);
    } else {
        from = std::max(from, to - wanted);
    }
    constexpr qint64 deepest = 25'000;
    if (from >= deepest && to > from) { // beyond it, only a bulk operation reads on
        return refuse(u"%1 cannot be paged beyond %2 results."_s.arg(name).arg(deepest));
    }
    Page page;
    page.edgeType = type(QString(field.type->name).replace(u"Connection"_s, u"Edge"_s));
    page.pageInfoType = type(u"PageInfo"_s);
    page.hasNext = to < (hasFirst ? upper : items.size());
    page.hasPrevious = hasFirst ? from > 0 : from > lower;
    for (qint64 index = from; index < to; ++index) {
        page.nodes.push_back(items.at(index));
        page.cursors.push_back(items.cursor(index));
    }
    return page;
}

} // namespace DemoShop
