#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace Sync {

enum class FieldOwner;
class PgSession;

/// What a person did to products of the catalogue, and how it is kept: an entry in the audit log and a word to all
/// desks. Belongs into the transaction that does it.
struct EditRecord
{
    QString action; ///< As in the audit log, for example "edit-product".
    QString subject; ///< "product 12".
    QJsonObject details;
};
Result<Done> recordEdit(PgSession &session, EditRecord record, const Operator &by);

/// A line in the history of each of the products, which must be in the catalogue still or again.
Result<Done> noteInHistory(
    PgSession &session, const QList<ProductId> &products, const QString &action, const QString &message);

/// The values of one owner, checked, as a JSON object of text by field; what was mended or looks odd goes to `remarks`.
Result<QJsonObject> checkedFields(FieldOwner owner, const QHash<QString, QString> &fields, QStringList &remarks);

/// Sentences about SKUs that other products use too: allowed, in Shopify as here, but hardly on purpose. Without an
/// answer of the database there are none.
QStringList remarksOnSkus(PgSession &session, const QStringList &skus, ProductId product);
/// The same for a handle; Shopify takes one only once.
QStringList remarksOnHandle(PgSession &session, const QString &handle, ProductId product);

} // namespace Sync
