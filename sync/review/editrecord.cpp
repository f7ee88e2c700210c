#include "sync/review/editrecord.h"

#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/reader/changefeed.h"
#include "sync/review/fieldvalidation.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcReview, "syncdesk.review")

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ProductEdits)
};

} // namespace

Result<Done> recordEdit(PgSession &session, EditRecord record, const Operator &by)
{
    record.details.insert(u"desk"_s, by.desk);
    auto audited = session.execute(sql(u"batch/audit"),
        {{u"operator", by.name}, {u"action", record.action}, {u"subject", record.subject},
            {u"details", record.details}});
    if (!audited)
        return audited.failure();
    auto told = session.execute(sql(u"batch/announce"), {{u"channel", Channel::catalogue}, {u"payload", u"edited"_s}});
    if (!told)
        return told.failure();
    return Done{};
}

Result<Done> noteInHistory(
    PgSession &session, const QList<ProductId> &products, const QString &action, const QString &message)
{
    auto noted = session.execute(
        sql(u"review/note_history"), {{u"ids", products}, {u"action", action}, {u"message", message}});
    if (!noted)
        return noted.failure();
    auto told = session.execute(sql(u"batch/announce"), {{u"channel", Channel::history}, {u"payload", u"edited"_s}});
    if (!told)
        return told.failure();
    return Done{};
}

Result<QJsonObject> checkedFields(FieldOwner owner, const QHash<QString, QString> &fields, QStringList &remarks)
{
    QJsonObject checkedFields;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        auto checked = checkedFieldValue(owner, field.key(), field.value());
        if (!checked)
            return checked.failure();
        remarks += checked->warnings;
        checkedFields.insert(field.key(), checked->value);
    }
    return checkedFields;
}

QStringList remarksOnSkus(PgSession &session, const QStringList &skus, ProductId product)
{
    if (skus.isEmpty())
        return {};
    const auto owners = session.execute(sql(u"review/sku_owners"), {{u"skus", skus}, {u"product", product}});
    if (!owners) {
        qCWarning(lcReview, "duplicate SKUs: %s", qUtf8Printable(owners.failure().detail));
        return {};
    }
    QStringList remarks;
    for (const PgRow owner : *owners)
        remarks += Words::tr("The SKU “%1” is also used by “%2”; orders and stock may be booked on the wrong product.")
                       .arg(isolated(owner.text(1)), isolated(owner.text(0)));
    return remarks;
}

QStringList remarksOnHandle(PgSession &session, const QString &handle, ProductId product)
{
    if (handle.isEmpty())
        return {};
    const auto owners = session.execute(sql(u"review/handle_owners"), {{u"handle", handle}, {u"product", product}});
    if (!owners) {
        qCWarning(lcReview, "duplicate handle: %s", qUtf8Printable(owners.failure().detail));
        return {};
    }
    QStringList remarks;
    for (const PgRow owner : *owners)
        remarks += Words::tr("The handle “%1” is also used by “%2”; Shopify takes a handle only once.")
                       .arg(isolated(handle), isolated(owner.text(0)));
    return remarks;
}

} // namespace Sync
