#pragma once

#include "tests/faults/proxy/conversation.h"

#include <QQueue>

namespace TestSupport {

/// HTTP/1.1 with a length in front of every body, as the demo shop and Syncdesk speak it: whole requests and whole
/// answers are judged. A GraphQL request goes by the name in its document.
class HttpConversation final : public Conversation
{
public:
    HttpConversation(qsizetype session, Judge judge);

    Onward take(Way way, const QByteArray &bytes) override;
    QByteArray rest(Way way) override;

private:
    Onward passOn(Passing passing, const QByteArray &message);

    qsizetype m_session;
    Judge m_judge;
    QByteArray m_fromClient;
    QByteArray m_fromServer;
    QQueue<Passing> m_asked;
};

} // namespace TestSupport
