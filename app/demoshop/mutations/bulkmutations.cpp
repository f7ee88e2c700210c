#include "app/demoshop/api/shopcontext.h"
#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/mutations/mutations.h"

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

Outcome runQuery(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    BulkOperations::Refusal refusal;
    const auto order = field.arguments[u"groupObjects"].toBool() ? BulkLines::Order::Grouped
                                                                  : BulkLines::Order::Ungrouped;
    const qint64 id = x.shop().bulk->startQuery(field.arguments[u"query"].toString(), order, &refusal);
    if (id == 0) {
        payload.addError({refusal.field.isEmpty() ? QStringList() : QStringList {refusal.field}, refusal.message,
            refusal.code});
    } else {
        payload.set("bulkOperation", x.shop().bulk->entity(x, QString::fromStdString(gidText("BulkOperation", id))));
    }
    return payload.write();
}

Outcome cancel(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QString gid = field.arguments[u"id"].toString();
    if (!x.shop().bulk->cancel(idOf(gid, "BulkOperation"_L1))) {
        payload.addError({{u"id"_s}, u"A bulk operation cannot be canceled when it is completed or does not exist."_s, {}});
    }
    payload.set("bulkOperation", x.shop().bulk->entity(x, gid));
    return payload.write();
}

} // namespace

void addBulk(ResolverTable *table)
{
    table->fields[u"Mutation.bulkOperationRunQuery"_s] = runQuery;
    table->fields[u"Mutation.bulkOperationCancel"_s] = cancel;
}

} // namespace DemoShop::Mutations
