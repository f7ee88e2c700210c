#include "app/demoshop/graphql/parser.h"

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 64;

/// Counts one level of nesting for as long as it lives.
class Level final
{
    Q_DISABLE_COPY_MOVE(Level)
public:
    explicit Level(int *depth)
        : m_depth(depth)
    {
        ++*m_depth;
    }
    ~Level() { --*m_depth; }

private:
    int *m_depth;
};

} // namespace

std::variant<Document, Error> Parser::parse(QByteArrayView source)
{
    Parser parser(source);
    Document document;
    if (!parser.document(&document)) {
        return parser.m_error;
    }
    return document;
}

Parser::Parser(QByteArrayView source)
    : m_lexer(source)
{
    step();
}

void Parser::step()
{
    m_token = m_lexer.next();
}

bool Parser::is(QLatin1StringView punctuator) const
{
    return m_token.kind == Token::Kind::Punctuator && m_token.text == punctuator;
}

bool Parser::isKeyword(QLatin1StringView word) const
{
    return m_token.kind == Token::Kind::Name && m_token.text == word;
}

bool Parser::take(QLatin1StringView punctuator)
{
    if (!is(punctuator)) {
        return false;
    }
    step();
    return true;
}

bool Parser::expect(QLatin1StringView punctuator)
{
    return take(punctuator) || unexpected();
}

bool Parser::name(QString *name)
{
    if (m_token.kind != Token::Kind::Name) {
        return unexpected();
    }
    *name = m_token.text;
    step();
    return true;
}

bool Parser::unexpected()
{
    if (m_depth > deepest) {
        m_error.message = u"This document is nested too deeply."_s;
    } else if (m_token.kind == Token::Kind::Invalid) {
        m_error.message = u"%1 at [%2, %3]"_s.arg(m_token.text).arg(m_token.at.line).arg(m_token.at.column);
    } else if (m_token.kind == Token::Kind::End) {
        m_error.message
            = u"syntax error, unexpected end of file at [%1, %2]"_s.arg(m_token.at.line).arg(m_token.at.column);
    } else {
        m_error.message = u"syntax error, unexpected \"%1\" at [%2, %3]"_s.arg(m_token.text)
                              .arg(m_token.at.line)
                              .arg(m_token.at.column);
    }
    m_error.locations = {m_token.at};
    return false;
}

bool Parser::document(Document *document)
{
    do {
        if (isKeyword("fragment"_L1)) {
            if (!fragment(&document->fragments.emplace_back())) {
                return false;
            }
        } else if (!operation(&document->operations.emplace_back())) {
            return false;
        }
    } while (m_token.kind != Token::Kind::End);
    return true;
}

bool Parser::operation(Operation *operation)
{
    operation->at = m_token.at;
    if (is("{"_L1)) {
        return selections(&operation->selections);
    }
    if (isKeyword("mutation"_L1)) {
        operation->kind = Operation::Kind::Mutation;
    } else if (isKeyword("subscription"_L1)) {
        operation->kind = Operation::Kind::Subscription;
    } else if (!isKeyword("query"_L1)) {
        return unexpected();
    }
    step();
    if (m_token.kind == Token::Kind::Name && !name(&operation->name)) {
        return false;
    }
    return variables(&operation->variables) && directives(&operation->directives, false)
        && selections(&operation->selections);
}

bool Parser::fragment(Fragment *fragment)
{
    fragment->at = m_token.at;
    step();
    if (isKeyword("on"_L1)) {
        return unexpected();
    }
    if (!name(&fragment->name)) {
        return false;
    }
    if (!isKeyword("on"_L1)) {
        return unexpected();
    }
    step();
    return name(&fragment->typeCondition) && directives(&fragment->directives, false)
        && selections(&fragment->selections);
}

bool Parser::variables(std::vector<VariableDefinition> *definitions)
{
    if (!take("("_L1)) {
        return true;
    }
    do {
        VariableDefinition definition;
        definition.at = m_token.at;
        if (!expect("$"_L1) || !name(&definition.name) || !expect(":"_L1) || !type(&definition.type)) {
            return false;
        }
        if (take("="_L1) && !value(&definition.defaultValue.emplace(), true)) {
            return false;
        }
        if (!directives(&definition.directives, true)) {
            return false;
        }
        definitions->push_back(std::move(definition));
    } while (!is(")"_L1));
    step();
    return true;
}

