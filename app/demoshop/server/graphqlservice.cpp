#include "app/demoshop/server/graphqlservice.h"

#include "app/demoshop/api/resolvers.h"
#include "app/demoshop/execution/cost.h"
#include "app/demoshop/graphql/parser.h"
#include "app/demoshop/graphql/validator.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace DemoShop {

using namespace Graphql;
using namespace Qt::StringLiterals;

/// A request ready to be executed.
struct GraphqlService::Prepared
{
    Document document;
    const Operation *operation = nullptr;
    std::unique_ptr<Planner> planner;
    std::shared_ptr<const Plan> plan;
};

namespace {

std::string compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

/// Points with as few decimals as say it: 12, 10.6.
void writePoints(double points, JsonWriter *out)
{
    const double rounded = std::round(points * 10) / 10;
    if (rounded == std::floor(rounded)) {
        out->number(static_cast<qint64>(rounded));
    } else {
        out->real(rounded);
    }
}

const Operation *chooseOperation(const Document &document, const QString &name, QList<Error> *errors)
{
    if (name.isEmpty() && document.operations.size() == 1) {
        return &document.operations.front();
    }
    for (const Operation &operation : document.operations) {
        if (operation.name == name) {
            return &operation;
        }
    }
    errors->append(
        {name.isEmpty() ? u"An operation name is required"_s : u"No operation named \"%1\""_s.arg(name), {}, {}, {}});
    return nullptr;
}

} // namespace

GraphqlService::GraphqlService(ShopContext &shop, double restoreRate)
    : m_shop(shop)
    , m_bucket(restoreRate)
{ }

std::optional<GraphqlService::Request> GraphqlService::read(const QByteArray &body, QByteArray *error)
{
    QJsonParseError parseError;
    const QJsonObject json = QJsonDocument::fromJson(body, &parseError).object();
    if (parseError.error != QJsonParseError::NoError) {
        *error = "{\"errors\":\"The request body is not valid JSON.\"}";
        return {};
    }
    if (!json[u"query"].isString() || json[u"query"].toString().trimmed().isEmpty()) {
        *error = "{\"errors\":{\"query\":\"Required parameter missing or invalid\"}}";
        return {};
    }
    QJsonObject variables = json[u"variables"].toObject();
    if (json[u"variables"].isString()) {
        variables = QJsonDocument::fromJson(json[u"variables"].toString().toUtf8()).object();
    }
    return Request{json[u"query"].toString(), variables, json[u"operationName"].toString()};
}

QStringList GraphqlService::rootFields(const Request &request, bool *isMutation)
{
    const auto parsed = Parser::parse(request.query.toUtf8());
    const auto *document = std::get_if<Document>(&parsed);
    QList<Error> errors;
    const Operation *operation = document ? chooseOperation(*document, request.operationName, &errors) : nullptr;
    QStringList fields;
    *isMutation = operation && operation->kind == Operation::Kind::Mutation;
    for (size_t i = 0; operation && i < operation->selections.size(); ++i) {
        fields.append(operation->selections[i].name);
    }
    return fields;
}

std::unique_ptr<GraphqlService::Prepared> GraphqlService::prepare(const Request &request, QList<Error> *errors) const
{
    auto parsed = Parser::parse(request.query.toUtf8());
    if (const Error *error = std::get_if<Error>(&parsed)) {
        errors->append(*error);
        return nullptr;
    }
    auto prepared = std::make_unique<Prepared>();
    prepared->document = std::move(std::get<Document>(parsed));
    *errors = Validator::validate(m_shop.schema(), prepared->document);
    prepared->operation
        = errors->isEmpty() ? chooseOperation(prepared->document, request.operationName, errors) : nullptr;
    if (!prepared->operation) {
        return nullptr;
    }
    const QJsonObject variables = Coercion(m_shop.schema()).variables(*prepared->operation, request.variables, errors);
    if (!errors->isEmpty()) {
        return nullptr;
    }
    prepared->planner = std::make_unique<Planner>(m_shop.schema(), prepared->document, Resolvers::all(), variables);
    prepared->plan = prepared->planner->plan(*prepared->operation);
    return prepared;
}

QByteArray GraphqlService::answer(const Request &request)
{
    QList<Error> errors;
    const std::unique_ptr<Prepared> prepared = prepare(request, &errors);
    if (!prepared) {
        ++m_refusedDocuments;
        return refuse(errors);
    }
    const double requested = std::ceil(Cost::requested(*prepared->planner, *prepared->plan) * 10) / 10;
    if (requested > Cost::dearest) {
        return refuseCost(requested);
    }
    if (!m_bucket.take(requested)) {
        return refuseThrottled(requested);
    }
    JsonWriter out;
    double actual = 0;
    m_shop.searchWarnings.clear();
    execute(*prepared, &out, &actual);
    actual
        = std::min(requested, prepared->operation->kind == Operation::Kind::Mutation ? requested : std::ceil(actual));
    m_bucket.giveBack(requested - actual);
    m_pointsUsed += actual;
    writeExtensions(*prepared, requested, actual, request.wantsCostFields, &out);
    return QByteArray::fromStdString(out.buffer());
}

