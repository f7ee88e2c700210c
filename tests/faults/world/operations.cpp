#include "tests/faults/world/operations.h"

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

const QList<QStringList> stageAndApprove{
    {u"staged"_s, u"--find-edits"_s}, {u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}};

const QString newTitles
    = u"UPDATE products SET name = name || ' (new)' WHERE id IN (SELECT id FROM products ORDER BY id LIMIT 3)"_s;

/// Two products that have one option.
const QString withOneOption = u"(SELECT id FROM products WHERE variant_count > 1 AND option_names <> '{Title}' "
                              "AND cardinality(option_names) = 1 ORDER BY id LIMIT 2)"_s;

OperationKind push(const QString &name, const QString &mutation, const QString &edits)
{
    return {name, Pushing, Start::Agreed, {u"push"_s}, mutation, edits, stageAndApprove};
}

OperationKind write(const QString &name, const QString &mutation, const QString &edits)
{
    return {name, Writing, Start::Agreed, {u"push"_s}, mutation, edits, stageAndApprove};
}

/// Only where a shop has several locations is stock that of a location; World::spreadStock() leaves variants that come
/// to the second one and that can leave it.
OperationKind writeOfStock(const QString &name, const QString &mutation, const QString &edits)
{
    OperationKind kind = write(name, mutation, edits);
    kind.locations = 2;
    return kind;
}

/// The calls by which variants come to a location and leave it, and by which media come, are described, are put in
/// order and go: those of World::addPictures() and one by its address.
QList<OperationKind> writesOfStockAndMedia()
{
    return {
        writeOfStock(u"inventory-activate"_s, u"InventoryActivate"_s,
            u"INSERT INTO product_facets (product_id, variant_id, field, value) "
            "SELECT f.product_id, f.variant_id, 'stock:70000000002', '7' FROM product_facets f "
            "WHERE f.field = 'stock:70000000001' AND NOT EXISTS (SELECT FROM product_facets there "
            "WHERE there.variant_id = f.variant_id AND there.field = 'stock:70000000002')"_s),
        // What lies there is set to none first, by a call of its own.
        writeOfStock(u"inventory-deactivate"_s, u"InventoryDeactivate"_s,
            u"DELETE FROM product_facets WHERE field = 'stock:70000000002' AND value = '1012'"_s),
        write(u"media-add"_s, u"MediaAdd"_s,
            u"INSERT INTO product_facets (product_id, field, value) "
            "SELECT p.id, f.sort || 'https://example.com/pictures/fault-' || p.id || '.jpg', f.value "
            "FROM (SELECT id FROM products ORDER BY id LIMIT 2) AS p, "
            "(VALUES ('media:image:', 'true'), ('media:alt:', 'Fault')) AS f (sort, value)"_s),
        write(u"media-update"_s, u"MediaUpdate"_s,
            u"UPDATE product_facets SET value = 'Front (new)' WHERE field LIKE 'media:alt:%' AND value = 'Front'"_s),
        write(u"media-take-off"_s, u"MediaUpdate"_s,
            u"DELETE FROM product_facets shown USING product_facets alt WHERE alt.product_id = shown.product_id "
            "AND alt.field LIKE 'media:alt:%' AND alt.value = 'Front' "
            "AND shown.field = 'media:image:' || medium_key(alt.field)"_s),
        // The first goes behind the others.
        write(u"media-order"_s, u"MediaOrder"_s,
            u"UPDATE product_facets "
            "SET value = array_to_string((media_keys(value))[2:] || (media_keys(value))[1], ' ') "
            "WHERE field = 'media:order' AND cardinality(media_keys(value)) > 1"_s),
    };
}

/// The other calls that a push is made of, two products each.
QList<OperationKind> otherWrites()
{
    return {
        write(u"metafields-set"_s, u"MetafieldsSet"_s,
            u"INSERT INTO product_facets (product_id, field, value) SELECT id, "
            "'metafield:custom.fault:single_line_text_field', 'new' FROM products ORDER BY id LIMIT 2"_s),
        write(u"metafields-delete"_s, u"MetafieldsDelete"_s,
            u"DELETE FROM product_facets WHERE field LIKE 'metafield:%' AND variant_id IS NULL AND product_id IN "
            "(SELECT DISTINCT product_id FROM product_facets WHERE field LIKE 'metafield:%' AND variant_id IS NULL "
            "ORDER BY product_id LIMIT 2)"_s),
        write(u"option-rename"_s, u"OptionRename"_s,
            u"UPDATE products SET option_names[1] = option_names[1] || ' (new)' WHERE id IN "_s + withOneOption),
        write(u"options-create"_s, u"OptionsCreate"_s,
            u"WITH one AS (UPDATE products SET option_names = option_names || 'Cover'::text WHERE id IN %1 RETURNING "
            u"id) "
            "UPDATE product_variants v SET option2 = 'Soft' FROM one WHERE v.product_id = one.id"_s.arg(withOneOption)),
        // In front, so that Shopify moves the variants, each with another value.
        write(u"options-create-first"_s, u"OptionsCreate"_s,
            u"WITH one AS (UPDATE products SET option_names = 'Cover'::text || option_names WHERE id IN %1 RETURNING "
            u"id) "
            "UPDATE product_variants v SET option1 = 'Soft ' || (9 - position), option2 = option1 FROM one "
            "WHERE v.product_id = one.id"_s.arg(withOneOption)),
        write(u"options-delete"_s, u"OptionsDelete"_s,
            u"WITH one AS (UPDATE products SET option_names = option_names[1 : 1] WHERE cardinality(option_names) = 2 "
            "RETURNING id) UPDATE product_variants v SET option2 = NULL FROM one WHERE v.product_id = one.id"_s),
        write(u"options-reorder"_s, u"OptionsReorder"_s,
            u"WITH one AS (UPDATE products SET option_names = ARRAY[option_names[2], option_names[1]] "
            "WHERE cardinality(option_names) = 2 RETURNING id) "
            "UPDATE product_variants v SET option1 = option2, option2 = option1 FROM one WHERE v.product_id = one.id"_s),
        write(u"variants-reorder"_s, u"VariantsReorder"_s,
            u"UPDATE product_variants SET position = CASE position WHEN 1 THEN 2 ELSE 1 END WHERE position <= 2 AND "
            "product_id IN "_s
                + withOneOption),
        write(u"channels-join"_s, u"ChannelsJoin"_s,
            u"INSERT INTO product_facets (product_id, field, value) SELECT p.id, 'publication:90000000002', 'true' "
            u"FROM "
            u"products p "
            "WHERE NOT EXISTS (SELECT FROM product_facets f WHERE f.product_id = p.id AND f.field = "
            "'publication:90000000002') "
            "ORDER BY p.id LIMIT 2"_s),
        write(u"channels-leave"_s, u"ChannelsLeave"_s,
            u"DELETE FROM product_facets WHERE field LIKE 'publication:%' AND product_id IN (SELECT DISTINCT "
            u"product_id "
            "FROM product_facets WHERE field LIKE 'publication:%' ORDER BY 1 LIMIT 2)"_s),
    };
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
        kinds += otherWrites() + writesOfStockAndMedia();
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
