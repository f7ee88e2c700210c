#include "sync/review/stockvalidation.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/stocklocation.h"
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
        return Failure{FailureKind::BadInput, whyTotalIsNotWritable(), Words::tr("The edit was not saved."),
            Words::tr("Open the product and change the stock at one of its locations.")};
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

Result<Done> checkStockPlaces(PgSession &session, const QJsonArray &facets)
{
    const auto unwritable = session.execute(sql(u"review/unwritable_stock"), {{u"facets", facets}});
    if (!unwritable)
        return unwritable.failure();
    if (unwritable->isEmpty())
        return Done{};
    const PgRow row = unwritable->first();
    const StockLocation location{{row.int64(0)}, row.text(1), row.boolean(2), row.text(3)};
    return Failure{FailureKind::BadInput, whyNotWritable(location, row.boolean(4)).value_or(QString()),
        Words::tr("The edit was not saved."), Words::tr("Undo the edit of this stock.")};
}

} // namespace Sync
