#include "app/demoshop/graphql/validator.h"

#include <algorithm>

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

QJsonArray operator/(QJsonArray path, const QString &step)
{
    path.append(step);
    return path;
}

QJsonArray pathOf(const Fragment &fragment)
{
    return {QString(u"fragment "_s + fragment.name)};
}

bool overlap(const TypeDefinition &left, const TypeDefinition &right)
{
    return left.name == right.name || left.possibleTypes.intersects(right.possibleTypes);
}

QString describe(const SelectionSet &selections)
{
    QStringList names;
    for (const Selection &selection : selections) {
        names.append(u'"' + selection.name + u'"');
    }
    return names.join(u", "_s);
}

} // namespace

QList<Error> Validator::validate(const Schema &schema, const Document &document)
{
    Validator validator(schema, document);
    validator.checkFragments();
    validator.checkOperations();
    return validator.m_errors;
}

Validator::Validator(const Schema &schema, const Document &document)
    : m_schema(schema)
    , m_document(document)
{ }

void Validator::report(const QString &message, const Location &at, const QJsonArray &path, QJsonObject extensions)
{
    m_errors.append({message, {at}, path, std::move(extensions)});
}

bool Validator::hasCycle(const Fragment &fragment) const
{
    // Walks everything reachable; a way back to the start is a cycle.
    QSet<QString> seen;
    QList<const SelectionSet *> open{&fragment.selections};
    while (!open.isEmpty()) {
        for (const Selection &selection : *open.takeLast()) {
            if (selection.kind != Selection::Kind::Spread) {
                open.append(&selection.selections);
            } else if (selection.name == fragment.name) {
                return true;
            } else if (const Fragment *other = m_document.fragment(selection.name);
                       other && !seen.contains(selection.name)) {
                seen.insert(selection.name);
                open.append(&other->selections);
            }
        }
    }
    return false;
}

void Validator::checkFragments()
{
    QSet<QString> names;
    for (const Fragment &fragment : m_document.fragments) {
        if (names.contains(fragment.name)) {
            report(u"Fragment name \"%1\" must be unique"_s.arg(fragment.name), fragment.at, {},
                {{u"code"_s, u"fragmentNotUnique"_s}, {u"fragmentName"_s, fragment.name}});
        }
        names.insert(fragment.name);
        const TypeDefinition *type = m_schema.type(fragment.typeCondition);
        if (!type) {
            report(u"No such type %1, so it can't be a fragment condition"_s.arg(fragment.typeCondition), fragment.at,
                pathOf(fragment), {{u"code"_s, u"undefinedType"_s}, {u"typeName"_s, fragment.typeCondition}});
        } else if (!type->isComposite()) {
            report(u"Invalid fragment on type %1 (must be Union, Interface or Object)"_s.arg(type->name), fragment.at,
                pathOf(fragment), {{u"code"_s, u"fragmentOnNonCompositeType"_s}, {u"typeName"_s, type->name}});
        }
        if (hasCycle(fragment)) {
            report(u"Fragment %1 contains an infinite loop"_s.arg(fragment.name), fragment.at, pathOf(fragment),
                {{u"code"_s, u"infiniteLoop"_s}, {u"fragmentName"_s, fragment.name}});
        }
    }
}

void Validator::checkOperations()
{
    QSet<QString> names;
    for (const Operation &operation : m_document.operations) {
        if (operation.name.isEmpty() && m_document.operations.size() > 1) {
            report(u"Operation name is required when multiple operations are present"_s, operation.at, {},
                {{u"code"_s, u"uniquelyNamedOperations"_s}});
        } else if (names.contains(operation.name)) {
            report(u"Operation name \"%1\" must be unique"_s.arg(operation.name), operation.at, {},
                {{u"code"_s, u"operationNameNotUnique"_s}, {u"operationName"_s, operation.name}});
        }
        names.insert(operation.name);
    }
    if (m_document.operations.empty()) {
        report(u"The document has no operation."_s, {1, 1}, {}, {{u"code"_s, u"missingOperation"_s}});
        return;
    }
    const bool hasCycles = std::any_of(m_document.fragments.cbegin(), m_document.fragments.cend(),
        [this](const Fragment &fragment) { return hasCycle(fragment); });
    if (hasCycles) {
        return; // following them would never end
    }
    for (const Operation &operation : m_document.operations) {
        checkOperation(operation);
    }
    for (const Fragment &fragment : m_document.fragments) {
        if (!m_usedFragments.contains(fragment.name)) {
            report(u"Fragment %1 was defined, but not used"_s.arg(fragment.name), fragment.at, pathOf(fragment),
                {{u"code"_s, u"useAndDefineFragment"_s}, {u"fragmentName"_s, fragment.name}});
        }
    }
}

