#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

/// The executable documents of the GraphQL specification (October 2021) as plain values.
namespace DemoShop::Graphql {

/// A position in the document: both numbers start at 1, columns count bytes as the lexer does.
struct Location
{
    int line = 0;
    int column = 0;
    bool operator==(const Location &) const = default;
};

struct Argument;

/// A literal or a variable; which members mean something depends on `kind`.
struct Value
{
    enum class Kind { Variable, Int, Float, String, Boolean, Null, Enum, List, Object };
    Kind kind = Kind::Null;
    Location at;
    QString text; ///< variable name, number as written, string content or enum name
    bool boolean = false;
    std::vector<Value> items; ///< of a list
    std::vector<Argument> fields; ///< of an object
};

/// `name: value` of a field or directive.
struct Argument
{
    QString name;
    Value value;
    Location at;
};

/// `@include(if: $x)`.
struct Directive
{
    QString name;
    std::vector<Argument> arguments;
    Location at;
};

/// A type as written: `[ID!]!`.
struct TypeReference
{
    QString name; ///< empty for a list
    std::shared_ptr<const TypeReference> item; ///< of a list
    bool nonNull = false;
    Location at;

    /// The type as GraphQL writes it.
    QString toString() const
    {
        return (item ? QLatin1Char('[') + item->toString() + QLatin1Char(']') : name)
            + (nonNull ? QStringLiteral("!") : QString());
    }
};

struct Selection;
using SelectionSet = std::vector<Selection>;

/// A field, a fragment spread or an inline fragment.
struct Selection
{
    enum class Kind { Field, Spread, Inline };
    Kind kind = Kind::Field;
    Location at;
    QString alias; ///< empty without one
    QString name; ///< of the field or of the fragment that is spread
    QString typeCondition; ///< of an inline fragment, empty without one
    std::vector<Argument> arguments;
    std::vector<Directive> directives;
    bool hasSelections = false;
    SelectionSet selections;

    /// The key the field answers under.
    const QString &responseName() const { return alias.isEmpty() ? name : alias; }
};

/// `$id: ID! = default`.
struct VariableDefinition
{
    QString name;
    TypeReference type;
    std::optional<Value> defaultValue;
    std::vector<Directive> directives;
    Location at;
};

/// A query, mutation or subscription of a document.
struct Operation
{
    enum class Kind { Query, Mutation, Subscription };
    Kind kind = Kind::Query;
    QString name;
    std::vector<VariableDefinition> variables;
    std::vector<Directive> directives;
    SelectionSet selections;
    Location at;

    /// How Shopify names the operation in the path of an error: `query`, `mutation Name`.
    QString pathName() const
    {
        const QString word = kind == Kind::Query ? QStringLiteral("query")
            : kind == Kind::Mutation             ? QStringLiteral("mutation")
                                                 : QStringLiteral("subscription");
        return name.isEmpty() ? word : word + QLatin1Char(' ') + name;
    }
};

/// A named fragment of a document.
struct Fragment
{
    QString name;
    QString typeCondition;
    std::vector<Directive> directives;
    SelectionSet selections;
    Location at;
};

/// A parsed GraphQL document.
struct Document
{
    std::vector<Operation> operations;
    std::vector<Fragment> fragments;

    /// The fragment of that name, or nullptr.
    const Fragment *fragment(const QString &name) const
    {
        for (const Fragment &candidate : fragments) {
            if (candidate.name == name) {
                return &candidate;
            }
        }
        return nullptr;
    }
};

} // namespace DemoShop::Graphql
