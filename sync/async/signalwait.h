#pragma once

#include <QCoroTask>

#include <QObject>
#include <QPointer>

#include <coroutine>
#include <memory>
#include <optional>
#include <stop_token>

namespace Sync {

/// Why a wait came back.
enum class WaitEnd { Emitted, SenderGone, Stopped };

/// Waits for one emission of a signal and always comes back, on the thread that awaits. A wait with a limit is one with
/// the token of a Deadline.
///
/// QCoro 0.8.0's own qCoro(object, signal, timeout) resumes on the sender's thread, never resumes
/// when the sender dies, and reads freed memory when the timeout meets a queued emission.
template <typename Sender, typename Signal>
class SignalWait
{
public:
    SignalWait(Sender *sender, Signal signal, std::stop_token stop)
        : m_state(std::make_shared<State>(sender, signal, std::move(stop)))
    { }

    bool await_ready() const { return m_state->endedEarly(); }
    void await_suspend(std::coroutine_handle<> awaiting) { State::start(m_state, awaiting); }
    WaitEnd await_resume() const { return m_state->end; }

private:
    // GCC 12 moves an awaitable into the coroutine frame, so everything that must stay put is in here.
    struct State
    {
        // A stop may be requested on any thread: hop to the awaiting one before touching anything.
        struct StopHop
        {
            QObject *receiver;
            std::weak_ptr<State> state;
            void operator()() const
            {
                QMetaObject::invokeMethod(
                    receiver, [s = state] { State::finish(s, WaitEnd::Stopped); }, Qt::QueuedConnection);
            }
        };

        State(Sender *awaitedSender, Signal awaitedSignal, std::stop_token stopToken)
            : sender(awaitedSender)
            , signal(awaitedSignal)
            , stop(std::move(stopToken))
        { }

        bool endedEarly()
        {
            if (stop.stop_requested())
                end = WaitEnd::Stopped;
            else if (!sender)
                end = WaitEnd::SenderGone;
            else
                return false;
            return true;
        }

        static void start(const std::shared_ptr<State> &self, std::coroutine_handle<> coroutine)
        {
            // Deliveries hold a weak pointer: one that arrives after the wait has ended finds nothing.
            const std::weak_ptr<State> weak = self;
            self->awaiting = coroutine;
            self->receiver = std::make_unique<QObject>(); // belongs to the awaiting thread
            QObject *receiver = self->receiver.get();
            QObject::connect(self->sender.data(), self->signal, receiver, [weak] { finish(weak, WaitEnd::Emitted); });
            QObject::connect(
                self->sender.data(), &QObject::destroyed, receiver, [weak] { finish(weak, WaitEnd::SenderGone); });
            self->onStop.emplace(self->stop, StopHop{receiver, weak});
        }

        static void finish(const std::weak_ptr<State> &weak, WaitEnd why)
        {
            const std::shared_ptr<State> self = weak.lock();
            if (!self || !self->receiver)
                return; // another end came first
            self->end = why;
            self->onStop.reset(); // returns only once no other thread is inside StopHop
            QObject *last = self->receiver.release();
            // Resume from the event loop, never inside abort(), a destructor or another emission.
            QMetaObject::invokeMethod(
                last,
                [coroutine = self->awaiting, last] {
                    last->deleteLater();
                    coroutine.resume();
                },
                Qt::QueuedConnection);
        }

        QPointer<Sender> sender;
        Signal signal;
        std::stop_token stop;
        std::unique_ptr<QObject> receiver;
        std::optional<std::stop_callback<StopHop>> onStop;
        std::coroutine_handle<> awaiting;
        WaitEnd end = WaitEnd::Emitted;
    };

    std::shared_ptr<State> m_state;
};

} // namespace Sync
