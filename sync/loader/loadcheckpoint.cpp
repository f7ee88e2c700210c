#include "sync/loader/loadcheckpoint.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

// Ids as text: a JSON number is a double and holds no more than 53 bits.
QJsonArray idsAsText(const std::vector<qint64> &ids)
{
    QJsonArray array;
    for (const qint64 id : ids)
        array.append(QString::number(id));
    return array;
}

std::vector<qint64> idsFromText(const QJsonValue &array)
{
    std::vector<qint64> ids;
    const QJsonArray texts = array.toArray();
    for (const QJsonValue &text : texts)
        ids.push_back(text.toString().toLongLong());
    return ids;
}

} // namespace

QJsonObject toJson(const LoadReport &report)
{
    return {{u"lines"_s, report.lines}, {u"product_lines"_s, report.productLines}, {u"products"_s, report.products},
        {u"variants"_s, report.variants}, {u"facets"_s, report.facets}, {u"repeated"_s, report.repeated},
        {u"member_lines"_s, report.memberLines}, {u"members"_s, report.members}, {u"silent"_s, report.silent},
        {u"contradicted_products"_s, idsAsText(report.contradictedProducts)},
        {u"contradicted_variants"_s, idsAsText(report.contradictedVariants)},
        {u"warnings"_s, QJsonArray::fromStringList(report.warnings)}, {u"warning_count"_s, report.warningCount}};
}

LoadReport loadReport(const QJsonObject &json)
{
    LoadReport report;
    report.lines = json[u"lines"_s].toInteger();
    report.productLines = json[u"product_lines"_s].toInteger();
    report.products = json[u"products"_s].toInteger();
    report.variants = json[u"variants"_s].toInteger();
    report.facets = json[u"facets"_s].toInteger();
    report.repeated = json[u"repeated"_s].toInteger();
    report.memberLines = json[u"member_lines"_s].toInteger();
    report.members = json[u"members"_s].toInteger();
    report.silent = json[u"silent"_s].toInteger();
    report.contradictedProducts = idsFromText(json[u"contradicted_products"_s]);
    report.contradictedVariants = idsFromText(json[u"contradicted_variants"_s]);
    report.warnings = json[u"warnings"_s].toVariant().toStringList();
    report.warningCount = json[u"warning_count"_s].toInteger();
    return report;
}

} // namespace Sync