void Validator::checkOperation(const Operation &operation)
{
    m_operation = &operation;
    m_usedVariables.clear();
    const QJsonArray path{operation.pathName()};
    const TypeDefinition *root = m_schema.rootType(operation.kind);
    if (!root) {
        report(u"Schema is not configured for subscriptions"_s, operation.at, path,
            {{u"code"_s, u"missingSubscriptionConfiguration"_s}});
        return;
    }
    checkVariableDefinitions(operation);
    checkDirectives(operation.directives, operation.kind == Operation::Kind::Query ? u"QUERY"_s : u"MUTATION"_s,
        operation.kind == Operation::Kind::Query ? u"queries"_s : u"mutations"_s, path);
    checkSelections(operation.selections, *root, path);
    checkConflicts(operation.selections, *root, path);
    for (const VariableDefinition &variable : operation.variables) {
        if (!m_usedVariables.contains(variable.name)) {
            report(u"Variable $%1 is declared by %2 but not used"_s.arg(
                       variable.name, operation.name.isEmpty() ? u"anonymous query"_s : operation.name),
                operation.at, path, {{u"code"_s, u"variableNotUsed"_s}, {u"variableName"_s, variable.name}});
        }
    }
}

void Validator::checkVariableDefinitions(const Operation &operation)
{
    QSet<QString> names;
    const QJsonArray path{operation.pathName()};
    for (const VariableDefinition &variable : operation.variables) {
        if (names.contains(variable.name)) {
            report(u"There can only be one variable named \"%1\""_s.arg(variable.name), variable.at, path,
                {{u"code"_s, u"variableNotUnique"_s}, {u"variableName"_s, variable.name}});
        }
        names.insert(variable.name);
        const TypeDefinition *type = m_schema.namedType(variable.type);
        if (!type || !type->isInput()) {
            const QString typeName
                = type ? type->name : variable.type.toString().remove(u'[').remove(u']').remove(u'!');
            report(type ? u"%1 isn't a valid input type (on $%2)"_s.arg(typeName, variable.name)
                        : u"%1 isn't a defined input type (on $%2)"_s.arg(typeName, variable.name),
                variable.at, path,
                {{u"code"_s, u"variableRequiresValidType"_s}, {u"typeName"_s, typeName},
                    {u"variableName"_s, variable.name}});
        } else if (variable.defaultValue
            && !checkValue(*variable.defaultValue, variable.type, path, false, variable.name)) {
            report(u"Default value for $%1 doesn't match type %2"_s.arg(variable.name, variable.type.toString()),
                variable.at, path,
                {{u"code"_s, u"defaultValueInvalidType"_s}, {u"variableName"_s, variable.name},
                    {u"typeName"_s, variable.type.toString()}});
        }
        checkDirectives(variable.directives, u"VARIABLE_DEFINITION"_s, u"variable definitions"_s, path);
    }
}

void Validator::checkSelections(const SelectionSet &selections, const TypeDefinition &parent, const QJsonArray &path)
{
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Field) {
            checkField(selection, parent, path);
        } else {
            checkSpread(selection, parent, path);
        }
    }
}

