#pragma once

#include "app/demoshop/api/shopcontext.h"

#include <QJsonArray>

namespace DemoShop {

/// Remembers everything that ever happened to a product, and who asked for it, so that a test can say afterwards that
/// nothing happened twice. The oldest entries go when there are very many.
class Effects final
{
    Q_DISABLE_COPY_MOVE(Effects)

public:
    explicit Effects(ShopContext &shop);

    /// Takes over the store's onChange.
    void watch();
    QJsonArray entries() const { return m_entries; }
    void clear() { m_entries = {}; }

private:
    void record(const Product *before, const Product *after);

    ShopContext &m_shop;
    QJsonArray m_entries;
    qint64 m_serial = 0;
};

} // namespace DemoShop
