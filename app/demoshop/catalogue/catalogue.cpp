#include "app/demoshop/catalogue/catalogue.h"

#include "app/demoshop/catalogue/ids.h"

#include <algorithm>

namespace DemoShop {

namespace {

QByteArray key(const std::string &handle)
{
    return QByteArray::fromStdString(handle);
}

} // namespace

Catalogue::Catalogue(const Generator &generator)
    : m_generator(generator)
{ }

bool Catalogue::isGenerated(qint64 id) const
{
    const qint64 index = Ids::index(Ids::generatedProduct, id);
    return index >= 0 && index < m_generator.count() && Ids::of(Ids::generatedProduct, index) == id
        && !m_deleted.contains(id);
}

bool Catalogue::contains(qint64 id) const
{
    return m_edited.contains(id) || isGenerated(id);
}

std::shared_ptr<const Product> Catalogue::product(qint64 id) const
{
    if (const auto edited = m_edited.constFind(id); edited != m_edited.cend()) {
        return *edited;
    }
    if (!isGenerated(id)) {
        return nullptr;
    }
    auto product = std::make_shared<Product>();
    m_generator.write(Ids::index(Ids::generatedProduct, id), product.get());
    return product;
}

const Product *Catalogue::read(qint64 id, Product *scratch) const
{
    if (const auto edited = m_edited.constFind(id); edited != m_edited.cend()) {
        return edited->get();
    }
    if (!isGenerated(id)) {
        return nullptr;
    }
    m_generator.write(Ids::index(Ids::generatedProduct, id), scratch);
    return scratch;
}

qint64 Catalogue::productOfVariant(qint64 variantId) const
{
    const qint64 index = Ids::index(Ids::generatedVariant, variantId);
    const qint64 id = index >= 0 && index < m_generator.count() ? Ids::of(Ids::generatedProduct, index)
                                                                : m_ownerOfVariant.value(variantId);
    const auto product = this->product(id);
    return product && product->variantIndex(variantId) >= 0 ? id : 0;
}

qint64 Catalogue::productOfItem(qint64 inventoryItemId) const
{
    const qint64 index = Ids::index(Ids::generatedItem, inventoryItemId);
    const qint64 id = index >= 0 && index < m_generator.count() ? Ids::of(Ids::generatedProduct, index)
                                                                : m_ownerOfItem.value(inventoryItemId);
    const auto product = this->product(id);
    const bool has = product
        && std::any_of(product->variants.cbegin(), product->variants.cend(),
            [inventoryItemId](const Variant &variant) { return variant.inventoryItemId == inventoryItemId; });
    return has ? id : 0;
}

qint64 Catalogue::productOfHandle(const std::string &handle) const
{
    if (const auto edited = m_handles.constFind(key(handle)); edited != m_handles.cend()) {
        return *edited;
    }
    // A generated handle ends in the product's number.
    const size_t dash = handle.rfind('-');
    if (dash == std::string::npos) {
        return 0;
    }
    bool isNumber = false;
    const qint64 number = QByteArray::fromStdString(handle.substr(dash + 1)).toLongLong(&isNumber);
    const qint64 id = Ids::of(Ids::generatedProduct, number - 1);
    if (!isNumber || !isGenerated(id) || m_edited.contains(id)) {
        return 0;
    }
    Product scratch;
    return read(id, &scratch)->handle == handle ? id : 0;
}

qint64 Catalogue::updatedAt(qint64 id) const
{
    if (const auto edited = m_edited.constFind(id); edited != m_edited.cend()) {
        return (*edited)->updatedAt;
    }
    return m_generator.updatedAt(Ids::index(Ids::generatedProduct, id));
}

int Catalogue::variantCount(qint64 id) const
{
    if (const auto edited = m_edited.constFind(id); edited != m_edited.cend()) {
        return static_cast<int>((*edited)->variants.size());
    }
    return m_generator.variantCount(Ids::index(Ids::generatedProduct, id));
}

std::shared_ptr<const std::vector<qint64>> Catalogue::ids() const
{
    if (!m_ids) {
        auto ids = std::make_shared<std::vector<qint64>>();
        ids->reserve(static_cast<size_t>(size()));
        for (qint64 index = 0; index < m_generator.count(); ++index) {
            const qint64 id = Ids::of(Ids::generatedProduct, index);
            if (!m_deleted.contains(id)) {
                ids->push_back(id);
            }
        }
        ids->insert(ids->end(), m_created.cbegin(), m_created.cend());
        m_ids = std::move(ids);
    }
    return m_ids;
}

qint64 Catalogue::size() const
{
    return m_generator.count() - m_deleted.size() + m_created.size();
}

void Catalogue::put(std::shared_ptr<const Product> product)
{
    if (const auto before = m_edited.constFind(product->id); before != m_edited.cend()) {
        m_handles.remove(key((*before)->handle));
    } else if (!isGenerated(product->id)) {
        m_created.insert(std::lower_bound(m_created.begin(), m_created.end(), product->id), product->id);
        m_ids.reset();
    }
    for (const Variant &variant : product->variants) {
        if (variant.id >= Ids::createdVariant) {
            m_ownerOfVariant.insert(variant.id, product->id);
            m_ownerOfItem.insert(variant.inventoryItemId, product->id);
        }
    }
    m_handles.insert(key(product->handle), product->id);
    m_edited.insert(product->id, std::move(product));
}

void Catalogue::remove(qint64 id)
{
    const bool wasGenerated = isGenerated(id);
    if (const auto edited = m_edited.constFind(id); edited != m_edited.cend()) {
        m_handles.remove(key((*edited)->handle));
        m_edited.erase(edited);
    }
    m_created.removeOne(id);
    if (wasGenerated) {
        m_deleted.insert(id);
    }
    m_ids.reset();
}

} // namespace DemoShop
