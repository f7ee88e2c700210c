#include "app/demoshop/graphql/lexer.h"

#include <QStringList>

#include <algorithm>

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

namespace {

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(const QString &line)
{
    return std::all_of(line.cbegin(), line.cend(), [](QChar c) { return c == u' ' || c == u'\t'; });
}

qsizetype indentOf(const QString &line)
{
    qsizetype indent = 0;
    while (indent < line.size() && (line[indent] == u' ' || line[indent] == u'\t')) {
        ++indent;
    }
    return indent;
}

/// The specification's BlockStringValue: common indentation and blank first and last lines go.
QString blockStringValue(const QString &raw)
{
    QStringList lines = QString(raw).replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n').split(u'\n');
    qsizetype common = -1;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (!isBlank(lines[i])) {
            const qsizetype indent = indentOf(lines[i]);
            common = common < 0 ? indent : std::min(common, indent);
        }
    }
    for (qsizetype i = 1; common > 0 && i < lines.size(); ++i) {
        lines[i].remove(0, common);
    }
    while (!lines.isEmpty() && isBlank(lines.first())) {
        lines.removeFirst();
    }
    while (!lines.isEmpty() && isBlank(lines.last())) {
        lines.removeLast();
    }
    return lines.join(u'\n');
}

} // namespace

Lexer::Lexer(QByteArrayView source)
    : m_source(source)
{ }

char Lexer::peek(qsizetype ahead) const
{
    return m_position + ahead < m_source.size() ? m_source[m_position + ahead] : '\0';
}

void Lexer::advance(qsizetype bytes)
{
    for (; bytes > 0 && m_position < m_source.size(); --bytes, ++m_position) {
        if (m_source[m_position] == '\n') {
            ++m_at.line;
            m_at.column = 1;
        } else {
            ++m_at.column;
        }
    }
}

bool Lexer::startsWith(QByteArrayView text) const
{
    return m_source.sliced(m_position).startsWith(text);
}

void Lexer::skipIgnored()
{
    while (m_position < m_source.size()) {
        const char c = peek();
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
            advance();
        } else if (c == '#') {
            while (m_position < m_source.size() && peek() != '\n') {
                advance();
            }
        } else if (startsWith("\xEF\xBB\xBF")) {
            advance(3);
        } else {
            return;
        }
    }
}

Token Lexer::invalid(const QString &why)
{
    m_failed = Token{Token::Kind::Invalid, m_at, why};
    return *m_failed;
}

Token Lexer::next()
{
    if (m_failed) {
        return *m_failed;
    }
    skipIgnored();
    Token token{Token::Kind::End, m_at, {}};
    if (m_position >= m_source.size()) {
        return token;
    }
    const char c = peek();
    if (isNameStart(c)) {
        const qsizetype start = m_position;
        while (isNameStart(peek()) || isDigit(peek())) {
            advance();
        }
        token.kind = Token::Kind::Name;
        token.text = QString::fromLatin1(m_source.sliced(start, m_position - start));
        return token;
    }
    if (isDigit(c) || c == '-') {
        return number(token);
    }
    if (c == '"') {
        return startsWith("\"\"\"") ? block(token) : quoted(token);
    }
    token.kind = Token::Kind::Punctuator;
    if (startsWith("...")) {
        advance(3);
        token.text = u"..."_s;
        return token;
    }
    if (QByteArrayView("!$&()[]{}:=@|").contains(c)) {
        advance();
        token.text = QChar::fromLatin1(c);
        return token;
    }
    return invalid(u"Unexpected character \"%1\""_s.arg(QString::fromUtf8(m_source.sliced(m_position, 1))));
}

