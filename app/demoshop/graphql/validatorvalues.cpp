#include "app/demoshop/graphql/coercion.h"
#include "app/demoshop/graphql/validator.h"

#include <algorithm>

// The half of the validator that looks at arguments, literals and variables.
namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

/// A literal as GraphQL writes it.
QString literalText(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Variable:
        return u'$' + value.text;
    case Value::Kind::String:
        return u'"' + value.text + u'"';
    case Value::Kind::Null:
        return u"null"_s;
    case Value::Kind::List: {
        QStringList items;
        for (const Value &item : value.items) {
            items.append(literalText(item));
        }
        return u'[' + items.join(u", "_s) + u']';
    }
    case Value::Kind::Object: {
        QStringList fields;
        for (const Argument &field : value.fields) {
            fields.append(field.name + u": "_s + literalText(field.value));
        }
        return u'{' + fields.join(u", "_s) + u'}';
    }
    case Value::Kind::Int:
    case Value::Kind::Float:
    case Value::Kind::Boolean:
    case Value::Kind::Enum:
        return value.text;
    }
    Q_UNREACHABLE();
}

} // namespace

bool sameValue(const Value &left, const Value &right)
{
    const auto sameField
        = [](const Argument &a, const Argument &b) { return a.name == b.name && sameValue(a.value, b.value); };
    return left.kind == right.kind && left.text == right.text && left.boolean == right.boolean
        && std::equal(left.items.cbegin(), left.items.cend(), right.items.cbegin(), right.items.cend(), sameValue)
        && std::equal(left.fields.cbegin(), left.fields.cend(), right.fields.cbegin(), right.fields.cend(), sameField);
}

bool variableFits(const TypeReference &variable, const TypeReference &wanted, bool hasDefault)
{
    if (wanted.nonNull && !variable.nonNull && !hasDefault) {
        return false;
    }
    if (variable.item || wanted.item) {
        return variable.item && wanted.item && variableFits(*variable.item, *wanted.item, false);
    }
    return variable.name == wanted.name;
}

bool Validator::sameArguments(const std::vector<Argument> &left, const std::vector<Argument> &right)
{
    return left.size() == right.size() && std::all_of(left.cbegin(), left.cend(), [&right](const Argument &argument) {
        return std::any_of(right.cbegin(), right.cend(), [&argument](const Argument &other) {
            return other.name == argument.name && sameValue(other.value, argument.value);
        });
    });
}

void Validator::checkArguments(const std::vector<Argument> &given, const std::vector<InputDefinition> &definitions,
    const Owner &owner, const Location &at, const QJsonArray &path)
{
    QSet<QString> names;
    for (const Argument &argument : given) {
        QJsonArray inner = path;
        inner.append(argument.name);
        const auto definition = std::find_if(definitions.cbegin(), definitions.cend(),
            [&argument](const InputDefinition &candidate) { return candidate.name == argument.name; });
        if (definition == definitions.cend()) {
            report(u"%1 '%2' doesn't accept argument '%3'"_s.arg(owner.kind, owner.name, argument.name), argument.at,
                inner,
                {{u"code"_s, u"argumentNotAccepted"_s}, {u"name"_s, owner.name}, {u"typeName"_s, owner.kind},
                    {u"argumentName"_s, argument.name}});
            continue;
        }
        if (names.contains(argument.name)) {
            report(u"There can be only one argument named \"%1\""_s.arg(argument.name), argument.at, path,
                {{u"code"_s, u"argumentNotUnique"_s}, {u"name"_s, argument.name}});
        }
        names.insert(argument.name);
        if (!checkValue(argument.value, definition->type, inner, definition->defaultValue.has_value(), argument.name)) {
            report(u"Argument '%1' on %2 '%3' has an invalid value (%4). Expected type '%5'."_s.arg(
                       argument.name, owner.kind, owner.name, literalText(argument.value), definition->type.toString()),
                argument.at, inner,
                {{u"code"_s, u"argumentLiteralsIncompatible"_s}, {u"typeName"_s, owner.kind},
                    {u"argumentName"_s, argument.name}});
        }
    }
    QStringList missing;
    for (const InputDefinition &definition : definitions) {
        if (definition.isRequired() && !names.contains(definition.name)) {
            missing.append(definition.name);
        }
    }
    if (!missing.isEmpty()) {
        report(u"%1 '%2' is missing required arguments: %3"_s.arg(owner.kind, owner.name, missing.join(u", "_s)), at,
            path,
            {{u"code"_s, u"missingRequiredArguments"_s}, {u"className"_s, owner.kind}, {u"name"_s, owner.name},
                {u"arguments"_s, missing.join(u", "_s)}});
    }
}

