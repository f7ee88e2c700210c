#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace Benchmarks {

/// An application that knows how much processor time its GUI thread spends on each event.
class WatchedApplication final : public QApplication
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WatchedApplication)

public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    /// Milliseconds of this thread's processor time per event since the last call; events within events count to
    /// the outer one.
    std::vector<double> takeEventTimes() { return std::exchange(m_times, {}); }

    struct SlowestEvent
    {
        double milliseconds = 0;
        QEvent::Type type = QEvent::None;
        const char *receiverClass = "";
    };
    /// The one that took most processor time since the last call: where to look when there is one too slow.
    SlowestEvent takeSlowest() { return std::exchange(m_slowest, {}); }

private:
    std::vector<double> m_times;
    SlowestEvent m_slowest;
    int m_depth = 0;
};

/// A heart that wants to beat every four milliseconds in the GUI thread, and notes how late it could.
class HeartBeat final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeartBeat)

public:
    explicit HeartBeat(QObject *parent = nullptr);

    /// Milliseconds by which the beats since the last call were late.
    std::vector<double> takeLateness() { return std::exchange(m_lateness, {}); }

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    std::vector<double> m_lateness;
};

} // namespace Benchmarks
