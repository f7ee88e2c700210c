#include "app/demoshop/graphql/coercion.h"

#include <QDateTime>
#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

/// "12.5", 12.5 and -3 are decimals; "1e3", "12,50" and " 1" are not what Shopify takes for one.
bool isDecimal(const QString &text)
{
    qsizetype digits = 0;
    bool point = false;
    for (qsizetype i = text.startsWith(u'-') ? 1 : 0; i < text.size(); ++i) {
        if (text[i] == u'.' && !point && digits > 0) {
            point = true;
        } else if (text[i] >= u'0' && text[i] <= u'9') {
            ++digits;
        } else {
            return false;
        }
    }
    return digits > 0 && !text.endsWith(u'.');
}

bool isWholeNumber(const QJsonValue &value)
{
    return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
}

QString display(const Value &value)
{
    return value.kind == Value::Kind::String ? u'"' + value.text + u'"' : value.text;
}

/// A literal of a scalar as the JSON a variable would have carried.
QJsonValue scalarLiteral(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Int:
    case Value::Kind::Float:
        return value.text.toDouble();
    case Value::Kind::String:
        return value.text;
    case Value::Kind::Boolean:
        return value.boolean;
    case Value::Kind::List: {
        QJsonArray list;
        for (const Value &item : value.items) {
            list.append(scalarLiteral(item));
        }
        return list;
    }
    case Value::Kind::Object: {
        QJsonObject object;
        for (const Argument &field : value.fields) {
            object.insert(field.name, scalarLiteral(field.value));
        }
        return object;
    }
    case Value::Kind::Variable:
    case Value::Kind::Null:
    case Value::Kind::Enum:
        return QJsonValue::Undefined;
    }
    Q_UNREACHABLE();
}

} // namespace

bool coerceScalar(const QString &scalar, const QJsonValue &value, QJsonValue *coerced)
{
    *coerced = value;
    if (scalar == u"Int"_s) {
        return isWholeNumber(value) && std::abs(value.toDouble()) <= std::numeric_limits<int>::max();
    }
    if (scalar == u"Float"_s) {
        return value.isDouble();
    }
    if (scalar == u"Boolean"_s) {
        return value.isBool();
    }
    if (scalar == u"ID"_s || scalar == u"UnsignedInt64"_s) {
        if (isWholeNumber(value)) {
            *coerced = QString::number(value.toInteger());
            return true;
        }
        return value.isString();
    }
    if (scalar == u"Money"_s || scalar == u"Decimal"_s) {
        if (value.isDouble()) {
            *coerced = QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
            return true;
        }
        return value.isString() && isDecimal(value.toString());
    }
    if (scalar == u"DateTime"_s) {
        return value.isString() && QDateTime::fromString(value.toString(), Qt::ISODate).isValid();
    }
    if (scalar == u"JSON"_s) {
        return true;
    }
    return value.isString();
}

Coercion::Coercion(const Schema &schema)
    : m_schema(schema)
{ }

QJsonObject Coercion::variables(const Operation &operation, const QJsonObject &given, QList<Error> *errors) const
{
    QJsonObject values;
    for (const VariableDefinition &definition : operation.variables) {
        const auto found = given.constFind(definition.name);
        if (found == given.constEnd() && definition.defaultValue) {
            QString why;
            if (const auto value = literal(*definition.defaultValue, definition.type, {}, &why)) {
                values.insert(definition.name, *value);
            }
            continue;
        }
        if (found == given.constEnd() && !definition.type.nonNull) {
            continue;
        }
        const QJsonValue value = found == given.constEnd() ? QJsonValue() : *found;
        std::vector<Problem> problems;
        if (const auto coerced = json(value, definition.type, {}, &problems)) {
            values.insert(definition.name, *coerced);
            continue;
        }
        QJsonArray list;
        QStringList places;
        for (const Problem &problem : problems) {
            list.append(QJsonObject{{u"path"_s, problem.path}, {u"explanation"_s, problem.explanation}});
            QStringList path;
            for (const QJsonValue &step : problem.path) {
                path.append(step.toVariant().toString());
            }
            places.append(
                path.isEmpty() ? problem.explanation : u"%1 (%2)"_s.arg(path.join(u'.'), problem.explanation));
        }
        errors->append(
            {u"Variable $%1 of type %2 was provided invalid value%3"_s.arg(definition.name, definition.type.toString(),
                 problems.front().path.isEmpty() ? QString() : u" for "_s + places.join(u", "_s)),
                {definition.at}, {}, {{u"code"_s, u"INVALID_VARIABLE"_s}, {u"value"_s, value}, {u"problems"_s, list}}});
    }
    return values;
}

