#pragma once

#include "app/demoshop/graphql/ast.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace DemoShop::Graphql {

/// An argument of a field or directive, or a field of an input object.
struct InputDefinition
{
    QString name;
    TypeReference type;
    std::optional<Value> defaultValue;

    /// Whether it must be given.
    bool isRequired() const { return type.nonNull && !defaultValue; }
};

/// A field of an object or interface, with its arguments.
struct FieldDefinition
{
    QString name;
    TypeReference type;
    std::vector<InputDefinition> arguments;

    const InputDefinition *argument(const QString &wanted) const;
};

/// A named type; which members mean something depends on its kind.
struct TypeDefinition
{
    enum class Kind { Scalar, Object, Interface, Union, Enum, InputObject };
    Kind kind = Kind::Scalar;
    QString name;
    QHash<QString, FieldDefinition> fields; ///< of an object or interface
    std::vector<InputDefinition> inputFields; ///< of an input object, in the schema's order
    QSet<QString> enumValues;
    QSet<QString> possibleTypes; ///< objects a value of it can be; an object is its own only possible type
    bool isOneOf = false; ///< an input object of which exactly one field must be given

    bool isLeaf() const { return kind == Kind::Scalar || kind == Kind::Enum; }
    bool isInput() const { return isLeaf() || kind == Kind::InputObject; }
    bool isComposite() const { return !isLeaf() && kind != Kind::InputObject; }
    const InputDefinition *inputField(const QString &wanted) const;
};

/// A directive, and where it may stand.
struct DirectiveDefinition
{
    QString name;
    QSet<QString> locations;
    std::vector<InputDefinition> arguments;
};

/// The types a document is validated against, read from an introspection result. Immutable; the pointers it hands out
/// live as long as it does.
class Schema final
{
    Q_DISABLE_COPY_MOVE(Schema)

public:
    /// Reads `introspection` (the JSON of an introspection query's answer); nullptr and `*error` when it is not one.
    static std::unique_ptr<const Schema> fromIntrospection(const QByteArray &introspection, QString *error);

    /// The type of that name, or nullptr.
    const TypeDefinition *type(const QString &name) const;
    /// The type at the bottom of a reference's lists, or nullptr when the schema has none.
    const TypeDefinition *namedType(const TypeReference &reference) const;
    const DirectiveDefinition *directive(const QString &name) const;
    /// The type operations of that kind start at, or nullptr.
    const TypeDefinition *rootType(Operation::Kind kind) const;
    /// All object types, for tests that every field is served.
    QList<const TypeDefinition *> objectTypes() const;

private:
    Schema() = default;

    QHash<QString, std::shared_ptr<const TypeDefinition>> m_types;
    QHash<QString, DirectiveDefinition> m_directives;
    QString m_query;
    QString m_mutation;
};

} // namespace DemoShop::Graphql
