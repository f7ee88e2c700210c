#pragma once

#include "sync/api/interruptions.h"
#include "tests/support/fakeanswers.h"

namespace Fakes {

/// Interrupted runs over a list in memory, for tests of the window. Answers are late and out of order (see
/// FakeAnswers).
class FakeInterruptions final : public Sync::Interruptions
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeInterruptions)

public:
    enum Question { List, Resume, Leave };

    explicit FakeInterruptions(QObject *parent = nullptr);

    /// Late, failing, silent: see FakeAnswers.
    FakeAnswers &answers() { return m_answers; }
    /// A push of which a part was written, as the window finds it.
    static Sync::Interruption samplePush();

    QFuture<Sync::Result<QList<Sync::Interruption>>> list() override;
    QFuture<Sync::Result<Sync::BatchReport>> resume(Sync::BatchId batch, QString shopNameTyped) override;
    QFuture<Sync::Result<Sync::Done>> leave(Sync::BatchId batch) override;

    QList<Sync::Interruption> waiting;
    QList<Sync::BatchId> resumed;
    QStringList typedNames; ///< One for each of `resumed`.
    QList<Sync::BatchId> left;

private:
    void decide(Sync::BatchId batch);

    FakeAnswers m_answers;
};

} // namespace Fakes