std::optional<QJsonValue> Coercion::json(
    const QJsonValue &value, const TypeReference &type, const QJsonArray &path, std::vector<Problem> *problems) const
{
    if (value.isNull() || value.isUndefined()) {
        if (type.nonNull) {
            problems->push_back({path, u"Expected value to not be null"_s});
            return {};
        }
        return QJsonValue();
    }
    if (type.item) {
        const QJsonArray items = value.isArray() ? value.toArray() : QJsonArray{value};
        QJsonArray coerced;
        for (qsizetype i = 0; i < items.size(); ++i) {
            QJsonArray inner = path;
            inner.append(i);
            if (const auto item = json(items[i], *type.item, inner, problems)) {
                coerced.append(*item);
            }
        }
        return problems->empty() ? std::optional<QJsonValue>(coerced) : std::nullopt;
    }
    const TypeDefinition *named = m_schema.type(type.name);
    if (named->kind == TypeDefinition::Kind::InputObject) {
        if (!value.isObject()) {
            problems->push_back(
                {path, u"Expected \"%1\" to be a key-value object."_s.arg(value.toVariant().toString())});
            return {};
        }
        return jsonObject(value.toObject(), *named, path, problems);
    }
    if (named->kind == TypeDefinition::Kind::Enum) {
        if (!value.isString() || !named->enumValues.contains(value.toString())) {
            QStringList all(named->enumValues.cbegin(), named->enumValues.cend());
            all.sort();
            problems->push_back(
                {path, u"Expected \"%1\" to be one of: %2"_s.arg(value.toVariant().toString(), all.join(u", "_s))});
            return {};
        }
        return value;
    }
    QJsonValue coerced;
    if (!coerceScalar(named->name, value, &coerced)) {
        problems->push_back({path,
            u"Could not coerce value %1 to %2"_s.arg(
                value.isString() ? u'"' + value.toString() + u'"' : value.toVariant().toString(), named->name)});
        return {};
    }
    return coerced;
}

std::optional<QJsonValue> Coercion::jsonObject(
    const QJsonObject &value, const TypeDefinition &type, const QJsonArray &path, std::vector<Problem> *problems) const
{
    QJsonObject coerced;
    const auto inside = [&path](const QString &name) {
        QJsonArray inner = path;
        inner.append(name);
        return inner;
    };
    for (auto field = value.constBegin(); field != value.constEnd(); ++field) {
        if (!type.inputField(field.key())) {
            problems->push_back({inside(field.key()), u"Field is not defined on %1"_s.arg(type.name)});
        }
    }
    for (const InputDefinition &definition : type.inputFields) {
        const auto found = value.constFind(definition.name);
        if (found != value.constEnd() || definition.isRequired()) {
            const QJsonValue given = found == value.constEnd() ? QJsonValue() : *found;
            if (const auto field = json(given, definition.type, inside(definition.name), problems)) {
                coerced.insert(definition.name, *field);
            }
        } else if (definition.defaultValue) {
            QString why;
            coerced.insert(
                definition.name, literal(*definition.defaultValue, definition.type, {}, &why).value_or(QJsonValue()));
        }
    }
    if (type.isOneOf && (value.size() != 1 || value.constBegin()->isNull())) {
        problems->push_back(
            {path, u"'%1' requires exactly one argument, but %2 were provided."_s.arg(type.name).arg(value.size())});
    }
    return problems->empty() ? std::optional<QJsonValue>(coerced) : std::nullopt;
}

