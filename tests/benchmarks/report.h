#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QTextStream>

#include <algorithm>
#include <optional>
#include <vector>

namespace Benchmarks {

/// What a benchmark measured, printed as it comes or as one JSON object at the end.
class Report final
{
public:
    explicit Report(bool asJson)
        : m_asJson(asJson)
    { }
    ~Report()
    {
        if (m_asJson)
            QTextStream(stdout) << QJsonDocument(QJsonObject{{QStringLiteral("figures"), m_figures}}).toJson();
    }
    Q_DISABLE_COPY_MOVE(Report)

    /// `baseline` in the same unit, measured in the same run.
    void add(const QString &name, double value, const QString &unit, std::optional<double> baseline = {})
    {
        QJsonObject figure{
            {QStringLiteral("name"), name}, {QStringLiteral("value"), value}, {QStringLiteral("unit"), unit}};
        QString line = QStringLiteral("%1 %2 %3").arg(name).arg(value, 0, 'f', 2).arg(unit);
        if (baseline) {
            figure.insert(QStringLiteral("baseline"), *baseline);
            figure.insert(QStringLiteral("ratio"), value / *baseline);
            line += QStringLiteral(" %1 %2").arg(*baseline, 0, 'f', 2).arg(value / *baseline, 0, 'f', 3);
        }
        m_figures += figure;
        if (!m_asJson)
            QTextStream(stdout) << line << Qt::endl;
    }

private:
    const bool m_asJson;
    QJsonArray m_figures;
};

/// The value below which `share` of the samples lie.
inline double percentile(std::vector<double> samples, double share)
{
    if (samples.empty())
        return 0;
    std::sort(samples.begin(), samples.end());
    return samples[std::min(samples.size() - 1, size_t(share * double(samples.size())))];
}

} // namespace Benchmarks
