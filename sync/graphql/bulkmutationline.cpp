#include "sync/graphql/bulkmutationline.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace Sync {

using namespace Qt::StringLiterals;

Result<BulkMutationLine> BulkMutationLine::read(QByteArrayView text)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(text.toByteArray(), &error);
    const QJsonObject root = json.object();
    // Found beside or inside the data, depending on the version of the interface.
    const QJsonValue outer = root.value("__lineNumber"_L1);
    const QJsonValue number = outer.isUndefined() ? root.value("data"_L1)["__lineNumber"_L1] : outer;
    if (!json.isObject() || !number.isDouble() || number.toDouble() < 0)
        return Failure{.kind = FailureKind::DataCorrupt,
            .what = QCoreApplication::translate("Sync::BulkOperations", "A line of Shopify's result cannot be read."),
            .meaning = QCoreApplication::translate(
                "Sync::BulkOperations", "What became of one change is unknown until it is read back."),
            .remedy = QCoreApplication::translate("Sync::BulkOperations", "Let Syncdesk read the products back."),
            .detail = u"%1: %2"_s.arg(
                error.errorString(), QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 120))))};
    BulkMutationLine line{.line = qint64(number.toDouble()), .data = root.value("data"_L1).toObject(), .error = {}};
    QStringList messages;
    for (const QJsonValue &entry : root.value("errors"_L1).toArray())
        messages += entry["message"_L1].toString();
    line.error = messages.join(u"; ");
    return line;
}

} // namespace Sync
