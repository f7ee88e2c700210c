#pragma once

#include "sync/api/failure.h"
#include "sync/graphql/shopanswer.h"

#include <QJsonValue>
#include <QList>

namespace Sync {

/// The top-level errors of a GraphQL answer.
class GraphqlErrors final
{
public:
    static GraphqlErrors read(const QJsonValue &errors);

    bool isEmpty() const { return m_errors.isEmpty(); }
    /// What the worst of them means for the request.
    AnswerVerdict verdict() const;
    Failure failure(const QString &document) const;

private:
    struct Error
    {
        QString message;
        QString code = {};
        QString requiredAccess = {};
        QString path = {};
    };

    const Error *withCode(QStringView code) const;
    QString detail(const QString &document) const;

    QList<Error> m_errors;
};

/// The access scope an error text names in backquotes or bare, for example write_products; empty when none.
QString scopeNamed(const QString &text);

} // namespace Sync
