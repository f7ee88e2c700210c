#include "tests/faults/matrix/faultkinds.h"

namespace Faults {

using namespace Qt::StringLiterals;

const QList<FaultWords> &faultKinds()
{
    static const QList<FaultWords> all{
        {FaultKind::Kill, u"kill"_s, u"SIGKILL"_s},
        {FaultKind::Stop, u"stop"_s, u"SIGSTOP for three lives of its lease, then SIGCONT"_s},
        {FaultKind::DatabaseGone, u"database-gone"_s, u"no way to the database for a while"_s},
        {FaultKind::DatabaseKilled, u"database-killed"_s, u"PostgreSQL killed and started again"_s},
        {FaultKind::ShopGone, u"shop-gone"_s, u"no way to the shop for a while"_s},
        {FaultKind::DiskFull, u"disk-full"_s, u"no room for the database"_s},
        {FaultKind::Maintenance, u"maintenance"_s, u"maintenance mode switched on"_s},
    };
    return all;
}

QString nameOf(FaultKind kind)
{
    for (const FaultWords &words : faultKinds())
        if (words.kind == kind)
            return words.name;
    return {};
}

} // namespace Faults
