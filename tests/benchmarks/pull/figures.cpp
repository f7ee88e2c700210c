#include "tests/benchmarks/pull/figures.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <malloc.h>

using namespace Qt::StringLiterals;

namespace Benchmarks {

namespace {

double statusMegabytes(const QByteArray &key)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(key.size()).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

void Figures::add(const QString &name, double value, const QString &unit, double baseline)
{
    QJsonObject row{{u"name"_s, name}, {u"value"_s, value}, {u"unit"_s, unit}};
    if (baseline > 0) {
        row.insert(u"baseline"_s, baseline);
        row.insert(u"ratio"_s, value / baseline);
    }
    m_rows.append(row);
    std::fprintf(stderr, "%s %.3f %s\n", qUtf8Printable(name), value, qUtf8Printable(unit));
}

void Figures::print(bool asJson) const
{
    if (asJson) {
        std::printf("%s", QJsonDocument(m_rows).toJson().constData());
        return;
    }
    for (const QJsonValue &value : m_rows) {
        const QJsonObject row = value.toObject();
        const bool hasBaseline = row.contains(u"baseline"_s);
        std::printf("%s %.3f %s %s %s\n", qUtf8Printable(row.value(u"name"_s).toString()),
            row.value(u"value"_s).toDouble(), qUtf8Printable(row.value(u"unit"_s).toString()),
            hasBaseline ? QByteArray::number(row.value(u"baseline"_s).toDouble(), 'f', 3).constData() : "-",
            hasBaseline ? QByteArray::number(row.value(u"ratio"_s).toDouble(), 'f', 3).constData() : "-");
    }
}

double takePeakMegabytes()
{
    const double peak = statusMegabytes("VmHWM:");
    malloc_trim(0); // what was freed counts for nobody from here on
    QFile refs(u"/proc/self/clear_refs"_s);
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
    return peak;
}

double currentMegabytes()
{
    return statusMegabytes("VmRSS:");
}

} // namespace Benchmarks