void Validator::checkField(const Selection &field, const TypeDefinition &parent, const QJsonArray &path)
{
    const QJsonArray inner = path / field.responseName();
    const auto found = parent.fields.constFind(field.name);
    if (found == parent.fields.cend()) {
        report(u"Field '%1' doesn't exist on type '%2'"_s.arg(field.name, parent.name), field.at, inner,
            {{u"code"_s, u"undefinedField"_s}, {u"typeName"_s, parent.name}, {u"fieldName"_s, field.name}});
        return;
    }
    checkArguments(field.arguments, found->arguments, {u"Field"_s, field.name}, field.at, inner);
    checkDirectives(field.directives, u"FIELD"_s, u"fields"_s, inner);
    checkLeaf(field, *found, inner);
}

void Validator::checkLeaf(const Selection &field, const FieldDefinition &definition, const QJsonArray &path)
{
    const TypeDefinition *type = m_schema.namedType(definition.type);
    if (!type) {
        return; // the schema is broken, not the document
    }
    if (type->isLeaf() && field.hasSelections) {
        report(u"Selections can't be made on scalars (field '%1' returns %2 but has selections [%3])"_s.arg(
                   field.name, type->name, describe(field.selections)),
            field.at, path,
            {{u"code"_s, u"selectionMismatch"_s}, {u"nodeName"_s, u"field '%1'"_s.arg(field.name)},
                {u"typeName"_s, type->name}});
    } else if (!type->isLeaf() && !field.hasSelections) {
        report(u"Field must have selections (field '%1' returns %2 but has no selections. Did you mean '%1 { ... }'?)"_s
                   .arg(field.name, type->name),
            field.at, path,
            {{u"code"_s, u"selectionMismatch"_s}, {u"nodeName"_s, u"field '%1'"_s.arg(field.name)},
                {u"typeName"_s, type->name}});
    } else if (field.hasSelections) {
        checkSelections(field.selections, *type, path);
    }
}

void Validator::checkSpread(const Selection &spread, const TypeDefinition &parent, const QJsonArray &path)
{
    const bool isNamed = spread.kind == Selection::Kind::Spread;
    checkDirectives(spread.directives, isNamed ? u"FRAGMENT_SPREAD"_s : u"INLINE_FRAGMENT"_s,
        isNamed ? u"fragment spreads"_s : u"inline fragments"_s, path);
    const Fragment *fragment = isNamed ? m_document.fragment(spread.name) : nullptr;
    if (isNamed && !fragment) {
        report(u"Fragment %1 was used, but not defined"_s.arg(spread.name), spread.at, path / (u"... "_s + spread.name),
            {{u"code"_s, u"useAndDefineFragment"_s}, {u"fragmentName"_s, spread.name}});
        return;
    }
    const QString &condition = fragment ? fragment->typeCondition : spread.typeCondition;
    const QJsonArray inner = path / (fragment ? u"... "_s + spread.name : u"... on "_s + condition);
    const TypeDefinition *type = condition.isEmpty() ? &parent : m_schema.type(condition);
    if (!type || !type->isComposite()) {
        if (!isNamed) {
            report(type ? u"Invalid fragment on type %1 (must be Union, Interface or Object)"_s.arg(condition)
                        : u"No such type %1, so it can't be a fragment condition"_s.arg(condition),
                spread.at, inner,
                {{u"code"_s, type ? u"fragmentOnNonCompositeType"_s : u"undefinedType"_s}, {u"typeName"_s, condition}});
        }
        m_usedFragments.insert(spread.name);
        return;
    }
    if (!overlap(*type, parent)) {
        report(u"Fragment%1 on %2 can't be spread inside %3"_s.arg(
                   fragment ? u' ' + fragment->name : QString(), type->name, parent.name),
            spread.at, inner,
            {{u"code"_s, u"cannotSpreadFragment"_s}, {u"typeName"_s, type->name},
                {u"fragmentName"_s, fragment ? fragment->name : u"unknown"_s}, {u"parentName"_s, parent.name}});
    }
    if (fragment) {
        m_usedFragments.insert(fragment->name);
        checkDirectives(fragment->directives, u"FRAGMENT_DEFINITION"_s, u"fragment definitions"_s, inner);
    }
    checkSelections(fragment ? fragment->selections : spread.selections, *type, inner);
}

