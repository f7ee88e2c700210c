#include "tests/faults/world/operations.h"

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

const QList<QStringList> stageAndApprove{
    {u"staged"_s, u"--find-edits"_s}, {u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}};

const QString newTitles
    = u"UPDATE products SET name = name || ' (new)' WHERE id IN (SELECT id FROM products ORDER BY id LIMIT 3)"_s;

OperationKind push(const QString &name, const QString &mutation, const QString &edits)
{
    return {name, Pushing, Start::Agreed, {u"push"_s}, mutation, edits, stageAndApprove};
}

} // namespace

const QList<OperationKind> &operationKinds()
{
    static const QList<OperationKind> all = [] {
        QList<OperationKind> kinds{
            push(u"product-update"_s, u"ProductUpdate"_s, newTitles),
            push(u"variants-update"_s, u"VariantsUpdate"_s,
                u"UPDATE product_variants SET price = price + 1 WHERE product_id IN (SELECT id FROM products ORDER BY id LIMIT 2)"_s),
            push(u"stock-set"_s, u"InventorySet"_s,
                u"UPDATE product_variants SET inventory_quantity = inventory_quantity + 7 WHERE id IN (SELECT min(id) FROM product_variants GROUP BY product_id ORDER BY 1 LIMIT 2)"_s),
            push(u"create"_s, u"ProductSet"_s, u"SELECT 1"_s),
            push(u"delete"_s, u"ProductDelete"_s, u"SELECT 1"_s),
            push(u"variants-create"_s, u"VariantsCreate"_s,
                u"INSERT INTO product_variants (product_id, position, title, price, option1, option2, option3) "
                "SELECT v.product_id, 90, 'Fault', 9.50, 'Fault', v.option2, v.option3 FROM product_variants v "
                "WHERE v.position = 1 AND v.product_id IN (SELECT id FROM products WHERE variant_count > 1 ORDER BY id LIMIT 2)"_s),
            push(u"variants-delete"_s, u"VariantsDelete"_s,
                u"DELETE FROM product_variants WHERE id IN (SELECT max(id) FROM product_variants GROUP BY product_id HAVING count(*) > 1 ORDER BY 1 LIMIT 2)"_s),
        };
        for (OperationKind &kind : kinds) {
            if (kind.name == "create"_L1)
                kind.before = QList<QStringList>{{u"products"_s, u"new"_s, u"--title"_s, u"Fault one"_s, u"--handle"_s,
                                                     u"fault-one"_s, u"--price"_s, u"12.50"_s},
                                  {u"products"_s, u"new"_s, u"--title"_s, u"Fault two"_s, u"--handle"_s, u"fault-two"_s,
                                      u"--price"_s, u"3"_s}}
                    + stageAndApprove;
            if (kind.name == "delete"_L1)
                kind.before = QList<QStringList>{{u"products"_s, u"delete"_s, u"2"_s, u"3"_s}} + stageAndApprove;
        }
        OperationKind rollback{u"rollback"_s, RollingBack, Start::Agreed,
            {u"rollback"_s, u"--batch-id"_s, u"*batch"_s, u"--confirm"_s, u"*shop"_s}, u"ProductUpdate"_s, newTitles,
            stageAndApprove};
        rollback.isSentFirst = true;
        OperationKind settle{
            u"settle"_s, Settling, Start::Agreed, {u"push"_s}, u"ProductUpdate"_s, newTitles, stageAndApprove};
        settle.isLostFirst = true;
        OperationKind pull{u"pull"_s, Pulling, Start::Agreed, {u"pull"_s}};
        pull.editsElsewhere = true;
        kinds += QList<OperationKind>{rollback, settle, pull,
            {u"first-pull"_s, PullingFirst, Start::Migrated, {u"pull"_s}},
            {u"apply"_s, Applying, Start::Approved, {u"apply"_s}},
            {u"approve"_s, Approving, Start::Pulled, {u"approve"_s, u"--all"_s}},
            {u"find-edits"_s, FindingEdits, Start::Agreed, {u"staged"_s, u"--find-edits"_s}, {}, newTitles},
            {u"maintenance-on"_s, SwitchingMaintenance, Start::Migrated,
                {u"maintenance"_s, u"on"_s, u"--reason"_s, u"stocktaking"_s}},
            {u"migrate"_s, Migrating, Start::Empty, {u"migrate"_s, u"up"_s}}};
        return kinds;
    }();
    return all;
}

} // namespace Faults
