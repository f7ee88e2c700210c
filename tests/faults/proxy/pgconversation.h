#pragma once

#include "tests/faults/proxy/conversation.h"

#include <QHash>
#include <QQueue>

namespace TestSupport {

/// PostgreSQL's protocol, version 3: a question is everything up to a Sync or a simple query, its answer everything
/// up to ReadyForQuery. Statements are judged when they run, not when they are prepared. An encrypted connection
/// passes unread.
class PgConversation final : public Conversation
{
public:
    PgConversation(qsizetype session, Judge judge);

    Onward take(Way way, const QByteArray &bytes) override;
    QByteArray rest(Way way) override;

private:
    struct Round
    {
        QStringList what; ///< Statements that go together; none when one is only prepared.
        bool failed = false;
    };

    Onward takeQuestions();
    Onward takeAnswers();
    bool takeGreeting(Onward *onward);
    void note(const QByteArray &message);
    Onward ask(QByteArray question);
    bool isAsked(const QByteArray &message);
    void hear(const QByteArray &message, Onward *onward);
    Verdict judged(const Round &round, Passing::Moment moment, char transaction) const;

    qsizetype m_session;
    Judge m_judge;
    QByteArray m_fromClient;
    QByteArray m_fromServer;
    QByteArray m_question; ///< Messages of a round that is not closed.
    QByteArray m_answer;
    QStringList m_asked; ///< What the round runs.
    QHash<QByteArray, QString> m_prepared; ///< By the name on the server; the last unnamed one under an empty one.
    QQueue<Round> m_rounds;
    bool m_isGreeted = false;
    bool m_isUnread = false;
    bool m_awaitsByte = false; ///< The answer to a wish for encryption.
    bool m_copiesIn = false;
};

/// The name in resources/sql of a statement as it goes over the wire; its beginning when it has none.
QString statementName(const QByteArray &text);

} // namespace TestSupport
