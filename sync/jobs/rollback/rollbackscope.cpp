#include "sync/jobs/rollback/rollbackscope.h"

#include <QJsonArray>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr std::array<std::pair<CreatedFate, QStringView>, 3> fates{
    {{CreatedFate::Keep, u"keep"}, {CreatedFate::Archive, u"archive"}, {CreatedFate::Delete, u"delete"}}};

QString word(CreatedFate fate)
{
    for (const auto &[value, text] : fates)
        if (value == fate)
            return text.toString();
    Q_UNREACHABLE();
}

/// Nothing is archived or deleted for a word that nobody knows.
CreatedFate fateOf(QStringView word)
{
    for (const auto &[value, text] : fates)
        if (text == word)
            return value;
    return CreatedFate::Keep;
}

template <typename Tag>
QJsonArray textOf(const QList<Id<Tag>> &ids)
{
    QJsonArray texts;
    for (const Id<Tag> id : ids)
        texts += QString::number(id.value);
    return texts;
}

template <typename Tag>
void readIds(const QJsonValue &texts, QList<Id<Tag>> &ids)
{
    const QJsonArray array = texts.toArray();
    for (const QJsonValue text : array)
        ids += Id<Tag>{text.toString().toLongLong()};
}

} // namespace

QJsonObject scopeOf(const RollbackRequest &request)
{
    QJsonArray fields;
    for (const FieldPath &field : request.fields)
        fields += field.text();
    return {{u"batch"_s, QString::number(request.batch.value)}, {u"products"_s, textOf(request.products)},
        {u"shopifyProducts"_s, textOf(request.shopifyProducts)}, {u"fields"_s, fields},
        {u"restoreConflicts"_s, request.restoreConflicts}, {u"created"_s, word(request.created)}};
}

std::optional<RollbackRequest> rollbackOfScope(BatchId rollsBack, const QJsonObject &scope)
{
    RollbackRequest request{.batch = rollsBack,
        .restoreConflicts = scope.value("restoreConflicts"_L1).toBool(),
        .created = fateOf(scope.value("created"_L1).toString())};
    readIds(scope.value("products"_L1), request.products);
    readIds(scope.value("shopifyProducts"_L1), request.shopifyProducts);
    const QJsonArray fields = scope.value("fields"_L1).toArray();
    for (const QJsonValue field : fields) {
        const auto path = FieldPath::fromText(field.toString());
        if (!path)
            return {}; // left out, it could leave a request for everything
        request.fields += *path;
    }
    return request;
}

} // namespace Sync
