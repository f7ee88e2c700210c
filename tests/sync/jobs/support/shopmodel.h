#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace Tests {

/// A variant as a test thinks of it; the same on all three sides.
struct ModelVariant
{
    QString title = QStringLiteral("Default Title");
    std::optional<QString> sku;
    QString price = QStringLiteral("1.00");
    std::optional<QString> cost;
    int quantity = 0;
    QMap<QString, QString> metafields = {}; ///< By path.

    bool operator==(const ModelVariant &) const = default;
};

/// A product as a test thinks of it. Variants by Shopify id.
struct ModelProduct
{
    QString title = QStringLiteral("Product");
    QString vendor = QStringLiteral("Vendor");
    QString description;
    QStringList tags;
    QMap<qint64, ModelVariant> variants;
    QMap<QString, QString> metafields = {}; ///< By path.

    bool operator==(const ModelProduct &) const = default;
};

/// Products by Shopify id.
using ModelShop = QMap<qint64, ModelProduct>;

/// The shop as Shopify's bulk file tells it.
std::string bulkFile(const ModelShop &shop);
/// Its lines, for tests that disturb their order.
QList<std::string> bulkLines(const ModelShop &shop);
qint64 objectCount(const ModelShop &shop);

} // namespace Tests
