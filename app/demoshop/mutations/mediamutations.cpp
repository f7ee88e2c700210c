#include "app/demoshop/mutations/mediainput.h"
#include "app/demoshop/mutations/mutations.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

/// Why a file cannot be updated so, or an error without a message.
UserError problemOf(ShopContext &shop, const QJsonObject &given, const QStringList &path)
{
    const std::optional<Medium> file = shop.store().file(fileId(given[u"id"].toString()));
    if (!file) {
        return {path + QStringList{u"id"_s}, u"File id %1 does not exist."_s.arg(given[u"id"].toString()),
            u"FILE_DOES_NOT_EXIST"_s};
    }
    if (!file->isReady(shop.store().now())) {
        const bool isFailed = file->isBroken && shop.store().now() >= file->readyAt;
        return {path,
            isFailed ? u"File cannot be updated in a failed state."_s : u"Non-ready files cannot be updated."_s,
            isFailed ? u"INVALID_FAILED_MEDIA_STATE"_s : u"NON_READY_STATE"_s};
    }
    if (!MediaInput::isAlt(given[u"alt"].toString())) {
        return {path + QStringList{u"alt"_s}, u"The alt value exceeds the maximum limit of 512 characters."_s,
            u"ALT_VALUE_LIMIT_EXCEEDED"_s};
    }
    for (const QString &list : {u"referencesToAdd"_s, u"referencesToRemove"_s}) {
        for (const QJsonValue &gid : given[list].toArray()) {
            if (!shop.store().catalogue().contains(idOf(gid.toString(), "Product"_L1))) {
                return {path + QStringList{list}, u"The reference target does not exist."_s,
                    u"REFERENCE_TARGET_DOES_NOT_EXIST"_s};
            }
        }
    }
    return {};
}

Outcome update(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const QJsonArray inputs = field.arguments[u"files"].toArray();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const UserError problem = problemOf(x.shop(), inputs[i].toObject(), {u"files"_s, QString::number(i)});
        if (!problem.message.isEmpty()) {
            payload.addError(problem);
        }
    }
    if (payload.hasErrors()) {
        return payload.write();
    }
    std::vector<Entity> files;
    for (const QJsonValue &input : inputs) {
        const QString gid = input[u"id"].toString();
        if (input[u"alt"].isString()) {
            MediaInput::changeAlt(
                x.shop(), *x.shop().store().file(fileId(gid)), input[u"alt"].toString().toStdString());
        }
        const Medium file = *x.shop().store().file(fileId(gid));
        for (const QJsonValue &product : input[u"referencesToAdd"].toArray()) {
            MediaInput::attach(x.shop(), file, idOf(product.toString(), "Product"_L1));
        }
        for (const QJsonValue &product : input[u"referencesToRemove"].toArray()) {
            MediaInput::detach(x.shop(), file, idOf(product.toString(), "Product"_L1));
        }
        files.push_back(x.shop().file(x, gid));
    }
    payload.set("files", std::move(files));
    return payload.write();
}

/// Moves media one after the other, each to a place among those that are there by then.
void move(ShopContext &shop, qint64 id, const QJsonArray &moves)
{
    const auto product = ProductInput::editable(shop, QString::number(id));
    if (!product) {
        return;
    }
    for (const QJsonValue &each : moves) {
        const int index = product->mediumIndex(fileId(each[u"id"].toString()));
        if (index < 0) {
            continue;
        }
        const Medium medium = product->media[static_cast<size_t>(index)];
        product->media.erase(product->media.begin() + index);
        const qint64 to = each[u"newPosition"].isString() ? each[u"newPosition"].toString().toLongLong()
                                                          : each[u"newPosition"].toInteger();
        product->media.insert(
            product->media.begin() + std::clamp<qint64>(to, 0, static_cast<qint64>(product->media.size())), medium);
    }
    ProductInput::commit(shop, product);
}

/// Answers first and puts in order afterwards, as Shopify does.
Outcome reorder(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field, "mediaUserErrors");
    const qint64 id = idOf(field.arguments[u"id"].toString(), "Product"_L1);
    const QJsonArray moves = field.arguments[u"moves"].toArray();
    const auto product = x.shop().store().catalogue().product(id);
    if (!product) {
        payload.addError({{u"id"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
    }
    for (qsizetype i = 0; product && i < moves.size(); ++i) {
        if (product->mediumIndex(fileId(moves[i][u"id"].toString())) < 0) {
            payload.addError({{u"moves"_s, QString::number(i), u"id"_s}, u"Media does not exist on the product"_s,
                u"MEDIA_DOES_NOT_EXIST_ON_PRODUCT"_s});
        }
    }
    if (payload.hasErrors()) {
        return payload.write();
    }
    const int delay = x.shop().store().ordering();
    if (delay > 0) {
        QTimer::singleShot(delay, &x.shop().afterwards, [&shop = x.shop(), caller = x.shop().caller, id, moves] {
            shop.caller = caller;
            move(shop, id, moves);
        });
    } else {
        move(x.shop(), id, moves);
    }
    Record job;
    job.set("id", gidText("Job", x.shop().store().newId(1))).set("done", delay == 0);
    payload.set("job", Entity{.type = x.type(u"Job"_s), .record = x.keep(std::move(job))});
    return payload.write();
}

} // namespace

void addMedia(ResolverTable *table)
{
    table->fields[u"Mutation.fileUpdate"_s] = update;
    table->fields[u"Mutation.productReorderMedia"_s] = reorder;
}

} // namespace DemoShop::Mutations
