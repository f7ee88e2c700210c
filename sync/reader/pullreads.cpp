#include "sync/reader/pullreads.h"

#include "sync/db/pgsession.h"

namespace Sync {

Result<PullState> readPullState(PgSession &session)
{
    const auto answer = session.execute(sql(u"reader/pull_state"));
    if (!answer)
        return answer.failure();
    const PgRow row = answer->first();
    PullState state{row.boolean(0), row.dateTime(1)};
    if (!row.isNull(2))
        state.unfinished = UnfinishedPull{BatchId{row.int64(2)}, row.dateTime(3), row.int64(4)};
    return state;
}

} // namespace Sync
