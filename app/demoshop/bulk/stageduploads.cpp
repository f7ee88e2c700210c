#include "app/demoshop/bulk/stageduploads.h"

#include <QUuid>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

struct Part
{
    QString name;
    bool isFile = false;
    QByteArray content;
};

QByteArray quotedValue(const QByteArray &header, const QByteArray &name)
{
    const qsizetype start = header.indexOf(QByteArray(name + "=\""));
    if (start < 0) {
        return {};
    }
    const qsizetype from = start + name.size() + 2;
    return header.mid(from, header.indexOf('"', from) - from);
}

/// The parts of a multipart body; nothing when it is not one.
std::optional<QList<Part>> readParts(const HttpRequest &request)
{
    const QByteArray type = request.header("content-type");
    const qsizetype mark = type.indexOf("boundary=");
    if (!type.startsWith("multipart/form-data") || mark < 0) {
        return {};
    }
    QByteArray boundary = type.sliced(mark + 9).split(';').first().trimmed();
    if (boundary.startsWith('"') && boundary.endsWith('"') && boundary.size() > 2) {
        boundary = boundary.sliced(1, boundary.size() - 2);
    }
    const QByteArray separator = "--" + boundary;
    const QByteArray end = "\r\n" + separator;
    QList<Part> parts;
    qsizetype at = request.body.indexOf(separator);
    while (at >= 0) {
        at += separator.size();
        if (request.body.mid(at, 2) == "--") {
            return parts;
        }
        const qsizetype headEnd = request.body.indexOf("\r\n\r\n", at);
        const qsizetype next = request.body.indexOf(end, headEnd);
        if (headEnd < 0 || next < 0) {
            return {};
        }
        const QByteArray head = request.body.sliced(at, headEnd - at);
        parts.append({QString::fromUtf8(quotedValue(head, " name")), head.contains("filename="),
            request.body.sliced(headEnd + 4, next - headEnd - 4)});
        at = next + 2;
    }
    return {};
}

HttpResponse refuse(const QByteArray &why)
{
    return HttpResponse::text(400, why);
}

} // namespace

StagedUploads::Parameters StagedUploads::prepare(const QString &fileName, const QString &mimeType)
{
    const QString key
        = u"tmp/60000000001/bulk/%1/%2"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces), fileName);
    const Parameters parameters{{u"x-goog-credential"_s, u"demo"_s}, {u"x-goog-algorithm"_s, u"GOOG4-RSA-SHA256"_s},
        {u"x-goog-signature"_s, QUuid::createUuid().toString(QUuid::Id128)}, {u"key"_s, key},
        {u"Content-Type"_s, mimeType}, {u"success_action_status"_s, u"201"_s}, {u"acl"_s, u"private"_s}};
    m_prepared.insert(key, parameters);
    return parameters;
}

HttpResponse StagedUploads::receive(const HttpRequest &request)
{
    const std::optional<QList<Part>> parts = readParts(request);
    if (request.method != "POST" || !parts || parts->isEmpty()) {
        return refuse("A multipart form with the given parameters and the file is expected.");
    }
    QString key;
    for (const Part &part : *parts) {
        key = part.name == "key"_L1 ? QString::fromUtf8(part.content) : key;
    }
    const auto prepared = m_prepared.constFind(key);
    if (prepared == m_prepared.cend()) {
        return HttpResponse::text(403, "The key was not given out by this shop.");
    }
    if (parts->size() != prepared->size() + 1 || !parts->last().isFile) {
        return refuse("All parameters must be sent, and the file last.");
    }
    for (qsizetype i = 0; i < prepared->size(); ++i) {
        if (parts->at(i).name != prepared->at(i).first
            || QString::fromUtf8(parts->at(i).content) != prepared->at(i).second) {
            return refuse("The parameters differ from those given, or stand in another order.");
        }
    }
    if (parts->last().content.size() > largestFile) {
        return HttpResponse::text(413, "The file is larger than 100 MB.");
    }
    m_files.insert(key, parts->last().content);
    HttpResponse response;
    response.status = 201;
    response.setHeader("Content-Type", "application/xml");
    response.body
        = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><PostResponse><Key>" + key.toUtf8() + "</Key></PostResponse>";
    return response;
}

std::optional<QByteArray> StagedUploads::content(const QString &key) const
{
    const auto found = m_files.constFind(key);
    return found == m_files.cend() ? std::nullopt : std::optional(*found);
}

} // namespace DemoShop
