#include "tests/faults/proxy/httpconversation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace TestSupport {

namespace {

constexpr QByteArrayView headEnd = "\r\n\r\n";

/// Takes the first whole message off; empty while there is none.
QByteArray takeMessage(QByteArray &bytes, qsizetype *bodyAt)
{
    const qsizetype end = bytes.indexOf(headEnd);
    if (end < 0)
        return {};
    *bodyAt = end + headEnd.size();
    const QByteArray head = bytes.first(end).toLower();
    const qsizetype name = head.indexOf("\r\ncontent-length:");
    const qsizetype length
        = name < 0 ? 0 : head.mid(name + 17, head.indexOf("\r\n", name + 2) - name - 17).trimmed().toLongLong();
    if (bytes.size() < *bodyAt + length)
        return {};
    const QByteArray message = bytes.first(*bodyAt + length);
    bytes.remove(0, message.size());
    return message;
}

QString nameOf(const QByteArray &message, const QByteArray &body)
{
    const QString path = QString::fromLatin1(message.mid(message.indexOf(' ') + 1)).section(u' ', 0, 0);
    if (!path.endsWith(u"/graphql.json"))
        return path.section(u'/', 0, 1); // the rest is a number
    static const QRegularExpression named(QStringLiteral("\\b(?:query|mutation)\\s+(\\w+)"));
    return named.match(QJsonDocument::fromJson(body).object().value(QLatin1StringView("query")).toString()).captured(1);
}

} // namespace

HttpConversation::HttpConversation(qsizetype session, Judge judge)
    : m_session(session)
    , m_judge(std::move(judge))
{ }

Conversation::Onward HttpConversation::passOn(Passing passing, const QByteArray &message)
{
    switch (m_judge ? m_judge(passing) : Verdict::Pass) {
    case Verdict::Pass:
        break;
    case Verdict::Half:
        return {message.first(message.size() / 2), true};
    case Verdict::Lose:
        return {{}, true};
    }
    return {message};
}

Conversation::Onward HttpConversation::take(Way way, const QByteArray &bytes)
{
    QByteArray &kept = way == Way::ToServer ? m_fromClient : m_fromServer;
    kept += bytes;
    Onward onward;
    qsizetype bodyAt = 0;
    for (QByteArray message = takeMessage(kept, &bodyAt); !message.isEmpty() && !onward.breaks;
         message = takeMessage(kept, &bodyAt)) {
        Passing passing;
        if (way == Way::ToServer) {
            passing.body = message.mid(bodyAt);
            passing.what = nameOf(message, passing.body);
            passing.session = m_session;
            m_asked.enqueue(passing);
        } else if (!m_asked.isEmpty()) {
            passing = m_asked.dequeue();
            passing.moment = Passing::Moment::Answered;
            passing.failed = !message.sliced(message.indexOf(' ')).startsWith(" 2");
        }
        const Onward next = passOn(passing, message);
        onward.bytes += next.bytes;
        onward.breaks = next.breaks;
    }
    return onward;
}

QByteArray HttpConversation::rest(Way way)
{
    return std::exchange(way == Way::ToServer ? m_fromClient : m_fromServer, {});
}

} // namespace TestSupport
