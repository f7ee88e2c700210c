#pragma once

#include "app/demoshop/graphql/error.h"
#include "app/demoshop/graphql/schema.h"

namespace DemoShop::Graphql {

/// Turns what a client sent into values of the schema's types. A coerced value is JSON: enums and ids are strings,
/// absent fields are absent, defaults are filled in.
class Coercion final
{
public:
    explicit Coercion(const Schema &schema);

    /// The operation's variables from the request's `variables`; errors are appended in Shopify's shape.
    QJsonObject variables(const Operation &operation, const QJsonObject &given, QList<Error> *errors) const;

    /// The arguments of a validated field or directive; a variable that was not given leaves its argument out.
    QJsonObject arguments(const std::vector<InputDefinition> &definitions, const std::vector<Argument> &given,
        const QJsonObject &variables) const;

    /// A literal of the type, without or with variables, or nothing when it does not fit; `*why` then says why.
    std::optional<QJsonValue> literal(
        const Value &value, const TypeReference &type, const QJsonObject &variables, QString *why) const;

private:
    /// What is wrong with a variable's value, and where in it.
    struct Problem
    {
        QJsonArray path;
        QString explanation;
    };
    std::optional<QJsonValue> json(const QJsonValue &value, const TypeReference &type, const QJsonArray &path,
        std::vector<Problem> *problems) const;
    std::optional<QJsonValue> jsonObject(const QJsonObject &value, const TypeDefinition &type, const QJsonArray &path,
        std::vector<Problem> *problems) const;
    std::optional<QJsonValue> literalObject(
        const Value &value, const TypeDefinition &type, const QJsonObject &variables, QString *why) const;

    const Schema &m_schema;
};

/// Whether JSON can be a value of a scalar of that name; `*coerced` is it in the form the shop works with.
bool coerceScalar(const QString &scalar, const QJsonValue &value, QJsonValue *coerced);

} // namespace DemoShop::Graphql
