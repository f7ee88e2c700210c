#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace TestSupport {

/// The real demo shop, as a process of its own on a free port, for as long as the object lives.
///
///     DemoShop shop({.products = 200});
///     QVERIFY2(shop.start(), qPrintable(shop.error()));
///     shop.url(); shop.token();
///     shop.edit({{"product", "gid://shopify/Product/8000000000064"}, {"title", "Elsewhere"}});
///
/// Everything blocks and belongs to the thread that made it. What cannot be asked or is not understood fails the test
/// that asks, or ends a program that is none: a fault that was not set would let the shop go on with the one before.
class DemoShop final
{
    Q_DISABLE_COPY_MOVE(DemoShop)

public:
    struct Options
    {
        qint64 products = 100;
        int seed = 1;
        int locations = 2;
        int restoreRate = 1000;
        int latencyMilliseconds = 0;
        QString bulkFileCache = {}; ///< empty: no cache
        QStringList more = {}; ///< further arguments, as they are
    };

    DemoShop() = default;
    explicit DemoShop(Options options);
    ~DemoShop();

    /// Starts the shop and waits until it listens; false with error().
    bool start();
    /// Kills the shop at once, as a crash would; what it is asked from then on stays without an answer.
    void kill();
    QString error() const { return m_error; }

    /// `http://127.0.0.1:PORT`.
    QString url() const { return m_url; }
    QString token() const;
    /// A token that may only read.
    QString readOnlyToken() const;
    /// Client id and secret for a token of 24 hours.
    QString clientId() const;
    QString clientSecret() const;

    /// Asks the shop something by GraphQL with the full token and gives the whole answer.
    QJsonObject graphql(const QString &query, const QJsonObject &variables = {});
    /// Posts to a control of the shop (`/demo/<what>`) and gives its answer, also one that says `error`.
    QJsonObject control(const QString &what, const QJsonObject &arguments = {});
    QJsonObject read(const QString &what);

    /// Someone else edits a product: `{"product": gid, "fields": {…}, "variants": [{"id": gid, …}]}`.
    QJsonObject edit(const QJsonObject &change) { return control(QStringLiteral("edit"), change); }
    /// Replaces the fault rules; the answer has those that hold from now on. They have to be good ones.
    QJsonObject faults(const QJsonArray &rules);
    /// Canonical state of products; of all that were touched when `ids` is empty.
    QJsonObject snapshot(const QStringList &ids = {});
    /// Every effect so far, oldest first.
    QJsonArray log();
    QJsonObject stats() { return read(QStringLiteral("stats")); }
    void reset() { control(QStringLiteral("reset")); }

private:
    QJsonObject request(const QByteArray &method, const QString &path, const QByteArray &body);
    QByteArray exchange(const QByteArray &request);
    void complain(const QString &about, const QString &why);

    Options m_options;
    QProcess m_process;
    QString m_url;
    QString m_error;
    bool m_wasKilled = false;
};

} // namespace TestSupport
