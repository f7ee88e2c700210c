#include "sync/jobs/rollback/localundo.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/rollback/comeback.h"
#include "sync/jobs/rollback/rollbackplanner.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

void collectItems(QList<RollbackItem> &items, const QString &variantTitle, const FieldMap &before,
    const FieldMap &after, const FieldMap &now, RollbackFate fate)
{
    for (auto field = after.cbegin(); field != after.cend(); ++field)
        if (!sameValue(field.key(), before.value(field.key()), field.value()))
            items += RollbackItem{.variantTitle = variantTitle,
                .field = field.key(),
                .before = before.value(field.key()),
                .written = field.value(),
                .now = now.value(field.key()),
                .fate = fate};
}

/// Lists as the database prints them inside an image and in a column differ in their spaces.
LocalImage canonicalImage(LocalImage image)
{
    const auto straighten = [](FieldMap &fields) {
        for (auto field = fields.begin(); field != fields.end(); ++field)
            field.value() = canonical(field.key(), field.value());
    };
    straighten(image.product.fields);
    straighten(image.base.product);
    for (LocalVariant &variant : image.product.variants)
        straighten(variant.fields);
    for (FieldMap &fields : image.base.variants)
        straighten(fields);
    std::sort(image.product.variants.begin(), image.product.variants.end(),
        [](const auto &a, const auto &b) { return a.id < b.id; });
    return image;
}

/// Variants by their ids here and in Shopify.
QSet<std::pair<qint64, qint64>> variantsOf(const LocalImage &image)
{
    QSet<std::pair<qint64, qint64>> variants;
    for (const LocalVariant &variant : image.product.variants)
        variants.insert({variant.id.value, variant.shopifyId.value});
    return variants;
}

/// One map of fields, of the product or of one variant, on its way back.
class FieldsBack
{
public:
    FieldsBack(LocalUndo &undo, QList<RollbackItem> &items, const UndoPolicy &policy, ShopifyId variant, QString title)
        : m_undo(undo)
        , m_items(items)
        , m_policy(policy)
        , m_variant(variant)
        , m_title(std::move(title))
    { }

    void putBack(const FieldMap &before, const FieldMap &written, const FieldMap &now, const FieldMap &except)
    {
        for (auto field = written.cbegin(); field != written.cend(); ++field) {
            const FieldValue was = before.value(field.key());
            if (except.contains(field.key()) || sameValue(field.key(), was, field.value())
                || !covers(m_policy.fields, field.key(), m_variant))
                continue;
            const FieldValue held = now.value(field.key());
            const RollbackFate fate = undoFate(field.key(), was, field.value(), held, m_policy.restoreConflicts);
            m_items += RollbackItem{.variantTitle = m_title,
                .field = field.key(),
                .before = was,
                .written = field.value(),
                .now = held,
                .fate = fate};
            if (fate == RollbackFate::WillRestore)
                m_undo.writes += CatalogueWrite{m_variant, field.key(), held, was};
            if (fate == RollbackFate::ChangedSince)
                m_left.insert(field.key());
        }
    }

    /// The base goes back where it is as the batch left it, with fields that go back and with those that did not move.
    FieldMap baseBack(
        const FieldMap &before, const FieldMap &written, const FieldMap &now, const FieldMap &except) const
    {
        FieldMap back;
        for (auto field = before.cbegin(); field != before.cend(); ++field)
            if (written.contains(field.key()) && !except.contains(field.key()) && !m_left.contains(field.key())
                && !sameValue(field.key(), field.value(), written.value(field.key()))
                && sameValue(field.key(), now.value(field.key()), written.value(field.key()))
                && covers(m_policy.fields, field.key(), m_variant))
                back.insert(field.key(), field.value());
        return back;
    }

private:
    LocalUndo &m_undo;
    QList<RollbackItem> &m_items;
    const UndoPolicy &m_policy;
    ShopifyId m_variant;
    QString m_title;
    QSet<QString> m_left;
};

} // namespace

RollbackFate undoFate(QStringView field, const FieldValue &before, const FieldValue &written, const FieldValue &now,
    bool restoreConflicts)
{
    if (sameValue(field, now, before))
        return RollbackFate::AlreadyBack;
    if (sameValue(field, now, written) || restoreConflicts)
        return RollbackFate::WillRestore;
    return RollbackFate::ChangedSince;
}

QMap<qint64, std::optional<LocalImage>> imagesByProduct(const QList<LocalImage> &images)
{
    QMap<qint64, std::optional<LocalImage>> byProduct;
    for (const LocalImage &image : images)
        byProduct.insert(image.product.id.value, image);
    return byProduct;
}

std::optional<LocalImage> withFields(
    std::optional<LocalImage> image, const QMap<std::pair<qint64, QString>, FieldValue> &fields)
{
    for (auto field = fields.cbegin(); image && field != fields.cend(); ++field) {
        const auto &[variant, name] = field.key();
        if (variant == 0)
            image->product.fields.insert(name, *field);
        for (LocalVariant &held : image->product.variants)
            if (variant != 0 && held.shopifyId.value == variant)
                held.fields.insert(name, *field);
    }
    return image;
}

bool sameImage(const std::optional<LocalImage> &left, const std::optional<LocalImage> &right)
{
    if (!left || !right)
        return left.has_value() == right.has_value();
    const LocalImage one = canonicalImage(*left);
    const LocalImage other = canonicalImage(*right);
    return one.product.shopifyId == other.product.shopifyId && one.product.fields == other.product.fields
        && one.product.variants == other.product.variants && one.base == other.base;
}

