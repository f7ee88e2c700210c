#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace Benchmarks {

/// The middle of several measurements.
double median(std::vector<double> values);

/// Seconds since it was made.
class Stopwatch final
{
public:
    Stopwatch() { m_timer.start(); }
    double seconds() const { return double(m_timer.nsecsElapsed()) / 1e9; }

private:
    QElapsedTimer m_timer;
};

/// What a benchmark measured: printed as `name value unit baseline ratio`, one a line, or as one JSON array.
class Figures final
{
public:
    /// A value with what it is compared to; 0 for a baseline that does not exist.
    void add(const QString &name, double value, const QString &unit, double baseline = 0);
    void print(bool asJson) const;

private:
    QJsonArray m_rows;
};

/// The most memory this process has held since the last call, in MB; starts counting anew.
double takePeakMegabytes();
/// What it holds now, in MB.
double currentMegabytes();

} // namespace Benchmarks