void Validator::checkDirectives(
    const std::vector<Directive> &directives, const QString &location, const QString &what, const QJsonArray &path)
{
    QSet<QString> names;
    for (const Directive &directive : directives) {
        const DirectiveDefinition *definition = m_schema.directive(directive.name);
        if (!definition) {
            report(u"Directive @%1 is not defined"_s.arg(directive.name), directive.at, path,
                {{u"code"_s, u"undefinedDirective"_s}, {u"directiveName"_s, directive.name}});
            continue;
        }
        if (!definition->locations.contains(location)) {
            report(u"'@%1' can't be applied to %2"_s.arg(directive.name, what), directive.at, path,
                {{u"code"_s, u"directiveCannotBeApplied"_s}, {u"targetName"_s, what}, {u"name"_s, directive.name}});
        }
        if (names.contains(directive.name)) {
            report(u"The directive \"%1\" can only be used once at this location."_s.arg(directive.name), directive.at,
                path, {{u"code"_s, u"directiveNotUniqueForLocation"_s}, {u"directiveName"_s, directive.name}});
        }
        names.insert(directive.name);
        checkArguments(
            directive.arguments, definition->arguments, {u"Directive"_s, directive.name}, directive.at, path);
    }
}

void Validator::collectFields(const SelectionSet &selections, const TypeDefinition &parent,
    QHash<QString, QList<std::pair<const Selection *, const TypeDefinition *>>> *fields, QSet<QString> *seen) const
{
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Field) {
            (*fields)[selection.responseName()].append({&selection, &parent});
            continue;
        }
        const Fragment *fragment
            = selection.kind == Selection::Kind::Spread ? m_document.fragment(selection.name) : nullptr;
        const QString &condition = fragment ? fragment->typeCondition : selection.typeCondition;
        const TypeDefinition *type = condition.isEmpty() ? &parent : m_schema.type(condition);
        if (type && !(fragment && seen->contains(fragment->name))) {
            if (fragment) {
                seen->insert(fragment->name);
            }
            collectFields(fragment ? fragment->selections : selection.selections, *type, fields, seen);
        }
    }
}

void Validator::checkConflicts(const SelectionSet &selections, const TypeDefinition &parent, const QJsonArray &path)
{
    QHash<QString, QList<std::pair<const Selection *, const TypeDefinition *>>> fields;
    QSet<QString> seen;
    collectFields(selections, parent, &fields, &seen);
    for (auto group = fields.cbegin(); group != fields.cend(); ++group) {
        const auto &[first, firstParent] = group->first();
        SelectionSet merged;
        for (const auto &[field, fieldParent] : *group) {
            merged.insert(merged.end(), field->selections.begin(), field->selections.end());
            const bool canMeet = firstParent == fieldParent || overlap(*firstParent, *fieldParent);
            if (!canMeet) {
                continue;
            }
            if (field->name != first->name) {
                report(u"Field '%1' has a field conflict: %2 or %3?"_s.arg(group.key(), first->name, field->name),
                    field->at, path,
                    {{u"code"_s, u"fieldConflict"_s}, {u"fieldName"_s, group.key()},
                        {u"conflicts"_s, u"%1 or %2"_s.arg(first->name, field->name)}});
            } else if (!sameArguments(first->arguments, field->arguments)) {
                report(u"Field '%1' has an argument conflict"_s.arg(group.key()), field->at, path,
                    {{u"code"_s, u"fieldConflict"_s}, {u"fieldName"_s, group.key()}});
            }
        }
        const auto definition = firstParent->fields.constFind(first->name);
        const TypeDefinition *type
            = definition == firstParent->fields.cend() ? nullptr : m_schema.namedType(definition->type);
        if (type && !merged.empty()) {
            checkConflicts(merged, *type, path / group.key());
        }
    }
}

} // namespace DemoShop::Graphql
