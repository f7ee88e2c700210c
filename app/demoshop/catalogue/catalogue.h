#pragma once

#include "app/demoshop/catalogue/generator.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <memory>

namespace DemoShop {

/// The products of the shop at one moment: the generated ones, overlaid with what was edited, created and deleted.
/// A copy is a snapshot and costs next to nothing (the containers share their data); bulk files are written from one.
class Catalogue final
{
public:
    explicit Catalogue(const Generator &generator);

    /// The product, or nullptr when there is none with that id.
    std::shared_ptr<const Product> product(qint64 id) const;
    /// As product(), but a generated one is written into `*scratch`, which the result then points to.
    const Product *read(qint64 id, Product *scratch) const;
    bool contains(qint64 id) const;

    /// Id of the product that has the variant, inventory item or handle; 0 when there is none.
    qint64 productOfVariant(qint64 variantId) const;
    qint64 productOfItem(qint64 inventoryItemId) const;
    qint64 productOfHandle(const std::string &handle) const;

    /// When a product was last changed; cheaper than reading it.
    qint64 updatedAt(qint64 id) const;
    /// Number of variants of a product; cheaper than reading it.
    int variantCount(qint64 id) const;

    /// All product ids, ascending. Shared and cached until a product is created or deleted.
    std::shared_ptr<const std::vector<qint64>> ids() const;
    qint64 size() const;
    /// Ids of products that were edited or created.
    QList<qint64> touched() const { return m_edited.keys(); }
    QList<qint64> deleted() const { return m_deleted.values(); }

    /// Adds or replaces a product.
    void put(std::shared_ptr<const Product> product);
    /// Deletes a product for ever.
    void remove(qint64 id);

private:
    bool isGenerated(qint64 id) const;

    Generator m_generator;
    QHash<qint64, std::shared_ptr<const Product>> m_edited;
    QSet<qint64> m_deleted;
    QList<qint64> m_created;
    QHash<qint64, qint64> m_ownerOfVariant; ///< of variants made later
    QHash<qint64, qint64> m_ownerOfItem;
    QHash<QByteArray, qint64> m_handles; ///< of edited products
    mutable std::shared_ptr<const std::vector<qint64>> m_ids;
};

} // namespace DemoShop
