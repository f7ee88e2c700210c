#include "tests/faults/proxy/pgconversation.h"

#include "sync/db/sqlcatalog.h"

#include <QtEndian>

namespace TestSupport {

namespace {

constexpr quint32 cancelRequest = 80877102;
constexpr quint32 sslRequest = 80877103;
constexpr quint32 gssRequest = 80877104;
/// More of an answer than this is not kept back to be judged whole.
constexpr qsizetype mostKept = 4 * 1024 * 1024;

quint32 number(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// Takes the first message off: a letter, a length that counts itself, the rest. Empty while it is not whole.
QByteArray takeMessage(QByteArray &bytes)
{
    if (bytes.size() < 5 || bytes.size() < 1 + qsizetype(number(bytes, 1)))
        return {};
    const qsizetype size = 1 + qsizetype(number(bytes, 1));
    const QByteArray message = bytes.first(size);
    bytes.remove(0, size);
    return message;
}

QByteArray textAt(const QByteArray &message, qsizetype at)
{
    return {message.constData() + at};
}

QByteArray half(const QByteArray &bytes)
{
    return bytes.first(bytes.size() / 2);
}

} // namespace

QString statementName(const QByteArray &text)
{
    static const QHash<QByteArray, QString> names = [] {
        QHash<QByteArray, QString> known;
        const QStringList all = Sync::SqlCatalog::names();
        for (const QString &name : all)
            known.insert(Sync::sql(name).text, name);
        return known;
    }();
    return names.value(
        text, QString::fromUtf8(text.simplified().first(std::min<qsizetype>(60, text.simplified().size()))));
}

PgConversation::PgConversation(qsizetype session, Judge judge)
    : m_session(session)
    , m_judge(std::move(judge))
{ }

Conversation::Onward PgConversation::take(Way way, const QByteArray &bytes)
{
    if (m_isUnread)
        return {bytes};
    if (way == Way::ToServer) {
        m_fromClient += bytes;
        return takeQuestions();
    }
    m_fromServer += bytes;
    return takeAnswers();
}

QByteArray PgConversation::rest(Way way)
{
    // A question that never became whole is not asked; an answer is better half than not at all.
    return way == Way::ToServer ? QByteArray() : std::exchange(m_answer, {}) + std::exchange(m_fromServer, {});
}

/// Before the first real message there is no letter in front of the length.
bool PgConversation::takeGreeting(Onward *onward)
{
    if (m_awaitsByte || m_fromClient.size() < 8 || m_fromClient.size() < qsizetype(number(m_fromClient, 0)))
        return false;
    const qsizetype size = number(m_fromClient, 0);
    const quint32 code = number(m_fromClient, 4);
    onward->bytes += m_fromClient.first(size);
    m_fromClient.remove(0, size);
    m_awaitsByte = code == sslRequest || code == gssRequest;
    m_isUnread = code == cancelRequest;
    m_isGreeted = !m_awaitsByte;
    return true;
}

Conversation::Onward PgConversation::takeQuestions()
{
    Onward onward;
    while (!m_isGreeted)
        if (!takeGreeting(&onward))
            return onward;
    for (QByteArray message = takeMessage(m_fromClient); !message.isEmpty(); message = takeMessage(m_fromClient)) {
        note(message);
        if (!isAsked(message)) {
            onward.bytes += m_question.isEmpty() ? message : QByteArray();
            continue;
        }
        const Onward asked = ask(std::exchange(m_question, {}));
        onward.bytes += asked.bytes;
        onward.breaks = asked.breaks;
        if (onward.breaks)
            break;
    }
    return onward;
}

void PgConversation::note(const QByteArray &message)
{
    switch (message.at(0)) {
    case 'P': {
        const QByteArray name = textAt(message, 5);
        m_prepared.insert(name, statementName(textAt(message, 5 + name.size() + 1)));
        break;
    }
    case 'B': {
        const QByteArray portal = textAt(message, 5);
        m_asked += m_prepared.value(textAt(message, 5 + portal.size() + 1));
        break;
    }
    case 'Q':
        m_asked += statementName(textAt(message, 5));
        break;
    default:
        break;
    }
}

/// Collects a round's messages; whether the message closes it.
bool PgConversation::isAsked(const QByteArray &message)
{
    static const QByteArray parts = "PBDECHQS";
    if (!parts.contains(message.at(0)) || (m_copiesIn && message.at(0) == 'S'))
        return false;
    m_question += message;
    return message.at(0) == 'Q' || message.at(0) == 'S';
}

Conversation::Onward PgConversation::ask(QByteArray question)
{
    const Round round{std::exchange(m_asked, {})};
    switch (judged(round, Passing::Moment::Asked, 0)) {
    case Verdict::Pass:
        break;
    case Verdict::Half:
        return {half(question), true};
    case Verdict::Lose:
        return {{}, true};
    }
    m_rounds.enqueue(round);
    return {std::move(question)};
}

Verdict PgConversation::judged(const Round &round, Passing::Moment moment, char transaction) const
{
    if (!m_judge)
        return Verdict::Pass;
    for (qsizetype place = 0; place < round.what.size(); ++place) {
        const bool isLast = place + 1 == round.what.size();
        const Verdict verdict = m_judge({.what = round.what.at(place),
            .moment = moment,
            .failed = round.failed,
            .endsTransaction = isLast && transaction == 'I',
            .session = m_session,
            .opensRound = place == 0});
        if (verdict != Verdict::Pass)
            return verdict;
    }
    return Verdict::Pass;
}

Conversation::Onward PgConversation::takeAnswers()
{
    Onward onward;
    if (m_awaitsByte && !m_fromServer.isEmpty()) {
        m_awaitsByte = false;
        m_isUnread = m_fromServer.at(0) != 'N';
        return {std::exchange(m_fromServer, {})};
    }
    for (QByteArray message = takeMessage(m_fromServer); !message.isEmpty() && !onward.breaks;
         message = takeMessage(m_fromServer))
        hear(message, &onward);
    return onward;
}

void PgConversation::hear(const QByteArray &message, Onward *onward)
{
    const char letter = message.at(0);
    m_answer += message;
    if (!m_rounds.isEmpty() && letter == 'E')
        m_rounds.head().failed = true;
    m_copiesIn = letter == 'G' || (m_copiesIn && letter != 'Z');
    if (letter == 'Z' && !m_rounds.isEmpty()) {
        const Verdict verdict = judged(m_rounds.dequeue(), Passing::Moment::Answered, message.at(5));
        onward->breaks = verdict != Verdict::Pass;
        if (verdict != Verdict::Pass)
            m_answer = verdict == Verdict::Half ? half(m_answer) : QByteArray();
        onward->bytes += std::exchange(m_answer, {});
    } else if (m_rounds.isEmpty() || letter == 'G' || m_answer.size() > mostKept) {
        // Nobody waits for the rest of it, the client has to send first, or it is too much.
        onward->bytes += std::exchange(m_answer, {});
    }
}

} // namespace TestSupport
