#include "sync/secrets/redaction.h"

#include "sync/api/secret.h"

#include <QMutex>
#include <QRegularExpression>
#include <QSet>

#include <array>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype ShortestSecret = 6;

struct Registry
{
    QMutex mutex;
    QSet<QString> secrets;
};

Registry &registry()
{
    static Registry registry;
    return registry;
}

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const std::array<Rule, 4> &rules()
{
    static const std::array<Rule, 4> rules{{
        // Access tokens, app secrets and the like: shpat_, shpca_, shppa_, shpss_, shpua_ …
        {QRegularExpression(u"\\bshp[a-z]{2}_[A-Za-z0-9_-]+"_s), u"[token]"_s},
        {QRegularExpression(
             u"(\\b[a-z][a-z0-9+.-]*://[^\\s/:@]*):[^\\s@/]+@"_s, QRegularExpression::CaseInsensitiveOption),
            u"\\1:[password]@"_s},
        {QRegularExpression(u"(\\b(?:x-shopify-access-token|authorization|access_token|client_secret|password|"
                            u"pgpassword)\\b[\"']?\\s*[:=]\\s*)"
                            "(\"[^\"]*\"|'[^']*'|(?:bearer |basic )?[^\\s,;&\"'}]+)"_s,
             QRegularExpression::CaseInsensitiveOption),
            u"\\1[hidden]"_s},
        // Signatures of download links.
        {QRegularExpression(u"([?&](?:x-goog-signature|signature|x-amz-signature|sig)=)[^\\s&\"]+"_s,
             QRegularExpression::CaseInsensitiveOption),
            u"\\1[hidden]"_s},
    }};
    return rules;
}
} // namespace

void registerSecret(const Secret &secret)
{
    const QString text = QString::fromUtf8(secret.reveal());
    if (text.size() < ShortestSecret)
        return;
    const QMutexLocker lock(&registry().mutex);
    registry().secrets.insert(text);
}

QString redact(QString text)
{
    {
        const QMutexLocker lock(&registry().mutex);
        for (const QString &secret : std::as_const(registry().secrets))
            text.replace(secret, "[secret]"_L1);
    }
    for (const Rule &rule : rules())
        text.replace(rule.pattern, rule.replacement);
    return text;
}

} // namespace Sync
