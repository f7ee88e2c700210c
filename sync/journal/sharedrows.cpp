#include "sync/journal/sharedrows.h"

#include "sync/db/pgpipeline.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Sync {

namespace {

// The base copies from the mirror, variants hang on products, and the history tells of changes that have ended.
constexpr QStringView inOrder[]
    = {u"journal/insert_mirror_product", u"journal/update_mirror_product", u"journal/insert_mirror_variant",
        u"journal/update_mirror_variant", u"journal/write_mirror_facets", u"journal/delete_mirror_variants",
        u"journal/copy_base_product", u"journal/update_base_product", u"journal/copy_base_variant",
        u"journal/update_base_variant", u"journal/write_base_facets", u"journal/update_product",
        u"journal/update_variant", u"journal/write_facets", u"journal/end_change", u"journal/add_history"};

} // namespace

void SharedRows::add(QStringView statement, const QJsonObject &row)
{
    const auto place = std::find(std::cbegin(inOrder), std::cend(inOrder), statement);
    Q_ASSERT(place != std::cend(inOrder));
    m_rows[place - std::cbegin(inOrder)] += row;
}

void SharedRows::moveTo(PgPipeline &pipeline)
{
    const QMap<qsizetype, QJsonArray> rows = std::exchange(m_rows, {});
    for (auto statement = rows.cbegin(); statement != rows.cend(); ++statement)
        pipeline.add(sql(inOrder[statement.key()]), {{u"rows", statement.value()}});
}

Result<Done> runForRow(PgSession &session, QStringView statement, const QJsonObject &row)
{
    const auto answer = session.execute(sql(statement), {{u"rows", QJsonArray{row}}});
    if (!answer)
        return answer.failure();
    return Done{};
}

} // namespace Sync