bool Parser::type(TypeReference *type)
{
    const Level level(&m_depth);
    if (m_depth > deepest) {
        return unexpected();
    }
    type->at = m_token.at;
    if (take("["_L1)) {
        TypeReference item;
        if (!this->type(&item) || !expect("]"_L1)) {
            return false;
        }
        type->item = std::make_shared<const TypeReference>(std::move(item));
    } else if (!name(&type->name)) {
        return false;
    }
    type->nonNull = take("!"_L1);
    return true;
}

bool Parser::selections(SelectionSet *selections)
{
    const Level level(&m_depth);
    if (m_depth > deepest || !expect("{"_L1)) {
        return unexpected();
    }
    do {
        Selection one;
        if (!selection(&one)) {
            return false;
        }
        selections->push_back(std::move(one));
    } while (!is("}"_L1));
    step();
    return true;
}

bool Parser::selection(Selection *selection)
{
    selection->at = m_token.at;
    if (take("..."_L1)) {
        return spread(selection);
    }
    if (!name(&selection->name)) {
        return false;
    }
    if (take(":"_L1)) {
        selection->alias = selection->name;
        if (!name(&selection->name)) {
            return false;
        }
    }
    if (!arguments(&selection->arguments, false) || !directives(&selection->directives, false)) {
        return false;
    }
    selection->hasSelections = is("{"_L1);
    return !selection->hasSelections || selections(&selection->selections);
}

bool Parser::spread(Selection *selection)
{
    if (m_token.kind == Token::Kind::Name && !isKeyword("on"_L1)) {
        selection->kind = Selection::Kind::Spread;
        return name(&selection->name) && directives(&selection->directives, false);
    }
    selection->kind = Selection::Kind::Inline;
    if (isKeyword("on"_L1)) {
        step();
        if (!name(&selection->typeCondition)) {
            return false;
        }
    }
    selection->hasSelections = true;
    return directives(&selection->directives, false) && selections(&selection->selections);
}

bool Parser::arguments(std::vector<Argument> *arguments, bool constant)
{
    if (!take("("_L1)) {
        return true;
    }
    do {
        Argument argument;
        argument.at = m_token.at;
        if (!name(&argument.name) || !expect(":"_L1) || !value(&argument.value, constant)) {
            return false;
        }
        arguments->push_back(std::move(argument));
    } while (!is(")"_L1));
    step();
    return true;
}

bool Parser::directives(std::vector<Directive> *directives, bool constant)
{
    while (is("@"_L1)) {
        Directive directive;
        directive.at = m_token.at;
        step();
        if (!name(&directive.name) || !arguments(&directive.arguments, constant)) {
            return false;
        }
        directives->push_back(std::move(directive));
    }
    return true;
}

bool Parser::value(Value *value, bool constant)
{
    const Level level(&m_depth);
    if (m_depth > deepest) {
        return unexpected();
    }
    value->at = m_token.at;
    switch (m_token.kind) {
    case Token::Kind::Int:
    case Token::Kind::Float:
    case Token::Kind::String:
        value->kind = m_token.kind == Token::Kind::Int ? Value::Kind::Int
            : m_token.kind == Token::Kind::Float       ? Value::Kind::Float
                                                       : Value::Kind::String;
        value->text = m_token.text;
        step();
        return true;
    case Token::Kind::Name:
        value->text = m_token.text;
        value->boolean = isKeyword("true"_L1);
        value->kind = isKeyword("null"_L1)            ? Value::Kind::Null
            : value->boolean || isKeyword("false"_L1) ? Value::Kind::Boolean
                                                      : Value::Kind::Enum;
        step();
        return true;
    case Token::Kind::Punctuator:
        if (is("$"_L1) && !constant) {
            step();
            value->kind = Value::Kind::Variable;
            return name(&value->text);
        }
        return is("["_L1) ? list(value, constant) : is("{"_L1) ? object(value, constant) : unexpected();
    case Token::Kind::End:
    case Token::Kind::Invalid:
        return unexpected();
    }
    Q_UNREACHABLE();
}

bool Parser::list(Value *value, bool constant)
{
    value->kind = Value::Kind::List;
    step();
    while (!is("]"_L1)) {
        if (!this->value(&value->items.emplace_back(), constant)) {
            return false;
        }
    }
    step();
    return true;
}

bool Parser::object(Value *value, bool constant)
{
    value->kind = Value::Kind::Object;
    step();
    while (!is("}"_L1)) {
        Argument field;
        field.at = m_token.at;
        if (!name(&field.name) || !expect(":"_L1) || !this->value(&field.value, constant)) {
            return false;
        }
        value->fields.push_back(std::move(field));
    }
    step();
    return true;
}

} // namespace DemoShop::Graphql
