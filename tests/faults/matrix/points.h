#pragma once

#include "tests/faults/proxy/conversation.h"
#include "tests/faults/world/operations.h"

#include <QList>
#include <QString>

#include <optional>

namespace Faults {

/// Something that passes a proxy.
struct Sight
{
    QString what; ///< As in Passing; `*mutation` is the operation's own, a trailing `…` takes any ending, `|` stands between several.
    TestSupport::Passing::Moment moment = TestSupport::Passing::Moment::Asked;
    int nth = 1;
};

/// An instant at which a fault strikes: a kill point. All lie where something crosses the program's border, which a
/// proxy sees, so that no line of the program knows of them.
struct Point
{
    QString id; ///< As the plan of tests numbers them; letters tell apart what has one number there.
    QString words;
    quint32 doing = 0;
    Sight at;
    /// Strikes only in a session of the database that has shown this before.
    std::optional<Sight> after = {};
    /// What becomes of what passes when the program is killed there, or its connection cut.
    TestSupport::Verdict lost = TestSupport::Verdict::Lose;
};

/// A point of the plan that this harness cannot reach, and why.
struct UnreachedPoint
{
    QString id;
    QString why;
};

const QList<Point> &points();
const QList<UnreachedPoint> &unreachedPoints();

} // namespace Faults
