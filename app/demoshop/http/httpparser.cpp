#include "app/demoshop/http/httpparser.h"

#include <QUrl>

#include <utility>

namespace DemoShop {

std::optional<HttpRequest> HttpParser::next()
{
    if (m_error != 0 || (!m_hasHead && !readHead()) || !readBody()) {
        if (m_consumed > 0) {
            m_buffer.remove(0, std::exchange(m_consumed, 0));
        }
        return {};
    }
    m_hasHead = false;
    m_expects = false;
    m_buffer.remove(0, std::exchange(m_consumed, 0));
    return std::exchange(m_request, {});
}

bool HttpParser::takeExpectation()
{
    return std::exchange(m_expects, false);
}

bool HttpParser::fail(int status)
{
    m_error = status;
    return false;
}

bool HttpParser::readHead()
{
    while (m_buffer.startsWith("\r\n")) { // an empty line before a request is harmless
        m_buffer.remove(0, 2);
    }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        return m_buffer.size() > largestHead ? fail(431) : false;
    }
    if (end > largestHead) {
        return fail(431);
    }
    const QList<QByteArray> lines = m_buffer.first(end).replace("\r\n", "\n").split('\n');
    m_request = {};
    if (!readRequestLine(lines.first())) {
        return fail(400);
    }
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0 || lines[i].first(colon).trimmed().size() != colon) {
            return fail(400);
        }
        m_request.headers.append({lines[i].first(colon).toLower(), lines[i].sliced(colon + 1).trimmed()});
    }
    m_consumed = end + 4;
    m_hasHead = readLengths();
    return m_hasHead;
}

bool HttpParser::readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || words[0].isEmpty() || !words[1].startsWith('/')
        || (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0")) {
        return false;
    }
    m_request.method = words[0];
    const qsizetype mark = words[1].indexOf('?');
    m_request.path = QByteArray::fromPercentEncoding(mark < 0 ? words[1] : words[1].first(mark));
    if (mark >= 0) {
        m_request.query = QUrlQuery(QString::fromUtf8(words[1].sliced(mark + 1)));
    }
    m_request.keepsAlive = words[2] == "HTTP/1.1";
    return true;
}

bool HttpParser::readLengths()
{
    const QByteArray connection = m_request.header("connection").toLower();
    if (connection.contains("close")) {
        m_request.keepsAlive = false;
    } else if (connection.contains("keep-alive")) {
        m_request.keepsAlive = true;
    }
    const QByteArray length = m_request.header("content-length");
    const QByteArray encoding = m_request.header("transfer-encoding").toLower();
    m_isChunked = encoding == "chunked";
    if (!encoding.isEmpty() && (!m_isChunked || !length.isEmpty())) {
        return fail(encoding.isEmpty() || m_isChunked ? 400 : 501); // both lengths at once is how requests are smuggled
    }
    bool isNumber = true;
    m_length = length.isEmpty() ? 0 : length.toLongLong(&isNumber);
    if (!isNumber || m_length < 0) {
        return fail(400);
    }
    if (m_length > largestBody) {
        return fail(413);
    }
    m_expects = m_request.header("expect").toLower() == "100-continue";
    return true;
}

bool HttpParser::readBody()
{
    if (m_isChunked) {
        return readChunks();
    }
    if (m_buffer.size() - m_consumed < m_length) {
        return false;
    }
    m_request.body = m_buffer.sliced(m_consumed, m_length);
    m_consumed += m_length;
    return true;
}

bool HttpParser::readChunks()
{
    while (true) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n", m_consumed);
        if (lineEnd < 0) {
            return m_buffer.size() - m_consumed > largestHead ? fail(400) : false;
        }
        const QByteArray sizeText = m_buffer.sliced(m_consumed, lineEnd - m_consumed).split(';').first().trimmed();
        bool isNumber = false;
        const qint64 size = sizeText.toLongLong(&isNumber, 16);
        if (!isNumber || size < 0) {
            return fail(400);
        }
        if (m_request.body.size() + size > largestBody) {
            return fail(413);
        }
        const qsizetype start = lineEnd + 2;
        if (size == 0) { // trailers are read over
            const qsizetype end
                = m_buffer.indexOf("\r\n", start) == start ? start + 2 : m_buffer.indexOf("\r\n\r\n", start) + 4;
            if (end < start + 2 || m_buffer.size() < end) {
                return false;
            }
            m_consumed = end;
            return true;
        }
        if (m_buffer.size() < start + size + 2) {
            return false;
        }
        if (m_buffer.sliced(start + size, 2) != "\r\n") {
            return fail(400);
        }
        m_request.body.append(QByteArrayView(m_buffer).sliced(start, size));
        m_consumed = start + size + 2;
    }
}

} // namespace DemoShop
