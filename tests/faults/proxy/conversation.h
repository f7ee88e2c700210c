#pragma once

#include "tests/faults/proxy/toxic.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace TestSupport {

/// A whole question, or the whole answer to it, on its way through a proxy.
struct Passing
{
    enum class Moment {
        Asked, ///< The client has sent it; the server knows nothing of it yet.
        Answered, ///< The server has done it; the client knows nothing of it yet.
    };

    QString what; ///< A statement by its name in resources/sql, a GraphQL document by its own, or a path's beginning.
    Moment moment = Moment::Asked;
    bool failed = false; ///< An answer that is an error.
    bool endsTransaction = false; ///< After this answer the database's session is in no transaction.
    qsizetype session = 0; ///< Serial of the connection, from 1.
    QByteArray body = {}; ///< Of a request to the shop.
    bool opensRound = true; ///< Statements that go one way together are one call: its first.
};

/// What becomes of it. After Half and Lose both ends find their connection broken.
enum class Verdict { Pass, Half, Lose };

/// Judges what passes; called on the proxy's thread, which waits for it.
using Judge = std::function<Verdict(const Passing &)>;

/// Understands the protocol of one connection well enough to know where questions and answers begin and end.
class Conversation
{
public:
    /// What may go on now, and whether the connection breaks afterwards.
    struct Onward
    {
        QByteArray bytes = {};
        bool breaks = false;
    };

    virtual ~Conversation() = default;

    virtual Onward take(Way way, const QByteArray &bytes) = 0;
    /// What was kept back of a side that has closed.
    virtual QByteArray rest(Way way) = 0;
};

} // namespace TestSupport