QJsonObject Coercion::arguments(const std::vector<InputDefinition> &definitions, const std::vector<Argument> &given,
    const QJsonObject &variables) const
{
    QJsonObject values;
    for (const InputDefinition &definition : definitions) {
        const Argument *argument = nullptr;
        for (const Argument &candidate : given) {
            if (candidate.name == definition.name) {
                argument = &candidate;
            }
        }
        QString why;
        if (argument && (argument->value.kind != Value::Kind::Variable || variables.contains(argument->value.text))) {
            if (const auto value = literal(argument->value, definition.type, variables, &why)) {
                values.insert(definition.name, *value);
            }
        } else if (definition.defaultValue) {
            values.insert(
                definition.name, literal(*definition.defaultValue, definition.type, {}, &why).value_or(QJsonValue()));
        }
    }
    return values;
}

std::optional<QJsonValue> Coercion::literal(
    const Value &value, const TypeReference &type, const QJsonObject &variables, QString *why) const
{
    if (value.kind == Value::Kind::Variable) {
        return variables.value(value.text); // its own type was checked where it was declared
    }
    if (value.kind == Value::Kind::Null) {
        return type.nonNull ? std::nullopt : std::optional<QJsonValue>(QJsonValue());
    }
    if (type.item) {
        QJsonArray list;
        if (value.kind != Value::Kind::List) {
            const auto only = literal(value, *type.item, variables, why);
            return only ? std::optional<QJsonValue>(QJsonArray{*only}) : std::nullopt;
        }
        for (const Value &item : value.items) {
            const auto coerced = literal(item, *type.item, variables, why);
            if (!coerced) {
                return {};
            }
            list.append(*coerced);
        }
        return list;
    }
    const TypeDefinition *named = m_schema.type(type.name);
    if (!named) {
        return {};
    }
    if (named->kind == TypeDefinition::Kind::InputObject) {
        return value.kind == Value::Kind::Object ? literalObject(value, *named, variables, why) : std::nullopt;
    }
    if (named->kind == TypeDefinition::Kind::Enum) {
        const bool fits = value.kind == Value::Kind::Enum && named->enumValues.contains(value.text);
        return fits ? std::optional<QJsonValue>(value.text) : std::nullopt;
    }
    const bool isText = value.kind == Value::Kind::Int || value.kind == Value::Kind::Float;
    if (isText && (named->name == u"Money"_s || named->name == u"Decimal"_s || named->name == u"ID"_s)) {
        return QJsonValue(value.text); // keeps "12.10" and long ids exactly as written
    }
    QJsonValue coerced;
    if (value.kind == Value::Kind::Enum || !coerceScalar(named->name, scalarLiteral(value), &coerced)) {
        *why = u"Could not coerce value %1 to %2"_s.arg(display(value), named->name);
        return {};
    }
    return coerced;
}

std::optional<QJsonValue> Coercion::literalObject(
    const Value &value, const TypeDefinition &type, const QJsonObject &variables, QString *why) const
{
    QJsonObject object;
    for (const Argument &field : value.fields) {
        const InputDefinition *definition = type.inputField(field.name);
        if (!definition) {
            return {};
        }
        if (field.value.kind == Value::Kind::Variable && !variables.contains(field.value.text)) {
            continue;
        }
        const auto coerced = literal(field.value, definition->type, variables, why);
        if (!coerced) {
            return {};
        }
        object.insert(field.name, *coerced);
    }
    for (const InputDefinition &definition : type.inputFields) {
        if (!object.contains(definition.name) && definition.defaultValue) {
            object.insert(
                definition.name, literal(*definition.defaultValue, definition.type, {}, why).value_or(QJsonValue()));
        }
    }
    return object;
}

} // namespace DemoShop::Graphql