bool isRebuilt(const ProductVersion &version)
{
    return !version.before || !version.after || version.before->product.shopifyId != version.after->product.shopifyId
        || variantsOf(*version.before) != variantsOf(*version.after);
}

void undoImageFields(LocalUndo &undo, QList<RollbackItem> &items, const ProductVersion &version, const LocalImage &now,
    const UndoPolicy &policy, const ContentPatch &except)
{
    if (!version.before || !version.after)
        return;
    const LocalImage &before = *version.before;
    const LocalImage &after = *version.after;
    FieldsBack product(undo, items, policy, {}, {});
    product.putBack(before.product.fields, after.product.fields, now.product.fields, except.product);
    undo.base.product.insert(
        product.baseBack(before.base.product, after.base.product, now.base.product, except.product));
    for (const LocalVariant &variant : after.product.variants) {
        const ShopifyId id = variant.shopifyId;
        const LocalVariant *was = id.isValid() ? before.product.variant(id) : nullptr;
        const LocalVariant *held = was ? now.product.variant(id) : nullptr;
        if (!held)
            continue;
        FieldsBack fields(
            undo, items, policy, id, variant.fields.value(Field::variantTitle.toString()).value_or(QString()));
        const FieldMap aside = except.variants.value(id.value);
        fields.putBack(was->fields, variant.fields, held->fields, aside);
        const FieldMap base = fields.baseBack(before.base.variants.value(id.value), after.base.variants.value(id.value),
            now.base.variants.value(id.value), aside);
        if (!base.isEmpty())
            undo.base.variants[id.value].insert(base);
    }
}

QList<RollbackItem> imageItems(const ProductVersion &version, const std::optional<LocalImage> &now, RollbackFate fate)
{
    QList<RollbackItem> items;
    const bool comesBack = fate == RollbackFate::WillRestore;
    if (!version.before || !version.after) {
        items += RollbackItem{.fate = fate,
            .whole = comesBack && version.before ? valuesIn(version.before->product) : QList<RollbackValue>()};
        return items;
    }
    const LocalProduct &before = version.before->product;
    const LocalProduct &after = version.after->product;
    collectItems(items, {}, before.fields, after.fields, now ? now->product.fields : FieldMap(), fate);
    for (const LocalVariant &variant : after.variants) {
        const QString title = variant.fields.value(Field::variantTitle.toString()).value_or(QString());
        const auto was = std::find_if(
            before.variants.cbegin(), before.variants.cend(), [&variant](const auto &v) { return v.id == variant.id; });
        const LocalVariant *held = now ? now->product.variant(variant.shopifyId) : nullptr;
        if (was == before.variants.cend())
            items += RollbackItem{.variantTitle = title, .fate = fate};
        else
            collectItems(items, title, was->fields, variant.fields, held ? held->fields : FieldMap(), fate);
    }
    for (const LocalVariant &variant : before.variants)
        if (std::none_of(after.variants.cbegin(), after.variants.cend(),
                [&variant](const auto &v) { return v.id == variant.id; }))
            items += RollbackItem{
                .variantTitle = variant.fields.value(Field::variantTitle.toString()).value_or(QString()),
                .fate = fate,
                .whole = comesBack ? valuesIn(variant) : QList<RollbackValue>()};
    if (items.isEmpty())
        items += RollbackItem{.fate = fate}; // only the base or the link moved
    return items;
}

ProductUndo planLocalUndo(const ProductVersion &version, const std::optional<LocalImage> &now, const UndoPolicy &policy)
{
    ProductUndo undo{.product = version.product, .shopifyProduct = version.shopifyProduct};
    const std::optional<LocalImage> &named = now ? now : version.after ? version.after : version.before;
    if (named)
        undo.title = named->product.fields.value(Field::title.toString()).value_or(QString());
    // Of a product that the batch looked at and left as it was there is nothing to take back.
    if (sameImage(version.before, version.after))
        return undo;
    const bool isBack = sameImage(now, version.before);
    const bool isAsWritten = sameImage(now, version.after);
    // Where only fields moved, those that somebody has changed since are told from those that nobody has.
    const bool byField
        = now && !isBack && (!policy.fields.isEmpty() || ((!isAsWritten || version.isRenewed) && !isRebuilt(version)));
    if (byField) {
        undoImageFields(undo.local, undo.items, version, *now, policy, {});
    } else if (policy.fields.isEmpty()) {
        RollbackFate fate = RollbackFate::ChangedSince;
        if (isBack)
            fate = RollbackFate::AlreadyBack;
        else if (isAsWritten || policy.restoreConflicts)
            fate = RollbackFate::WillRestore;
        undo.items = imageItems(version, now, fate);
        if (fate == RollbackFate::ChangedSince)
            for (RollbackItem &item : undo.items)
                item.reason = now ? tr("The product was changed here since, and variants or links came or went with "
                                       "this run: it is put back whole or not at all.")
                                  : tr("The product was deleted here since.");
        if (fate == RollbackFate::WillRestore)
            undo.local = {.fate = version.before ? LocalFate::Restore : LocalFate::Delete, .version = version.id};
    }
    for (RollbackItem &item : undo.items) {
        item.product = undo.product;
        item.shopifyProduct = undo.shopifyProduct;
        item.title = undo.title;
    }
    return undo;
}

} // namespace Sync
