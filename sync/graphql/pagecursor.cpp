#include "sync/graphql/pagecursor.h"

#include "sync/graphql/shopfailures.h"

using namespace Qt::StringLiterals;

namespace Sync {

Result<Done> PageCursor::moveBehind(const QJsonValue &endCursor)
{
    const QString cursor = endCursor.toString();
    if (cursor.isEmpty() || m_passed.contains(cursor))
        return listWithoutEnd(u"page %1 ends at '%2'"_s.arg(m_passed.size() + 1).arg(cursor));
    m_passed += cursor;
    m_after = endCursor;
    return Done{};
}

} // namespace Sync
