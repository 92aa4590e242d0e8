// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/sql_script.h"

#include <QStringList>

#include <cctype>

namespace steward {
namespace {

struct Token {
    enum class Kind { Word, Symbol, Literal, Semicolon, End };
    Kind kind = Kind::End;
    QByteArray text; ///< words in lower case, quoted identifiers as written
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// Reads tokens the way PostgreSQL's own scanner delimits them; comments and white space vanish.
class Scanner final {
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {
    }

    Token next()
    {
        skipBlank();
        Token token;
        token.begin = m_at;
        if (m_at >= m_text.size())
            return token;
        const char c = m_text[m_at];
        token.kind = Token::Kind::Symbol;
        if (c == ';') {
            token.kind = Token::Kind::Semicolon;
            ++m_at;
        } else if (c == '\'') {
            token.kind = Token::Kind::Literal;
            skipQuoted('\'', false);
        } else if (c == '"') {
            token.kind = Token::Kind::Word;
            skipQuoted('"', false);
        } else if (c == '$' && skipDollarQuoted()) {
            token.kind = Token::Kind::Literal;
        } else if (isWordStart(c)) {
            readWord(token);
        } else {
            ++m_at;
        }
        token.end = m_at;
        if (token.text.isEmpty())
            token.text = m_text.mid(token.begin, token.end - token.begin);
        return token;
    }

private:
    static bool isWordStart(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
    static bool isWordPart(char c) { return isWordStart(c) || std::isdigit(static_cast<unsigned char>(c)) || c == '$'; }

    void skipBlank()
    {
        while (m_at < m_text.size()) {
            if (std::isspace(static_cast<unsigned char>(m_text[m_at]))) {
                ++m_at;
            } else if (looksAt("--")) {
                const auto end = m_text.indexOf('\n', m_at);
                m_at = end < 0 ? m_text.size() : end + 1;
            } else if (looksAt("/*")) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    void skipBlockComment() // they nest
    {
        int depth = 0;
        do {
            if (looksAt("/*")) {
                ++depth;
                m_at += 2;
            } else if (looksAt("*/")) {
                --depth;
                m_at += 2;
            } else {
                ++m_at;
            }
        } while (depth > 0 && m_at < m_text.size());
    }

    void skipQuoted(char quote, bool backslashes)
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (backslashes && m_text[m_at] == '\\') {
                ++m_at;
            } else if (m_text[m_at] == quote) {
                if (m_at + 1 < m_text.size() && m_text[m_at + 1] == quote) {
                    ++m_at; // a doubled quote is one character of the literal
                } else {
                    ++m_at;
                    return;
                }
            }
        }
    }

    bool skipDollarQuoted()
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isWordPart(m_text[end]) && m_text[end] != '$')
            ++end;
        const bool isParameter = end > m_at + 1 && std::isdigit(static_cast<unsigned char>(m_text[m_at + 1]));
        if (end >= m_text.size() || m_text[end] != '$' || isParameter)
            return false;
        const QByteArray tag = m_text.mid(m_at, end - m_at + 1);
        const auto close = m_text.indexOf(tag, end + 1);
        m_at = close < 0 ? m_text.size() : close + tag.size();
        return true;
    }

    void readWord(Token &token)
    {
        const auto begin = m_at;
        while (m_at < m_text.size() && isWordPart(m_text[m_at]))
            ++m_at;
        token.text = m_text.mid(begin, m_at - begin).toLower();
        token.kind = Token::Kind::Word;
        if (token.text == "e" && m_at < m_text.size() && m_text[m_at] == '\'') {
            skipQuoted('\'', true);
            token.kind = Token::Kind::Literal;
            token.text.clear();
        }
    }

    bool looksAt(const char *two) const
    {
        return m_at + 1 < m_text.size() && m_text[m_at] == two[0] && m_text[m_at + 1] == two[1];
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

/// "market.booking" from `words` at `from`, dots joined.
QString qualifiedName(const QList<QByteArray> &words, qsizetype from)
{
    if (from >= words.size())
        return {};
    QByteArray name = words[from];
    for (auto i = from + 1; i + 1 < words.size() && words[i] == "."; i += 2)
        name += '.' + words[i + 1];
    return QString::fromUtf8(name);
}

/// Tells by a statement's first words what it does and which object it makes.
void classify(SqlStatement &statement, const QList<QByteArray> &words)
{
    if (words.size() < 3)
        return;
    const QByteArray &verb = words[0];
    if (verb == "alter" || verb == "drop") {
        static const QList<QByteArray> shapes { "table", "view", "policy", "trigger", "rule" };
        if (shapes.contains(words[1]))
            statement.kind = SqlStatement::Kind::Shape;
        return;
    }
    if (verb != "create")
        return;
    qsizetype i = 1;
    if (words[i] == "or") {
        statement.replaces = true;
        i += 2;
    }
    if (i < words.size() && words[i] == "constraint") {
        statement.replaces = false;
        ++i;
    }
    if (i + 1 >= words.size())
        return;
    const QByteArray &what = words[i];
    if (what == "view") {
        statement.kind = SqlStatement::Kind::Shape;
        statement.object = QStringLiteral("view %1").arg(qualifiedName(words, i + 1));
    } else if (what == "policy" || what == "trigger" || what == "rule") {
        const auto on = words.indexOf("on", i + 2);
        statement.kind = SqlStatement::Kind::Shape;
        if (on > 0)
            statement.object
                = QStringLiteral("%1 %2 on %3")
                      .arg(QString::fromUtf8(what), QString::fromUtf8(words[i + 1]), qualifiedName(words, on + 1));
    }
}

} // namespace

QList<SqlStatement> splitSql(const QByteArray &file)
{
    QList<SqlStatement> statements;
    Scanner scanner(file);
    QList<QByteArray> words; // the first symbols of the statement: enough to tell what it is
    qsizetype begin = -1;
    qsizetype end = 0;
    int atomicDepth = 0; // inside a `begin atomic` body semicolons do not end the statement
    QByteArray before;
    for (;;) {
        const Token token = scanner.next();
        const bool isLast = token.kind == Token::Kind::End;
        if (isLast || (token.kind == Token::Kind::Semicolon && atomicDepth == 0)) {
            if (begin >= 0) {
                SqlStatement statement;
                statement.text = file.mid(begin, end - begin);
                statement.line = static_cast<int>(file.left(begin).count('\n')) + 1;
                classify(statement, words);
                statements.append(statement);
            }
            if (isLast)
                return statements;
            words.clear();
            begin = -1;
            atomicDepth = 0;
            continue;
        }
        if (begin < 0)
            begin = token.begin;
        end = token.end;
        if (words.size() < 80 && token.kind != Token::Kind::Literal)
            words.append(token.text);
        if (token.kind == Token::Kind::Word) {
            if (token.text == "atomic" && before == "begin" && !words.isEmpty() && words.first() == "create")
                atomicDepth = 1;
            else if (atomicDepth > 0 && token.text == "case")
                ++atomicDepth;
            else if (atomicDepth > 0 && token.text == "end")
                --atomicDepth;
        }
        before = token.text;
    }
}

QByteArray withoutConcurrently(const QByteArray &statement)
{
    Scanner scanner(statement);
    for (Token token = scanner.next(); token.kind != Token::Kind::End; token = scanner.next()) {
        if (token.kind == Token::Kind::Word && token.text == "concurrently")
            return statement.left(token.begin) + statement.mid(token.end);
    }
    return statement;
}

} // namespace steward