bool Validator::checkValue(
    const Value &value, const TypeReference &type, const QJsonArray &path, bool hasDefault, const QString &argumentName)
{
    if (value.kind == Value::Kind::Variable) {
        checkVariable(value, type, path, hasDefault, argumentName);
        return true; // reported as what it is
    }
    if (value.kind == Value::Kind::Null) {
        return !type.nonNull;
    }
    if (type.item) {
        if (value.kind != Value::Kind::List) {
            return checkValue(value, *type.item, path, false, argumentName);
        }
        return std::all_of(value.items.cbegin(), value.items.cend(),
            [&](const Value &item) { return checkValue(item, *type.item, path, false, argumentName); });
    }
    const TypeDefinition *named = m_schema.type(type.name);
    if (!named || value.kind == Value::Kind::List) {
        return named && named->name == "JSON"_L1;
    }
    if (named->kind == TypeDefinition::Kind::InputObject) {
        return value.kind == Value::Kind::Object && checkObject(value, *named, path);
    }
    QString why;
    return Coercion(m_schema).literal(value, type, {}, &why).has_value();
}

bool Validator::checkObject(const Value &value, const TypeDefinition &type, const QJsonArray &path)
{
    QSet<QString> names;
    for (const Argument &field : value.fields) {
        QJsonArray inner = path;
        inner.append(field.name);
        const InputDefinition *definition = type.inputField(field.name);
        if (!definition) {
            report(u"InputObject '%1' doesn't accept argument '%2'"_s.arg(type.name, field.name), field.at, inner,
                {{u"code"_s, u"argumentNotAccepted"_s}, {u"name"_s, type.name}, {u"typeName"_s, u"InputObject"_s},
                    {u"argumentName"_s, field.name}});
            continue;
        }
        names.insert(field.name);
        if (!checkValue(field.value, definition->type, inner, definition->defaultValue.has_value(), field.name)) {
            report(u"Argument '%1' on InputObject '%2' has an invalid value (%3). Expected type '%4'."_s.arg(
                       field.name, type.name, literalText(field.value), definition->type.toString()),
                field.at, inner,
                {{u"code"_s, u"argumentLiteralsIncompatible"_s}, {u"typeName"_s, u"InputObject"_s},
                    {u"argumentName"_s, field.name}});
        }
    }
    for (const InputDefinition &definition : type.inputFields) {
        if (definition.isRequired() && !names.contains(definition.name)) {
            QJsonArray inner = path;
            inner.append(definition.name);
            report(u"Argument '%1' on InputObject '%2' is required. Expected type %3"_s.arg(
                       definition.name, type.name, definition.type.toString()),
                value.at, inner,
                {{u"code"_s, u"missingRequiredInputObjectAttribute"_s}, {u"argumentName"_s, definition.name},
                    {u"argumentType"_s, definition.type.toString()}, {u"inputObjectType"_s, type.name}});
        }
    }
    return !type.isOneOf || (value.fields.size() == 1 && value.fields.front().value.kind != Value::Kind::Null);
}

void Validator::checkVariable(
    const Value &value, const TypeReference &type, const QJsonArray &path, bool hasDefault, const QString &argument)
{
    m_usedVariables.insert(value.text);
    const auto &variables = m_operation->variables;
    const auto definition = std::find_if(variables.cbegin(), variables.cend(),
        [&value](const VariableDefinition &candidate) { return candidate.name == value.text; });
    if (definition == variables.cend()) {
        report(u"Variable $%1 is used by %2 but not declared"_s.arg(
                   value.text, m_operation->name.isEmpty() ? u"anonymous query"_s : m_operation->name),
            value.at, path, {{u"code"_s, u"variableNotDefined"_s}, {u"variableName"_s, value.text}});
        return;
    }
    if (!variableFits(definition->type, type, hasDefault || definition->defaultValue)) {
        QString listMismatch;
        if (bool(definition->type.item) != bool(type.item)) {
            listMismatch = u"List dimension mismatch"_s;
        }
        const bool isNullability = listMismatch.isEmpty() && definition->type.name == type.name;
        const QString why = !listMismatch.isEmpty() ? listMismatch
            : isNullability                         ? u"Nullability mismatch"_s
                                                    : u"Type mismatch"_s;
        report(u"%1 on variable $%2 and argument %3 (%4 / %5)"_s.arg(
                   why, value.text, argument, definition->type.toString(), type.toString()),
            value.at, path,
            {{u"code"_s, u"variableMismatch"_s}, {u"variableName"_s, value.text},
                {u"typeName"_s, definition->type.toString()}, {u"argumentName"_s, argument}, {u"errorMessage"_s, why}});
    }
}

} // namespace DemoShop::Graphql
