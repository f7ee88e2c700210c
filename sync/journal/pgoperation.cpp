#include "sync/journal/pgoperation.h"

#include "sync/db/pgrows.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Sync {

Operation operationFromRow(const PgRow &row)
{
    Operation operation{.id = QUuid(row.text(0)),
        .batch = BatchId{row.int64(1)},
        .sequence = row.int32(2),
        .change = ChangeId{row.int64(3)},
        .product = ProductId{row.int64(4)},
        .shopifyProduct = ShopifyId{row.int64(5)},
        .title = row.text(6),
        .kind = fromWord<OperationKind>(row.text(7)).value_or(OperationKind::ProductUpdate),
        .state = fromWord<OperationState>(row.text(8)).value_or(OperationState::Unknown),
        .before = contentPatchFromJson(row.json(9).object()),
        .after = contentPatchFromJson(row.json(10).object())};
    if (!row.isNull(11))
        operation.returned = contentPatchFromJson(row.json(11).object());
    operation.undoes = QUuid(row.text(12));
    operation.attempt = row.int32(13);
    operation.requestId = row.text(14);
    operation.error = row.text(15);
    operation.sentAt = row.dateTime(16);
    operation.age = std::chrono::milliseconds(row.isNull(17) ? 0 : row.int64(17));
    operation.bulkRun = QUuid(row.text(18));
    return operation;
}

Result<QList<Operation>> operationsFrom(const Result<PgRows> &rows)
{
    if (!rows)
        return rows.failure();
    QList<Operation> operations;
    for (const PgRow row : *rows)
        operations += operationFromRow(row);
    return operations;
}

QString journalText(const Failure &failure)
{
    return failure.detail.isEmpty() ? failure.text() : failure.text() + u" (" + failure.detail + u')';
}

Failure notInItsState(QUuid operation)
{
    return {FailureKind::Internal,
        QCoreApplication::translate("Sync::Journal", "An operation is not in the state it should be in."),
        QCoreApplication::translate("Sync::Journal", "Nothing more is sent, so that nothing is sent twice."),
        QCoreApplication::translate("Sync::Journal", "Start again; what is open is read back first."),
        operation.toString(QUuid::WithoutBraces)};
}

} // namespace Sync
