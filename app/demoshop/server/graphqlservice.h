#pragma once

#include "app/demoshop/api/shopcontext.h"
#include "app/demoshop/server/costbucket.h"

namespace DemoShop {

/// Answers GraphQL requests: parse, validate, price, execute. Knows nothing of HTTP.
class GraphqlService final
{
    Q_DISABLE_COPY_MOVE(GraphqlService)

public:
    GraphqlService(ShopContext &shop, double restoreRate);

    /// A request as a client sent it.
    struct Request
    {
        QString query;
        QJsonObject variables;
        QString operationName;
        bool wantsCostFields = false; ///< Shopify-GraphQL-Cost-Debug
    };
    /// Reads a request body; `*error` is a body for status 400 when it is none.
    static std::optional<Request> read(const QByteArray &body, QByteArray *error);

    /// The whole answer.
    QByteArray answer(const Request &request);
    /// As answer(), outside the bucket and without extensions, for the lines of a bulk mutation.
    QByteArray answerUncharged(const QString &query, const QJsonObject &variables);
    /// An answer as if the bucket had been empty.
    QByteArray throttled(const Request &request);

    /// Names of the top level fields of the operation a request runs, and whether it is a mutation; empty when it does
    /// not parse. For matching fault rules and for the log.
    static QStringList rootFields(const Request &request, bool *isMutation);

    CostBucket &bucket() { return m_bucket; }
    qint64 throttledCount() const { return m_throttledCount; }
    double pointsUsed() const { return m_pointsUsed; }
    qint64 refusedDocuments() const { return m_refusedDocuments; }

private:
    struct Prepared;
    QByteArray refuse(const QList<Graphql::Error> &errors) const;
    QByteArray refuseCost(double cost) const;
    QByteArray refuseThrottled(double cost);
    std::unique_ptr<Prepared> prepare(const Request &request, QList<Graphql::Error> *errors) const;
    void execute(const Prepared &prepared, JsonWriter *out, double *cost);
    void writeExtensions(const Prepared &prepared, double requested, double actual, bool costFields, JsonWriter *out);
    void writeCost(double requested, std::optional<double> actual, JsonWriter *out);

    ShopContext &m_shop;
    CostBucket m_bucket;
    qint64 m_throttledCount = 0;
    qint64 m_refusedDocuments = 0;
    double m_pointsUsed = 0;
};

} // namespace DemoShop
