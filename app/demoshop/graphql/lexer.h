#pragma once

#include "app/demoshop/graphql/ast.h"

#include <QByteArrayView>

namespace DemoShop::Graphql {

/// One lexical token of a document.
struct Token
{
    enum class Kind { End, Punctuator, Name, Int, Float, String, Invalid };
    Kind kind = Kind::End;
    Location at;
    QString text; ///< the token, or for a string its decoded content; for Invalid what is wrong
};

/// Cuts a GraphQL document into tokens, ignoring what the specification ignores (white space, commas, comments, BOM).
/// An error is a token of kind Invalid; asking again after it or after the end repeats it.
class Lexer final
{
public:
    /// `source` is UTF-8 and must outlive the lexer.
    explicit Lexer(QByteArrayView source);

    /// The next token.
    Token next();

private:
    void skipIgnored();
    char peek(qsizetype ahead = 0) const;
    void advance(qsizetype bytes = 1);
    bool startsWith(QByteArrayView text) const;
    Token invalid(const QString &why);
    Token number(Token token);
    Token quoted(Token token);
    Token block(Token token);
    bool escape(QByteArray *content);
    std::optional<char32_t> unicodeEscape();

    QByteArrayView m_source;
    qsizetype m_position = 0;
    Location m_at{1, 1};
    std::optional<Token> m_failed;
};

} // namespace DemoShop::Graphql
