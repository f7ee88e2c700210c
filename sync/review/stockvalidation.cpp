#include "sync/review/stockvalidation.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/db/pgsession.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::StockValidation)
};

} // namespace

Result<Done> checkStockFields(PgSession &session, const QStringList &fields)
{
    if (std::none_of(fields.cbegin(), fields.cend(), [](const QString &field) { return isStock(field); }))
        return Done{};
    const auto facts = session.execute(sql(u"review/stock_facts"), {{u"fields", fields}});
    if (!facts)
        return facts.failure();
    const bool isByLocation = facts->first().boolean(0);
    const QStringList unknown = facts->first().textList(1);
    if (isByLocation && fields.contains(Field::inventoryQuantity))
        return Failure{FailureKind::BadInput,
            Words::tr("This shop keeps stock at several locations, and the total is their sum."),
            Words::tr("The edit was not saved."), Words::tr("Change the stock at a location in Shopify and pull.")};
    if (!unknown.isEmpty())
        return Failure{FailureKind::BadInput,
            Words::tr("The shop has no active location with the id %1.").arg(unknown.first().section(u':', 1)),
            Words::tr("The edit was not saved."),
            Words::tr("Pull from Shopify if the location is new, or use one that the product's stock names.")};
    if (!isByLocation && std::any_of(fields.cbegin(), fields.cend(), [](const QString &field) {
            return stockLocation(field).has_value();
        }))
        return Failure{FailureKind::BadInput, Words::tr("This shop keeps stock at one location only."),
            Words::tr("The edit was not saved."), Words::tr("Change the variant's stock itself.")};
    return Done{};
}

} // namespace Sync
