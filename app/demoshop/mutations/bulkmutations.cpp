#include "app/demoshop/api/shopcontext.h"
#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/bulk/stageduploads.h"
#include "app/demoshop/graphql/parser.h"
#include "app/demoshop/graphql/validator.h"
#include "app/demoshop/mutations/mutations.h"

#include <QJsonArray>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

void answerStart(Execution &x, Payload *payload, qint64 id, const BulkOperations::Refusal &refusal)
{
    if (id == 0) {
        payload->addError(
            {refusal.field.isEmpty() ? QStringList() : QStringList{refusal.field}, refusal.message, refusal.code});
        return;
    }
    payload->set("bulkOperation", x.shop().bulk->entity(x, QString::fromStdString(gidText("BulkOperation", id))));
}

Outcome runQuery(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    BulkOperations::Refusal refusal;
    const auto order
        = field.arguments[u"groupObjects"].toBool() ? BulkLines::Order::Grouped : BulkLines::Order::Ungrouped;
    const qint64 id = x.shop().bulk->startQuery(field.arguments[u"query"].toString(), order, &refusal);
    answerStart(x, &payload, id, refusal);
    return payload.write();
}

/// Why a document cannot be run over a file of variables; empty when it can.
QString mutationProblem(const Graphql::Schema &schema, const QString &text)
{
    const auto parsed = Graphql::Parser::parse(text.toUtf8());
    if (const auto *error = std::get_if<Graphql::Error>(&parsed)) {
        return error->message;
    }
    const auto &document = std::get<Graphql::Document>(parsed);
    if (const QList<Graphql::Error> errors = Graphql::Validator::validate(schema, document); !errors.isEmpty()) {
        return errors.first().message;
    }
    const Graphql::Operation &operation = document.operations.front();
    const bool isOne = document.operations.size() == 1 && operation.kind == Graphql::Operation::Kind::Mutation
        && operation.selections.size() == 1 && operation.selections.front().kind == Graphql::Selection::Kind::Field;
    if (!isOne) {
        return u"The document must have exactly one mutation with one field."_s;
    }
    const QString &name = operation.selections.front().name;
    return name.startsWith("bulkOperation"_L1) || name == "stagedUploadsCreate"_L1
        ? u"%1 cannot be run in bulk."_s.arg(name)
        : QString();
}

Outcome runMutation(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QString mutation = field.arguments[u"mutation"].toString();
    const QString key = field.arguments[u"stagedUploadPath"].toString();
    if (const QString problem = mutationProblem(x.shop().schema(), mutation); !problem.isEmpty()) {
        payload.addError({{u"mutation"_s}, u"Invalid bulk mutation: %1"_s.arg(problem), u"INVALID_MUTATION"_s});
        return payload.write();
    }
    const std::optional<QByteArray> content = x.shop().uploads->content(key);
    if (!content) {
        payload.addError({{u"stagedUploadPath"_s},
            u"The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL "
            "correctly for the stagedUploadPath mutation argument."_s,
            u"NO_SUCH_FILE"_s});
        return payload.write();
    }
    if (content->trimmed().isEmpty()) {
        payload.addError({{u"stagedUploadPath"_s}, u"The JSONL file has no lines."_s, u"INVALID_STAGED_UPLOAD_FILE"_s});
        return payload.write();
    }
    BulkOperations::Refusal refusal;
    const qint64 id = x.shop().bulk->startMutation(mutation, *content, &refusal);
    answerStart(x, &payload, id, refusal);
    return payload.write();
}

Outcome cancel(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QString gid = field.arguments[u"id"].toString();
    if (!x.shop().bulk->cancel(idOf(gid, "BulkOperation"_L1))) {
        payload.addError(
            {{u"id"_s}, u"A bulk operation cannot be canceled when it is completed or does not exist."_s, {}});
    }
    payload.set("bulkOperation", x.shop().bulk->entity(x, gid));
    return payload.write();
}

Outcome stagedUploads(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    std::vector<Entity> targets;
    const QJsonArray inputs = field.arguments[u"input"].toArray();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject input = inputs[i].toObject();
        const QStringList path{u"input"_s, QString::number(i)};
        if (input[u"resource"].toString() != "BULK_MUTATION_VARIABLES"_L1
            || input[u"httpMethod"].toString() != "POST"_L1) {
            payload.addError({path, u"The demo shop takes BULK_MUTATION_VARIABLES by POST only."_s, {}});
            continue;
        }
        std::vector<Entity> parameters;
        for (const auto &[name, value] :
            x.shop().uploads->prepare(input[u"filename"].toString(), input[u"mimeType"].toString())) {
            Record parameter;
            parameter.set("name", name.toStdString()).set("value", value.toStdString());
            parameters.push_back({.type = x.type(u"StagedUploadParameter"_s), .record = x.keep(std::move(parameter))});
        }
        Record target;
        target.set("url", x.shop().caller.baseUrl.toStdString() + "/staged-uploads");
        target.set("parameters", std::move(parameters));
        targets.push_back({.type = x.type(u"StagedMediaUploadTarget"_s), .record = x.keep(std::move(target))});
    }
    if (!payload.hasErrors()) {
        payload.set("stagedTargets", std::move(targets));
    }
    return payload.write();
}

} // namespace

void addBulk(ResolverTable *table)
{
    table->fields[u"Mutation.bulkOperationRunQuery"_s] = runQuery;
    table->fields[u"Mutation.bulkOperationRunMutation"_s] = runMutation;
    table->fields[u"Mutation.bulkOperationCancel"_s] = cancel;
    table->fields[u"Mutation.stagedUploadsCreate"_s] = stagedUploads;
}

} // namespace DemoShop::Mutations
