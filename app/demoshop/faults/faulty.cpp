#include "app/demoshop/faults/faulty.h"

#include "app/demoshop/faults/corruption.h"

#include <QJsonDocument>

namespace DemoShop::Faulty {

using namespace Qt::StringLiterals;

namespace {

QByteArray usualBody(int status)
{
    switch (status) {
    case 401:
        return "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}";
    case 402:
        return "{\"errors\":\"Unavailable Shop\"}";
    case 403:
        return "{\"errors\":\"[API] This action requires merchant approval for read_products scope.\"}";
    case 404:
        return "{\"errors\":\"Not Found\"}";
    case 423:
        return "{\"errors\":\"This shop is currently locked.\"}";
    case 429:
        return "{\"errors\":\"Exceeded 2 calls per second for api client. Reduce request rates to resume "
               "uninterrupted service.\"}";
    case 430:
        return "{\"errors\":\"Shopify Security Rejection\"}";
    default:
        return "<!DOCTYPE html>\n<html><head><title>Something went wrong</title></head><body><h1>Something went "
               "wrong.</h1></body></html>";
    }
}

HttpResponse page(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.setHeader("Content-Type", body.startsWith('{') ? "application/json; charset=utf-8" : "text/html");
    response.body = body;
    return response;
}

QByteArray internalError(const QString &requestId)
{
    const QJsonObject error{
        {u"message"_s,
            u"Internal error. Looks like something went wrong on our end.\nRequest ID: %1 (include this in support "
            "requests)."_s.arg(requestId)},
        {u"extensions"_s, QJsonObject{{u"code"_s, u"INTERNAL_SERVER_ERROR"_s}, {u"requestId"_s, requestId}}}};
    return QJsonDocument(QJsonObject{{u"errors"_s, QJsonArray{error}}}).toJson(QJsonDocument::Compact);
}

} // namespace

bool isExecuted(const FaultRules::Rule &rule)
{
    static const QStringList before{
        u"status"_s, u"throttled"_s, u"dropBefore"_s, u"html"_s, u"empty"_s, u"revokeToken"_s};
    const QString when = rule.details[u"when"].toString();
    if (when == "after"_L1) { // the effect takes place, the answer is lost
        return true;
    }
    const bool isBefore = before.contains(rule.action) || (rule.action == "internalError"_L1 && when == "before"_L1);
    return !isBefore;
}

HttpResponse instead(const FaultRules::Rule &rule)
{
    return spoiled({}, rule, {});
}

HttpResponse spoiled(HttpResponse response, const FaultRules::Rule &rule, const QString &requestId)
{
    const QJsonObject &details = rule.details;
    if (rule.action == "status"_L1) {
        const int status = details[u"status"].toInt(500);
        HttpResponse answer
            = page(status, details.contains(u"body"_s) ? details[u"body"].toString().toUtf8() : usualBody(status));
        if (details.contains(u"retry_after"_s)) {
            answer.setHeader("Retry-After", QByteArray::number(details[u"retry_after"].toDouble(), 'f', 1));
        }
        if (details.contains(u"location"_s)) {
            answer.setHeader("Location", details[u"location"].toString().toUtf8());
        }
        return answer;
    }
    if (rule.action == "revokeToken"_L1) {
        return page(401, usualBody(401));
    }
    if (rule.action == "html"_L1) {
        return page(200, usualBody(500));
    }
    if (rule.action == "empty"_L1) {
        return page(200, {});
    }
    if (rule.action == "dropBefore"_L1 || rule.action == "dropAfter"_L1) {
        response.isDropped = true;
    } else if (rule.action == "internalError"_L1) {
        response.body = internalError(requestId);
        response.source.reset();
    } else if (rule.action == "truncate"_L1) {
        response.cutAfter = details[u"bytes"].toInteger(10);
    } else if (rule.action == "version"_L1) {
        for (auto &[name, value] : response.headers) {
            value = name == "X-Shopify-API-Version" ? details[u"version"].toString(u"2025-10"_s).toLatin1() : value;
        }
    } else if (rule.action == "corrupt"_L1 && response.source) {
        response.source = corrupted(std::move(response.source), details[u"how"].toString());
    }
    return response;
}

int delay(const FaultRules::Rule &rule)
{
    const bool waits = rule.action == "delay"_L1 || rule.action == "late"_L1;
    return waits ? rule.details[u"ms"].toInt(1000) : rule.details[u"ms"].toInt(0);
}

} // namespace DemoShop::Faulty
