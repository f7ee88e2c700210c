#pragma once

#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/bulk/stageduploads.h"
#include "app/demoshop/catalogue/statefile.h"
#include "app/demoshop/control/controlapi.h"
#include "app/demoshop/faults/faultrules.h"
#include "app/demoshop/http/httpserver.h"
#include "app/demoshop/server/graphqlservice.h"
#include "app/demoshop/server/options.h"

#include <QElapsedTimer>

namespace DemoShop {

/// The whole demo shop: builds its parts and routes requests to them.
class ShopServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopServer)

public:
    ShopServer(const Graphql::Schema &schema, Options options);

    /// Starts listening; false with the reason in errorString().
    bool listen();
    QString errorString() const { return m_http.errorString(); }
    QString url() const;

private:
    void handle(HttpRequest request, const Responder &respond);
    /// Names by which fault rules know a request.
    static QStringList namesOf(const HttpRequest &request);
    void answer(const HttpRequest &request, const std::optional<FaultRules::Rule> &fault, const Responder &respond);
    HttpResponse answerWith(const HttpRequest &request, const FaultRules::Rule &fault);
    HttpResponse route(const HttpRequest &request);
    HttpResponse setFaults(const HttpRequest &request);
    HttpResponse setSettings(const HttpRequest &request);
    HttpResponse admin(const HttpRequest &request);
    HttpResponse graphql(const HttpRequest &request);
    HttpResponse shopJson();
    HttpResponse accessToken(const HttpRequest &request);
    HttpResponse bulkFile(const HttpRequest &request);
    HttpResponse control(const HttpRequest &request);
    QByteArray statistics();
    void keepState();
    void reset();
    /// Scopes of a token; empty when it is not known.
    QStringList scopesOf(const QByteArray &token) const;

    const Options m_startOptions;
    Options m_options; ///< as changed by /demo/settings
    Store m_store;
    ShopContext m_shop;
    GraphqlService m_graphql;
    BulkOperations m_bulk;
    StagedUploads m_uploads;
    ControlApi m_control;
    std::unique_ptr<StateFile> m_state; ///< null: edits end with the program
    HttpServer m_http;
    FaultRules m_faults;
    QSet<QByteArray> m_revokedTokens;
    QElapsedTimer m_uptime;
    QHash<QByteArray, qint64> m_grantedTokens; ///< expiry in seconds since 1970
    qint64 m_requests = 0;
    qint64 m_busyNanoseconds = 0;
    qint64 m_tokensSentToBulk = 0;
};

} // namespace DemoShop
