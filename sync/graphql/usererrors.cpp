#include "sync/graphql/usererrors.h"

#include "sync/graphql/shopfailures.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Sync {

using namespace Qt::StringLiterals;

std::optional<int> UserError::item() const
{
    for (const QString &step : field) {
        bool isNumber = false;
        const int number = step.toInt(&isNumber);
        if (isNumber && number >= 0)
            return number;
    }
    return {};
}

bool UserErrors::hasCode(QStringView code) const
{
    return std::any_of(errors.cbegin(), errors.cend(), [code](const UserError &error) { return error.code == code; });
}

Result<UserErrors> UserErrors::read(const QJsonObject &data, const QString &mutation)
{
    const QJsonValue list = data.value(mutation).toObject().value("userErrors"_L1);
    if (!list.isArray()) {
        Failure failure = unreadableAnswer(u"no userErrors in data.%1"_s.arg(mutation));
        failure.mayHaveHappened = true;
        return failure;
    }
    UserErrors read;
    for (const QJsonValue &entry : list.toArray()) {
        UserError error;
        // Steps are strings, but places in lists have come as numbers too.
        for (const QJsonValue &step : entry["field"_L1].toArray())
            error.field += step.toVariant().toString();
        error.message = entry["message"_L1].toString();
        error.code = entry["code"_L1].toString();
        read.errors += error;
    }
    return read;
}

Failure UserErrors::failure(const QString &requestId) const
{
    QStringList messages;
    QStringList details;
    for (const UserError &error : errors) {
        if (!messages.contains(error.message))
            messages += error.message;
        details += u"%1 [%2] %3"_s.arg(error.field.join(u'.'), error.code, error.message);
    }
    const QString more = messages.size() > 3
        ? QCoreApplication::translate("Sync::ShopClient", " and %1 more").arg(messages.size() - 3)
        : QString();
    return {.kind = FailureKind::ShopRefused,
        .what = QCoreApplication::translate("Sync::ShopClient", "Shopify refused the change: %1%2")
                    .arg(messages.mid(0, 3).join(u"; "), more),
        .meaning = QCoreApplication::translate("Sync::ShopClient", "The product is unchanged in Shopify."),
        .remedy = QCoreApplication::translate("Sync::ShopClient", "Correct the value and send it again."),
        .detail = details.join(u'\n'),
        .requestId = requestId};
}

} // namespace Sync
