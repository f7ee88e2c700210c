#pragma once

#include "sync/api/result.h"
#include "sync/ports/journalstore.h"

#include <QJsonArray>
#include <QList>

namespace Sync {

class PgPipeline;

/// Settlements of different products, written within the transaction the pipeline's session is in. Used once.
class PgSettlements final
{
    Q_DISABLE_COPY_MOVE(PgSettlements)

public:
    PgSettlements(PgPipeline &pipeline, const QList<Settlement> &settlements);
    ~PgSettlements();

    /// Puts into the pipeline what everything else hangs on; the caller sends it, with what else it has.
    void begin();
    /// The rest. A failure is one of all: the transaction has to be undone.
    Result<QList<Settled>> write();

private:
    struct Parts;

    Result<Done> takeHeld();
    Result<Done> keepBefore();
    Result<Done> finish();
    QJsonArray versions() const;

    PgPipeline &m_pipeline;
    const QList<Settlement> &m_settlements;
    std::unique_ptr<Parts> m_parts;
};

} // namespace Sync
