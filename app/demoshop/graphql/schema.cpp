#include "app/demoshop/graphql/schema.h"

#include "app/demoshop/graphql/parser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

TypeReference readType(const QJsonObject &json)
{
    const QString kind = json[u"kind"].toString();
    if (kind == u"NON_NULL"_s) {
        TypeReference type = readType(json[u"ofType"].toObject());
        type.nonNull = true;
        return type;
    }
    TypeReference type;
    if (kind == u"LIST"_s) {
        type.item = std::make_shared<const TypeReference>(readType(json[u"ofType"].toObject()));
    } else {
        type.name = json[u"name"].toString();
    }
    return type;
}

/// A default is written as a literal; the parser reads it as the argument of a field.
std::optional<Value> readDefault(const QJsonValue &json)
{
    if (!json.isString()) {
        return {};
    }
    const auto parsed = Parser::parse(QByteArray("{a(b:" + json.toString().toUtf8() + ")}"));
    const auto *document = std::get_if<Document>(&parsed);
    return document ? std::optional(document->operations[0].selections[0].arguments[0].value) : std::nullopt;
}

std::vector<InputDefinition> readInputs(const QJsonArray &json)
{
    std::vector<InputDefinition> inputs;
    for (const QJsonValue &entry : json) {
        inputs.push_back(
            {entry[u"name"].toString(), readType(entry[u"type"].toObject()), readDefault(entry[u"defaultValue"])});
    }
    return inputs;
}

TypeDefinition::Kind readKind(const QString &kind)
{
    using Kind = TypeDefinition::Kind;
    static const QHash<QString, Kind> kinds{{u"SCALAR"_s, Kind::Scalar}, {u"OBJECT"_s, Kind::Object},
        {u"INTERFACE"_s, Kind::Interface}, {u"UNION"_s, Kind::Union}, {u"ENUM"_s, Kind::Enum},
        {u"INPUT_OBJECT"_s, Kind::InputObject}};
    return kinds.value(kind, Kind::Scalar);
}

TypeDefinition readDefinition(const QJsonObject &json)
{
    TypeDefinition type;
    type.kind = readKind(json[u"kind"].toString());
    type.name = json[u"name"].toString();
    type.isOneOf = json[u"isOneOf"].toBool();
    type.inputFields = readInputs(json[u"inputFields"].toArray());
    for (const QJsonValue &entry : json[u"fields"].toArray()) {
        const QString name = entry[u"name"].toString();
        type.fields.insert(name, {name, readType(entry[u"type"].toObject()), readInputs(entry[u"args"].toArray())});
    }
    if (type.isComposite()) { // every composite type can be asked what it is
        type.fields.insert(u"__typename"_s, {u"__typename"_s, {u"String"_s, nullptr, true, {}}, {}});
    }
    for (const QJsonValue &entry : json[u"enumValues"].toArray()) {
        type.enumValues.insert(entry[u"name"].toString());
    }
    for (const QJsonValue &entry : json[u"possibleTypes"].toArray()) {
        type.possibleTypes.insert(entry[u"name"].toString());
    }
    if (type.kind == TypeDefinition::Kind::Object) {
        type.possibleTypes.insert(type.name);
    }
    return type;
}

template <typename Definitions>
auto *findNamed(const Definitions &definitions, const QString &wanted)
{
    for (const auto &definition : definitions) {
        if (definition.name == wanted) {
            return &definition;
        }
    }
    return decltype(definitions.data())(nullptr);
}

} // namespace

const InputDefinition *FieldDefinition::argument(const QString &wanted) const
{
    return findNamed(arguments, wanted);
}

const InputDefinition *TypeDefinition::inputField(const QString &wanted) const
{
    return findNamed(inputFields, wanted);
}

std::unique_ptr<const Schema> Schema::fromIntrospection(const QByteArray &introspection, QString *error)
{
    QJsonParseError parseError;
    const QJsonObject root = QJsonDocument::fromJson(introspection, &parseError).object();
    const QJsonObject json = (root.contains(u"data") ? root[u"data"].toObject() : root)[u"__schema"].toObject();
    if (json.isEmpty()) {
        *error = parseError.error == QJsonParseError::NoError ? u"It has no __schema."_s : parseError.errorString();
        return nullptr;
    }
    std::unique_ptr<Schema> schema(new Schema);
    schema->m_query = json[u"queryType"][u"name"].toString();
    schema->m_mutation = json[u"mutationType"][u"name"].toString();
    for (const QJsonValue &entry : json[u"types"].toArray()) {
        auto type = std::make_shared<const TypeDefinition>(readDefinition(entry.toObject()));
        schema->m_types.insert(type->name, std::move(type));
    }
    for (const QJsonValue &entry : json[u"directives"].toArray()) {
        DirectiveDefinition directive{entry[u"name"].toString(), {}, readInputs(entry[u"args"].toArray())};
        for (const QJsonValue &place : entry[u"locations"].toArray()) {
            directive.locations.insert(place.toString());
        }
        schema->m_directives.insert(directive.name, directive);
    }
    if (!schema->type(schema->m_query)) {
        *error = u"It has no query type."_s;
        return nullptr;
    }
    return schema;
}

const TypeDefinition *Schema::type(const QString &name) const
{
    const auto found = m_types.constFind(name);
    return found == m_types.cend() ? nullptr : found->get();
}

const TypeDefinition *Schema::namedType(const TypeReference &reference) const
{
    return reference.item ? namedType(*reference.item) : type(reference.name);
}

const DirectiveDefinition *Schema::directive(const QString &name) const
{
    const auto found = m_directives.constFind(name);
    return found == m_directives.cend() ? nullptr : &*found;
}

const TypeDefinition *Schema::rootType(Operation::Kind kind) const
{
    return kind == Operation::Kind::Query   ? type(m_query)
        : kind == Operation::Kind::Mutation ? type(m_mutation)
                                            : nullptr;
}

QList<const TypeDefinition *> Schema::objectTypes() const
{
    QList<const TypeDefinition *> objects;
    for (const auto &type : m_types) {
        if (type->kind == TypeDefinition::Kind::Object) {
            objects.append(type.get());
        }
    }
    return objects;
}

} // namespace DemoShop::Graphql
