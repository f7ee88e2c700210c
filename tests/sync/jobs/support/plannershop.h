#pragma once

#include "sync/jobs/push/pushplanner.h"

#include <QStringList>

#include <optional>

namespace Tests {

/// One product in a shop that does what a step asks as Shopify does it, and refuses what Shopify refuses.
class PlannerShop final
{
public:
    /// A product with these fields and variants; variants get their ids here.
    PlannerShop(const Sync::FieldMap &fields, const QList<Sync::FieldMap> &variants);
    /// A shop in which the product is not.
    PlannerShop();

    const Sync::RemoteRead &now() const { return m_now; }
    /// The step as the journal has it once it is confirmed; nothing when Shopify refuses it, and then nothing changes.
    std::optional<Sync::Operation> carryOut(const Sync::Step &step);

    /// What somebody else does in the meantime.
    void edit(Sync::ShopifyId variant, const QString &field, const Sync::FieldValue &value);
    void addVariant(const Sync::FieldMap &fields);
    void removeVariant(Sync::ShopifyId variant);
    void removeProduct();

private:
    bool updateVariants(const QMap<qint64, Sync::FieldMap> &variants);
    bool createVariants(const QList<Sync::NewVariant> &created, Sync::ContentPatch &returned);
    bool deleteVariants(const QMap<qint64, Sync::FieldMap> &before);
    bool createProduct(const Sync::ContentPatch &after, Sync::ContentPatch &returned);
    void append(const Sync::FieldMap &fields);
    bool isValid() const;

    Sync::RemoteRead m_now;
    qint64 m_lastId = 100;
};

/// What the shop holds, for comparing: values by meaning, variants by content and not by id.
QString contentOf(const Sync::RemoteRead &read);
/// The same of one variant.
QString contentOf(const Sync::FieldMap &fields);

} // namespace Tests