Token Lexer::number(Token token)
{
    const qsizetype start = m_position;
    token.kind = Token::Kind::Int;
    if (peek() == '-') {
        advance();
    }
    if (!isDigit(peek()) || (peek() == '0' && isDigit(peek(1)))) {
        return invalid(u"A number is not written as GraphQL wants it"_s);
    }
    const auto digits = [this] {
        while (isDigit(peek())) {
            advance();
        }
    };
    digits();
    if (peek() == '.') {
        token.kind = Token::Kind::Float;
        advance();
        if (!isDigit(peek())) {
            return invalid(u"A digit is missing after the decimal point"_s);
        }
        digits();
    }
    if (peek() == 'e' || peek() == 'E') {
        token.kind = Token::Kind::Float;
        advance();
        if (peek() == '+' || peek() == '-') {
            advance();
        }
        if (!isDigit(peek())) {
            return invalid(u"A digit is missing in the exponent"_s);
        }
        digits();
    }
    if (isNameStart(peek()) || peek() == '.') {
        return invalid(u"A number runs into a name"_s);
    }
    token.text = QString::fromLatin1(m_source.sliced(start, m_position - start));
    return token;
}

Token Lexer::quoted(Token token)
{
    advance();
    QByteArray content;
    while (true) {
        const char c = peek();
        if (m_position >= m_source.size() || c == '\n' || c == '\r') {
            return invalid(u"A string is not closed"_s);
        }
        if (c == '"') {
            advance();
            break;
        }
        if (c == '\\') {
            advance();
            if (!escape(&content)) {
                return invalid(u"A string has an unknown escape"_s);
            }
            continue;
        }
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t') {
            return invalid(u"A string contains a control character"_s);
        }
        content.append(c);
        advance();
    }
    token.kind = Token::Kind::String;
    token.text = QString::fromUtf8(content);
    return token;
}

bool Lexer::escape(QByteArray *content)
{
    constexpr QByteArrayView names = "\"\\/bfnrt";
    constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
    const char c = peek();
    if (c == 'u') {
        advance();
        const std::optional<char32_t> code = unicodeEscape();
        if (!code) {
            return false;
        }
        content->append(QString::fromUcs4(&*code, 1).toUtf8());
        return true;
    }
    const qsizetype which = names.indexOf(c);
    if (c == '\0' || which < 0) {
        return false;
    }
    content->append(meanings[which]);
    advance();
    return true;
}

std::optional<char32_t> Lexer::unicodeEscape()
{
    const auto hex = [this](qsizetype length) -> std::optional<char32_t> {
        if (length < 1 || length > 8 || m_position + length > m_source.size()) {
            return {};
        }
        bool good = false;
        const uint value = m_source.sliced(m_position, length).toByteArray().toUInt(&good, 16);
        if (!good) {
            return {};
        }
        advance(length);
        return value;
    };
    if (peek() == '{') {
        advance();
        const qsizetype close = m_source.sliced(m_position).indexOf('}');
        const std::optional<char32_t> code = hex(close);
        if (!code || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000)) {
            return {};
        }
        advance();
        return code;
    }
    std::optional<char32_t> code = hex(4);
    if (code && *code >= 0xD800 && *code < 0xDC00) { // a pair of surrogates writes one character
        if (!startsWith("\\u")) {
            return {};
        }
        advance(2);
        const std::optional<char32_t> low = hex(4);
        if (!low || *low < 0xDC00 || *low >= 0xE000) {
            return {};
        }
        return 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    }
    if (code && *code >= 0xDC00 && *code < 0xE000) {
        return {};
    }
    return code;
}

Token Lexer::block(Token token)
{
    advance(3);
    QByteArray raw;
    while (!startsWith("\"\"\"")) {
        if (m_position >= m_source.size()) {
            return invalid(u"A block string is not closed"_s);
        }
        if (startsWith("\\\"\"\"")) {
            raw.append("\"\"\"");
            advance(4);
            continue;
        }
        raw.append(peek());
        advance();
    }
    advance(3);
    token.kind = Token::Kind::String;
    token.text = blockStringValue(QString::fromUtf8(raw));
    return token;
}

} // namespace DemoShop::Graphql
