#pragma once

#include "tests/support/demoshop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace TestSupport {

/// The mutations of options, called for one product of the demo shop. Each gives its payload, or the whole answer when
/// that has errors.
class OptionCalls final
{
    Q_DISABLE_COPY_MOVE(OptionCalls)

public:
    OptionCalls() = default;

    DemoShop &shop() { return m_shop; }
    const QString &product() const { return m_product; }
    void setProduct(const QString &gid) { m_product = gid; }

    /// Resets the shop and makes the product of the example in Shopify's reference.
    void makeExample();
    /// Makes a product with such options and variants; a variant's values are parted by slashes.
    void make(const QJsonArray &options, const QStringList &variants);

    QJsonValue run(const QString &document, const QJsonObject &variables = {});
    QJsonValue create(const QJsonArray &options, const QString &strategy = QStringLiteral("LEAVE_AS_IS"));
    QJsonValue reorder(const QJsonArray &options);
    QJsonValue remove(const QStringList &options, const QString &strategy = {});
    /// `values`: `add`, `change`, `delete` and the strategy `s`.
    QJsonValue update(const QJsonObject &option, const QJsonObject &values = {});

    QJsonValue state();
    QString optionId(int index);
    QString valueId(int option, int index);

private:
    QJsonValue options();

    DemoShop m_shop{{.products = 40}};
    QString m_product;
};

/// An option to create; without a position when that is 0.
QJsonObject newOption(const QString &name, const QStringList &values, int position = 0);
/// `[{name: …}, …]`.
QJsonArray byName(const QStringList &names);
/// `[{id: …}, …]`.
QJsonArray byId(const QStringList &gids);

/// The values that rows have for a key, as text.
QStringList column(const QJsonValue &rows, const QString &key);
/// Of a payload: the titles of the variants, the codes of the errors, the names of the options.
QStringList titles(const QJsonValue &payload);
QStringList codes(const QJsonValue &payload);
QStringList optionNames(const QJsonValue &payload);

} // namespace TestSupport