QByteArray GraphqlService::answerUncharged(const QString &query, const QJsonObject &variables)
{
    QList<Error> errors;
    const std::unique_ptr<Prepared> prepared = prepare({query, variables, {}}, &errors);
    if (!prepared) {
        return refuse(errors);
    }
    JsonWriter out;
    double actual = 0;
    execute(*prepared, &out, &actual);
    out.raw('}');
    return QByteArray::fromStdString(out.buffer());
}

QByteArray GraphqlService::throttled(const Request &request)
{
    QList<Error> errors;
    const std::unique_ptr<Prepared> prepared = prepare(request, &errors);
    return prepared ? refuseThrottled(Cost::requested(*prepared->planner, *prepared->plan)) : refuse(errors);
}

void GraphqlService::execute(const Prepared &prepared, JsonWriter *out, double *cost)
{
    JsonWriter data;
    Execution execution(m_shop, *prepared.planner, data, Execution::Connections::Inline);
    const bool hasData = execution.writeObject(*prepared.plan, {.type = prepared.plan->type});
    out->raw("{\"data\":");
    out->raw(hasData ? std::string_view(data.buffer()) : std::string_view("null"));
    if (!execution.errors().isEmpty()) {
        QJsonArray list;
        for (const Error &error : execution.errors()) {
            list.append(error.toJson());
        }
        out->raw(",\"errors\":");
        out->raw(QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString());
    }
    *cost = execution.cost();
}

void GraphqlService::writeCost(double requested, std::optional<double> actual, JsonWriter *out)
{
    out->raw("\"cost\":{\"requestedQueryCost\":");
    writePoints(requested, out);
    out->raw(",\"actualQueryCost\":");
    if (actual) {
        writePoints(*actual, out);
    } else {
        out->raw("null");
    }
    out->raw(",\"throttleStatus\":{\"maximumAvailable\":");
    out->real(m_bucket.maximum());
    out->raw(",\"currentlyAvailable\":");
    out->number(static_cast<qint64>(m_bucket.available()));
    out->raw(",\"restoreRate\":");
    out->real(m_bucket.restoreRate());
    out->raw('}');
}

void GraphqlService::writeExtensions(
    const Prepared &prepared, double requested, double actual, bool costFields, JsonWriter *out)
{
    out->raw(",\"extensions\":{");
    writeCost(requested, actual, out);
    if (costFields) {
        QJsonArray fields;
        for (const PlannedField &field : prepared.plan->fields) {
            Plan alone{prepared.plan->type, {field}};
            fields.append(QJsonObject{{u"path"_s, QJsonArray{field.responseName}}, {u"definedCost"_s, QJsonValue()},
                {u"requestedTotalCost"_s, Cost::requested(*prepared.planner, alone)},
                {u"requestedChildrenCost"_s, QJsonValue()}});
        }
        out->raw(",\"fields\":");
        out->raw(QJsonDocument(fields).toJson(QJsonDocument::Compact).toStdString());
    }
    out->raw('}');
    if (!m_shop.searchWarnings.isEmpty()) {
        QJsonArray search;
        for (const auto &[path, query, fields] : std::as_const(m_shop.searchWarnings)) {
            QJsonArray warnings;
            for (const QString &field : fields) {
                warnings.append(QJsonObject{{u"field"_s, field},
                    {u"message"_s, u"Invalid search field for this query."_s}, {u"code"_s, u"invalid_field"_s}});
            }
            search.append(QJsonObject{{u"path"_s, QJsonArray{path}}, {u"query"_s, query}, {u"warnings"_s, warnings}});
        }
        out->raw(",\"search\":");
        out->raw(QJsonDocument(search).toJson(QJsonDocument::Compact).toStdString());
    }
    out->raw("}}");
}

QByteArray GraphqlService::refuse(const QList<Error> &errors) const
{
    QJsonArray list;
    for (const Error &error : errors) {
        list.append(error.toJson());
    }
    return QJsonDocument(QJsonObject{{u"errors"_s, list}}).toJson(QJsonDocument::Compact);
}

QByteArray GraphqlService::refuseCost(double cost) const
{
    return QByteArray::fromStdString(compact({{u"errors"_s,
        QJsonArray{QJsonObject{
            {u"message"_s,
                u"Query cost is %1, which exceeds the single query max cost limit (%2).\n\nSee "
                "https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a "
                "query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should "
                "be used instead.\nSee https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for "
                "usage details.\n"_s.arg(cost)
                    .arg(Cost::dearest)},
            {u"extensions"_s,
                QJsonObject{{u"code"_s, u"MAX_COST_EXCEEDED"_s}, {u"cost"_s, cost}, {u"maxCost"_s, Cost::dearest},
                    {u"documentation"_s, u"https://shopify.dev/api/usage/rate-limits"_s}}}}}}}));
}

QByteArray GraphqlService::refuseThrottled(double cost)
{
    ++m_throttledCount;
    JsonWriter out;
    out.raw("{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\",\"documentation\":"
            "\"https://shopify.dev/api/usage/rate-limits\"}}],\"extensions\":{");
    writeCost(cost, {}, &out);
    out.raw("}}}");
    return QByteArray::fromStdString(out.buffer());
}

} // namespace DemoShop
