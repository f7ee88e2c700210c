#pragma once

#include "app/demoshop/graphql/error.h"
#include "app/demoshop/graphql/schema.h"

#include <QSet>

namespace DemoShop::Graphql {

/// Checks a document against the schema by the rules of the specification, and words what it finds as Shopify does
/// (`undefinedField`, `missingRequiredArguments`, `argumentLiteralsIncompatible` …). A document without errors can be
/// planned and executed without further checks.
class Validator final
{
    Q_DISABLE_COPY_MOVE(Validator)

public:
    /// All errors, in the order of the document; empty for a valid document.
    static QList<Error> validate(const Schema &schema, const Document &document);

private:
    Validator(const Schema &schema, const Document &document);

    void checkOperations();
    void checkFragments();
    void checkOperation(const Operation &operation);
    void checkVariableDefinitions(const Operation &operation);
    void checkSelections(const SelectionSet &selections, const TypeDefinition &parent, const QJsonArray &path);
    void checkField(const Selection &field, const TypeDefinition &parent, const QJsonArray &path);
    void checkLeaf(const Selection &field, const FieldDefinition &definition, const QJsonArray &path);
    void checkSpread(const Selection &spread, const TypeDefinition &parent, const QJsonArray &path);
    void checkDirectives(
        const std::vector<Directive> &directives, const QString &location, const QString &what, const QJsonArray &path);

    /// What arguments are given to, for the words of an error.
    struct Owner
    {
        QString kind; ///< "Field", "Directive" or "InputObject"
        QString name;
    };
    void checkArguments(const std::vector<Argument> &given, const std::vector<InputDefinition> &definitions,
        const Owner &owner, const Location &at, const QJsonArray &path);
    bool checkValue(const Value &value, const TypeReference &type, const QJsonArray &path, bool hasDefault,
        const QString &argumentName);
    bool checkObject(const Value &value, const TypeDefinition &type, const QJsonArray &path);
    void checkVariable(const Value &value, const TypeReference &type, const QJsonArray &path, bool hasDefault,
        const QString &argument);
    void checkConflicts(const SelectionSet &selections, const TypeDefinition &parent, const QJsonArray &path);
    void collectFields(const SelectionSet &selections, const TypeDefinition &parent,
        QHash<QString, QList<std::pair<const Selection *, const TypeDefinition *>>> *fields, QSet<QString> *seen) const;
    bool hasCycle(const Fragment &fragment) const;
    static bool sameArguments(const std::vector<Argument> &left, const std::vector<Argument> &right);
    void report(const QString &message, const Location &at, const QJsonArray &path, QJsonObject extensions);

    const Schema &m_schema;
    const Document &m_document;
    QList<Error> m_errors;
    const Operation *m_operation = nullptr;
    QSet<QString> m_usedVariables;
    QSet<QString> m_usedFragments;
    QSet<QString> m_openFragments;
};

/// Whether a variable of that type may stand where `wanted` is expected.
bool variableFits(const TypeReference &variable, const TypeReference &wanted, bool hasDefault);

/// Whether two literals are written alike.
bool sameValue(const Value &left, const Value &right);

} // namespace DemoShop::Graphql
