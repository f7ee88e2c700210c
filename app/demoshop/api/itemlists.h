#pragma once

#include "app/demoshop/api/shopcontext.h"

namespace DemoShop {

/// A short list whose items are already at hand.
class EntityList final : public ItemList
{
public:
    void add(const Entity &entity, qint64 id);
    qint64 size() const override { return static_cast<qint64>(m_items.size()); }
    Entity at(qint64 index) const override { return m_items[static_cast<size_t>(index)]; }
    QByteArray cursor(qint64 index) const override;
    std::optional<qint64> indexAfter(const QByteArray &cursor) const override;
    std::optional<qint64> indexOf(const QByteArray &cursor) const override;

private:
    std::vector<Entity> m_items;
    std::vector<qint64> m_ids;
};

/// Products, variants or inventory items of the whole catalogue in the order of a search, read from a snapshot.
class CatalogueList final : public ItemList
{
public:
    enum class Item { Product, Variant, InventoryItem };
    CatalogueList(Execution &execution, std::shared_ptr<const SortedIds> ids, Item item);

    qint64 size() const override { return static_cast<qint64>(m_ids->ids.size()); }
    Entity at(qint64 index) const override;
    Entity read(qint64 index, Product *scratch) const override;
    QByteArray cursor(qint64 index) const override;
    std::optional<qint64> indexAfter(const QByteArray &cursor) const override;
    std::optional<qint64> indexOf(const QByteArray &cursor) const override;
    std::unique_ptr<ItemList> clone(Execution &execution) const override;

private:
    CatalogueList(Execution &execution, const CatalogueList &other);
    std::optional<qint64> position(const QByteArray &cursor, bool after) const;
    Entity entityOf(const Product *product, qint64 id) const;

    Execution &m_execution;
    Catalogue m_catalogue;
    std::shared_ptr<const SortedIds> m_ids;
    Item m_item;
};

} // namespace DemoShop
