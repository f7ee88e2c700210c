#include "sync/api/stocklocation.h"

#include "sync/api/isolated.h"

#include <QCoreApplication>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::StockLocation", text);
}

} // namespace

std::optional<QString> whyNotWritable(const StockLocation &location, bool isTracked)
{
    const QString name = isolated(location.name.isEmpty() ? QString::number(location.id.value) : location.name);
    if (!location.isActive)
        return tr("The location %1 is deactivated in Shopify, so its stock cannot be changed. Activate it there and "
                  "pull, or leave this as it is.")
            .arg(name);
    if (!location.managedBy.isEmpty())
        return tr("The stock at %1 is counted by the fulfilment service %2, which alone can change it. Change it there "
                  "and pull.")
            .arg(name, isolated(location.managedBy));
    if (!isTracked)
        return tr("Shopify does not track this variant's stock, so there is none to change. Have it tracked in Shopify "
                  "and pull.");
    return std::nullopt;
}

} // namespace Sync
