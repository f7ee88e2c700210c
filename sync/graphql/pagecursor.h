#pragma once

#include "sync/api/result.h"

#include <QJsonValue>
#include <QStringList>

namespace Sync {

/// Goes through a list that Shopify gives page by page: what to ask for as `after`, null for the first page.
class PageCursor final
{
public:
    const QJsonValue &after() const { return m_after; }
    /// On to the page behind the one whose `endCursor` this is. A failure where there is no such cursor, or where it
    /// was there before: such a list would have no end, and what is known of it is not all of it.
    Result<Done> moveBehind(const QJsonValue &endCursor);

private:
    QJsonValue m_after = QJsonValue::Null;
    QStringList m_passed;
};

} // namespace Sync
