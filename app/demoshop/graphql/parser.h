#pragma once

#include "app/demoshop/graphql/error.h"
#include "app/demoshop/graphql/lexer.h"

#include <variant>

namespace DemoShop::Graphql {

/// Parses an executable document: operations and fragments, no type definitions. Nesting is limited (to 64 levels), so
/// that no document can exhaust the stack.
class Parser final
{
public:
    /// The document, or the first syntax error in Shopify's words.
    static std::variant<Document, Error> parse(QByteArrayView source);

private:
    explicit Parser(QByteArrayView source);

    bool document(Document *document);
    bool operation(Operation *operation);
    bool fragment(Fragment *fragment);
    bool variables(std::vector<VariableDefinition> *definitions);
    bool type(TypeReference *type);
    bool selections(SelectionSet *selections);
    bool selection(Selection *selection);
    bool spread(Selection *selection);
    bool arguments(std::vector<Argument> *arguments, bool constant);
    bool directives(std::vector<Directive> *directives, bool constant);
    bool value(Value *value, bool constant);
    bool list(Value *value, bool constant);
    bool object(Value *value, bool constant);

    bool is(QLatin1StringView punctuator) const;
    bool isKeyword(QLatin1StringView word) const;
    bool take(QLatin1StringView punctuator);
    bool expect(QLatin1StringView punctuator);
    bool name(QString *name);
    bool unexpected();
    void step();

    Lexer m_lexer;
    Token m_token;
    int m_depth = 0;
    Error m_error;
};

} // namespace DemoShop::Graphql
