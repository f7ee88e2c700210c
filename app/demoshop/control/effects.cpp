#include "app/demoshop/control/effects.h"

#include "app/demoshop/control/productjson.h"

#include <QDateTime>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEntries = 100'000;

} // namespace

Effects::Effects(ShopContext &shop)
    : m_shop(shop)
{ }

void Effects::watch()
{
    m_shop.store().onChange = [this](const Product *before, const Product *after) { record(before, after); };
}

void Effects::record(const Product *before, const Product *after)
{
    const QJsonObject old = before ? productJson(*before, m_shop.store()) : QJsonObject();
    const QJsonObject now = after ? productJson(*after, m_shop.store()) : QJsonObject();
    const qint64 id = before ? before->id : after->id;
    m_entries.append(
        QJsonObject{{u"serial"_s, ++m_serial}, {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
            {u"requestId"_s, m_shop.caller.requestId}, {u"mutation"_s, m_shop.caller.mutation},
            {u"idempotencyKey"_s, m_shop.caller.idempotencyKey},
            {u"product"_s, QString::fromStdString(gidText("Product", id))},
            {u"effect"_s,
                !before      ? u"created"_s
                    : !after ? u"deleted"_s
                             : u"changed"_s},
            {u"changes"_s, productChanges(old, now)}});
    if (m_entries.size() > mostEntries) {
        m_entries.removeFirst();
    }
}

} // namespace DemoShop
