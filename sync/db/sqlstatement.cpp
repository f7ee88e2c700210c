#include "sync/db/sqlstatement.h"

#include <QByteArrayView>

namespace Sync {

namespace {

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & '\x80');
}

bool isWordStart(char c)
{
    return isWord(c) && !(c >= '0' && c <= '9');
}

/// Walks over SQL once and copies it, leaving out comments and numbering parameters.
class Parser
{
public:
    Parser(QByteArrayView sql, SqlStatement &statement)
        : m_sql(sql)
        , m_statement(statement)
    { }

    void run()
    {
        while (m_at < m_sql.size()) {
            const char c = peek();
            if (c == '\'' || c == '"')
                copyQuoted(c);
            else if (c == '$' && !isWord(previous()))
                copyDollarQuoted();
            else if (c == '-' && peek(1) == '-')
                skipLineComment();
            else if (c == '/' && peek(1) == '*')
                skipBlockComment();
            else if (c == ':' && isWordStart(peek(1)) && previous() != ':' && !isWord(previous()))
                takeParameter();
            else
                copy(1);
        }
    }

private:
    char peek(qsizetype ahead = 0) const { return m_at + ahead < m_sql.size() ? m_sql.at(m_at + ahead) : '\0'; }
    char previous() const { return m_at > 0 ? m_sql.at(m_at - 1) : '\0'; }

    void copy(qsizetype count)
    {
        m_statement.text += m_sql.sliced(m_at, count);
        m_at += count;
    }

    void copyQuoted(char quote)
    {
        const bool hasBackslashes = quote == '\'' && (previous() == 'E' || previous() == 'e');
        copy(1);
        while (m_at < m_sql.size()) {
            if (hasBackslashes && peek() == '\\' && m_at + 1 < m_sql.size()) {
                copy(2);
            } else if (peek() == quote && peek(1) == quote) {
                copy(2);
            } else if (peek() == quote) {
                copy(1);
                return;
            } else {
                copy(1);
            }
        }
    }

    void copyDollarQuoted()
    {
        qsizetype length = 1;
        while (isWord(peek(length)))
            ++length;
        if (peek(length) != '$' || (length > 1 && !isWordStart(peek(1)))) {
            copy(1);
            return;
        }
        const QByteArrayView tag = m_sql.sliced(m_at, length + 1);
        const qsizetype end = m_sql.indexOf(tag, m_at + tag.size());
        copy(end < 0 ? m_sql.size() - m_at : end + tag.size() - m_at);
    }

    void skipLineComment()
    {
        while (m_at < m_sql.size() && peek() != '\n')
            ++m_at;
    }

    void skipBlockComment()
    {
        int depth = 0;
        do {
            if (peek() == '/' && peek(1) == '*') {
                ++depth;
                m_at += 2;
            } else if (peek() == '*' && peek(1) == '/') {
                --depth;
                m_at += 2;
            } else {
                ++m_at;
            }
        } while (depth > 0 && m_at < m_sql.size());
        m_statement.text += ' ';
    }

    void takeParameter()
    {
        qsizetype length = 1;
        while (isWord(peek(length)))
            ++length;
        const QByteArray name = m_sql.sliced(m_at + 1, length - 1).toByteArray();
        m_at += length;
        qsizetype number = m_statement.parameters.indexOf(name);
        if (number < 0) {
            number = m_statement.parameters.size();
            m_statement.parameters += name;
        }
        m_statement.text += '$' + QByteArray::number(number + 1);
    }

    QByteArrayView m_sql;
    SqlStatement &m_statement;
    qsizetype m_at = 0;
};

} // namespace

SqlStatement parseSql(const QByteArray &sql, const QByteArray &name)
{
    SqlStatement statement;
    statement.name = name;
    statement.text.reserve(sql.size());
    Parser(sql, statement).run();
    statement.text = statement.text.trimmed();
    return statement;
}

} // namespace Sync
