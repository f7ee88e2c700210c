#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace Simulation {

/// What happened, line by line, when somebody wants to know: for the story of a failure, and to compare two runs of one
/// history.
class Trace
{
public:
    void keep(const std::function<std::chrono::milliseconds()> &now) { m_now = now; }
    bool isKept() const { return bool(m_now); }

    /// `line` is called only when the trace is kept.
    template <typename Line>
    void note(const Line &line)
    {
        if (m_now)
            m_lines += QStringLiteral("%1 s  %2").arg(double(m_now().count()) / 1000, 9, 'f', 3).arg(line());
    }

    const QStringList &lines() const { return m_lines; }

private:
    std::function<std::chrono::milliseconds()> m_now;
    QStringList m_lines;
};

} // namespace Simulation
