#include "tests/simulation/history.h"

#include "tests/simulation/commands.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

QJsonObject toJson(const Command &command)
{
    const Command usual;
    QJsonObject json{{u"id"_s, command.id}, {u"do"_s, nameOf(command.kind)}};
    const auto add = [&json](const QString &name, const auto &value, const auto &otherwise) {
        if (value != otherwise)
            json.insert(name, value);
    };
    add(u"after"_s, command.after, usual.after);
    add(u"desk"_s, command.desk, usual.desk);
    add(u"product"_s, command.product, usual.product);
    add(u"variant"_s, command.variant, usual.variant);
    add(u"field"_s, command.field, usual.field);
    add(u"value"_s, command.value, usual.value);
    add(u"number"_s, command.number, usual.number);
    add(u"also"_s, command.also, usual.also);
    return json;
}

Command commandFromJson(const QJsonObject &json)
{
    return {.id = json.value(u"id").toInt(),
        .kind = commandFromName(json.value(u"do").toString()),
        .after = json.value(u"after").toInt(),
        .desk = json.value(u"desk").toInt(),
        .product = json.value(u"product").toInt(),
        .variant = json.value(u"variant").toInt(),
        .field = json.value(u"field").toString(),
        .value = json.value(u"value").toString(),
        .number = json.value(u"number").toInt(),
        .also = json.value(u"also").toBool()};
}

} // namespace

QJsonObject toJson(const History &history)
{
    const Setting &setting = history.setting;
    QJsonArray commands;
    for (const Command &command : history.commands)
        commands += toJson(command);
    return {{u"reaches"_s, QJsonArray::fromStringList(history.reaches)}, {u"seed"_s, QString::number(history.seed)},
        {u"expects"_s, history.expects},
        {u"setting"_s,
            QJsonObject{{u"products"_s, setting.products}, {u"variants"_s, setting.variants},
                {u"workers"_s, setting.workers}, {u"tightBucket"_s, setting.tightBucket},
                {u"rewritesHtml"_s, setting.rewritesHtml}, {u"tightBreaker"_s, setting.tightBreaker},
                {u"bulk"_s, setting.bulk},
                {u"clockAhead"_s, QJsonArray{setting.clockAhead[0], setting.clockAhead[1]}}}},
        {u"workload"_s, commands}, {u"schedule"_s, history.schedule.toJson()}};
}

History historyFromJson(const QJsonObject &json)
{
    const QJsonObject setting = json.value(u"setting").toObject();
    const QJsonArray ahead = setting.value(u"clockAhead").toArray();
    History history{.seed = json.value(u"seed").toString().toULongLong(),
        .setting = {.products = setting.value(u"products").toInt(2),
            .variants = setting.value(u"variants").toInt(1),
            .workers = setting.value(u"workers").toInt(2),
            .tightBucket = setting.value(u"tightBucket").toBool(),
            .rewritesHtml = setting.value(u"rewritesHtml").toBool(),
            .tightBreaker = setting.value(u"tightBreaker").toBool(),
            .bulk = setting.value(u"bulk").toBool(),
            .clockAhead = {ahead.at(0).toInteger(), ahead.at(1).toInteger()}},
        .schedule = Tape::fromJson(json.value(u"schedule").toArray()),
        .expects = json.value(u"expects").toString()};
    for (const QJsonValue &command : json.value(u"workload").toArray())
        history.commands += commandFromJson(command.toObject());
    for (const QJsonValue &line : json.value(u"reaches").toArray())
        history.reaches += line.toString();
    return history;
}

} // namespace Simulation
