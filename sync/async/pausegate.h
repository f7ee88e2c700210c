#pragma once

#include "sync/async/gate.h"

#include <QObject>

#include <stop_token>

namespace Sync {

/// The gate of a desk: closed by its operator to pause the running job, opened to let it go on. Belongs to one thread;
/// open() and close() are called there.
class PauseGate final : public QObject, public Gate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PauseGate)

public:
    using QObject::QObject;

    bool isOpen() const override { return m_open; }
    void open();
    void close();

    QCoro::Task<void> pass(std::stop_token stop) override;

Q_SIGNALS:
    void opened();
    /// Somebody has come to the closed gate and waits.
    void held();

private:
    bool m_open = true;
};

} // namespace Sync
