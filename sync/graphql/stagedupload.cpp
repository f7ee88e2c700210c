#include "sync/graphql/stagedupload.h"

#include "sync/graphql/costestimate.h"
#include "sync/graphql/httpclient.h"
#include "sync/graphql/shopfailures.h"
#include "sync/graphql/tlsreason.h"
#include "sync/graphql/usererrors.h"
#include "sync/ports/random.h"
#include "sync/ports/shop.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
struct Target
{
    QUrl url;
    QString path;
    QList<std::pair<QByteArray, QByteArray>> parameters;
};

Result<Target> readTarget(const QJsonObject &data)
{
    const QJsonObject json = data.value("stagedUploadsCreate"_L1)["stagedTargets"_L1][0].toObject();
    Target target{.url = QUrl(json.value("url"_L1).toString(), QUrl::StrictMode), .path = {}, .parameters = {}};
    for (const QJsonValue &parameter : json.value("parameters"_L1).toArray()) {
        const QString name = parameter["name"_L1].toString();
        const QString value = parameter["value"_L1].toString();
        if (name == "key"_L1)
            target.path = value;
        target.parameters += {name.toUtf8(), value.toUtf8()};
    }
    if (!target.url.isValid() || target.url.host().isEmpty() || target.path.isEmpty())
        return unreadableAnswer(u"the upload target has no address or key"_s);
    return target;
}

/// Asking for a target changes nothing in the shop, so it counts as a read and may be repeated.
ShopRequest targetRequest(const QString &fileName, qint64 size)
{
    const QJsonObject input{{u"resource"_s, u"BULK_MUTATION_VARIABLES"_s}, {u"filename"_s, fileName},
        {u"mimeType"_s, u"text/jsonl"_s}, {u"httpMethod"_s, u"POST"_s}, {u"fileSize"_s, QString::number(size)}};
    return {
        .document = u"staged_upload"_s, .variables = {{u"input"_s, QJsonArray{input}}}, .cost = CostEstimate::Mutation};
}

/// All parameters in the order given, the file last: storage hosts stop reading at the file.
QByteArray formBody(
    const Target &target, const QByteArray &boundary, const QByteArray &fileName, const QByteArray &file)
{
    QByteArray body;
    body.reserve(file.size() + 8192);
    for (const auto &[name, value] : target.parameters)
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
        + "\"\r\nContent-Type: text/jsonl\r\n\r\n";
    body += file;
    body += "\r\n--" + boundary + "--\r\n";
    return body;
}

Failure uploadFailure(const HttpAnswer &answer, const QString &host)
{
    if (answer.end == HttpEnd::Stopped)
        return stopped();
    if (answer.end == HttpEnd::Untrusted)
        return tlsFailure(host, answer.sslErrors, answer.detail);
    const QString detail = u"upload to %1: HTTP %2 %3 %4"_s.arg(host)
                               .arg(answer.status)
                               .arg(answer.detail, QString::fromUtf8(answer.body.left(300)).simplified());
    if (answer.end != HttpEnd::Answered || answer.status >= 500)
        return noAnswer(host, detail);
    return {.kind = FailureKind::ShopAnswer,
        .what = QCoreApplication::translate("Sync::StagedUpload", "Shopify's file store refused the upload."),
        .meaning = QCoreApplication::translate("Sync::StagedUpload", "Nothing was changed in Shopify."),
        .remedy
        = QCoreApplication::translate("Sync::StagedUpload", "Try again; if it stays, send fewer products at once."),
        .detail = detail};
}
} // namespace

QCoro::Task<Result<QString>> StagedUpload::upload(QByteArray jsonl, QString fileName, std::stop_token stop)
{
    if (jsonl.size() > MostBytes)
        co_return Failure{.kind = FailureKind::BadInput,
            .what = QCoreApplication::translate("Sync::StagedUpload", "The changes are too many for one upload."),
            .remedy = QCoreApplication::translate("Sync::StagedUpload", "Send fewer products at once."),
            .detail = u"%1 bytes"_s.arg(jsonl.size())};
    const Result<ShopReply> reply = co_await m_shop.execute(targetRequest(fileName, jsonl.size()), stop);
    if (!reply)
        co_return reply.failure();
    const Result<UserErrors> errors = UserErrors::read(reply->data, u"stagedUploadsCreate"_s);
    if (!errors)
        co_return errors.failure();
    if (!errors->isEmpty())
        co_return errors->failure(reply->requestId);
    const Result<Target> target = readTarget(reply->data);
    if (!target)
        co_return target.failure();
    const QByteArray boundary
        = "syncdesk-" + QByteArray::number(m_random.next(), 16) + QByteArray::number(m_random.next(), 16);
    HttpRequest request{
        .verb = "POST", .url = target->url, .body = formBody(*target, boundary, fileName.toUtf8(), jsonl)};
    request.headers = {{"Content-Type", "multipart/form-data; boundary=" + boundary}};
    const HttpAnswer answer = co_await m_http.send(std::move(request), stop);
    if (answer.end != HttpEnd::Answered || answer.status < 200 || answer.status >= 300)
        co_return uploadFailure(answer, target->url.host());
    co_return target->path;
}

} // namespace Sync
