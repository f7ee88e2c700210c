#pragma once

#include <QCoroTask>

#include <QObject>

#include <stop_token>

namespace Sync {

/// A gate that a running job passes between two steps: open, or closed while the job is paused.
/// Belongs to one thread; open() and close() are called there.
class PauseGate final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PauseGate)

public:
    using QObject::QObject;

    bool isOpen() const { return m_open; }
    void open();
    void close();

    /// Returns when the gate is open (at once if it is) or a stop was requested.
    QCoro::Task<void> pass(std::stop_token stop);

Q_SIGNALS:
    void opened();
    /// Somebody has come to the closed gate and waits.
    void held();

private:
    bool m_open = true;
};

} // namespace Sync
