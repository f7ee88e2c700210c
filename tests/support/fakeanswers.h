#pragma once

#include "sync/api/result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Fakes {

/// The unkind side of a fake: what is asked is answered later, never in the order of asking, and, when a test wishes,
/// with a failure or not at all. Questions are told apart by a number, usually an enum of the fake.
class FakeAnswers final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeAnswers)

public:
    explicit FakeAnswers(QObject *parent = nullptr);

    /// From now on this question fails, all questions fail, or nothing fails.
    void fail(int question, Sync::Failure failure);
    void failAll(Sync::Failure failure);
    /// From now on this question is never answered.
    void mute(int question);
    /// Ends fail(), failAll() and mute(). What was asked meanwhile stays failed or unanswered.
    void recover();

    /// Answers nothing until release(), then all that waits, newest first.
    void hold();
    void release();

    int asked(int question) const { return m_asked.value(question); }
    /// Questions that are neither answered nor muted.
    int waiting() const { return int(m_waiting.size()); }

    /// Promises an answer made by `answer` when its turn comes.
    template <typename T>
    QFuture<Sync::Result<T>> promise(int question, std::function<Sync::Result<T>()> answer)
    {
        ++m_asked[question];
        auto promise = std::make_shared<QPromise<Sync::Result<T>>>();
        promise->start();
        QFuture<Sync::Result<T>> future = promise->future();
        if (m_muted.contains(question)) {
            m_neverAnswered.push_back(promise);
            return future;
        }
        std::optional<Sync::Failure> failure = failureFor(question);
        enqueue([promise, answer = std::move(answer), failure] {
            if (!promise->isCanceled())
                promise->addResult(failure ? Sync::Result<T>(*failure) : answer());
            promise->finish();
        });
        return future;
    }

private:
    std::optional<Sync::Failure> failureFor(int question) const;
    void enqueue(std::function<void()> answer);
    void answerOne();

    std::vector<std::function<void()>> m_waiting;
    std::vector<std::shared_ptr<void>> m_neverAnswered;
    QHash<int, int> m_asked;
    QHash<int, Sync::Failure> m_failures;
    std::optional<Sync::Failure> m_failure;
    QSet<int> m_muted;
    QTimer m_timer;
    int m_turn = 0;
    bool m_held = false;
};

} // namespace Fakes
