#include "tests/support/fakeinterruptions.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Fakes {

FakeInterruptions::FakeInterruptions(QObject *parent)
    : Interruptions(parent)
{ }

Interruption FakeInterruptions::samplePush()
{
    return {.batch = {54},
        .kind = BatchKind::Push,
        .startedBy = u"anna"_s,
        .desk = u"office-2/4711"_s,
        .startedAt = QDateTime::currentDateTimeUtc().addSecs(-1500),
        .total = 40,
        .written = 12,
        .remaining = 28,
        .canRollBack = true};
}

QFuture<Result<QList<Interruption>>> FakeInterruptions::list()
{
    return m_answers.promise<QList<Interruption>>(List, [this] { return waiting; });
}

QFuture<Result<BatchReport>> FakeInterruptions::resume(BatchId batch, QString shopNameTyped)
{
    resumed += batch;
    typedNames += shopNameTyped;
    return m_answers.promise<BatchReport>(Resume, [this, batch] {
        decide(batch);
        return BatchReport{.batch = {batch.value + 1}, .kind = BatchKind::Push};
    });
}

QFuture<Result<Done>> FakeInterruptions::leave(BatchId batch)
{
    left += batch;
    return m_answers.promise<Done>(Leave, [this, batch] {
        decide(batch);
        return Done{};
    });
}

void FakeInterruptions::decide(BatchId batch)
{
    waiting.removeIf([batch](const Interruption &cut) { return cut.batch == batch; });
    Q_EMIT changed();
}

} // namespace Fakes
