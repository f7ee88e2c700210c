#include "sync/graphql/graphqlerrors.h"

#include "sync/graphql/shopfailures.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

namespace Sync {

using namespace Qt::StringLiterals;

GraphqlErrors GraphqlErrors::read(const QJsonValue &errors)
{
    GraphqlErrors read;
    if (errors.isString())
        read.m_errors += Error{.message = errors.toString()};
    for (const QJsonValue &entry : errors.toArray()) {
        const QJsonValue extensions = entry["extensions"_L1];
        QStringList path;
        for (const QJsonValue &step : entry["path"_L1].toArray())
            path += step.toVariant().toString();
        read.m_errors += Error{.message = entry["message"_L1].toString(),
            .code = extensions["code"_L1].toString(),
            .requiredAccess = extensions["requiredAccess"_L1].toString(),
            .path = path.join(u'.')};
    }
    return read;
}

const GraphqlErrors::Error *GraphqlErrors::withCode(QStringView code) const
{
    for (const Error &error : m_errors)
        if (error.code == code)
            return &error;
    return nullptr;
}

AnswerVerdict GraphqlErrors::verdict() const
{
    if (withCode(u"THROTTLED"))
        return AnswerVerdict::Throttled;
    if (withCode(u"INTERNAL_SERVER_ERROR") || withCode(u"TIMEOUT") || withCode(u"SERVICE_UNAVAILABLE"))
        return AnswerVerdict::NoAnswer;
    return AnswerVerdict::Final;
}

Failure GraphqlErrors::failure(const QString &document) const
{
    const QString text = detail(document);
    if (verdict() == AnswerVerdict::Throttled)
        return throttledTooLong(text);
    if (verdict() == AnswerVerdict::NoAnswer)
        return shopInTrouble(text);
    if (const Error *denied = withCode(u"ACCESS_DENIED")) {
        const QString scope = scopeNamed(denied->requiredAccess);
        return scopeMissing(scope.isEmpty() ? scopeNamed(denied->message) : scope, text);
    }
    if (withCode(u"MAX_COST_EXCEEDED"))
        return requestTooDear(text);
    if (withCode(u"SHOP_INACTIVE"))
        return shopLocked(text);
    return documentRefused(text);
}

QString GraphqlErrors::detail(const QString &document) const
{
    QStringList lines;
    for (const Error &error : m_errors)
        lines += u"%1: %2 [%3] at %4"_s.arg(document, error.message, error.code, error.path);
    return lines.join(u'\n');
}

QString scopeNamed(const QString &text)
{
    static const QRegularExpression scope(u"\\b((?:read|write)_[a-z_]+)\\b"_s);
    return scope.match(text).captured(1);
}

} // namespace Sync
