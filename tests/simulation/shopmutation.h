#pragma once

#include "tests/simulation/shopmodel.h"

namespace Simulation {

/// One mutation on the model: either everything it asks for happens, or nothing and the answer says why.
class Mutation final
{
public:
    Mutation(ShopModel &shop, QString document, QJsonObject variables, QUuid operation, Milliseconds now);

    QJsonObject run(bool refuse);

private:
    void update();
    void setStock();
    void create();
    void remove();
    void addVariants();
    void removeVariants();
    ShopVariant newVariant(const Sync::FieldMap &fields);
    void write(ShopPart &part, qint64 variant, const QString &field, const Sync::FieldValue &value);
    void refuse(const QJsonArray &path, const QString &message, const QString &code = {});
    bool optionsAreTaken(const Sync::FieldMap &fields, qint64 except) const;
    void commit();
    QJsonObject answer() const;

    ShopModel &m_shop;
    QString m_document;
    QJsonObject m_variables;
    Effect m_effect;
    QJsonArray m_errors;
    std::optional<ShopProduct> m_product; ///< As it will be.
    Sync::ContentPatch m_asked;
    QList<qint64> m_answered; ///< Variants the answer names.
    bool m_isRepeated = false;
};

} // namespace Simulation
